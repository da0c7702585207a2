"""Pembukaan and penutupan: planned as an office writes it, guests counted, the susunan acara printed."""

from __future__ import annotations

import datetime
import io
import re
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from diklat.models import Sesi
from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from kantor.models import Berkas, Pekerjaan
from peserta.forms.upacara import FormTamu, FormUpacara
from peserta.models import Tamu, Upacara
from peserta.services.gelombang import ubah_gelombang
from peserta.services.upacara import (
    Acara,
    DataTamu,
    HasilUndang,
    Rencana,
    RencanaBerubah,
    atur_upacara,
    catat_tamu,
    cetak_susunan_acara,
    hapus_tamu,
    sidik_rencana,
    undang_tamu,
)
from tests.dokumen.cetak.bahan import teks
from tests.kantor.bantu import selesaikan
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db
ACARA = [
    Acara("Laporan ketua panitia", datetime.time(8)),
    Acara("Doa", datetime.time(8, 30), "Petugas rohani"),
]


@pytest.fixture
def g():
    langkah.kantor()
    return buat.gelombang(mulai=0)


@pytest.fixture
def panitia():
    return buat.akun("panitia")


def rencana(g, **lain):
    awal = datetime.datetime.combine(g.mulai, datetime.time(1), datetime.UTC)
    isi = {"mulai": awal, "tempat": "Aula", "pejabat": "Budi, S.H.", "jabatan": "Sekretaris Daerah"}
    return Rencana(**(isi | {"mewakili": "Wali Kota Medan"} | lain))


def pembukaan(g, panitia, acara=ACARA) -> Upacara:
    return atur_upacara(oleh=panitia, gelombang=g, jenis="pembukaan", rencana=rencana(g), acara=acara)


def masuk(akun) -> Client:
    client = Client()
    client.force_login(akun)
    return client


def test_a_second_plan_replaces_the_events_and_keeps_the_guests(g, panitia):
    upacara = pembukaan(g, panitia)
    undang_tamu(oleh=panitia, upacara=upacara, tamu=[DataTamu("Rina Siregar")])
    ulang = pembukaan(g, panitia, [Acara("Doa")])
    assert (ulang.pk, [a.acara for a in ulang.acara.all()]) == (upacara.pk, ["Doa"])
    assert ulang.tamu.get().nama == "Rina Siregar"
    with pytest.raises(IntegrityError), transaction.atomic():
        Upacara.objects.create(gelombang=g, jenis="pembukaan", mulai=timezone.now(), pejabat="A", jabatan="B")


@pytest.mark.parametrize(
    ("lain", "acara", "bidang"),
    [
        ({"mulai": timezone.now() + datetime.timedelta(90)}, ACARA, "mulai"),
        ({"pejabat": " "}, ACARA, "pejabat"),
        ({}, ACARA[::-1], "acara"),
        ({}, [Acara("Doa")] * 41, "acara"),
    ],
)
def test_what_does_not_fit_names_its_field(g, panitia, lain, acara, bidang):
    with pytest.raises(TidakValid) as galat:
        atur_upacara(oleh=panitia, gelombang=g, jenis="penutupan", rencana=rencana(g, **lain), acara=acara)
    assert set(galat.value.rincian) == {bidang}
    assert not Upacara.objects.exists()


def test_guests_stand_on_the_list_once_come_and_leave_it_only_before(g, panitia):
    upacara = pembukaan(g, panitia)
    tamu = [DataTamu("Rina Siregar", "Camat"), DataTamu("Ahmad Nasution")]
    assert undang_tamu(oleh=panitia, upacara=upacara, tamu=tamu).baru == 2
    assert undang_tamu(oleh=panitia, upacara=upacara, tamu=tamu) == HasilUndang(
        0, ["Rina Siregar", "Ahmad Nasution"]
    )
    rina, ahmad = upacara.tamu.all()
    lama = catat_tamu(oleh=panitia, tamu=rina, hadir=True).hadir_pada
    assert catat_tamu(oleh=panitia, tamu=rina, hadir=True).hadir_pada == lama
    with pytest.raises(KeadaanBerubah, match="sudah hadir"):
        hapus_tamu(oleh=panitia, tamu=rina)
    hapus_tamu(oleh=panitia, tamu=ahmad)
    assert catat_tamu(oleh=panitia, tamu=rina, hadir=False).hadir_pada is None
    with pytest.raises(TidakValid):
        undang_tamu(oleh=panitia, upacara=upacara, tamu=[DataTamu("=1+1")])
    with pytest.raises(TidakBerhak):
        undang_tamu(oleh=buat.akun("pimpinan"), upacara=upacara, tamu=tamu)
    with pytest.raises(TidakDitemukan):
        undang_tamu(oleh=buat.akun("panitia", "padang"), upacara=upacara, tamu=tamu)


