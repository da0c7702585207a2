"""Berita acara and Surat Kesepakatan: decided, made, signed, locked by the database, corrected."""

from __future__ import annotations

import datetime
import hashlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from kantor.models import Pengguna
from penilaian.lib.naskah_acara import teks
from penilaian.models import (
    Giliran,
    LembarNilai,
    NaskahAcara,
    Nilai,
    Pendamping,
    Penugasan,
    PihakNaskah,
    RencanaAksi,
)
from penilaian.services import naskah_acara as layanan
from penilaian.services.lembar import abstain, buka_lembar, jelaskan_selisih
from penilaian.services.naskah_acara import (
    buat_berita_acara,
    buat_kesepakatan,
    koreksi,
    putuskan,
    setujui_naskah,
)
from penilaian.services.penugasan import cabut_tugas, tetap_bertugas, tugaskan
from tests.penilaian import acara, siap
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def panitia():
    return buat.akun("panitia")


@pytest.fixture
def tim():
    return siap.penguji(3)


@pytest.fixture
def s(panitia, tim):
    return acara.selesai(panitia, tim)


def semua_teks(n: NaskahAcara) -> str:
    return teks(n.isi)


# --- decided and made -------------------------------------------------------------------------------


def test_a_decision_to_mend_needs_a_day_that_is_not_before_the_seminar(s, panitia):
    pilihan = acara.giliran(s)
    with pytest.raises(TidakValid) as salah:
        putuskan(oleh=panitia, seminar=s, giliran=pilihan, keputusan="perbaikan")
    assert "batas_perbaikan" in salah.value.rincian
    lewat = s.tanggal - datetime.timedelta(days=1)
    with pytest.raises(TidakValid):
        putuskan(oleh=panitia, seminar=s, giliran=pilihan, keputusan="perbaikan", batas_perbaikan=lewat)
    batas = s.tanggal + datetime.timedelta(days=14)
    assert (
        putuskan(oleh=panitia, seminar=s, giliran=pilihan, keputusan="perbaikan", batas_perbaikan=batas) == 2
    )
    putuskan(oleh=panitia, seminar=s, giliran=pilihan[:1], keputusan="ditolak", catatan=" Data  kurang ")
    satu = Giliran.objects.get(pk=pilihan[0])
    assert (satu.keputusan, satu.batas_perbaikan, satu.catatan_keputusan) == ("ditolak", None, "Data kurang")


def test_only_panitia_of_the_gelombang_decides_and_makes_papers(s, tim):
    for orang, galat in ((tim[0], (TidakBerhak, TidakDitemukan)), (buat.akun("pimpinan"), TidakBerhak)):
        with pytest.raises(galat):
            putuskan(oleh=orang, seminar=s, giliran=acara.giliran(s), keputusan="diterima")
        with pytest.raises(galat):
            buat_berita_acara(oleh=orang, seminar=s, giliran=acara.giliran(s))


def test_the_paper_of_a_plan_tells_scores_signers_and_decision(s, panitia, tim):
    [n, _] = acara.berita_acara(panitia, s)
    isi = semua_teks(n)
    assert "Berita Acara Seminar Rencana Aksi" in isi
    for p in tim:
        assert f"{p.nama} | Penguji | 84,00" in isi
    assert "Nilai akhir: 84,00" in isi
    assert "Rencana aksi ini dinyatakan diterima." in isi
    assert [p.sebagai for p in n.pihak.all()] == ["Ketua Tim Penguji", *["Anggota Tim Penguji"] * 2]
    assert n.pihak.first().pengguna == tim[0]
    assert n.sidik == hashlib.sha256(isi.encode()).hexdigest()
    butir = n.butir.get()
    assert (butir.keputusan, str(butir.nilai)) == ("diterima", "84.00")


def test_no_paper_with_scores_exists_before_all_have_sent(panitia, tim):
    langkah.kantor()
    g = siap.gelombang()
    siap.rencana(g, 1, buat.pohon()["a1"])
    s = siap.berjalan(panitia, g, tim)
    siap.kirim(siap.tugas(s, tim[0]), "97.31", "97.31")
    putuskan(oleh=panitia, seminar=s, giliran=acara.giliran(s), keputusan="diterima")
    hasil = buat_berita_acara(oleh=panitia, seminar=s, giliran=acara.giliran(s))
    assert not hasil.dibuat
    assert "Menunggu" in hasil.dilewati[0]
    assert tim[1].nama in hasil.dilewati[0]
    assert not NaskahAcara.objects.exists()


