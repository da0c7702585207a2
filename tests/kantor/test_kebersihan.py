"""The hourly round throws away what nobody needs and nothing else, with the rights of the running application."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db.models.signals import pre_delete
from django.utils import timezone

from kantor.models import Berkas, Impor, Pekerjaan, PotonganPekerjaan
from kantor.services.berkas import simpan_hasil
from kantor.services.impor import unggah_impor
from kantor.services.kebersihan import bersihkan, hapus_berkas_tak_dirujuk
from kantor.services.unit import muat_wilayah
from tests.kantor import bantu

pytestmark = pytest.mark.django_db
LAMA = timezone.now() - timedelta(days=9)


def hasil(**lain: Any) -> Pekerjaan:
    berkas = simpan_hasil(oleh=None, instansi=bantu.instansi(), isi=b"PK", nama="hasil", jenis="zip")
    Berkas.objects.filter(pk=berkas.pk).update(dibuat=LAMA)
    nilai = {
        "jenis": "uji",
        "judul": "Uji",
        "instansi": bantu.instansi(),
        "status": "selesai",
        "hasil": berkas,
    }
    pekerjaan = Pekerjaan.objects.create(**(nilai | lain))
    PotonganPekerjaan.objects.create(pekerjaan=pekerjaan, urutan=0, status="selesai")
    return pekerjaan


def unggah() -> Impor:
    staf = bantu.pengguna("panitia")
    berkas = bantu.excel(["NIP", "NAMA", "UNIT KERJA"], [[bantu.nip(1), "Siti", "Kecamatan Medan Kota"]])
    return unggah_impor(oleh=staf, instansi=bantu.instansi(), jenis="pegawai", isi=berkas, nama="a.xlsx")


def test_results_past_their_date_and_old_imports_go_others_stay(
    hak_app: Callable[[], AbstractContextManager[None]], caplog: pytest.LogCaptureFixture
) -> None:
    bantu.instansi()
    muat_wilayah(oleh=None)
    lewat, masih = hasil(kedaluwarsa=LAMA), hasil(kedaluwarsa=timezone.now() + timedelta(days=1))
    impor_lama, impor_baru = unggah(), unggah()
    Impor.objects.filter(pk=impor_lama.pk).update(dibuat=LAMA)
    Berkas.objects.filter(pk=impor_lama.berkas_id).update(dibuat=LAMA)
    with hak_app(), caplog.at_level(logging.ERROR):
        bersihkan()
    assert not caplog.records
    for satu in (lewat, masih, impor_lama, impor_baru):
        satu.refresh_from_db()
    assert (lewat.hasil, lewat.kedaluwarsa, lewat.potongan.count()) == (None, None, 0)
    assert (masih.hasil is not None, masih.potongan.count()) == (True, 1)
    assert (impor_lama.status, impor_lama.baris.count()) == ("dibatalkan", 0)
    assert (impor_lama.kunci, impor_lama.berkas) == (None, None)
    assert (impor_baru.status, impor_baru.baris.count()) == ("siap", 1)
    assert set(Berkas.objects.all()) == {masih.hasil, impor_baru.berkas}


def test_a_confirmed_import_whose_job_ended_is_forgotten_too_but_not_one_at_work() -> None:
    bantu.instansi()
    muat_wilayah(oleh=None)
    semua = {}
    for status in ("gagal", "berjalan"):
        impor = unggah()
        pekerjaan = Pekerjaan.objects.create(
            jenis="impor.terapkan", judul="Menyimpan", instansi=bantu.instansi(), status=status
        )
        Impor.objects.filter(pk=impor.pk).update(
            status="dikonfirmasi", dikonfirmasi=LAMA, dibuat=LAMA, pekerjaan=pekerjaan
        )
        semua[status] = impor
    bersihkan()
    for impor in semua.values():
        impor.refresh_from_db()
    assert (semua["gagal"].status, semua["gagal"].kunci, semua["gagal"].baris.count()) == (
        "dibatalkan",
        None,
        0,
    )
    assert (semua["berjalan"].status, semua["berjalan"].baris.count()) == ("dikonfirmasi", 1)
    assert semua["berjalan"].kunci


def test_a_file_referenced_while_others_are_deleted_keeps_its_row_and_its_content(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    semua = [
        simpan_hasil(oleh=None, instansi=bantu.instansi(), isi=b"PK", nama=n, jenis="zip") for n in "abc"
    ]
    Berkas.objects.update(dibuat=LAMA)
    dirujuk: list[Berkas] = []

    def rujuk(instance: Berkas, **_: Any) -> None:
        if not dirujuk:
            dirujuk.append(next(b for b in semua if b.pk != instance.pk))
            Pekerjaan.objects.create(jenis="uji", judul="Uji", instansi=bantu.instansi(), hasil=dirujuk[0])

    pre_delete.connect(rujuk, sender=Berkas)
    try:
        with django_capture_on_commit_callbacks() as sesudah:
            hapus_berkas_tak_dirujuk()
    finally:
        pre_delete.disconnect(rujuk, sender=Berkas)
    assert list(Berkas.objects.all()) == dirujuk
    assert Pekerjaan.objects.get().hasil == dirujuk[0]
    assert all(default_storage.exists(b.isi.name) for b in semua), "before the commit no content goes"
    for lakukan in sesudah:
        lakukan()
    assert [b for b in semua if default_storage.exists(b.isi.name)] == dirujuk


def test_a_stranger_s_file_nobody_sent_goes_after_hours_staff_s_after_a_day() -> None:
    staf = bantu.pengguna("panitia")
    tamu, milik = (
        simpan_hasil(oleh=oleh, instansi=bantu.instansi(), isi=b"PK", nama="a", jenis="zip")
        for oleh in (None, staf)
    )
    Berkas.objects.update(dibuat=timezone.now() - timedelta(hours=5))
    hapus_berkas_tak_dirujuk()
    assert set(Berkas.objects.all()) == {tamu, milik}
    Berkas.objects.update(dibuat=timezone.now() - timedelta(hours=7))
    hapus_berkas_tak_dirujuk()
    assert set(Berkas.objects.all()) == {milik}
