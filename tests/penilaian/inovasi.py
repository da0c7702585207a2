"""Makers for the tests of what comes after the seminar: an approved plan a year old, a report, evidence."""

from __future__ import annotations

import datetime
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from diklat.models import Gelombang
from kantor.models import Pegawai
from penilaian.models import LaporanInovasi, RencanaAksi
from penilaian.services.inovasi import terbitkan_inovasi, tulis_inovasi
from penilaian.services.tanggapan import setujui
from penilaian.services.tindak_lanjut import kirim_laporan
from peserta.models import Pendaftaran
from tests.penilaian import rencana as buat_rencana
from tests.penilaian.rencana import Latar

HARI = datetime.timedelta(days=1)


def mundurkan(g: Gelombang, hari: int) -> None:
    """As if this event had been so many days ago."""
    Gelombang.objects.filter(pk=g.pk).update(
        mulai=g.mulai - hari * HARI, selesai=g.selesai - hari * HARI, dicatat_kemudian=True
    )
    g.refresh_from_db()


def disetujui(
    s: Latar, p: Pendaftaran | None = None, *, orang: Pegawai | None = None, judul: str = "Arsip Rapi"
) -> Pegawai:
    """The plan of this peserta, approved by their mentor, who is returned."""
    p = p or s.orang[0]
    orang = orang or buat_rencana.pegawai(0, s.unit["a"])
    buat_rencana.mentor(s, p, orang=orang)
    buat_rencana.kirim(s, p, judul=judul)
    setujui(oleh=buat_rencana.akun(orang), pendaftaran=p, versi=1)
    return orang


def latar_lama(banyak: int = 1, *, hari: int = 400) -> tuple[Latar, Pegawai]:
    """Approved plans of a gelombang `hari` days ago and the one mentor of all."""
    s = buat_rencana.latar(banyak)
    orang = buat_rencana.pegawai(0, s.unit["a"])
    for n, p in enumerate(s.orang):
        disetujui(s, p, orang=orang, judul=f"Arsip Rapi {n + 1}")
    mundurkan(s.g, hari)
    s.orang = list(
        Pendaftaran.objects.filter(gelombang=s.g)
        .select_related("pegawai", "gelombang__instansi", "gelombang__kurikulum__program")
        .order_by("ndh")
    )
    return s, orang


def foto(nama: str = "loket.png") -> SimpleUploadedFile:
    isi = io.BytesIO()
    Image.new("RGB", (40, 30), "#0e5a43").save(isi, "PNG")
    return SimpleUploadedFile(nama, isi.getvalue(), "image/png")


def lapor(p: Pendaftaran, bulan: int = 3, **lain: Any) -> LaporanInovasi:
    isi: dict[str, Any] = {
        "oleh": None,
        "keadaan": "berjalan",
        "uraian": "Berkas ditemukan dalam dua menit.",
        "bukti": [foto()],
    }
    return kirim_laporan(pendaftaran=p, bulan=bulan, **(isi | lain))


def terbit(s: Latar, p: Pendaftaran, **lain: Any) -> Any:
    """The entry of this plan in the catalogue."""
    rencana = RencanaAksi.objects.get(pendaftaran=p)
    isi: dict[str, Any] = {
        "judul": rencana.judul,
        "klaster": s.klaster,
        "unit": s.unit["a1"],
        "masalah": "Berkas lama dicari.",
        "perubahan": "Berkas ditata menurut nomor.",
        "cara_memakai": "Datang ke loket 2.",
        "sejak": datetime.date(2025, 9, 1),
    }
    tulis_inovasi(oleh=s.panitia, pendaftaran=p, **(isi | lain))
    return terbitkan_inovasi(oleh=s.panitia, pendaftaran=p)
