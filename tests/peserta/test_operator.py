"""The room of the Operator OPD: the own units, quota and deadline, names one by one and by letter."""

from __future__ import annotations

import datetime
import io
import re

import pikepdf
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from diklat.services.gelombang import tutup_pendaftaran
from kantor.models import Pegawai, Pengguna
from peserta.models import Pendaftaran, Usulan
from peserta.queries.operator import akar_untuk, bagian_unit, gelombang_operator
from peserta.services.gelombang import atur_kuota_unit
from peserta.services.pemanggilan import konfirmasi
from peserta.services.usulan import usulkan
from peserta.services.verifikasi import verifikasi
from tests.kantor.bantu import excel
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def pohon():
    return buat.pohon()


@pytest.fixture
def operator(pohon) -> Pengguna:
    return buat.akun("operator", unit=pohon["a"])


@pytest.fixture
def layar(operator) -> Client:
    return masuk(operator)


def masuk(akun: Pengguna) -> Client:
    klien = Client()
    klien.force_login(akun)
    return klien


def pegawai(n: int, unit, **lain) -> Pegawai:
    isi = {"nip": buat.nip(n), "nama": "Rina Siregar", "gelar_belakang": "S.Sos.", "golongan": "III/c"}
    isi |= {"jabatan": "Kepala Seksi", "unit": unit, "opd": unit.opd, "instansi": unit.instansi}
    return Pegawai.objects.create(status_kepegawaian="pns", terverifikasi=True, **(isi | lain))


def pdf() -> bytes:
    wadah, lembar = io.BytesIO(), pikepdf.new()
    lembar.add_blank_page()
    lembar.save(wadah)
    return wadah.getvalue()


def kirim_isian(layar: Client, g, n: int, unit, **lain):
    isi = {"nip": buat.nip(n), "nama": "Rina Siregar, S.Sos.", "golongan": "III/c", "unit": unit.kode}
    return layar.post(f"/operator/{g.slug}/usul/", isi | lain)


def test_the_overview_tells_quota_proposed_missing_and_days_left(layar, operator, pohon):
    g = buat.gelombang(batas_usulan=timezone.now() + datetime.timedelta(days=5))
    atur_kuota_unit(oleh=buat.akun(), gelombang=g, kuota={pohon["a"]: 3, pohon["b"]: 9})
    usulkan(oleh=operator, gelombang=g, unit=pohon["a"], data=buat.data(1, pohon["a1"]))
    isi = layar.get("/operator/").content.decode()
    assert "1 dari 3 nama diusulkan" in isi
    assert "kurang 2" in isi
    assert "Tutup 5 hari lagi" in isi
    assert "Unit 12.71.01" in isi
    assert "Unit 12.71.02" not in isi


def test_a_quota_below_another_own_quota_is_not_counted_twice(operator, pohon):
    g = buat.gelombang()
    atur_kuota_unit(oleh=buat.akun(), gelombang=g, kuota={pohon["a"]: 5, pohon["a1"]: 2})
    [bagian] = bagian_unit(operator, [g])
    assert bagian.kuota == 5


def test_gelombang_for_other_units_are_not_shown_and_answer_404(layar, pohon):
    lain = buat.gelombang()
    lain.unit_sasaran.set([pohon["b"]])
    draf = buat.gelombang(dibuka=False)
    mandiri = buat.gelombang(jalur_usulan=False)
    for g in (lain, draf, mandiri):
        assert layar.get(f"/operator/{g.slug}/").status_code == 404
    assert layar.get("/operator/tidak-ada/").status_code == 404


def test_a_gelombang_of_another_office_shows_when_it_names_the_own_unit(operator, pohon):
    g = buat.gelombang(kurikulum=buat.kurikulum("padang"))
    assert g not in gelombang_operator(operator)
    g.unit_sasaran.set([pohon["kota"]])
    assert g in gelombang_operator(operator)


@pytest.mark.parametrize("jenis", ["panitia", "pimpinan", "penguji"])
def test_others_find_no_such_room(jenis):
    assert masuk(buat.akun(jenis)).get("/operator/").status_code == 404


def test_strangers_sign_in_first():
    assert Client().get("/operator/").headers["Location"].startswith("/masuk/")


def test_a_known_nip_fills_the_form_from_the_master(layar, pohon):
    g = buat.gelombang()
    pegawai(1, pohon["a1"])
    isi = layar.post(f"/operator/{g.slug}/usul/", {"nip": buat.nip(1)}).content.decode()
    assert 'value="Rina Siregar, S.Sos."' in isi
    assert "Isian Rina Siregar, S.Sos. diambil dari data pegawai" in isi


