"""The letter behind proposed names: completed later, and put over names that were sent before it."""

from __future__ import annotations

import datetime

from diklat.services.kunci import kunci_gelombang
from kantor.layanan import layanan
from kantor.lingkup import Hak, boleh, pastikan
from kantor.models import Berkas, Pengguna, Unit
from peserta.models import Pendaftaran, Usulan
from peserta.models.pendaftaran import HIDUP
from peserta.services.isi_surat import periksa_surat


@layanan
def ubah_usulan(
    *,
    oleh: Pengguna,
    usulan: Usulan,
    nomor_surat: str,
    tanggal_surat: datetime.date | None,
    berkas: Berkas | None = None,
) -> Usulan:
    """Correct number and date of a letter; `berkas` None keeps the file it has. Raises TidakDitemukan, TidakValid."""
    _pastikan(oleh, usulan)
    nomor_surat = periksa_surat(usulan.gelombang, nomor_surat, tanggal_surat)
    surat = Usulan.objects.select_for_update(of=("self",)).get(pk=usulan.pk)
    surat.nomor_surat, surat.tanggal_surat = nomor_surat, tanggal_surat
    surat.berkas = berkas or surat.berkas
    surat.save(update_fields=["nomor_surat", "tanggal_surat", "berkas"])
    return surat


@layanan
def naungi_usulan(*, oleh: Pengguna, usulan: Usulan) -> int:
    """Put every living name of the letter's unit that has no letter yet under this one; returns how many."""
    _pastikan(oleh, usulan)
    [gelombang] = kunci_gelombang(usulan.gelombang_id)
    cabang = Unit.objects.di_bawah(usulan.unit_id).values_list("pk", flat=True)
    baris = Pendaftaran.objects.filter(
        gelombang=gelombang, usulan=None, status__in=HIDUP, unit__in=list(cabang)
    )
    return baris.update(usulan=usulan)


def _pastikan(oleh: Pengguna, usulan: Usulan) -> None:
    if not boleh(oleh, Hak.KERJA, usulan):
        pastikan(oleh, Hak.USUL, usulan)
