"""Keys of other systems: hashed, of one instansi, with an end; and requests that may safely be sent twice."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path
from django.utils import timezone
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.views import APIView

from kantor.api.idempoten import idempoten
from kantor.galat import KuotaPenuh, TidakBerhak, TidakDitemukan, TidakValid
from kantor.lingkup import Hak
from kantor.models import KunciApi, PermintaanIdempoten, Unit
from kantor.queries.akun import daftar_kunci
from kantor.services.akun import beri_peran
from kantor.services.idempoten import BERLAKU
from kantor.services.kunci_api import buat_kunci, cabut_kunci, kunci_berlaku

from . import bantu

hitung = {"jalan": 0, "lama": 0.0}


class Uji(APIView):
    """Makes a unit, or refuses, or breaks, as the body asks."""

    @idempoten
    def post(self, request):
        hitung["jalan"] += 1
        time.sleep(hitung["lama"])
        if request.data.get("tolak"):
            raise KuotaPenuh
        if request.data.get("cacat"):
            raise ValidationError({"nip": ["NIP salah."]})
        kode = request.data["kode"]
        Unit.objects.create(kode=kode, nama=kode, jenis="dinas", kunci=kode)
        if request.data.get("rusak") and hitung["jalan"] == 1:
            return Response({"kode": "galat"}, status=503)
        return Response({"kode": kode}, status=201)


urlpatterns = [path("uji/", Uji.as_view())]
di_sini = override_settings(ROOT_URLCONF=__name__)


@pytest.fixture(autouse=True)
def _nol():
    hitung.update(jalan=0, lama=0.0)


def kunci_baru(**lain):
    admin = bantu.pengguna("admin")
    return buat_kunci(oleh=admin, instansi=bantu.instansi(), pemilik=admin, nama="SIMPEG", **lain)


def kirim(teks, isi, kunci=None):
    client = APIClient()
    kepala = {"Authorization": f"Token {teks}"} | ({"Idempotency-Key": kunci} if kunci else {})
    return client.post("/uji/", isi, format="json", headers=kepala)


@pytest.mark.django_db
def test_a_key_is_stored_as_a_hash_and_opens_until_it_ends():
    baris, teks = kunci_baru()
    assert teks.startswith("pd_")
    assert teks not in str(KunciApi.objects.values().get())
    assert kunci_berlaku(teks) == baris
    KunciApi.objects.update(berlaku_sampai=timezone.now() - timedelta(seconds=1))
    assert kunci_berlaku(teks) is None
    KunciApi.objects.update(berlaku_sampai=None)
    cabut_kunci(oleh=baris.pemilik, kunci=baris)
    assert kunci_berlaku(teks) is None
    assert kunci_berlaku("pd_bukan-ini") is None


@pytest.mark.django_db
def test_a_key_reaches_only_its_own_instansi_and_no_further_than_it_may():
    padang = bantu.instansi("padang", "Kota Padang")
    admin = bantu.pengguna("admin")
    beri_peran(oleh=None, pengguna=admin, jenis="admin", instansi=padang)
    _, penuh = buat_kunci(oleh=admin, instansi=bantu.instansi(), pemilik=admin, nama="A")
    _, baca = buat_kunci(oleh=admin, instansi=padang, pemilik=admin, nama="B", hak=[Hak.LIHAT])
    assert kunci_berlaku(penuh).pemilik.instansi_dengan(Hak.KERJA) == {bantu.instansi().pk}
    assert kunci_berlaku(baca).pemilik.instansi_dengan(Hak.LIHAT) == {padang.pk}
    assert kunci_berlaku(baca).pemilik.instansi_dengan(Hak.KERJA) == set()


@pytest.mark.django_db
def test_only_a_manager_makes_and_ends_keys():
    panitia = bantu.pengguna("panitia")
    with pytest.raises(TidakBerhak):
        buat_kunci(oleh=panitia, instansi=bantu.instansi(), pemilik=panitia, nama="X")
    baris, _ = kunci_baru()
    with pytest.raises(TidakDitemukan):
        cabut_kunci(oleh=bantu.pengguna("admin", bantu.instansi("padang", "Kota Padang")), kunci=baris)
    asing = bantu.pengguna("admin", bantu.instansi("padang", "Kota Padang"))
    with pytest.raises(TidakValid):
        buat_kunci(oleh=baris.pemilik, instansi=bantu.instansi(), pemilik=asing, nama="X")


@di_sini
@pytest.mark.django_db
def test_the_same_request_twice_has_one_effect_and_one_answer():
    _, teks = kunci_baru()
    jawaban = [kirim(teks, isi, "k-1") for isi in ({"kode": "a", "x": 1}, {"x": 1, "kode": "a"})]
    assert [(j.status_code, j.json()) for j in jawaban] == [(201, {"kode": "a"})] * 2
    assert [j.get("Idempotent-Replayed") for j in jawaban] == [None, "true"]
    assert Unit.objects.count() == 1
    lain = kirim(teks, {"kode": "b"}, "k-1")
    assert (lain.status_code, lain.json()["kode"]) == (422, "kunci_dipakai_ulang")
    assert Unit.objects.count() == 1


@di_sini
@pytest.mark.django_db
@pytest.mark.parametrize(("isi", "status"), [({"tolak": True}, 409), ({"cacat": True}, 400)])
def test_a_refusal_is_given_again(isi, status):
    _, teks = kunci_baru()
    pertama, kedua = kirim(teks, isi, "k"), kirim(teks, isi, "k")
    assert (pertama.status_code, pertama.json()) == (kedua.status_code, kedua.json())
    assert pertama.status_code == status
    assert hitung["jalan"] == 1


@di_sini
@pytest.mark.django_db
def test_an_error_of_ours_is_undone_and_may_be_tried_again():
    _, teks = kunci_baru()
    assert kirim(teks, {"kode": "a", "rusak": True}, "k").status_code == 503
    assert not Unit.objects.exists()
    assert not PermintaanIdempoten.objects.exists()
    assert kirim(teks, {"kode": "a", "rusak": True}, "k").status_code == 201


@di_sini
@pytest.mark.django_db
def test_keys_of_two_tokens_and_keys_of_yesterday_are_others():
    (_, satu), (_, dua) = kunci_baru(), kunci_baru()
    assert kirim(satu, {"kode": "a"}, "k").status_code == 201
    assert kirim(dua, {"kode": "b"}, "k").json() == {"kode": "b"}
    PermintaanIdempoten.objects.update(dibuat=timezone.now() - BERLAKU)
    assert kirim(satu, {"kode": "c"}, "k").json() == {"kode": "c"}
    assert kirim(satu, {"kode": "c"}, "k").json() == {"kode": "c"}
    assert hitung["jalan"] == 3


@di_sini
@pytest.mark.django_db
@pytest.mark.parametrize("kunci", ["x" * 121, "spasi\ttab", "é"])
def test_a_key_that_cannot_be_one_is_refused(kunci):
    _, teks = kunci_baru()
    assert kirim(teks, {"kode": "a"}, kunci).json()["kode"] == "tidak_valid"


@di_sini
@pytest.mark.django_db
def test_without_the_header_nothing_more_is_asked_of_the_database():
    _, teks = kunci_baru()
    kirim(teks, {"kode": "panas"})
    with CaptureQueriesContext(
        connection,
    ) as tanpa:
        kirim(teks, {"kode": "a"})
    with CaptureQueriesContext(connection) as dengan:
        kirim(teks, {"kode": "b"}, "k")
    assert not any("permintaanidempoten" in q["sql"] for q in tanpa.captured_queries)
    ikut = [q["sql"] for q in dengan.captured_queries if "permintaanidempoten" in q["sql"]]
    assert len(ikut) == 2


@di_sini
@pytest.mark.django_db(transaction=True)
def test_of_five_at_once_one_works_and_four_wait_for_its_answer():
    _, teks = kunci_baru()
    hitung["lama"] = 0.4
    jawaban, pagar = [], threading.Barrier(5)

    def jalan():
        pagar.wait()
        jawaban.append(kirim(teks, {"kode": "a"}, "k"))
        connections.close_all()

    utas = [threading.Thread(target=jalan) for _ in range(5)]
    [u.start() for u in utas]
    [u.join() for u in utas]
    assert [(j.status_code, j.json()) for j in jawaban] == [(201, {"kode": "a"})] * 5
    assert sorted(j.get("Idempotent-Replayed", "") for j in jawaban) == ["", "true", "true", "true", "true"]
    assert hitung["jalan"] == 1
    assert Unit.objects.count() == 1


@pytest.mark.django_db
def test_living_keys_come_first_in_the_list():
    admin = bantu.pengguna("admin")
    semua = [buat_kunci(oleh=admin, instansi=bantu.instansi(), pemilik=admin, nama=n)[0] for n in "ABC"]
    cabut_kunci(oleh=admin, kunci=semua[1])
    assert [k.nama for k in daftar_kunci(admin)] == ["C", "A", "B"]