def test_a_nip_of_another_unit_reads_like_an_unknown_one(layar, pohon):
    g = buat.gelombang()
    pegawai(1, pohon["b1"], nama="Sangat Rahasia")
    asing = layar.post(f"/operator/{g.slug}/usul/", {"nip": buat.nip(1)}).content.decode()
    kosong = layar.post(f"/operator/{g.slug}/usul/", {"nip": buat.nip(2)}).content.decode()
    assert "Rahasia" not in asing
    assert bentuk(asing) == bentuk(kosong)


def bentuk(isi: str) -> str:
    """The page without what differs by number alone."""
    isi = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", isi)
    return re.sub(r"\d", "", re.sub(r"lahir [^,]+,", "", isi))


def test_a_wrong_nip_is_refused_naming_the_digit(layar):
    g = buat.gelombang()
    jawaban = layar.post(f"/operator/{g.slug}/usul/", {"nip": "198613262015051001"})
    assert jawaban.status_code == 400
    assert "bulan lahir 13" in jawaban.content.decode()


def test_one_person_is_proposed_and_stands_in_the_list(layar, pohon):
    g = buat.gelombang()
    jawaban = kirim_isian(layar, g, 1, pohon["a2"])
    assert jawaban.headers["Location"] == f"/operator/{g.slug}/"
    p = Pendaftaran.objects.get()
    assert (p.status, p.jalur, p.unit) == ("diajukan", "usulan", pohon["a2"])
    isi = layar.get(f"/operator/{g.slug}/").content.decode()
    assert "Rina Siregar, S.Sos." in isi
    assert "Menunggu verifikasi" in isi


def test_beyond_the_quota_the_place_on_the_list_is_told(layar, operator, pohon):
    g = buat.gelombang(kuota=1)
    kirim_isian(layar, g, 1, pohon["a1"])
    jawaban = layar.post(
        f"/operator/{g.slug}/usul/",
        {"nip": buat.nip(2), "nama": "Togar", "unit": pohon["a1"].kode},
        follow=True,
    )
    assert "urutan ke-1" in jawaban.content.decode()


def test_a_unit_of_others_cannot_be_chosen(layar, pohon):
    g = buat.gelombang()
    assert kirim_isian(layar, g, 1, pohon["b1"]).status_code == 400
    assert not Pendaftaran.objects.exists()


def test_a_refusal_of_the_service_stands_in_the_form(layar, pohon):
    g = buat.gelombang()
    kirim_isian(layar, g, 1, pohon["a1"])
    jawaban = kirim_isian(layar, g, 1, pohon["a1"])
    assert jawaban.status_code == 400
    assert "NIP ini sudah terdaftar" in jawaban.content.decode()


def test_someone_without_nip_is_proposed_as_non_asn(layar, pohon):
    g = buat.gelombang()
    isi = layar.post(f"/operator/{g.slug}/usul/", {"non_asn": "1"}).content.decode()
    assert "Usulkan Non-ASN" in isi
    layar.post(
        f"/operator/{g.slug}/usul/",
        {"nip": "", "nama": "Sulastri", "unit": pohon["a1"].kode, "status_kepegawaian": "non_asn"},
    )
    assert Pendaftaran.objects.get().status_kepegawaian == "non_asn"


def test_names_of_other_units_are_not_listed_and_answer_404(layar, pohon):
    g = buat.gelombang()
    milik, lain = buat.daftarkan(g, 1, pohon["a1"]), buat.daftarkan(g, 2, pohon["b1"])
    isi = layar.get(f"/operator/{g.slug}/").content.decode()
    assert milik.nomor in isi
    assert lain.nomor not in isi
    dasar = f"/operator/{g.slug}/peserta/{lain.nomor}/"
    for ekor in ("", "perbaiki/", "ganti/", "tindakan/tarik/"):
        assert layar.get(dasar + ekor).status_code == 404
    assert layar.get(f"/operator/{g.slug}/peserta/{milik.nomor}/").status_code == 200


def test_excel_holds_the_own_names_only(layar, pohon):
    g = buat.gelombang()
    buat.daftarkan(g, 1, pohon["a1"], nama="Milik Sendiri")
    buat.daftarkan(g, 2, pohon["b1"], nama="Milik Lain")
    jawaban = layar.get(f"/operator/{g.slug}/excel/")
    buku = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(jawaban.streaming_content)))
    teks = str(buku.get_sheet_by_index(0).to_python())
    assert "Milik Sendiri" in teks
    assert "Milik Lain" not in teks


