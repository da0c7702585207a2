"""A plan on its way: written, sent, taken back, answered; nothing is lost and nothing overwritten silently."""

from __future__ import annotations

import datetime
import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from diklat.models import Gelombang
from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from kantor.models import Surel
from penilaian.lib.naskah import Naskah, Tahap
from penilaian.models import RencanaAksi, StatusRencana, TahapRencana, VersiRencana
from penilaian.queries.rencana import banding_versi, naskah_dari
from penilaian.queries.rencana_saya import kartu_rencana
from penilaian.services.naskah import NaskahBerubah, lampirkan, lepas_lampiran, simpan_naskah
from penilaian.services.rencana import (
    BatasLewat,
    ajukan,
    atur_rencana,
    ingatkan_penulis,
    perpanjang,
    tarik_kembali,
    tiadakan_rencana,
)
from penilaian.services.tanggapan import buka_kembali, kembalikan, setujui
from tests.penilaian import rencana as buat_rencana
from tests.peserta import buat

pytestmark = pytest.mark.django_db
PDF = buat_rencana.pdf()


@pytest.fixture
def s():
    return buat_rencana.latar()


def test_what_is_written_stands_as_it_was_typed(s):
    tahap = (Tahap("panjang", "Meluaskan", ""), Tahap("pendek"))
    rencana = buat_rencana.tulis(s, masalah="Baris satu\nbaris dua", tahap=tahap)
    segar = RencanaAksi.objects.get(pk=rencana.pk)
    assert naskah_dari(segar) == buat_rencana.naskah(s, masalah="Baris satu\nbaris dua", tahap=tahap)
    assert (segar.revisi, segar.status) == (1, StatusRencana.DRAF)
    assert segar.disimpan is not None


def test_a_second_tab_never_overwrites_silently(s):
    p = s.orang[0]
    buat_rencana.tulis(s, judul="Dari tab pertama")
    with pytest.raises(NaskahBerubah):
        simpan_naskah(oleh=None, pendaftaran=p, naskah=buat_rencana.naskah(s, judul="Tab kedua"), revisi=0)
    assert RencanaAksi.objects.get().judul == "Dari tab pertama"


def test_the_same_text_sent_again_is_no_conflict_and_no_change(s):
    """The answer was lost on the way, the page asks once more with what it had seen."""
    isi = buat_rencana.naskah(s)
    satu = simpan_naskah(oleh=None, pendaftaran=s.orang[0], naskah=isi, revisi=0)
    lagi = simpan_naskah(oleh=None, pendaftaran=s.orang[0], naskah=isi, revisi=0)
    assert (satu.revisi, lagi.revisi) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_one_moment_one_is_told():
    s = buat_rencana.latar()
    buat_rencana.tulis(s, judul="Awal")
    gerbang, hasil = threading.Barrier(2), []

    def simpan(judul: str) -> None:
        try:
            gerbang.wait()
            simpan_naskah(
                oleh=None, pendaftaran=s.orang[0], naskah=buat_rencana.naskah(s, judul=judul), revisi=1
            )
            hasil.append("tersimpan")
        except NaskahBerubah:
            hasil.append("diberi tahu")
        finally:
            connection.close()

    utas = [threading.Thread(target=simpan, args=[j]) for j in ("Satu", "Dua")]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join()
    assert sorted(hasil) == ["diberi tahu", "tersimpan"]
    assert RencanaAksi.objects.get().revisi == 2


def test_nobody_else_writes_and_only_where_plans_are_asked_for(s):
    p = s.orang[0]
    with pytest.raises(TidakDitemukan):
        simpan_naskah(oleh=s.panitia, pendaftaran=p, naskah=Naskah("X"), revisi=0)
    tiadakan_rencana(oleh=s.panitia, gelombang=s.g)
    with pytest.raises(TidakDitemukan):
        simpan_naskah(oleh=None, pendaftaran=p, naskah=Naskah("X"), revisi=0)


def test_too_long_a_text_is_refused_by_name_and_nothing_changes(s):
    buat_rencana.tulis(s)
    with pytest.raises(TidakValid) as galat:
        buat_rencana.tulis(s, masalah="x" * 8001, judul="Lain")
    assert "8000" in galat.value.rincian["masalah"]
    assert RencanaAksi.objects.get().judul == "Arsip Rapi"


def test_a_klaster_of_another_office_is_refused(s):
    from penilaian.services.klaster import tambah_klaster

    asing = tambah_klaster(oleh=None, instansi=buat.instansi("padang"), nama="Asing")
    with pytest.raises(TidakValid):
        buat_rencana.tulis(s, klaster_id=asing.pk)


