"""Titles of offices: in which capacity somebody holds one."""

from __future__ import annotations

import re

_AWALAN = re.compile(r"^\s*(plt|plh)\b\.?\s*", re.IGNORECASE)


def pisah_kapasitas(jabatan: str) -> tuple[str, str]:
    """`Plt. Camat Medan Kota` is ("plt", "Camat Medan Kota"); without such a word ("definitif", …)."""
    rapi = " ".join(jabatan.split())
    if cocok := _AWALAN.match(rapi):
        return cocok[1].lower(), rapi[cocok.end() :]
    return "definitif", rapi
