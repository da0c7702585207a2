"""What the state of the gelombang allows, whoever asks and whichever way: the button, its address, the service."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from diklat.models import Gelombang
from diklat.services.gelombang import mulai_gelombang, tutup_pendaftaran
from kantor.galat import KeadaanBerubah
from penilaian.services.hasil import tetapkan_hasil
from penilaian.services.penutupan import tutup_gelombang
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.services.akses import buat_akses
from peserta.services.cadangan import jawab_tawaran, kembalikan_ke_cadangan
from peserta.services.pemanggilan import konfirmasi
from peserta.services.pendaftaran import pindah_gelombang, tarik
from peserta.services.usulan import tarik_usulan
from peserta.views.saya.keadaan import dapat_mundur, keadaan
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def staf():
    return buat.akun()


def status(p: Pendaftaran) -> str:
    p.refresh_from_db()
    return p.status


@pytest.fixture
def gugur(unit, staf) -> Pendaftaran:
    """Called, never came; the gelombang is closed and the outcome is gugur."""
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    langkah.terpanggil(g, staf)
    tutup_pendaftaran(oleh=staf, gelombang=g)
    mulai_gelombang(oleh=staf, gelombang=g)
    p.refresh_from_db()
    tetapkan_hasil(oleh=staf, pendaftaran=p, putusan="gugur", alasan="Tidak hadir.")
    tutup_gelombang(oleh=staf, gelombang=g)
    return Pendaftaran.objects.select_related("gelombang__kurikulum__program", "gelombang__instansi").get(
        pk=p.pk
    )


def test_who_was_gugur_neither_confirms_nor_withdraws_from_a_closed_gelombang(gugur, staf):
    with pytest.raises(KeadaanBerubah):
        konfirmasi(oleh=None, pendaftaran=gugur, bersedia=True)
    with pytest.raises(KeadaanBerubah):
        konfirmasi(oleh=None, pendaftaran=gugur, bersedia=False, alasan="Sakit")
    for oleh in (None, staf):
        with pytest.raises(KeadaanBerubah):
            tarik(oleh=oleh, pendaftaran=gugur, alasan="Mundur")
    assert status(gugur) == "dipanggil"


def test_the_page_of_who_was_gugur_offers_nothing_and_its_addresses_change_nothing(gugur):
    alamat = f"/pendaftaran/{buat_akses(pendaftaran=gugur)}/"
    client = Client()
    halaman = client.get(alamat).content.decode()
    assert "Pelatihan sudah selesai" in halaman
    assert "Ya, saya hadir" not in halaman
    assert "mundur/" not in halaman
    for tindakan in ("hadir", "berhalangan", "mundur"):
        client.post(f"{alamat}{tindakan}/", {"alasan": "Sakit."})
        assert status(gugur) == "dipanggil"
    assert client.get(f"{alamat}berhalangan/").status_code == 302
    assert not keadaan(gugur).tindakan
    assert not dapat_mundur(gugur)


def test_a_closed_gelombang_takes_nobody_back_onto_its_list(unit, staf, client):
    g = buat.gelombang(kuota=1)
    _, lewat = (buat.daftarkan(g, n, unit["a1"]) for n in (1, 2))
    Pendaftaran.objects.filter(pk=lewat.pk).update(status=Status.DITAWARI, tawaran_sampai=g.buka_pada)
    Pendaftaran.objects.filter(pk=lewat.pk).update(status=Status.TAWARAN_LEWAT)
    tutup_pendaftaran(oleh=staf, gelombang=g)
    mulai_gelombang(oleh=staf, gelombang=g)
    tutup_gelombang(oleh=staf, gelombang=g)
    client.force_login(staf)
    alamat = reverse("peserta:tindakan_pendaftaran", args=[g.slug, lewat.nomor, "cadangan"])
    assert client.get(alamat).status_code == 302
    jawaban = client.post(alamat)
    assert jawaban.status_code == 400
    assert "“Selesai”" in jawaban.content.decode()
    with pytest.raises(KeadaanBerubah):
        kembalikan_ke_cadangan(oleh=staf, pendaftaran=lewat)
    assert status(lewat) == "tawaran_lewat"
    assert alamat not in client.get(reverse("peserta:gelombang_cadangan", args=[g.slug])).content.decode()


def test_an_offer_ends_with_the_first_day(unit, staf):
    g = buat.gelombang(kuota=1)
    pertama, kedua = (buat.daftarkan(g, n, unit["a1"]) for n in (1, 2))
    tarik(oleh=staf, pendaftaran=pertama)
    mulai_gelombang(oleh=staf, gelombang=g)
    for terima in (True, False):
        with pytest.raises(KeadaanBerubah):
            jawab_tawaran(oleh=None, pendaftaran=kedua, terima=terima)
    assert status(kedua) == "ditawari"


def test_nobody_is_moved_out_of_a_closed_gelombang(gugur, staf):
    with pytest.raises(KeadaanBerubah):
        pindah_gelombang(oleh=staf, pendaftaran=gugur, ke=buat.gelombang(mulai=90))
    assert status(gugur) == "dipanggil"


def test_once_it_runs_only_panitia_records_a_withdrawal(unit, staf):
    g = buat.gelombang()
    operator = buat.akun("operator", unit=unit["a"])
    p = buat.daftarkan(g, 1, unit["a1"])
    langkah.terpanggil(g, staf)
    mulai_gelombang(oleh=staf, gelombang=g)
    with pytest.raises(KeadaanBerubah, match="panitia"):
        tarik(oleh=None, pendaftaran=p, alasan="Mundur")
    with pytest.raises(KeadaanBerubah, match="panitia"):
        tarik_usulan(oleh=operator, pendaftaran=p, alasan="Mundur")
    assert tarik_usulan(oleh=staf, pendaftaran=p, alasan="Mundur").status == "mengundurkan_diri"


def test_an_act_of_the_operator_that_is_not_offered_is_not_done(unit, staf, client):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    langkah.terpanggil(g, staf)
    Gelombang.objects.filter(pk=g.pk).update(status="ditutup")
    Gelombang.objects.filter(pk=g.pk).update(status="berlangsung")
    client.force_login(buat.akun("operator", unit=unit["a"]))
    alamat = f"/operator/{g.slug}/peserta/{p.nomor}/tindakan/tarik/"
    assert client.get(alamat).status_code == 302
    assert client.post(alamat, {"alasan": "Mundur"}).status_code == 400
    assert status(p) == "dipanggil"
