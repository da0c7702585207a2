"""Names an OPD proposes: within the own units and time, withdrawn, replaced on the same seat."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from diklat.models import KuotaUnit
from diklat.services.gelombang import mulai_gelombang
from kantor.galat import (
    BentrokJadwal,
    KeadaanBerubah,
    KuotaPenuh,
    PendaftaranDitutup,
    SudahTerdaftar,
    TidakBerhak,
    TidakDitemukan,
    TidakValid,
)
from kantor.models import Surel
from peserta.models import Pendaftaran
from peserta.queries.kursi import kursi
from peserta.queries.usulan import tagihan_opd
from peserta.services.pemanggilan import konfirmasi
from peserta.services.registrasi import registrasi_ulang
from peserta.services.usulan import buat_usulan, dapat_digantikan, ganti_peserta, tarik_usulan, usulkan
from peserta.services.verifikasi import verifikasi
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db
JAM = datetime.timedelta(hours=1)


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def operator(unit):
    return buat.akun("operator", unit=unit["a"])


@pytest.fixture
def g():
    return buat.gelombang(kuota=3)


def usul(oleh, g, unit, n, **lain):
    usulan = lain.pop("usulan", None)
    return usulkan(oleh=oleh, gelombang=g, unit=unit, data=buat.data(n, None, **lain), usulan=usulan)


def test_an_operator_proposes_many_names_under_one_letter(g, unit, operator):
    surat = buat_usulan(
        oleh=operator,
        gelombang=g,
        unit=unit["a"],
        nomor_surat="800/12/MD",
        tanggal_surat=timezone.localdate(),
    )
    dua = [usul(operator, g, unit["a"], 1, usulan=surat), usul(operator, g, unit["a"], 2, usulan=surat)]
    assert [(p.status, p.jalur, p.unit, p.usulan) for p in dua] == [
        ("diajukan", "usulan", unit["a"], surat)
    ] * 2
    assert dua[0].dibuat_oleh == operator


def test_people_of_other_units_are_not_the_operators_to_propose(g, unit, operator):
    with pytest.raises(TidakDitemukan):
        usul(operator, g, unit["b"], 1)
    with pytest.raises(TidakValid) as galat:
        usulkan(oleh=operator, gelombang=g, unit=unit["a1"], data=buat.data(1, unit["a2"]))
    assert list(galat.value.rincian) == ["unit"]
    with pytest.raises(TidakDitemukan):
        buat_usulan(oleh=operator, gelombang=g, unit=unit["b"])


def test_a_letter_of_another_gelombang_does_not_carry_the_name(g, unit, operator):
    surat = buat_usulan(oleh=operator, gelombang=buat.gelombang(mulai=60), unit=unit["a"])
    with pytest.raises(TidakValid):
        usul(operator, g, unit["a"], 1, usulan=surat)


def test_after_the_deadline_only_panitia_proposes(unit, operator, staf):
    g = buat.gelombang(batas_usulan=timezone.now() - JAM)
    with pytest.raises(PendaftaranDitutup, match="Batas usulan"):
        usul(operator, g, unit["a"], 1)


def test_a_gelombang_without_usulan_takes_none(unit, operator):
    with pytest.raises(PendaftaranDitutup):
        usul(operator, buat.gelombang(jalur_usulan=False), unit["a"], 1)


def test_beyond_the_units_quota_a_name_waits_as_cadangan(g, unit, operator):
    KuotaUnit.objects.create(gelombang=g, unit=unit["a"], kuota=1)
    assert usul(operator, g, unit["a"], 1).status == "diajukan"
    assert usul(operator, g, unit["a1"], 2).status == "daftar_tunggu"


def test_a_name_is_withdrawn_with_a_reason(g, unit, operator):
    p = usul(operator, g, unit["a"], 1)
    with pytest.raises(TidakValid):
        tarik_usulan(oleh=operator, pendaftaran=p, alasan=" ")
    with pytest.raises(TidakDitemukan):
        tarik_usulan(oleh=buat.akun("operator", unit=unit["b"]), pendaftaran=p, alasan="Bukan urusan kami.")
    assert tarik_usulan(oleh=operator, pendaftaran=p, alasan="Pindah tugas.").status == "mengundurkan_diri"


# --- replaced -------------------------------------------------------------------------------------


def ganti(oleh, p, unit, n, **lain):
    return ganti_peserta(oleh=oleh, pendaftaran=p, data=buat.data(n, unit, **lain), alasan="Tugas mendesak.")


def test_the_replacement_takes_the_seat_past_the_list(g, unit, operator):
    lama = usul(operator, g, unit["a"], 1)
    buat.daftarkan(g, 2, unit["b1"])
    buat.daftarkan(g, 3, unit["b1"])
    antre = buat.daftarkan(g, 4, unit["b1"])
    baru = ganti(operator, lama, unit["a1"], 5)
    lama.refresh_from_db()
    antre.refresh_from_db()
    assert (lama.status, lama.alasan) == ("diganti", "Tugas mendesak.")
    assert (baru.status, baru.menggantikan, baru.usulan) == ("diajukan", lama, lama.usulan)
    assert antre.status == "daftar_tunggu"
    assert kursi(g).terisi == 3
    assert set(Surel.objects.filter(jenis="pendaftaran_digantikan").values_list("kepada", flat=True)) == {
        "orang1@contoh.example"
    }


def test_panitias_replacement_of_a_verified_person_is_verified(g, unit, staf):
    lama = buat.daftarkan(g, 1, unit["a"])
    verifikasi(oleh=staf, pendaftaran=lama, keputusan="terima")
    baru = ganti(staf, lama, unit["a"], 2)
    assert (baru.status, baru.pegawai.terverifikasi) == ("diverifikasi", True)


def test_a_cadangan_who_replaces_leaves_the_list(g, unit, operator):
    lama = usul(operator, g, unit["a"], 1)
    for n in (2, 3):
        buat.daftarkan(g, n, unit["b1"])
    antre = usul(operator, g, unit["a1"], 4)
    assert antre.status == "daftar_tunggu"
    baru = ganti(operator, lama, unit["a1"], 4)
    assert (baru.pk, baru.status, baru.menggantikan_id) == (antre.pk, "diajukan", lama.pk)


def test_who_holds_a_seat_cannot_replace_another(g, unit, operator):
    lama, ada = usul(operator, g, unit["a"], 1), usul(operator, g, unit["a"], 2)
    with pytest.raises(SudahTerdaftar):
        ganti(operator, lama, unit["a"], 2)
    buat.daftarkan(buat.gelombang(), 9, unit["a"])
    with pytest.raises(BentrokJadwal):
        ganti(operator, lama, unit["a"], 9)
    lama.refresh_from_db()
    ada.refresh_from_db()
    assert (lama.status, ada.status) == ("diajukan", "diajukan")


def test_a_replacement_from_a_full_unit_is_refused(g, unit, staf):
    KuotaUnit.objects.create(gelombang=g, unit=unit["b"], kuota=1)
    buat.daftarkan(g, 1, unit["b1"])
    lama = buat.daftarkan(g, 2, unit["a1"])
    with pytest.raises(KuotaPenuh):
        ganti(staf, lama, unit["b2"], 3)
    lama.refresh_from_db()
    assert lama.status == "diajukan"


def test_operators_replace_their_own_people_by_their_own_people(g, unit, operator):
    lama = usul(operator, g, unit["a"], 1)
    with pytest.raises(TidakBerhak):
        ganti(operator, lama, unit["b1"], 2)
    with pytest.raises(TidakDitemukan):
        ganti(buat.akun("operator", unit=unit["b"]), lama, unit["b1"], 2)


def test_replacing_ends_at_the_deadline_and_at_registrasi_ulang(unit, operator, staf):
    g = buat.gelombang(batas_ganti=timezone.now() - JAM)
    lama = usul(operator, g, unit["a"], 1)
    with pytest.raises(PendaftaranDitutup, match="Batas penggantian"):
        ganti(operator, lama, unit["a"], 2)
    assert not dapat_digantikan(lama, panitia=False)
    assert dapat_digantikan(lama, panitia=True)
    baru = ganti(staf, lama, unit["a"], 2)
    langkah.terpanggil(g, staf)
    mulai_gelombang(oleh=staf, gelombang=g)
    baru.refresh_from_db()
    registrasi_ulang(oleh=staf, pendaftaran=baru)
    with pytest.raises(KeadaanBerubah):
        ganti(staf, baru, unit["a"], 3)


def test_who_is_berhalangan_keeps_the_seat_for_the_replacement(g, unit, operator, staf):
    operator.email = "operator@contoh.example"
    operator.save()
    p = usul(operator, g, unit["a1"], 1)
    langkah.terpanggil(g, staf)
    konfirmasi(oleh=operator, pendaftaran=p, bersedia=False, alasan="Sakit.")
    assert kursi(g).terisi == 1
    assert Surel.objects.get(jenis="peserta_berhalangan").kepada == "operator@contoh.example"
    baru = ganti(operator, p, unit["a2"], 2)
    assert (baru.status, kursi(g).terisi) == ("diajukan", 1)


def test_the_chain_of_replacements_stays_readable(g, unit, operator):
    satu = usul(operator, g, unit["a"], 1)
    dua = ganti(operator, satu, unit["a"], 2)
    tiga = ganti(operator, dua, unit["a"], 3)
    assert tiga.menggantikan.menggantikan == satu
    assert Pendaftaran.objects.get(pk=satu.pk).pengganti.pengganti == tiga


# --- who has not sent names yet -------------------------------------------------------------------


def test_each_unit_with_its_debt_the_largest_first(g, unit, operator, django_assert_num_queries):
    KuotaUnit.objects.create(gelombang=g, unit=unit["a"], kuota=2)
    KuotaUnit.objects.create(gelombang=g, unit=unit["b"], kuota=2)
    surat = buat_usulan(oleh=operator, gelombang=g, unit=unit["a"], nomor_surat="800/12/MD")
    usul(operator, g, unit["a1"], 1)
    usul(operator, g, unit["a2"], 2)
    with django_assert_num_queries(3):
        b, a = tagihan_opd(g)
    assert (b.unit_id, b.kuota, b.diusulkan, b.kurang, b.surat, b.operator) == (
        unit["b"].pk,
        2,
        0,
        2,
        None,
        [],
    )
    assert (a.diusulkan, a.kurang, a.surat, a.operator) == (2, 0, surat, [operator.sebutan])
    [hanya] = tagihan_opd(g, unit=operator.unit_dengan_usul())
    assert hanya.unit_id == unit["a"].pk


def test_the_message_to_the_clerk_names_numbers_deadline_and_address(unit, settings):
    settings.PORTAL_URL = "https://diklat.contoh.example"
    batas = datetime.datetime(2031, 7, 3, 9, tzinfo=datetime.UTC)
    nanti = (datetime.date(2031, 8, 4) - timezone.localdate()).days
    g = buat.gelombang(sebutan="Gelombang I", batas_usulan=batas, mulai=nanti)
    KuotaUnit.objects.create(gelombang=g, unit=unit["a"], kuota=3)
    buat.daftarkan(g, 1, unit["a1"])
    [t] = tagihan_opd(g)
    assert "Yth. Bapak/Ibu pengelola kepegawaian Kecamatan Unit 12.71.01," in t.teks
    assert "bagi 3 orang. Yang sudah kami terima 1 nama, jadi masih kurang 2 nama." in t.teks
    assert "paling lambat 3 Juli 2031 pukul 16.00 WIB" in t.teks
    assert "https://diklat.contoh.example/operator/" in t.teks
    buat.daftarkan(g, 2, unit["a1"])
    buat.daftarkan(g, 3, unit["a1"])
    [t] = tagihan_opd(g)
    assert t.kurang == 0
    assert "sudah kami terima lengkap" in t.teks