def test_sending_says_everything_that_is_missing(s):
    atur_rencana(oleh=s.panitia, gelombang=s.g, wajib_makalah=True, wajib_paparan=True)
    buat_rencana.tulis(s, judul="", risiko="", tahap=(Tahap("pendek", "Menata", "", None, None),))
    with pytest.raises(TidakValid) as galat:
        ajukan(oleh=None, pendaftaran=s.orang[0])
    kata = " ".join(galat.value.rincian["kurang"])
    for bagian in ("Judul", "Risiko", "Tahap 1", "Makalah", "Bahan paparan"):
        assert bagian in kata
    assert not VersiRencana.objects.exists()


def test_what_is_sent_is_frozen_with_text_steps_and_files(s):
    p = s.orang[0]
    buat_rencana.tulis(s)
    lampirkan(oleh=None, pendaftaran=p, jenis="makalah", isi=PDF, nama="makalah.pdf")
    versi = ajukan(oleh=None, pendaftaran=p)
    assert versi.isi["klaster"] == "Kearsipan"
    assert versi.isi["tahap"][0]["selesai"] == "2026-02-05"
    assert versi.isi["lampiran"][0]["nama"] == "makalah.pdf"
    with pytest.raises(DatabaseError), transaction.atomic():
        VersiRencana.objects.filter(pk=versi.pk).update(judul="Lain")
    assert RencanaAksi.objects.get().status == StatusRencana.DIAJUKAN
    with pytest.raises(KeadaanBerubah):
        buat_rencana.tulis(s, judul="Masih menulis")
    with pytest.raises(KeadaanBerubah):
        lepas_lampiran(oleh=None, pendaftaran=p, jenis="makalah")


def test_after_the_deadline_only_sending_ends(s):
    lewat = timezone.now() - datetime.timedelta(minutes=1)
    atur_rencana(oleh=s.panitia, gelombang=s.g, batas_kirim=lewat, wajib_makalah=False, wajib_paparan=False)
    buat_rencana.tulis(s, judul="Ditulis sesudah batas")
    with pytest.raises(BatasLewat):
        ajukan(oleh=None, pendaftaran=s.orang[0])
    assert RencanaAksi.objects.get().judul == "Ditulis sesudah batas"
    atur_rencana(
        oleh=s.panitia, gelombang=s.g, batas_kirim=lewat + datetime.timedelta(days=1), wajib_makalah=False,
        wajib_paparan=False,
    )  # fmt: skip
    assert ajukan(oleh=None, pendaftaran=s.orang[0]).nomor == 1


def test_one_peserta_is_given_longer_than_the_others_with_a_reason():
    kini = timezone.now()
    s = buat_rencana.latar(2, batas_kirim=kini - datetime.timedelta(hours=1))
    satu, lain = s.orang
    for p in s.orang:
        buat_rencana.tulis(s, p)
    besok = kini + datetime.timedelta(days=1)
    with pytest.raises(TidakValid) as galat:
        perpanjang(oleh=s.panitia, pendaftaran=satu, batas=kini - datetime.timedelta(days=1))
    assert set(galat.value.rincian) == {"batas", "alasan"}
    with pytest.raises(TidakBerhak):
        perpanjang(oleh=buat.akun("pimpinan"), pendaftaran=satu, batas=besok, alasan="Sakit")
    perpanjang(oleh=s.panitia, pendaftaran=satu, batas=besok, alasan="Sakit")
    assert kartu_rencana(None, satu).satu.batas == besok
    assert kartu_rencana(None, lain).satu.batas < kini
    assert ajukan(oleh=None, pendaftaran=satu).nomor == 1
    with pytest.raises(BatasLewat):
        ajukan(oleh=None, pendaftaran=lain)
    tarik_kembali(oleh=None, pendaftaran=satu)
    perpanjang(oleh=s.panitia, pendaftaran=satu, batas=None)
    with pytest.raises(BatasLewat):
        ajukan(oleh=None, pendaftaran=satu)


def test_a_later_day_for_all_is_not_cut_short_by_an_earlier_extension(s):
    kini = timezone.now()
    atur_rencana(oleh=s.panitia, gelombang=s.g, batas_kirim=kini)
    perpanjang(
        oleh=s.panitia, pendaftaran=s.orang[0], batas=kini + datetime.timedelta(days=1), alasan="Sakit"
    )
    aturan = atur_rencana(oleh=s.panitia, gelombang=s.g, batas_kirim=kini + datetime.timedelta(days=5))
    assert aturan.batas_untuk(RencanaAksi.objects.get()) == kini + datetime.timedelta(days=5)


def test_a_plan_without_mentor_is_sent_and_waits(s):
    assert buat_rencana.kirim(s).nomor == 1
    buat_rencana.mentor(s, bersedia=False)
    assert Surel.objects.filter(jenis="mentor_undangan").count() == 0  # no address on file
    assert RencanaAksi.objects.get().status == StatusRencana.DIAJUKAN


