"""The date of certificates, and why one is void or issued again."""

from __future__ import annotations

from django import forms

from diklat.forms.gelombang import tanggal
from kantor.forms.pasti import BertanyaPasti
from kantor.forms.penanda_tangan import BerpenandaTangan


class FormTerbit(BerpenandaTangan, BertanyaPasti):
    """The date that is printed and that decides the register's year, and who signs."""

    tanggal = tanggal("Tanggal sertifikat", help_text="Tidak mendahului hari terakhir kegiatan.")
    field_order = ("tanggal", "penanda_tangan", "pasti")


class FormCabut(forms.Form):
    """Why a certificate is void. Whoever checks it learns that it is, the reason stays with the office."""

    alasan = forms.CharField(label="Alasan", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class FormUlang(BerpenandaTangan, FormCabut):
    """Why it is issued again, the date of the new one and who signs it."""

    tanggal = tanggal(
        "Tanggal sertifikat baru",
        required=False,
        help_text="Kosong: hari ini, atau hari terakhir kegiatan bila belum lewat.",
    )
    field_order = ("alasan", "tanggal", "penanda_tangan")
