"""/gaya/: every component of the look on one page per frame, for developers. Only in a demo or with DEBUG."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kantor.forms.isian import MedanTanggal
from kantor.menu import ButirTampil, KelompokTampil

HALAMAN = ("publik", "komponen", "formulir", "staf", "konfirmasi", "tulisan", "proses")
LANGKAH = (
    "Permintaan nama",
    "Pendaftaran",
    "Verifikasi",
    "Pemanggilan",
    "Registrasi ulang",
    "Pelaksanaan",
    "Hasil",
    "Sertifikat",
    "Laporan",
)


class FormulirContoh(forms.Form):
    """One field of every kind the portal uses."""

    nip = forms.CharField(
        label="NIP / NI PPPK",
        help_text="18 angka, boleh ditulis dengan spasi.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    nama = forms.CharField(label="Nama dan gelar")
    email = forms.EmailField(label="Email", required=False)
    golongan = forms.ChoiceField(
        label="Golongan",
        choices=[("", "Pilih golongan"), ("III/c", "Penata (III/c)"), ("III/d", "Penata Tingkat I (III/d)")],
    )
    tanggal = MedanTanggal(label="Tanggal surat tugas", required=False)
    alasan = forms.CharField(
        label="Alasan", required=False, widget=forms.Textarea, help_text="Akan dibaca oleh operator OPD."
    )
    jalur = forms.ChoiceField(
        label="Cara mendaftar",
        widget=forms.RadioSelect,
        choices=[("usulan", "Usulan OPD"), ("mandiri", "Mandiri")],
    )
    hari = forms.MultipleChoiceField(
        label="Hari yang diikuti",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("1", "Senin"), ("2", "Selasa")],
    )
    surat = forms.FileField(
        label="Surat usulan", required=False, help_text="PDF atau foto, paling besar 10 MB."
    )
    setuju = forms.BooleanField(label="Saya menyetujui penggunaan data ini untuk penyelenggaraan diklat.")


def _proses(status: str, sebutan: str, selesai: int) -> SimpleNamespace:
    return SimpleNamespace(
        pk=status,
        judul="Kartu tanda peserta",
        status=status,
        get_status_display=lambda: sebutan,
        total=102,
        selesai=selesai,
        gagal=0,
        galat="",
    )


def _menu() -> list[KelompokTampil]:
    isi = {
        "": [("Hari ini", "beranda", 6), ("Gelombang", "gelombang", None), ("Pegawai", "pegawai", None)],
        "Dokumen": [("Sertifikat", "sertifikat", None), ("Kotak Keluar", "kotak-keluar", 102)],
        "Kantor": [("Program dan kurikulum", "program", None), ("Unit kerja", "unit", None)],
    }
    return [
        KelompokTampil(
            nama, [ButirTampil(label, "/gaya/staf/", ikon, n, label == "Gelombang") for label, ikon, n in b]
        )
        for nama, b in isi.items()
    ]


def _contoh() -> dict[str, Any]:
    """What a page of the staff would show."""
    kini = 2
    langkah = [
        {
            "label": nama,
            "keadaan": "selesai" if n < kini else "kini" if n == kini else "nanti",
            "alamat": "/gaya/staf/",
        }
        for n, nama in enumerate(LANGKAH)
    ]
    tab = [
        ("Ringkasan", None),
        ("Peserta", 30),
        ("Usulan OPD", None),
        ("Jadwal", None),
        ("Presensi", None),
        ("Dokumen", None),
        ("Riwayat", None),
    ]
    peserta = [
        (
            "Rina Handayani Siregar, S.Sos.",
            "198801252010082008",
            "Penata (III/c)",
            "Kelurahan Pusat Pasar",
            "Medan Kota",
            "tunggu",
            "Menunggu verifikasi",
        ),
        (
            "Togar Parulian Sinaga",
            "197105171998071008",
            "Pengatur Tingkat I (II/d)",
            "Kecamatan Medan Deli",
            "",
            "tunggu",
            "Menunggu verifikasi",
        ),
        (
            "Aisyah Putri Lubis, A.Md.",
            "199207142019032004",
            "Pengatur (II/c)",
            "Kelurahan Tembung",
            "Medan Tembung",
            "",
            "Berkas perlu dilengkapi",
        ),
        (
            "Suparno",
            "197903122006041011",
            "Penata Muda (III/a)",
            "Kelurahan Kwala Bekala",
            "Medan Johor",
            "bahaya",
            "Tidak memenuhi syarat",
        ),
    ]
    pukul = datetime(2026, 11, 20, 7, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
    return {
        "menu_staf": _menu(),
        "langkah": langkah,
        "tab": [
            {"label": label, "alamat": "/gaya/staf/", "aktif": label == "Peserta", "jumlah": n}
            for label, n in tab
        ],
        "peserta": peserta,
        "proses": [
            _proses("berjalan", "Berjalan", 64),
            _proses("selesai", "Selesai", 102),
            _proses("gagal", "Gagal", 12),
        ],
        "kejadian": [
            {
                "waktu": "20 November 2026 pukul 07.30 WIB",
                "oleh": "Panitia",
                "kalimat": "Berkas dikembalikan untuk dilengkapi.",
                "rincian": "Surat tugas tidak terbaca.",
            },
            {
                "waktu": "19 November 2026 pukul 14.05 WIB",
                "oleh": "Operator Medan Kota",
                "kalimat": "Diusulkan.",
                "rincian": "",
            },
        ],
        "pukul": pukul,
        "teks_wa": (
            "Yth. Bapak/Ibu Operator Kecamatan Medan Labuhan, kuota 2 kursi Diklat Pelayanan Prima belum terisi. "
            "Mohon kirim nama paling lambat 24 November 2026."
        ),
    }


def gaya(request: HttpRequest, halaman: str = "komponen") -> HttpResponse:
    """The style page; 404 on an instance that serves the public."""
    if not (settings.DEMO or settings.DEBUG) or halaman not in HALAMAN:
        raise Http404
    formulir = FormulirContoh(request.POST or None)
    if halaman == "formulir" and request.GET.get("salah"):
        formulir = FormulirContoh({"nip": "1988"})
    if halaman == "staf":
        messages.success(request, "3 peserta diterima. Email sudah masuk Kotak Keluar.")
    isi = {"form": formulir, "halaman_gaya": HALAMAN, **_contoh()}
    return render(request, f"gaya/{halaman}.html", isi)
