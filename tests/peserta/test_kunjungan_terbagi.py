"""A gelombang of which halves go on different visits: a session of a visit is of its peserta alone, everywhere."""

from __future__ import annotations

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diklat.models import Gelombang, JenisSesi, Kurikulum, Modul, Sesi, TerbitanSesi
from diklat.queries.hari_ini import sesi_berbeda
from diklat.queries.jadwal import belum_terbit, jp_per_modul
from diklat.queries.papan import papan
from diklat.services.bahan import tambah_bahan
from diklat.services.kunjungan import RencanaKunjungan, tambah_kunjungan
from diklat.services.sesi import ubah_sesi
from kantor.galat import KeadaanBerubah
from kantor.models import LembarCetak, Pengguna, Surel
from penilaian.queries.kelayakan import kelayakan
from penilaian.services.hasil import terapkan_usulan
from peserta.models import HasilPindai, KartuPeserta, Kehadiran, Pindaian
from peserta.queries.daftar_hadir import penanda
from peserta.queries.hari_ini import menunggu
from peserta.queries.jadwal import bahan_peserta, bekas_jadwal_pegawai, jadwal_pegawai, penerima
from peserta.queries.kehadiran import (
    LAIN,
    hadir_per_sesi,
    kehadiran_sesi,
    kurang_jp,
    matriks_kehadiran,
    rekap_kehadiran,
)
from peserta.queries.pindai import bekal
from peserta.queries.presensi import sesi_dengan_catatan
from peserta.queries.saya import jadwal_saya, kehadiran_saya
from peserta.queries.sesi_peserta import bukan_milik
from peserta.services.cetak_daftar_hadir import cetak_daftar_hadir
from peserta.services.jadwal import terbitkan_jadwal
from peserta.services.kartu import siapkan_kartu
from peserta.services.kehadiran import catat_kehadiran, catat_semua_hadir
from peserta.services.kunjungan import bagi_peserta, bagi_sisa
from peserta.services.perangkat_pindai import tambah_perangkat
from peserta.services.pindai import PindaianMasuk, perangkat_dari_kunci, terima_pindaian
from peserta.services.pindai_sendiri import pindai_sendiri
from peserta.services.rencana_kunjungan import hapus_kunjungan
from tests.diklat import jadwal
from tests.kantor.bantu import selesaikan
from tests.penilaian import rencana as buat_rencana
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db
H = HasilPindai


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def g():
    """A running gelombang of 12 + 4 JP at 45 minutes."""
    kurikulum = buat.kurikulum()
    Modul.objects.filter(kurikulum=kurikulum).update(jp=12)
    Modul.objects.create(kurikulum=kurikulum, urutan=2, nama="Benchmarking", jp=4)
    g = buat.gelombang(mulai=0, kurikulum=kurikulum)
    for status in ("ditutup", "berlangsung"):
        Gelombang.objects.filter(pk=g.pk).update(status=status)
    return Gelombang.objects.select_related("kurikulum", "instansi").get(pk=g.pk)


@pytest.fixture
def orang(g):
    """Two go to Binjai, two to Tebing, the fifth is forgotten."""
    return langkah.rombongan(g, 5, buat.unit("12.71.09"))


@pytest.fixture
def visits(staf, g):
    return [
        tambah_kunjungan(
            oleh=staf,
            gelombang=g,
            rencana=RencanaKunjungan("Mal Pelayanan", kota, g.mulai, g.mulai),
        )
        for kota in ("Binjai", "Tebing Tinggi")
    ]


@pytest.fixture
def sesi(staf, g, visits):
    """Class for all (12 JP), then 4 JP at two places at once; published."""
    kelas, tamu = g.kurikulum.modul.order_by("urutan")
    semua = [jadwal.sesi(staf, g, 6, 15, modul=kelas, judul="Kelas")]
    semua += [
        jadwal.sesi(
            staf, g, 15, 18, modul=tamu, jenis=JenisSesi.BENCHMARKING, judul="Benchmarking", kunjungan=k
        )
        for k in visits
    ]
    jadwal.terbitkan(staf, g)
    return semua


@pytest.fixture
def terbagi(staf, visits, orang, sesi):
    for k, siapa in zip(visits, (orang[:2], orang[2:4]), strict=True):
        bagi_peserta(oleh=staf, kunjungan=k, masuk=[p.pk for p in siapa])


def masuk(akun) -> Client:
    client = Client()
    client.force_login(akun)
    return client


def jp(g) -> list[Decimal]:
    return [satu.jp_total for satu in rekap_kehadiran(g).values()]


