"""What a Surat Pemanggilan says, and the number the office's agenda gave it."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from diklat.forms.gelombang import tanggal as medan_tanggal
from kantor.forms.penanda_tangan import BerpenandaTangan
from peserta.models import Pemanggilan
from peserta.queries.pemanggilan import batas_menjawab
from peserta.services.pemanggilan import IsiSurat


def baris(label: str, maks: int, petunjuk: str) -> forms.CharField:
    """Several lines, each a thing of its own."""
    kotak = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=maks, required=False, widget=kotak, help_text=petunjuk)


class FormPanggil(BerpenandaTangan):
    """Date, signer and contents of the letter; the contents may stay empty."""

    field_order = ("tanggal", "penanda_tangan")

    tanggal = medan_tanggal("Tanggal surat")
    registrasi = forms.CharField(
        label="Registrasi ulang",
        max_length=200,
        required=False,
        help_text="Misalnya: Senin, 7 Desember 2026 di meja registrasi Aula BKPSDM.",
    )
    pukul = forms.CharField(
        label="Pukul", max_length=60, required=False, help_text="Misalnya: 07.30 WIB s.d. selesai."
    )
    pakaian = forms.CharField(label="Pakaian", max_length=120, required=False)
    batas_konfirmasi = medan_tanggal(
        "Batas menjawab", required=False, help_text="Sampai kapan peserta menjawab bersedia atau berhalangan."
    )
    ketentuan = baris("Ketentuan lain", 2000, "Satu baris satu ketentuan.")
    tembusan = baris("Tembusan", 1000, "Satu baris satu tujuan.")

    def isi(self) -> IsiSurat:
        """The contents as the service takes them."""
        nilai: dict[str, Any] = {k: v for k, v in self.cleaned_data.items() if k not in self.field_order}
        for daftar in ("ketentuan", "tembusan"):
            nilai[daftar] = tuple(b.strip() for b in nilai[daftar].splitlines() if b.strip())
        return IsiSurat(**nilai)


def isian_dari(surat: Pemanggilan | None, hari: datetime.date) -> dict[str, Any]:
    """What a further letter starts with: the words of the one before, its day to answer by if that is to come."""
    if surat is None:
        return {}
    lama = surat.data
    isi = {k: lama.get(k, "") for k in ("registrasi", "pukul", "pakaian")}
    isi |= {k: "\n".join(lama.get(k, ())) for k in ("ketentuan", "tembusan")}
    batas = batas_menjawab(surat)
    return isi | {"batas_konfirmasi": batas if batas and batas >= hari else None}


class FormNomorSurat(forms.Form):
    """The number, entered when the agenda has given it."""

    nomor_surat = forms.CharField(
        label="Nomor surat", max_length=80, help_text="Misalnya: 800.1.13/1234/BKPSDM/2026"
    )
    tanggal = medan_tanggal("Tanggal surat", required=False)
