"""Forms after the seminar: the report with its evidence, the entry in the catalogue, the voice of people."""

from __future__ import annotations

from typing import Any

from django import forms

from kantor.forms.isian import MedanTanggal
from kantor.forms.unit import MedanUnit
from penilaian.models import Inovasi, KeadaanInovasi, Klaster, LaporanInovasi, SebabInovasi, SuaraWarga
from penilaian.models.inovasi import PANJANG_KATALOG, PANJANG_SUARA
from penilaian.services.tindak_lanjut import BUKTI_MAKS, URAIAN_MAKS
from peserta.models import Pendaftaran

CATATAN_MAKS = 1000


class BanyakBerkas(forms.FileInput):
    """A file field that takes several."""

    allow_multiple_selected = True


class MedanBukti(forms.FileField):
    """Photos or PDF, none to `BUKTI_MAKS` of them; the value is a list."""

    widget = BanyakBerkas(attrs={"accept": "image/*,.pdf"})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(MedanBukti, self).clean(satu) for satu in data or []]


class FormLaporan(forms.Form):
    """How the innovation stands."""

    keadaan = forms.ChoiceField(
        label="Bagaimana keadaannya sekarang?", choices=KeadaanInovasi.choices, widget=forms.RadioSelect
    )
    sebab = forms.ChoiceField(
        label="Sebab utama",
        choices=[("", "–"), *SebabInovasi.choices],
        required=False,
        help_text="Diisi bila tidak berjalan seluruhnya.",
    )
    uraian = forms.CharField(
        label="Ceritakan",
        max_length=URAIAN_MAKS,
        widget=forms.Textarea(attrs={"rows": 6, "data-hitung-huruf": ""}),
        help_text="Apa yang sudah berubah, hasilnya dalam angka, apa yang menghambat, langkah berikutnya.",
    )
    pengguna = forms.IntegerField(
        label="Banyak orang yang terlayani",
        required=False,
        min_value=0,
        max_value=2**31 - 1,
        help_text="Sejak laporan sebelumnya. Kosongkan bila tidak dapat dihitung.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    bukti = MedanBukti(
        label="Tambah bukti",
        required=False,
        help_text=f"Foto atau PDF, paling banyak {BUKTI_MAKS}. Beberapa berkas dapat dipilih sekaligus.",
    )

    def __init__(self, *args: Any, laporan: LaporanInovasi | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lepas"] = forms.TypedMultipleChoiceField(
            label="Lepas bukti", coerce=int, required=False,
            choices=[(b.pk, b.berkas.nama) for b in laporan.bukti.all()] if laporan else [],
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        if not self.fields["lepas"].choices:
            del self.fields["lepas"]
        if laporan is not None:
            self.initial = {k: getattr(laporan, k) for k in ("keadaan", "sebab", "uraian", "pengguna")}


class FormKatalog(forms.Form):
    """What everybody reads of the innovation."""

    judul = forms.CharField(label="Judul", max_length=200)
    klaster = forms.ModelChoiceField(label="Klaster", queryset=Klaster.objects.none(), empty_label=None)
    unit = MedanUnit(label="Kelurahan atau unit layanan")
    masalah = forms.CharField(
        label="Masalah",
        required=False,
        help_text="Apa yang dahulu dikeluhkan warga, dengan kata sehari-hari.",
    )
    perubahan = forms.CharField(
        label="Perubahan", required=False, help_text="Apa yang sekarang berbeda dan hasilnya."
    )
    cara_memakai = forms.CharField(
        label="Cara memakai", required=False, help_text="Ke mana warga datang, apa yang dibawa, kapan buka."
    )
    sejak = MedanTanggal(label="Dipakai sejak", required=False)

    def __init__(self, *args: Any, p: Pendaftaran, inovasi: Inovasi, **kwargs: Any) -> None:
        awal = {
            k: getattr(inovasi, k)
            for k in ("judul", "klaster", "unit", "masalah", "perubahan", "cara_memakai", "sejak")
        }
        super().__init__(*args, initial=awal, **kwargs)
        milik = Klaster.objects.filter(instansi=p.gelombang.instansi_id)
        self.fields["klaster"].queryset = milik.filter(aktif=True) | milik.filter(pk=inovasi.klaster_id)
        for nama in ("masalah", "perubahan", "cara_memakai"):
            medan = self.fields[nama]
            medan.max_length = PANJANG_KATALOG
            medan.widget = forms.Textarea(
                attrs={"rows": 5, "data-hitung-huruf": "", "maxlength": PANJANG_KATALOG}
            )
        for nama in ("masalah", "perubahan", "cara_memakai", "sejak"):
            self.fields[nama].diminta_nanti = True  # publishing asks for all of them


class FormJawabLaporan(forms.Form):
    """The answer to a report; `dikirim` is the report that was read."""

    dikirim = forms.CharField(widget=forms.HiddenInput)
    catatan = forms.CharField(
        label="Catatan", max_length=CATATAN_MAKS, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class FormSuara(forms.Form):
    """ "Apakah layanan ini berjalan?" """

    jawaban = forms.ChoiceField(
        label="Jawaban Anda", choices=SuaraWarga.Jawaban.choices, widget=forms.RadioSelect
    )
    catatan = forms.CharField(
        label="Catatan",
        required=False,
        max_length=PANJANG_SUARA,
        help_text="Hanya dibaca petugas. Jangan tulis nama atau nomor siapa pun.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
