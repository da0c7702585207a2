"""Programs and curricula: what Panitia types, all modul of a version on one page."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from diklat.models import Kurikulum, Program
from diklat.services.program import ATURAN, IsiModul
from kantor.lib.angka import ringkas
from kantor.models import Instansi, Pengguna, Peran

KOSONG_BAWAAN = 3


class SaringProgram(forms.Form):
    """What the list can be narrowed to."""

    q = forms.CharField(
        label="Cari", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    jenis = forms.ChoiceField(label="Jenis", required=False, choices=[("", "Semua"), *Program.Jenis.choices])
    aktif = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Semua"), ("ya", "Aktif"), ("tidak", "Tidak aktif")]
    )


class FormProgram(forms.ModelForm):
    """What is said of a program; the service saves it."""

    class Meta:
        model = Program
        fields = ("nama", "jenis", "deskripsi", "sasaran", "arah_sertifikat", "aktif")
        widgets = {"deskripsi": forms.Textarea(attrs={"rows": 4})}

    def _post_clean(self) -> None:
        """The service checks and saves the row; the form only reads what was typed."""


class FormProgramBaru(FormProgram):
    """A new program, with its address."""

    instansi = forms.ModelChoiceField(Instansi.objects.none(), label="Instansi", empty_label=None)
    kode = forms.SlugField(
        label="Kode",
        max_length=60,
        required=False,
        help_text="Kosong: dibuat dari nama. Dipakai pada alamat gelombang.",
    )

    class Meta(FormProgram.Meta):
        fields = ("nama", "jenis", "deskripsi", "sasaran", "arah_sertifikat")

    field_order = ["instansi", "nama", "kode"]

    def __init__(self, *args: Any, instansi: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields["instansi"]
        bidang.queryset = instansi
        if len(instansi) == 1:
            bidang.widget, bidang.initial = forms.HiddenInput(), instansi[0].pk


class FormPanitia(forms.Form):
    """Who of Panitia is limited to this program."""

    panitia = forms.ModelMultipleChoiceField(
        Pengguna.objects.none(),
        label="Panitia yang dibatasi pada program ini",
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text="Panitia yang dicentang hanya mengerjakan program yang mencantumkan namanya.",
    )

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        peran = Peran.objects.filter(instansi=program.instansi_id, jenis=Peran.Jenis.PANITIA, aktif=True)
        bidang: Any = self.fields["panitia"]
        bidang.queryset = Pengguna.objects.filter(pk__in=peran.values("pengguna"), is_active=True)
        bidang.label_from_instance = lambda p: p.sebutan
        bidang.initial = list(program.panitia.values_list("pengguna", flat=True))


class FormVersi(forms.Form):
    """The name of a new version."""

    versi = forms.CharField(label="Versi", max_length=20, help_text="Misalnya tahunnya: 2027")


class FormAturan(forms.ModelForm):
    """The rules of attendance of a version."""

    class Meta:
        model = Kurikulum
        fields = ("menit_per_jp", "hadir_minimal", "maks_tanpa_izin", "toleransi_terlambat")
        localized_fields = ("hadir_minimal",)

    def _post_clean(self) -> None:
        """The service checks and saves the row."""

    def aturan(self) -> dict[str, Any]:
        """The rules as the service takes them."""
        return {k: self.cleaned_data[k] for k in ATURAN}


class FormModul(forms.Form):
    """One mata pelatihan; a row without a name is not there."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput())
    urutan = forms.DecimalField(label="Urutan", required=False, max_value=999, localize=True)
    nama = forms.CharField(label="Mata pelatihan", max_length=200, required=False)
    jp = forms.DecimalField(
        label="JP", required=False, max_digits=5, decimal_places=2, min_value=Decimal("0.25"), localize=True
    )
    hapus = forms.BooleanField(label="Hapus", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nama in ("urutan", "jp"):
            self.fields[nama].widget = forms.TextInput(attrs={"inputmode": "decimal"})
            self.fields[nama].widget.is_localized = True
        for nama in ("urutan", "nama", "jp", "hapus"):
            kata = str(self.fields[nama].label)
            self.fields[nama].widget.attrs |= {"aria-label": kata, "placeholder": kata}

    def clean(self) -> dict[str, Any]:
        isi = self.cleaned_data
        if isi.get("hapus") or self.kosong():
            self._errors.clear()  # type: ignore[union-attr]
        elif not isi.get("nama"):
            self.add_error("nama", "Tuliskan nama mata pelatihan.")
        elif not isi.get("jp") and "jp" not in self.errors:
            self.add_error("jp", "Isi jumlah JP.")
        return isi

    def kosong(self) -> bool:
        """A spare row nobody has filled."""
        return not any(self.data.get(self.add_prefix(n), "").strip() for n in ("nama", "jp"))


class DaftarModul(forms.BaseFormSet):
    """All modul of a version; new rows stand at the end or where their number says."""

    def isi(self) -> list[IsiModul]:
        """The rows that stay, in the order typed."""
        baris = [f.cleaned_data for f in self.forms if not (f.kosong() or f.cleaned_data.get("hapus"))]
        urut = sorted(range(len(baris)), key=lambda n: (_nomor(baris[n], n), n))
        return [IsiModul(baris[n]["nama"], baris[n]["jp"], baris[n].get("pk")) for n in urut]


def daftar_modul(kurikulum: Kurikulum, data: Any = None) -> Any:
    """The formset of a version with some spare rows."""
    awal = [
        {"pk": m.pk, "urutan": m.urutan, "nama": m.nama, "jp": ringkas(m.jp)}
        for m in kurikulum.modul.order_by("urutan")
    ]
    kelas = forms.formset_factory(FormModul, DaftarModul, extra=KOSONG_BAWAAN, max_num=100, absolute_max=100)
    return kelas(data, initial=awal, prefix="modul")


def _nomor(baris: dict[str, Any], n: int) -> Any:
    nomor = baris.get("urutan")
    return nomor if nomor is not None else Decimal(1000 + n)
