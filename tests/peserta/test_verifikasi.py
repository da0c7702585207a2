"""Verification: what is decided, what it makes known, how it is taken back."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from diklat.models import KuotaUnit
from diklat.services.gelombang import atur_syarat
from kantor.galat import (
    BentrokJadwal,
    Galat,
    KeadaanBerubah,
    KuotaPenuh,
    TidakBerhak,
    TidakDitemukan,
    TidakValid,
)
from kantor.models import Pegawai, Pengguna, Surel
from kantor.services.akun import akun_peserta, buat_tautan_masuk
from kantor.services.berkas import simpan_berkas
from kantor.services.pegawai_kantor import catat_pegawai
from kantor.services.pribadi import baca_pribadi
from peserta.models import BerkasPendaftaran, Pendaftaran
from peserta.queries.verifikasi import pratinjau_verifikasi
from peserta.services.pemanggilan import panggil, tetapkan
from peserta.services.pendaftaran import daftar_mandiri
from peserta.services.urung_massal import urungkan_massal
from peserta.services.verifikasi import kirim_perbaikan, urungkan, verifikasi, verifikasi_massal
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def g():
    return buat.gelombang(kuota=3)


def mandiri(g, n, unit, **lain):
    hasil = daftar_mandiri(gelombang=g, data=buat.data(n, unit, **lain))
    return Pendaftaran.objects.get(nomor=hasil.nomor)


def surat(jenis):
    return list(Surel.objects.filter(jenis=jenis).values_list("kepada", flat=True))


# --- one ------------------------------------------------------------------------------------------


def test_accepting_makes_the_typed_data_known_and_opens_an_account(g, unit, staf):
    p = mandiri(g, 1, unit["a1"], nama="Ahmad Nasution, S.H.", jabatan="Lurah")
    assert not p.pegawai.terverifikasi
    assert not hasattr(p.pegawai, "pribadi")
    p = verifikasi(oleh=staf, pendaftaran=p, keputusan="terima")
    pegawai = Pegawai.objects.get(pk=p.pegawai_id)
    assert (p.status, pegawai.terverifikasi, pegawai.nama_lengkap) == (
        "diverifikasi",
        True,
        "Ahmad Nasution, S.H.",
    )
    assert (pegawai.jabatan, pegawai.unit, pegawai.opd) == ("Lurah", unit["a1"], unit["a"])
    assert baca_pribadi(pegawai.pribadi, "email") == "orang1@contoh.example"
    assert baca_pribadi(pegawai.pribadi, "ponsel") == "081200000001"
    assert Pengguna.objects.get(pegawai=pegawai).is_active
    assert surat("pendaftaran_diverifikasi") == ["orang1@contoh.example"]


def test_a_typed_address_never_replaces_the_one_on_file_unless_panitia_says_so(g, unit, staf):
    dulu = mandiri(buat.gelombang(mulai=90), 1, unit["a1"])
    verifikasi(oleh=staf, pendaftaran=dulu, keputusan="terima")
    p = mandiri(g, 1, unit["a1"], surel="orang.asing@contoh.example")
    verifikasi(oleh=staf, pendaftaran=p, keputusan="terima")
    pegawai = Pegawai.objects.get(pk=p.pegawai_id)
    assert baca_pribadi(pegawai.pribadi, "email") == "orang1@contoh.example"
    assert surat("pendaftaran_diverifikasi") == ["orang1@contoh.example"] * 2
    urungkan(oleh=staf, pendaftaran=p, alasan="Alamat dipastikan lewat telepon.")
    verifikasi(oleh=staf, pendaftaran=p, keputusan="terima", pakai_kontak=True)
    pegawai = Pegawai.objects.get(pk=p.pegawai_id)
    assert baca_pribadi(pegawai.pribadi, "email") == "orang.asing@contoh.example"


def test_what_a_stranger_types_claims_nobody_for_an_office(g, unit, staf):
    """Only the verifier says whose a person is, and of a guest not even they: the true office still can."""
    padang = buat.unit("13.71", jenis="kota", kode_instansi="padang")
    p = mandiri(g, 1, padang)
    assert (p.pegawai.instansi, p.pegawai.unit) == (None, None)
    verifikasi(oleh=staf, pendaftaran=p, keputusan="terima")
    pegawai = Pegawai.objects.get(pk=p.pegawai_id)
    assert (pegawai.terverifikasi, pegawai.instansi, pegawai.unit) == (True, None, None)
    tercatat = catat_pegawai(
        oleh=buat.akun("admin", "padang"), nip=pegawai.nip, nama=pegawai.nama, unit=padang, kontak={}
    )
    assert (tercatat.pk, tercatat.instansi) == (pegawai.pk, buat.instansi("padang"))


def test_a_row_claimed_by_typing_before_follows_the_verifier(g, unit, staf):
    p = mandiri(g, 1, unit["a1"])
    Pegawai.objects.filter(pk=p.pegawai_id).update(instansi=buat.instansi("padang"))
    verifikasi(oleh=staf, pendaftaran=p, keputusan="terima")
    pegawai = Pegawai.objects.get(pk=p.pegawai_id)
    assert (pegawai.unit, pegawai.instansi) == (unit["a1"], buat.instansi())


def test_a_pegawai_another_office_keeps_is_not_touched(g, unit, staf):
    padang = buat.instansi("padang")
    orang = Pegawai.objects.create(
        nip=buat.nip(7), nama="Nama Resmi", status_kepegawaian="pns", instansi=padang, terverifikasi=True
    )
    p = mandiri(g, 7, unit["a1"], nama="Nama Diketik")
    verifikasi(oleh=staf, pendaftaran=p, keputusan="terima")
    orang.refresh_from_db()
    assert (orang.nama, orang.unit, orang.instansi) == ("Nama Resmi", None, padang)
    assert not hasattr(orang, "pribadi")
    assert p.nama_lengkap == "Nama Diketik"


def test_an_account_switched_off_stays_off(g, unit, staf):
    p = mandiri(g, 1, unit["a1"])
    akun = akun_peserta(oleh=staf, pegawai=p.pegawai)
    Pengguna.objects.filter(pk=akun.pk).update(is_active=False)
    verifikasi(oleh=staf, pendaftaran=p, keputusan="terima")
    akun.refresh_from_db()
    assert not akun.is_active


@pytest.mark.parametrize(("keputusan", "status"), [("kembalikan", "perlu_perbaikan"), ("tolak", "ditolak")])
def test_whatever_is_not_accepted_needs_a_reason_and_the_peserta_reads_it(g, unit, staf, keputusan, status):
    p = mandiri(g, 1, unit["a1"])
    with pytest.raises(TidakValid) as galat:
        verifikasi(oleh=staf, pendaftaran=p, keputusan=keputusan, alasan="  ")
    assert list(galat.value.rincian) == ["alasan"]
    p = verifikasi(oleh=staf, pendaftaran=p, keputusan=keputusan, alasan="Surat tidak terbaca.")
    assert (p.status, p.alasan) == (status, "Surat tidak terbaca.")
    assert not p.pegawai.terverifikasi
    assert "Surat tidak terbaca." in Surel.objects.latest("pk").isi


def test_a_missing_required_file_is_named_and_may_follow_with_a_reason(g, unit, staf):
    atur_syarat(oleh=staf, gelombang=g, nama="Surat usulan", kapan="pendaftaran")
    p = buat.daftarkan(g, 1, unit["a1"])
    with pytest.raises(TidakValid, match="Surat usulan"):
        verifikasi(oleh=staf, pendaftaran=p, keputusan="terima")
    verifikasi(oleh=staf, pendaftaran=p, keputusan="terima", alasan="Surat menyusul, sudah ditelepon.")
    p.refresh_from_db()
    assert (p.status, p.alasan) == ("diverifikasi", "Surat menyusul, sudah ditelepon.")


def test_refusing_offers_the_seat_to_the_first_cadangan(g, unit, staf):
    semua = [buat.daftarkan(g, n, unit["a1"]) for n in range(4)]
    assert semua[3].status == "daftar_tunggu"
    verifikasi(oleh=staf, pendaftaran=semua[0], keputusan="tolak", alasan="Bukan sasaran.")
    semua[3].refresh_from_db()
    assert semua[3].status == "ditawari"


def test_a_decision_is_taken_once(g, unit, staf):
    p = buat.daftarkan(g, 1, unit["a1"])
    verifikasi(oleh=staf, pendaftaran=p, keputusan="terima")
    with pytest.raises(KeadaanBerubah, match="Terverifikasi"):
        verifikasi(oleh=staf, pendaftaran=p, keputusan="terima")


def test_another_office_finds_nothing_and_a_reader_may_not_decide(g, unit):
    p = buat.daftarkan(g, 1, unit["a1"])
    with pytest.raises(TidakDitemukan):
        verifikasi(oleh=buat.akun("panitia", "padang"), pendaftaran=p, keputusan="terima")
    for akun in (buat.akun("pimpinan"), buat.akun("operator", unit=unit["a"])):
        with pytest.raises(TidakBerhak):
            verifikasi(oleh=akun, pendaftaran=p, keputusan="terima")


# --- quota of units -------------------------------------------------------------------------------


def test_the_quota_of_a_unit_covers_everything_below_it(g, unit, staf):
    p = [buat.daftarkan(g, 1, unit["a1"]), buat.daftarkan(g, 2, unit["a2"]), buat.daftarkan(g, 3, unit["b1"])]
    KuotaUnit.objects.create(gelombang=g, unit=unit["a"], kuota=1)
    verifikasi(oleh=staf, pendaftaran=p[0], keputusan="terima")
    with pytest.raises(KuotaPenuh, match=r"Unit 12\.71\.01"):
        verifikasi(oleh=staf, pendaftaran=p[1], keputusan="terima")
    assert verifikasi(oleh=staf, pendaftaran=p[2], keputusan="terima").status == "diverifikasi"


# --- many -----------------------------------------------------------------------------------------


def test_many_at_once_each_row_with_its_outcome(g, unit, staf):
    p = [buat.daftarkan(g, n, unit["a1"]) for n in range(3)]
    verifikasi(oleh=staf, pendaftaran=p[1], keputusan="tolak", alasan="Bukan sasaran.")
    tindakan = verifikasi_massal(oleh=staf, gelombang=g, pilihan=[x.pk for x in p], keputusan="terima")
    assert [(r["berhasil"], r["ke"]) for r in tindakan.rincian] == [
        (True, "diverifikasi"),
        (False, "ditolak"),
        (True, "diverifikasi"),
    ]
    assert "Tidak memenuhi syarat" in tindakan.rincian[1]["pesan"]


def test_the_preview_says_what_the_act_then_does(g, unit, staf, django_assert_max_num_queries):
    atur_syarat(oleh=staf, gelombang=g, nama="Surat usulan", kapan="pendaftaran")
    p = [buat.daftarkan(g, n, unit["a1"]) for n in range(3)]
    verifikasi(oleh=staf, pendaftaran=p[0], keputusan="terima", alasan="Menyusul.")
    berkas = simpan_berkas(oleh=staf, instansi=g.instansi, isi=_gambar(), nama="surat.png")
    BerkasPendaftaran.objects.create(pendaftaran=p[1], syarat=g.syarat.get(), berkas=berkas)
    BerkasPendaftaran.objects.create(
        pendaftaran=p[2], syarat=g.syarat.get(), berkas=berkas, keadaan="tidak_terbaca"
    )
    with django_assert_max_num_queries(5):
        lihat = pratinjau_verifikasi(g, [x.pk for x in p], "terima")
    masalah = {x.pendaftaran.pk: x.masalah() for x in lihat}
    assert masalah[p[1].pk] == []
    assert masalah[p[2].pk] == ["Berkas “Surat usulan” belum ada."]
    assert "Terverifikasi" in masalah[p[0].pk][0]
    tindakan = verifikasi_massal(oleh=staf, gelombang=g, pilihan=masalah, keputusan="terima")
    assert {r["pendaftaran"]: r["berhasil"] for r in tindakan.rincian} == {
        pk: not isi for pk, isi in masalah.items()
    }


def test_the_last_places_of_a_quota_go_to_the_first_of_many(g, unit, staf):
    p = [buat.daftarkan(g, n, unit["a1"]) for n in range(3)]
    KuotaUnit.objects.create(gelombang=g, unit=unit["a1"], kuota=2)
    tindakan = verifikasi_massal(oleh=staf, gelombang=g, pilihan=[x.pk for x in p], keputusan="terima")
    assert [r["berhasil"] for r in tindakan.rincian] == [True, True, False]
    assert "Kuota" in tindakan.rincian[2]["pesan"]


def test_rows_of_another_gelombang_are_not_reached(g, unit, staf):
    asing = buat.daftarkan(buat.gelombang(mulai=60), 1, unit["a1"])
    assert verifikasi_massal(oleh=staf, gelombang=g, pilihan=[asing.pk], keputusan="terima").rincian == []
    asing.refresh_from_db()
    assert asing.status == "diajukan"


@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_once_decide_each_row_once():
    unit = buat.pohon()
    g = buat.gelombang(kuota=8)
    pilihan = [buat.daftarkan(g, n, unit["a1"]).pk for n in range(8)]
    berhasil, gagal = [], []

    def meja(staf):
        try:
            t = verifikasi_massal(oleh=staf, gelombang=g, pilihan=pilihan, keputusan="terima")
            berhasil.append(sum(r["berhasil"] for r in t.rincian))
        except Exception as galat:  # noqa: BLE001 - told to the test
            gagal.append(galat)
        finally:
            connection.close()

    meja_meja = [threading.Thread(target=meja, args=(buat.akun("panitia"),)) for _ in range(3)]
    for t in meja_meja:
        t.start()
    for t in meja_meja:
        t.join()
    assert gagal == []
    assert sorted(berhasil) == [0, 0, 8]
    assert len(surat("pendaftaran_diverifikasi")) == 8


# --- taken back -----------------------------------------------------------------------------------


def test_a_bulk_act_is_taken_back_with_a_reason(g, unit, staf):
    p = [buat.daftarkan(g, n, unit["a1"]) for n in range(2)]
    t = verifikasi_massal(oleh=staf, gelombang=g, pilihan=[x.pk for x in p], keputusan="terima")
    with pytest.raises(TidakValid):
        urungkan_massal(oleh=staf, tindakan=t, alasan="")
    t = urungkan_massal(oleh=staf, tindakan=t, alasan="Salah pilih.")
    assert [x.status for x in g.pendaftaran.order_by("pk")] == ["diajukan", "diajukan"]
    assert (t.diurungkan_oleh, t.alasan_urung) == (staf, "Salah pilih.")
    with pytest.raises(KeadaanBerubah):
        urungkan_massal(oleh=staf, tindakan=t, alasan="Lagi.")


def test_after_the_pemanggilan_a_bulk_act_stands(g, unit, staf):
    langkah.kantor()
    p = buat.daftarkan(g, 1, unit["a1"])
    t = verifikasi_massal(oleh=staf, gelombang=g, pilihan=[p.pk], keputusan="terima")
    tetapkan(oleh=staf, gelombang=g)
    panggil(oleh=staf, gelombang=g, tanggal=g.mulai)
    with pytest.raises(KeadaanBerubah, match="pemanggilan"):
        urungkan_massal(oleh=staf, tindakan=t, alasan="Salah pilih.")


def test_rows_that_moved_on_stay_and_say_so(g, unit, staf):
    p = [buat.daftarkan(g, n, unit["a1"]) for n in range(2)]
    t = verifikasi_massal(oleh=staf, gelombang=g, pilihan=[x.pk for x in p], keputusan="terima")
    tetapkan(oleh=staf, gelombang=g, pilihan=[p[0].pk])
    t = urungkan_massal(oleh=staf, tindakan=t, alasan="Salah pilih.")
    assert [r["diurungkan"] for r in t.rincian] == [False, True]
    assert "Ditetapkan" in t.rincian[0]["pesan"]


def test_who_was_refused_and_lost_the_seat_becomes_cadangan(g, unit, staf):
    p = [buat.daftarkan(g, n, unit["a1"]) for n in range(4)]
    verifikasi(oleh=staf, pendaftaran=p[0], keputusan="tolak", alasan="Bukan sasaran.")
    kembali = urungkan(oleh=staf, pendaftaran=p[0], alasan="Ternyata sasaran.")
    assert (kembali.status, kembali.urutan_cadangan) == ("daftar_tunggu", 2)


def test_without_a_list_the_lost_seat_is_refused_in_words(unit, staf):
    g = buat.gelombang(kuota=1, pakai_cadangan=False)
    p = buat.daftarkan(g, 1, unit["a1"])
    verifikasi(oleh=staf, pendaftaran=p, keputusan="tolak", alasan="Bukan sasaran.")
    buat.daftarkan(g, 2, unit["a1"])
    with pytest.raises(KuotaPenuh):
        urungkan(oleh=staf, pendaftaran=p, alasan="Ternyata sasaran.")


def test_taking_back_a_refusal_meets_the_seat_taken_elsewhere(g, unit, staf):
    p = buat.daftarkan(g, 1, unit["a1"])
    verifikasi(oleh=staf, pendaftaran=p, keputusan="tolak", alasan="Bukan sasaran.")
    buat.daftarkan(buat.gelombang(), 1, unit["a1"])
    with pytest.raises(BentrokJadwal):
        urungkan(oleh=staf, pendaftaran=p, alasan="Ternyata sasaran.")


def test_ditetapkan_is_too_late_for_a_single_undo(g, unit, staf):
    p = buat.daftarkan(g, 1, unit["a1"])
    verifikasi(oleh=staf, pendaftaran=p, keputusan="terima")
    tetapkan(oleh=staf, gelombang=g)
    with pytest.raises(KeadaanBerubah):
        urungkan(oleh=staf, pendaftaran=p, alasan="Salah.")


# --- sent back and completed ----------------------------------------------------------------------


def test_what_was_sent_back_waits_again_once_the_files_are_there(g, unit, staf):
    atur_syarat(oleh=staf, gelombang=g, nama="Surat usulan", kapan="pendaftaran")
    p = buat.daftarkan(g, 1, unit["a1"])
    verifikasi(oleh=staf, pendaftaran=p, keputusan="kembalikan", alasan="Unggah surat usulan.")
    with pytest.raises(TidakValid, match="berkas"):
        kirim_perbaikan(oleh=None, pendaftaran=p)
    berkas = simpan_berkas(oleh=None, instansi=g.instansi, isi=_gambar(), nama="surat.png")
    BerkasPendaftaran.objects.create(pendaftaran=p, syarat=g.syarat.get(), berkas=berkas)
    assert kirim_perbaikan(oleh=None, pendaftaran=p).status == "diajukan"
    with pytest.raises(KeadaanBerubah):
        kirim_perbaikan(oleh=None, pendaftaran=p)


def test_only_the_person_the_operator_or_panitia_speak_for_a_registration(g, unit, staf):
    p = buat.daftarkan(g, 1, unit["a1"])
    verifikasi(oleh=staf, pendaftaran=p, keputusan="kembalikan", alasan="Lengkapi.")
    lain = buat.daftarkan(g, 2, unit["a2"])
    for akun in (
        akun_peserta(oleh=None, pegawai=lain.pegawai),
        buat.akun("operator", unit=unit["b"]),
        buat.akun("panitia", "padang"),
    ):
        with pytest.raises(Galat) as galat:
            kirim_perbaikan(oleh=akun, pendaftaran=p)
        assert galat.value.status in {403, 404}
    sendiri = akun_peserta(oleh=None, pegawai=p.pegawai)
    assert kirim_perbaikan(oleh=sendiri, pendaftaran=p).status == "diajukan"


def test_panitia_hands_a_sign_in_link_to_people_it_has_accepted_and_to_no_others(g, unit, staf):
    padang = buat.instansi("padang")
    orang = Pegawai.objects.create(
        nip=buat.nip(7), nama="Nama Resmi", status_kepegawaian="pns", instansi=padang, terverifikasi=True
    )
    akun = akun_peserta(oleh=None, pegawai=orang)
    p = mandiri(g, 7, unit["a1"])
    with pytest.raises((TidakBerhak, TidakDitemukan)):
        buat_tautan_masuk(oleh=staf, pengguna=akun, alasan="Datang ke kantor.")
    verifikasi(oleh=staf, pendaftaran=p, keputusan="terima")
    assert "/masuk/tautan/" in buat_tautan_masuk(oleh=staf, pengguna=akun, alasan="Datang ke kantor.")
    operator = buat.akun("operator", unit=unit["b"])
    with pytest.raises((TidakBerhak, TidakDitemukan)):
        buat_tautan_masuk(oleh=operator, pengguna=akun, alasan="Kenal.")


def _gambar() -> bytes:
    import io

    from PIL import Image

    wadah = io.BytesIO()
    Image.new("RGB", (80, 80), "white").save(wadah, "PNG")
    return wadah.getvalue()
