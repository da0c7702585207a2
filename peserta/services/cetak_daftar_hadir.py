"""Daftar hadir to sign with a pen: of a session, of a day, of all days in one PDF; each sheet with its own code."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from diklat.daftar import utusan
from diklat.models import Gelombang, TerbitanSesi
from kantor.cetak.gabung import nama_berkas, satu_pdf
from kantor.daftar import JenisLembar, JenisPekerjaan, jenis_lembar, jenis_pekerjaan
from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lib import tanggal
from kantor.lingkup import Hak, pastikan
from kantor.models import Berkas, Pekerjaan, Pengguna
from kantor.queries.kertas import kop_untuk, ukuran_kertas, warna_untuk
from kantor.services.berkas import simpan_hasil
from kantor.services.lembar_kertas import daftarkan_lembar
from kantor.services.pekerjaan import mulai_pekerjaan
from kantor.zona import zona
from peserta.queries.daftar_hadir import (
    JENIS_LEMBAR,
    gelombang_perihal,
    hari_setempat,
    penanda,
    perihal,
    sesi_berdaftar,
)

if TYPE_CHECKING:
    from peserta.cetak import daftar_hadir as cetak

JENIS_DAFTAR_HADIR = "daftar_hadir"


@layanan
def cetak_daftar_hadir(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    sesi: int | None = None,
    hari: datetime.date | None = None,
) -> Pekerjaan:
    """Ask for the list of one session, of a day, or of all, as one PDF. Sheets printed before stay good.

    Raises KeadaanBerubah while nobody is seated, TidakValid where no published session is meant.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    if not penanda(gelombang):
        raise KeadaanBerubah(
            "Belum ada OPD yang diundang, sehingga belum ada baris untuk dicetak."
            if utusan(gelombang)
            else "Belum ada peserta yang registrasi ulang, sehingga belum ada nama untuk dicetak."
        )
    semua = list(sesi_berdaftar(gelombang))
    if not semua:
        raise TidakValid("Belum ada sesi yang terbit. Terbitkan jadwal lebih dahulu.")
    pilihan = [
        s
        for s in semua
        if (sesi is None or s.pk == sesi) and (hari is None or hari_setempat(gelombang, s) == hari)
    ]
    if not pilihan:
        raise TidakValid(rincian={"sesi": "Pilih sesi atau hari dari daftar."})
    return mulai_pekerjaan(
        oleh=oleh,
        jenis=JENIS_DAFTAR_HADIR,
        instansi=gelombang.instansi,
        judul=f"Daftar hadir {_sebutan(gelombang, pilihan, sesi, hari)}",
        perihal=perihal(gelombang),
        parameter={"gelombang": gelombang.pk, "sesi": [s.pk for s in pilihan]},
    )


def _sebutan(g: Gelombang, pilihan: list[TerbitanSesi], sesi: int | None, hari: datetime.date | None) -> str:
    """Which lists, so that two printings can be told apart."""
    if sesi is not None:
        return f"{pilihan[0].judul}, {pilihan[0].kapan(g.instansi.zona_waktu)}"
    return f"{g}, {tanggal.panjang(hari) if hari else 'semua hari'}"


def susun(pekerjaan: Pekerjaan) -> list[dict[str, Any]]:
    """A session, a piece."""
    return [{"sesi": pk} for pk in pekerjaan.parameter["sesi"]]


def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> dict[str, Any]:
    """The sheets of one session, of who is seated now; their codes are stored with the mark that it is done."""
    from peserta.cetak import daftar_hadir as cetak  # heavy: only where papers are printed

    g = Gelombang.objects.select_related("kurikulum__program", "instansi").get(
        pk=pekerjaan.parameter["gelombang"]
    )
    if (sesi := sesi_berdaftar(g).filter(pk=parameter["sesi"]).first()) is None:
        return {}  # cancelled meanwhile
    daftar = _daftar(g, sesi)
    lembar = daftarkan_lembar(
        oleh=pekerjaan.pemilik,
        instansi=g.instansi,
        jenis=JENIS_LEMBAR,
        perihal=perihal(g),
        perihal_nama=f"{g.kurikulum.program.nama} {g.sebutan}",
        acuan=sesi.pk,
        acuan_nama=f"{sesi.judul}, {sesi.kapan(g.instansi.zona_waktu)}",
        dari=len(cetak.bagi(daftar)),
    )
    berkas = simpan_hasil(
        oleh=pekerjaan.pemilik,
        instansi=g.instansi,
        isi=cetak.cetak(daftar, [cetak.Lembar(x.kode, alamat_lembar(x.kode)) for x in lembar]),
        nama=nama_berkas(f"{g.slug}-{_mulai(g, sesi):%Y-%m-%d-%H%M}", awalan="Daftar_Hadir"),
        jenis="pdf",
    )
    return {"berkas": str(berkas.pk)}


