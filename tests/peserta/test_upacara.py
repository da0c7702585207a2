"""Pembukaan and penutupan: planned as an office writes it, guests counted, the susunan acara printed."""

from __future__ import annotations

import datetime
import io

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from kantor.models import Berkas, Pekerjaan
from peserta.models import Tamu, Upacara
from peserta.services.upacara import (
    Acara,
    DataTamu,
    Rencana,
    atur_upacara,
    catat_tamu,
    cetak_susunan_acara,
    hapus_tamu,
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
    assert undang_tamu(oleh=panitia, upacara=upacara, tamu=tamu) == 2
    assert undang_tamu(oleh=panitia, upacara=upacara, tamu=tamu) == 0
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
    kosong = atur_upacara(oleh=panitia, gelombang=g, jenis="penutupan", rencana=rencana(g), acara=[])
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
