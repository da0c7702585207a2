"""An office in Makassar lives by WITA: what it types and what it reads is its own clock."""

from __future__ import annotations

import datetime
import io
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from diklat.models import Gelombang
from diklat.services.gelombang import buka_pendaftaran, jadwal_pendaftaran
from kantor.daftar import jenis_pekerjaan
from kantor.models import Peran
from kantor.services.kunci_api import buat_kunci
from kantor.services.pekerjaan import mulai_pekerjaan
from kantor.services.surel import kirim_surel
from kantor.zona import di_zona
from penilaian.models import Hasil
from penilaian.queries.kelayakan import Calon, lulus_dengan_catatan
from peserta.lib.kehadiran import Hitungan
from peserta.queries.kehadiran import RekapKehadiran, aturan_kehadiran
from peserta.queries.operator import bagian_unit
from tests.kantor import bantu
from tests.peserta import buat

pytestmark = pytest.mark.django_db
UTC = datetime.UTC
# 06.30 WITA on the fifth: still the fourth in UTC, and 05.30 in Jakarta.
PAGI = datetime.datetime(2030, 7, 4, 22, 30, tzinfo=UTC)
TENGAH_MALAM = datetime.datetime(
    2030, 7, 4, 16, 30, tzinfo=UTC
)  # 00.30 WITA on the fifth, 23.30 WIB on the fourth


@pytest.fixture
def makassar() -> Any:
    instansi = buat.instansi("makassar")
    instansi.zona_waktu = "Asia/Makassar"
    instansi.save()
    return instansi


@pytest.fixture
def g(makassar: Any) -> Gelombang:
    return buat.gelombang(kurikulum=buat.kurikulum("makassar"), dibuka=False, sebutan="Gelombang I")


@pytest.fixture
def panitia(makassar: Any) -> Any:
    return buat.akun("panitia", "makassar")


def masuk(akun: Any) -> Client:
    klien = Client()
    klien.force_login(akun)
    return klien


def isian(g: Gelombang, **lain: Any) -> dict[str, Any]:
    return {
        "kurikulum": g.kurikulum_id, "sebutan": "Gelombang II", "mulai": g.mulai, "selesai": g.selesai, "kuota": 30,
        "tempat": "Balai Diklat", "jam_tawaran": 48, "jalur_usulan": "on", "buka_pada": "2026-12-01T08:00",
    } | lain  # fmt: skip


def test_the_form_reads_and_shows_the_clock_of_the_office(g: Gelombang, panitia: Any) -> None:
    klien = masuk(panitia)
    jawaban = klien.post("/admin/gelombang/baru/", isian(g))
    assert jawaban.status_code == 302, jawaban.content.decode()
    baru = Gelombang.objects.get(sebutan="Gelombang II")
    assert baru.buka_pada == datetime.datetime(2026, 12, 1, 0, 0, tzinfo=UTC)
    assert 'value="01-12-2026 08.00"' in klien.get(f"/admin/gelombang/{baru.slug}/ubah/").content.decode()
    jawaban = klien.post(
        f"/admin/gelombang/{baru.slug}/ubah/", isian(g, slug=baru.slug, tutup_pada="2026-12-05T17:00")
    )
    assert jawaban.status_code == 302, jawaban.content.decode()
    baru.refresh_from_db()
    assert baru.tutup_pada == datetime.datetime(2026, 12, 5, 9, 0, tzinfo=UTC)
    assert timezone.get_current_timezone_name() == "Asia/Jakarta", "the next request begins anew"


def test_who_works_for_two_offices_types_the_clock_of_the_one_that_organises(
    g: Gelombang, panitia: Any
) -> None:
    dua = buat.akun("panitia", "medan")
    Peran.objects.create(pengguna=dua, jenis="panitia", instansi=g.instansi)
    masuk(dua).post("/admin/gelombang/baru/", isian(g))
    assert Gelombang.objects.get(sebutan="Gelombang II").buka_pada == datetime.datetime(
        2026, 12, 1, tzinfo=UTC
    )