def test_what_is_missing_is_named_plan_by_plan_and_the_others_are_made(s, panitia):
    satu, dua = acara.giliran(s)
    Giliran.objects.filter(pk=satu).update(keputusan="")
    hasil = buat_berita_acara(oleh=panitia, seminar=s, giliran=[satu, dua])
    assert [n.giliran_id for n in hasil.dibuat] == [dua]
    assert "belum diputuskan" in hasil.dilewati[0]
    assert buat_berita_acara(oleh=panitia, seminar=s, giliran=[dua]).tetap == 1


def test_examiners_far_apart_need_a_word_before_the_paper_is_made(panitia, tim):
    langkah.kantor()
    g = siap.gelombang()
    siap.rencana(g, 1, buat.pohon()["a1"])
    s = siap.berjalan(panitia, g, tim)
    siap.kirim(siap.tugas(s, tim[0]), "60", "60")
    acara.kirim_semua(s)
    [satu] = acara.giliran(s)
    putuskan(oleh=panitia, seminar=s, giliran=[satu], keputusan="diterima")
    hasil = buat_berita_acara(oleh=panitia, seminar=s, giliran=[satu])
    assert "24,00 dan belum dijelaskan" in hasil.dilewati[0]
    jelaskan_selisih(oleh=panitia, giliran=Giliran.objects.get(pk=satu), penjelasan="Dibahas tim.")
    [n] = buat_berita_acara(oleh=panitia, seminar=s, giliran=[satu]).dibuat
    assert "Penjelasan selisih: Dibahas tim." in semua_teks(n)


def test_abstained_removed_and_conflicts_overridden_are_printed_with_their_reasons(panitia, tim):
    langkah.kantor()
    unit = buat.pohon()["a1"]
    g = siap.gelombang()
    tetangga = siap.pegawai_berakun("Penguji Tetangga", 77_000, unit, "penguji")
    siap.rencana(g, 1, unit)
    s = siap.berjalan(panitia, g, [*tim, tetangga])
    [satu] = acara.giliran(s)
    tugaskan(
        oleh=panitia, seminar=s, giliran=[satu], penguji=[tetangga.pk], alasan_tetap="Tidak ada pengganti"
    )
    abstain(oleh=tim[1], tugas=siap.tugas(s, tim[1]).pk, alasan="Sakit")
    acara.kirim_semua(s)
    cabut_tugas(oleh=panitia, penugasan=siap.tugas(s, tim[2]), alasan="Dipanggil ke kantor")
    putuskan(oleh=panitia, seminar=s, giliran=[satu], keputusan="diterima")
    [n] = buat_berita_acara(oleh=panitia, seminar=s, giliran=[satu]).dibuat
    isi = semua_teks(n)
    assert f"{tim[1].nama} tidak memberi nilai (abstain). Alasan: Sakit." in isi
    assert f"{tim[2].nama} tidak bertugas lagi setelah menilai. Alasan: Dipanggil ke kantor." in isi
    assert "benturan kepentingan (satu unit kerja dengan peserta). Alasan: Tidak ada pengganti." in isi
    assert tim[2].pk not in set(n.pihak.values_list("pengguna", flat=True))
    assert {tim[0].pk, tim[1].pk, tetangga.pk} == set(n.pihak.values_list("pengguna", flat=True))


def test_a_room_has_one_paper_in_the_order_of_its_talks_and_no_plan_a_second(s, panitia, tim):
    ruang = s.ruang.get()
    [n] = buat_berita_acara(oleh=panitia, seminar=s, ruang=ruang).dibuat
    nama = [g.rencana.pendaftaran.nama_lengkap for g in Giliran.objects.filter(seminar=s).order_by("urutan")]
    assert semua_teks(n).index(f"1 | {nama[0]}") < semua_teks(n).index(f"2 | {nama[1]}")
    assert n.butir.count() == 2
    assert buat_berita_acara(oleh=panitia, seminar=s, giliran=acara.giliran(s)).tetap == 2
    with pytest.raises(KeadaanBerubah):
        buat_berita_acara(oleh=panitia, seminar=s, ruang=ruang)


# --- signed -----------------------------------------------------------------------------------------


def test_one_signer_approves_all_of_a_day_at_once_and_what_proves_it_is_kept(s, panitia, tim):
    naskah = acara.berita_acara(panitia, s)
    assert acara.setuju(tim[0], *naskah) == []
    for p in PihakNaskah.objects.filter(pengguna=tim[0]).select_related("naskah"):
        assert (p.cara, p.alamat, p.bukti, p.sidik) == ("elektronik", acara.IP, "password", p.naskah.sidik)
        assert p.oleh == tim[0]
        assert p.pada
    acara.setuju(tim[1], *naskah)
    selesai = acara.setuju(tim[2], *naskah)
    assert len(selesai) == 2
    assert set(NaskahAcara.objects.values_list("status", flat=True)) == {"lengkap"}