def test_each_half_is_counted_the_visit_it_is_on_and_who_goes_nowhere_none(g, staf, orang, sesi, terbagi):
    assert jp(g) == [16, 16, 16, 16, 12]
    assert [catat_semua_hadir(oleh=staf, sesi=satu) for satu in sesi] == [5, 2, 2]
    assert all(satu.memenuhi and satu.persen == 100 for satu in rekap_kehadiran(g).values())
    assert list(hadir_per_sesi(g).values()) == [(5, 5), (2, 2), (2, 2)]
    assert [(s.tercatat, s.seharusnya) for s in sesi_dengan_catatan(g)] == [(5, 5), (2, 2), (2, 2)]
    assert kurang_jp(g, rekap_kehadiran(g)).startswith("Sesi yang tercatat bagi 1 peserta baru 12 JP")
    assert kehadiran_saya(orang[0]).jp_total == 16


def test_the_rule_asks_for_the_own_visit_alone_and_a_code_there_counts_for_nobody_else(
    g, staf, orang, sesi, terbagi
):
    for satu in sesi:
        catat_semua_hadir(oleh=staf, sesi=satu)
    catat_kehadiran(oleh=staf, sesi=sesi[2], pendaftaran=orang[2], kode="A")
    rekap = rekap_kehadiran(g)
    assert [rekap[p.pk].memenuhi for p in orang] == [True, True, False, True, True]
    # A row from before people were shared out, or by another hand: it is kept and counts nowhere.
    langkah.hadir(sesi[1], orang[2], "A")
    assert rekap_kehadiran(g)[orang[2].pk].hitungan == rekap[orang[2].pk].hitungan
    assert set(kehadiran_sesi(sesi[1])) == {p.pk for p in orang[:2]}
    assert matriks_kehadiran(g, [orang[2].pk])[orang[2].pk, sesi[1].pk] == LAIN
    assert bukan_milik([orang[0].pk, orang[4].pk]) == {
        (orang[0].pk, sesi[2].pk),
        (orang[4].pk, sesi[1].pk),
        (orang[4].pk, sesi[2].pk),
    }


def test_attendance_of_a_visit_is_taken_of_its_peserta_alone(staf, orang, sesi, terbagi):
    with pytest.raises(KeadaanBerubah, match="peserta kunjungannya"):
        catat_kehadiran(oleh=staf, sesi=sesi[1], pendaftaran=orang[2], kode="H")
    assert not Kehadiran.objects.exists()


def test_the_certificate_of_who_went_nowhere_carries_a_warning(g, staf, sesi, terbagi):
    for satu in sesi:
        catat_semua_hadir(oleh=staf, sesi=satu)
    terapkan_usulan(oleh=staf, gelombang=g)
    tanda = [[t for t in k.peringatan if "Kunjungan" in t] for k in kelayakan(g)]
    assert tanda[:4] == [[], [], [], []]
    assert tanda[4] == [
        "Sesinya hanya 12 JP, peserta lain sampai 16 JP. Periksa pembagiannya di tab Kunjungan."
    ]


# --- Scanners ---


def pindai(kunci, sesi, p, waktu=None):
    kode = KartuPeserta.objects.get(pendaftaran=p, dicabut=None).kode
    satu = PindaianMasuk(uuid4(), sesi.uid, kode, waktu or sesi.mulai)
    _, [jawaban] = terima_pindaian(oleh=None, kunci=kunci, jam=timezone.now(), pindaian=[satu])
    return jawaban


@pytest.fixture
def kunci(g, staf, orang, sesi):
    """A phone that scans today; the sessions of the day began an hour ago."""
    siapkan_kartu(oleh=None, gelombang=g)
    kini = timezone.now()
    TerbitanSesi.objects.filter(sesi__gelombang=g).update(
        mulai=kini - datetime.timedelta(minutes=1), selesai=kini + datetime.timedelta(hours=2)
    )
    return tambah_perangkat(oleh=staf, gelombang=g, nama="HP Bu Ani")[1]


def test_a_badge_of_the_other_visit_is_refused_by_name_and_kept(kunci, staf, orang, sesi, visits, terbagi):
    kini = timezone.now()
    assert pindai(kunci, sesi[1], orang[0], kini).hasil == H.HADIR
    assert pindai(kunci, sesi[0], orang[2], kini).hasil == H.HADIR
    assert pindai(kunci, sesi[1], orang[2], kini).hasil == H.BUKAN_KUNJUNGAN_INI
    assert pindai(kunci, sesi[1], orang[4], kini).hasil == H.BUKAN_KUNJUNGAN_INI
    assert Pindaian.objects.filter(sesi=sesi[1]).count() == 3
    assert Kehadiran.objects.filter(sesi=sesi[1]).count() == 1


