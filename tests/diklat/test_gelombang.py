"""Planning a gelombang: made as a draft, copied, opened and closed by hand and by the clock."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from diklat.models import Gelombang, KuotaUnit, Sesi, TerbitanSesi
from diklat.queries.gelombang import gelombang_publik, gelombang_tampak, gelombang_terbuka
from diklat.services.gelombang import (
    atur_syarat,
    buat_gelombang,
    buka_pendaftaran,
    jadwal_pendaftaran,
    mulai_gelombang,
    salin_gelombang,
    tutup_pendaftaran,
)
from kantor.galat import KeadaanBerubah, TidakValid
from tests.peserta import buat

pytestmark = pytest.mark.django_db
HARI = datetime.timedelta(days=1)


def hari_lagi(n: int) -> datetime.datetime:
    return timezone.now() + n * HARI


def test_a_new_gelombang_is_a_draft_with_an_address_of_its_own():
    satu = buat.gelombang(dibuka=False, sebutan="Gelombang I")
    dua = buat.gelombang(dibuka=False, sebutan="Gelombang I")
    assert satu.status == dua.status == "draf"
    assert satu.slug.startswith("pelayanan-prima-gelombang-i-")
    assert dua.slug == f"{satu.slug}-2"
    assert satu.rentang.upper == satu.selesai + HARI


@pytest.mark.parametrize(
    ("isian", "bidang"),
    [
        ({"kuota": 0}, "kuota"),
        ({"hari": 0}, "selesai"),
        ({"jalur_mandiri": False, "jalur_usulan": False}, "jalur_usulan"),
        ({"buka_pada": hari_lagi(9), "tutup_pada": hari_lagi(8)}, "tutup_pada"),
        ({"tutup_pada": hari_lagi(60)}, "tutup_pada"),
        ({"buka_pada": hari_lagi(60)}, "buka_pada"),
        ({"batas_usulan": hari_lagi(60)}, "batas_usulan"),
        ({"batas_usulan": hari_lagi(9), "tutup_pada": hari_lagi(8)}, "batas_usulan"),
        ({"batas_ganti": hari_lagi(60)}, "batas_ganti"),
        ({"slug": "ada spasi"}, "slug"),
        ({"sebutan": ""}, "sebutan"),
    ],
)
def test_what_does_not_fit_is_named(isian, bidang):
    with pytest.raises(TidakValid) as galat:
        buat.gelombang(dibuka=False, **isian)
    assert list(galat.value.rincian) == [bidang]
    assert not Gelombang.objects.exists()


def test_an_address_somebody_has_is_refused():
    ada = buat.gelombang(dibuka=False)
    with pytest.raises(TidakValid) as galat:
        buat.gelombang(dibuka=False, slug=ada.slug)
    assert list(galat.value.rincian) == ["slug"]


def test_a_copy_brings_the_plan_and_moves_the_sessions():
    g = buat.gelombang()
    unit = buat.pohon()["a"]
    KuotaUnit.objects.create(gelombang=g, unit=unit, kuota=3)
    atur_syarat(oleh=None, gelombang=g, nama="Surat tugas", kapan="registrasi_ulang")
    awal = timezone.now() + 30 * HARI
    Sesi.objects.create(gelombang=g, judul="Pembukaan", mulai=awal, selesai=awal + HARI / 24)
    staf = buat.akun("panitia")
    salinan, catatan = salin_gelombang(
        oleh=staf, gelombang=g, sebutan="Gelombang II", mulai=g.mulai + 7 * HARI
    )
    assert (salinan.status, salinan.kuota, salinan.selesai) == ("draf", g.kuota, g.selesai + 7 * HARI)
    assert [k.kuota for k in salinan.kuota_unit.all()] == [3]
    assert [s.nama for s in salinan.syarat.all()] == ["Surat tugas"]
    assert [s.mulai for s in salinan.sesi.all()] == [awal + 7 * HARI]
    assert not catatan
    assert not TerbitanSesi.objects.exists()


def test_the_doors_open_close_open_again_and_the_first_day_freezes_the_kurikulum():
    g = buat.gelombang(dibuka=False)
    assert buka_pendaftaran(oleh=None, gelombang=g).status == "dibuka"
    with pytest.raises(KeadaanBerubah):
        buka_pendaftaran(oleh=None, gelombang=g)
    assert tutup_pendaftaran(oleh=None, gelombang=g).status == "ditutup"
    assert buka_pendaftaran(oleh=None, gelombang=g).status == "dibuka"
    assert mulai_gelombang(oleh=None, gelombang=g).status == "berlangsung"
    g.kurikulum.refresh_from_db()
    assert g.kurikulum.beku


def test_a_gelombang_of_the_past_opens_only_when_entered_late():
    with pytest.raises(TidakValid):
        buat.gelombang(mulai=-30)
    assert buat.gelombang(mulai=-30, dicatat_kemudian=True).status == "dibuka"


def test_without_a_module_it_cannot_open():
    kurikulum = buat.kurikulum()
    kurikulum.modul.all().delete()
    with pytest.raises(TidakValid, match="mata pelatihan"):
        buat.gelombang(kurikulum=kurikulum)


def test_the_clock_opens_and_closes_what_was_planned_and_nothing_else():
    kini = timezone.now()
    terencana = buat.gelombang(dibuka=False, buka_pada=kini + HARI, tutup_pada=kini + 3 * HARI)
    manual = buat.gelombang(dibuka=False)
    assert jadwal_pendaftaran(pada=kini) == {"dibuka": 0, "ditutup": 0}
    assert jadwal_pendaftaran(pada=kini + 2 * HARI) == {"dibuka": 1, "ditutup": 0}
    assert jadwal_pendaftaran(pada=kini + 2 * HARI) == {"dibuka": 0, "ditutup": 0}
    terencana.refresh_from_db()
    assert (terencana.status, terencana.tutup_pada) == ("dibuka", kini + 3 * HARI)
    assert jadwal_pendaftaran(pada=kini + 4 * HARI) == {"dibuka": 0, "ditutup": 1}
    manual.refresh_from_db()
    assert manual.status == "draf"


def test_one_that_cannot_open_does_not_hold_up_the_others():
    kini = timezone.now()
    kosong = buat.kurikulum("padang")
    kosong.modul.all().delete()
    buat.gelombang(dibuka=False, buka_pada=kini, kurikulum=kosong)
    buat.gelombang(dibuka=False, buka_pada=kini)
    assert jadwal_pendaftaran(pada=kini + HARI)["dibuka"] == 1


def test_strangers_see_what_is_announced_and_staff_their_own_drafts_too(django_assert_num_queries):
    terbuka, draf = buat.gelombang(), buat.gelombang(dibuka=False)
    with django_assert_num_queries(1):
        [tampak] = gelombang_publik()
        assert (tampak, tampak.jumlah_jp, str(tampak)) == (terbuka, 8, str(terbuka))
    assert set(gelombang_tampak(buat.akun("panitia"))) == {terbuka, draf}
    assert set(gelombang_tampak(buat.akun("panitia", "padang"))) == {terbuka}
    assert list(gelombang_terbuka(timezone.now())) == [terbuka]
    assert list(gelombang_terbuka(timezone.now() - HARI)) == []


def test_a_column_with_a_rule_of_its_own_is_not_set_in_passing():
    with pytest.raises(TypeError):
        buat_gelombang(
            oleh=None, kurikulum=buat.kurikulum(), sebutan="I", kuota=1, mulai=timezone.localdate(),
            selesai=timezone.localdate(), tempat="Balai", status="selesai",
        )  # fmt: skip
