"""The Surat Pemanggilan reaches those it calls: as PDF, by e-mail, by WhatsApp; and Panitia look at it before."""

from __future__ import annotations

import datetime
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kantor.models import Pekerjaan, Surel
from kantor.services.pekerjaan import lanjutkan
from peserta.models import Pemanggilan
from peserta.services.akses import buat_akses
from peserta.services.pemanggilan import IsiSurat, konfirmasi, panggil, tetapkan
from peserta.services.usulan import ganti_peserta
from peserta.services.verifikasi import verifikasi_massal
from tests.dokumen.cetak.bahan import teks
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db
HARI = datetime.date(2026, 11, 22)
BATAS = datetime.date(2099, 12, 1)
ISI = IsiSurat(
    registrasi="Senin, 7 Desember 2026 di meja registrasi",
    pukul="07.30 WIB s.d. selesai",
    pakaian="Batik bebas rapi",
    batas_konfirmasi=BATAS,
    ketentuan=("Peserta membawa laptop.",),
    tembusan=("Wali Kota",),
)


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def staf(unit):
    return buat.akun("panitia")


@pytest.fixture
def g(unit):
    langkah.kantor()
    return buat.gelombang(kuota=5, sebutan="Gelombang I")


def masuk(akun) -> Client:
    klien = Client()
    klien.force_login(akun)
    return klien


def ditetapkan(g, unit, staf, *nomor: int):
    orang = [buat.daftarkan(g, n, unit) for n in nomor]
    verifikasi_massal(oleh=staf, gelombang=g, pilihan=[p.pk for p in orang], keputusan="terima")
    tetapkan(oleh=staf, gelombang=g)
    return orang


def dipanggil(g, unit, staf, *nomor: int):
    orang = ditetapkan(g, unit, staf, *nomor)
    panggil(oleh=staf, gelombang=g, tanggal=HARI, isi=ISI)
    for pekerjaan in Pekerjaan.objects.filter(jenis="surat_pemanggilan", status="antre"):
        lanjutkan(pekerjaan.pk)
    for p in orang:
        p.refresh_from_db()
    return orang


def pdf(klien: Client, alamat: str) -> bytes:
    jawaban = klien.get(alamat, follow=True)
    assert jawaban.status_code == 200, alamat
    return b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content


def test_the_called_fetch_their_letter_through_account_and_key(g, unit, staf):
    p, q = dipanggil(g, unit["a1"], staf, 1, 2)
    for klien, pintu in (
        (masuk(p.pegawai.akun), f"/saya/{p.nomor}/"),
        (Client(), f"/pendaftaran/{buat_akses(pendaftaran=q)}/"),
    ):
        assert f"{pintu}surat-pemanggilan/" in klien.get(pintu).content.decode()
        assert "07.30 WIB" in teks(pdf(klien, f"{pintu}surat-pemanggilan/"))


def test_whoever_is_not_called_finds_no_letter(g, unit, staf):
    p = buat.daftarkan(g, 1, unit["a1"])
    klien, alamat = Client(), f"/pendaftaran/{buat_akses(pendaftaran=p)}/"
    assert "surat-pemanggilan" not in klien.get(alamat).content.decode()
    assert klien.get(f"{alamat}surat-pemanggilan/").status_code == 404


def test_who_was_replaced_no_longer_fetches_it_and_who_is_berhalangan_still_does(g, unit, staf):
    p, q = dipanggil(g, unit["a1"], staf, 1, 2)
    konfirmasi(oleh=staf, pendaftaran=p, bersedia=False, alasan="Sakit.")
    ganti_peserta(oleh=staf, pendaftaran=q, data=buat.data(3, unit["a1"]), alasan="Sakit.")
    assert masuk(p.pegawai.akun).get(f"/saya/{p.nomor}/surat-pemanggilan/").status_code == 200
    assert masuk(q.pegawai.akun).get(f"/saya/{q.nomor}/surat-pemanggilan/").status_code == 404


def test_the_operator_of_the_called_fetches_it_and_no_other(g, unit, staf):
    [p] = dipanggil(g, unit["a1"], staf, 1)
    berkas = f"/berkas/{Pemanggilan.objects.get().berkas_id}/"
    sendiri, lain = (masuk(buat.akun("operator", unit=unit[k])) for k in ("a", "b"))
    for halaman in (f"/operator/{g.slug}/", f"/operator/{g.slug}/peserta/{p.nomor}/"):
        assert berkas in sendiri.get(halaman).content.decode()
    assert "07.30 WIB" in teks(pdf(sendiri, berkas))
    assert lain.get(berkas).status_code == 404
    assert berkas not in lain.get(f"/operator/{g.slug}/").content.decode()


def test_the_mail_says_what_the_letter_says(g, unit, staf):
    dipanggil(g, unit["a1"], staf, 1)
    isi = Surel.objects.get(jenis="pemanggilan").isi
    for kata in (
        "07.30 WIB s.d. selesai",
        "Batik bebas rapi",
        "1 Desember 2099",
        "membawa laptop",
        "meja registrasi",
    ):
        assert kata in isi


def test_a_letter_of_few_words_leaves_no_empty_lines_in_the_mail(g, unit, staf):
    ditetapkan(g, unit["a1"], staf, 1)
    panggil(oleh=staf, gelombang=g, tanggal=HARI)
    isi = Surel.objects.get(jenis="pemanggilan").isi
    assert "Waktu" not in isi
    assert "Pakaian" not in isi
    assert "\n\n\n" not in isi


def test_the_whatsapp_text_has_link_and_deadline(g, unit, staf):
    dipanggil(g, unit["a1"], staf, 1)
    halaman = unquote(
        masuk(staf).get(reverse("peserta:gelombang_pemanggilan", args=[g.slug])).content.decode()
    )
    assert "paling lambat Selasa, 1 Desember 2099" in halaman
    assert "/saya/" in halaman


def test_panitia_look_at_the_letter_before_anybody_is_called(g, unit, staf):
    [p] = ditetapkan(g, unit["a1"], staf, 1)
    alamat = reverse("peserta:gelombang_panggil", args=[g.slug])
    halaman = masuk(staf).get(alamat)
    penanda = halaman.context["form"]["penanda_tangan"].value()
    isi = {"tanggal": timezone.localdate().isoformat(), "pukul": "09.00 WIB", "penanda_tangan": penanda or ""}
    jawaban = masuk(staf).post(alamat, isi | {"pratinjau": "1"})
    assert jawaban["Content-Type"] == "application/pdf", jawaban.content.decode()
    tertulis = teks(jawaban.content)
    assert "PRATINJAU" in tertulis
    assert "09.00 WIB" in tertulis
    p.refresh_from_db()
    assert p.status == "ditetapkan"
    assert not Pemanggilan.objects.exists()
    assert not Surel.objects.filter(jenis="pemanggilan").exists()


def test_a_second_letter_starts_from_the_words_of_the_first(g, unit, staf):
    dipanggil(g, unit["a1"], staf, 1)
    ditetapkan(g, unit["a1"], staf, 2)
    form = masuk(staf).get(reverse("peserta:gelombang_panggil", args=[g.slug])).context["form"]
    awal = {k: form[k].value() for k in ("pukul", "pakaian", "ketentuan", "tembusan", "batas_konfirmasi")}
    assert awal == {
        "pukul": "07.30 WIB s.d. selesai",
        "pakaian": "Batik bebas rapi",
        "ketentuan": "Peserta membawa laptop.",
        "tembusan": "Wali Kota",
        "batas_konfirmasi": BATAS,
    }