def test_who_is_sent_there_after_all_is_present_since_the_refused_scan_and_back(
    kunci, staf, orang, sesi, visits, terbagi
):
    saat = pindai(kunci, sesi[1], orang[2], timezone.now()).saat.waktu
    bagi_peserta(oleh=staf, kunjungan=visits[1], masuk=[], keluar=[orang[2].pk])
    bagi_peserta(oleh=staf, kunjungan=visits[0], masuk=[orang[2].pk])
    assert Kehadiran.objects.get(sesi=sesi[1], pendaftaran=orang[2]).dipindai == saat
    bagi_peserta(oleh=staf, kunjungan=visits[0], masuk=[], keluar=[orang[2].pk])
    assert not Kehadiran.objects.filter(pendaftaran=orang[2]).exists()


def test_the_code_on_the_projector_is_for_its_visit_too(kunci, staf, orang, sesi, terbagi):
    kini = timezone.now()
    akun = [
        type(staf).objects.create(username=f"p{p.pk}", nama=p.nama, pegawai=p.pegawai) for p in orang[1:3]
    ]
    hasil = [pindai_sendiri(oleh=satu, sesi=sesi[1].uid, waktu=kini).hasil for satu in akun]
    assert hasil == [H.HADIR, H.BUKAN_KUNJUNGAN_INI]
    halaman = masuk(staf).get(reverse("peserta:presensi_layar", args=[sesi[1].gelombang.slug, sesi[1].pk]))
    assert (halaman.context["hadir"], halaman.context["duduk"]) == (1, 2)


def test_a_phone_tells_the_two_places_apart(kunci):
    judul = [s["judul"] for s in bekal(perangkat_dari_kunci(kunci))["sesi"]]
    assert judul == [
        "Kelas",
        "Benchmarking (Mal Pelayanan, Binjai)",
        "Benchmarking (Mal Pelayanan, Tebing Tinggi)",
    ]


# --- Pages and papers ---


def test_the_sheet_lists_its_peserta_alone_and_says_so(g, staf, orang, sesi, terbagi):
    halaman = masuk(staf).get(reverse("peserta:presensi_sesi", args=[g.slug, sesi[1].pk]))
    assert [b["p"].pk for b in halaman.context["baris"]] == [p.pk for p in orang[:2]]
    teks = halaman.content.decode()
    assert "0 dari 2 tercatat" in teks
    assert "Hanya untuk peserta kunjungan ke" in teks
    masuk(staf).post(reverse("peserta:presensi_semua", args=[g.slug, sesi[1].pk]))
    assert Kehadiran.objects.filter(sesi=sesi[1]).count() == 2
    semua = masuk(staf).get(reverse("peserta:gelombang_presensi", args=[g.slug]) + "?matriks=1")
    assert "Lengkap" in semua.content.decode()
    assert "x: sesi kunjungan lain" in semua.content.decode()
    excel = masuk(staf).get(reverse("peserta:gelombang_presensi_excel", args=[g.slug]))
    isi = [b for b in jadwal.baca(excel) if b and b[0] in {1, 5}]
    assert [baris[4:9] for baris in isi] == [["", "H", "x", 4, 16], ["", "x", "x", 0, 12]]


def test_daftar_hadir_has_a_sheet_per_place_with_its_own_names(g, staf, sesi, visits, orang):
    bagi_peserta(oleh=staf, kunjungan=visits[0], masuk=[p.pk for p in orang[:2]])
    with pytest.raises(KeadaanBerubah, match="tab Kunjungan"):
        cetak_daftar_hadir(oleh=staf, gelombang=g, sesi=sesi[2].pk)
    terbit = {satu.pk: satu for satu in TerbitanSesi.objects.filter(sesi__gelombang=g)}
    assert [[o.nomor for o in penanda(g, terbit[s.pk])] for s in sesi] == [[1, 2, 3, 4, 5], [1, 2], []]
    langkah.kantor()
    selesaikan(cetak_daftar_hadir(oleh=staf, gelombang=g))
    assert list(LembarCetak.objects.order_by("pk").values_list("acuan", flat=True)) == [
        sesi[0].pk,
        sesi[1].pk,
    ]


