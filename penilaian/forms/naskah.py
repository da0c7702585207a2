"""What Panitia and signers send about papers of a seminar."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from kantor.forms.isian import MedanTanggal
from penilaian.models import Keputusan
from penilaian.queries.naskah_acara import LEMBAR_NASKAH, LEMBAR_NILAI


class FormPutusan(forms.Form):
    """The decision on the plans that were ticked."""

    keputusan = forms.ChoiceField(
        label="Keputusan",
        choices=[("", "Pilih keputusan"), *Keputusan.choices],
        error_messages={"required": "Pilih keputusannya."},
    )
    batas_perbaikan = MedanTanggal(
        label="Diperbaiki paling lambat",
        required=False,
        help_text="Wajib bila diterima dengan perbaikan.",
    )
    batas_perbaikan.diminta_nanti = True
    catatan = forms.CharField(label="Catatan keputusan", max_length=500, required=False)
    hapus_catatan = forms.BooleanField(label="Hapus catatan yang sudah ada", required=False)


class FormKoreksi(forms.Form):
    """Why a paper is made anew."""

    alasan = forms.CharField(
        label="Yang dikoreksi",
        max_length=300,
        help_text="Tercetak pada versi berikutnya. Versi ini tetap dapat dibaca.",
        error_messages={"required": "Tulis apa yang dikoreksi."},
    )


class FormPindaian(forms.Form):
    """A scan handed in, and what is on it."""

    jenis = forms.ChoiceField(
        label="Yang dipindai",
        choices=[(LEMBAR_NASKAH, "Berita acara dan kesepakatan"), (LEMBAR_NILAI, "Lembar nilai")],
    )
    berkas = forms.FileField(
        label="Pindaian",
        help_text="Satu PDF untuk semua lembar, urutan bebas, paling besar 64 MB dan 400 halaman.",
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
    )


def baca_naskah(nilai: Iterable[str]) -> dict[int, str]:
    """`<pk>:<fingerprint>` as the page sends what was read."""
    hasil = {}
    for satu in nilai:
        pk, _, sidik = satu.partition(":")
        if pk.isdecimal() and len(pk) < 19:
            hasil[int(pk)] = sidik[:64]
    return hasil
