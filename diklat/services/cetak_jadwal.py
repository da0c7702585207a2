"""The timetable on paper: what is published, or the plan with a mark while nothing is."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from diklat.models import Gelombang, Narasumber, Sesi, TerbitanSesi
from diklat.queries.jadwal import jadwal_terbit, sesi_rencana, sudah_terbit
from kantor.cetak.gabung import nama_berkas
from kantor.daftar import JenisPekerjaan, jenis_pekerjaan
from kantor.galat import TidakValid
from kantor.layanan import layanan
from kantor.lib import tanggal
from kantor.lingkup import Hak, pastikan
from kantor.models import Berkas, Pekerjaan, Pengguna
from kantor.queries.kertas import blok_ttd, kop_untuk, penanda_tangan, ukuran_kertas, warna_untuk
from kantor.services.berkas import simpan_hasil
from kantor.services.pekerjaan import mulai_pekerjaan
from kantor.zona import zona

if TYPE_CHECKING:
    from diklat.cetak import jadwal as cetak

JENIS_JADWAL = "jadwal"


@layanan
def cetak_jadwal(*, oleh: Pengguna, gelombang: Gelombang) -> Pekerjaan:
    """Ask for the paper. Raises TidakValid without a session or a signer on its date."""
    pastikan(oleh, Hak.LIHAT, gelombang)
    if not gelombang.sesi.filter(batal=False).exists():
        raise TidakValid("Jadwal masih kosong. Susun sesinya lebih dahulu di tab Jadwal.")
    penanda_tangan(gelombang.instansi, _tanggal(gelombang), bawaan=gelombang.penanda_tangan)
    return mulai_pekerjaan(
        oleh=oleh,
        jenis=JENIS_JADWAL,
        instansi=gelombang.instansi,
        judul=f"Jadwal {gelombang}",
        perihal=f"gelombang:{gelombang.pk}",
        parameter={"gelombang": gelombang.pk},
    )


def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> dict[str, Any]:
    """Print it as it stands now."""
    from diklat.cetak import jadwal as cetak  # heavy: only where papers are printed

    g = Gelombang.objects.select_related("kurikulum__program", "instansi", "penanda_tangan").get(
        pk=pekerjaan.parameter["gelombang"]
    )
    pada = _tanggal(g)
    kertas = cetak.Jadwal(
        kop=kop_untuk(g.instansi, pada),
        program=g.kurikulum.program.nama,
        gelombang=g.sebutan,
        mulai=g.mulai,
        selesai=g.selesai,
        tempat=g.tempat,
        kota=g.kota_tempat or g.instansi.kota,
        tanggal=pada,
        hari=tuple(_per_hari(g)),
        penandatangan=blok_ttd(penanda_tangan(g.instansi, pada, bawaan=g.penanda_tangan)),
        rancangan=not sudah_terbit(g),
        contoh=g.instansi.contoh,
        kertas=ukuran_kertas(g.instansi),
        warna=warna_untuk(g.instansi),
    )
    berkas = simpan_hasil(
        oleh=pekerjaan.pemilik,
        instansi=g.instansi,
        isi=cetak.cetak(kertas),
        nama=nama_berkas(g.slug, awalan="Jadwal"),
        jenis="pdf",
    )
    return {"berkas": str(berkas.pk)}


def rampung(pekerjaan: Pekerjaan, hasil: list[dict[str, Any]]) -> Berkas | None:
    """The PDF, to download."""
    return Berkas.objects.filter(pk=hasil[0]["berkas"]).first()


def pasang() -> None:
    """Make known how the timetable is printed."""
    jenis_pekerjaan.pasang(
        JENIS_JADWAL,
        JenisPekerjaan(
            "Jadwal", "dokumen", susun=lambda _: [{}], kerjakan=kerjakan, rampung=rampung, paralel=1
        ),
    )


def _tanggal(g: Gelombang) -> Any:
    """A timetable is signed before the training begins, at the latest on its first day."""
    return min(timezone.localdate(timezone=zona(g.instansi)), g.mulai)


def _per_hari(g: Gelombang) -> Iterable[cetak.Hari]:
    from diklat.cetak import jadwal as cetak  # heavy: only where papers are printed

    baris: Iterable[Sesi | TerbitanSesi] = (
        jadwal_terbit(g).filter(batal=False) if sudah_terbit(g) else sesi_rencana(g).filter(batal=False)
    )
    for hari, isi in groupby(baris, key=lambda s: s.mulai.astimezone(zona(g.instansi)).date()):
        yield cetak.Hari(hari, tuple(_sesi(g, satu) for satu in isi))


def _sesi(g: Gelombang, s: Sesi | TerbitanSesi) -> cetak.SesiCetak:
    from diklat.cetak import jadwal as cetak  # heavy: only where papers are printed

    return cetak.SesiCetak(
        pukul=tanggal.rentang_jam(s.mulai, s.selesai, g.instansi.zona_waktu),
        judul=s.judul,
        metode=s.get_jenis_display(),
        jp=s.menit / Decimal(g.kurikulum.menit_per_jp) if s.berjp else None,
        tempat=s.tempat,
        narasumber=tuple(n.nama_lengkap for n in _pengajar(s)),
    )


def _pengajar(s: Sesi | TerbitanSesi) -> list[Narasumber]:
    if isinstance(s, TerbitanSesi):
        return list(s.narasumber.all())
    return [satu.narasumber for satu in s.pengajar.all()]
