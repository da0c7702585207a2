"""What happens outside a person's own screen: letters that arrive, and what others do meanwhile."""

from __future__ import annotations

import json
import urllib.request

from tests.fixtures.portal import LivePortal


def surat(portal: LivePortal, kepada: str, memuat: str) -> dict[str, str]:
    """The newest letter to somebody that holds this text."""
    with urllib.request.urlopen(f"{portal.url}/demo/surat/?format=json&kepada={kepada}") as jawaban:
        semua = json.load(jawaban)
    return next(s for s in semua if memuat in s["subjek"] + s["isi"])


def verifikasi(portal: LivePortal, nomor: str, keputusan: str, alasan: str = "") -> None:
    """What Panitia decides, through the API."""
    minta = urllib.request.Request(
        f"{portal.url}/api/v1/pendaftaran/{nomor}/verifikasi/",
        data=json.dumps({"keputusan": keputusan, "alasan": alasan}).encode(),
        headers={"Authorization": "Token demo-token-staf", "Content-Type": "application/json"},
    )
    urllib.request.urlopen(minta).close()