def test_nobody_signs_for_others_nor_another_text_than_the_one_that_stands(s, panitia, tim):
    [n, dua] = acara.berita_acara(panitia, s)
    with pytest.raises(TidakDitemukan):
        acara.setuju(siap.penguji(1)[0], n)
    with pytest.raises(KeadaanBerubah):
        setujui_naskah(oleh=tim[0], naskah={n.pk: "0" * 64, dua.pk: dua.sidik}, alamat=acara.IP, bukti="code")
    assert not PihakNaskah.objects.exclude(cara="").exists()
    koreksi(oleh=panitia, naskah=n, alasan="Salah ketik")
    with pytest.raises(KeadaanBerubah):
        acara.setuju(tim[0], n)


def test_signing_twice_changes_nothing(s, panitia, tim):
    [n, _] = acara.berita_acara(panitia, s)
    acara.setuju(tim[0], n)
    pertama = n.pihak.get(pengguna=tim[0]).pada
    acara.setuju(tim[0], n)
    assert n.pihak.get(pengguna=tim[0]).pada == pertama


# --- locked -----------------------------------------------------------------------------------------


def ditolak(sql: str, *isi) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as c:
            c.execute(sql, isi)
    except DatabaseError:
        return True
    return False


def test_after_the_last_signature_the_database_refuses_every_change_of_the_scores(s, panitia, tim):
    [n, _] = acara.berita_acara(panitia, s)
    for p in tim:
        acara.setuju(p, n)
    lembar = LembarNilai.objects.filter(penugasan__giliran=n.giliran).first()
    assert lembar.terkunci
    satu = Nilai.objects.filter(lembar=lembar).first()
    for sql, isi in [
        ("UPDATE penilaian_nilai SET angka = 1 WHERE id = %s", satu.pk),
        ("DELETE FROM penilaian_nilai WHERE id = %s", satu.pk),
        ("UPDATE penilaian_lembarnilai SET status = 'draf', dikirim = NULL WHERE id = %s", lembar.pk),
        ("UPDATE penilaian_lembarnilai SET terkunci = NULL WHERE id = %s", lembar.pk),
        ("UPDATE penilaian_lembarnilai SET catatan = 'x' WHERE id = %s", lembar.pk),
        ("UPDATE penilaian_giliran SET keputusan = 'ditolak' WHERE id = %s", n.giliran_id),
        ("UPDATE penilaian_giliran SET penjelasan_selisih = 'x' WHERE id = %s", n.giliran_id),
        (
            "UPDATE penilaian_penugasan SET dicabut = now(), alasan_dicabut = 'x' WHERE giliran_id = %s",
            n.giliran_id,
        ),
        ("DELETE FROM penilaian_penugasan WHERE giliran_id = %s", n.giliran_id),
        ("UPDATE penilaian_naskahacara SET isi = '{}' WHERE id = %s", n.pk),
        ("DELETE FROM penilaian_naskahacara WHERE id = %s", n.pk),
        ("UPDATE penilaian_pihaknaskah SET nama = 'x' WHERE naskah_id = %s", n.pk),
        ("DELETE FROM penilaian_pihaknaskah WHERE naskah_id = %s", n.pk),
        ("UPDATE penilaian_butirnaskah SET nilai = 1 WHERE naskah_id = %s", n.pk),
    ]:
        assert ditolak(sql, isi), sql


def test_a_paper_nobody_has_signed_yet_holds_its_scores_as_well(s, panitia, tim):
    [n, _] = acara.berita_acara(panitia, s)
    lembar = LembarNilai.objects.filter(penugasan__giliran=n.giliran).first()
    assert lembar.terkunci is None
    assert ditolak(
        "UPDATE penilaian_lembarnilai SET status = 'draf', dikirim = NULL WHERE id = %s", lembar.pk
    )
    for lakukan in (
        lambda: buka_lembar(oleh=panitia, lembar=lembar, alasan="Keliru"),
        lambda: jelaskan_selisih(oleh=panitia, giliran=n.giliran, penjelasan="x"),
        lambda: cabut_tugas(oleh=panitia, penugasan=siap.tugas(s, tim[0], n.giliran.rencana), alasan="x"),
        lambda: tetap_bertugas(oleh=panitia, penugasan=siap.tugas(s, tim[0], n.giliran.rencana), alasan="x"),
        lambda: putuskan(oleh=panitia, seminar=s, giliran=[n.giliran_id], keputusan="ditolak"),
    ):
        with pytest.raises(KeadaanBerubah, match="Koreksi"):
            lakukan()


