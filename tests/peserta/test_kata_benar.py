"""What the portal says is so: why somebody waits, what a quota means, what a letter satisfies, what was taken back."""

from __future__ import annotations

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from diklat.models import Gelombang
from diklat.services.gelombang import atur_syarat, tutup_pendaftaran
from dokumen.cetak.laporan import temuan
from dokumen.queries.laporan import susun_laporan
from kantor.galat import TidakValid
from kantor.models import PembukaanKontak, Surel
from kantor.services.berkas import simpan_berkas
from peserta.models import Usulan
from peserta.queries.riwayat import riwayat_pendaftaran
from peserta.queries.usulan import tagihan_opd
from peserta.services.gelombang import atur_kuota_unit
from peserta.services.registrasi import peserta_langsung
from peserta.services.surat_usulan import naungi_usulan, ubah_usulan
from peserta.services.urung_massal import urungkan_massal
from peserta.services.usulan import buat_usulan, ganti_peserta
from peserta.services.verifikasi import verifikasi, verifikasi_massal
from tests.peserta import buat, langkah
from tests.peserta.peramban import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def staf(unit):
    return buat.akun("panitia")


@pytest.fixture
def operator(unit):
    return buat.akun("operator", unit=unit["a"])


def masuk(akun) -> Client:
    klien = Client()
    klien.force_login(akun)
    return klien


def pesan(jawaban) -> str:
    return " ".join(str(m) for m in jawaban.context["messages"])


def surat(operator, g, unit, *, pindaian: bool = True, **lain) -> Usulan:
    berkas = (
        simpan_berkas(oleh=operator, instansi=g.instansi, isi=PDF, nama="usulan.pdf") if pindaian else None
    )
    return buat_usulan(oleh=operator, gelombang=g, unit=unit, nomor_surat="800/1", berkas=berkas, **lain)


# ---- the letter counts once ----------------------------------------------------------------------


def test_the_scan_of_the_letter_is_the_surat_usulan_of_everybody_under_it(unit, staf, operator):
    g = buat.gelombang()
    atur_syarat(oleh=staf, gelombang=g, nama="Surat usulan", kapan="pendaftaran")
    p = buat.daftarkan(g, 1, unit["a1"])
    alamat = f"/operator/{g.slug}/peserta/{p.nomor}/"
    assert "Dari surat usulan" not in masuk(operator).get(alamat).content.decode()
    naungi_usulan(oleh=operator, usulan=surat(operator, g, unit["a"]))
    assert "Dari surat usulan" in masuk(operator).get(alamat).content.decode()
    assert verifikasi(oleh=staf, pendaftaran=p, keputusan="terima").status == "diverifikasi"


def test_a_letter_without_its_scan_satisfies_nothing(unit, staf, operator):
    g = buat.gelombang()
    atur_syarat(oleh=staf, gelombang=g, nama="Surat usulan", kapan="pendaftaran")
    p = buat.daftarkan(g, 1, unit["a1"])
    naungi_usulan(oleh=operator, usulan=surat(operator, g, unit["a"], pindaian=False))
    with pytest.raises(TidakValid, match="Surat usulan"):
        verifikasi(oleh=staf, pendaftaran=p, keputusan="terima")


def test_other_files_are_still_asked_for(unit, staf, operator):
    g = buat.gelombang()
    atur_syarat(oleh=staf, gelombang=g, nama="SK Pangkat", kapan="pendaftaran")
    p = buat.daftarkan(g, 1, unit["a1"])
    naungi_usulan(oleh=operator, usulan=surat(operator, g, unit["a"]))
    with pytest.raises(TidakValid, match="SK Pangkat"):
        verifikasi(oleh=staf, pendaftaran=p, keputusan="terima")


def test_a_reason_meant_for_one_stands_beside_that_one_only(unit, staf, operator):
    g = buat.gelombang()
    atur_syarat(oleh=staf, gelombang=g, nama="Surat usulan", kapan="pendaftaran")
    lengkap, kurang = buat.daftarkan(g, 1, unit["a1"]), buat.daftarkan(g, 2, unit["b1"])
    naungi_usulan(oleh=operator, usulan=surat(operator, g, unit["a"]))
    verifikasi_massal(
        oleh=staf, gelombang=g, pilihan=[lengkap.pk, kurang.pk], keputusan="terima", alasan="Menyusul."
    )
    for p in (lengkap, kurang):
        p.refresh_from_db()
    assert (lengkap.status, lengkap.alasan, kurang.status, kurang.alasan) == (
        "diverifikasi", "", "diverifikasi", "Menyusul.",
    )  # fmt: skip


