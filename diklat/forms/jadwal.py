"""The timetable as Panitia types it: one session, a whole proposal, a copy, a file of a session."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from diklat.models import Gelombang, JenisSesi, Kunjungan, Modul, Narasumber, Ruang, Sesi
from diklat.models.sesi import TANPA_JP
from diklat.queries.jadwal import JpModul
from diklat.services.susun import AturanSusun, Jeda
from kantor import zona
from kantor.forms.isian import MedanJam
from kantor.lib import tanggal

PENGAJAR = 4  # narasumber one session's form asks for
PENGAJAR_MODUL = 2
HARI_KERJA = 5  # Monday to Friday; other days are chosen by hand
BERJP = [satu for satu in JenisSesi if satu not in TANPA_JP]
DITERIMA = ".pdf,.pptx,.jpg,.jpeg,.png,.webp,.heic"


def hari_gelombang(gelombang: Gelombang) -> list[tuple[str, str]]:
    """Every day of a gelombang, for a field that lets choose."""
    banyak = (gelombang.selesai - gelombang.mulai).days + 1
    semua = [gelombang.mulai + datetime.timedelta(days=n) for n in range(banyak)]
    return [(satu.isoformat(), tanggal.panjang(satu)) for satu in semua]


class Pilihan:
    """Rooms and narasumber of an office to choose from, read once for all fields of a form."""

    def __init__(self, gelombang: Gelombang, sesi: Sesi | None = None) -> None:
        milik = {"instansi": gelombang.instansi_id, "aktif": True}
        self.ruang = {r.pk: r for r in Ruang.objects.filter(**milik)}
        self.narasumber = {n.pk: n for n in Narasumber.objects.filter(**milik)}
        if sesi is not None:  # who teaches there stays to be chosen, be it no longer active
            self.narasumber |= {p.narasumber_id: p.narasumber for p in sesi.pengajar.all()}
            self.ruang |= {sesi.ruang_id: sesi.ruang} if sesi.ruang_id else {}

    def bidang_ruang(self) -> forms.TypedChoiceField:
        """One room, or none yet."""
        return _bidang("Ruang", self.ruang, "Belum ditentukan")

    def bidang_narasumber(self, label: str) -> forms.TypedChoiceField:
        """One narasumber, or none."""
        return _bidang(label, self.narasumber, "–")


def _bidang(label: str, isi: dict[int, Any], kosong: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[("", kosong), *((pk, str(satu)) for pk, satu in isi.items())],
        coerce=lambda pk: isi[int(pk)],
        empty_value=None,
        required=False,
    )


def _hari_usulan(gelombang: Gelombang, semua: list[str]) -> list[str]:
    """The working days from today on; where there are none, every day."""
    hari_ini = zona.hari_ini(gelombang.instansi).isoformat()
    nanti = [iso for iso in semua if iso >= hari_ini]
    kerja = [iso for iso in nanti if datetime.date.fromisoformat(iso).weekday() < HARI_KERJA]
    return kerja or nanti or semua


class FormSesi(forms.Form):
    """One session: what and how, on which day, from when to when, where, by whom."""

    jenis = forms.ChoiceField(label="Metode", choices=JenisSesi.choices, initial=JenisSesi.KLASIKAL)
    modul = forms.ModelChoiceField(
        Modul.objects.none(), label="Mata pelatihan", required=False, empty_label="Tanpa mata pelatihan"
    )
    judul = forms.CharField(
        label="Judul sesi", max_length=200, required=False, help_text="Kosong: nama mata pelatihan."
    )
    hari = forms.TypedChoiceField(
        label="Hari",
        coerce=datetime.date.fromisoformat,
        error_messages={"invalid_choice": "Hari ini di luar tanggal gelombang. Pilih hari dalam daftar."},
    )
    jam_mulai = MedanJam(label="Mulai")
    jam_selesai = MedanJam(label="Selesai")
    berjp = forms.BooleanField(
        label="Dihitung JP untuk kehadiran",
        required=False,
        initial=True,
        help_text="Apel, ishoma, pembukaan, penutupan, dan acara lain tidak pernah dihitung.",
    )

    def __init__(self, *args: Any, gelombang: Gelombang, sesi: Sesi | None = None, **kwargs: Any) -> None:
        self.zona = ZoneInfo(gelombang.instansi.zona_waktu)
        kwargs["initial"] = self._nilai(sesi) if sesi else kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields
        bidang["modul"].queryset = gelombang.kurikulum.modul.order_by("urutan")
        bidang["hari"].choices = [*self._di_luar(gelombang, sesi), *hari_gelombang(gelombang)]
        pilihan = Pilihan(gelombang, sesi)
        bidang["ruang"] = pilihan.bidang_ruang()
        if kunjungan := {k.pk: k for k in Kunjungan.objects.filter(gelombang=gelombang)}:
            bidang["kunjungan"] = _bidang("Kunjungan benchmarking", kunjungan, "Bukan kunjungan")
            bidang["kunjungan"].help_text = "Menggantikan ruang: tempat sesi adalah lokusnya."
        for n in range(1, PENGAJAR + 1):
            bidang[f"narasumber_{n}"] = pilihan.bidang_narasumber(f"Narasumber {n}")

    def _di_luar(self, gelombang: Gelombang, sesi: Sesi | None) -> list[tuple[str, str]]:
        """The day of a session the dates have moved away from: it stays chosen until another one is."""
        hari = sesi.mulai.astimezone(self.zona).date() if sesi else gelombang.mulai
        if gelombang.mulai <= hari <= gelombang.selesai:
            return []
        return [(hari.isoformat(), f"{tanggal.panjang(hari)} (di luar tanggal gelombang)")]

    def clean_judul(self) -> str:
        """The module's name where nothing was typed."""
        judul: str = self.cleaned_data["judul"].strip()
        modul = self.cleaned_data.get("modul")
        if not judul and modul is None:
            raise forms.ValidationError("Isi judul sesi, atau pilih mata pelatihan.")
        return judul or modul.nama

    def isi(self) -> dict[str, Any]:
        """The values as the services take them."""
        data = self.cleaned_data
        orang = [data[f"narasumber_{n}"] for n in range(1, PENGAJAR + 1)]
        return {
            **{k: data[k] for k in ("jenis", "modul", "judul", "berjp", "ruang")},
            "kunjungan": data.get("kunjungan"),
            "mulai": datetime.datetime.combine(data["hari"], data["jam_mulai"], self.zona),
            "selesai": datetime.datetime.combine(data["hari"], data["jam_selesai"], self.zona),
            "narasumber": tuple(dict.fromkeys(satu for satu in orang if satu)),
        }

    def _nilai(self, sesi: Sesi) -> dict[str, Any]:
        mulai, selesai = sesi.mulai.astimezone(self.zona), sesi.selesai.astimezone(self.zona)
        pengajar = {f"narasumber_{n}": p.narasumber_id for n, p in enumerate(sesi.pengajar.all(), 1)}
        return {
            "jenis": sesi.jenis,
            "modul": sesi.modul_id,
            # Empty follows the module, also when another one is chosen.
            "judul": "" if sesi.modul and sesi.judul == sesi.modul.nama else sesi.judul,
            "hari": mulai.date().isoformat(),
            "jam_mulai": mulai.time(),
            "jam_selesai": selesai.time(),
            "berjp": sesi.berjp,
            "ruang": sesi.ruang_id,
            "kunjungan": sesi.kunjungan_id,
            **pengajar,
        }


