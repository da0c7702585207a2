"""What the worker makes of issued certificates: the PDFs piece by piece, then one ZIP or one PDF for the printer."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.core.files import File
from django.utils import timezone

from diklat.models import Gelombang
from dokumen.models import Sertifikat
from dokumen.services.pembekuan import data_cetak
from kantor.cetak.gabung import nama_berkas, satu_pdf, zip_mengalir
from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lib.excel import Kolom, Lembar, jadi_bytes
from kantor.lingkup import Hak, pastikan
from kantor.models import Berkas, Pekerjaan, Pengguna
from kantor.services.berkas import simpan_hasil
from kantor.services.pekerjaan import mulai_pekerjaan

if TYPE_CHECKING:
    from dokumen.cetak.sertifikat import PencetakSertifikat

SEPOTONG = 20
KOLOM_DAFTAR = [
    Kolom("Nomor", lebar=34),
    Kolom("Nama dan gelar", lebar=40),
    Kolom("NIP / NI PPPK", "nip"),
    Kolom("Berkas", lebar=50),
]
BENTUK = {"zip": "sertifikat_zip", "pdf": "sertifikat_pdf"}


@layanan
def buat_arsip(*, oleh: Pengguna, gelombang: Gelombang, bentuk: str) -> Pekerjaan:
    """Ask for all certificates of a gelombang as one download: `zip`, or `pdf` ready to print.

    Whoever sees the certificates may ask, Pimpinan too: the download holds what each may fetch one by one, and nothing
    is issued, printed or changed. Raises KeadaanBerubah when there is none or some are not printed yet, TidakValid for
    another form.
    """
    pastikan(oleh, Hak.LIHAT, gelombang)
    if bentuk not in BENTUK:
        raise TidakValid(rincian={"bentuk": "Pilih ZIP atau PDF."})
    semua = Sertifikat.objects.filter(gelombang=gelombang, status=Sertifikat.Status.BERLAKU)
    if not semua.exists():
        raise KeadaanBerubah("Belum ada sertifikat yang terbit.")
    if semua.filter(berkas=None).exists():
        raise KeadaanBerubah("Sebagian sertifikat masih dicetak. Tunggu sampai prosesnya selesai.")
    return mulai_pekerjaan(
        oleh=oleh,
        jenis=BENTUK[bentuk],
        instansi=gelombang.instansi,
        judul=f"Sertifikat {gelombang} ({bentuk.upper()})",
        perihal=f"gelombang:{gelombang.pk}",
        parameter={"gelombang": gelombang.pk},
    )


def susun_cetak(pekerjaan: Pekerjaan) -> list[dict[str, Any]]:
    """Pieces of some certificates each: all of the gelombang that are not printed yet."""
    belum = list(_belum_dicetak(pekerjaan).order_by("jenis", "urut").values_list("pk", flat=True))
    potongan = [belum[n : n + SEPOTONG] for n in range(0, len(belum), SEPOTONG)]
    return [{"sertifikat": pk, "jumlah": len(pk)} for pk in potongan]


def cetak_potongan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> dict[str, Any]:
    """Print those of a piece that nobody has printed or is printing now; from the frozen data alone."""
    baris = (
        _belum_dicetak(pekerjaan)
        .filter(pk__in=parameter["sertifikat"])
        .select_related("pendaftaran__pegawai__pribadi")
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("jenis", "urut")
    )
    pencetak = _pencetak(str(pekerjaan.pk))
    dicetak = 0
    for s in baris:
        s.berkas = simpan_hasil(
            oleh=pekerjaan.pemilik,
            instansi=pekerjaan.instansi,
            isi=pencetak.cetak(data_cetak(s)),
            nama=nama_berkas(s.nomor),
            jenis="pdf",
        )
        s.save(update_fields=["berkas"])
        dicetak += 1
    return {"dicetak": dicetak}


def susun_arsip(pekerjaan: Pekerjaan) -> list[dict[str, Any]]:
    """One piece that counts for all of them."""
    return [{"jumlah": max(_tercetak(pekerjaan).count(), 1)}]


def arsip_zip(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> dict[str, Any]:
    """All as ZIP; files are named by number, for namesakes exist, and Daftar.xlsx says whose each is."""
    with tempfile.TemporaryFile() as wadah:
        for potong in zip_mengalir(_isi_zip(pekerjaan)):
            wadah.write(potong)
        return _simpan_arsip(pekerjaan, wadah, "zip")


def _isi_zip(pekerjaan: Pekerjaan) -> Iterator[tuple[str, bytes, datetime.datetime]]:
    zona = pekerjaan.instansi.zona_waktu
    daftar = []
    for s in _tercetak(pekerjaan).select_related("pendaftaran__pegawai"):
        nama = nama_berkas(s.nomor)
        daftar.append((s.nomor, s.data["nama_lengkap"], s.pendaftaran.pegawai.nip, nama))
        yield nama, _isi(s), s.berkas.dibuat.astimezone(ZoneInfo(zona))
    lembar = Lembar("Daftar", KOLOM_DAFTAR, daftar, judul=(pekerjaan.judul,), bernomor=True)
    yield "Daftar.xlsx", jadi_bytes([lembar], zona=zona), timezone.now().astimezone(ZoneInfo(zona))


def arsip_pdf(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> dict[str, Any]:
    """All as one PDF, in order of number, for the printer."""
    with tempfile.TemporaryFile() as wadah:
        satu_pdf((_isi(s) for s in _tercetak(pekerjaan)), wadah, judul=pekerjaan.judul)
        return _simpan_arsip(pekerjaan, wadah, "pdf")


def hasil_arsip(pekerjaan: Pekerjaan, hasil: list[dict[str, Any]]) -> Berkas | None:
    """The file, to download."""
    return Berkas.objects.filter(pk=hasil[0]["berkas"]).first() if hasil else None


@lru_cache(maxsize=2)
def _pencetak(pekerjaan: str) -> PencetakSertifikat:
    """The prepared paper of one job, kept in the worker while it prints; sizes of names stand in the data."""
    from dokumen.cetak.sertifikat import PencetakSertifikat  # heavy: only where papers are printed

    return PencetakSertifikat(())


def _belum_dicetak(pekerjaan: Pekerjaan) -> Any:
    return Sertifikat.objects.filter(
        gelombang=pekerjaan.parameter["gelombang"], status=Sertifikat.Status.BERLAKU, berkas=None
    )


def _tercetak(pekerjaan: Pekerjaan) -> Any:
    berlaku = Sertifikat.objects.filter(
        gelombang=pekerjaan.parameter["gelombang"], status=Sertifikat.Status.BERLAKU
    )
    return berlaku.exclude(berkas=None).select_related("berkas").order_by("jenis", "urut")


def _isi(sertifikat: Sertifikat) -> bytes:
    with sertifikat.berkas.isi.open("rb") as isi:
        return isi.read()


def _simpan_arsip(pekerjaan: Pekerjaan, wadah: Any, jenis: str) -> dict[str, Any]:
    wadah.seek(0)
    slug = Gelombang.objects.values_list("slug", flat=True).get(pk=pekerjaan.parameter["gelombang"])
    berkas = simpan_hasil(
        oleh=pekerjaan.pemilik,
        instansi=pekerjaan.instansi,
        isi=File(wadah, name=f"Sertifikat_{slug}.{jenis}"),
        nama=f"Sertifikat_{slug}.{jenis}",
        jenis=jenis,
    )
    return {"berkas": str(berkas.pk)}
