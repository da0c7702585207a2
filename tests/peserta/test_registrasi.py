"""Day 0: who comes gets a number, who stands at the desk gets a seat, names are confirmed and corrected."""

from __future__ import annotations

import threading

import pghistory.models
import pytest
from django.db import connection

from diklat.services.gelombang import atur_syarat, mulai_gelombang, tutup_pendaftaran
from kantor.galat import (
    BentrokJadwal,
    KeadaanBerubah,
    KuotaPenuh,
    SudahTerdaftar,
    TidakBerhak,
    TidakDitemukan,
    TidakValid,
)
from kantor.models import Pegawai
from kantor.services.akun import akun_peserta
from kantor.services.berkas import simpan_hasil
from peserta.models import Pendaftaran
from peserta.queries.kursi import kursi
from peserta.services.biodata import konfirmasi_nama, perbaiki_biodata
from peserta.services.kehadiran import catat_semua_hadir
from peserta.services.pemanggilan import konfirmasi
from peserta.services.registrasi import (
    peserta_langsung,
    registrasi_ulang,
    registrasi_ulang_massal,
    urungkan_registrasi,
)
from peserta.services.urung_massal import urungkan_massal
from peserta.services.verifikasi import verifikasi
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def g(unit, staf):
    """Three called for four seats, doors closed."""
    g = buat.gelombang(kuota=4)
    for n in range(3):
        buat.daftarkan(g, n, unit["a1"])
    langkah.terpanggil(g, staf)
    tutup_pendaftaran(oleh=staf, gelombang=g)
    g.refresh_from_db()
    return g


def orang(g):
    return list(g.pendaftaran.order_by("pk"))


# --- NDH ------------------------------------------------------------------------------------------


def test_who_comes_first_has_number_one(g, staf):
    a, b, c = orang(g)
    assert [registrasi_ulang(oleh=staf, pendaftaran=p).ndh for p in (c, a, b)] == [1, 2, 3]


def test_a_number_given_back_goes_to_the_next(g, staf):
    a, b, c = orang(g)
    for p in (a, b):
        registrasi_ulang(oleh=staf, pendaftaran=p)
    assert urungkan_registrasi(oleh=staf, pendaftaran=a, alasan="Salah orang.").ndh is None
    assert registrasi_ulang(oleh=staf, pendaftaran=c).ndh == 1


def test_taken_back_each_is_where_they_were_before(g, staf):
    dipanggil, bersedia, _ = orang(g)
    konfirmasi(oleh=staf, pendaftaran=bersedia, bersedia=True)
    for p, dahulu in ((dipanggil, "dipanggil"), (bersedia, "dikonfirmasi")):
        registrasi_ulang(oleh=staf, pendaftaran=p)
        assert urungkan_registrasi(oleh=staf, pendaftaran=p, alasan="Salah orang.").status == dahulu


def test_all_at_once_is_taken_back_as_a_whole_but_for_whom_attendance_was_counted(g, staf):
    a, b, c = orang(g)
    konfirmasi(oleh=staf, pendaftaran=b, bersedia=True)
    t = registrasi_ulang_massal(oleh=staf, gelombang=g)
    langkah.hadir(langkah.sesi(g)[0], Pendaftaran.objects.get(pk=c.pk), "H")
    t = urungkan_massal(oleh=staf, tindakan=t, alasan="Salah gelombang.")
    keadaan = dict(g.pendaftaran.values_list("pk", "status"))
    assert keadaan == {a.pk: "dipanggil", b.pk: "dikonfirmasi", c.pk: "hadir"}
    hasil = {r["pendaftaran"]: (r["diurungkan"], r["pesan"]) for r in t.rincian}
    assert (hasil[a.pk], hasil[b.pk]) == ((True, ""), (True, ""))
    assert not hasil[c.pk][0]
    assert "Kehadirannya sudah dicatat" in hasil[c.pk][1]
    with pytest.raises(KeadaanBerubah):
        urungkan_massal(oleh=staf, tindakan=t, alasan="Lagi.")