def test_the_paper_names_the_official_whom_they_stand_for_and_every_event(g, panitia):
    upacara = pembukaan(g, panitia)
    selesaikan(cetak_susunan_acara(oleh=panitia, upacara=upacara))
    with Berkas.objects.get(pk=Pekerjaan.objects.get(jenis="susunan_acara").hasil_id).isi.open("rb") as isi:
        kata = " ".join(teks(isi.read()).split())
    for satu in (
        "Susunan Acara Pembukaan",
        "Budi, S.H., Sekretaris Daerah",
        "Wali Kota Medan",
        "08.30",
        "Petugas rohani",
    ):
        assert satu.lower() in kata.lower()
    akhir = rencana(g, mulai=upacara.mulai + datetime.timedelta(hours=6))
    kosong = atur_upacara(oleh=panitia, gelombang=g, jenis="penutupan", rencana=akhir, acara=[])
    with pytest.raises(TidakValid, match="masih kosong"):
        cetak_susunan_acara(oleh=panitia, upacara=kosong)


def test_panitia_plans_and_counts_on_the_tab(g, panitia):
    client = masuk(panitia)
    tab = f"/admin/gelombang/{g.slug}/upacara/"
    assert "Belum direncanakan" in client.get(tab).content.decode()
    assert "Laporan ketua panitia" in client.get(f"{tab}pembukaan/ubah/").content.decode()
    kirim = {
        "mulai": f"{g.mulai:%d-%m-%Y} 08.00", "tempat": "Aula", "pejabat": "Budi", "jabatan": "Sekda",
        "acara": "08.00; Laporan panitia; Ketua\n\nDoa\n08.30\tPenutup",
    }  # fmt: skip
    salah = client.post(f"{tab}pembukaan/ubah/", kirim | {"acara": "jam 99; Doa"})
    assert salah.status_code == 400
    assert "Baris 1" in salah.content.decode()
    assert client.post(f"{tab}pembukaan/ubah/", kirim).status_code == 302
    upacara = Upacara.objects.get()
    assert [(a.acara, a.petugas, f"{a.jam:%H.%M}" if a.jam else "") for a in upacara.acara.all()] == [
        ("Laporan panitia", "Ketua", "08.00"),
        ("Doa", "", ""),
        ("Penutup", "", "08.30"),
    ]
    assert "08.30; Penutup" in client.get(f"{tab}pembukaan/ubah/").content.decode()
    client.post(f"{tab}pembukaan/", {"tamu": "Rina Siregar; Camat; Medan Kota\nAhmad"})
    rina = Tamu.objects.get(nama="Rina Siregar")
    client.post(f"{tab}tamu/{rina.pk}/", {"laku": "hadir"})
    assert "1 dari 2 hadir" in client.get(f"{tab}pembukaan/").content.decode()
    jawaban = client.get(f"{tab}pembukaan/tamu/excel/")
    lembar = CalamineWorkbook.from_filelike(
        io.BytesIO(b"".join(jawaban.streaming_content))
    ).get_sheet_by_index(0)
    assert [b[1:4] for b in lembar.to_python() if isinstance(b[0], float)] == [
        ["Rina Siregar", "Camat", "Medan Kota"],
        ["Ahmad", "", ""],
    ]
    assert client.get(f"{tab}syukuran/").status_code == 404


def test_two_guests_of_one_name_from_two_offices_both_stand_on_the_list(g, panitia):
    upacara = pembukaan(g, panitia)
    tamu = [
        DataTamu("Ahmad Nasution", "Camat", "Medan Kota"),
        DataTamu("Ahmad  Nasution ", "Camat", "Medan Barat"),
    ]
    assert undang_tamu(oleh=panitia, upacara=upacara, tamu=[*tamu, tamu[0]]) == HasilUndang(2, [])
    banyak = [DataTamu(f"Tamu {'I' * (n % 20 + 1)} {chr(65 + n // 20)}") for n in range(298)]
    assert undang_tamu(oleh=panitia, upacara=upacara, tamu=banyak).baru == 298
    # A full list sent again is no more than it was.
    assert undang_tamu(oleh=panitia, upacara=upacara, tamu=[*tamu, *banyak]).baru == 0
    with pytest.raises(TidakValid, match="300"):
        undang_tamu(oleh=panitia, upacara=upacara, tamu=[DataTamu("Tamu lain")])


def test_a_guest_is_not_there_before_the_day(panitia):
    langkah.kantor()
    g = buat.gelombang(mulai=3)
    upacara = pembukaan(g, panitia)
    undang_tamu(oleh=panitia, upacara=upacara, tamu=[DataTamu("Rina")])
    with pytest.raises(KeadaanBerubah, match="pada harinya"):
        catat_tamu(oleh=panitia, tamu=upacara.tamu.get(), hadir=True)