def test_taken_back_improved_and_sent_again_both_versions_can_be_compared(s):
    lama = buat_rencana.kirim(s)
    tarik_kembali(oleh=None, pendaftaran=s.orang[0])
    baru = buat_rencana.kirim(s, masalah="Isi masalah sekali lagi.")
    [beda] = banding_versi(lama, baru)
    assert beda.label == "Masalah"
    assert "".join(x.teks for x in beda.potongan if x.jenis != "tambah") == lama.isi["masalah"]
    assert "".join(x.teks for x in beda.potongan if x.jenis != "hapus") == baru.isi["masalah"]
    with pytest.raises(KeadaanBerubah):
        buka_kembali(oleh=s.panitia, pendaftaran=s.orang[0], catatan="Belum disetujui")


def test_the_mentor_sends_back_with_a_note_then_approves_the_next_version(s):
    mentor = buat_rencana.mentor(s)
    oleh = buat_rencana.akun(mentor.pegawai)
    p = s.orang[0]
    buat_rencana.kirim(s)
    with pytest.raises(TidakValid):
        kembalikan(oleh=oleh, pendaftaran=p, versi=1, catatan=" ")
    kembalikan(oleh=oleh, pendaftaran=p, versi=1, catatan="Tambahkan data awal.")
    buat_rencana.kirim(s, data_awal="Antre 40 menit.")
    with pytest.raises(KeadaanBerubah):
        setujui(oleh=oleh, pendaftaran=p, versi=1)  # a page that is still open shows the older one
    jawaban = setujui(oleh=oleh, pendaftaran=p, versi=2)
    assert (jawaban.nama, jawaban.jabatan) == (mentor.nama_lengkap, "Camat Contoh")
    assert RencanaAksi.objects.get().status == StatusRencana.DISETUJUI
    with pytest.raises(KeadaanBerubah):
        setujui(oleh=oleh, pendaftaran=p, versi=2)
    buka_kembali(oleh=s.panitia, pendaftaran=p, catatan="Diminta seminar.")
    assert RencanaAksi.objects.get().status == StatusRencana.DIKEMBALIKAN


def test_only_the_mentor_of_today_answers_and_only_once_willing(s):
    mentor = buat_rencana.mentor(s, bersedia=False)
    buat_rencana.kirim(s)
    lain = buat_rencana.akun(buat_rencana.pegawai(1, s.unit["b"]))
    with pytest.raises(TidakDitemukan):
        setujui(oleh=lain, pendaftaran=s.orang[0], versi=1)
    with pytest.raises(TidakDitemukan):
        setujui(oleh=s.panitia, pendaftaran=s.orang[0], versi=1)
    with pytest.raises(KeadaanBerubah, match="kesediaan"):
        setujui(oleh=buat_rencana.akun(mentor.pegawai), pendaftaran=s.orang[0], versi=1)


def test_files_are_judged_by_content(s):
    with pytest.raises(TidakValid):
        lampirkan(oleh=None, pendaftaran=s.orang[0], jenis="paparan", isi=b"MZ program", nama="paparan.pptx")
    with pytest.raises(TidakValid):
        lampirkan(
            oleh=None, pendaftaran=s.orang[0], jenis="makalah", isi=b"\x89PNG\r\n\x1a\n", nama="makalah.pdf"
        )


def test_a_newer_file_takes_the_place_and_the_sent_version_keeps_the_old(s):
    p = s.orang[0]
    buat_rencana.tulis(s)
    lama = lampirkan(oleh=None, pendaftaran=p, jenis="makalah", isi=PDF, nama="lama.pdf")
    versi = ajukan(oleh=None, pendaftaran=p)
    tarik_kembali(oleh=None, pendaftaran=p)
    lampirkan(oleh=None, pendaftaran=p, jenis="makalah", isi=PDF, nama="baru.pdf")
    assert [x.berkas.nama for x in RencanaAksi.objects.get().lampiran.filter(dilepas=None)] == ["baru.pdf"]
    assert versi.isi["lampiran"][0]["berkas"] == str(lama.berkas_id)


def test_after_the_gelombang_is_over_nothing_is_written(s):
    buat_rencana.tulis(s)
    Gelombang.objects.filter(pk=s.g.pk).update(status="selesai")
    s.orang[0].gelombang.refresh_from_db()
    with pytest.raises(KeadaanBerubah):
        buat_rencana.tulis(s, judul="Terlambat")


def test_reminders_go_out_once_in_half_a_day():
    s = buat_rencana.latar(3)
    for p in s.orang:
        akun = buat_rencana.akun(p.pegawai)
        assert akun.email
    buat_rencana.kirim(s, s.orang[0])
    assert ingatkan_penulis(oleh=s.panitia, gelombang=s.g) == 2
    assert ingatkan_penulis(oleh=s.panitia, gelombang=s.g) == 0


def test_steps_are_replaced_whole_and_in_order(s):
    buat_rencana.tulis(s, tahap=(Tahap("pendek", "A"), Tahap("panjang", "B")))
    buat_rencana.tulis(s, tahap=(Tahap("panjang", "B"), Tahap("pendek", "A"), Tahap("menengah")))
    assert list(TahapRencana.objects.values_list("kegiatan", flat=True)) == ["B", "A", ""]
