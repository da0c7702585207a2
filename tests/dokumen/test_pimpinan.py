"""The page of the Pimpinan: what runs, who owes names, outcomes, certificates, coverage. It only reads."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from diklat.models import Gelombang, PanitiaProgram, Program
from dokumen.queries.pimpinan import cakupan_opd, gelombang_kini, hasil_tahun, sertifikat_tahun
from dokumen.services.sertifikat import terbitkan
from kantor.models import Pegawai
from peserta.services.gelombang import atur_kuota_unit
from tests.dokumen import terbit
from tests.peserta import buat

pytestmark = pytest.mark.django_db


def masuk(akun) -> Client:
    klien = Client()
    klien.force_login(akun)
    return klien


def pegawai(n: int, unit, **lain) -> Pegawai:
    isi = {"nip": buat.nip(n), "nama": f"Orang {n}", "unit": unit, "opd": unit.opd, "instansi": unit.instansi}
    return Pegawai.objects.create(status_kepegawaian="pns", terverifikasi=True, **(isi | lain))


def test_open_gelombang_show_seats_and_who_owes_names():
    pohon, staf = buat.pohon(), buat.akun()
    g = buat.gelombang(kuota=10)
    atur_kuota_unit(oleh=staf, gelombang=g, kuota={pohon["a"]: 2, pohon["b"]: 1})
    buat.daftarkan(g, 1, pohon["a1"])
    buat.daftarkan(g, 2, pohon["b1"])
    [kini] = gelombang_kini(buat.instansi())
    assert (kini.gelombang.terisi, kini.unit, kini.kurang) == (2, 2, 1)
    assert [(p.nama, p.sisa) for p in kini.penunggak] == [("Kecamatan Unit 12.71.01", 1)]
    isi = masuk(buat.akun("pimpinan")).get("/pimpinan/").content.decode()
    assert "1 dari 2 OPD belum lengkap, kurang 1 nama" in isi
    assert "2 dari 10 kursi terisi" in isi


def test_the_year_in_outcomes_certificates_and_coverage():
    staf = buat.akun()
    g = terbit.gelombang(staf, 4)
    terbitkan(oleh=staf, gelombang=g)
    opd = terbit.unit_uji()
    for n in range(6):
        pegawai(100 + n, opd)
    pegawai(200, opd, keadaan="pensiun")
    medan, tahun = buat.instansi(), g.selesai.year
    [hasil] = hasil_tahun(medan, tahun)
    assert (hasil.lulus, hasil.peserta) == (4, 4)
    register = sertifikat_tahun(medan, tahun)
    assert (register.terbit, register.orang, register.jp) == (4, 4, 4 * g.kurikulum.total_jp)
    [cakupan] = cakupan_opd(medan, tahun)
    assert (cakupan.dilatih, cakupan.pegawai, cakupan.persen) == (4, 10, 40)
    assert hasil_tahun(medan, tahun - 5) == []
    isi = masuk(buat.akun("pimpinan")).get(f"/pimpinan/?tahun={tahun}").content.decode()
    assert "4 dari 10 pegawai aktif menyelesaikan diklat" in isi


def angka(isi: str, label: str) -> str:
    return re.search(rf"{label}</dt>\s*<dd>\s*(\d+)", isi)[1]


def test_the_front_page_and_the_pimpinan_count_the_same_people():
    staf, tahun = buat.akun(), timezone.localdate().year
    g = terbit.gelombang(staf, 4)
    Gelombang.objects.filter(pk=g.pk).update(
        mulai=datetime.date(tahun, 1, 5), selesai=datetime.date(tahun, 1, 9)
    )
    cache.delete(f"angka-beranda:{connection.settings_dict['NAME']}")
    umum = Client().get("/").content.decode()
    dalam = masuk(buat.akun("pimpinan")).get("/pimpinan/").content.decode()
    kata = "orang menyelesaikan diklat tahun ini"
    assert angka(umum, kata) == angka(dalam, kata) == "4"


def test_another_office_is_not_counted_and_strangers_find_nothing():
    buat.gelombang()
    asing = buat.akun("pimpinan", "padang")
    isi = masuk(asing).get("/pimpinan/").content.decode()
    assert "Tidak ada gelombang yang berjalan" in isi
    assert masuk(asing).get("/pimpinan/?instansi=medan").status_code == 404
    assert masuk(buat.akun("penguji")).get("/pimpinan/").status_code == 404
    assert Client().get("/pimpinan/").headers["Location"].startswith("/masuk/")


def test_it_only_reads():
    layar = masuk(buat.akun("pimpinan"))
    assert layar.post("/pimpinan/").status_code == 405
    isi = layar.get("/pimpinan/?tahun=x&tahun=%00").content.decode()
    assert isi.count("<form") == isi.count('action="/keluar/"')


def test_it_costs_the_same_for_one_and_many():
    staf, pohon = buat.akun(), buat.pohon()
    layar = masuk(buat.akun("pimpinan"))
    g = buat.gelombang()
    atur_kuota_unit(oleh=staf, gelombang=g, kuota={pohon["a"]: 2})
    pegawai(1, pohon["a1"])
    satu = hitung(layar)
    for n in range(10):
        g = buat.gelombang()
        atur_kuota_unit(oleh=staf, gelombang=g, kuota={pohon["a"]: 2, pohon["b"]: 3})
        pegawai(n + 10, pohon["b1"])
    assert hitung(layar) == satu
    assert satu <= 15


def hitung(layar: Client) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as semua:
        assert layar.get("/pimpinan/").status_code == 200
    return len(semua)


def test_panitia_limited_to_a_program_see_the_figures_of_that_program():
    staf = buat.akun()
    g = terbit.gelombang(staf, 2)
    terbitkan(oleh=staf, gelombang=g)
    buat.gelombang(sebutan="Gelombang Rahasia")
    opd, panitia, medan = terbit.unit_uji(), buat.akun("panitia"), buat.instansi()
    pegawai(100, opd)
    lain = Program.objects.create(instansi=medan, kode="latsar", nama="Latsar CPNS")
    PanitiaProgram.objects.create(pengguna=panitia, program=lain)
    isi = masuk(panitia).get(f"/pimpinan/?tahun={g.selesai.year}").content.decode()
    assert "Gelombang Rahasia" not in isi
    batas = [lain.pk]
    assert hasil_tahun(medan, g.selesai.year, batas) == []
    assert sertifikat_tahun(medan, g.selesai.year, batas).terbit == 0
    assert {c.dilatih for c in cakupan_opd(medan, g.selesai.year, batas)} == {0}
    milik = [g.kurikulum.program_id]
    assert sertifikat_tahun(medan, g.selesai.year, milik).terbit == 2
    assert sum(c.dilatih for c in cakupan_opd(medan, g.selesai.year, milik)) == 2


def test_the_apel_is_one_click_away_and_open():
    layar = masuk(buat.akun("pimpinan"))
    alamat = f"{reverse('peserta:apel')}?instansi=medan"
    assert alamat in layar.get(reverse("dokumen:pimpinan")).text
    assert layar.get(alamat).status_code == 200
