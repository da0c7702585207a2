"""Everybody sees how they stand while the training goes on, with a warning before it is too late."""

from __future__ import annotations

from decimal import Decimal

import pytest

from diklat.models import Gelombang
from kantor.services.akun import akun_peserta
from peserta.lib.kehadiran import Aturan, Hitungan, posisi
from tests.peserta import buat, langkah

JP = 45 * 60


def hitung(hadir: int, belum: int, *, total: int = 40, sesi: int = 20, alpa: int = 0) -> Hitungan:
    """JP attended and not yet recorded, of all."""
    return Hitungan(total * JP, hadir * JP, sesi, alpa, belum // 2, belum * JP)


@pytest.mark.parametrize(
    ("h", "kalimat", "awas", "lewat"),
    [
        (hitung(0, 40), "paling banyak 4 JP.", False, False),
        (hitung(10, 30), "paling banyak 4 JP.", False, False),
        (hitung(8, 30), "paling banyak 2 JP.", False, False),
        (hitung(7, 30), "paling banyak 1 JP. Usahakan hadir", True, False),
        (hitung(6, 30), "paling banyak 0 JP. Usahakan hadir", True, False),
        (hitung(5, 30), "tidak dapat terpenuhi lagi", False, True),
        (hitung(36, 0), "Syarat kehadiran terpenuhi.", False, False),
        (hitung(8, 30, alpa=1), "tanpa keterangan 1 sesi lagi.", False, False),
        (hitung(8, 30, alpa=2), "tanpa keterangan 0 sesi lagi. Usahakan", True, False),
        (hitung(30, 4, alpa=3), "tidak dapat terpenuhi lagi", False, True),
    ],
)
def test_the_warning_comes_before_it_is_too_late(h, kalimat, awas, lewat):
    hasil = posisi(h, Aturan())
    assert kalimat in hasil.kalimat
    assert (hasil.awas, hasil.lewat) == (awas, lewat)


def test_a_limit_that_is_missed_by_one_second_is_missed():
    assert posisi(Hitungan(40 * JP, 30 * JP, 20, 0, 1, 6 * JP - 1), Aturan()).lewat
    assert not posisi(Hitungan(40 * JP, 30 * JP, 20, 0, 1, 6 * JP), Aturan()).lewat


@pytest.mark.django_db
def test_a_peserta_reads_the_own_standing_on_the_first_page_and_on_that_of_the_training(client):
    g = buat.gelombang(mulai=0, dibuka=False)
    for status in ("dibuka", "ditutup", "berlangsung"):
        Gelombang.objects.filter(pk=g.pk).update(status=status)
    satu, lain = langkah.rombongan(g, 2, buat.pohon()["a1"])
    sesi = langkah.sesi(g, 10, menit=45)
    langkah.hadir(sesi[0], satu, "H")
    langkah.hadir(sesi[1], satu, "A")
    langkah.hadir(sesi[0], lain, "H")
    client.force_login(akun_peserta(oleh=None, pegawai=satu.pegawai))
    for alamat in ("/saya/", f"/saya/{satu.nomor}/"):
        teks = " ".join(client.get(alamat).text.split())
        assert "1 JP hadir" in teks
        assert "Usahakan hadir di semua sesi berikutnya." in teks
    assert "paling sedikit 9 JP" in " ".join(client.get("/saya/").text.split())
    client.force_login(akun_peserta(oleh=None, pegawai=lain.pegawai))
    assert "Usahakan" not in client.get("/saya/").text
    assert Decimal(g.kurikulum.hadir_minimal) == 90
