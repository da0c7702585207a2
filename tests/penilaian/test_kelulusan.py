"""Components frozen with their version, the grid of scores, the recap that locks them, what follows from it."""

from __future__ import annotations

import datetime
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from diklat.services.gelombang import tutup_pendaftaran
from diklat.services.kurikulum import salin_kurikulum
from dokumen.services.sertifikat import terbitkan
from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from kantor.models import Surel
from kantor.services.akun import akun_peserta
from penilaian.models import (
    AturanKelulusan,
    Hasil,
    Klaster,
    Komponen,
    NilaiKomponen,
    RekapKelulusan,
    RencanaAksi,
    VersiRencana,
)
from penilaian.queries.hasil import usulkan_hasil
from penilaian.queries.kelayakan import kelayakan
from penilaian.queries.kelulusan import sel_gelombang, tanggal_rekap
from penilaian.queries.nilai_rencana import nilai_rencana_terkunci
from penilaian.queries.saya import hasil_diumumkan, hasil_saya
from penilaian.services.aturan_kelulusan import IsiKomponen, atur_kelulusan
from penilaian.services.hasil import hapus_hasil, terapkan_usulan, tetapkan_hasil
from penilaian.services.lembar import buka_lembar
from penilaian.services.nilai_komponen import Isian, NilaiBerbeda, ambil_nilai_rencana, simpan_nilai
from penilaian.services.penutupan import buka_kembali_gelombang, tutup_gelombang
from penilaian.services.rekap_kelulusan import buka_rekap, tetapkan_rekap, umumkan_hasil
from penilaian.services.seminar import akhiri_seminar, buka_lagi_seminar
from peserta.models import Kehadiran
from tests.penilaian import lulus, siap
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db
D = Decimal


# --- the rules ---


@pytest.mark.parametrize(
    ("komponen", "pesan"),
    [
        ((IsiKomponen("A", D(60)), IsiKomponen("B", D("39.99"))), "berjumlah 99,99, seharusnya 100"),
        ((IsiKomponen("A", D(50)), IsiKomponen("a", D(50))), "tertulis dua kali"),
        (
            (IsiKomponen("A", D(50), "kehadiran"), IsiKomponen("B", D(50), "kehadiran")),
            "hanya satu komponen",
        ),
    ],
)
def test_rules_that_do_not_hold_together_are_refused(komponen, pesan):
    with pytest.raises(TidakValid, match=pesan):
        lulus.kurikulum(komponen)
    assert not Komponen.objects.exists()


def test_the_database_keeps_the_sum_at_a_hundred():
    k = lulus.kurikulum()

    def geser():
        with transaction.atomic(), connection.cursor() as c:
            Komponen.objects.filter(aturan=k.pk, nama="Sikap").update(bobot=11)
            c.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="do not sum to 100"):
        geser()


def test_rules_are_frozen_with_the_version_and_go_with_a_copy():
    s = lulus.latar(1)
    k = s.g.kurikulum
    with pytest.raises(KeadaanBerubah, match="sudah dipakai gelombang"):
        atur_kelulusan(oleh=s.panitia, kurikulum=k, komponen=())
    for baris in (Komponen.objects.filter(aturan=k.pk), AturanKelulusan.objects.filter(pk=k.pk)):
        with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
            baris.delete()
    salinan = salin_kurikulum(oleh=s.panitia, kurikulum=k, versi="berikutnya")
    nama = list(Komponen.objects.filter(aturan=salinan.pk).values_list("nama", "bobot"))
    assert nama == [("Sikap", 10), ("Akademik", 20), ("Laporan", 70)]
    atur_kelulusan(oleh=s.panitia, kurikulum=salinan, komponen=())
    assert not AturanKelulusan.objects.filter(pk=salinan.pk).exists()
    assert Komponen.objects.filter(aturan=k.pk).count() == 3


def test_rules_somebody_was_scored_by_stay_although_the_gelombang_has_not_begun():
    k = lulus.kurikulum()
    g = buat.gelombang(mulai=5, hari=1, kurikulum=k)
    [p] = langkah.rombongan(g, 1, buat.pohon()["a1"])
    tutup_pendaftaran(oleh=None, gelombang=g)
    panitia = buat.akun("panitia")
    satu = Komponen.objects.filter(aturan=k.pk).earliest("urutan")
    simpan_nilai(oleh=panitia, gelombang=g, isian=[Isian(p.pk, satu.pk, D(80), 0)])
    with pytest.raises(KeadaanBerubah, match="Sudah ada nilai"):
        atur_kelulusan(oleh=panitia, kurikulum=k, komponen=())


