"""What must never be so is refused by the database itself, whoever writes."""

from __future__ import annotations

import io

import pytest
from django.db import DatabaseError, transaction
from PIL import Image

from diklat.models import Gelombang, KuotaUnit, Kurikulum, Modul, Program, SyaratBerkas
from dokumen.models import GambarBeku, JenisSertifikat, PenghitungNomor
from kantor.models import Berkas, Pengguna, Peran
from kantor.services.berkas import simpan_berkas
from peserta.models import BerkasPendaftaran, Pendaftaran
from tests.peserta import buat

pytestmark = pytest.mark.django_db


def ditolak(tulis) -> bool:
    try:
        with transaction.atomic():
            tulis()
    except DatabaseError:
        return True
    return False


def _berkas(g: Gelombang) -> Berkas:
    isi = io.BytesIO()
    Image.new("RGB", (8, 8)).save(isi, "PNG")
    return simpan_berkas(oleh=None, instansi=g.instansi, isi=isi.getvalue(), nama="surat.png")


def test_a_frozen_picture_is_neither_changed_nor_deleted():
    GambarBeku.objects.create(sha256="a" * 64, isi=b"gambar")
    semua = GambarBeku.objects.all()
    assert ditolak(lambda: semua.update(isi=b"lain"))
    assert ditolak(semua.delete)


def test_a_register_never_counts_backwards():
    PenghitungNomor.objects.create(
        instansi=buat.instansi(), jenis=JenisSertifikat.LULUS, tahun=2026, terakhir=7
    )
    semua = PenghitungNomor.objects.all()
    assert ditolak(lambda: semua.update(terakhir=6))
    assert ditolak(semua.delete)
    assert semua.update(terakhir=9) == 1


def test_modul_of_a_used_kurikulum_stay_as_they_are():
    kurikulum = buat.kurikulum()
    modul = Modul.objects.filter(kurikulum=kurikulum)
    assert modul.update(nama="Masih boleh") == 1
    Kurikulum.objects.filter(pk=kurikulum.pk).update(beku=True)
    assert ditolak(lambda: modul.update(jp=9))
    assert ditolak(modul.delete)
    assert ditolak(lambda: Modul.objects.create(kurikulum=kurikulum, urutan=9, nama="Baru", jp=1))


def test_a_file_answers_a_condition_of_the_own_gelombang():
    unit = buat.pohon()
    sini, sana = buat.gelombang(), buat.gelombang(mulai=90)
    p = buat.daftarkan(sini, 1, unit["a1"])
    milik, lain = (
        SyaratBerkas.objects.create(gelombang=g, nama="Surat", kapan="pendaftaran") for g in (sini, sana)
    )
    assert ditolak(lambda: Pendaftaran.objects.filter(pk=p.pk).update(gelombang=sana, rentang=sana.rentang))
    assert ditolak(lambda: SyaratBerkas.objects.filter(pk=milik.pk).update(gelombang=sana))
    assert ditolak(lambda: BerkasPendaftaran.objects.create(pendaftaran=p, syarat=lain, berkas=_berkas(sini)))
    assert ditolak(lambda: BerkasPendaftaran.objects.create(pendaftaran=p, syarat=milik, berkas=None))
    assert BerkasPendaftaran.objects.create(pendaftaran=p, syarat=milik, berkas=_berkas(sini)).pk


def test_a_quota_of_nobody_is_no_quota():
    unit = buat.pohon()
    assert ditolak(lambda: KuotaUnit.objects.create(gelombang=buat.gelombang(), unit=unit["a"], kuota=0))


def test_an_operator_stands_in_a_unit_of_the_same_instansi():
    unit = buat.pohon()
    akun = Pengguna.objects.create(username="op", nama="Operator")
    assert ditolak(
        lambda: Peran.objects.create(
            pengguna=akun, jenis="operator", instansi=buat.instansi("padang"), unit=unit["a"]
        )
    )
    assert Peran.objects.create(pengguna=akun, jenis="operator", instansi=buat.instansi(), unit=unit["a"]).pk


def test_a_gelombang_belongs_to_the_instansi_of_its_program():
    g = buat.gelombang()
    lain = buat.instansi("padang")
    assert ditolak(lambda: Gelombang.objects.filter(pk=g.pk).update(instansi=lain))
    assert ditolak(lambda: Program.objects.filter(pk=g.kurikulum.program_id).update(instansi=lain))
    asing = buat.kurikulum("padang")
    assert ditolak(lambda: Gelombang.objects.filter(pk=g.pk).update(kurikulum=asing))
    assert ditolak(lambda: Kurikulum.objects.filter(pk=g.kurikulum_id).update(program=asing.program))