def rampung(pekerjaan: Pekerjaan, hasil: list[dict[str, Any]]) -> Berkas | None:
    """One PDF in order of time."""
    urut = [satu["berkas"] for satu in hasil if satu]
    ada = {str(b.pk): b for b in Berkas.objects.filter(pk__in=urut)}
    if len(urut) < 2:
        return ada[urut[0]] if urut else None
    g = Gelombang.objects.get(pk=pekerjaan.parameter["gelombang"])

    def isi() -> Iterator[bytes]:
        for pk in urut:
            with ada[pk].isi.open("rb") as satu:
                yield satu.read()

    with tempfile.TemporaryFile() as wadah:
        satu_pdf(isi(), wadah, judul=pekerjaan.judul)
        wadah.seek(0)
        sesi = sesi_berdaftar(g).filter(pk__in=pekerjaan.parameter["sesi"])
        hari = {f"{_mulai(g, satu):%Y-%m-%d}" for satu in sesi}
        nama = nama_berkas(f"{g.slug}-{hari.pop() if len(hari) == 1 else 'semua'}", awalan="Daftar_Hadir")
        return simpan_hasil(
            oleh=pekerjaan.pemilik, instansi=pekerjaan.instansi, isi=wadah, nama=nama, jenis="pdf"
        )


def _mulai(g: Gelombang, sesi: TerbitanSesi) -> datetime.datetime:
    return sesi.mulai.astimezone(zona(g.instansi))


def alamat_lembar(kode: str) -> str:
    """What the QR of a sheet says."""
    return f"{settings.PORTAL_URL}{reverse('lembar', args=[kode])}"


def pasang() -> None:
    """Make known how the lists are printed, and how they come back."""
    jenis_pekerjaan.pasang(
        JENIS_DAFTAR_HADIR,
        JenisPekerjaan(
            "Daftar hadir",
            "dokumen",
            susun=susun,
            kerjakan=kerjakan,
            rampung=rampung,
            alamat=_alamat_pekerjaan,
        ),
    )
    jenis_lembar.pasang(JENIS_LEMBAR, JenisLembar("daftar hadir", _pastikan, _pilihan, _alamat))


def _pastikan(oleh: Any, hak: Hak, teks: str) -> None:
    if (gelombang := gelombang_perihal(teks)) is None:
        raise TidakDitemukan
    pastikan(oleh, hak, gelombang)


def _pilihan(teks: str) -> list[tuple[int, str]]:
    if (gelombang := gelombang_perihal(teks)) is None:
        return []
    return [(s.pk, f"{s.kapan(gelombang.instansi.zona_waktu)}: {s.judul}") for s in sesi_berdaftar(gelombang)]


def _alamat_pekerjaan(pekerjaan: Pekerjaan) -> str:
    gelombang = gelombang_perihal(pekerjaan.perihal)
    return reverse("peserta:gelombang_kertas", args=[gelombang.slug]) if gelombang else ""


def _alamat(teks: str) -> str:
    gelombang = gelombang_perihal(teks)
    return reverse("peserta:kertas_pindaian", args=[gelombang.slug]) if gelombang else ""


def _daftar(g: Gelombang, sesi: TerbitanSesi) -> cetak.DaftarHadir:
    from peserta.cetak import daftar_hadir as cetak  # heavy: only where papers are printed

    hari = hari_setempat(g, sesi)
    return cetak.DaftarHadir(
        kop=kop_untuk(g.instansi, hari),
        program=g.kurikulum.program.nama,
        gelombang=g.sebutan,
        sesi=sesi.judul,
        hari=hari,
        pukul=tanggal.rentang_jam(sesi.mulai, sesi.selesai, g.instansi.zona_waktu),
        tempat=sesi.tempat or g.tempat,
        kota=g.kota_tempat or g.instansi.kota,
        narasumber=tuple(n.nama_lengkap for n in sesi.narasumber.all()),
        peserta=tuple(cetak.Orang(p.nomor, p.nama, p.nip, p.jabatan, p.unit) for p in penanda(g)),
        contoh=g.instansi.contoh,
        kertas=ukuran_kertas(g.instansi),
        warna=warna_untuk(g.instansi),
    )
