"""Light pictures of papers: made once by a worker, small, seen by whoever scores that version and nobody else."""

from __future__ import annotations

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from kantor.models import Berkas, Pekerjaan
from kantor.services.kebersihan import tak_dirujuk
from kantor.services.pekerjaan import lanjutkan
from penilaian.lib import pratinjau as lib
from penilaian.models import HalamanPratinjau, Pratinjau
from penilaian.services.pratinjau import kerjakan, minta_pratinjau
from tests.diklat.test_bahan import pptx
from tests.penilaian import siap
from tests.peserta import buat

pytestmark = pytest.mark.django_db


@pytest.fixture
def panitia():
    return buat.akun("panitia")


@pytest.fixture
def tim():
    return siap.penguji(2)


def seminar(panitia, tim, *lampiran: tuple[str, bytes, str]):
    """A seminar of one plan with these files, whose job has run."""
    g = siap.gelombang()
    [rencana] = siap.rencana(g, 1, buat.pohon()["a1"], mentor=False)
    for jenis, isi, nama in lampiran:
        siap.lampirkan(rencana, jenis, isi, nama)
    s = siap.berjalan(panitia, g, tim, rubrik_=siap.rubrik(panitia, 100, 0))
    for pekerjaan in Pekerjaan.objects.filter(perihal=f"seminar:{s.pk}"):
        lanjutkan(pekerjaan.pk, irisan=60)
        pekerjaan.refresh_from_db()
        assert pekerjaan.status == "selesai", pekerjaan.galat
    return s


def halaman(s, siapa) -> str:
    klien = Client()
    klien.force_login(siapa)
    return klien.get(reverse("penilaian:penguji_isi", args=[siap.tugas(s, siapa).pk])).content.decode()


def berisik(lebar: int, tinggi: int) -> bytes:
    """A scan in its worst shape: noise all over the page."""
    wadah = io.BytesIO()
    Image.effect_noise((lebar, tinggi), 90).convert("RGB").save(wadah, "PDF", resolution=150)
    return wadah.getvalue()


def test_the_start_of_a_seminar_makes_small_pictures_that_stand_beside_the_form(panitia, tim):
    s = seminar(panitia, tim, ("makalah", siap.makalah(3), "Makalah.pdf"))
    semua = list(HalamanPratinjau.objects.select_related("gambar"))
    assert [h.urutan for h in semua] == [1, 2, 3]
    assert all(h.gambar.ukuran <= lib.BERAT_MAKS and h.gambar.jenis_isi == "image/webp" for h in semua)
    isi = halaman(s, tim[0])
    assert isi.count('loading="lazy"') == 3
    assert "Lihat 3 halaman" in isi


def test_a_noisy_scan_stays_light_and_a_poster_is_no_giant():
    for pdf in (berisik(1240, 1754), berisik(400, 6000)):
        banyak, semua = lib.gambari(io.BytesIO(pdf))
        [satu] = list(semua)
        assert banyak == 1
        assert len(satu.isi) <= lib.BERAT_MAKS
        assert Image.open(io.BytesIO(satu.isi)).size == (satu.lebar, satu.tinggi)
        assert satu.lebar <= 1000


def test_a_long_paper_shows_its_first_pages_and_says_so(panitia, tim):
    s = seminar(panitia, tim, ("makalah", siap.makalah(lib.HALAMAN_MAKS + 2), "Makalah.pdf"))
    assert HalamanPratinjau.objects.count() == lib.HALAMAN_MAKS
    assert "20 halaman pertama dari 22" in halaman(s, tim[0])


def test_slides_of_powerpoint_are_downloaded_and_a_broken_pdf_is_opened(panitia, tim):
    rusak = b"%PDF-1.4\n%rusak"
    s = seminar(panitia, tim, ("makalah", siap.makalah(), "Makalah.pdf"), ("paparan", pptx(), "Paparan.pptx"))
    assert "Berkas PowerPoint tidak dapat ditampilkan di sini. Unduh untuk membukanya." in halaman(s, tim[0])
    makalah = Berkas.objects.get(akhiran="pdf")
    Pratinjau.objects.all().delete()
    makalah.isi.storage.delete(makalah.isi.name)
    makalah.isi.storage.save(makalah.isi.name, io.BytesIO(rusak))
    kerjakan(Pekerjaan.objects.first(), {"berkas": str(makalah.pk)})
    assert Pratinjau.objects.get().banyak == 0
    assert "tidak dapat ditampilkan di sini. Buka berkasnya." in halaman(s, tim[0])


def test_it_is_made_once_however_often_it_is_asked_for(panitia, tim):
    s = seminar(panitia, tim, ("makalah", siap.makalah(2), "Makalah.pdf"))
    assert minta_pratinjau(oleh=panitia, seminar=s) is None
    kerjakan(Pekerjaan.objects.first(), {"berkas": str(Pratinjau.objects.get().pk)})
    assert HalamanPratinjau.objects.count() == 2
    gambar = Berkas.objects.filter(pk__in=HalamanPratinjau.objects.values("gambar"))
    assert not tak_dirujuk(gambar).exists()  # nobody sweeps them away


def test_a_picture_opens_for_whoever_scores_that_plan_and_nobody_else(panitia, tim):
    s = seminar(panitia, tim[:1], ("makalah", siap.makalah(), "Makalah.pdf"))
    gambar = HalamanPratinjau.objects.get().gambar_id
    tujuan = reverse("penilaian:penguji_halaman", args=[siap.tugas(s, tim[0]).pk, gambar])
    jawaban = {}
    for siapa in (tim[0], tim[1], panitia):
        klien = Client()
        klien.force_login(siapa)
        jawaban[siapa.pk] = klien.get(tujuan).status_code
        assert klien.get(f"/berkas/{gambar}/").status_code == 404
    assert jawaban == {tim[0].pk: 200, tim[1].pk: 404, panitia.pk: 404}
    assert Client().get(tujuan).status_code == 302
    lain = reverse(
        "penilaian:penguji_halaman", args=[siap.tugas(s, tim[0]).pk, Berkas.objects.get(akhiran="pdf").pk]
    )
    klien = Client()
    klien.force_login(tim[0])
    assert klien.get(lain).status_code == 404


def test_what_a_device_brings_along_is_what_is_mine_and_runs(panitia, tim):
    s = seminar(panitia, tim[:1], ("makalah", siap.makalah(2), "Makalah.pdf"))
    klien = Client()
    klien.force_login(tim[0])
    tujuan = reverse("penilaian:penguji_bekal")
    klien.get(tujuan)
    with CaptureQueriesContext(connection) as kueri:
        isi = klien.get(tujuan).json()
    assert (isi["rencana"], len(isi["gambar"]), isi["menunggu"]) == (1, 2, 0)
    assert reverse("penilaian:penguji_isi", args=[siap.tugas(s, tim[0]).pk]) in isi["halaman"]
    assert len(kueri) <= 10
    klien.force_login(tim[1])
    assert klien.get(tujuan).json()["rencana"] == 0
    s.status = "selesai"
    s.save()
    klien.force_login(tim[0])
    assert klien.get(tujuan).json()["gambar"] == []
