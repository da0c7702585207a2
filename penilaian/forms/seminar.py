"""A seminar as Panitia plans it: the day, its rooms, its order, who scores."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from diklat.models import Gelombang, Ruang
from kantor.forms.isian import MedanJam, MedanTanggal
from kantor.models import Pengguna
from penilaian.models import Giliran, PengujiRuang, RencanaAksi, RuangSeminar, Rubrik, Seminar
from penilaian.queries.seminar import belum_digilir, calon_penguji

PILIHAN = forms.CheckboxSelectMultiple


class FormSeminar(forms.ModelForm):
    """The day and the rules; the service checks and saves them."""

    tanggal = MedanTanggal(label="Tanggal")
    istirahat_mulai = MedanJam(label="Istirahat mulai", required=False)
    istirahat_selesai = MedanJam(
        label="Istirahat selesai", required=False, help_text="Kosongkan bila tanpa istirahat."
    )

    class Meta:
        model = Seminar
        fields = ("nama", "tanggal", "rubrik", "menit_paparan", "istirahat_mulai", "istirahat_selesai")
        help_texts = {"menit_paparan": "Paparan dan tanya jawab bersama-sama."}

    def _post_clean(self) -> None:
        """The service checks and saves the row."""

    def __init__(self, *args: Any, gelombang: Gelombang, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields["rubrik"]
        bidang.queryset = Rubrik.objects.filter(instansi=gelombang.instansi_id)
        bidang.empty_label = "Pilih rubrik…"
        if not self.instance.pk:
            self.initial |= {"nama": "Seminar Action Plan", "tanggal": gelombang.selesai}

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if bool(isi.get("istirahat_mulai")) != bool(isi.get("istirahat_selesai")):
            self.add_error("istirahat_selesai", "Isi keduanya, atau kosongkan keduanya.")
        return isi


class FormRuangSeminar(forms.Form):
    """A room and its team."""

    nama = forms.CharField(label="Nama ruang", max_length=60, help_text="Misalnya: Ruang A")
    tempat = forms.ModelChoiceField(Ruang.objects.none(), label="Tempat", required=False, empty_label="–")
    mulai = MedanJam(label="Mulai")
    tim = forms.ModelMultipleChoiceField(
        Pengguna.objects.none(), label="Tim penguji", required=False, widget=PILIHAN
    )
    ketua = forms.ModelChoiceField(
        Pengguna.objects.none(), label="Ketua tim", required=False, empty_label="Belum ditentukan"
    )

    def __init__(self, *args: Any, seminar: Seminar, ruang: RuangSeminar | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        akun = calon_penguji(seminar)
        for nama in ("tim", "ketua"):
            bidang: Any = self.fields[nama]
            bidang.queryset, bidang.label_from_instance = akun, lambda p: p.sebutan
        tempat: Any = self.fields["tempat"]
        tempat.queryset = Ruang.objects.filter(instansi=seminar.gelombang.instansi_id, aktif=True)
        self.fields["tim"].help_text = (
            "Akun dengan peran Penguji."
            if akun
            else "Belum ada akun berperan Penguji. Tambahkan pada menu Pengguna, atau buat kartu penguji."
        )
        if ruang:
            tim = list(PengujiRuang.objects.filter(ruang=ruang, berakhir=None))
            self.initial = {
                "nama": ruang.nama, "tempat": ruang.tempat_id, "mulai": timezone.localtime(ruang.mulai).time(),
                "tim": [p.penguji_id for p in tim], "ketua": next((p.penguji_id for p in tim if p.ketua), None),
            }  # fmt: skip
        else:
            banyak = seminar.ruang.count()
            self.initial = {"nama": f"Ruang {chr(65 + banyak % 26)}", "mulai": datetime.time(8)}


class FormPindah(forms.Form):
    """Another room or place for a talk."""

    ruang = forms.ModelChoiceField(RuangSeminar.objects.none(), label="Ruang", empty_label=None)
    urutan = forms.IntegerField(label="Urutan ke", min_value=1, max_value=999)

    def __init__(self, *args: Any, giliran: Giliran, **kwargs: Any) -> None:
        super().__init__(*args, initial={"ruang": giliran.ruang_id, "urutan": giliran.urutan}, **kwargs)
        bidang: Any = self.fields["ruang"]
        ruang = RuangSeminar.objects.filter(seminar=giliran.seminar_id)
        disusun = giliran.seminar.status == Seminar.Status.DISUSUN
        bidang.queryset = ruang if disusun else ruang.filter(pk=giliran.ruang_id)


class FormTukar(forms.Form):
    """Which other talk to change places with."""

    dengan = forms.ModelChoiceField(
        Giliran.objects.none(), label="Tukar dengan", empty_label="Pilih paparan…"
    )

    def __init__(self, *args: Any, giliran: Giliran, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields["dengan"]
        lain = Giliran.objects.filter(seminar=giliran.seminar_id).exclude(pk=giliran.pk)
        if giliran.seminar.status != Seminar.Status.DISUSUN:
            lain = lain.filter(ruang=giliran.ruang_id)
        bidang.queryset = lain.select_related("ruang", "rencana__pendaftaran").order_by(
            "ruang__nama", "urutan"
        )
        bidang.label_from_instance = lambda g: (
            f"{g.ruang.nama} {g.urutan}. {g.rencana.pendaftaran.nama_lengkap}"
        )


class FormTugaskan(forms.Form):
    """Examiners × talks, as many of each as wanted."""

    penguji = forms.ModelMultipleChoiceField(Pengguna.objects.none(), label="Penguji", widget=PILIHAN)
    ruang = forms.ModelMultipleChoiceField(
        RuangSeminar.objects.none(), label="Semua paparan di", required=False, widget=PILIHAN
    )
    giliran = forms.ModelMultipleChoiceField(
        Giliran.objects.none(), label="Paparan satu per satu", required=False, widget=PILIHAN
    )
    alasan_tetap = forms.CharField(
        label="Alasan bila ada benturan kepentingan",
        max_length=200,
        required=False,
        help_text="Tanpa alasan, penguji yang berbenturan kepentingan dilewati. Alasan ini dicetak.",
    )

    def __init__(self, *args: Any, seminar: Seminar, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        penguji: Any = self.fields["penguji"]
        penguji.queryset, penguji.label_from_instance = calon_penguji(seminar), lambda p: p.sebutan
        giliran: Any = self.fields["giliran"]
        giliran.queryset = (
            Giliran.objects.filter(seminar=seminar)
            .select_related("ruang", "rencana__pendaftaran")
            .order_by("ruang__nama", "urutan")
        )
        giliran.label_from_instance = lambda g: (
            f"{g.ruang.nama} {g.urutan}. {g.rencana.pendaftaran.nama_lengkap}: {g.rencana.judul}"
        )
        ruang: Any = self.fields["ruang"]
        ruang.queryset = seminar.ruang.all()
        for bidang in (ruang, giliran):
            bidang.diminta_nanti = True  # one of the two is asked for

    def clean(self) -> dict[str, Any]:
        """`giliran` are all talks that were chosen, by room or one by one."""
        isi = super().clean() or {}
        if {"ruang", "giliran"} <= isi.keys():
            per_ruang = Giliran.objects.filter(ruang__in=isi.pop("ruang"))
            isi["giliran"] = list({g.pk: g for g in (*per_ruang, *isi["giliran"])}.values())
            if not isi["giliran"]:
                self.add_error("giliran", "Pilih ruangnya, atau paparannya satu per satu.")
        return isi


class FormGanti(forms.Form):
    """Who comes in whose place, and why."""

    lama = forms.ModelChoiceField(Pengguna.objects.none(), label="Yang diganti", empty_label="Pilih…")
    baru = forms.ModelChoiceField(Pengguna.objects.none(), label="Penggantinya", empty_label="Pilih…")
    alasan = forms.CharField(label="Alasan", max_length=200, help_text="Dicetak pada berita acara.")

    def __init__(self, *args: Any, ruang: RuangSeminar, seminar: Seminar, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tim = PengujiRuang.objects.filter(ruang=ruang, berakhir=None).values("penguji")
        for nama, akun in (
            ("lama", Pengguna.objects.filter(pk__in=tim)),
            ("baru", calon_penguji(seminar).exclude(pk__in=tim)),
        ):
            bidang: Any = self.fields[nama]
            bidang.queryset, bidang.label_from_instance = akun, lambda p: p.sebutan


class FormTambahGiliran(forms.Form):
    """A plan that has no turn yet, at the end of a room."""

    rencana = forms.ModelChoiceField(RencanaAksi.objects.none(), label="Rencana aksi", empty_label="Pilih…")
    ruang = forms.ModelChoiceField(RuangSeminar.objects.none(), label="Ruang", empty_label=None)

    def __init__(self, *args: Any, seminar: Seminar, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rencana: Any = self.fields["rencana"]
        rencana.queryset = belum_digilir(seminar)
        rencana.label_from_instance = lambda r: f"{r.pendaftaran.nama_lengkap}: {r.judul}"
        ruang: Any = self.fields["ruang"]
        ruang.queryset = seminar.ruang.all()


class FormKartu(forms.Form):
    """Who gets a card for one day."""

    nama = forms.CharField(label="Nama dan gelar penguji", max_length=150)
    berlaku = MedanTanggal(
        label="Berlaku pada", help_text="Kartunya hanya membuka Ruang Penguji pada hari itu."
    )

    def __init__(self, *args: Any, hari: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"berlaku": hari}, **kwargs)