def test_nobody_overwrites_unseen_what_another_has_planned_meanwhile(g, panitia):
    pembukaan(g, panitia)
    client = masuk(panitia)
    alamat = f"/admin/gelombang/{g.slug}/upacara/pembukaan/ubah/"
    [semula] = re.findall(r'name="semula" value="(\w+)"', client.get(alamat).content.decode())
    kirim = {
        "mulai": f"{g.mulai:%d-%m-%Y} 08.00", "tempat": "Aula", "pejabat": "Budi", "jabatan": "Sekda",
        "acara": "Acara saya", "semula": semula,
    }  # fmt: skip
    pembukaan(g, panitia, [Acara("Acara orang lain")])
    jawaban = client.post(alamat, kirim)
    halaman = jawaban.content.decode()
    assert (jawaban.status_code, "diubah orang lain" in halaman, "Acara saya" in halaman) == (400, True, True)
    assert Upacara.objects.get().acara.get().acara == "Acara orang lain"
    assert ("Rencana yang tersimpan sekarang" in halaman, "Acara orang lain" in halaman) == (True, True)
    assert "tersimpan sekarang" not in client.get(alamat).content.decode()
    [kini] = re.findall(r'name="semula" value="(\w+)"', halaman)
    assert client.post(alamat, kirim | {"semula": kini}).status_code == 302
    assert Upacara.objects.get().acara.get().acara == "Acara saya"
    with pytest.raises(RencanaBerubah):  # planned by two at once, where there was none
        atur_upacara(oleh=panitia, gelombang=g, jenis="pembukaan", rencana=rencana(g), acara=[], semula="")
    assert sidik_rencana(None) == ""


@pytest.mark.parametrize(
    "baris",
    ["Doa; Petugas rohani", "; Doa; Petugas rohani", "\tDoa\tPetugas rohani"],
)
def test_an_event_without_an_hour_keeps_who_does_it_and_can_be_saved_again(g, panitia, baris):
    form = FormUpacara({"acara": baris})
    form.is_valid()
    assert form.cleaned_data["acara"] == [Acara("Doa", None, "Petugas rohani")]
    upacara = pembukaan(g, panitia, [*form.cleaned_data["acara"], Acara("Makan", None, "Dapur; tenda")])
    awal = FormUpacara.dari(upacara, "pembukaan").initial["acara"]
    lagi = FormUpacara({"acara": awal})
    lagi.is_valid()
    assert lagi.cleaned_data["acara"] == [
        Acara("Doa", None, "Petugas rohani"),
        Acara("Makan", None, "Dapur; tenda"),
    ]


def test_lines_from_a_numbered_table_are_read_and_nothing_too_long_is_cut():
    form = FormTamu({"tamu": "1\tRina Siregar\tCamat\tMedan Kota; Sumut\n2.; Ahmad"})
    assert form.is_valid()
    assert form.cleaned_data["tamu"] == [
        DataTamu("Rina Siregar", "Camat", "Medan Kota; Sumut"),
        DataTamu("Ahmad"),
    ]
    panjang = FormTamu({"tamu": f"Rina; {'a' * 151}"})
    assert "Baris 1" in str(panjang.errors)


def test_a_closing_comes_after_the_opening_and_a_reporter_has_a_name(g, panitia):
    pembukaan(g, panitia)
    for lain, bidang in (({}, "mulai"), ({"jabatan_pelapor": "Kabid"}, "pelapor")):
        jenis = "penutupan" if bidang == "mulai" else "pembukaan"
        with pytest.raises(TidakValid) as galat:
            atur_upacara(oleh=panitia, gelombang=g, jenis=jenis, rencana=rencana(g, **lain), acara=[])
        assert set(galat.value.rincian) == {bidang}


def test_a_ceremony_left_behind_by_its_gelombang_is_pointed_out_and_not_printed(g, panitia):
    upacara = pembukaan(g, panitia)
    ubah_gelombang(
        oleh=panitia,
        gelombang=g,
        mulai=g.mulai + datetime.timedelta(7),
        selesai=g.selesai + datetime.timedelta(7),
    )
    halaman = masuk(panitia).get(f"/admin/gelombang/{g.slug}/upacara/").content.decode()
    assert "waktu upacara masih yang lama" in halaman
    with pytest.raises(TidakValid, match="Perbarui"):
        cetak_susunan_acara(oleh=panitia, upacara=Upacara.objects.get(pk=upacara.pk))


def test_a_tap_that_says_nothing_known_does_nothing(g, panitia):
    upacara = pembukaan(g, panitia)
    undang_tamu(oleh=panitia, upacara=upacara, tamu=[DataTamu("Rina")])
    client = masuk(panitia)
    alamat = f"/admin/gelombang/{g.slug}/upacara/tamu/{upacara.tamu.get().pk}/"
    for laku in ({}, {"laku": "x"}):
        assert client.post(alamat, laku).status_code == 302
    assert upacara.tamu.get().hadir_pada is None
    # Guests cannot be added where no ceremony is planned: what was typed would be gone.
    assert client.post(f"/admin/gelombang/{g.slug}/upacara/penutupan/", {"tamu": "Budi"}).status_code == 404


def test_a_new_plan_begins_with_the_hour_of_the_timetable(g, panitia):
    [sesi] = langkah.sesi(g, terbit=False)
    Sesi.objects.filter(pk=sesi.pk).update(jenis="pembukaan", berjp=False)
    halaman = masuk(panitia).get(f"/admin/gelombang/{g.slug}/upacara/pembukaan/ubah/").content.decode()
    sesi.refresh_from_db()
    assert f"{sesi.mulai.astimezone(ZoneInfo('Asia/Jakarta')):%d-%m-%Y %H.%M}" in halaman