# --- the grid ---


def test_a_batch_is_stored_whole_or_not_at_all():
    s = lulus.latar()
    satu, dua = s.orang
    a, b, _ = s.komponen
    isian = [Isian(satu.pk, a.pk, D("80.5"), 0), Isian(dua.pk, b.pk, D(101), 0)]
    with pytest.raises(TidakValid) as galat:
        simpan_nilai(oleh=s.panitia, gelombang=s.g, isian=isian)
    assert list(galat.value.rincian) == [f"n-{dua.pk}-{b.pk}"]
    assert not NilaiKomponen.objects.exists()
    simpan_nilai(oleh=s.panitia, gelombang=s.g, isian=[isian[0], Isian(dua.pk, b.pk, D(100), 0)])
    assert {k: v.angka for k, v in sel_gelombang(s.g).items()} == {
        (satu.pk, a.pk): D("80.5"),
        (dua.pk, b.pk): 100,
    }


def test_two_clerks_never_overwrite_each_other_unseen():
    s = lulus.latar(1)
    p, k = s.orang[0].pk, s.komponen[0].pk
    rekan = buat.akun("panitia")
    simpan_nilai(oleh=rekan, gelombang=s.g, isian=[Isian(p, k, D(70), 0)])
    with pytest.raises(NilaiBerbeda) as galat:
        simpan_nilai(oleh=s.panitia, gelombang=s.g, isian=[Isian(p, k, D(80), 0)])
    [beda] = galat.value.beda
    assert (beda.sel.angka, beda.sel.revisi, beda.oleh) == (D(70), 1, rekan.sebutan)
    # The same value once more is no conflict: an answer may have been lost.
    simpan_nilai(oleh=s.panitia, gelombang=s.g, isian=[Isian(p, k, D(70), 0)])
    simpan_nilai(oleh=s.panitia, gelombang=s.g, isian=[Isian(p, k, D(80), 1)])
    # A cleared cell keeps counting, so an old screen does not take it for one nobody has written in.
    simpan_nilai(oleh=rekan, gelombang=s.g, isian=[Isian(p, k, None, 2)])
    with pytest.raises(NilaiBerbeda):
        simpan_nilai(oleh=s.panitia, gelombang=s.g, isian=[Isian(p, k, D(60), 0)])


def test_only_the_own_cells_of_the_grid_are_written():
    s = lulus.latar(1)
    lain = lulus.kurikulum(versi="lain")
    asing = Komponen.objects.filter(aturan=lain.pk).first()
    assert asing
    with pytest.raises(TidakDitemukan):
        simpan_nilai(oleh=s.panitia, gelombang=s.g, isian=[Isian(s.orang[0].pk, asing.pk, D(80), 0)])
    with pytest.raises(IntegrityError, match="not scored in the gelombang"), transaction.atomic():
        NilaiKomponen.objects.create(
            pendaftaran=s.orang[0], komponen=asing, angka=80, disimpan=s.orang[0].dibuat
        )
    for siapa, galat in (
        (buat.akun("pimpinan"), TidakBerhak),
        (buat.akun("panitia", "padang"), TidakDitemukan),
    ):
        with pytest.raises(galat):
            lulus.isi(s, s.orang[0], "80", "80", "80", oleh=siapa)


