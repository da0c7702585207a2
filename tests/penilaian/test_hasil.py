"""Outcomes: suggested, decided, and the gelombang that closes only when everybody has one."""

from __future__ import annotations

import pytest
from django.utils import timezone

from diklat.models import Gelombang
from diklat.services.gelombang import tutup_pendaftaran
from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from kantor.models import Pegawai
from penilaian.models import Hasil
from penilaian.queries.hasil import hitung_hasil, usulkan_hasil
from penilaian.queries.kelayakan import kelayakan
from penilaian.services.hasil import hapus_hasil, terapkan_usulan, tetapkan_hasil, tetapkan_massal
from penilaian.services.penutupan import buka_kembali_gelombang, tutup_gelombang
from peserta.models import Pendaftaran
from peserta.services.biodata import konfirmasi_nama
from peserta.services.kehadiran import Catatan, catat_banyak, catat_semua_hadir
from peserta.services.pemanggilan import konfirmasi
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def g(staf):
    """Four seated and one who was called and never came; ten sessions."""
    unit = buat.unit("12.71.09", jenis="kecamatan")
    g = buat.gelombang(kuota=5)
    tutup_pendaftaran(oleh=staf, gelombang=g)
    langkah.rombongan(g, 4, unit)
    dipanggil(g, unit)
    langkah.sesi(g, 10)
    g.status = "berlangsung"
    g.save()
    return g


def dipanggil(g, unit):
    orang = Pegawai.objects.create(
        nip=buat.nip(1), nama="Zul Tanjung", status_kepegawaian="pns", unit=unit, opd=unit.opd
    )
    return Pendaftaran.objects.create(
        nomor="UJI-ABSEN", gelombang=g, pegawai=orang, status="dipanggil", jalur="impor", rentang=g.rentang,
        nama=orang.nama, nama_kunci="zul tanjung", status_kepegawaian="pns", unit=unit, dibuat=timezone.now(),
    )  # fmt: skip


def semua(g):
    return list(g.pendaftaran.order_by("ndh"))


def isi_kehadiran(g, staf, kecuali: dict[int, list[str]] | None = None):
    """All present but the codes given per person, from the first session on."""
    sesi = list(g.sesi.order_by("mulai"))
    for pk, kode in (kecuali or {}).items():
        for satu, k in zip(sesi, kode, strict=False):
            catat_banyak(oleh=staf, sesi=satu, catatan={pk: Catatan(k)})
    for satu in sesi:
        catat_semua_hadir(oleh=staf, sesi=satu)


def test_the_rule_suggests_and_gives_its_reasons(g, staf):
    a, b, c, d, absen = semua(g)
    isi_kehadiran(g, staf, {b.pk: ["I"], c.pk: ["S", "S"], d.pk: ["A"] * 10})
    usul = {u.pendaftaran.pk: (u.putusan, u.alasan) for u in usulkan_hasil(g)}
    assert usul[a.pk] == ("lulus", "")
    assert usul[b.pk] == ("lulus", "")
    assert usul[c.pk] == ("mengikuti", "Kehadiran 80,00 % JP, di bawah batas 90 %.")
    assert usul[d.pk][0] == "tidak_lulus"
    assert "Tanpa keterangan pada 10 sesi, melebihi batas 2 sesi." in usul[d.pk][1]
    assert usul[absen.pk] == ("gugur", "Tidak hadir pada registrasi ulang.")


def test_suggestions_are_taken_over_for_those_without_an_outcome(g, staf):
    a, b, *_ = semua(g)
    isi_kehadiran(g, staf)
    tetapkan_hasil(oleh=staf, pendaftaran=a, putusan="ditunda", alasan="Menunggu berkas.")
    assert terapkan_usulan(oleh=staf, gelombang=g, kualifikasi="Memuaskan") == 4
    assert terapkan_usulan(oleh=staf, gelombang=g) == 0
    assert hitung_hasil(g) == {"lulus": 3, "ditunda": 1, "gugur": 1}
    assert Hasil.objects.get(pendaftaran=b).kualifikasi == "Memuaskan"
    assert Hasil.objects.get(putusan="gugur").kualifikasi == ""