class FormSusun(forms.Form):
    """What the proposal has to go by: days, hours, breaks, a room; who teaches each module that lacks JP, and how."""

    hari = forms.TypedMultipleChoiceField(
        label="Hari",
        coerce=datetime.date.fromisoformat,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih sedikitnya satu hari."},
    )
    jam_mulai = MedanJam(label="Sesi pertama mulai", initial=datetime.time(8, 0))
    jam_selesai = MedanJam(label="Selesai paling lambat", initial=datetime.time(16, 30))
    istirahat_mulai = MedanJam(label="Ishoma mulai", initial=datetime.time(12, 0), required=False)
    istirahat_selesai = MedanJam(label="Ishoma selesai", initial=datetime.time(13, 0), required=False)
    jumat_mulai = MedanJam(label="Ishoma Jumat mulai", initial=datetime.time(11, 30), required=False)
    jumat_selesai = MedanJam(label="Ishoma Jumat selesai", initial=datetime.time(13, 30), required=False)

    def __init__(self, *args: Any, gelombang: Gelombang, jp: Iterable[JpModul], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields
        hari = hari_gelombang(gelombang)
        bidang["hari"].choices = hari
        bidang["hari"].initial = _hari_usulan(gelombang, [iso for iso, _ in hari])
        if all(datetime.date.fromisoformat(iso).weekday() != HARI_KERJA - 1 for iso, _ in hari):
            del bidang["jumat_mulai"], bidang["jumat_selesai"]
        pilihan = Pilihan(gelombang)
        bidang["ruang"] = pilihan.bidang_ruang()
        self.modul = [satu.modul for satu in jp if satu.kurang > 0]
        ada = gelombang.sesi.filter(modul__in=self.modul, berjp=True, batal=False).order_by("mulai")
        terakhir = {sesi.modul_id: sesi for sesi in ada.prefetch_related("pengajar")}
        for modul in self.modul:
            sesi = terakhir.get(modul.pk)
            bidang[f"metode_{modul.pk}"] = forms.ChoiceField(
                label="Metode",
                choices=[(satu.value, satu.label) for satu in BERJP],
                initial=sesi.jenis if sesi else JenisSesi.KLASIKAL,
            )
            orang = [p.narasumber_id for p in sesi.pengajar.all()] if sesi else []
            for n in range(1, PENGAJAR_MODUL + 1):
                satu = bidang[f"narasumber_{modul.pk}_{n}"] = pilihan.bidang_narasumber(f"Narasumber {n}")
                satu.initial = orang[n - 1] if n <= len(orang) else None

    def baris_modul(self) -> Iterator[tuple[Modul, list[Any]]]:
        """Each module with its fields, for the page."""
        for modul in self.modul:
            nama = [f"narasumber_{modul.pk}_{n}" for n in range(1, PENGAJAR_MODUL + 1)]
            yield modul, [self[f"metode_{modul.pk}"], *(self[satu] for satu in nama)]

    def aturan(self) -> AturanSusun:
        """The values as the service takes them."""
        data = self.cleaned_data
        return AturanSusun(
            hari=frozenset(data["hari"]),
            jam_mulai=data["jam_mulai"],
            jam_selesai=data["jam_selesai"],
            istirahat=self._jeda("istirahat"),
            istirahat_jumat=self._jeda("jumat") if "jumat_mulai" in self.fields else None,
            ruang=data["ruang"],
            pengajar={m.pk: self._pengajar(m) for m in self.modul},
            metode={m.pk: data[f"metode_{m.pk}"] for m in self.modul},
        )

    def clean(self) -> dict[str, Any]:
        """A break has a beginning and an end, or neither."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for nama in ("istirahat", "jumat"):
            if bool(data.get(f"{nama}_mulai")) != bool(data.get(f"{nama}_selesai")):
                self.add_error(
                    f"{nama}_selesai", "Isi jam mulai dan jam selesai ishoma, atau kosongkan keduanya."
                )
        return data

    def _jeda(self, nama: str) -> tuple[Jeda, ...]:
        mulai, selesai = (self.cleaned_data.get(f"{nama}_{ujung}") for ujung in ("mulai", "selesai"))
        return ((mulai, selesai),) if mulai and selesai else ()

    def _pengajar(self, modul: Modul) -> tuple[Narasumber, ...]:
        isi = (self.cleaned_data[f"narasumber_{modul.pk}_{n}"] for n in range(1, PENGAJAR_MODUL + 1))
        return tuple(dict.fromkeys(satu for satu in isi if satu))


class FormSalinJadwal(forms.Form):
    """Which gelombang's timetable to take over."""

    dari = forms.ModelChoiceField(
        Gelombang.objects.none(), label="Salin jadwal dari", empty_label="Pilih gelombang…"
    )

    def __init__(self, *args: Any, pilihan: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dari"].queryset = pilihan  # type: ignore[attr-defined]


class FormGeser(forms.Form):
    """From which day on sessions move, and on which day the first of them is to be."""

    sejak = forms.TypedChoiceField(label="Geser sesi sejak", coerce=datetime.date.fromisoformat)
    mulai = forms.TypedChoiceField(label="Hari itu menjadi", coerce=datetime.date.fromisoformat)

    def __init__(
        self, *args: Any, gelombang: Gelombang, hari_sesi: Iterable[datetime.date], **kwargs: Any
    ) -> None:
        semua = list(hari_sesi)
        sekarang = zona.hari_ini(gelombang.instansi)
        berjalan = gelombang.status == Gelombang.Status.BERLANGSUNG
        # Before the first day all move; while it runs what comes next.
        pertama = next((h for h in semua if not berjalan or h >= sekarang), None)
        awal = {"sejak": pertama.isoformat() if pertama else None, "mulai": gelombang.mulai.isoformat()}
        if berjalan and pertama:
            awal["mulai"] = (pertama + datetime.timedelta(days=1)).isoformat()
        super().__init__(*args, initial=awal, **kwargs)
        bidang: Any = self.fields
        bidang["sejak"].choices = [(h.isoformat(), tanggal.panjang(h)) for h in semua]
        bidang["mulai"].choices = [
            (iso, kata)
            for iso, kata in hari_gelombang(gelombang)
            if not berjalan or iso >= sekarang.isoformat()
        ]


class FormBahan(forms.Form):
    """A file for a session."""

    judul = forms.CharField(
        label="Judul bahan", max_length=150, required=False, help_text="Kosong: nama berkasnya."
    )
    berkas = forms.FileField(
        label="Berkas",
        widget=forms.FileInput(attrs={"accept": DITERIMA}),
        help_text="PDF, PowerPoint (.pptx), atau gambar, paling besar 20 MB.",
    )
