"""Buku inovasi: the innovations of a gelombang as a booklet, made by the worker."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from diklat.models import Gelombang
from kantor.cetak.gabung import nama_berkas
from kantor.daftar import JenisPekerjaan, jenis_pekerjaan
from kantor.galat import KeadaanBerubah
from kantor.layanan import layanan
from kantor.lib.tanggal import tanggal
from kantor.lingkup import Hak, pastikan
from kantor.models import Berkas, Pekerjaan, Pengguna
from kantor.queries.kertas import kop_untuk, warna_untuk
from kantor.services.berkas import simpan_hasil
from kantor.services.pekerjaan import mulai_pekerjaan
from kantor.zona import hari_ini
from penilaian.models import Inovasi, KeadaanInovasi
from penilaian.queries.inovasi import katalog
from peserta.queries.daftar_hadir import gelombang_perihal, perihal

JENIS_BUKU = "buku_inovasi"


@layanan
def cetak_buku(*, oleh: Pengguna, gelombang: Gelombang) -> Pekerjaan:
    """Ask for the booklet. Raises KeadaanBerubah while nothing of this gelombang is published."""
    pastikan(oleh, Hak.LIHAT, gelombang)
    if not _isi(gelombang):
        raise KeadaanBerubah("Belum ada inovasi yang terbit di katalog.")
    return mulai_pekerjaan(
        oleh=oleh,
        jenis=JENIS_BUKU,
        instansi=gelombang.instansi,
        judul=f"Buku inovasi {gelombang}",
        perihal=perihal(gelombang),
        parameter={"gelombang": gelombang.pk},
    )


def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> dict[str, Any]:
    """Print what is published when the worker comes to it."""
    from penilaian.cetak import buku_inovasi as cetak  # heavy: only where papers are printed

    g = Gelombang.objects.select_related("kurikulum__program", "instansi").get(
        pk=pekerjaan.parameter["gelombang"]
    )
    semua = _isi(g)
    if not semua:
        raise KeadaanBerubah("Belum ada inovasi yang terbit di katalog.")
    hari = hari_ini(g.instansi, timezone.now())
    buku = cetak.BukuInovasi(
        kop=kop_untuk(g.instansi, hari),
        kegiatan=f"{g.kurikulum.program.nama} {g.sebutan}",
        pada=hari,
        inovasi=tuple(_satu(i) for i in semua),
        contoh=g.instansi.contoh,
        warna=warna_untuk(g.instansi),
    )
    berkas = simpan_hasil(
        oleh=pekerjaan.pemilik,
        instansi=g.instansi,
        isi=cetak.cetak(buku),
        nama=nama_berkas(g.slug, awalan="Buku_Inovasi"),
        jenis="pdf",
    )
    return {"berkas": str(berkas.pk)}


def rampung(pekerjaan: Pekerjaan, hasil: list[dict[str, Any]]) -> Berkas | None:
    """The PDF, to download."""
    return Berkas.objects.filter(pk=hasil[0]["berkas"]).first()


def pasang() -> None:
    """Make known how the booklet is printed."""
    jenis_pekerjaan.pasang(
        JENIS_BUKU,
        JenisPekerjaan(
            "Buku inovasi",
            "dokumen",
            susun=lambda _: [{}],
            kerjakan=kerjakan,
            rampung=rampung,
            paralel=1,
            alamat=_alamat,
        ),
    )


def _alamat(pekerjaan: Pekerjaan) -> str:
    g = gelombang_perihal(pekerjaan.perihal)
    return reverse("penilaian:gelombang_tindak_lanjut", args=[g.slug]) if g else ""


def _isi(gelombang: Gelombang) -> list[Inovasi]:
    semua = katalog().filter(rencana__pendaftaran__gelombang=gelombang)
    return list(
        semua.select_related("rencana__pendaftaran__pegawai", "klaster", "unit__parent").order_by(
            "klaster__urutan", "klaster__nama", "judul", "pk"
        )
    )


def _satu(i: Inovasi) -> Any:
    from penilaian.cetak import buku_inovasi as cetak

    return cetak.IsiInovasi(
        judul=i.judul,
        klaster=i.klaster.nama,
        unit=i.unit.nama_lengkap,
        penggagas=i.rencana.pendaftaran.nama_lengkap,
        masalah=i.masalah,
        perubahan=i.perubahan,
        cara_memakai=i.cara_memakai,
        sejak=tanggal(i.sejak) if i.sejak else "",
        keadaan=dict(KeadaanInovasi.choices).get(i.keadaan or "", ""),  # type: ignore[attr-defined]
    )