def test_panitia_may_choose_a_number_that_is_free_and_within_the_quota(g, staf):
    a, b, _ = orang(g)
    assert registrasi_ulang(oleh=staf, pendaftaran=a, ndh=4).ndh == 4
    for salah in (4, 0, 5):
        with pytest.raises(TidakValid) as galat:
            registrasi_ulang(oleh=staf, pendaftaran=b, ndh=salah)
        assert list(galat.value.rincian) == ["ndh"]


def test_all_at_once_the_numbers_run_by_name(g, staf):
    t = registrasi_ulang_massal(oleh=staf, gelombang=g)
    assert all(r["berhasil"] for r in t.rincian)
    urut = list(g.pendaftaran.order_by("ndh").values_list("ndh", "nama"))
    assert urut == [(1, "Ahmad Nasution"), (2, "Rina Siregar"), (3, "Togar Simanjuntak")]
    with pytest.raises(KeadaanBerubah):
        registrasi_ulang_massal(oleh=staf, gelombang=g)


def test_nobody_is_seated_twice_nor_before_being_called_nor_while_the_doors_are_open(g, unit, staf):
    a, *_ = orang(g)
    registrasi_ulang(oleh=staf, pendaftaran=a)
    with pytest.raises(KeadaanBerubah):
        registrasi_ulang(oleh=staf, pendaftaran=a)
    terbuka = buat.gelombang(mulai=90)
    p = buat.daftarkan(terbuka, 9, unit["a1"])
    with pytest.raises(KeadaanBerubah, match="dibuka"):
        registrasi_ulang(oleh=staf, pendaftaran=p)
    tutup_pendaftaran(oleh=staf, gelombang=terbuka)
    with pytest.raises(KeadaanBerubah, match="Menunggu verifikasi"):
        registrasi_ulang(oleh=staf, pendaftaran=p)


def test_once_attendance_is_recorded_the_seat_stays(g, staf):
    a, *_ = orang(g)
    registrasi_ulang(oleh=staf, pendaftaran=a)
    catat_semua_hadir(oleh=staf, sesi=langkah.sesi(g)[0])
    with pytest.raises(KeadaanBerubah, match="Kehadiran"):
        urungkan_registrasi(oleh=staf, pendaftaran=a, alasan="Salah orang.")


@pytest.mark.django_db(transaction=True)
def test_two_desks_at_once_give_no_number_twice(unit, staf):
    g = buat.gelombang(kuota=12)
    tutup_pendaftaran(oleh=staf, gelombang=g)
    semua = langkah.rombongan(g, 12, unit["a1"], status="dipanggil")
    gagal = []

    def meja(bagian):
        try:
            for p in bagian:
                registrasi_ulang(oleh=staf, pendaftaran=p)
        except Exception as galat:  # noqa: BLE001 - told to the test
            gagal.append(galat)
        finally:
            connection.close()

    meja_meja = [threading.Thread(target=meja, args=(semua[n::4],)) for n in range(4)]
    for t in meja_meja:
        t.start()
    for t in meja_meja:
        t.join()
    assert gagal == []
    assert sorted(g.pendaftaran.values_list("ndh", flat=True)) == list(range(1, 13))


# --- a walk-in ------------------------------------------------------------------------------------


def berkas(g):
    return simpan_hasil(oleh=None, instansi=g.instansi, isi=b"%PDF-1.7", nama="surat.pdf", jenis="pdf")


def langsung(staf, g, unit, n, **lain):
    return peserta_langsung(oleh=staf, gelombang=g, data=buat.data(n, unit), surat_tugas="800/9/MD", **lain)


def test_a_walk_in_is_seated_in_one_step(g, unit, staf):
    p = langsung(staf, g, unit["b1"], 20)
    assert (p.status, p.ndh, p.jalur, p.alasan) == ("hadir", 1, "langsung", "Surat tugas nomor 800/9/MD")
    assert Pegawai.objects.get(pk=p.pegawai_id).terverifikasi


def test_a_walk_in_was_nowhere_before_and_is_cancelled_instead(g, unit, staf):
    p = langsung(staf, g, unit["b1"], 20)
    with pytest.raises(KeadaanBerubah, match="batalkan pendaftarannya"):
        urungkan_registrasi(oleh=staf, pendaftaran=p, alasan="Salah orang.")