@pytest.mark.django_db(transaction=True)
class TestBersamaan:
    """Two clerks leave one cell at the same moment, both having seen it empty."""

    def adu(self, s, lakukan):
        mulai = threading.Barrier(2)

        def satu(angka):
            try:
                mulai.wait(10)
                return lakukan(angka)
            except NilaiBerbeda:
                return None
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as kumpulan:
            return [f.result(60) for f in [kumpulan.submit(satu, n) for n in (D(70), D(80))]]

    def test_one_of_them_is_told(self):
        s = lulus.latar(1)
        p, k = s.orang[0].pk, s.komponen[0].pk
        hasil = self.adu(
            s, lambda n: simpan_nilai(oleh=s.panitia, gelombang=s.g, isian=[Isian(p, k, n, 0)])[p, k].angka
        )
        [menang] = [n for n in hasil if n is not None]
        sel = NilaiKomponen.objects.get(pendaftaran=p, komponen=k)
        assert (sel.angka, sel.revisi) == (menang, 1)

    def test_a_save_that_does_not_ask_loses_one(self):
        """The control: plain writes, and somebody's number is gone without a word."""
        s = lulus.latar(1)
        p, k = s.orang[0], s.komponen[0]

        def tulis(angka):
            NilaiKomponen.objects.update_or_create(
                pendaftaran=p, komponen=k, defaults={"angka": angka, "disimpan": p.dibuat}
            )
            return angka

        assert None not in self.adu(s, tulis)
        assert NilaiKomponen.objects.filter(pendaftaran=p).count() == 1

    def test_a_cell_waits_for_a_recap_on_its_way_and_is_then_refused(self):
        s = lulus.latar(1)
        lulus.penuhi(s)
        p, k = s.orang[0].pk, s.komponen[0].pk

        def simpan():
            try:
                simpan_nilai(oleh=s.panitia, gelombang=s.g, isian=[Isian(p, k, D(1), 1)])
            except KeadaanBerubah as galat:
                return galat.pesan
            finally:
                connection.close()
            return ""

        with ThreadPoolExecutor(1) as kumpulan:
            with transaction.atomic():
                tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
                janji = kumpulan.submit(simpan)
                time.sleep(0.5)
                assert not janji.done()
            assert "terkunci" in janji.result(60)
        assert NilaiKomponen.objects.get(pendaftaran=p, komponen=k).angka == D("88.50")


# --- the recap ---


def test_outcomes_follow_from_scores_and_attendance():
    s = lulus.latar(5)
    lulus.isi(s, s.orang[0], "90", "80", "85")
    lulus.isi(s, s.orang[1], "60", "60", "60")
    lulus.isi(s, s.orang[2], "90", "95", "95")
    Kehadiran.objects.filter(pendaftaran=s.orang[2]).update(kode="A")
    lulus.isi(s, s.orang[3], "90", None, "85")
    usul = {u.pendaftaran.pk: u for u in usulkan_hasil(s.g)}
    assert [(usul[p.pk].putusan, usul[p.pk].kualifikasi, usul[p.pk].alasan) for p in s.orang[:2]] == [
        ("lulus", "Memuaskan", ""),
        ("tidak_lulus", "", "Nilai akhir 60,00, di bawah batas lulus 70,01."),
    ]
    assert usul[s.orang[2].pk].putusan == "tidak_lulus"  # absent all the time, whatever the score
    assert (usul[s.orang[3].pk].putusan, usul[s.orang[3].pk].alasan) == (
        "ditunda", "Belum ada nilai Akademik.",
    )  # fmt: skip
    assert usul[s.orang[4].pk].alasan == "Belum ada nilai Sikap, Akademik, dan Laporan."


def test_a_program_may_let_those_below_have_attended():
    s = lulus.latar(1, di_bawah="mengikuti")
    lulus.penuhi(s, "50", "50", "50")
    tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
    tutup_gelombang(oleh=s.panitia, gelombang=s.g)
    assert [k.jenis for k in kelayakan(s.g)] == ["mengikuti"]


def test_the_percentage_of_attendance_may_be_a_component():
    s = lulus.latar(1, (IsiKomponen("Kehadiran", D(40), "kehadiran"), IsiKomponen("Akademik", D(60))))
    lulus.isi(s, s.orang[0], "80")
    [usul] = usulkan_hasil(s.g)
    assert usul.nilai.akhir == D("88.00")
    with pytest.raises(TidakDitemukan):
        simpan_nilai(oleh=s.panitia, gelombang=s.g, isian=[Isian(s.orang[0].pk, s.komponen[0].pk, D(80), 0)])