def test_a_letter_of_tomorrow_is_refused_with_its_date(unit, operator):
    g = buat.gelombang()
    besok = timezone.localdate() + datetime.timedelta(days=2)
    with pytest.raises(TidakValid, match="belum tiba"):
        surat(operator, g, unit["a"], pindaian=False, tanggal_surat=besok)
    ada = surat(operator, g, unit["a"], pindaian=False)
    with pytest.raises(TidakValid, match="belum tiba"):
        ubah_usulan(oleh=operator, usulan=ada, nomor_surat="800/1", tanggal_surat=besok)


def test_the_same_number_is_the_same_letter(unit, operator):
    g = buat.gelombang()
    hari = timezone.localdate()
    pertama = surat(operator, g, unit["a"], pindaian=False, tanggal_surat=hari)
    kedua = surat(operator, g, unit["a"])
    assert (kedua.pk, kedua.tanggal_surat, kedua.berkas is not None) == (pertama.pk, hari, True)
    with pytest.raises(TidakValid, match="sudah dicatat dengan tanggal"):
        surat(operator, g, unit["a"], pindaian=False, tanggal_surat=hari - datetime.timedelta(days=3))
    assert Usulan.objects.count() == 1


# ---- quotas and who waits ------------------------------------------------------------------------


def test_quotas_beyond_the_seats_are_said_to_be_so(unit, staf):
    g = buat.gelombang(kuota=5)
    alamat = reverse("peserta:gelombang_kuota", args=[g.slug])
    atur_kuota_unit(oleh=None, gelombang=g, kuota={unit["a"]: 3, unit["b"]: 2})
    assert "melebihi kursi" not in masuk(staf).get(alamat).content.decode()
    atur_kuota_unit(oleh=None, gelombang=g, kuota={unit["a"]: 20, unit["b"]: 2})
    assert "22 untuk 5 kursi, lebih 17" in masuk(staf).get(alamat).content.decode()


def test_an_operator_reads_how_many_names_are_beyond_the_quota(unit, operator):
    g = buat.gelombang()
    atur_kuota_unit(oleh=None, gelombang=g, kuota={unit["a"]: 1})
    for n in range(2):
        buat.daftarkan(g, n, unit["a1"])
    halaman = masuk(operator).get(f"/operator/{g.slug}/").content.decode()
    assert "2 nama diusulkan untuk kuota 1" in halaman
    assert "lebih 1" in halaman


@pytest.mark.parametrize(
    ("kuota", "kata"), [(5, "kuota Kecamatan Unit 12.71.01 (1 orang) sudah terisi"), (1, "semua 1 kursi")]
)
def test_the_reason_for_waiting_is_the_true_one(unit, operator, staf, kuota, kata):
    g = buat.gelombang(kuota=kuota)
    atur_kuota_unit(oleh=None, gelombang=g, kuota={unit["a"]: 1} if kuota == 5 else {})
    buat.daftarkan(g, 1, unit["a1"])
    isi = {
        "nip": buat.nip(2),
        "nama": "Togar Sitorus",
        "unit": unit["a1"].kode,
        "golongan": "",
        "jabatan": "",
    }
    jawaban = masuk(operator).post(f"/operator/{g.slug}/usul/", isi, follow=True)
    assert kata in pesan(jawaban)
    tawar = masuk(staf).post(reverse("peserta:cadangan_tawarkan", args=[g.slug]), follow=True)
    assert kata.lower() in pesan(tawar).lower()
    if kuota == 5:
        daftar = masuk(staf).get(reverse("peserta:gelombang_cadangan", args=[g.slug])).content.decode()
        assert kata in daftar


def test_the_reminder_names_the_closing_time_where_no_other_deadline_is_set(unit):
    g = buat.gelombang()
    atur_kuota_unit(oleh=None, gelombang=g, kuota={unit["a"]: 1})
    [t] = tagihan_opd(g)
    assert "pada kesempatan pertama" in t.teks
    Gelombang.objects.filter(pk=g.pk).update(tutup_pada=timezone.now() + datetime.timedelta(days=3))
    g.refresh_from_db()
    [t] = tagihan_opd(g)
    assert "paling lambat" in t.teks


# ---- taken back ----------------------------------------------------------------------------------


