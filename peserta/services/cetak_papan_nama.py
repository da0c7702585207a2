"""Papan nama meja: for peserta, for narasumber, for who opens and closes."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from diklat.daftar import utusan
from diklat.models import Gelombang, Narasumber
from kantor.cetak.gabung import nama_berkas
from kantor.daftar import JenisPekerjaan, jenis_pekerjaan
from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Berkas, Pekerjaan, Pengguna
from kantor.queries.kertas import kop_untuk, warna_untuk
from kantor.services.berkas import simpan_hasil
from kantor.services.pekerjaan import mulai_pekerjaan
from peserta.models import Pendaftaran, Upacara
from peserta.models.pendaftaran import TERPANGGIL
from peserta.queries.daftar_hadir import gelombang_perihal, perihal
from peserta.queries.undangan import undangan_gelombang

if TYPE_CHECKING:
    from peserta.cetak import papan_nama as cetak

JENIS_PAPAN_NAMA = "papan_nama"
PESERTA, NARASUMBER, PEJABAT = "peserta", "narasumber", "pejabat"
UNTUK = {PESERTA: "Peserta", NARASUMBER: "Narasumber", PEJABAT: "Pejabat upacara"}


@layanan
def cetak_papan_nama(*, oleh: Pengguna, gelombang: Gelombang, untuk: Collection[str]) -> Pekerjaan:
    """Ask for the cards of these groups of people. Raises TidakValid for no group, KeadaanBerubah for nobody in it."""
    pastikan(oleh, Hak.LIHAT, gelombang)
    if not untuk or not set(untuk) <= set(UNTUK):
        raise TidakValid(rincian={"untuk": "Pilih untuk siapa papan nama dicetak."})
    if not any(_ada(gelombang, satu) for satu in untuk):
        raise KeadaanBerubah("Belum ada nama untuk dicetak pada pilihan ini.")
    return mulai_pekerjaan(
        oleh=oleh,
        jenis=JENIS_PAPAN_NAMA,
        instansi=gelombang.instansi,
        judul=f"Papan nama meja {gelombang}",
        perihal=perihal(gelombang),
        parameter={"gelombang": gelombang.pk, "untuk": [u for u in UNTUK if u in untuk]},
    )


def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> dict[str, Any]:
    """Print who is there when the worker comes to it."""
    from peserta.cetak import papan_nama as cetak  # heavy: only where papers are printed

    g = Gelombang.objects.select_related("kurikulum__program", "instansi").get(
        pk=pekerjaan.parameter["gelombang"]
    )
    papan = [satu for untuk in pekerjaan.parameter["untuk"] for satu in _papan(g, untuk)]
    if not papan:
        raise KeadaanBerubah("Belum ada nama untuk dicetak pada pilihan ini.")
    kop = kop_untuk(g.instansi, g.mulai)
    lembar = cetak.LembarPapan(
        lembaga=kop.lembaga or kop.pemda,
        kegiatan=f"{g.kurikulum.program.nama} {g.sebutan}",
        dibuat=g.mulai,
        contoh=g.instansi.contoh,
        warna=warna_untuk(g.instansi),
    )
    berkas = simpan_hasil(
        oleh=pekerjaan.pemilik,
        instansi=g.instansi,
        isi=cetak.cetak(lembar, papan),
        nama=nama_berkas(g.slug, awalan="Papan_Nama"),
        jenis="pdf",
    )
    return {"berkas": str(berkas.pk)}


def rampung(pekerjaan: Pekerjaan, hasil: list[dict[str, Any]]) -> Berkas | None:
    """The PDF, to download."""
    return Berkas.objects.filter(pk=hasil[0]["berkas"]).first()


def pasang() -> None:
    """Make known how the cards are printed."""
    jenis_pekerjaan.pasang(
        JENIS_PAPAN_NAMA,
        JenisPekerjaan(
            "Papan nama meja",
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
    return reverse("peserta:gelombang_kertas", args=[g.slug]) if g else ""


def _ada(g: Gelombang, untuk: str) -> bool:
    return {PESERTA: _peserta, NARASUMBER: _narasumber, PEJABAT: _pejabat}[untuk](g).exists()


def _peserta(g: Gelombang) -> Any:
    """Who is called; of an event of delegates whom the OPD send."""
    if utusan(g):
        return undangan_gelombang(g).exclude(nama="")
    return Pendaftaran.objects.filter(gelombang=g, status__in=TERPANGGIL).order_by("ndh", "nama_kunci", "pk")


def _narasumber(g: Gelombang) -> Any:
    semua = Narasumber.objects.filter(mengajar__sesi__gelombang=g, mengajar__sesi__batal=False)
    return semua.distinct().order_by("nama", "pk")


def _pejabat(g: Gelombang) -> Any:
    return Upacara.objects.filter(gelombang=g).order_by("mulai", "pk")


def _papan(g: Gelombang, untuk: str) -> list[cetak.Papan]:
    from peserta.cetak import papan_nama as cetak  # heavy: only where papers are printed

    if untuk == PESERTA and utusan(g):
        return [cetak.Papan(u.nama, u.unit.nama_lengkap) for u in _peserta(g)]
    if untuk == PESERTA:
        return [
            cetak.Papan(p.nama_lengkap, p.unit_nama or p.jabatan, f"NDH {p.ndh}" if p.ndh else "")
            for p in _peserta(g)
        ]
    if untuk == NARASUMBER:
        return [cetak.Papan(n.nama_lengkap, n.jabatan or n.asal, "Narasumber") for n in _narasumber(g)]
    pejabat = {cetak.Papan(u.pejabat, u.jabatan): None for u in _pejabat(g)}  # one card who opens and closes
    return list(pejabat)