def test_nothing_is_locked_while_a_score_is_missing_unless_somebody_decided_by_hand():
    s = lulus.latar(2)
    lulus.isi(s, s.orang[0], "88", "88", "88")
    with pytest.raises(KeadaanBerubah, match=r"1 peserta belum dapat ditetapkan.*Belum ada nilai Sikap"):
        tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
    assert not Hasil.objects.exists()
    with pytest.raises(TidakValid, match="Belum ada nilai"):
        tetapkan_hasil(oleh=s.panitia, pendaftaran=s.orang[1], putusan="lulus")
    tetapkan_hasil(oleh=s.panitia, pendaftaran=s.orang[1], putusan="ditunda", alasan="Tugas menyusul.")
    rekap = tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
    assert [(b["putusan"], b["kualifikasi"], b["tangan"]) for b in rekap.isi["baris"]] == [
        ("lulus", "Memuaskan", False), ("ditunda", "", True),
    ]  # fmt: skip
    assert list(Hasil.objects.order_by("pendaftaran__ndh").values_list("putusan", "menurut_nilai")) == [
        ("lulus", True), ("ditunda", False),
    ]  # fmt: skip


def test_an_outcome_set_singly_carries_the_band_and_follows_the_value_until_the_recap():
    s = lulus.latar(1)
    p = s.orang[0]
    lulus.penuhi(s)
    hasil = tetapkan_hasil(oleh=s.panitia, pendaftaran=p, putusan="lulus", kualifikasi="Luar Biasa")
    assert (hasil.kualifikasi, hasil.menurut_nilai) == ("Memuaskan", True)
    assert usulkan_hasil(s.g)[0].tidak_sesuai == ""
    lulus.isi(s, p, "88.50", "96", "92")
    assert "kini: Sangat Memuaskan" in usulkan_hasil(s.g)[0].tidak_sesuai
    lulus.isi(s, p, "88.50", "40", "60")
    [usul] = usulkan_hasil(s.g)
    assert usul.tidak_sesuai == "Tidak sesuai lagi: menurut nilainya kini Tidak lulus. Rekap mengikuti nilai."
    [baris] = tetapkan_rekap(oleh=s.panitia, gelombang=s.g).isi["baris"]
    assert (baris["putusan"], baris["kualifikasi"], baris["tangan"]) == ("tidak_lulus", "", False)
    hasil.refresh_from_db()
    assert (hasil.putusan, hasil.kualifikasi, hasil.alasan) == (
        "tidak_lulus", "", "Nilai akhir 58,85, di bawah batas lulus 70,01.",
    )  # fmt: skip


def test_a_score_that_goes_missing_holds_up_an_outcome_set_before():
    s = lulus.latar(1)
    lulus.penuhi(s)
    tetapkan_hasil(oleh=s.panitia, pendaftaran=s.orang[0], putusan="lulus")
    lulus.isi(s, s.orang[0], "88.50", None, "90")
    assert usulkan_hasil(s.g)[0].tidak_sesuai == "Tidak sesuai lagi. Belum ada nilai Akademik."
    with pytest.raises(KeadaanBerubah, match="Belum ada nilai Akademik"):
        tetapkan_rekap(oleh=s.panitia, gelombang=s.g)


def test_against_the_value_there_is_a_reason_and_the_word_stays_with_the_band_of_the_value():
    s = lulus.latar(2)
    satu, dua = s.orang
    lulus.isi(s, satu, "65", "65", "65")
    lulus.isi(s, dua, "90", "90", "90")
    for p, putusan, pesan in (
        (satu, "lulus", "tetap diluluskan"),
        (dua, "mengikuti", "Menurut nilainya lulus. Tuliskan alasan bila tetap “Telah mengikuti”"),
    ):
        with pytest.raises(TidakValid, match=pesan):
            tetapkan_hasil(oleh=s.panitia, pendaftaran=p, putusan=putusan)
        tetapkan_hasil(oleh=s.panitia, pendaftaran=p, putusan=putusan, alasan="Keputusan rapat kelulusan.")
    assert Hasil.objects.get(pendaftaran=satu).kualifikasi == "Kurang Memuaskan"
    lulus.isi(s, satu, "50", "50", "50")
    usul = {u.pendaftaran.pk: u.tidak_sesuai for u in usulkan_hasil(s.g)}
    assert usul[satu.pk].startswith("Menurut nilainya kini: Tidak lulus. Yang dipakai keputusan Panitia")
    assert usul[dua.pk].startswith("Menurut nilainya kini: Lulus, Memuaskan.")
    rekap = tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
    assert [(b["putusan"], b["kualifikasi"], b["tangan"]) for b in rekap.isi["baris"]] == [
        ("lulus", "Tidak Memuaskan", True), ("mengikuti", "", True),
    ]  # fmt: skip
    assert Hasil.objects.get(pendaftaran=satu).kualifikasi == "Tidak Memuaskan"