def test_the_page_of_visits_names_who_goes_nowhere(g, staf, orang, terbagi, visits):
    alamat = reverse("peserta:gelombang_kunjungan", args=[g.slug])
    teks = masuk(staf).get(alamat).content.decode()
    assert "1 peserta belum mempunyai lokus" in teks
    assert orang[4].nama_lengkap in teks
    bagi_sisa(oleh=staf, kunjungan=visits[0])
    assert "belum mempunyai lokus" not in masuk(staf).get(alamat).content.decode()
    assert jp(g) == [16] * 5


def test_the_own_timetable_and_calendar_hold_the_own_visit_and_take_a_lost_one_back(
    g, staf, orang, sesi, terbagi, visits
):
    def milik(p):
        tayangan = jadwal_saya(p)
        hari = [h for h in [tayangan.kini, *tayangan.nanti, *tayangan.lalu] if h]
        return {satu.sesi.pk for h in hari for satu in h.isi}

    assert milik(orang[0]) == {sesi[0].pk, sesi[1].pk}
    assert milik(orang[4]) == {sesi[0].pk}
    pegawai = orang[0].pegawai
    assert {t.pk for t in jadwal_pegawai(pegawai)} == {sesi[0].pk, sesi[1].pk}
    assert not bekas_jadwal_pegawai(pegawai).exists()
    urutan = TerbitanSesi.objects.get(pk=sesi[1].pk).urutan
    bagi_peserta(oleh=staf, kunjungan=visits[0], masuk=[], keluar=[orang[0].pk])
    assert [t.pk for t in bekas_jadwal_pegawai(pegawai)] == [sesi[1].pk]
    bagi_peserta(oleh=staf, kunjungan=visits[0], masuk=[orang[0].pk])
    assert not bekas_jadwal_pegawai(pegawai).exists()
    # Not below the number its cancellation had (one more than the publication's then).
    assert TerbitanSesi.objects.get(pk=sesi[1].pk).urutan == urutan + 2


def test_a_visit_nobody_goes_on_waits_for_no_attendance(g, staf, orang, sesi, visits, kunci):
    [kosong] = menunggu(staf)["sesi"]
    assert kosong.jumlah == 1  # the class; nobody goes anywhere yet
    bagi_peserta(oleh=staf, kunjungan=visits[0], masuk=[orang[0].pk])
    assert [m.jumlah for m in menunggu(staf)["sesi"]] == [2]


def test_who_misses_one_of_two_visits_is_named_too(g, staf, orang, sesi, visits, terbagi):
    besok = g.mulai + datetime.timedelta(days=1)
    lagi = tambah_kunjungan(
        oleh=staf, gelombang=g, rencana=RencanaKunjungan("Puskesmas", "Medan", besok, besok)
    )
    bagi_peserta(oleh=staf, kunjungan=lagi, masuk=[orang[4].pk])
    halaman = masuk(staf).get(reverse("peserta:gelombang_kunjungan", args=[g.slug]))
    assert (halaman.context["sisa"], halaman.context["kurang_sesi"]) == (0, [orang[4]])
    assert "1 peserta mempunyai JP lebih sedikit" in halaman.content.decode()
    # To be sent somewhere, not to be planned anew.
    bagi_peserta(oleh=staf, kunjungan=lagi, masuk=[orang[0].pk, orang[2].pk])
    assert [m.kurang for m in jp_per_modul(g)] == [0, 0]


# --- The plan ---


def test_a_change_of_one_visit_is_told_to_its_peserta_alone(g, staf, orang, sesi, terbagi):
    for p in orang:
        Pengguna.objects.create(
            username=f"orang{p.pk}", nama=p.nama, email=f"o{p.pk}@contoh.go.id", pegawai=p.pegawai
        )
    Sesi.objects.filter(pk=sesi[1].pk).update(judul="Benchmarking pagi")
    assert penerima(g, belum_terbit(g)).peserta == 2
    terbitkan_jadwal(oleh=staf, gelombang=g)
    surat = Surel.objects.filter(jenis="jadwal_terbit")
    assert set(surat.values_list("nama", flat=True)) == {p.nama for p in orang[:2]}
    assert all("Benchmarking pagi" in satu.isi for satu in surat)


def test_a_file_of_the_other_visit_is_not_fetched_by_its_address(staf, orang, sesi, terbagi):
    bahan = tambah_bahan(oleh=staf, sesi=sesi[1], judul="Lokus", isi=buat_rencana.pdf(), nama="Binjai.pdf")
    assert [list(bahan_peserta(p)) for p in orang] == [[bahan], [bahan], [], [], []]


