"""The code on the projector: good for 15 seconds, once per person and session, one phone for many is flagged."""

from __future__ import annotations

import datetime
import re
import time

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from diklat.models import Sesi, TerbitanSesi
from kantor.services.akun import akun_peserta
from peserta.models import Kehadiran, Pindaian
from peserta.services.pindai_sendiri import BERLAKU, GARAM, KodeLewat, kode_layar, sesi_dari_kode
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db
MENIT = datetime.timedelta(minutes=1)


class SignerThen(signing.TimestampSigner):
    """Signs as the portal did some seconds ago."""

    def __init__(self, lalu: int) -> None:
        super().__init__(salt=GARAM)
        self.lalu = lalu

    def timestamp(self) -> str:
        return signing.b62_encode(int(time.time()) - self.lalu)


def kode_lalu(sesi: Sesi, detik: int) -> str:
    return SignerThen(detik).sign(sesi.uid.hex).replace(":", ".")


@pytest.fixture
def g():
    return buat.gelombang(mulai=0, dibuka=False)


@pytest.fixture
def orang(g):
    return langkah.rombongan(g, 3, buat.pohon()["a1"])


@pytest.fixture
def sesi(g, orang):
    [satu] = langkah.sesi(g)
    _geser(satu, -10 * MENIT)
    return satu


def _geser(sesi: Sesi, dari: datetime.timedelta) -> None:
    """The session as if it had begun that long from now."""
    mulai = timezone.now().replace(microsecond=0) + dari
    TerbitanSesi.objects.filter(sesi=sesi).update(mulai=mulai, selesai=mulai + 90 * MENIT)


def masuk(p) -> Client:
    client = Client()
    client.force_login(akun_peserta(oleh=None, pegawai=p.pegawai))
    return client


def test_a_code_is_good_for_fifteen_seconds_and_no_other_is(sesi):
    assert BERLAKU == 15
    assert sesi_dari_kode(kode_layar(sesi)) == sesi.uid
    assert sesi_dari_kode(kode_lalu(sesi, 14)) == sesi.uid
    for salah in (kode_lalu(sesi, 17), kode_layar(sesi)[:-1] + "_", "", "a.b.c", sesi.uid.hex):
        with pytest.raises(KodeLewat):
            sesi_dari_kode(salah)


def test_a_peserta_reads_the_code_presses_the_button_and_is_present_once(sesi, orang):
    client = masuk(orang[0])
    tanya = client.get(f"/hadir/{kode_layar(sesi)}/", follow=True)
    assert orang[0].nama in tanya.text
    assert not Pindaian.objects.exists()
    assert "Tersimpan." in client.post("/hadir/").text
    client.get(f"/hadir/{kode_layar(sesi)}/")
    assert "Sudah tercatat." in client.post("/hadir/").text
    [hadir] = Kehadiran.objects.all()
    assert (hadir.pendaftaran, hadir.kode, hadir.menit_terlambat) == (orang[0], "T", 10)
    assert Pindaian.objects.count() == 1


def test_the_moment_counts_in_which_the_code_was_read_not_the_sign_in_after_it(sesi, orang):
    client = Client()
    jawaban = client.get(f"/hadir/{kode_layar(sesi)}/", follow=True)
    assert jawaban.redirect_chain[-1][0].startswith("/masuk/")
    dibaca = timezone.now()
    akun = akun_peserta(oleh=None, pegawai=orang[0].pegawai)
    akun.set_password("sandi-untuk-uji")
    akun.save()
    client.post("/masuk/?next=/hadir/", {"masukan": akun.username, "sandi": "sandi-untuk-uji"})
    assert "Tersimpan." in client.post("/hadir/").text
    assert Kehadiran.objects.get().dipindai <= dibaca


def test_an_old_code_and_a_page_without_one_say_what_to_do(sesi, orang):
    client = masuk(orang[0])
    lama = client.get(f"/hadir/{kode_lalu(sesi, 60)}/")
    assert (lama.status_code, "Kode ini sudah berganti" in lama.text) == (400, True)
    assert client.post("/hadir/").status_code == 400
    assert not Kehadiran.objects.exists()


def test_one_phone_for_two_people_is_flagged_but_counts(sesi, orang):
    ponsel = masuk(orang[0])
    for p in orang[:2]:
        ponsel.force_login(akun_peserta(oleh=None, pegawai=p.pegawai))
        ponsel.get(f"/hadir/{kode_layar(sesi)}/")
        assert "Tersimpan." in ponsel.post("/hadir/").text
    lain = masuk(orang[2])
    lain.get(f"/hadir/{kode_layar(sesi)}/")
    lain.post("/hadir/")
    tanda = dict(Pindaian.objects.values_list("pendaftaran", "tanda"))
    assert tanda == {orang[0].pk: [], orang[1].pk: ["satu_ponsel"], orang[2].pk: []}
    assert Kehadiran.objects.count() == 3


def test_whoever_does_not_take_part_is_told_and_a_refusal_does_not_bar_the_next_try(sesi, orang):
    asing = langkah.rombongan(buat.gelombang(mulai=60, dibuka=False), 1, orang[0].unit, awal=50)[0]
    client = masuk(asing)
    assert client.get(f"/hadir/{kode_layar(sesi)}/", follow=True).status_code == 404
    client = masuk(orang[0])
    _geser(sesi, 3 * 60 * MENIT)
    client.get(f"/hadir/{kode_layar(sesi)}/")
    assert "di luar waktu sesi" in client.post("/hadir/").text
    _geser(sesi, MENIT)
    client.get(f"/hadir/{kode_layar(sesi)}/")
    assert "Tersimpan." in client.post("/hadir/").text
    assert list(Pindaian.objects.order_by("pk").values_list("hasil", flat=True)) == ["di_luar_waktu", "hadir"]


def test_the_projector_shows_another_code_by_itself_and_only_staff_open_it(client, g, sesi):
    alamat = f"/admin/gelombang/{g.slug}/presensi/{sesi.pk}/layar/"
    client.force_login(buat.akun("panitia"))
    halaman = client.get(alamat).text
    assert 'hx-trigger="every 5s"' in halaman
    assert "<script>" not in halaman
    potongan = client.get(alamat, headers={"HX-Request": "true"}).text
    assert potongan.strip().startswith("<div")
    assert len(re.findall("data:image/svg", potongan)) == 1
    assert (
        Client().get(alamat, headers={"HX-Request": "true"}).status_code == 401
    )  # no sign-in page in its place
    client.force_login(buat.akun("pimpinan"))
    assert client.get(alamat).status_code == 404