def test_attendance_that_is_not_recorded_blocks_the_recap():
    s = lulus.latar(1)
    lulus.penuhi(s)
    Kehadiran.objects.all().delete()
    with pytest.raises(KeadaanBerubah, match="kehadirannya belum lengkap dicatat"):
        tetapkan_rekap(oleh=s.panitia, gelombang=s.g)


def test_the_recap_that_was_looked_at_is_the_one_that_is_locked():
    s = lulus.latar(1)
    lulus.penuhi(s)
    with pytest.raises(KeadaanBerubah, match="berubah sejak halaman ini dibuka"):
        tetapkan_rekap(oleh=s.panitia, gelombang=s.g, sidik="lain")
    assert not RekapKelulusan.objects.exists()


def test_after_the_recap_services_and_database_refuse_changes():
    s = lulus.latar(1)
    lulus.penuhi(s)
    rekap = tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
    p = s.orang[0]
    for lakukan in (
        lambda: lulus.isi(s, p, "1", "1", "1"),
        lambda: tetapkan_hasil(oleh=s.panitia, pendaftaran=p, putusan="gugur", alasan="x"),
        lambda: hapus_hasil(oleh=s.panitia, pendaftaran=p),
        lambda: tetapkan_rekap(oleh=s.panitia, gelombang=s.g),
    ):
        with pytest.raises(KeadaanBerubah, match="terkunci"):
            lakukan()
    for lakukan in (
        lambda: NilaiKomponen.objects.update(angka=100),
        lambda: NilaiKomponen.objects.all().delete(),
        lambda: Hasil.objects.update(kualifikasi="Sangat Memuaskan"),
        lambda: Hasil.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="locked by a recap"), transaction.atomic():
            lakukan()
    for kolom in ({"isi": {}}, {"ke": 7}, {"penetap": "Orang lain"}):
        with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
            RekapKelulusan.objects.filter(pk=rekap.pk).update(**kolom)
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        RekapKelulusan.objects.filter(pk=rekap.pk)._raw_delete("default")


def test_opening_again_needs_a_reason_and_keeps_the_old_recap():
    s = lulus.latar(2)
    lulus.penuhi(s)
    lama = tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
    with pytest.raises(TidakValid):
        buka_rekap(oleh=s.panitia, gelombang=s.g, alasan="  ")
    buka_rekap(oleh=s.panitia, gelombang=s.g, alasan="Nilai akademik salah ketik.")
    lulus.isi(s, s.orang[0], "88.50", "99", "100")
    baru = tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
    lama.refresh_from_db()
    assert (lama.ke, lama.isi["baris"][0]["akhir"], lama.alasan_dibuka) == (
        1,
        "87.05",
        "Nilai akademik salah ketik.",
    )
    assert (baru.ke, baru.isi["baris"][0]["akhir"], baru.isi["baris"][0]["kualifikasi"]) == (
        2, "98.65", "Sangat Memuaskan",
    )  # fmt: skip
    assert Hasil.objects.get(pendaftaran=s.orang[0]).kualifikasi == "Sangat Memuaskan"
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        RekapKelulusan.objects.filter(pk=lama.pk).update(alasan_dibuka="Lain.")


def test_certificates_and_closing_wait_for_the_recap():
    s = lulus.latar(2, di_bawah="mengikuti")
    lulus.isi(s, s.orang[0], "88", "88", "88")
    lulus.isi(s, s.orang[1], "50", "50", "50")
    with pytest.raises(KeadaanBerubah, match="lewat rekap kelulusan"):
        terapkan_usulan(oleh=s.panitia, gelombang=s.g)
    for p in s.orang:
        tetapkan_hasil(oleh=s.panitia, pendaftaran=p, putusan="mengikuti", alasan="Kelas susulan.")
    with pytest.raises(KeadaanBerubah, match="belum ditetapkan dalam rekap"):
        tutup_gelombang(oleh=s.panitia, gelombang=s.g)
    assert {k.alasan[0] for k in kelayakan(s.g)} == {"Hasil belum ditetapkan dalam rekap kelulusan."}
    for p in s.orang:
        hapus_hasil(oleh=s.panitia, pendaftaran=p)
    tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
    tutup_gelombang(oleh=s.panitia, gelombang=s.g)
    terbitkan(oleh=s.panitia, gelombang=s.g)
    terbit = list(s.g.sertifikat.order_by("pendaftaran__ndh").values_list("jenis", "data__kualifikasi"))
    assert terbit == [("lulus", "Memuaskan"), ("mengikuti", "")]