def test_the_surat_tugas_is_kept_under_the_condition_that_asks_for_it_or_its_own(g, unit, staf):
    p = langsung(staf, g, unit["b1"], 20, berkas={None: berkas(g)})
    [tersimpan] = p.berkas.all()
    assert (tersimpan.syarat.nama, tersimpan.syarat.wajib) == ("Surat tugas", False)
    diminta = buat.gelombang(mulai=60)
    syarat = atur_syarat(oleh=staf, gelombang=diminta, nama="Surat tugas", kapan="registrasi_ulang")
    tutup_pendaftaran(oleh=staf, gelombang=diminta)
    p = langsung(staf, diminta, unit["b1"], 21, berkas={syarat.pk: berkas(diminta)})
    assert p.berkas.get().syarat == syarat
    with pytest.raises(TidakValid):
        langsung(staf, diminta, unit["b1"], 22, berkas={tersimpan.syarat_id: berkas(diminta)})


def test_a_walk_in_in_the_place_of_a_called_one_stands_on_the_same_letter(g, unit, staf):
    *_, c = orang(g)
    p = langsung(staf, g, unit["b2"], 21, menggantikan=c)
    surat = g.pemanggilan.get()
    assert p.pemanggilan == surat
    [baris] = [b for b in surat.data["peserta"] if b["nomor"] == p.nomor]
    assert baris["menggantikan"] == c.nama_lengkap


def test_a_walk_in_needs_a_surat_tugas(g, unit, staf):
    with pytest.raises(TidakValid) as galat:
        peserta_langsung(oleh=staf, gelombang=g, data=buat.data(20, unit["b1"]), surat_tugas=" ")
    assert list(galat.value.rincian) == ["surat_tugas"]


def test_where_all_seats_are_taken_the_missing_are_named_and_one_gives_way(g, unit, staf):
    a, b, c = orang(g)
    registrasi_ulang(oleh=staf, pendaftaran=a)
    langsung(staf, g, unit["b1"], 20)
    with pytest.raises(KuotaPenuh) as galat:
        langsung(staf, g, unit["b2"], 21)
    assert galat.value.rincian == {b.nomor: b.nama_lengkap, c.nomor: c.nama_lengkap}
    p = langsung(staf, g, unit["b2"], 21, menggantikan=c)
    c.refresh_from_db()
    assert (p.menggantikan, c.status, kursi(g).terisi) == (c, "diganti", 4)
    with pytest.raises(KeadaanBerubah):
        langsung(staf, g, unit["b2"], 22, menggantikan=a)


def test_who_is_called_already_only_needs_registrasi_ulang(g, unit, staf):
    with pytest.raises(SudahTerdaftar, match="Dipanggil"):
        langsung(staf, g, unit["a1"], 0)
    buat.daftarkan(buat.gelombang(), 30, unit["b1"])
    with pytest.raises(BentrokJadwal):
        langsung(staf, g, unit["b1"], 30)


def test_a_walk_in_of_another_office_is_not_ours_to_seat(g, unit):
    with pytest.raises(TidakDitemukan):
        langsung(buat.akun("panitia", "padang"), g, unit["b1"], 20)


# --- name and titles ------------------------------------------------------------------------------


def test_a_confirmed_name_that_is_corrected_must_be_confirmed_anew(g, staf):
    a, *_ = orang(g)
    sendiri = akun_peserta(oleh=None, pegawai=a.pegawai)
    assert konfirmasi_nama(oleh=sendiri, pendaftaran=a).nama_dikonfirmasi
    p = perbaiki_biodata(oleh=staf, pendaftaran=a, alasan="Jabatan baru.", jabatan="Camat")
    assert p.nama_dikonfirmasi
    p = perbaiki_biodata(oleh=staf, pendaftaran=a, alasan="Gelar kurang.", gelar_belakang="S.Sos., M.Si.")
    assert (p.nama_dikonfirmasi, p.nama_lengkap) == (None, "Rina Siregar, S.Sos., M.Si.")
    assert Pegawai.objects.get(pk=p.pegawai_id).gelar_belakang == "S.Sos., M.Si."
    catatan = pghistory.models.Events.objects.tracks(p).order_by("-pgh_id").first()
    assert catatan.pgh_context["alasan"] == "Gelar kurang."


