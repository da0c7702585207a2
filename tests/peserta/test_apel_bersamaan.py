"""A letter and a roll call in the same minute: whoever comes second sees what the first wrote."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from peserta.models import Apel, CatatanApel
from peserta.services.apel import buka_apel, catat_apel
from peserta.services.halangan import catat_halangan, hapus_halangan
from tests.peserta import buat
from tests.peserta.test_apel import pegawai

pytestmark = pytest.mark.django_db(transaction=True)


def beradu(dahulu: Callable[[], Any], kemudian: Callable[[], Any]) -> Any:
    """`kemudian` begins on a connection of its own while `dahulu` has done its work and not committed it."""

    def lakukan() -> Any:
        try:
            return kemudian()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as utas:
        with transaction.atomic():
            dahulu()
            hasil = utas.submit(lakukan)
            time.sleep(0.5)
        return hasil.result(timeout=30)


@pytest.fixture
def tempat():
    pohon, panitia = buat.pohon(), buat.akun("panitia")
    [satu] = pegawai(1, pohon["a1"])
    surat = {"oleh": panitia, "pegawai": satu, "jenis": "C", "mulai": timezone.localdate()}
    buka = {"oleh": panitia, "opd": pohon["a"], "tanggal": timezone.localdate(), "semua_hadir": False}
    return panitia, satu, surat | {"selesai": timezone.localdate()}, buka


def test_a_roll_call_opened_beside_a_letter_stands_under_it(tempat):
    _, satu, surat, buka = tempat
    beradu(lambda: catat_halangan(**surat), lambda: buka_apel(**buka))
    baris = CatatanApel.objects.get(pegawai=satu)
    assert (baris.kode, baris.halangan is not None) == ("C", True)


def test_a_letter_recorded_beside_an_opening_reaches_its_rows(tempat):
    _, satu, surat, buka = tempat
    beradu(lambda: buka_apel(**buka), lambda: catat_halangan(**surat))
    baris = CatatanApel.objects.get(pegawai=satu)
    assert (baris.kode, baris.halangan is not None) == ("C", True)


def test_a_code_set_beside_a_letter_does_not_undo_it(tempat):
    panitia, satu, surat, buka = tempat
    apel = buka_apel(**buka)
    hasil = beradu(
        lambda: catat_halangan(**surat),
        lambda: catat_apel(oleh=panitia, apel=apel, catatan={satu.pk: "I"}, awal={satu.pk: "A"}),
    )
    assert hasil.tertinggal == [satu.nama]
    assert CatatanApel.objects.get(pegawai=satu).kode == "C"


def test_a_letter_taken_back_beside_an_opening_leaves_no_trace_on_it(tempat):
    panitia, satu, surat, buka = tempat
    halangan = catat_halangan(**surat)
    beradu(lambda: hapus_halangan(oleh=panitia, halangan=halangan), lambda: buka_apel(**buka))
    baris = CatatanApel.objects.get(pegawai=satu)
    assert (baris.kode, baris.halangan) == ("A", None)
    assert Apel.objects.get().kurang == 0
