"""The components of a version of a program: written whole, frozen with the version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from diklat.models import Kurikulum
from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lib.salah import Salah
from kantor.lingkup import Hak, pastikan_atau_sistem
from kantor.models import Pengguna
from kantor.services.simpan import simpan_teruji
from penilaian.lib.kelulusan import SEBUTAN_BAWAAN, periksa_sebutan
from penilaian.lib.nilai import periksa_bobot
from penilaian.models import AturanKelulusan, Komponen, NilaiKomponen

KOMPONEN_MAKS = 12
SEBUTAN_MAKS = 10
BEKU = "Versi program ini sudah dipakai gelombang. Salin kurikulumnya jadi versi baru untuk mengubah."


@dataclass(frozen=True)
class IsiKomponen:
    """One component as typed."""

    nama: str
    bobot: Decimal
    sumber: str = Komponen.Sumber.ISIAN


@layanan
def atur_kelulusan(
    *,
    oleh: Pengguna | None,
    kurikulum: Kurikulum,
    komponen: Sequence[IsiKomponen],
    nilai_lulus: Decimal = Decimal("70.01"),
    di_bawah: str = AturanKelulusan.DiBawah.TIDAK_LULUS,
    sebutan: Sequence[tuple[Decimal, str]] = SEBUTAN_BAWAAN,
) -> AturanKelulusan | None:
    """Write the components anew, in this order; none at all: outcomes come from attendance alone again.

    Raises KeadaanBerubah once a gelombang has used the version or somebody was scored by it, TidakValid naming the sum
    unless it is exactly 100, for names that stand twice, and for bands that leave part of the scale without a name.
    """
    pastikan_atau_sistem(oleh, Hak.KERJA, kurikulum)
    baris = Kurikulum.objects.select_for_update(no_key=True).get(pk=kurikulum.pk)
    if baris.beku:
        raise KeadaanBerubah(BEKU)
    if NilaiKomponen.objects.filter(komponen__aturan=baris.pk).exists():
        raise KeadaanBerubah(
            "Sudah ada nilai yang diisi menurut komponen versi ini. Salin kurikulumnya untuk mengubah."
        )
    _periksa(komponen, sebutan)
    Komponen.objects.filter(aturan=baris.pk).delete()
    if not komponen:
        AturanKelulusan.objects.filter(pk=baris.pk).delete()
        return None
    aturan = AturanKelulusan.objects.filter(pk=baris.pk).first() or AturanKelulusan(kurikulum=baris)
    aturan.nilai_lulus, aturan.di_bawah = nilai_lulus, di_bawah
    aturan.sebutan = [[str(batas), nama] for batas, nama in sorted(sebutan, reverse=True)]
    simpan_teruji(aturan)
    for urutan, isi in enumerate(komponen, start=1):
        simpan_teruji(
            Komponen(aturan=aturan, urutan=urutan, nama=isi.nama, bobot=isi.bobot, sumber=isi.sumber)
        )
    return aturan


def salin_aturan(asal: Kurikulum, baru: Kurikulum) -> None:
    """A copied version begins with the same rules."""
    aturan = AturanKelulusan.objects.filter(pk=asal.pk).first()
    if aturan is None:
        return
    salinan = AturanKelulusan.objects.create(
        kurikulum=baru, nilai_lulus=aturan.nilai_lulus, di_bawah=aturan.di_bawah, sebutan=aturan.sebutan
    )
    Komponen.objects.bulk_create(
        Komponen(aturan=salinan, urutan=k.urutan, nama=k.nama, bobot=k.bobot, sumber=k.sumber)
        for k in aturan.komponen.order_by("urutan")
    )


def _periksa(komponen: Sequence[IsiKomponen], sebutan: Sequence[tuple[Decimal, str]]) -> None:
    if not komponen:
        return
    if len(komponen) > KOMPONEN_MAKS or len(sebutan) > SEBUTAN_MAKS:
        raise TidakValid(f"Paling banyak {KOMPONEN_MAKS} komponen dan {SEBUTAN_MAKS} kualifikasi.")
    nama = [isi.nama.casefold() for isi in komponen]
    if kembar := next((isi.nama for isi in komponen if nama.count(isi.nama.casefold()) > 1), None):
        raise TidakValid(f"Komponen “{kembar}” tertulis dua kali.")
    hitungan = [isi.sumber for isi in komponen if isi.sumber != Komponen.Sumber.ISIAN]
    if len(set(hitungan)) < len(hitungan):
        raise TidakValid("Hasil seminar dan kehadiran masing-masing hanya satu komponen.")
    if any(len(satu) > 40 for _, satu in sebutan):
        raise TidakValid("Nama kualifikasi paling panjang 40 huruf.")
    try:
        periksa_bobot({n: isi.bobot for n, isi in enumerate(komponen)}, "komponen")
        periksa_sebutan(sebutan)
    except Salah as salah:
        raise TidakValid(salah.pesan) from salah