def test_a_correction_is_checked_like_a_registration(g, staf):
    a, *_ = orang(g)
    with pytest.raises(TidakValid) as galat:
        perbaiki_biodata(oleh=staf, pendaftaran=a, alasan="Uji.", nama="<b>Rina</b>", golongan="V/z")
    assert set(galat.value.rincian) == {"nama", "golongan"}
    with pytest.raises(TidakValid):
        perbaiki_biodata(oleh=staf, pendaftaran=a, alasan="", jabatan="Camat")


def test_operators_correct_until_verification_then_panitia_does(unit, staf):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    operator = buat.akun("operator", unit=unit["a"])
    p = perbaiki_biodata(oleh=operator, pendaftaran=p, alasan="Salah ketik.", nama="Ahmad Nasution, S.H.")
    assert p.nama_lengkap == "Ahmad Nasution, S.H."
    verifikasi(oleh=staf, pendaftaran=p, keputusan="terima")
    p.refresh_from_db()
    with pytest.raises(TidakBerhak):
        perbaiki_biodata(oleh=operator, pendaftaran=p, alasan="Salah lagi.", nama="Ahmad")
    with pytest.raises(TidakDitemukan):
        perbaiki_biodata(oleh=buat.akun("operator", unit=unit["b"]), pendaftaran=p, alasan="x", nama="Ahmad")


def test_the_person_corrects_what_was_sent_back_and_nothing_afterwards(unit, staf):
    p = buat.daftarkan(buat.gelombang(), 1, unit["a1"])
    verifikasi(oleh=staf, pendaftaran=p, keputusan="kembalikan", alasan="Gelar belum ditulis.")
    sendiri = akun_peserta(oleh=None, pegawai=p.pegawai)
    lain = akun_peserta(oleh=None, pegawai=buat.daftarkan(buat.gelombang(mulai=60), 2, unit["a1"]).pegawai)
    with pytest.raises(TidakDitemukan):
        perbaiki_biodata(oleh=lain, pendaftaran=p, alasan="Iseng.", nama="Orang Lain")
    for oleh in (sendiri, None):
        p = perbaiki_biodata(oleh=oleh, pendaftaran=p, alasan="Dilengkapi.", gelar_belakang="S.H.")
    assert p.gelar_belakang == "S.H."
    assert Pegawai.objects.get(pk=p.pegawai_id).gelar_belakang == ""
    verifikasi(oleh=staf, pendaftaran=p, keputusan="terima")
    for oleh in (sendiri, None):
        with pytest.raises(TidakBerhak):
            perbaiki_biodata(oleh=oleh, pendaftaran=p, alasan="Tambah.", gelar_belakang="Prof.")


def test_a_unit_corrected_brings_its_printed_name_and_opd(g, unit, staf):
    a, *_ = orang(g)
    p = perbaiki_biodata(oleh=staf, pendaftaran=a, alasan="Pindah.", unit=unit["b1"])
    p = Pendaftaran.objects.get(pk=p.pk)
    assert (p.unit, p.opd, p.unit_nama) == (
        unit["b1"],
        unit["b"],
        "Kelurahan Unit 12.71.02.1001, Kecamatan Unit 12.71.02",
    )


def test_a_registration_that_ended_has_no_name_to_confirm(unit, staf):
    p = buat.daftarkan(buat.gelombang(), 1, unit["a1"])
    verifikasi(oleh=staf, pendaftaran=p, keputusan="tolak", alasan="Bukan sasaran.")
    with pytest.raises(KeadaanBerubah):
        konfirmasi_nama(oleh=None, pendaftaran=p)


def test_the_gelombang_may_have_started(g, staf):
    mulai_gelombang(oleh=staf, gelombang=g)
    assert registrasi_ulang(oleh=staf, pendaftaran=orang(g)[0]).ndh == 1