def test_lists_and_their_excel_say_wita(g: Gelombang, panitia: Any, makassar: Any) -> None:
    surat = kirim_surel(
        jenis="sandi_diubah", kepada="rina@contoh.example", instansi=makassar,
        konteks={"pada": PAGI, "username": "rina"},
    )  # fmt: skip
    assert surat is not None
    assert "5 Juli 2030 pukul 06.30 WITA" in surat.isi
    type(surat).objects.filter(pk=surat.pk).update(dibuat=PAGI)
    klien = masuk(panitia)
    assert "5 Juli 2030 pukul 06.30 WITA" in klien.get("/admin/kotak-keluar/").content.decode()
    isi = b"".join(klien.get("/admin/kotak-keluar/?unduh=excel").streaming_content)
    baris = CalamineWorkbook.from_filelike(io.BytesIO(isi)).get_sheet_by_index(0).to_python()
    assert datetime.datetime(2030, 7, 5, 6, 30) in [sel for satu in baris for sel in satu]


def test_the_last_day_ends_at_midnight_of_the_office(g: Gelombang) -> None:
    """At 00.30 WITA the gelombang of yesterday is over, though Jakarta still writes that day."""
    hari = datetime.date(2030, 7, 4)
    Gelombang.objects.filter(pk=g.pk).update(mulai=hari, selesai=hari, buka_pada=TENGAH_MALAM)
    assert jadwal_pendaftaran(pada=TENGAH_MALAM)["dibuka"] == 0
    from kantor.galat import TidakValid

    with pytest.raises(TidakValid):
        buka_pendaftaran(oleh=None, gelombang=g, pada=TENGAH_MALAM)
    Gelombang.objects.filter(pk=g.pk).update(selesai=hari + datetime.timedelta(days=1))
    assert jadwal_pendaftaran(pada=TENGAH_MALAM)["dibuka"] == 1


def test_the_operator_counts_days_by_the_organisers_clock(g: Gelombang) -> None:
    unit = buat.unit("73.71", jenis="kota", kode_instansi="makassar")
    g = buka_pendaftaran(oleh=None, gelombang=g)
    setempat = datetime.timezone(datetime.timedelta(hours=8))
    besok = timezone.now().astimezone(setempat).date() + datetime.timedelta(days=1)
    batas = datetime.datetime.combine(
        besok, datetime.time(0, 30), setempat
    )  # half past eleven of today in Jakarta
    Gelombang.objects.filter(pk=g.pk).update(batas_usulan=batas)
    g = Gelombang.objects.select_related("instansi", "kurikulum__program").get(pk=g.pk)
    [bagian] = bagian_unit(buat.akun("operator", "makassar", unit=unit), [g])
    assert bagian.sisa_hari == 1


def test_a_job_and_a_key_go_by_the_clock_of_their_office(makassar: Any, panitia: Any) -> None:
    tercatat: list[str] = []

    def kerjakan(pekerjaan: Any, parameter: dict[str, Any]) -> None:
        tercatat.append(timezone.get_current_timezone_name())

    with bantu.jenis_uji(kerjakan, potongan=[{}]) as jenis:
        assert jenis in jenis_pekerjaan
        bantu.selesaikan(mulai_pekerjaan(oleh=panitia, jenis=jenis, instansi=makassar))
    assert tercatat == ["Asia/Makassar"]
    admin = buat.akun("admin", "makassar")
    _, kunci = buat_kunci(oleh=admin, instansi=makassar, pemilik=admin, nama="SIMPEG")
    buat.gelombang(kurikulum=buat.kurikulum("makassar"), buka_pada=PAGI - datetime.timedelta(days=2000))
    isi = Client().get("/api/v1/gelombang/", headers={"Authorization": f"Token {kunci}"}).content.decode()
    assert "+08:00" in isi


def test_the_day_of_a_decision_is_the_day_there_was_in_the_office(g: Gelombang, panitia: Any) -> None:
    """Decided at 06.30 WITA on 5 July: not the fourth, which it still was in UTC."""
    p = buat.daftarkan(buka_pendaftaran(oleh=None, gelombang=g), 1, buat.unit("73.71", jenis="kota"))
    hasil = Hasil(pendaftaran=p, putusan="lulus", ditetapkan=PAGI, alasan="Sakit, tugas pengganti.")
    rekap = RekapKehadiran(p.pk, Hitungan(detik_total=3600, sesi=1), aturan_kehadiran(g.kurikulum))
    with di_zona(g.instansi):
        kalimat = lulus_dengan_catatan(Calon(p, hasil, rekap, rekap.jp_total))
    assert kalimat is not None
    assert "5 Juli 2030" in kalimat
