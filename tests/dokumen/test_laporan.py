"""The laporan penyelenggaraan: its numbers, its PDF, its tables as Excel."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from dokumen.models import Laporan
from dokumen.queries.laporan import susun_laporan
from dokumen.services.laporan import buat_laporan
from dokumen.services.sertifikat import terbitkan
from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.models import Pejabat
from kantor.services.berkas import boleh_buka
from penilaian.services.hasil import tetapkan_hasil
from penilaian.services.penutupan import buka_kembali_gelombang, tutup_gelombang
from peserta.services.kehadiran import Catatan, catat_banyak
from tests.dokumen import terbit
from tests.dokumen.cetak.bahan import teks
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def g(staf):
    """Four people, one of whom missed the only session and is not lulus."""
    g = terbit.gelombang(staf, 4, sebutan="Gelombang I")
    buka_kembali_gelombang(oleh=staf, gelombang=g, alasan="Uji.")
    absen = terbit.satu(g, 4)
    catat_banyak(oleh=staf, sesi=g.sesi.get(), catatan={absen.pk: Catatan("A")})
    tetapkan_hasil(oleh=staf, pendaftaran=absen, putusan="tidak_lulus", alasan="Tidak hadir.")
    tutup_gelombang(oleh=staf, gelombang=g)
    terbitkan(oleh=staf, gelombang=g)
    return g


def test_the_numbers_are_those_of_the_rows(g):
    laporan = susun_laporan(g, g.selesai)
    assert (laporan.peserta, laporan.lulus, laporan.sertifikat, laporan.pendaftar) == (4, 3, 3, 4)
    assert laporan.kehadiran_rata == 75
    assert {b.label: b.jumlah for b in laporan.hasil} == {"Lulus": 3, "Tidak lulus": 1}
    assert [(s.hadir, s.seharusnya, s.jp) for s in laporan.sesi] == [(3, 4, Decimal(2))]
    assert [b.hasil for b in laporan.daftar] == ["Lulus"] * 3 + ["Tidak lulus"]
    assert [bool(b.sertifikat) for b in laporan.daftar] == [True] * 3 + [False]


def test_a_share_just_below_the_limit_is_cut_not_rounded(g):
    [hadir], _kosong = langkah.sesi(g, menit=8909), langkah.sesi(g, menit=1000)
    langkah.hadir(hadir, terbit.satu(g, 1), "H")  # with the 90 minutes before: 8999 of 9999
    laporan = susun_laporan(g, g.selesai)
    assert laporan.daftar[0].kehadiran == Decimal("89.99")
    assert [s.hadir for s in laporan.sesi if s.nama == "Sesi 1"] == [3, 1, 0]


def test_who_was_called_and_did_not_come_stands_in_the_notes(g, staf):
    g.pendaftaran.filter(ndh=4).update(status="dikonfirmasi", ndh=None)
    laporan = susun_laporan(g, g.selesai)
    assert laporan.peserta == 3
    assert "1 orang dipanggil tetapi tidak hadir: " in laporan.catatan[0]


def test_the_worker_makes_the_pdf_and_the_same_tables_as_excel(g, staf):
    pekerjaan = buat_laporan(oleh=staf, gelombang=g)
    terbit.cetak("laporan_gelombang")
    pekerjaan.refresh_from_db()
    laporan = Laporan.objects.get()
    assert (pekerjaan.status, pekerjaan.hasil) == ("selesai", laporan.pdf)
    tulisan = teks(terbit.isi(laporan.pdf))
    for potong in ("Diklat Pelayanan Prima", "75,0%", "3 dari 4 peserta"):
        assert potong in tulisan, potong
    buku = CalamineWorkbook.from_filelike(io.BytesIO(terbit.isi(laporan.excel)))
    assert buku.sheet_names[:2] == ["Peserta", "Kehadiran per sesi"]
    baris = buku.get_sheet_by_name("Peserta").to_python()
    assert sum("Lulus" in b for b in baris) == 3


def test_only_those_who_see_the_gelombang_fetch_it(g, staf):
    buat_laporan(oleh=staf, gelombang=g)
    terbit.cetak("laporan_gelombang")
    laporan = Laporan.objects.get()
    for akun, boleh in ((staf, True), (buat.akun("pimpinan"), True), (buat.akun("admin", "padang"), False)):
        assert [boleh_buka(akun, b) for b in (laporan.pdf, laporan.excel)] == [boleh, boleh]
    with pytest.raises(TidakDitemukan):
        buat_laporan(oleh=buat.akun("admin", "padang"), gelombang=g)


def test_before_the_start_or_without_a_signer_there_is_no_report(g, staf):
    with pytest.raises(KeadaanBerubah):
        buat_laporan(oleh=staf, gelombang=buat.gelombang(mulai=90))
    Pejabat.objects.all().delete()
    with pytest.raises(TidakValid, match="penanda tangan"):
        buat_laporan(oleh=staf, gelombang=g)