def test_who_was_told_verified_is_told_that_it_was_taken_back(unit, staf):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    t = verifikasi_massal(oleh=staf, gelombang=g, pilihan=[p.pk], keputusan="terima")
    urungkan_massal(oleh=staf, tindakan=t, alasan="Salah pilih, ternyata bukan sasaran.")
    p.refresh_from_db()
    assert (p.status, p.alasan) == ("diajukan", "")
    ralat = Surel.objects.get(jenis="keputusan_diurungkan")
    assert p.nomor in ralat.isi
    assert "Salah pilih" not in ralat.isi
    assert any("Salah pilih" in k.rincian for k in riwayat_pendaftaran(p))


# ---- the desk, the group, the letters ------------------------------------------------------------


def test_the_desk_shows_whose_surat_tugas_is_missing_and_where_to_attach_it(unit, staf):
    langkah.kantor()
    g = buat.gelombang()
    atur_syarat(oleh=staf, gelombang=g, nama="Surat tugas", kapan="registrasi_ulang")
    p = buat.daftarkan(g, 1, unit["a1"])
    langkah.terpanggil(g, staf)
    meja = reverse("peserta:gelombang_registrasi", args=[g.slug])
    halaman = masuk(staf).get(meja).content.decode()
    assert "Surat tugas belum ada" in halaman
    alamat = f"{reverse('peserta:pendaftaran_berkas', args=[g.slug, p.nomor])}?lanjut={meja}"
    [satu] = g.syarat.all()
    berkas = SimpleUploadedFile("tugas.pdf", PDF, "application/pdf")
    jawaban = masuk(staf).post(alamat, {f"berkas_{satu.pk}": berkas})
    assert jawaban.url == meja
    assert "Surat tugas belum ada" not in masuk(staf).get(meja).content.decode()


def test_the_phones_for_the_group_are_taken_out_on_record_by_those_who_work(unit, staf):
    g = buat.gelombang()
    p, tanpa = buat.daftarkan(g, 1, unit["a1"]), buat.daftarkan(g, 2, unit["a1"], ponsel="")
    alamat = reverse("peserta:peserta_kontak_excel", args=[g.slug])
    isi = b"".join(masuk(staf).post(alamat).streaming_content)
    sel = {
        str(s)
        for baris in CalamineWorkbook.from_filelike(io.BytesIO(isi)).get_sheet_by_index(0).to_python()
        for s in baris
    }
    assert "081200000001" in sel
    assert tanpa.nama_lengkap in sel
    assert [k.pegawai_id for k in PembukaanKontak.objects.filter(oleh=staf)] == [p.pegawai_id]
    assert masuk(buat.akun("pimpinan")).post(alamat).status_code == 404


def test_the_link_to_the_public_page_is_there_to_copy(unit, staf):
    g = buat.gelombang()
    halaman = masuk(staf).get(reverse("peserta:gelombang", args=[g.slug])).content.decode()
    assert 'data-salin="#tautan-publik"' in halaman
    assert f"/gelombang/{g.slug}/</a>" in halaman


@pytest.mark.parametrize("ada", [True, False])
def test_who_is_berhalangan_reads_whether_an_operator_hears_of_it(unit, staf, ada):
    langkah.kantor()
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    langkah.terpanggil(g, staf)
    if ada:
        petugas = buat.akun("operator", unit=unit["a"])
        type(petugas).objects.filter(pk=petugas.pk).update(email="operator@contoh.example")
    p.refresh_from_db()
    jawaban = masuk(p.pegawai.akun).post(f"/saya/{p.nomor}/berhalangan/", {"alasan": "Sakit."}, follow=True)
    assert ("diberi tahu lewat email" in pesan(jawaban)) is ada
    assert Surel.objects.filter(jenis="peserta_berhalangan").exists() is ada


def test_the_report_tells_a_replacement_at_the_desk_from_one_before(unit, staf):
    langkah.kantor()
    g = buat.gelombang()
    for n in (1, 2):
        buat.daftarkan(g, n, unit["a1"])
    langkah.terpanggil(g, staf)
    satu, dua = g.pendaftaran.order_by("pk")
    ganti_peserta(oleh=staf, pendaftaran=satu, data=buat.data(3, unit["a1"]), alasan="Sakit.")
    tutup_pendaftaran(oleh=staf, gelombang=g)
    peserta_langsung(
        oleh=staf, gelombang=g, data=buat.data(4, unit["a1"]), surat_tugas="800/2", menggantikan=dua
    )
    g.refresh_from_db()
    laporan = susun_laporan(g, g.selesai)
    assert (laporan.diganti, laporan.diganti_di_tempat) == (1, 1)
    assert any("digantikan di tempat" in kalimat for kalimat in temuan(laporan))
