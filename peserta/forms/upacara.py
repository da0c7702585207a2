"""A ceremony as an office writes it: the official, and a line per event and per guest, copied from Word or Excel."""

from __future__ import annotations

from typing import Any

from django import forms

from kantor.forms.isian import MedanSaat
from kantor.lib.salah import Salah
from kantor.lib.waktu import urai_jam
from peserta.models import Upacara
from peserta.services.upacara import Acara, DataTamu, Rencana

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

    @classmethod
    def dari(cls, upacara: Upacara | None, jenis: str, data: Any = None, **awal: Any) -> FormUpacara:
        """The form with what is planned, else with the usual order of events."""
        if upacara is None:
            return cls(data, initial=awal | {"acara": BAWAAN[Upacara.Jenis(jenis)]})
        nama = ("mulai", "tempat", "pejabat", "jabatan", "mewakili", "pelapor", "jabatan_pelapor")
        baris = "\n".join(_baris(a) for a in upacara.acara.all())
        return cls(data, initial={k: getattr(upacara, k) for k in nama} | {"acara": baris})

    def clean_acara(self) -> list[Acara]:
        """The lines as events; a wrong hour names its line."""
        hasil = []
        for n, baris in enumerate(self.cleaned_data["acara"].splitlines(), 1):
            if not baris.strip():
                continue
            bagian = [b.strip() for b in baris.replace("\t", ";").split(";")]
            jam, acara, petugas = (["", bagian[0], ""] if len(bagian) == 1 else [*bagian, ""])[:3]
            if not acara or len(acara) > 150 or len(petugas) > 150:
                raise forms.ValidationError(f"Baris {n}: tulis acaranya, paling panjang 150 huruf.")
            try:
                hasil.append(Acara(acara, urai_jam(jam) if jam else None, petugas))
            except Salah as galat:
                raise forms.ValidationError(f"Baris {n}: {galat.pesan}") from None
        return hasil

    def rencana(self) -> Rencana:
        """What the service takes beside the events."""
        return Rencana(**{k: v for k, v in self.cleaned_data.items() if k != "acara"})


class FormTamu(forms.Form):
    """Guests, a line each."""

    tamu = forms.CharField(
        label="Tambah tamu",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Satu baris satu tamu: nama; jabatan; instansi.",
    )

    def clean_tamu(self) -> list[DataTamu]:
        """The lines as guests."""
        hasil = []
        for baris in self.cleaned_data["tamu"].splitlines():
            if baris.strip():
                bagian = [b.strip()[:150] for b in baris.replace("\t", ";").split(";")]
                hasil.append(DataTamu(*[*bagian, "", ""][:3]))
        return hasil


def _baris(a: Any) -> str:
    jam = f"{a.jam:%H.%M}" if a.jam else ""
    return f"{jam}; {a.acara}; {a.petugas}".strip("; ") if jam or a.petugas else a.acara
