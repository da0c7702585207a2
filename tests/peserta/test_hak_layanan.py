"""Who may do what is asked by each service, not only by the pages in front of it."""

from __future__ import annotations

import datetime

import pytest

from diklat.models import PanitiaProgram, Program
from diklat.services.gelombang import (
    atur_syarat,
    buat_gelombang,
    buka_pendaftaran,
    hapus_gelombang,
    mulai_gelombang,
    salin_gelombang,
    tutup_pendaftaran,
)
from kantor.galat import TidakBerhak, TidakDitemukan
from peserta.services.cadangan import jawab_tawaran, kembalikan_ke_cadangan, tawarkan_kursi
from peserta.services.gelombang import atur_kuota_unit, batalkan_gelombang, kembali_ke_draf, ubah_gelombang
from peserta.services.pendaftaran import pindah_gelombang, tarik
from tests.peserta import buat

pytestmark = pytest.mark.django_db

HARI = datetime.date(2027, 1, 4)
RENCANA = {"sebutan": "Gelombang X", "kuota": 3, "mulai": HARI, "selesai": HARI, "tempat": "Balai"}
PADA_GELOMBANG = [
    (buka_pendaftaran, {}),
    (tutup_pendaftaran, {}),
    (mulai_gelombang, {}),
    (hapus_gelombang, {}),
    (salin_gelombang, {"sebutan": "Salinan", "mulai": HARI}),
    (atur_syarat, {"nama": "Surat usulan", "kapan": "pendaftaran"}),
    (ubah_gelombang, {"kuota": 40}),
    (atur_kuota_unit, {"kuota": {}}),
    (kembali_ke_draf, {}),
    (batalkan_gelombang, {"alasan": "Banjir"}),
    (tawarkan_kursi, {}),
]
PADA_PENDAFTARAN = [
    (tarik, {"alasan": "Mundur"}),
    (jawab_tawaran, {"terima": True}),
    (kembalikan_ke_cadangan, {}),
]


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.mark.parametrize(("layanan", "isi"), PADA_GELOMBANG)
def test_a_gelombang_is_changed_by_those_who_work_on_it_only(layanan, isi):
    g = buat.gelombang()
    with pytest.raises(TidakDitemukan):
        layanan(oleh=buat.akun("panitia", "padang"), gelombang=g, **isi)
    with pytest.raises(TidakBerhak):
        layanan(oleh=buat.akun("pimpinan"), gelombang=g, **isi)


@pytest.mark.parametrize(("layanan", "isi"), PADA_PENDAFTARAN)
def test_a_registration_is_changed_by_those_who_speak_for_it_only(layanan, isi, unit):
    p = buat.daftarkan(buat.gelombang(), 1, unit["a1"])
    for orang in (buat.akun("panitia", "padang"), buat.akun("operator", unit=unit["b"])):
        with pytest.raises(TidakDitemukan):
            layanan(oleh=orang, pendaftaran=p, **isi)
    with pytest.raises(TidakBerhak):
        layanan(oleh=buat.akun("pimpinan"), pendaftaran=p, **isi)


def test_a_gelombang_is_planned_for_programs_one_works_on():
    kurikulum = buat.kurikulum()
    with pytest.raises(TidakDitemukan):
        buat_gelombang(oleh=buat.akun("panitia", "padang"), kurikulum=kurikulum, **RENCANA)
    terbatas = buat.akun("panitia")
    lain = Program.objects.create(instansi=buat.instansi(), kode="lain", nama="Program lain")
    PanitiaProgram.objects.create(pengguna=terbatas, program=lain)
    with pytest.raises(TidakBerhak):
        buat_gelombang(oleh=terbatas, kurikulum=kurikulum, **RENCANA)
    assert buat_gelombang(oleh=buat.akun("panitia"), kurikulum=kurikulum, **RENCANA).status == "draf"


def test_a_draft_is_not_handed_to_a_program_of_another_office():
    g = buat.gelombang(dibuka=False)
    with pytest.raises(TidakDitemukan):
        ubah_gelombang(oleh=buat.akun(), gelombang=g, kurikulum=buat.kurikulum("padang"))


def test_a_swap_needs_the_right_on_both_ends(unit):
    sini = buat.gelombang()
    sana = buat.gelombang(mulai=90, kurikulum=buat.kurikulum("padang"))
    p = buat.daftarkan(sini, 1, unit["a1"])
    for kode in ("medan", "padang"):
        with pytest.raises(TidakDitemukan):
            pindah_gelombang(oleh=buat.akun("panitia", kode), pendaftaran=p, ke=sana)
