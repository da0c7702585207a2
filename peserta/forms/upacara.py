"""A ceremony as an office writes it: the official, and a line per event and per guest, copied from Word or Excel."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from kantor.forms.isian import MedanSaat
from kantor.lib.salah import Salah
from kantor.lib.waktu import urai_jam
from peserta.models import Upacara
from peserta.services.upacara import Acara, DataTamu, Rencana, sidik_rencana

_NOMOR = re.compile(r"\d{1,3}[.)]?")
_KATA_JAM = re.compile(r"\b(?:pukul|jam|wib|wita|wit|s\.?d)\b", re.IGNORECASE)
BAWAAN = {
    Upacara.Jenis.PEMBUKAAN: "Menyanyikan lagu Indonesia Raya\nLaporan ketua panitia\nSambutan sekaligus membuka "
    "pelatihan\nPenyematan tanda peserta\nDoa\nPenutup",
    Upacara.Jenis.PENUTUPAN: "Menyanyikan lagu Indonesia Raya\nLaporan ketua panitia\nPelepasan tanda peserta\nKesan "
    "dan pesan peserta\nSambutan sekaligus menutup pelatihan\nDoa",
}


class FormUpacara(forms.Form):
    """Everything but the guests."""

    mulai = MedanSaat(label="Mulai")
    tempat = forms.CharField(label="Tempat", max_length=200)
    pejabat = forms.CharField(label="Pejabat yang membuka atau menutup", max_length=150)
    jabatan = forms.CharField(label="Jabatannya", max_length=150)
    mewakili = forms.CharField(
        label="Mewakili", max_length=150, required=False, help_text="Misalnya: Wali Kota Medan."
    )
    pelapor = forms.CharField(label="Laporan panitia oleh", max_length=150, required=False)
    jabatan_pelapor = forms.CharField(label="Jabatan pelapor", max_length=150, required=False)
    acara = forms.CharField(
        label="Susunan acara",
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text="Satu baris satu acara: jam; acara; petugas. Jam dan petugas boleh kosong.",
    )
    # The mark of the plan this form was opened with: nobody overwrites unseen what another has saved meanwhile.
    semula = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)

    @classmethod
    def dari(cls, upacara: Upacara | None, jenis: str, data: Any = None, **awal: Any) -> FormUpacara:
        """The form with what is planned, else with the usual order of events."""
        awal["semula"] = sidik_rencana(upacara)
        if upacara is None:
            return cls(data, initial=awal | {"acara": BAWAAN[Upacara.Jenis(jenis)]})
        nama = ("mulai", "tempat", "pejabat", "jabatan", "mewakili", "pelapor", "jabatan_pelapor")
        baris = "\n".join(_baris(a) for a in upacara.acara.all())
        return cls(data, initial=awal | {k: getattr(upacara, k) for k in nama} | {"acara": baris})

    def clean_acara(self) -> list[Acara]:
        """The lines as events; a wrong hour names its line."""
        hasil = []
        for n, baris in enumerate(self.cleaned_data["acara"].splitlines(), 1):
            if not baris.strip():
                continue
            bagian = _bagian(baris)
            if len(bagian) > 1 and not bagian[0]:
                bagian.pop(0)  # "; Doa; Petugas" leaves the hour open
                jam = ""
            else:
                jam = bagian.pop(0) if len(bagian) > 1 and _seperti_jam(bagian[0]) else ""
            acara, petugas = bagian[0], "; ".join(bagian[1:]).strip("; ")
            if not acara or len(acara) > 150 or len(petugas) > 150:
                raise forms.ValidationError(f"Baris {n}: tulis acaranya, paling panjang 150 huruf.")
            try:
                hasil.append(Acara(acara, urai_jam(jam) if jam else None, petugas))
            except Salah as galat:
                raise forms.ValidationError(f"Baris {n}: {galat.pesan}") from None
        return hasil

    def rencana(self) -> Rencana:
        """What the service takes beside the events."""
        return Rencana(**{k: v for k, v in self.cleaned_data.items() if k not in {"acara", "semula"}})


class FormTamu(forms.Form):
    """Guests, a line each."""

    tamu = forms.CharField(
        label="Tambah tamu",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Satu baris satu tamu: nama; jabatan; instansi.",
    )

    def clean_tamu(self) -> list[DataTamu]:
        """The lines as guests; a number before the name, as lists have it, falls. Raises for what is too long."""
        hasil = []
        for n, baris in enumerate(self.cleaned_data["tamu"].splitlines(), 1):
            if not baris.strip():
                continue
            bagian = _bagian(baris)
            if len(bagian) > 1 and _NOMOR.fullmatch(bagian[0]):
                bagian.pop(0)
            nama, jabatan = [*bagian, ""][:2]
            satu = DataTamu(nama, jabatan, "; ".join(bagian[2:]).strip("; "))
            if max(len(satu.nama), len(satu.jabatan), len(satu.asal)) > 150:
                raise forms.ValidationError(f"Baris {n}: tiap bagian paling panjang 150 huruf.")
            hasil.append(satu)
        return hasil


def _bagian(baris: str) -> list[str]:
    """The cells of a line, typed with semicolons or copied from a table."""
    return [b.strip() for b in baris.replace("\t", ";").split(";")]


def _seperti_jam(teks: str) -> bool:
    """Somebody meant an hour, right or wrong: figures, and no word but those that go with an hour."""
    sisa = _KATA_JAM.sub("", teks)
    return any(h.isdigit() for h in sisa) and not any(h.isalpha() for h in sisa)


def _baris(a: Any) -> str:
    if not (a.jam or a.petugas):
        return a.acara
    return "; ".join([f"{a.jam:%H.%M}" if a.jam else "", a.acara, *([a.petugas] if a.petugas else [])])
