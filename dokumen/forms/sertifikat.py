"""The date of certificates, and why one is void or issued again."""

from __future__ import annotations

from django import forms

from diklat.forms.gelombang import tanggal


class FormTerbit(forms.Form):
    """The date that is printed and that decides the register's year."""

    tanggal = tanggal("Tanggal sertifikat", help_text="Tidak mendahului hari terakhir kegiatan.")


class FormCabut(forms.Form):
    """Why a certificate is void. Whoever checks it learns that it is, the reason stays with the office."""

    alasan = forms.CharField(label="Alasan", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class FormUlang(FormCabut):
    """Why it is issued again, and the date of the new one."""

    tanggal = tanggal("Tanggal sertifikat baru", required=False, help_text="Kosong: hari ini.")