def test_the_database_calls_no_paper_whole_that_somebody_has_not_signed(s, panitia, tim):
    [n, _] = acara.berita_acara(panitia, s)
    acara.setuju(tim[0], n)
    assert ditolak("UPDATE penilaian_naskahacara SET status = 'lengkap', lengkap = now() WHERE id = %s", n.pk)


def test_a_correction_is_another_version_with_a_reason_and_both_stay_readable(s, panitia, tim):
    [n, _] = acara.berita_acara(panitia, s)
    for p in tim:
        acara.setuju(p, n)
    with pytest.raises(TidakValid):
        koreksi(oleh=panitia, naskah=n, alasan="  ")
    koreksi(oleh=panitia, naskah=n, alasan="Nilai salah dibaca")
    lembar = siap.tugas(s, tim[0], n.giliran.rencana).lembar
    assert lembar.terkunci is None
    buka_lembar(oleh=panitia, lembar=lembar, alasan="Nilai salah dibaca")
    siap.kirim(siap.tugas(s, tim[0], n.giliran.rencana), "90", "90")
    [baru] = buat_berita_acara(oleh=panitia, seminar=s, giliran=[n.giliran_id]).dibuat
    assert (baru.versi, baru.alasan) == (2, "Nilai salah dibaca")
    assert "menggantikan versi 1. Alasan: Nilai salah dibaca" in semua_teks(baru)
    lama = NaskahAcara.objects.get(pk=n.pk)
    assert (lama.status, lama.sidik) == ("diganti", n.sidik)
    assert "Nilai akhir: 84,00" in semua_teks(lama)
    assert "Nilai akhir: 85,60" in semua_teks(baru)
    assert lama.pihak.exclude(cara="").count() == 3
    with pytest.raises(KeadaanBerubah):
        koreksi(oleh=panitia, naskah=n, alasan="Lagi")


# --- kesepakatan ------------------------------------------------------------------------------------


def akun_peserta(rencana: RencanaAksi):
    pegawai = rencana.pendaftaran.pegawai
    return Pengguna.objects.create(username=f"peserta-{pegawai.pk}", nama=pegawai.nama, pegawai=pegawai)


def test_three_parties_sign_the_kesepakatan_and_it_never_calls_itself_a_contract(s, panitia, tim):
    hasil = buat_kesepakatan(oleh=panitia, seminar=s)
    assert len(hasil.dibuat) == 2
    n = hasil.dibuat[0]
    sebagai = [p.sebagai for p in n.pihak.all()]
    assert sebagai == ["Peserta", "Mentor", "Ketua Tim Penguji", *["Anggota Tim Penguji"] * 2]
    assert "perjanjian" not in semua_teks(n).lower()
    rencana = n.giliran.rencana
    mentor = Pendamping.objects.get(pendaftaran=rencana.pendaftaran).pegawai.akun
    for siapa in (akun_peserta(rencana), mentor, *tim):
        acara.setuju(siapa, n)
    n.refresh_from_db()
    assert n.status == "lengkap"
    assert not LembarNilai.objects.exclude(terkunci=None).exists()


def test_a_plan_without_mentor_or_refused_has_no_kesepakatan_and_is_named(panitia, tim):
    s = acara.selesai(panitia, tim, 3, mentor=False)
    _satu, dua, tiga = acara.giliran(s)
    orang = {
        g.pk: g.rencana for g in Giliran.objects.filter(seminar=s).select_related("rencana__pendaftaran")
    }
    for pk in (dua, tiga):
        siap.dampingi(orang[pk], siap.pegawai_berakun(f"Mentor {pk}", 40_000 + pk).pegawai)
    putuskan(oleh=panitia, seminar=s, giliran=[tiga], keputusan="ditolak")
    hasil = buat_kesepakatan(oleh=panitia, seminar=s)
    assert [n.giliran_id for n in hasil.dibuat] == [dua]
    assert any("belum ada mentor" in k for k in hasil.dilewati)
    assert any("ditolak" in k for k in hasil.dilewati)


