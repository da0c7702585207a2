"""Answers of a registration on its way: kept in this browser's session, encrypted, for less than a day."""

from __future__ import annotations

import json
import time
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from diklat.models import Gelombang
from kantor.lib import enkripsi

# Longer than its files, which a stranger is then asked for again (kantor.services.kebersihan.UMUR_TAMU).
UMUR_DETIK = 20 * 3600


class Rancangan:
    """One unsent registration of this browser. Nothing is stored before the first answer."""

    def __init__(self, request: HttpRequest, gelombang: Gelombang) -> None:
        self.sesi = request.session
        self.kunci = f"rancangan:{gelombang.pk}"
        data = self._buka()
        self.isian: dict[str, str] = data.get("isian", {})
        # pk of the condition → id and name of the stored file
        self.berkas: dict[str, dict[str, str]] = data.get("berkas", {})

    def jawab(self, isian: dict[str, str]) -> None:
        """Keep the answers of one step."""
        self.isian |= isian
        self.simpan()

    def simpan(self) -> None:
        """Write all of it back into the session."""
        data = {"isian": self.isian, "berkas": self.berkas, "pada": time.time()}
        self.sesi[self.kunci] = enkripsi.enkripsi(_kunci(), json.dumps(data), self.kunci)

    def buang(self) -> None:
        """Forget it."""
        self.sesi.pop(self.kunci, None)
        self.isian, self.berkas = {}, {}

    def _buka(self) -> dict[str, Any]:
        tersimpan = self.sesi.get(self.kunci)
        if not tersimpan:
            return {}
        try:
            data: dict[str, Any] = json.loads(enkripsi.dekripsi(_kunci(), tersimpan, self.kunci))
        except enkripsi.EnkripsiSalah:
            return {}
        return data if data["pada"] > time.time() - UMUR_DETIK else {}


@cache
def _kunci() -> bytes:
    return enkripsi.kunci_induk(settings.KUNCI_PRIBADI, garam=b"rancangan pendaftaran")