def test_a_correction_spares_those_whose_certificate_stands():
    s = lulus.latar(2)
    lulus.penuhi(s)
    tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
    tutup_gelombang(oleh=s.panitia, gelombang=s.g)
    terbitkan(oleh=s.panitia, gelombang=s.g)
    with pytest.raises(KeadaanBerubah):
        buka_rekap(oleh=s.panitia, gelombang=s.g, alasan="Keliru.")  # closed: the gelombang is opened first
    buka_kembali_gelombang(oleh=s.panitia, gelombang=s.g, alasan="Nilai keliru.")
    buka_rekap(oleh=s.panitia, gelombang=s.g, alasan="Nilai keliru.")
    tetapkan_rekap(oleh=s.panitia, gelombang=s.g)  # nothing has changed, so nobody's certificate is touched
    buka_rekap(oleh=s.panitia, gelombang=s.g, alasan="Nilai keliru lagi.")
    lulus.isi(s, s.orang[0], "100", "100", "100")
    with pytest.raises(KeadaanBerubah, match=r"[Ss]ertifikat"):
        tetapkan_rekap(oleh=s.panitia, gelombang=s.g)


def test_peserta_read_their_result_once_it_is_published():
    s = lulus.latar(2)
    lulus.penuhi(s)
    akun = akun_peserta(oleh=None, pegawai=s.orang[0].pegawai)
    akun.email = "rina@contoh.example"
    akun.save()
    tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
    assert hasil_saya(akun, s.orang[0]) is None
    umumkan_hasil(oleh=s.panitia, gelombang=s.g)
    hasil = hasil_saya(akun, s.orang[0])
    assert hasil is not None
    assert (hasil.akhir, hasil.hasil.kualifikasi) == (D("87.05"), "Memuaskan")
    assert hasil.komponen[0] == ("Sikap", D("10.00"), D("88.50"))
    assert hasil_saya(akun, s.orang[1]) is None
    assert Surel.objects.filter(jenis="hasil_diumumkan").count() == 1  # the other has no address
    assert hasil_diumumkan(akun) == [s.orang[0]]
    umumkan_hasil(oleh=s.panitia, gelombang=s.g)
    assert Surel.objects.filter(jenis="hasil_diumumkan").count() == 1
    buka_rekap(oleh=s.panitia, gelombang=s.g, alasan="Keliru.")
    assert hasil_saya(akun, s.orang[0]) is None
    assert hasil_diumumkan(akun) == []


def test_the_first_recap_of_a_gelombang_entered_late_is_of_its_time_a_correction_is_of_its_own():
    s = lulus.latar(1)
    lulus.penuhi(s)
    s.g.dicatat_kemudian = True
    s.g.mulai = s.g.selesai = datetime.date(2018, 8, 24)
    s.g.save(update_fields=["dicatat_kemudian", "mulai", "selesai"])
    akun = akun_peserta(oleh=None, pegawai=s.orang[0].pegawai)
    s.orang[0].gelombang = s.g

    def tanggal():
        umumkan_hasil(oleh=s.panitia, gelombang=s.g)
        return hasil_saya(akun, s.orang[0]).ditetapkan

    satu = tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
    masa_itu = RekapKelulusan(ke=1, ditetapkan=timezone.now() - datetime.timedelta(days=900))
    assert tanggal_rekap(s.g, masa_itu) == timezone.localdate(masa_itu.ditetapkan)
    assert tanggal() == tanggal_rekap(s.g, satu) == datetime.date(2018, 8, 24)
    buka_rekap(oleh=s.panitia, gelombang=s.g, alasan="Nilai keliru.")
    assert tetapkan_rekap(oleh=s.panitia, gelombang=s.g).ke == 2
    assert tanggal() == timezone.localdate()  # although the outcome itself is still the one of then


