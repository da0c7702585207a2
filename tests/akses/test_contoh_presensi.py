"""What the demo shows of attendance: two days read at the door, some words by hand, one person near the limit."""

import pytest

from diklat.models import Gelombang
from kantor.models import Pengguna
from peserta.models import KartuPeserta, Kehadiran, Pindaian
from peserta.queries.kehadiran import rekap_kehadiran

pytestmark = [pytest.mark.lambat, pytest.mark.usefixtures("basis_contoh")]


def test_the_running_training_is_scanned_but_for_a_few():
    g = Gelombang.objects.get(slug="demo-berjalan")
    hadir = Kehadiran.objects.filter(sesi__gelombang=g)
    tangan = hadir.filter(sumber="tangan")
    assert hadir.filter(sumber="pindai").count() > 150
    assert set(tangan.values_list("kode", flat=True)) == {"H", "I", "S", "DL", "A"}
    assert tangan.filter(kode="S").exclude(surat=None).exists()
    assert hadir.filter(kode="T").exists()
    assert KartuPeserta.objects.filter(pendaftaran__gelombang=g, dicabut=None).count() == 28
    assert set(Pindaian.objects.values_list("hasil", flat=True)) == {"hadir", "sudah", "tidak_dikenal"}


def test_peserta2_is_warned_and_peserta1_is_not():
    rekap = rekap_kehadiran(Gelombang.objects.get(slug="demo-berjalan"))
    for akun, awas in (("peserta1", False), ("peserta2", True)):
        [p] = Pengguna.objects.get(username=akun).pegawai.pendaftaran.filter(gelombang__slug="demo-berjalan")
        assert rekap[p.pk].posisi.awas is awas
