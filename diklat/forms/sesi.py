"""A session as Panitia types it."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from diklat.models import Gelombang, Modul, Sesi
from kantor.forms.isian import MedanJam, MedanTanggal


class FormSusun(forms.Form):
    """When the first session of each day begins."""

    jam_mulai = MedanJam(label="Sesi pertama dimulai pukul", initial=datetime.time(8, 0))


class FormSesi(forms.Form):
    """One session: what, on which day, from when to when, in the organiser's time zone."""

    judul = forms.CharField(label="Judul sesi", max_length=200)
    modul = forms.ModelChoiceField(
        Modul.objects.none(), label="Mata pelatihan", required=False, empty_label="Tanpa mata pelatihan"
    )
    hari = MedanTanggal(label="Hari")
    jam_mulai = MedanJam(label="Mulai")
    jam_selesai = MedanJam(label="Selesai")
    berjp = forms.BooleanField(label="Dihitung JP untuk kehadiran", required=False, initial=True)
    terbit = forms.BooleanField(
        label="Terbit", required=False, initial=True, help_text="Sesi yang tidak terbit tidak dihitung."
    )

    def __init__(self, *args: Any, gelombang: Gelombang, sesi: Sesi | None = None, **kwargs: Any) -> None:
        self.zona = ZoneInfo(gelombang.instansi.zona_waktu)
        if sesi is not None:
            kwargs.setdefault("initial", self._nilai(sesi))
        else:
            kwargs.setdefault("initial", {"hari": gelombang.mulai})
        super().__init__(*args, **kwargs)
        self.fields["modul"].queryset = gelombang.kurikulum.modul.order_by("urutan")  # type: ignore[attr-defined]
        if sesi is None:
            del self.fields["terbit"]

    def isi(self) -> dict[str, Any]:
        """The values as the services take them."""
        nilai = {k: v for k, v in self.cleaned_data.items() if k not in ("hari", "jam_mulai", "jam_selesai")}
        hari = self.cleaned_data["hari"]
        nilai["mulai"] = datetime.datetime.combine(hari, self.cleaned_data["jam_mulai"], self.zona)
        nilai["selesai"] = datetime.datetime.combine(hari, self.cleaned_data["jam_selesai"], self.zona)
        return nilai

    def _nilai(self, sesi: Sesi) -> dict[str, Any]:
        mulai, selesai = sesi.mulai.astimezone(self.zona), sesi.selesai.astimezone(self.zona)
        return {
            "judul": sesi.judul,
            "modul": sesi.modul_id,
            "hari": mulai.date(),
            "jam_mulai": mulai.time(),
            "jam_selesai": selesai.time(),
            "berjp": sesi.berjp,
            "terbit": sesi.terbit,
        }
