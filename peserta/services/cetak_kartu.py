"""Badges printed by the worker: of a whole gelombang, or of those who lost theirs."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from diklat.models import Gelombang
from kantor.daftar import JenisPekerjaan, jenis_pekerjaan
from kantor.galat import KeadaanBerubah
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Berkas, Pekerjaan, Pengguna
from kantor.queries.kertas import kop_untuk, warna_untuk
from kantor.services.berkas import simpan_hasil
from kantor.services.pekerjaan import mulai_pekerjaan
from peserta.models import KartuPeserta
from peserta.queries.pindai import kartu_gelombang
from peserta.services.kartu import siapkan_kartu

if TYPE_CHECKING:
    from peserta.cetak import kartu_peserta as cetak

JENIS_KARTU = "kartu_peserta"


@layanan
def cetak_kartu(
    *, oleh: Pengguna, gelombang: Gelombang, kartu: Collection[KartuPeserta] | None = None
) -> Pekerjaan:
    """Ask for the badges of everybody called or seated (or these only) as one PDF.

    Raises KeadaanBerubah while nobody has been called.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    siapkan_kartu(oleh=oleh, gelombang=gelombang)
    if not kartu_gelombang(gelombang).exists():
        raise KeadaanBerubah("Belum ada peserta yang dipanggil, sehingga belum ada kartu yang dicetak.")
    return mulai_pekerjaan(
        oleh=oleh,
        jenis=JENIS_KARTU,
        instansi=gelombang.instansi,
        judul=f"Kartu tanda peserta {gelombang}",
        perihal=f"gelombang:{gelombang.pk}",
        parameter={"gelombang": gelombang.pk, "kartu": [k.pk for k in kartu] if kartu is not None else None},
    )


def susun(pekerjaan: Pekerjaan) -> list[dict[str, Any]]:
    """One file, one piece."""
    return [{}]


def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> dict[str, Any]:
    """Print the cards that are in force when the worker comes to it."""
    from peserta.cetak import kartu_peserta as cetak  # heavy: only where papers are printed

    gelombang = Gelombang.objects.select_related("kurikulum__program", "instansi").get(
        pk=pekerjaan.parameter["gelombang"]
    )
    baris = kartu_gelombang(gelombang)
    if pekerjaan.parameter["kartu"] is not None:
        baris = baris.filter(pk__in=pekerjaan.parameter["kartu"])
    if not (kartu := [_kartu(k) for k in baris]):
        raise KeadaanBerubah("Kartu yang diminta sudah diganti. Cetak lagi dari halaman kartu.")
    berkas = simpan_hasil(
        oleh=pekerjaan.pemilik,
        instansi=pekerjaan.instansi,
        isi=cetak.cetak(_lembar(gelombang), kartu),
        nama=f"Kartu_Peserta_{gelombang.slug}.pdf",
        jenis="pdf",
    )
    return {"berkas": str(berkas.pk)}


def rampung(pekerjaan: Pekerjaan, hasil: list[dict[str, Any]]) -> Berkas | None:
    """The PDF, to download."""
    return Berkas.objects.filter(pk=hasil[0]["berkas"]).first()


def alamat_kartu(kode: str) -> str:
    """What the QR of a badge says."""
    return f"{settings.PORTAL_URL}{reverse('peserta:kartu', args=[kode])}"


def _kartu(k: KartuPeserta) -> cetak.Kartu:
    from peserta.cetak import kartu_peserta as cetak  # heavy: only where papers are printed

    p = k.pendaftaran
    return cetak.Kartu(p.nama_lengkap, p.unit_nama, p.ndh, k.kode, alamat_kartu(k.kode))


def _lembar(g: Gelombang) -> cetak.LembarKartu:
    from peserta.cetak import kartu_peserta as cetak  # heavy: only where papers are printed

    kop = kop_untuk(g.instansi, g.mulai)
    return cetak.LembarKartu(
        lembaga=kop.lembaga or kop.pemda,
        program=g.kurikulum.program.nama,
        gelombang=g.sebutan,
        mulai=g.mulai,
        selesai=g.selesai,
        tempat=g.tempat,
        lambang=kop.lambang,
        contoh=g.instansi.contoh,
        warna=warna_untuk(g.instansi),
    )


def pasang_kartu() -> None:
    """Make known how badges are printed."""
    jenis_pekerjaan.pasang(
        JENIS_KARTU,
        JenisPekerjaan(
            "Kartu tanda peserta", "dokumen", susun=susun, kerjakan=kerjakan, rampung=rampung, paralel=1
        ),
    )