def test_while_attendance_has_gaps_no_suggestion_is_taken_over(g, staf):
    catat_semua_hadir(oleh=staf, sesi=g.sesi.first())
    with pytest.raises(KeadaanBerubah, match="Kehadiran 4 peserta belum lengkap"):
        terapkan_usulan(oleh=staf, gelombang=g)
    assert not Hasil.objects.exists()


@pytest.mark.parametrize("putusan", ["tidak_lulus", "ditunda", "mengundurkan_diri", "gugur", "meninggal"])
def test_anything_but_success_needs_a_reason(g, staf, putusan):
    a, *_ = semua(g)
    with pytest.raises(TidakValid):
        tetapkan_hasil(oleh=staf, pendaftaran=a, putusan=putusan)
    hasil = tetapkan_hasil(oleh=staf, pendaftaran=a, putusan=putusan, alasan=" Alasan. ")
    assert (hasil.putusan, hasil.alasan, hasil.ditetapkan_oleh) == (putusan, "Alasan.", staf)


def test_lulus_below_the_rule_needs_a_reason_that_stays_readable(g, staf):
    a, *_ = semua(g)
    isi_kehadiran(g, staf, {a.pk: ["S"] * 3})
    with pytest.raises(TidakValid, match="70,00 %"):
        tetapkan_hasil(oleh=staf, pendaftaran=a, putusan="lulus")
    tetapkan_hasil(oleh=staf, pendaftaran=a, putusan="lulus", alasan="Mengikuti kelas susulan.")
    baris = next(k for k in kelayakan(g) if k.pendaftaran.pk == a.pk)
    assert baris.jenis == "lulus"
    assert any("Mengikuti kelas susulan." in pesan for pesan in baris.peringatan)


def test_who_never_came_cannot_pass(g, staf):
    *_, absen = semua(g)
    with pytest.raises(KeadaanBerubah):
        tetapkan_hasil(oleh=staf, pendaftaran=absen, putusan="lulus", alasan="x")
    assert tetapkan_hasil(oleh=staf, pendaftaran=absen, putusan="gugur", alasan="Tidak datang.")


def test_many_get_the_same_outcome_and_whom_it_does_not_fit_is_named(g, staf):
    a, b, *_, absen = semua(g)
    isi_kehadiran(g, staf)
    jumlah, tetap = tetapkan_massal(oleh=staf, gelombang=g, pilihan=[a.pk, b.pk, absen.pk], putusan="lulus")
    assert (jumlah, list(tetap)) == (2, [absen.pk])
    assert "tidak registrasi ulang" in tetap[absen.pk]
    assert set(Hasil.objects.values_list("pendaftaran", "putusan")) == {(a.pk, "lulus"), (b.pk, "lulus")}
    with pytest.raises(TidakDitemukan):
        tetapkan_massal(oleh=staf, gelombang=g, pilihan=[a.pk, 0], putusan="lulus")


def test_others_offices_and_readers_decide_nothing(g):
    a, *_ = semua(g)
    with pytest.raises(TidakDitemukan):
        tetapkan_hasil(oleh=buat.akun("panitia", "padang"), pendaftaran=a, putusan="lulus")
    with pytest.raises(TidakBerhak):
        tetapkan_hasil(oleh=buat.akun("pimpinan"), pendaftaran=a, putusan="lulus")


