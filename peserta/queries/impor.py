"""What became of the people of an import, per gelombang."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from diklat.models import Gelombang
from kantor.models import Impor
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status

DISEBUT = 5
CADANGAN = (Status.DAFTAR_TUNGGU, Status.DITAWARI)


def sesudah_impor(impor: Impor, gelombang: Iterable[int], staf: bool) -> list[tuple[str, str, str]]:
    """Per gelombang the import filled: its name, how many people it stored and who is cadangan, its page."""
    nip = impor.baris.filter(diterapkan=True).values("kunci")
    rute = "peserta:gelombang_peserta" if staf else "peserta:operator_gelombang"
    hasil = []
    for g in (
        Gelombang.objects.filter(pk__in=gelombang).select_related("kurikulum__program").order_by("mulai")
    ):
        masuk = Pendaftaran.objects.filter(gelombang=g, pegawai__nip__in=nip)
        nama = [p.nama_lengkap for p in masuk.filter(status__in=CADANGAN).order_by("nama_kunci", "pk")]
        if banyak := masuk.count():
            hasil.append((str(g), _kalimat(banyak, nama), reverse(rute, args=[g.slug])))
    return hasil


def _kalimat(banyak: int, cadangan: list[str]) -> str:
    if not cadangan:
        return f"{banyak} orang dari berkas ini tersimpan di sini."
    lebih = len(cadangan) - DISEBUT
    siapa = "; ".join(cadangan[:DISEBUT]) + (f"; dan {lebih} orang lagi" if lebih > 0 else "")
    return f"{banyak} orang dari berkas ini tersimpan di sini; {len(cadangan)} menjadi peserta cadangan: {siapa}."
