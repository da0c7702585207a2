"""Is this certificate genuine: the public page, the API, and who may fetch the paper."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dokumen.models import Sertifikat
from dokumen.queries.verifikasi import cari_sertifikat, verifikasi_kode
from dokumen.services.sertifikat import cabut, terbitkan, terbitkan_ulang, umumkan
from kantor.models import Instansi, Pekerjaan
from kantor.services.akun import akun_peserta
from kantor.services.kunci_api import buat_kunci
from tests.dokumen import terbit
from tests.peserta import buat

pytestmark = pytest.mark.django_db


@pytest.fixture
def staf():
    return buat.akun("admin")


@pytest.fixture
def g(staf):
    g = terbit.gelombang(staf, 2, sebutan="Gelombang I")
    terbitkan(oleh=staf, gelombang=g)
    terbit.anggap_tercetak(g)
    umumkan(oleh=staf, gelombang=g)
    return g


@pytest.fixture
def s(g):
    return Sertifikat.objects.filter(gelombang=g).order_by("urut").first()


def halaman(alamat: str) -> str:
    jawaban = Client().get(alamat)
    assert jawaban.status_code == 200
    return " ".join(jawaban.content.decode().split())


def api(client: Client, kode: str) -> dict:
    jawaban = client.get(f"/api/v1/verifikasi/{kode}/")
    assert jawaban.status_code == 200
    return jawaban.json()


# --- what anyone learns ---------------------------------------------------------------------------


def test_the_first_line_says_it_is_genuine_and_who_issued_it(s):
    isi = halaman(f"/verifikasi/{s.kode}/")
    assert "ASLI, diterbitkan oleh Badan Kepegawaian Daerah, Pemerintah Kota Medan" in isi
    for tampak in (s.data["nama_lengkap"], s.nomor, "Diklat Pelayanan Prima, Gelombang I"):
        assert tampak in isi
    for rahasia in (s.pendaftaran.pegawai.nip, "Analis", "III/c", s.pendaftaran.unit_nama):
        assert rahasia not in isi


def test_the_page_is_kept_out_of_search_engines_and_caches(s):
    jawaban = Client().get(f"/verifikasi/{s.kode}/")
    assert (jawaban["X-Robots-Tag"], jawaban["Cache-Control"]) == ("noindex", "no-store")


def test_the_code_is_forgiven_small_letters_and_missing_dashes(s):
    assert verifikasi_kode(s.kode.lower().replace("-", "")).nomor == s.nomor


def test_a_revoked_one_says_so(s, staf):
    cabut(oleh=staf, sertifikat=s, alasan="Nama keliru, dikeluhkan Budi.")
    isi = halaman(f"/verifikasi/{s.kode}/")
    assert "DIBATALKAN, tidak berlaku" in isi
    assert "ASLI" not in isi
    assert "Budi" not in isi


def test_a_replaced_one_names_the_number_that_replaced_it(s, staf):
    baru = terbitkan_ulang(oleh=staf, sertifikat=s, alasan="Gelar kurang.", tanggal=s.tanggal)
    assert f"TELAH DIGANTI dengan Nomor {baru.nomor}" in halaman(f"/verifikasi/{s.kode}/")
    assert verifikasi_kode(baru.kode).status == "berlaku"


@pytest.mark.parametrize("kode", ["0000-0000-0000-0000", "x", "a" * 500, "%00", "<script>", "' or 1=1 --"])
def test_an_unknown_code_is_answered_kindly_and_harmlessly(client, s, kode):
    from urllib.parse import quote

    isi = halaman(f"/verifikasi/{quote(kode, safe='%')}/")
    assert "TIDAK DIKENAL" in isi
    assert "<script>" not in isi
    assert api(client, quote(kode, safe="%"))["status"] == "tidak_dikenal"


def test_by_number_only_what_is_published_is_found(staf):
    g = terbit.gelombang(staf, 1)
    terbitkan(oleh=staf, gelombang=g)
    s = Sertifikat.objects.get()
    assert cari_sertifikat(s.nomor) == []
    assert verifikasi_kode(s.kode).status == "berlaku"
    terbit.anggap_tercetak(g)
    umumkan(oleh=staf, gelombang=g)
    assert [h.kode for h in cari_sertifikat(f" {s.nomor.lower()} ")] == [s.kode]
    isi = halaman(f"{reverse('dokumen:cek')}?q={s.nomor}")
    assert "ASLI, diterbitkan oleh" in isi
    assert s.kode not in isi


def test_one_number_of_two_offices_shows_both(s):
    padang = Instansi.objects.create(kode="padang", nama="Pemerintah Kota Padang", kota="Padang")
    kembar = Sertifikat.objects.get(pk=s.pk)
    kembar.pk, kembar.kode, kembar.instansi = None, "ZZZZ-ZZZZ-ZZZZ-ZZZ0", padang
    kembar.pendaftaran = s.gelombang.pendaftaran.get(ndh=2)
    Sertifikat.objects.filter(pendaftaran=kembar.pendaftaran).update(status="dicabut", alasan="Uji.")
    kembar.save(force_insert=True)
    assert len(cari_sertifikat(s.nomor)) == 2
    assert verifikasi_kode(s.nomor).status == "tidak_dikenal"


def test_without_a_question_there_is_the_form_and_with_a_wrong_one_the_answer_says_what_to_do():
    assert "Nomor atau kode sertifikat" in halaman("/verifikasi/")
    isi = halaman("/verifikasi/?q=tidak+ada")
    assert "TIDAK DIKENAL" in isi
    assert "tanyakan kepada penyelenggara" in isi


def test_the_api_says_the_same_and_no_more(client, s):
    assert api(client, s.kode) == {
        "status": "berlaku",
        "nomor": s.nomor,
        "nama": s.data["nama_lengkap"],
        "program": "Diklat Pelayanan Prima",
        "gelombang": "Gelombang I",
        "mulai": s.data["mulai"],
        "selesai": s.data["selesai"],
        "tanggal": s.tanggal.isoformat(),
        "penerbit": "Badan Kepegawaian Daerah, Pemerintah Kota Medan",
        "pengganti": "",
    }


# --- issued through the API -----------------------------------------------------------------------


@pytest.fixture
def kunci(staf):
    _, kunci = buat_kunci(oleh=staf, instansi=buat.instansi(), pemilik=staf, nama="uji")
    return {"HTTP_AUTHORIZATION": f"Token {kunci}"}


def test_other_systems_issue_and_follow_the_job(client, staf, kunci):
    g = terbit.gelombang(staf, 2)
    alamat = f"/api/v1/gelombang/{g.slug}/sertifikat/"
    jawaban = client.post(alamat, {}, content_type="application/json", **kunci)
    assert (jawaban.status_code, jawaban.json()["status"]) == (202, "antre")
    terbit.cetak()
    kemajuan = client.get(f"/api/v1/pekerjaan/{jawaban.json()['id']}/", **kunci).json()
    assert (kemajuan["status"], kemajuan["total"], kemajuan["selesai"]) == ("selesai", 2, 2)
    client.post(alamat, {}, content_type="application/json", **kunci)
    assert Sertifikat.objects.count() == 2


def test_strangers_and_other_offices_issue_nothing(client, staf, g, kunci):
    alamat = f"/api/v1/gelombang/{g.slug}/sertifikat/"
    assert client.post(alamat, {}, content_type="application/json").status_code == 401
    padang = buat.akun("admin", "padang")
    _, lain = buat_kunci(oleh=padang, instansi=buat.instansi("padang"), pemilik=padang, nama="uji")
    jawaban = client.post(alamat, {}, content_type="application/json", HTTP_AUTHORIZATION=f"Token {lain}")
    assert (jawaban.status_code, jawaban.json()["kode"]) == (404, "tidak_ditemukan")
    terbuka = buat.gelombang(mulai=200)
    jawaban = client.post(
        f"/api/v1/gelombang/{terbuka.slug}/sertifikat/", {}, content_type="application/json", **kunci
    )
    assert (jawaban.status_code, jawaban.json()["kode"]) == (409, "keadaan_berubah")


# --- fetching the paper ---------------------------------------------------------------------------


def test_the_owner_and_panitia_fetch_the_pdf_under_its_number_and_nobody_else_does(g, s):
    alamat = reverse("dokumen:unduh_sertifikat", args=[s.kode])
    masuk = Client()
    assert masuk.get(alamat).status_code == 302
    pemilik = akun_peserta(oleh=None, pegawai=s.pendaftaran.pegawai)
    for akun in (pemilik, buat.akun("panitia"), buat.akun("pimpinan")):
        masuk.force_login(akun)
        jawaban = masuk.get(alamat)
        assert jawaban.status_code == 200
        assert f'filename="Sertifikat_{s.nomor.replace("/", "-")}.pdf"' in jawaban["Content-Disposition"]
        assert b"".join(jawaban.streaming_content).startswith(b"%PDF-")
    lain = akun_peserta(oleh=None, pegawai=g.pendaftaran.get(ndh=2).pegawai)
    for akun in (lain, buat.akun("panitia", "padang"), buat.akun("operator", unit=terbit.unit_uji())):
        masuk.force_login(akun)
        assert masuk.get(alamat).status_code == 404


def test_while_it_is_printed_the_owner_is_told_to_wait(staf, client):
    g = terbit.gelombang(staf, 1)
    terbitkan(oleh=staf, gelombang=g)
    s = Sertifikat.objects.get()
    client.force_login(staf)
    jawaban = client.get(reverse("dokumen:unduh_sertifikat", args=[s.kode]))
    assert jawaban.status_code == 409
    assert "sedang dicetak" in jawaban.content.decode()
    assert Pekerjaan.objects.filter(jenis="cetak_sertifikat").exists()


@pytest.mark.parametrize("kolom", ["kode", "nomor"])
def test_looking_a_certificate_up_never_reads_the_whole_register(s, kolom):
    """Also not while the register is small: without the choice of reading it whole, an index must serve."""
    with CaptureQueriesContext(connection) as pertanyaan:
        [temuan] = cari_sertifikat(getattr(s, kolom).lower())
    assert temuan.kode == s.kode
    with connection.cursor() as kursor:
        kursor.execute("SET LOCAL enable_seqscan = off")
        for satu in pertanyaan.captured_queries:
            kursor.execute(f"EXPLAIN {satu['sql']}")
            rencana = "\n".join(baris[0] for baris in kursor.fetchall())
            assert "Seq Scan on dokumen_sertifikat" not in rencana, rencana
            assert re.search(rf"Index Cond: \S*\({kolom}\)", rencana), rencana
