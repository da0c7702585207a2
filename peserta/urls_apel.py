"""Addresses of the apel: every page once for staff, once for operators; and that of the atasan langsung."""

from typing import Any

from django.urls import path

from peserta.views.apel import gabungan, halangan, isi, orang, rekap

HALAMAN: list[tuple[str, str, Any]] = [
    ("", "apel", rekap.rekap),
    ("excel/", "apel_excel", rekap.excel),
    ("papan/", "apel_papan", rekap.papan),
    ("isi/", "apel_isi", isi.isi_apel),
    ("orang/", "apel_orang", orang.orang),
    ("orang/excel/", "apel_orang_excel", orang.orang_excel),
    ("keterangan/", "apel_halangan", halangan.daftar_halangan),
    ("keterangan/baru/<int:pk>/", "apel_halangan_baru", halangan.halangan_baru),
    ("keterangan/<int:pk>/hapus/", "apel_halangan_hapus", halangan.halangan_hapus),
]
urlpatterns = [
    *(path(f"admin/apel/{jalan}", tampilan, {"staf": True}, name=nama) for jalan, nama, tampilan in HALAMAN),
    *(
        path(f"apel/{jalan}", tampilan, {"staf": False}, name=f"operator_{nama}")
        for jalan, nama, tampilan in HALAMAN
    ),
    path("admin/apel/gabungan/", gabungan.gabungan, {"staf": True}, name="apel_gabungan"),
    path("apel/bawahan/", orang.bawahan, name="apel_bawahan"),
]