def test_a_gelombang_closes_only_when_everybody_has_an_outcome_and_names_who_has_not(g, staf):
    a, *_ = semua(g)
    isi_kehadiran(g, staf)
    terapkan_usulan(oleh=staf, gelombang=g)
    hapus_hasil(oleh=staf, pendaftaran=a)
    with pytest.raises(KeadaanBerubah, match=f"1 peserta belum memiliki hasil: {a.nama_lengkap}"):
        tutup_gelombang(oleh=staf, gelombang=g)
    terapkan_usulan(oleh=staf, gelombang=g)
    assert tutup_gelombang(oleh=staf, gelombang=g).status == "selesai"
    with pytest.raises(KeadaanBerubah):
        tetapkan_hasil(oleh=staf, pendaftaran=a, putusan="gugur", alasan="x")
    with pytest.raises(TidakValid):
        buka_kembali_gelombang(oleh=staf, gelombang=g, alasan="")
    buka_kembali_gelombang(oleh=staf, gelombang=g, alasan="Hasil keliru.")
    assert tetapkan_hasil(oleh=staf, pendaftaran=a, putusan="gugur", alasan="Keluar.")


def test_who_was_never_called_ends_with_the_gelombang(staf):
    unit = buat.unit("12.71.09", jenis="kecamatan")
    g = buat.gelombang(kuota=1)
    orang = [buat.daftarkan(g, n, unit) for n in range(2)]
    langkah.duduk(g, staf)
    langkah.selesai(g, staf)
    for p in orang:
        p.refresh_from_db()
    assert [p.status for p in orang] == ["hadir", "dibatalkan"]
    assert orang[1].alasan == "Gelombang selesai tanpa pemanggilan."


def test_each_without_a_certificate_has_the_reason(g, staf):
    a, b, c, d, absen = semua(g)
    isi_kehadiran(g, staf, {c.pk: ["S", "S"]})
    konfirmasi_nama(oleh=staf, pendaftaran=a)
    for p in (a, b, c):
        u = next(u for u in usulkan_hasil(g) if u.pendaftaran.pk == p.pk)
        tetapkan_hasil(oleh=staf, pendaftaran=p, putusan=u.putusan, alasan=u.alasan)
    tetapkan_hasil(oleh=staf, pendaftaran=absen, putusan="gugur", alasan="Tidak datang.")
    hasil = {k.pendaftaran.pk: k for k in kelayakan(g)}
    assert [hasil[p.pk].jenis for p in (a, b, c, d, absen)] == ["lulus", "lulus", "mengikuti", None, None]
    assert hasil[a.pk].peringatan == []
    assert hasil[b.pk].peringatan == [f"Nama dan gelar “{b.nama_lengkap}” belum dikonfirmasi peserta."]
    assert hasil[d.pk].alasan == ["Belum ada hasil."]
    assert hasil[absen.pk].alasan == ["Gugur: Tidak datang."]


def test_attendance_corrected_after_the_outcome_blocks_the_certificate(g, staf):
    a, *_ = semua(g)
    isi_kehadiran(g, staf)
    tetapkan_hasil(oleh=staf, pendaftaran=a, putusan="lulus")
    for satu in list(g.sesi.all())[:3]:
        catat_banyak(oleh=staf, sesi=satu, catatan={a.pk: Catatan("A")})
    baris = next(k for k in kelayakan(g) if k.pendaftaran.pk == a.pk)
    assert baris.jenis is None
    assert "Kehadiran 70,00 % JP, di bawah batas 90 %." in baris.alasan[0]


def test_the_list_costs_the_same_for_few_and_many(g, staf, django_assert_num_queries):
    g = Gelombang.objects.select_related("kurikulum", "instansi").get(pk=g.pk)
    with django_assert_num_queries(3):  # attendance, people, whether a recap is waited for
        kelayakan(g)


def test_who_was_called_and_berhalangan_is_not_told_that_nobody_called(g, staf):
    absen = g.pendaftaran.get(status="dipanggil")
    konfirmasi(oleh=staf, pendaftaran=absen, bersedia=False, alasan="Sakit")
    isi_kehadiran(g, staf)
    terapkan_usulan(oleh=staf, gelombang=g)
    tutup_gelombang(oleh=staf, gelombang=g)
    absen.refresh_from_db()
    assert (absen.status, absen.alasan) == (
        "dibatalkan",
        "Berhalangan hadir; sampai gelombang selesai tidak ada pengganti.",
    )
