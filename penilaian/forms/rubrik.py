"""A rubric on one page: who scores, what is looked at, what each level means."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from kantor.lib.angka import AngkaSalah, ringkas
from kantor.models import Instansi
from penilaian.lib.angka import baca_nilai
from penilaian.models import PeranPenilai, Rubrik
from penilaian.queries.rubrik import IsiLengkap
from penilaian.services.rubrik import KRITERIA_MAKS, IsiKriteria

from .angka import MedanAngka

KOSONG_BAWAAN = 2
TINGKAT = re.compile(r"^\s*(?:>=|≥|mulai)?\s*(\d[\d.,]*)\s*[:=–-]?\s+(.+)$")


class FormRubrikBaru(forms.Form):
    """A name to begin with."""

    instansi = forms.ModelChoiceField(Instansi.objects.none(), label="Instansi", empty_label=None)
    nama = forms.CharField(label="Nama rubrik", max_length=120)

    def __init__(self, *args: Any, instansi: list[Instansi], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields["instansi"]
        bidang.queryset = Instansi.objects.filter(pk__in=[i.pk for i in instansi])
        if len(instansi) == 1:
            bidang.widget, bidang.initial = forms.HiddenInput(), instansi[0].pk


class FormRubrik(forms.Form):
    """The head of a rubric and the weight of each role; a role left empty does not score."""

    nama = forms.CharField(label="Nama rubrik", max_length=120)
    keterangan = forms.CharField(
        label="Keterangan", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    batas_selisih = MedanAngka(
        label="Batas selisih antarpenguji",
        help_text="Bila nilai tertinggi dan terendah satu rencana aksi berselisih lebih dari ini, Panitia diminta "
        "memberi penjelasan. Dapat diubah.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for peran in PeranPenilai:
            self.fields[f"peran_{peran.value}"] = MedanAngka(label=peran.label, required=False)
            # Which may stay empty is said above them: not every one may.
            self.fields[f"peran_{peran.value}"].diminta_nanti = True  # type: ignore[attr-defined]

    @property
    def peran(self) -> list[Any]:
        """The bound fields of the role weights."""
        return [self[f"peran_{peran.value}"] for peran in PeranPenilai]

    def isi(self) -> dict[str, Any]:
        """The head as the service takes it."""
        data = self.cleaned_data
        bobot = {p.value: data.get(f"peran_{p.value}") for p in PeranPenilai}
        return {
            "nama": data["nama"],
            "keterangan": data["keterangan"],
            "batas_selisih": data["batas_selisih"],
            "peran": {p: b for p, b in bobot.items() if b},
        }

    @staticmethod
    def awal(rubrik: Rubrik, isi: IsiLengkap) -> dict[str, Any]:
        """What the form shows of a rubric."""
        return {
            "nama": rubrik.nama,
            "keterangan": rubrik.keterangan,
            "batas_selisih": rubrik.batas_selisih,
            **{f"peran_{p}": bobot for p, bobot in isi.peran.items()},
        }


class FormKriteria(forms.Form):
    """One criterion; a row without a name is not there."""

    nama = forms.CharField(label="Kriteria", max_length=120, required=False)
    keterangan = forms.CharField(label="Yang dilihat", max_length=300, required=False)
    tingkat = forms.CharField(
        label="Uraian tingkat", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    hapus = forms.BooleanField(label="Hapus", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for peran in PeranPenilai:
            self.fields[f"bobot_{peran.value}"] = MedanAngka(
                label=f"Bobot {peran.label.lower()}", required=False
            )
        for nama, bidang in self.fields.items():
            bidang.widget.attrs |= {"aria-label": str(bidang.label)}
            # A row without a name is not there, but one that is there has it.
            bidang.diminta_nanti = nama == "nama" or nama.startswith("bobot_")  # type: ignore[attr-defined]
            if nama.startswith("bobot_"):
                bidang.widget.attrs["data-bobot"] = nama.removeprefix("bobot_")

    @property
    def bobot(self) -> list[Any]:
        """The bound fields of the weights."""
        return [self[f"bobot_{peran.value}"] for peran in PeranPenilai]

    def clean_tingkat(self) -> tuple[tuple[Decimal, str], ...]:
        """One level a line, `75 Cara baru bagi unit ini`."""
        baris = [satu.strip() for satu in self.cleaned_data["tingkat"].splitlines() if satu.strip()]
        return tuple(sorted(map(_tingkat, baris)))

    def clean(self) -> dict[str, Any]:
        isi = self.cleaned_data
        if isi.get("hapus") or self.kosong():
            self._errors.clear()  # type: ignore[union-attr]
        elif not isi.get("nama"):
            self.add_error("nama", "Tuliskan nama kriterianya.")
        return isi

    def kosong(self) -> bool:
        """A spare row nobody has filled."""
        return not any(
            str(self.data.get(self.add_prefix(n), "")).strip() for n in ("nama", "keterangan", "tingkat")
        )

    def isi(self) -> IsiKriteria | None:
        """The criterion as the service takes it; None for a row that is not there."""
        data = self.cleaned_data
        if data.get("hapus") or not data.get("nama"):
            return None
        bobot = {p.value: data.get(f"bobot_{p.value}") for p in PeranPenilai}
        return IsiKriteria(
            " ".join(data["nama"].split()),
            data["keterangan"].strip(),
            {p: b for p, b in bobot.items() if b},
            data["tingkat"],
        )


def _tingkat(baris: str) -> tuple[Decimal, str]:
    cocok = TINGKAT.match(baris)
    if not cocok:
        raise ValidationError(
            f"Tulis nilai awalnya, lalu uraiannya, misalnya: 75 Cara baru. Yang tertulis: {baris[:60]}"
        )
    if len(cocok[2]) > 300:
        raise ValidationError("Uraian satu tingkat paling panjang 300 huruf.")
    try:
        return baca_nilai(cocok[1].rstrip(".,")), cocok[2].strip()
    except AngkaSalah as salah:
        raise ValidationError(salah.pesan) from salah


class _DaftarKriteria(forms.BaseFormSet):
    # What Django says instead names its hidden fields, in English.
    default_error_messages = forms.BaseFormSet.default_error_messages | {
        "missing_management_form": "Isian kriteria tidak terbaca. Muat ulang halaman ini, lalu coba lagi."
    }


def daftar_kriteria(data: MultiValueDict[str, Any] | None, isi: IsiLengkap) -> Any:
    """The rows of a rubric and some empty ones."""
    awal = [
        {
            "nama": k.nama,
            "keterangan": k.keterangan,
            "tingkat": "\n".join(f"{ringkas(t.batas_bawah)} {t.uraian}" for t in isi.tingkat(k.pk)),
            **{f"bobot_{p}": b for p, b in isi.bobot_kriteria(k.pk).items()},
        }
        for k in isi.kriteria
    ]
    kelas = forms.formset_factory(
        FormKriteria,
        formset=_DaftarKriteria,
        extra=KOSONG_BAWAAN if isi.kriteria else 6,
        max_num=KRITERIA_MAKS,
        absolute_max=KRITERIA_MAKS + 20,
        validate_max=True,
    )
    return kelas(data, initial=awal, prefix="kriteria")
