"""A visit as Panitia plans it, and what a peserta writes of it."""

from __future__ import annotations

from typing import Any

from django import forms

from diklat.models import Gelombang, Kunjungan
from diklat.services.kunjungan import PANJANG_POKOK, RencanaKunjungan
from kantor.forms.isian import MedanTanggal
from peserta.models import PesertaKunjungan
from peserta.models.kunjungan import PANJANG_PELAJARAN
from peserta.services.kunjungan import Pelajaran

KOLOM = ("locus", "kota", "alamat", "mulai", "selesai", "pokok", "pendamping")


class FormKunjungan(forms.Form):
    """Where, when, what is to be learnt, who comes along."""

    locus = forms.CharField(
        label="Lokus",
        max_length=150,
        help_text="Instansi atau unit yang dikunjungi, misalnya Mal Pelayanan Publik.",
    )
    kota = forms.CharField(label="Kota", max_length=80)
    alamat = forms.CharField(label="Alamat", max_length=250, required=False)
    mulai = MedanTanggal(label="Hari pertama")
    selesai = MedanTanggal(label="Hari terakhir")
    pokok = forms.CharField(
        label="Pokok yang dipelajari",
        max_length=PANJANG_POKOK,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Praktik baik yang hendak dilihat peserta.",
    )
    pendamping = forms.CharField(
        label="Pendamping", max_length=300, required=False, help_text="Panitia atau narasumber yang ikut."
    )

    @classmethod
    def dari(cls, kunjungan: Kunjungan | None, gelombang: Gelombang, data: Any = None) -> FormKunjungan:
        """The form with what is planned, else with the first day."""
        if kunjungan is None:
            return cls(data, initial={"mulai": gelombang.mulai, "selesai": gelombang.mulai})
        return cls(data, initial={nama: getattr(kunjungan, nama) for nama in KOLOM})

    def rencana(self) -> RencanaKunjungan:
        """What the service takes."""
        return RencanaKunjungan(**self.cleaned_data)


def _isian(label: str, bantuan: str) -> forms.CharField:
    # Longer text is refused by the service, which says by how much; nothing is cut off while somebody writes.
    return forms.CharField(
        label=label, required=False, help_text=bantuan, widget=forms.Textarea(attrs={"rows": 5})
    )


class FormPelajaran(forms.Form):
    """Three short texts, and the version the writer had before them."""

    dilihat = _isian("Yang saya lihat", "Praktik baik di lokus, dan mengapa berhasil.")
    diadopsi = _isian("Yang akan saya adopsi", "Apa yang akan diterapkan di unit Anda sendiri.")
    kebutuhan = _isian(
        "Yang diperlukan",
        f"Orang, aturan, alat, atau biaya. Tiap isian paling panjang {PANJANG_PELAJARAN} huruf.",
    )
    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def dari(cls, baris: PesertaKunjungan, data: Any = None) -> FormPelajaran:
        """The form with what stands."""
        nama = ("dilihat", "diadopsi", "kebutuhan", "versi")
        return cls(data, initial={satu: getattr(baris, satu) for satu in nama})

    def isi(self) -> Pelajaran:
        """What the service takes beside the version."""
        return Pelajaran(**{k: v for k, v in self.cleaned_data.items() if k != "versi"})

    def bandingkan_dengan(self, baris: PesertaKunjungan) -> None:
        """What was typed stays; saving again then replaces the version that stands now, which the page shows."""
        self.data = self.data.copy()
        self.data["versi"] = str(baris.versi)