def test_the_capacity_of_the_day_of_signing_stands_under_the_signature(s, panitia):
    n = buat_kesepakatan(oleh=panitia, seminar=s).dibuat[0]
    mentor = Pendamping.objects.get(pendaftaran=n.giliran.rencana.pendaftaran)
    Pendamping.objects.filter(pk=mentor.pk).update(kapasitas="plt", jabatan="Camat Medan Kota")
    acara.setuju(mentor.pegawai.akun, n)
    p = n.pihak.get(sebagai="Mentor")
    assert (p.jabatan, p.kapasitas) == ("Plt. Camat Medan Kota", "plt")
    Pendamping.objects.filter(pk=mentor.pk).update(kapasitas="definitif", jabatan="Lurah")
    p.refresh_from_db()
    assert p.jabatan == "Plt. Camat Medan Kota"


def test_a_handover_renews_what_is_unsigned_and_asks_for_a_reason_where_somebody_signed(s, panitia, tim):
    satu, dua = buat_kesepakatan(oleh=panitia, seminar=s).dibuat
    assert buat_kesepakatan(oleh=panitia, seminar=s).tetap == 2
    acara.setuju(tim[0], satu)
    baru = siap.pegawai_berakun("Mentor Baru", 61_000)
    for n in (satu, dua):
        lama = Pendamping.objects.get(pendaftaran=n.giliran.rencana.pendaftaran)
        Pendamping.objects.filter(pk=lama.pk).update(
            status="berakhir", berakhir=timezone.now(), alasan="Mutasi"
        )
        siap.dampingi(n.giliran.rencana, baru.pegawai)
    hasil = buat_kesepakatan(oleh=panitia, seminar=s)
    assert [n.giliran_id for n in hasil.dibuat] == [dua.giliran_id]
    assert "sudah ada yang menandatangani" in hasil.dilewati[0]
    [n] = buat_kesepakatan(oleh=panitia, seminar=s, giliran=[satu.giliran_id], alasan="Mentor mutasi").dibuat
    assert (n.versi, n.pihak.get(sebagai="Mentor").pegawai) == (2, baru.pegawai)
    assert NaskahAcara.objects.get(pk=satu.pk).pihak.exclude(cara="").count() == 1


# --- two at once ------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
class TestBersamaan:
    @pytest.fixture
    def n(self):
        panitia, tim = buat.akun("panitia"), siap.penguji(2)
        s = acara.selesai(panitia, tim, 1)
        [n] = acara.berita_acara(panitia, s)
        return n, tim

    @staticmethod
    def jalankan(semua):
        def satu(kerja):
            try:
                return kerja()
            finally:
                connection.close()

        with ThreadPoolExecutor(len(semua)) as kolam:
            return list(kolam.map(satu, semua))

    def beradu(self, n, tim):
        return self.jalankan([lambda p=p: acara.setuju(p, n) for p in tim])

    def test_of_two_last_signatures_exactly_one_locks_the_scores(self, n):
        naskah, tim = n
        hasil = self.beradu(naskah, tim)
        assert sorted(map(len, hasil)) == [0, 1]
        naskah.refresh_from_db()
        assert naskah.status == "lengkap"
        assert not LembarNilai.objects.filter(terkunci=None).exists()

    def test_control_without_the_lock_neither_sees_the_other_and_nothing_is_locked(self, n, monkeypatch):
        naskah, tim = n

        def tanpa_kunci(pk, **lain):
            return list(
                NaskahAcara.objects.filter(pk__in=list(pk)).select_related("seminar__gelombang__instansi")
            )

        lengkapi, bersama = layanan._lengkapi, Barrier(2, timeout=30)

        def lambat(n, kini):
            hasil = lengkapi(n, kini)
            bersama.wait()  # both have looked before either is stored
            return hasil

        monkeypatch.setattr(layanan, "_kunci", tanpa_kunci)
        monkeypatch.setattr(layanan, "_lengkapi", lambat)
        assert self.beradu(naskah, tim) == [[], []]
        naskah.refresh_from_db()
        assert naskah.status == "menunggu"

    def test_a_correction_and_the_last_signature_go_one_after_the_other(self, n):
        naskah, tim = n
        panitia = naskah.dibuat_oleh
        acara.setuju(tim[0], naskah)

        def tanda():
            try:
                return len(acara.setuju(tim[1], naskah))
            except KeadaanBerubah:
                return "terlambat"

        hasil = self.jalankan([tanda, lambda: koreksi(oleh=panitia, naskah=naskah, alasan="Keliru")])
        naskah.refresh_from_db()
        assert naskah.status == "diganti"
        assert hasil[0] in (1, "terlambat")
        assert not LembarNilai.objects.exclude(terkunci=None).exists()
        assert Penugasan.objects.exists()
