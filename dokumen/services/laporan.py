"""The laporan penyelenggaraan, made by the worker: PDF and its tables as Excel."""

from __future__ import annotations

import datetime
import tempfile
from typing import Any

from django.core.files import File
from django.utils import timezone

from diklat.models import Gelombang
from diklat.services.gelombang import harus_status
from dokumen.cetak import laporan as cetak
from dokumen.models import Laporan
from dokumen.queries.laporan import lembar_laporan, susun_laporan
from kantor.layanan import layanan
from kantor.lib import excel
from kantor.lingkup import Hak, pastikan
from kantor.models import Berkas, Pekerjaan, Pengguna
from kantor.queries.kertas import penanda_tangan
from kantor.services.berkas import simpan_hasil
from kantor.services.pekerjaan import mulai_pekerjaan

JENIS_LAPORAN = "laporan_gelombang"


@layanan
def buat_laporan(*, oleh: Pengguna, gelombang: Gelombang, tanggal: datetime.date | None = None) -> Pekerjaan:
    """Ask for the report of a gelombang that runs or has ended; an older report stays.

    `tanggal` is printed: by default today, for a gelombang entered late its last day. Raises KeadaanBerubah before
    the start, TidakValid without a signer on that date.
    """
    pastikan(oleh, Hak.LIHAT, gelombang)
    harus_status(gelombang, Gelombang.Status.BERLANGSUNG, Gelombang.Status.SELESAI)
    tanggal = tanggal or (gelombang.selesai if gelombang.dicatat_kemudian else timezone.localdate())
    penanda_tangan(gelombang.instansi, tanggal, bawaan=gelombang.penanda_tangan)
    return mulai_pekerjaan(
        oleh=oleh,
        jenis=JENIS_LAPORAN,
        instansi=gelombang.instansi,
        judul=f"Laporan {gelombang}",
        perihal=f"gelombang:{gelombang.pk}",
        parameter={"gelombang": gelombang.pk, "tanggal": tanggal.isoformat()},
    )


def susun(pekerjaan: Pekerjaan) -> list[dict[str, Any]]:
    """One report, one piece."""
    return [{}]


def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> dict[str, Any]:
    """Read the numbers once, print them twice: PDF and Excel say the same."""
    gelombang = Gelombang.objects.select_related("kurikulum__program", "instansi", "penanda_tangan").get(
        pk=pekerjaan.parameter["gelombang"]
    )
    isi = susun_laporan(gelombang, datetime.date.fromisoformat(pekerjaan.parameter["tanggal"]))
    milik: dict[str, Any] = {"oleh": pekerjaan.pemilik, "instansi": pekerjaan.instansi}
    nama = f"Laporan_{gelombang.slug}"
    pdf = simpan_hasil(isi=cetak.cetak(isi), nama=f"{nama}.pdf", jenis="pdf", **milik)
    with tempfile.TemporaryFile() as wadah:
        excel.tulis(wadah, lembar_laporan(isi), zona=gelombang.instansi.zona_waktu)
        wadah.seek(0)
        tabel = simpan_hasil(isi=File(wadah, name=f"{nama}.xlsx"), nama=f"{nama}.xlsx", jenis="xlsx", **milik)
    laporan = Laporan.objects.create(gelombang=gelombang, pdf=pdf, excel=tabel, dibuat_oleh=pekerjaan.pemilik)
    return {"laporan": laporan.pk}


def rampung(pekerjaan: Pekerjaan, hasil: list[dict[str, Any]]) -> Berkas | None:
    """The PDF, to download; the Excel stands beside it on the gelombang's page."""
    return Laporan.objects.get(pk=hasil[0]["laporan"]).pdf


def buka_laporan(pengguna: Pengguna, berkas: Berkas) -> bool:
    """A report is for those who see the gelombang."""
    milik = Laporan.objects.untuk(pengguna, Hak.LIHAT)
    return milik.filter(pdf=berkas).exists() or milik.filter(excel=berkas).exists()