def test_one_letter_covers_the_names_sent_before_it(layar, operator, pohon):
    g = buat.gelombang()
    kirim_isian(layar, g, 1, pohon["a1"])
    kirim_isian(layar, g, 2, pohon["a2"])
    berkas = SimpleUploadedFile("surat.pdf", pdf(), "application/pdf")
    jawaban = layar.post(
        f"/operator/{g.slug}/surat/",
        {
            "unit": pohon["a"].pk,
            "nomor_surat": "800/12",
            "tanggal_surat": "2026-11-02",
            "berkas": berkas,
            "naungi": "on",
        },
        follow=True,
    )
    surat = Usulan.objects.get()
    assert surat.berkas is not None
    assert Pendaftaran.objects.filter(usulan=surat).count() == 2
    assert "2 nama berada di bawahnya" in jawaban.content.decode()
    assert layar.get(f"/berkas/{surat.berkas_id}/").status_code == 200
    asing = masuk(buat.akun("operator", unit=pohon["b"]))
    assert asing.get(f"/berkas/{surat.berkas_id}/").status_code == 404
    assert asing.get(f"/operator/{g.slug}/surat/{surat.pk}/").status_code == 404


def test_a_letter_without_its_scan_is_completed_later(layar, operator, pohon):
    g = buat.gelombang()
    surat = Usulan.objects.create(gelombang=g, unit=pohon["a"], nomor_surat="menyusul", dibuat_oleh=operator)
    layar.post(
        f"/operator/{g.slug}/surat/{surat.pk}/", {"nomor_surat": "800/77", "tanggal_surat": "2026-11-02"}
    )
    surat.refresh_from_db()
    assert surat.nomor_surat == "800/77"


def test_a_disguised_file_is_refused_as_letter(layar, pohon):
    g = buat.gelombang()
    berkas = SimpleUploadedFile("surat.pdf", b"MZ\x90\x00" + b"\0" * 200, "application/pdf")
    isi = {"unit": pohon["a"].pk, "nomor_surat": "1", "tanggal_surat": "2026-11-02", "berkas": berkas}
    assert layar.post(f"/operator/{g.slug}/surat/", isi).status_code == 400
    assert not Usulan.objects.exists()


def test_a_name_is_withdrawn_with_a_reason(layar, operator, pohon):
    g = buat.gelombang()
    p = usulkan(oleh=operator, gelombang=g, unit=pohon["a"], data=buat.data(1, pohon["a1"]))
    alamat = f"/operator/{g.slug}/peserta/{p.nomor}/tindakan/tarik/"
    assert layar.post(alamat, {"alasan": " "}).status_code == 400
    layar.post(alamat, {"alasan": "Tugas luar"})
    p.refresh_from_db()
    assert (p.status, p.alasan) == ("mengundurkan_diri", "Tugas luar")


def test_a_called_person_is_berhalangan_and_replaced(layar, operator, pohon):
    g, staf = buat.gelombang(), buat.akun()
    p = usulkan(oleh=operator, gelombang=g, unit=pohon["a"], data=buat.data(1, pohon["a1"]))
    langkah.terpanggil(g, staf)
    dasar = f"/operator/{g.slug}/peserta/{p.nomor}/"
    jawaban = layar.post(f"{dasar}tindakan/berhalangan/", {"alasan": "Sakit"})
    assert jawaban.headers["Location"] == f"{dasar}ganti/"
    isi = {"nip": buat.nip(2), "nama": "Togar Simanjuntak", "unit": pohon["a2"].kode, "alasan": "Sakit"}
    jawaban = layar.post(f"{dasar}ganti/", isi)
    baru = Pendaftaran.objects.get(menggantikan=p)
    assert jawaban.headers["Location"] == f"/operator/{g.slug}/peserta/{baru.nomor}/"
    assert baru.status == "diajukan"


def test_bersedia_is_answered_from_the_list(layar, operator, pohon):
    g, staf = buat.gelombang(), buat.akun()
    p = usulkan(oleh=operator, gelombang=g, unit=pohon["a"], data=buat.data(1, pohon["a1"]))
    langkah.terpanggil(g, staf)
    alamat = f"/operator/{g.slug}/peserta/{p.nomor}/tindakan/bersedia/"
    assert layar.post(alamat, {"daftar": "1"}).headers["Location"] == f"/operator/{g.slug}/"
    p.refresh_from_db()
    assert p.status == "dikonfirmasi"


