"""A gelombang whose certificates can be issued, and the worker's hand."""

from __future__ import annotations

from typing import Any

from diklat.models import Gelombang
from diklat.services.gelombang import tutup_pendaftaran
from dokumen.models import Sertifikat
from kantor.cetak.gabung import nama_berkas
from kantor.models import Berkas, Pekerjaan, Pengguna, Unit
from kantor.services.berkas import simpan_hasil
from kantor.services.pekerjaan import lanjutkan
from peserta.models import Pendaftaran
from peserta.queries.verifikasi import DITERIMA
from tests.peserta import buat, langkah


def gelombang(staf: Pengguna, banyak: int = 5, *, awal: int = 0, **lain: Any) -> Gelombang:
    """So many people (from the `awal`-th on), seated, present, with the outcome lulus; closed."""
    langkah.kantor()
    g = buat.gelombang(kuota=banyak, **lain)
    tutup_pendaftaran(oleh=staf, gelombang=g)
    langkah.rombongan(g, banyak, unit_uji(), awal=awal)
    langkah.sesi(g)
    Gelombang.objects.filter(pk=g.pk).update(status="berlangsung")
    g.refresh_from_db()
    langkah.selesai(g, staf)
    return g


def unit_uji() -> Unit:
    return Unit.objects.filter(kode="12.71.09").first() or buat.unit("12.71.09", jenis="kecamatan")


def cetak(*jenis: str) -> None:
    """What a worker does with every waiting job."""
    for pekerjaan in Pekerjaan.objects.filter(status__in=["antre", "berjalan"]):
        if not jenis or pekerjaan.jenis in jenis:
            lanjutkan(pekerjaan.pk, irisan=600)


def anggap_tercetak(g: Gelombang) -> None:
    """A small stored file stands for each print, where the paper itself is not looked at."""
    Pekerjaan.objects.filter(jenis="cetak_sertifikat", status="antre").update(status="dibatalkan")
    for s in Sertifikat.objects.filter(gelombang=g, berkas=None):
        s.berkas = simpan_hasil(
            oleh=None, instansi=g.instansi, isi=b"%PDF-1.7", nama=nama_berkas(s.nomor), jenis="pdf"
        )
        s.save(update_fields=["berkas"])


def isi(berkas: Berkas) -> bytes:
    with berkas.isi.open("rb") as terbuka:
        return terbuka.read()


def nomor_urut(g: Gelombang) -> list[tuple[str, int]]:
    return list(Sertifikat.objects.filter(gelombang=g).order_by("jenis", "urut").values_list("jenis", "urut"))


def satu(g: Gelombang, ndh: int) -> Pendaftaran:
    return g.pendaftaran.get(ndh=ndh, status__in=DITERIMA)
