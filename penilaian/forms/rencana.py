"""The form of a plan. What it cannot read is told and left as it was; all else is stored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from kantor.forms.isian import MedanSaat, MedanTanggal
from kantor.forms.unit import MedanUnit
from kantor.lib.salah import Salah
from kantor.lib.tanggal import urai
from penilaian.lib.naskah import BAGIAN, JANGKA, PANJANG_BAGIAN, PANJANG_TAHAP, TAHAP_MAKS, Naskah, Tahap
from penilaian.models import AturanRencana, Klaster, LampiranRencana, Pendamping
from penilaian.services.naskah import UKURAN_MAKS
from peserta.models import Pendaftaran

_KOLOM = re.compile(r"tahap-(\d{1,3})-(?:jangka|kegiatan|hasil|mulai|selesai)")
BARIS_AWAL = tuple(Tahap(jangka) for jangka in JANGKA)


@dataclass
class BarisTahap:
    """A step as typed."""

    jangka: str = "pendek"
    kegiatan: str = ""
    hasil: str = ""
    mulai: str = ""
    selesai: str = ""
    galat: list[str] = field(default_factory=list)

    @classmethod
    def dari(cls, t: Tahap) -> BarisTahap:
        tulis = "%d-%m-%Y"
        return cls(
            t.jangka,
            t.kegiatan,
            t.hasil,
            t.mulai.strftime(tulis) if t.mulai else "",
            t.selesai.strftime(tulis) if t.selesai else "",
        )

    def baca(self, n: int) -> Tahap:
        """The step itself; what cannot be read is noted and left out."""
        mulai, selesai = self._tanggal("mulai", n), self._tanggal("selesai", n)
        if mulai and selesai and selesai < mulai:
            self.galat.append(f"Tahap {n}: tanggal selesai mendahului tanggal mulai.")
            selesai = None
        jangka = self.jangka if self.jangka in JANGKA else "pendek"
        return Tahap(jangka, self.kegiatan[:PANJANG_TAHAP], self.hasil[:PANJANG_TAHAP], mulai, selesai)

    def _tanggal(self, nama: str, n: int) -> Any:
        teks = getattr(self, nama).strip()
        try:
            return urai(teks) if teks else None
        except Salah as galat:
            self.galat.append(f"Tahap {n}, tanggal {nama}: {galat.pesan}")
            return None


class FormNaskah(forms.Form):
    """All parts may be empty while the plan is written; sending asks for them."""

    judul = forms.CharField(
        label="Judul", max_length=200, required=False, help_text="Nama inovasi, singkat dan mudah diingat."
    )
    klaster = forms.ModelChoiceField(
        label="Klaster", queryset=Klaster.objects.none(), required=False, empty_label="Pilih klaster"
    )
    unit = MedanUnit(label="Unit kerja pelaksana", required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        pendaftaran: Pendaftaran,
        tersimpan: Naskah,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.tersimpan = tersimpan
        milik = Klaster.objects.filter(instansi=pendaftaran.gelombang.instansi_id)
        aktif = milik.filter(aktif=True) | milik.filter(pk=tersimpan.klaster_id or 0)
        self.fields["klaster"].queryset = aktif.distinct().order_by("urutan", "nama")
        self.fields["unit"].widget.lingkup = pendaftaran.gelombang.slug
        for kunci, (label, petunjuk) in BAGIAN.items():
            self.fields[kunci] = forms.CharField(
                label=label,
                help_text=petunjuk,
                max_length=PANJANG_BAGIAN,
                required=False,
                widget=forms.Textarea(attrs={"rows": 5, "data-hitung-huruf": ""}),
            )
        for medan in self.fields.values():  # "(boleh kosong)" would be untrue: sending asks for all of them
            medan.diminta_nanti = True
        self.baris = (
            _baris(data) if data is not None else [BarisTahap.dari(t) for t in tersimpan.tahap or BARIS_AWAL]
        )

    def naskah(self) -> tuple[Naskah, list[str]]:
        """What to store, and what could not be read and stays as it was."""
        self.is_valid()
        belum = [f"{self.fields[nama].label}: {' '.join(salah)}" for nama, salah in self.errors.items()]
        rapi = self.cleaned_data
        klaster, unit = rapi.get("klaster"), rapi.get("unit")
        nilai: dict[str, Any] = {
            "judul": rapi.get("judul", self.tersimpan.judul),
            "klaster_id": self.tersimpan.klaster_id if "klaster" in self.errors else klaster and klaster.pk,
            "unit_id": self.tersimpan.unit_id if "unit" in self.errors else unit and unit.pk,
        }
        for kunci in BAGIAN:
            isi = rapi.get(kunci, getattr(self.tersimpan, kunci))
            nilai[kunci] = isi.replace("\r\n", "\n").replace("\r", "\n")
        tahap = tuple(satu.baca(n) for n, satu in enumerate(self.baris[:TAHAP_MAKS], 1))
        belum += [kata for satu in self.baris for kata in satu.galat]
        return Naskah(**nilai, tahap=tahap), belum


def _baris(data: QueryDict) -> list[BarisTahap]:
    """The steps of the form, in the order of their numbers; one button removes a row, one adds an empty one."""
    nomor = sorted({int(cocok[1]) for nama in data if (cocok := _KOLOM.fullmatch(nama))})
    buang = data.get("hapus_tahap", "")
    hasil = []
    for n in nomor:
        if str(n) == buang:
            continue
        isi = {k: " ".join(data.get(f"tahap-{n}-{k}", "").replace("\0", "").split()) for k in
               ("jangka", "kegiatan", "hasil", "mulai", "selesai")}  # fmt: skip
        hasil.append(BarisTahap(**isi))
    if data.get("tambah_tahap") in JANGKA:
        hasil.append(BarisTahap(jangka=data["tambah_tahap"]))
    return hasil


class FormLampiran(forms.Form):
    """Paper or slides."""

    berkas = forms.FileField(
        label="Berkas",
        help_text="PDF atau PowerPoint (.pptx), paling besar 20 MB. Halaman PDF tampil di samping lembar nilai "
        "penguji; PowerPoint hanya dapat diunduh.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.pptx"}),
    )  # fmt: skip

    def __init__(self, *args: Any, jenis: str, **kwargs: Any) -> None:
        super().__init__(*args, prefix=jenis, **kwargs)
        self.fields["berkas"].label = dict(LampiranRencana.Jenis.choices)[jenis]
        self.fields["berkas"].widget = forms.FileInput(
            attrs={"accept": ".pdf,.pptx", "data-foto": UKURAN_MAKS}
        )


class FormAturan(forms.ModelForm):
    """What is asked of the plans of a gelombang."""

    batas_kirim = MedanSaat(
        label="Batas pengiriman",
        required=False,
        help_text="Sesudahnya peserta tetap dapat menulis, tetapi tidak dapat mengirim. Dapat diperpanjang.",
    )

    class Meta:
        model = AturanRencana
        fields = ("batas_kirim", "wajib_makalah", "wajib_paparan", "petunjuk")
        widgets = {"petunjuk": forms.Textarea(attrs={"rows": 4})}


class FormBimbingan(forms.Form):
    """A meeting with mentor or coach."""

    pendamping = forms.ModelChoiceField(label="Dengan", queryset=Pendamping.objects.none(), empty_label=None)
    tanggal = MedanTanggal(label="Tanggal")
    uraian = forms.CharField(
        label="Yang dibicarakan", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class FormCatatan(forms.Form):
    """A note to a plan."""

    catatan = forms.CharField(
        label="Catatan", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class FormPerpanjangan(forms.Form):
    """A longer time to send for one peserta; without a time the day for all counts again."""

    batas = MedanSaat(label="Batas untuk peserta ini", required=False, help_text="Kosongkan untuk mencabut.")
    alasan = forms.CharField(label="Alasan", max_length=200, required=False)
