"""Apel: which days a recap is about, which roll call is filled in, a letter of leave."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from kantor.forms.isian import MedanTanggal
from kantor.forms.pegawai import PilihanOpd
from kantor.models import Unit
from peserta.models import Apel, Halangan


class SaringApel(forms.Form):
    """The days, the kind and the OPD of a recap; what cannot be read falls back to the last weeks."""

    q = forms.CharField(
        label="Cari",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Nama, atau awal NIP (4 angka)"}),
    )
    dari = MedanTanggal(label="Dari", required=False)
    sampai = MedanTanggal(label="Sampai", required=False)
    jenis = forms.ChoiceField(label="Jenis", required=False, choices=[("", "Semua"), *Apel.Jenis.choices])
    opd = PilihanOpd(Unit.objects.none(), label="Perangkat daerah", required=False, empty_label="Semua")

    def __init__(self, *args: Any, opd: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields["opd"]
        bidang.queryset = opd


class PilihApel(forms.Form):
    """Which roll call is filled in."""

    tanggal = MedanTanggal(label="Tanggal")
    jenis = forms.ChoiceField(label="Jenis", choices=Apel.Jenis.choices)
    opd = PilihanOpd(Unit.objects.none(), label="Perangkat daerah", empty_label=None)
    q = forms.CharField(
        label="Cari di daftar ini",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Nama, atau awal NIP (4 angka)"}),
    )

    def __init__(self, *args: Any, opd: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields["opd"]
        bidang.queryset = opd


class FormGabungan(forms.Form):
    """A joint roll call: the day, the kind, how it begins, and the OPD that take part."""

    tanggal = MedanTanggal(label="Tanggal")
    jenis = forms.ChoiceField(label="Jenis", choices=Apel.Jenis.choices, initial=Apel.Jenis.GABUNGAN)
    awal = forms.ChoiceField(
        label="Yang dicatat lebih dahulu",
        choices=[("hadir", "Semua hadir, lalu ubah yang tidak hadir"), ("kosong", "Belum ada yang hadir")],
        initial="hadir",
        help_text="Yang cuti, dinas luar, sakit, atau izin dengan surat terisi sendiri.",
    )
    opd = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label="Perangkat daerah yang ikut",
        error_messages={"required": "Pilih sedikitnya satu perangkat daerah."},
    )

    def __init__(self, *args: Any, opd: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields["opd"]
        bidang.queryset = opd


class FormHalangan(forms.Form):
    """A letter of leave of somebody already chosen."""

    jenis = forms.ChoiceField(label="Keterangan", choices=Halangan.Jenis.choices)
    mulai = MedanTanggal(label="Mulai")
    selesai = MedanTanggal(label="Sampai", help_text="Hari terakhir, termasuk.")
    nomor_surat = forms.CharField(
        label="Nomor surat",
        max_length=80,
        required=False,
        help_text="Surat cuti atau surat tugas. Jangan menulis penyakit seseorang di sini.",
    )

    def isi(self) -> dict[str, Any]:
        """What the service takes."""
        return dict(self.cleaned_data)


def awal_pekan(hari: datetime.date, pekan: int) -> datetime.date:
    """The Monday `pekan` whole weeks before this one: the first day of a recap nobody narrowed."""
    return hari - datetime.timedelta(days=hari.weekday() + 7 * pekan)
