"""Phones that scan: registered for one gelombang, known by a key, revoked at any time."""

from __future__ import annotations

import secrets

from django.utils import timezone

from diklat.models import Gelombang
from kantor.galat import TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna
from kantor.services.kunci_api import sidik_kunci
from peserta.models import PerangkatPindai
from peserta.services.kartu import siapkan_kartu

AWALAN = "pp_"


@layanan
def tambah_perangkat(*, oleh: Pengguna, gelombang: Gelombang, nama: str) -> tuple[PerangkatPindai, str]:
    """Register a phone for `oleh`. Returns it and its key, which is stored nowhere. Raises TidakValid without a name.

    Whoever has no badge code yet gets one: the phone carries a list of them.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    nama = " ".join(nama.split())[:80]
    if not nama:
        raise TidakValid(rincian={"nama": "Beri nama perangkat ini, misalnya HP Ibu Rina."})
    siapkan_kartu(oleh=oleh, gelombang=gelombang)
    kunci = AWALAN + secrets.token_urlsafe(24)
    perangkat = PerangkatPindai.objects.create(
        gelombang=gelombang, nama=nama, petugas=oleh, sidik=sidik_kunci(kunci)
    )
    return perangkat, kunci


@layanan
def cabut_perangkat(*, oleh: Pengguna, perangkat: PerangkatPindai) -> None:
    """Refuse this phone from now on; what it has sent stays. Waits for the upload that is just being written."""
    pastikan(oleh, Hak.KERJA, perangkat)
    dikunci = PerangkatPindai.objects.select_for_update().filter(pk=perangkat.pk, dicabut=None)
    for satu in dikunci:
        satu.dicabut = timezone.now()
        satu.save(update_fields=["dicabut"])
