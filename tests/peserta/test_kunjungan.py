"""Benchmarking as a visit: planned, shared out among the peserta, and what each brings home."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from diklat.lib.kalender import berkas_kalender
from diklat.models import Gelombang, JenisSesi, Kunjungan
from diklat.queries.hari_ini import sesi_berbeda
from diklat.queries.jadwal import ada_kunjungan, belum_terbit, dengan_terbit, jadwal_terbit
from diklat.queries.kalender import acara
from diklat.services.kunjungan import RencanaKunjungan, tambah_kunjungan
from diklat.services.sesi import ubah_sesi
from kantor.galat import BentrokJadwal, Galat, KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from kantor.lib.tanggal import tanggal
from kantor.models import Pengguna, Surel
from peserta.models import Pendaftaran, PesertaKunjungan
from peserta.models.pendaftaran import Status
from peserta.queries.hari_ini import menunggu
from peserta.queries.kunjungan import belum_dibagi, kunjungan_gelombang, pelajaran
from peserta.services.akses import buat_akses
from peserta.services.gelombang import ubah_gelombang
from peserta.services.kunjungan import (
    Pelajaran,
    bagi_peserta,
    bagi_sisa,
    ingatkan_pelajaran,
    tulis_pelajaran,
)
from peserta.services.rencana_kunjungan import hapus_kunjungan, ubah_kunjungan
from tests.diklat import jadwal
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db
HARI = datetime.timedelta(days=1)
ISI = Pelajaran("Satu loket untuk semua.", "Nomor antrean lewat WhatsApp.", "Satu ponsel kantor.")


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def g():
    g = buat.gelombang(mulai=-1)
    for status in ("ditutup", "berlangsung"):
        Gelombang.objects.filter(pk=g.pk).update(status=status)
    g.refresh_from_db()
    return g


@pytest.fixture
def orang(g):
    return langkah.rombongan(g, 3, buat.unit("12.71.09"))


def rencana(g: Gelombang, hari: int = 0, lama: int = 0, **lain) -> RencanaKunjungan:
    mulai = g.mulai + hari * HARI
    isi = {"locus": "Mal Pelayanan Publik", "kota": "Binjai", "mulai": mulai, "selesai": mulai + lama * HARI}
    return RencanaKunjungan(**(isi | lain))


def kunjungi(staf: Pengguna, g: Gelombang, hari: int = 0, lama: int = 0, **lain) -> Kunjungan:
    return tambah_kunjungan(oleh=staf, gelombang=g, rencana=rencana(g, hari, lama, **lain))


def masuk(akun: Pengguna) -> Client:
    client = Client()
    client.force_login(akun)
    return client


def akun_peserta(p) -> Pengguna:
    return Pengguna.objects.create(
        username=f"peserta{p.pk}", nama=p.nama, pegawai=p.pegawai, email=f"p{p.pk}@contoh.example"
    )


def test_a_visit_outside_the_gelombang_or_backwards_or_planned_twice_is_refused_at_its_field(staf, g):
    kunjungi(staf, g)
    for salah, bidang in (
        (rencana(g, -1), "mulai"),
        (rencana(g, 0, 9), "mulai"),
        (rencana(g, 2, -1), "selesai"),
        (rencana(g, locus=" "), "locus"),
        (rencana(g, pokok="x" * 2001), "pokok"),
        (rencana(g, locus="mal pelayanan publik"), "locus"),
    ):
        with pytest.raises(TidakValid) as galat:
            tambah_kunjungan(oleh=staf, gelombang=g, rencana=salah)
        assert bidang in galat.value.rincian
    assert Kunjungan.objects.count() == 1
    for siapa, jenis in (
        (buat.akun("pimpinan"), TidakBerhak),
        (buat.akun("panitia", "padang"), TidakDitemukan),
    ):
        with pytest.raises(jenis):
            kunjungi(siapa, g, 1)


def test_nobody_is_at_two_places_on_one_day_whoever_writes(staf, g, orang):
    satu, dua = kunjungi(staf, g, 0, 1), kunjungi(staf, g, 1, locus="Puskesmas Contoh")
    bagi_peserta(oleh=staf, kunjungan=satu, masuk=[orang[0].pk])
    with pytest.raises(BentrokJadwal) as galat:
        bagi_peserta(oleh=staf, kunjungan=dua, masuk=[orang[0].pk, orang[1].pk])
    assert f"{orang[0].nama_lengkap} (Mal Pelayanan Publik)" in galat.value.pesan
    assert not PesertaKunjungan.objects.filter(kunjungan=dua).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        PesertaKunjungan.objects.create(kunjungan=dua, pendaftaran=orang[0], rentang=dua.rentang)
    assert bagi_sisa(oleh=staf, kunjungan=dua) == 2
    assert not belum_dibagi(g).exists()
    assert [(k.banyak, k.menulis) for k in kunjungan_gelombang(g)] == [(1, 0), (2, 0)]
    with pytest.raises(KeadaanBerubah):
        bagi_sisa(oleh=staf, kunjungan=dua)


def test_dates_that_bring_somebody_to_two_places_are_refused_and_others_carry_the_people_along(
    staf, g, orang
):
    satu, dua = kunjungi(staf, g, 0), kunjungi(staf, g, 1, locus="Puskesmas Contoh")
    for k in (satu, dua):
        bagi_peserta(oleh=staf, kunjungan=k, masuk=[orang[0].pk])
    with pytest.raises(TidakValid) as galat:
        ubah_kunjungan(oleh=staf, kunjungan=dua, rencana=rencana(g, 0, 1, locus="Puskesmas Contoh"))
    assert "mengikuti kunjungan lain" in galat.value.rincian["mulai"]
    assert ubah_kunjungan(oleh=staf, kunjungan=dua, rencana=rencana(g, 3, locus="Puskesmas Contoh")) == []
    dua.refresh_from_db()
    assert PesertaKunjungan.objects.get(kunjungan=dua).rentang == dua.rentang


def test_a_peserta_of_another_gelombang_goes_nowhere_here(staf, g, orang):
    lain = buat.gelombang(mulai=60)
    asing = langkah.rombongan(lain, 1, orang[0].unit, awal=50)[0]
    k = kunjungi(staf, g)
    with pytest.raises(TidakDitemukan):
        bagi_peserta(oleh=staf, kunjungan=k, masuk=[asing.pk])
    with pytest.raises(IntegrityError, match="two gelombang"), transaction.atomic():
        PesertaKunjungan.objects.create(kunjungan=k, pendaftaran=asing, rentang=k.rentang)


def test_a_session_is_held_at_its_locus_and_a_calendar_goes_there(staf, g):
    k = kunjungi(staf, g, 1, alamat="Jalan Contoh 7")
    aula = jadwal.ruang()
    bench = {"jenis": JenisSesi.BENCHMARKING, "hari": 1}
    for salah, bidang in (
        ({"kunjungan": k, "hari": 1}, "kunjungan"),
        ({"kunjungan": k, **bench, "hari": 2}, "kunjungan"),
        ({"kunjungan": k, **bench, "ruang": aula}, "ruang"),
        ({"kunjungan": kunjungi(staf, buat.gelombang(mulai=60)), **bench}, "kunjungan"),
    ):
        with pytest.raises(TidakValid) as galat:
            jadwal.sesi(staf, g, 8, 10, **salah)
        assert bidang in galat.value.rincian
    sesi = jadwal.sesi(staf, g, 8, 10, ruang=aula, **bench)
    jadwal.terbitkan(staf, g)
    ubah_sesi(oleh=staf, sesi=sesi, ruang=None, kunjungan=k)
    [perubahan] = belum_terbit(g)
    assert perubahan.kalimat == (
        f"Tempat semula {aula}, menjadi Mal Pelayanan Publik, Jalan Contoh 7, Binjai.",
    )
    jadwal.terbitkan(staf, g)
    umum = reverse("peserta:jadwal_publik", args=[g.slug])
    assert "Mal Pelayanan Publik, Jalan Contoh 7, Binjai" in Client().get(umum).text

    def entri() -> tuple[str, int]:
        isi = berkas_kalender("Jadwal", "Asia/Jakarta", acara(jadwal_terbit(g), gelombang=g))
        [satu] = Calendar.from_ical(isi).walk("VEVENT")
        return str(satu["LOCATION"]), satu["SEQUENCE"]

    assert entri() == ("Mal Pelayanan Publik, Jalan Contoh 7, Binjai", 1)
    [catatan] = ubah_kunjungan(oleh=staf, kunjungan=k, rencana=rencana(g, 2, locus="Puskesmas Contoh"))
    assert "di luar tanggal kunjungan" in catatan
    assert entri() == ("Mal Pelayanan Publik, Jalan Contoh 7, Binjai", 1)  # nobody was told yet
    assert list(sesi_berbeda()) == [sesi]
    [perubahan] = belum_terbit(g)
    assert perubahan.kalimat[0].endswith("Jalan Contoh 7, Binjai, menjadi Puskesmas Contoh, Binjai.")
    jadwal.terbitkan(staf, g)
    assert entri() == ("Puskesmas Contoh, Binjai", 2)
    assert not sesi_berbeda().exists()
    with pytest.raises(KeadaanBerubah, match=f"disebut pada jadwal, pada sesi “{sesi.judul}”"):
        hapus_kunjungan(oleh=staf, kunjungan=k)
    with pytest.raises(IntegrityError), transaction.atomic():
        g.sesi.filter(pk=sesi.pk).update(ruang=aula)


def test_the_tab_stands_where_benchmarking_is_spoken_of(staf, g):
    def ada() -> bool:
        return ada_kunjungan(dengan_terbit(Gelombang.objects.filter(pk=g.pk)).get())

    assert not ada()
    k = kunjungi(staf, g)
    assert ada()
    hapus_kunjungan(oleh=staf, kunjungan=k)
    assert not ada()
    g.kurikulum.modul.create(urutan=2, nama="Benchmarking ke praktik baik", jp=4)
    assert ada()


def test_a_lesson_is_written_from_the_first_day_until_the_gelombang_closes_by_nobody_else(staf, g, orang):
    p = orang[0]
    sudah, nanti = kunjungi(staf, g), kunjungi(staf, g, 3, locus="Puskesmas Contoh")
    for k in (sudah, nanti):
        bagi_peserta(oleh=staf, kunjungan=k, masuk=[p.pk])
    akun = akun_peserta(p)

    def tulis(oleh=akun, k=sudah, isi=ISI, versi=0, orangnya=p):
        return tulis_pelajaran(oleh=oleh, pendaftaran=orangnya, kunjungan=k, isi=isi, versi=versi)

    assert not pelajaran(p).exists()
    for cara, jenis in (
        ({"oleh": staf}, TidakBerhak),
        ({"oleh": akun_peserta(orang[1])}, TidakDitemukan),
        ({"oleh": None, "orangnya": orang[1]}, TidakDitemukan),
        ({"k": nanti}, KeadaanBerubah),
        ({"isi": Pelajaran(" ")}, TidakValid),
        ({"isi": Pelajaran("x" * 2001)}, TidakValid),
    ):
        with pytest.raises(jenis):
            tulis(**cara)
    assert tulis().versi == 1
    assert [b.diadopsi for b in pelajaran(p)] == [ISI.diadopsi]
    with pytest.raises(KeadaanBerubah, match="tetap di dalamnya"):
        bagi_peserta(oleh=staf, kunjungan=sudah, masuk=[], keluar=[p.pk])
    with pytest.raises(InternalError), transaction.atomic():
        PesertaKunjungan.objects.filter(kunjungan=sudah).delete()
    Gelombang.objects.filter(pk=g.pk).update(status="selesai")
    with pytest.raises(KeadaanBerubah, match="sudah ditutup"):
        tulis(versi=1)


def test_two_windows_do_not_overwrite_each_other_silently(staf, g, orang):
    p, k = orang[0], kunjungi(staf, g)
    bagi_peserta(oleh=staf, kunjungan=k, masuk=[p.pk])
    klien = masuk(akun_peserta(p))
    alamat = reverse("peserta:saya_pelajaran", args=[p.nomor, k.pk])
    assert 'name="versi" value="0"' in klien.get(alamat).text
    pertama = {"dilihat": "Dari telepon", "diadopsi": "", "kebutuhan": "", "versi": "0"}
    assert klien.post(alamat, pertama, follow=True).redirect_chain
    halaman = klien.post(alamat, pertama | {"dilihat": "Dari laptop"})
    assert halaman.status_code == 400
    assert "disimpan dari jendela lain" in halaman.text
    assert "Dari telepon" in halaman.text
    assert "Dari laptop" in halaman.text
    assert PesertaKunjungan.objects.get().dilihat == "Dari telepon"
    assert 'name="versi" value="1"' in halaman.text
    assert klien.post(alamat, pertama | {"dilihat": "Dari laptop", "versi": "1"}).status_code == 302
    assert PesertaKunjungan.objects.get().dilihat == "Dari laptop"


def test_a_refused_text_is_still_on_the_page(staf, g, orang):
    p, k = orang[0], kunjungi(staf, g)
    bagi_peserta(oleh=staf, kunjungan=k, masuk=[p.pk])
    klien = masuk(akun_peserta(p))
    alamat = reverse("peserta:saya_pelajaran", args=[p.nomor, k.pk])
    panjang = "Loket terpadu. " * 150
    halaman = klien.post(
        alamat, {"dilihat": panjang, "diadopsi": "Papan waktu", "kebutuhan": "", "versi": "0"}
    )
    assert halaman.status_code == 400
    assert "Paling panjang 2000 huruf; kini 2249." in halaman.text
    assert panjang.strip() in halaman.text
    assert "Papan waktu" in halaman.text
    Gelombang.objects.filter(pk=g.pk).update(status="selesai")
    halaman = klien.post(alamat, {"dilihat": "Terlambat", "diadopsi": "", "kebutuhan": "", "versi": "0"})
    assert "sudah ditutup" in halaman.text
    assert "Terlambat" in halaman.text


def test_who_came_with_the_mailed_key_writes_too(staf, g, orang):
    p, k = orang[0], kunjungi(staf, g)
    bagi_peserta(oleh=staf, kunjungan=k, masuk=[p.pk])
    kunci = buat_akses(pendaftaran=p)
    pintu = reverse("peserta:akses", args=[kunci])
    assert f"{pintu}kunjungan/{k.pk}/" in Client().get(pintu).text
    isi = {"dilihat": "Satu loket", "diadopsi": "", "kebutuhan": "", "versi": "0"}
    assert Client().post(f"{pintu}kunjungan/{k.pk}/", isi).status_code == 302
    assert "Pelajaran sudah ditulis" in Client().get(pintu).text


def test_panitia_sees_who_has_not_written_and_reminds_them(staf, g, orang):
    k = kunjungi(staf, g)
    bagi_sisa(oleh=staf, kunjungan=k)
    akun_peserta(orang[1])
    tulis_pelajaran(oleh=None, pendaftaran=orang[0], kunjungan=k, isi=ISI, versi=0)
    klien = masuk(staf)
    alamat = reverse("peserta:kunjungan_satu", args=[g.slug, k.pk])
    halaman = klien.get(alamat).text
    assert "1 dari 3 ditulis" in halaman
    assert ISI.diadopsi in halaman
    assert "Ingatkan 2 orang" in halaman
    halaman = klien.post(f"{alamat}ingatkan/", follow=True).text
    assert "1 email pengingat" in halaman
    assert f"Tanpa alamat email: {orang[2].nama_lengkap}" in halaman
    surat = Surel.objects.get(jenis="pelajaran_belum")
    assert "Mal Pelayanan Publik, Binjai" in surat.subjek
    assert "Tulis sebelum pelatihan ditutup" in surat.isi
    assert "Email pengingat terakhir dikirim" in halaman
    klien.post(f"{alamat}ingatkan/")  # a second click, another clerk
    assert Surel.objects.filter(jenis="pelajaran_belum").count() == 1
    PesertaKunjungan.objects.filter(pendaftaran=orang[1]).update(diingatkan=timezone.localdate() - HARI)
    klien.post(f"{alamat}ingatkan/")
    assert Surel.objects.filter(jenis="pelajaran_belum").count() == 2
    baris = jadwal.baca(klien.get(reverse("peserta:gelombang_kunjungan_excel", args=[g.slug])))
    assert [satu[-4] for satu in baris if orang[0].nama_lengkap in satu] == [ISI.dilihat]
    with pytest.raises(KeadaanBerubah):
        ingatkan_pelajaran(oleh=staf, kunjungan=kunjungi(staf, g, 3))


def test_two_clerks_who_tick_at_once_undo_nobody(staf, g, orang):
    k = kunjungi(staf, g)
    klien = masuk(staf)
    alamat = reverse("peserta:kunjungan_peserta", args=[g.slug, k.pk])
    assert 'name="semula"' not in klien.get(alamat).text
    bagi_peserta(oleh=staf, kunjungan=k, masuk=[orang[0].pk])  # the other clerk, meanwhile
    klien.post(alamat, {"pilihan": [orang[1].pk]})
    assert set(PesertaKunjungan.objects.values_list("pendaftaran", flat=True)) == {orang[0].pk, orang[1].pk}
    klien.post(alamat, {"semula": [orang[0].pk, orang[1].pk], "pilihan": [orang[1].pk]})
    assert PesertaKunjungan.objects.get().pendaftaran == orang[1]
    lain = kunjungi(staf, g, locus="Puskesmas Contoh")
    assert "Sudah ke Puskesmas Contoh" not in klien.get(alamat).text
    bagi_peserta(oleh=staf, kunjungan=lain, masuk=[orang[2].pk])
    assert "Sudah ke Puskesmas Contoh" in klien.get(alamat).text


def test_a_refused_choice_shows_what_it_makes_of_what_another_clerk_has_stored(staf, g, orang):
    k, lain = kunjungi(staf, g), kunjungi(staf, g, locus="Puskesmas Contoh")
    klien = masuk(staf)
    alamat = reverse("peserta:kunjungan_peserta", args=[g.slug, k.pk])
    bagi_peserta(oleh=staf, kunjungan=k, masuk=[orang[0].pk])  # meanwhile, and one goes elsewhere
    bagi_peserta(oleh=staf, kunjungan=lain, masuk=[orang[2].pk])
    halaman = klien.post(alamat, {"pilihan": [orang[1].pk, orang[2].pk]})
    assert halaman.status_code == 400
    baris = {p.pk: (centang, bool(ikut)) for p, centang, ikut, _ in halaman.context["baris"]}
    assert baris == {orang[0].pk: (True, True), orang[1].pk: (True, False), orang[2].pk: (False, False)}
    klien.post(alamat, {
        "pilihan": [pk for pk, (centang, _) in baris.items() if centang],
        "semula": [pk for pk, (_, ikut) in baris.items() if ikut],
    })  # fmt: skip
    assert set(k.ikut.values_list("pendaftaran", flat=True)) == {orang[0].pk, orang[1].pk}


def test_who_has_left_holds_neither_a_visit_nor_its_dates(staf, g, orang):
    satu, dua = kunjungi(staf, g), kunjungi(staf, g, 1, locus="Puskesmas Contoh")
    pergi, menulis = orang[:2]
    for k in (satu, dua):
        bagi_peserta(oleh=staf, kunjungan=k, masuk=[pergi.pk])
    Pendaftaran.objects.filter(pk=pergi.pk).update(status=Status.DIBATALKAN, ndh=None)
    assert ubah_kunjungan(oleh=staf, kunjungan=dua, rencana=rencana(g, 0, locus="Puskesmas Contoh")) == []
    hapus_kunjungan(oleh=staf, kunjungan=dua)
    bagi_peserta(oleh=staf, kunjungan=satu, masuk=[menulis.pk])
    with pytest.raises(KeadaanBerubah, match="masih memiliki 1 peserta"):
        hapus_kunjungan(oleh=staf, kunjungan=satu)
    tulis_pelajaran(oleh=None, pendaftaran=menulis, kunjungan=satu, isi=ISI, versi=0)
    Pendaftaran.objects.filter(pk=menulis.pk).update(status=Status.DIBATALKAN, ndh=None)
    with pytest.raises(KeadaanBerubah, match=f"{menulis.nama_lengkap} sudah menulis pelajaran"):
        hapus_kunjungan(oleh=staf, kunjungan=satu)


def test_other_dates_of_a_visit_are_told_to_those_who_go(staf, g, orang):
    k = kunjungi(staf, g, 1)
    bagi_peserta(oleh=staf, kunjungan=k, masuk=[orang[0].pk])
    for p in orang[:2]:
        akun_peserta(p)
    surat = Surel.objects.filter(jenis="kunjungan_berubah")
    ubah_kunjungan(oleh=staf, kunjungan=k, rencana=rencana(g, 1, pokok="Loket"))
    assert not surat.exists()
    ubah_kunjungan(oleh=staf, kunjungan=k, rencana=rencana(g, 2))
    satu = surat.get()
    assert satu.kepada == f"p{orang[0].pk}@contoh.example"
    assert all(tanggal(g.mulai + n * HARI) in satu.isi for n in (1, 2))
    ubah_kunjungan(oleh=staf, kunjungan=k, rencana=rencana(g, 0))
    assert surat.count() == 2
    Gelombang.objects.filter(pk=g.pk).update(mulai=g.mulai - HARI)
    ubah_kunjungan(oleh=staf, kunjungan=k, rencana=rencana(g, -1))  # a record put right: nobody needs to know
    assert surat.count() == 2


def test_a_visit_left_behind_by_other_dates_of_its_gelombang_is_pointed_out(staf):
    g = buat.gelombang()
    kunjungi(staf, g)
    klien = masuk(staf)
    tab = reverse("peserta:gelombang_kunjungan", args=[g.slug])
    assert "di luar tanggal gelombang" not in klien.get(tab).text
    assert menunggu(staf)["kunjungan"] == []
    g = ubah_gelombang(oleh=staf, gelombang=g, mulai=g.mulai + 7 * HARI, selesai=g.selesai + 7 * HARI)
    assert "1 kunjungan di luar tanggal gelombang" in klien.get(tab).text
    assert [(m.slug, m.jumlah) for m in menunggu(staf)["kunjungan"]] == [(g.slug, 1)]
    ubah_kunjungan(oleh=staf, kunjungan=g.kunjungan.get(), rencana=rencana(g))
    assert menunggu(staf)["kunjungan"] == []


def test_the_form_of_a_visit_and_of_its_session_lead_from_plan_to_timetable(staf, g):
    klien = masuk(staf)
    isi = {"locus": "Mal Pelayanan Publik", "kota": "Binjai", "mulai": g.mulai, "selesai": g.mulai}
    baru = reverse("peserta:kunjungan_baru", args=[g.slug])
    assert klien.post(baru, isi | {"kota": ""}).status_code == 400
    assert klien.post(baru, isi).status_code == 302
    k = Kunjungan.objects.get()
    sesi_baru = reverse("diklat:sesi_baru", args=[g.slug])
    assert "Kunjungan benchmarking" in klien.get(sesi_baru).text
    sesi = {
        "jenis": "benchmarking",
        "judul": "Benchmarking",
        "hari": g.mulai.isoformat(),
        "jam_mulai": "08.00",
    }
    klien.post(sesi_baru, sesi | {"jam_selesai": "10.00", "kunjungan": k.pk})
    assert g.sesi.get().tempat == "Mal Pelayanan Publik, Binjai"
    assert "Mal Pelayanan Publik, Binjai" in klien.get(reverse("diklat:gelombang_jadwal", args=[g.slug])).text
    hapus = reverse("peserta:kunjungan_hapus", args=[g.slug, k.pk])
    assert "masih disebut pada jadwal" in klien.post(hapus, follow=True).text
    g.sesi.get().delete()
    assert "dihapus" in klien.post(hapus, follow=True).text
    assert not Kunjungan.objects.exists()


def test_an_ended_gelombang_keeps_its_visits(staf, g):
    k = kunjungi(staf, g)
    Gelombang.objects.filter(pk=g.pk).update(status="selesai")
    for perbuatan in (
        lambda: kunjungi(staf, g, 1),
        lambda: ubah_kunjungan(oleh=staf, kunjungan=k, rencana=rencana(g, 1)),
        lambda: hapus_kunjungan(oleh=staf, kunjungan=k),
    ):
        with pytest.raises(Galat):
            perbuatan()
    assert Kunjungan.objects.get().mulai == timezone.localdate() - HARI