def test_visits_side_by_side_are_planned_once_and_no_oddity(g, staf, sesi, visits, orang, terbagi):
    assert [(m.rencana, m.terbanyak, m.kurang) for m in jp_per_modul(g)] == [(12, 12, 0), (4, 4, 0)]
    [hari] = papan(g)
    assert hari.jp == 16
    assert not any(satu.bersamaan for satu in hari.isi)


def test_a_half_that_gets_less_is_what_is_planned(g, staf, sesi, visits, orang, terbagi):
    ubah_sesi(oleh=staf, sesi=sesi[2], selesai=sesi[2].mulai + datetime.timedelta(minutes=90))
    tamu = jp_per_modul(g)[1]
    assert (tamu.rencana, tamu.terbanyak, tamu.kurang) == (2, 4, 2)
    assert "Antarkunjungan berbeda: 2 sampai 4 JP" in masuk(staf).get(
        reverse("diklat:gelombang_jadwal", args=[g.slug])
    ).content.decode().replace("\xa0", " ")


def test_visits_one_after_the_other_add_up_for_who_goes_on_both(g, staf, visits, orang, sesi):
    besok = g.mulai + datetime.timedelta(days=1)
    lagi = tambah_kunjungan(
        oleh=staf, gelombang=g, rencana=RencanaKunjungan("Puskesmas", "Medan", besok, besok)
    )
    modul = g.kurikulum.modul.get(urutan=2)
    jadwal.sesi(staf, g, 8, 9.5, hari=1, modul=modul, jenis=JenisSesi.BENCHMARKING, kunjungan=lagi)
    # Nobody is sent anywhere yet: by the dates, the first two are one or the other, the third is everybody's.
    assert jp_per_modul(g)[1].rencana == 6
    for k in visits:
        bagi_peserta(oleh=staf, kunjungan=k, masuk=[orang[visits.index(k)].pk])
    bagi_peserta(oleh=staf, kunjungan=lagi, masuk=[orang[0].pk])
    assert (jp_per_modul(g)[1].rencana, jp_per_modul(g)[1].terbanyak) == (4, 6)


def test_what_counts_is_the_visit_that_was_published(g, staf, sesi, visits, terbagi):
    ubah_sesi(oleh=staf, sesi=sesi[2], kunjungan=None)
    assert jp(g) == [16, 16, 16, 16, 12]
    assert sesi_berbeda().get() == sesi[2]
    with pytest.raises(KeadaanBerubah, match="jadwal yang terbit"):
        hapus_kunjungan(oleh=staf, kunjungan=visits[1])
    jadwal.terbitkan(staf, g)
    assert jp(g) == [20, 20, 16, 16, 16]
    assert not belum_terbit(g)
    assert not sesi_berbeda().exists()


# --- The control ---


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["H", "A", "I", "T", None]), min_size=6, max_size=6))
def test_a_gelombang_that_is_not_shared_out_counts_as_ever(kode):
    """Its sessions are of no visit, or of one everybody goes on: the sums are those of the plain rule."""
    kurikulum = Kurikulum.objects.first() or buat.kurikulum()
    g = buat.gelombang(mulai=0, kurikulum=kurikulum, dibuka=False)
    unit = buat.unit(f"12.71.{g.pk}")
    orang = langkah.rombongan(g, 2, unit, awal=g.pk * 10)
    semua = langkah.sesi(g, 3, menit=90)
    for (p, s), satu in zip([(p, s) for p in orang for s in semua], kode, strict=True):
        if satu:
            langkah.hadir(s, p, satu, 30 if satu == "T" else None)
    polos = {pk: r.hitungan for pk, r in rekap_kehadiran(g).items()}
    for nomor, p in enumerate(orang):
        milik = kode[nomor * 3 : nomor * 3 + 3]
        assert polos[p.pk].detik_total == 3 * 5400
        assert polos[p.pk].detik_hadir == milik.count("H") * 5400
        assert polos[p.pk].belum_dicatat == milik.count(None)
    k = tambah_kunjungan(
        oleh=buat.akun("panitia"),
        gelombang=g,
        rencana=RencanaKunjungan("Mal", "Binjai", g.mulai, g.mulai),
    )
    bagi_sisa(oleh=buat.akun("panitia"), kunjungan=k)
    TerbitanSesi.objects.filter(pk=semua[0].pk).update(kunjungan=k)
    assert {pk: r.hitungan for pk, r in rekap_kehadiran(g).items()} == polos