# --- the plan as a component ---


def seminar_selesai(s: lulus.Latar):
    """A seminar over the plans of everybody: 84,00 each."""
    klaster = Klaster.objects.create(instansi=s.g.instansi, nama="Kearsipan", urutan=1)
    for p in s.orang:
        r = RencanaAksi.objects.create(
            pendaftaran=p, judul=f"Inovasi {p.ndh}", klaster=klaster, unit=s.unit["a1"], status="disetujui",
            diajukan=timezone.now(),
        )  # fmt: skip
        VersiRencana.objects.create(rencana=r, nomor=1, judul=r.judul, isi={}, dibuat=timezone.now())
    tim = siap.penguji(2)
    seminar = siap.berjalan(s.panitia, s.g, tim, rubrik_=siap.rubrik(s.panitia, 100, 0))
    for satu in tim:
        for r in RencanaAksi.objects.filter(pendaftaran__gelombang=s.g):
            siap.kirim(siap.tugas(seminar, satu, r), "80", "90")
    return seminar, tim


RENCANA = (IsiKomponen("Akademik", D(50)), IsiKomponen("Rencana aksi", D(50), "rencana"))


def test_the_plan_counts_once_its_seminar_is_over():
    s = lulus.latar(2, RENCANA)
    for p in s.orang:
        lulus.isi(s, p, "80")
    nama = [p.nama for p in s.orang]
    assert ambil_nilai_rencana(oleh=s.panitia, gelombang=s.g) == (
        [], {"rencana aksinya belum tampil di seminar": nama},
    )  # fmt: skip
    seminar, tim = seminar_selesai(s)
    assert {n.sebab for n in nilai_rencana_terkunci(s.g).values()} == {
        "berita acaranya belum ditandatangani lengkap dan seminarnya belum diakhiri"
    }
    tugas = siap.tugas(seminar, tim[0])
    buka_lembar(oleh=s.panitia, lembar=tugas.lembar, alasan="Keliru.")
    pemilik = tugas.giliran.rencana.pendaftaran_id
    assert nilai_rencana_terkunci(s.g)[pemilik].sebab == f"menunggu nilai penguji {tim[0].nama}"
    siap.kirim(siap.tugas(seminar, tim[0]), "84", "84")
    akhiri_seminar(oleh=s.panitia, seminar=seminar)
    assert ambil_nilai_rencana(oleh=s.panitia, gelombang=s.g) == (nama, {})
    assert {u.nilai.akhir for u in usulkan_hasil(s.g)} == {D("82.00")}
    assert ambil_nilai_rencana(oleh=s.panitia, gelombang=s.g) == ([], {})

    # Scores that were opened again since are not locked unseen.
    buka_lagi_seminar(oleh=s.panitia, seminar=seminar)
    tugas = siap.tugas(seminar, tim[0])
    buka_lembar(oleh=s.panitia, lembar=tugas.lembar, alasan="Keliru.")
    siap.kirim(siap.tugas(seminar, tim[0]), "90", "90")
    akhiri_seminar(oleh=s.panitia, seminar=seminar)
    with pytest.raises(KeadaanBerubah, match=r"tercatat 84,00, hasil seminar 87,00"):
        tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
    assert len(ambil_nilai_rencana(oleh=s.panitia, gelombang=s.g)[0]) == 1
    assert tetapkan_rekap(oleh=s.panitia, gelombang=s.g).ke == 1


def test_examiners_who_differ_must_be_explained_before_the_plan_counts():
    s = lulus.latar(1, RENCANA)
    seminar, tim = seminar_selesai(s)
    buka_lembar(oleh=s.panitia, lembar=siap.tugas(seminar, tim[0]).lembar, alasan="Keliru.")
    siap.kirim(siap.tugas(seminar, tim[0]), "50", "50")
    akhiri_seminar(oleh=s.panitia, seminar=seminar)
    [satu] = nilai_rencana_terkunci(s.g).values()
    assert (satu.nilai, satu.sebab) == (None, "selisih nilai pengujinya belum dijelaskan")
