"""Several workers at one job at the same time, and a person who cancels while they are at it."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from kantor.galat import TidakValid
from kantor.models import AliasUnit, Pekerjaan
from kantor.services.pegawai import tambah_pegawai
from kantor.services.pekerjaan import batalkan_pekerjaan, lanjutkan, mulai_pekerjaan
from tests.kantor import bantu
from tests.kantor.bantu import jenis_uji

pytestmark = pytest.mark.django_db(transaction=True)


def di_utas(lakukan: Callable[[], Any]) -> Any:
    """Do something over a database connection of its own."""

    def jalankan() -> Any:
        try:
            return lakukan()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as utas:
        return utas.submit(jalankan).result(timeout=60)


@pytest.fixture
def catat() -> Callable[[Any, dict[str, Any]], None]:
    """A piece that leaves one row each time it is done."""
    kecamatan = bantu.unit("12.71.01", "Medan Kota", "kecamatan")

    def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> None:
        nama = f"n{parameter['n']}"
        AliasUnit.objects.create(
            unit=kecamatan, teks=nama, kunci=f"{nama}-{AliasUnit.objects.filter(teks=nama).count()}"
        )

    return kerjakan


def test_four_workers_at_one_job_do_each_piece_once(catat: Any) -> None:
    staf = bantu.pengguna("panitia")
    with jenis_uji(catat, potongan=[{"n": n} for n in range(40)]) as jenis:
        pekerjaan = mulai_pekerjaan(oleh=staf, jenis=jenis, instansi=bantu.instansi())

        def kerja(_: int) -> None:
            di_utas(lambda: lanjutkan(pekerjaan.pk, irisan=30))

        with ThreadPoolExecutor(4) as utas:
            list(utas.map(kerja, range(4)))
        lanjutkan(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert (pekerjaan.status, pekerjaan.total, pekerjaan.selesai) == ("selesai", 40, 40)
    assert sorted(AliasUnit.objects.values_list("teks", flat=True)) == sorted(f"n{n}" for n in range(40))


def test_a_piece_under_way_when_its_job_is_cancelled_leaves_nothing(catat: Any) -> None:
    staf = bantu.pengguna("panitia")

    def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> None:
        catat(pekerjaan, parameter)
        if parameter["n"] == 1:
            di_utas(lambda: batalkan_pekerjaan(oleh=staf, pekerjaan=pekerjaan))

    with jenis_uji(kerjakan) as jenis:
        pekerjaan = mulai_pekerjaan(oleh=staf, jenis=jenis, instansi=bantu.instansi())
        lanjutkan(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert (pekerjaan.status, pekerjaan.selesai) == ("dibatalkan", 1)
    assert list(AliasUnit.objects.values_list("teks", flat=True)) == ["n0"]


def test_a_living_worker_keeps_its_piece_however_long_it_takes(
    catat: Any, monkeypatch: pytest.MonkeyPatch
) -> None:

    from datetime import timedelta

    from kantor.services import potongan
    from kantor.services.pekerjaan import penyapu

    monkeypatch.setattr(potongan, "TENGGANG", timedelta(seconds=-1))
    staf = bantu.pengguna("panitia")

    def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> None:
        di_utas(penyapu)
        assert di_utas(
            lambda: set(pekerjaan.potongan.filter(status="diambil").values_list("urutan", flat=True))
        )
        catat(pekerjaan, parameter)

    with jenis_uji(kerjakan) as jenis:
        pekerjaan = mulai_pekerjaan(oleh=staf, jenis=jenis, instansi=bantu.instansi())
        lanjutkan(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert pekerjaan.status == "selesai"
    assert AliasUnit.objects.count() == 3


def test_two_who_enter_the_same_nip_at_once_are_both_answered_in_words() -> None:
    def kedua() -> Any:
        try:
            return tambah_pegawai(oleh=None, nip=bantu.nip(1), nama="Rina Siregar")
        except TidakValid as galat:
            return galat.rincian

    with ThreadPoolExecutor(1) as utas:
        with transaction.atomic():
            tambah_pegawai(oleh=None, nip=bantu.nip(1), nama="Rina Siregar")
            hasil = utas.submit(lambda: di_utas(kedua))
            time.sleep(0.5)  # the other has looked, and waits for this row
        assert hasil.result(timeout=30) == {"nip": ["NIP ini sudah ada pada data pegawai."]}