def test_what_was_sent_back_is_corrected_and_sent_again(layar, operator, pohon):
    g = buat.gelombang()
    p = usulkan(oleh=operator, gelombang=g, unit=pohon["a"], data=buat.data(1, pohon["a1"]))
    verifikasi(oleh=buat.akun(), pendaftaran=p, keputusan="kembalikan", alasan="Gelar keliru.")
    dasar = f"/operator/{g.slug}/peserta/{p.nomor}/"
    assert "Gelar keliru." in layar.get(dasar).content.decode()
    isi = {
        "nama": "Ahmad Nasution",
        "gelar_belakang": "S.H.",
        "alasan": "sesuai ijazah",
        "unit": pohon["a1"].kode,
    }
    layar.post(f"{dasar}perbaiki/", isi)
    layar.post(f"{dasar}tindakan/kirim-perbaikan/")
    p.refresh_from_db()
    assert (p.status, p.gelar_belakang) == ("diajukan", "S.H.")


def test_an_unknown_act_and_a_null_byte_are_404(layar, operator, pohon):
    g = buat.gelombang()
    p = usulkan(oleh=operator, gelombang=g, unit=pohon["a"], data=buat.data(1, pohon["a1"]))
    assert layar.get(f"/operator/{g.slug}/peserta/{p.nomor}/tindakan/terima/").status_code == 404
    assert layar.get(f"/operator/{g.slug}/peserta/%00/").status_code == 404
    assert layar.get(f"/operator/{g.slug}/?q=%00&status=%00&hal=%00").status_code == 200


def test_the_one_time_link_leads_to_people_with_an_account_only(layar, operator, pohon):
    g = buat.gelombang()
    p = usulkan(oleh=operator, gelombang=g, unit=pohon["a"], data=buat.data(1, pohon["a1"]))
    alamat = f"/operator/{g.slug}/peserta/{p.nomor}/"
    assert "tautan-untuk" not in layar.get(alamat).content.decode()
    verifikasi(oleh=buat.akun("panitia"), pendaftaran=p, keputusan="terima")
    akun = Pengguna.objects.get(pegawai=p.pegawai)
    assert f"/masuk/tautan-untuk/{akun.username}/" in layar.get(alamat).content.decode()
    assert layar.get(f"/masuk/tautan-untuk/{akun.username}/").status_code == 200


def test_the_excel_way_shows_the_list_before_anything_is_stored(layar, pohon):
    g = buat.gelombang()
    berkas = excel(["NIP", "NAMA", "UNIT KERJA"], [[buat.nip(1), "Rina Siregar", ""]])
    jawaban = layar.post(
        f"/operator/{g.slug}/impor/",
        {"unit": pohon["a"].pk, "berkas": SimpleUploadedFile("daftar.xlsx", berkas.read())},
    )
    assert jawaban.status_code == 302
    assert jawaban.headers["Location"].startswith("/impor/")
    assert not Pendaftaran.objects.exists()
    assert "Rina Siregar" in layar.get(jawaban.headers["Location"]).content.decode()


def test_an_operator_of_two_units_proposes_for_the_nearest(pohon):
    dua = buat.akun("operator", unit=pohon["a"])
    dua.peran.create(jenis="operator", instansi=buat.instansi(), unit=pohon["a1"])
    assert akar_untuk(dua, pohon["a1"]) == pohon["a1"]
    assert akar_untuk(dua, pohon["a2"]) == pohon["a"]
    assert akar_untuk(dua, pohon["b1"]) is None


def test_a_closed_gelombang_offers_no_new_names_but_the_answers(layar, operator, pohon):
    g, staf = buat.gelombang(), buat.akun()
    p = usulkan(oleh=operator, gelombang=g, unit=pohon["a"], data=buat.data(1, pohon["a1"]))
    langkah.terpanggil(g, staf)
    tutup_pendaftaran(oleh=staf, gelombang=g)
    isi = layar.get(f"/operator/{g.slug}/").content.decode()
    assert "Usulkan satu orang" not in isi
    assert "Bersedia" in isi
    konfirmasi(oleh=operator, pendaftaran=p, bersedia=False, alasan="Sakit")
    assert "Tunjuk pengganti" in layar.get(f"/operator/{g.slug}/").content.decode()


def test_the_pages_cost_the_same_for_one_and_thirty(layar, operator, pohon):
    g = buat.gelombang(kuota=60)
    atur_kuota_unit(oleh=buat.akun(), gelombang=g, kuota={pohon["a"]: 40})
    usulkan(oleh=operator, gelombang=g, unit=pohon["a"], data=buat.data(1, pohon["a1"]))
    halaman = ["/operator/", f"/operator/{g.slug}/"]
    satu = [hitung(layar, h) for h in halaman]
    for n in range(2, 31):
        usulkan(oleh=operator, gelombang=g, unit=pohon["a"], data=buat.data(n, pohon["a1"]))
        if n % 6 == 0:
            buat.gelombang()
    assert [hitung(layar, h) for h in halaman] == satu
    assert max(satu) <= 20


def hitung(layar: Client, alamat: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as semua:
        assert layar.get(alamat).status_code == 200
    return len(semua)
