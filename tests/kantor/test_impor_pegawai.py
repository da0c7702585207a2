"""The master list of pegawai: shown first, stored on confirmation, and the same file twice changes nothing."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from kantor.models import (
    Berkas,
    Impor,
    Pegawai,
    PegawaiPribadi,
    Pekerjaan,
    Pengguna,
    Peran,
    UsiaPensiun,
    usia_pensiun_awal,
)
from kantor.services.impor import (
    atur_impor,
    baca_ulang_impor,
    batalkan_impor,
    konfirmasi_impor,
    unggah_impor,
)
from kantor.services.impor_kerja import berkas_bermasalah
from kantor.services.impor_pegawai import catatan
from kantor.services.instansi import simpan_usia_pensiun
from kantor.services.pegawai import ubah_pegawai
from kantor.services.pekerjaan import batalkan_pekerjaan
from kantor.services.pribadi import baca_semua
from kantor.services.unit import muat_wilayah, tambah_alias, unit_dari_teks
from tests.kantor import bantu

pytestmark = pytest.mark.django_db
KEPALA = ["NO", "NIP", "NAMA", "GOL", "JABATAN", "UNIT KERJA", "STATUS", "NO. HP", "EMAIL"]
MABAR = "Kelurahan Mabar Kecamatan Medan Deli"
KOTA = "Kecamatan Medan Kota"


@pytest.fixture
def staf() -> Any:
    UsiaPensiun.objects.bulk_create(usia_pensiun_awal(bantu.instansi()))
    muat_wilayah(oleh=None)
    return bantu.pengguna("panitia")


def baris(n: int, **lain: Any) -> list[Any]:
    isi = {
        "no": n, "nip": bantu.nip(n), "nama": f"SITI {chr(65 + n % 26)}URSIAH, S.Sos", "gol": "III/c",
        "jabatan": "Pelaksana", "unit": MABAR, "status": "PNS", "hp": f"0812345678{n % 100:02d}",
        "email": f"orang{n}@contoh.example",
    } | lain  # fmt: skip
    return list(isi.values())


def unggah(staf: Any, isi: list[list[Any]], **pilihan: Any) -> Impor:
    berkas = bantu.excel(KEPALA, isi, atas=["PEMERINTAH KOTA MEDAN", "DAFTAR PEGAWAI", ""])
    impor = unggah_impor(
        oleh=staf, instansi=bantu.instansi(), jenis="pegawai", isi=berkas, nama="simpeg.xlsx", pilihan=pilihan
    )
    if impor.pekerjaan:
        bantu.selesaikan(impor.pekerjaan)
    impor.refresh_from_db()
    return impor


def simpan(staf: Any, impor: Impor, **isian: Any) -> Impor:
    konfirmasi_impor(oleh=staf, impor=impor, isian=isian)
    impor.refresh_from_db()
    bantu.selesaikan(impor.pekerjaan)
    impor.refresh_from_db()
    return impor


def jumlah(impor: Impor) -> dict[str, int]:
    return impor.ringkasan["jumlah"]


def test_who_the_list_moves_to_another_opd_leaves_the_atasan_and_the_people_they_led(staf: Any) -> None:
    simpan(staf, unggah(staf, [baris(n) for n in range(1, 5)]))
    atas, pindah, bawah, tetap = Pegawai.objects.order_by("nip")
    for satu, atasan in ((pindah, atas), (bawah, pindah), (tetap, atas)):
        ubah_pegawai(oleh=None, pegawai=satu, atasan=atasan)
    simpan(staf, unggah(staf, [baris(n, unit=KOTA if n == 2 else MABAR) for n in range(1, 5)]))
    assert dict(Pegawai.objects.values_list("pk", "atasan")) == {
        atas.pk: None,
        pindah.pk: None,
        bawah.pk: None,
        tetap.pk: atas.pk,
    }


def test_nothing_is_stored_before_somebody_confirms(staf: Any) -> None:
    impor = unggah(staf, [baris(1), baris(2)])
    assert (impor.status, jumlah(impor)) == ("siap", {"baru": 2})
    assert not Pegawai.objects.exists()
    batalkan_impor(oleh=staf, impor=impor)
    impor.refresh_from_db()
    assert (impor.status, impor.kunci, impor.baris.count()) == ("dibatalkan", None, 0)
    with pytest.raises(KeadaanBerubah):
        konfirmasi_impor(oleh=staf, impor=impor)


def test_confirmed_people_are_stored_verified_with_unit_and_contact(staf: Any) -> None:
    impor = simpan(staf, unggah(staf, [baris(1)]))
    orang = Pegawai.objects.get()
    assert (orang.nama_lengkap, orang.golongan, orang.status_kepegawaian) == (
        "Siti Bursiah, S.Sos.",
        "III/c",
        "pns",
    )
    assert (orang.unit.nama, orang.opd.nama, orang.instansi) == ("Mabar", "Medan Deli", bantu.instansi())
    assert orang.terverifikasi
    assert baca_semua(orang.pribadi) == {"ponsel": "081234567801", "email": "orang1@contoh.example"}
    assert (impor.status, impor.kunci) == ("selesai", None)


def test_the_same_file_again_changes_nothing(staf: Any) -> None:
    isi = [baris(n) for n in range(5)]
    simpan(staf, unggah(staf, isi))
    sebelum = Pegawai.pgh_event_model.objects.count()
    lagi = unggah(staf, isi)
    assert jumlah(lagi) == {"sama": 5}
    with pytest.raises(KeadaanBerubah):
        konfirmasi_impor(oleh=staf, impor=lagi)
    assert Pegawai.pgh_event_model.objects.count() == sebelum


def test_changes_and_moves_are_shown_from_and_to_and_then_stored(staf: Any) -> None:
    simpan(staf, unggah(staf, [baris(1), baris(2), baris(3)]))
    impor = unggah(staf, [baris(1, gol="III/d"), baris(2, unit=KOTA, jabatan=""), baris(3, gol="")])
    assert jumlah(impor) == {"berubah": 1, "pindah": 1, "sama": 1}
    berubah, pindah = impor.baris.get(tindakan="berubah"), impor.baris.get(tindakan="pindah")
    assert berubah.perubahan == {"Golongan": ["III/c", "III/d"]}
    assert pindah.perubahan == {"Unit kerja": ["Mabar", "Kecamatan Medan Kota"]}
    simpan(staf, impor)
    satu, dua = (Pegawai.objects.get(nip=bantu.nip(n)) for n in (1, 2))
    assert (satu.golongan, dua.unit.nama, dua.opd.nama, dua.jabatan) == (
        "III/d",
        "Medan Kota",
        "Medan Kota",
        "Pelaksana",
    )
    kejadian = Pegawai.pgh_event_model.objects.filter(pgh_obj=satu, pgh_label="update").get()
    assert kejadian.pgh_context["oleh"] == staf.pk


def test_only_a_complete_list_lets_people_go_and_says_how(staf: Any) -> None:
    muda, tua = bantu.nip(30), "196001011985031001"
    simpan(staf, unggah(staf, [*(baris(n) for n in range(2, 12)), baris(30), baris(40, nip=tua)]))
    sebagian = unggah(staf, [baris(n) for n in range(2, 12)])
    assert jumlah(sebagian) == {"sama": 10}
    atur_impor(oleh=staf, impor=sebagian, pilihan={"lengkap": True})
    sebagian.refresh_from_db()
    assert jumlah(sebagian) == {"sama": 10, "keluar": 2}
    halaman = re.sub(r"\s+", " ", masuk(staf).get(f"/admin/impor/berkas/{sebagian.pk}/").content.decode())
    assert "<dt>baris dibaca</dt> <dd> 10 </dd>" in halaman
    assert "<dt>pegawai tidak ada lagi di berkas</dt> <dd> 2 </dd>" in halaman
    simpan(staf, sebagian)
    assert {p.nip: p.keadaan for p in Pegawai.objects.exclude(keadaan="aktif")} == {
        muda: "pindah",
        tua: "pensiun",
    }
    kembali = simpan(staf, unggah(staf, [baris(30)]))
    assert kembali.baris.get().perubahan == {"Keadaan": ["pindah", "aktif"]}
    assert Pegawai.objects.get(nip=muda).keadaan == "aktif"


def test_who_retires_is_told_by_the_office_s_own_ages_and_the_jabatan(staf: Any) -> None:
    """A list without them: sixty-one years old, as pelaksana, as ahli madya, as ahli utama; and one of fifty-nine."""
    lahir = timezone.localdate().replace(day=1)
    nip = [
        f"{lahir.year - usia}{lahir.month:02d}01198503100{n}" for n, usia in enumerate((61, 61, 61, 59), 1)
    ]
    jabatan = ["Pelaksana", "Pustakawan Ahli Madya", "Dokter Ahli Utama", "Arsiparis AHLI MADYA"]
    mereka = [baris(40 + n, nip=x, jabatan=j) for n, (x, j) in enumerate(zip(nip, jabatan, strict=True))]
    simpan(staf, unggah(staf, [*(baris(n) for n in range(2, 22)), *mereka]))

    def menjadi() -> list[str]:
        impor = unggah(staf, [baris(n) for n in range(2, 22)], lengkap=True)
        baru = {b.kunci: b.nilai["keadaan"] for b in impor.baris.filter(tindakan="keluar")}
        batalkan_impor(oleh=staf, impor=impor)
        return [baru[x] for x in nip]

    assert menjadi() == ["pensiun", "pensiun", "pindah", "pindah"]
    for jabatan_, usia in (("ahli utama", 60), ("", 62)):
        simpan_usia_pensiun(
            oleh=bantu.pengguna("admin"), instansi=bantu.instansi(), jabatan=jabatan_, usia=usia,
            berlaku_mulai=timezone.localdate(),
        )  # fmt: skip
    assert menjadi() == ["pindah", "pensiun", "pensiun", "pindah"]
    UsiaPensiun.objects.all().delete()
    impor = unggah(staf, [baris(n) for n in range(2, 22)], lengkap=True)
    assert any("Batas usia pensiun belum diatur" in kalimat for kalimat in catatan(impor))


def test_letting_a_fifth_of_all_people_go_takes_an_explicit_word(staf: Any) -> None:
    simpan(staf, unggah(staf, [baris(n) for n in range(10)]))
    impor = unggah(staf, [baris(n) for n in range(5)], lengkap=True)
    with pytest.raises(TidakValid) as galat:
        konfirmasi_impor(oleh=staf, impor=impor, isian={})
    assert "setuju_keluar" in galat.value.rincian
    simpan(staf, impor, setuju_keluar=True)
    assert Pegawai.objects.filter(keadaan="aktif").count() == 5


def test_a_row_that_cannot_be_read_does_not_let_its_person_go(staf: Any) -> None:
    simpan(staf, unggah(staf, [baris(n) for n in range(3)]))
    impor = unggah(staf, [baris(0), baris(1, nip="19900101"), baris(2, unit="Dinas Entah")], lengkap=True)
    assert jumlah(impor) == {"sama": 1, "galat": 2}


def test_every_error_names_row_column_value_and_reason(staf: Any) -> None:
    isi = [
        baris(1, nip="1986092620150510"),
        baris(2, nip=1.98609262015051e17),
        baris(3, gol="V/z"),
        baris(4, nama="<b>Budi</b>"),
        baris(5, unit="Dinas Antariksa"),
        baris(6),
        baris(6, nama="Budi"),
        baris(7, hp="12", email="bukan email"),
    ]
    impor = unggah(staf, isi)
    galat = {
        b.nomor: [(g["kolom"], g["alamat"], g["alasan"]) for g in b.galat]
        for b in impor.baris.filter(tindakan="galat")
    }
    assert [(galat[n][0][0], galat[n][0][1]) for n in (5, 6, 7, 8, 9)] == [
        ("NIP", "B5"), ("NIP", "B6"), ("PANGKAT / GOL. RUANG", "D7"), ("NAMA", "C8"), ("UNIT KERJA", "F9"),
    ]  # fmt: skip
    assert "16 digit" in galat[5][0][2]
    assert "hilang" in galat[6][0][2]
    assert "Sama dengan baris 10" in galat[11][0][2]
    assert impor.ringkasan["unit_asing"] == [["Dinas Antariksa", 1]]
    peringatan = impor.baris.get(nomor=12).peringatan
    assert [p.split(" ")[0] for p in peringatan] == ["No.", "Email"]


def test_faulty_rows_come_back_as_excel_with_their_reasons(staf: Any) -> None:
    impor = unggah(staf, [baris(1), baris(2, unit="Dinas Antariksa")])
    isi = berkas_bermasalah(impor)
    assert isi is not None
    kepala, *rows = CalamineWorkbook.from_filelike(io.BytesIO(isi)).get_sheet_by_index(0).to_python()
    assert len(rows) == 1
    hasil = dict(zip(kepala, rows[0], strict=True))
    assert hasil["NIP"] == bantu.nip(2)
    assert hasil["NO. HP / WA"] == "081234567802"
    assert hasil["ALASAN"] == "UNIT KERJA: Unit kerja tidak dikenal."
    selesai = simpan(staf, impor)
    assert selesai.pekerjaan.hasil.nama == "Perlu diperbaiki - simpeg.xlsx"


def test_a_new_spelling_of_a_unit_is_remembered(staf: Any) -> None:
    impor = unggah(staf, [baris(1, unit="Kantor Lurah Mabarr")])
    assert jumlah(impor) == {"galat": 1}
    tambah_alias(oleh=staf, unit=unit_dari_teks(MABAR)[0], teks="Kantor Lurah Mabarr")
    from kantor.services.impor import baca_ulang_impor

    baca_ulang_impor(oleh=staf, impor=impor)
    impor.refresh_from_db()
    assert jumlah(impor) == {"baru": 1}


def test_somebody_active_elsewhere_is_neither_shown_nor_taken(staf: Any) -> None:
    padang = bantu.instansi("kota-padang", "Pemerintah Kota Padang")
    bantu.pegawai(1, nama="Rahasia Padang", instansi=padang, terverifikasi=True)
    impor = unggah(staf, [baris(1), baris(2)])
    assert jumlah(impor) == {"galat": 1, "baru": 1}
    salah = impor.baris.get(tindakan="galat")
    assert "Pemerintah Kota Padang" in salah.galat[0]["alasan"]
    assert "Rahasia" not in str(salah.perubahan)
    simpan(staf, impor)
    assert Pegawai.objects.get(nip=bantu.nip(1)).nama == "Rahasia Padang"


def test_a_guest_verified_elsewhere_is_claimed_by_the_list_of_the_own_office(staf: Any) -> None:
    bantu.pegawai(1, terverifikasi=True)  # verified in a gelombang of another instansi: nobody's yet
    bantu.pegawai(2, instansi=bantu.instansi("kota-padang", "Padang"))  # typed by a stranger, never verified
    impor = unggah(staf, [baris(1), baris(2)])
    assert all("Asal data" in satu.perubahan for satu in impor.baris.filter(tindakan="berubah"))
    simpan(staf, impor)
    assert Pegawai.objects.filter(instansi=bantu.instansi(), terverifikasi=True).count() == 2


def test_contact_on_file_stays_unless_the_office_says_otherwise(staf: Any) -> None:
    simpan(staf, unggah(staf, [baris(1)]))
    simpan(staf, unggah(staf, [baris(1, gol="III/d", hp="089999999999")]))
    assert baca_semua(PegawaiPribadi.objects.get())["ponsel"] == "081234567801"
    simpan(staf, unggah(staf, [baris(1, gol="IV/a", hp="089999999999")]), ganti_kontak=True)
    assert baca_semua(PegawaiPribadi.objects.get())["ponsel"] == "089999999999"


def test_no_phone_or_address_stands_readable_in_the_waiting_rows(staf: Any) -> None:
    unggah(staf, [baris(n) for n in range(3)])
    with connection.cursor() as kursor:
        kursor.execute("SELECT string_agg(b::text, ' ') FROM kantor_barisimpor b")
        isi = kursor.fetchone()[0]
        kursor.execute("SELECT string_agg(convert_from(pribadi, 'UTF8'), ' ') FROM kantor_barisimpor")
        isi += kursor.fetchone()[0]
    assert "e1." in isi
    assert not any(teks in isi for teks in ("0812345", "contoh.example"))


@pytest.mark.parametrize(
    ("isi", "nama", "pesan"),
    [
        (b"MZ\x90\0" + b"\0" * 300, "daftar.xlsx", "bukan Excel"),
        (b"%PDF-1.7 ...", "daftar.xlsx", "PDF"),
        (b"nip;nama\n1;2\n", "daftar.xlsx", "CSV"),
        (b"", "daftar.xlsx", "kosong"),
        (b"0" * (11 * 1024 * 1024), "daftar.csv", "terlalu besar"),
        (b"alamat;kota\nJl. A;Medan\n", "daftar.csv", "tidak ditemukan"),
    ],
)
def test_a_wrong_file_is_answered_clearly_and_not_kept(staf: Any, isi: bytes, nama: str, pesan: str) -> None:
    with pytest.raises(TidakValid) as galat:
        unggah_impor(oleh=staf, instansi=bantu.instansi(), jenis="pegawai", isi=io.BytesIO(isi), nama=nama)
    assert pesan in galat.value.rincian["berkas"][0]
    assert not Impor.objects.exists()
    assert not Berkas.objects.exists()


def test_a_piece_done_again_after_a_crash_stores_nobody_twice(staf: Any) -> None:
    from kantor.services.impor_kerja import _terapkan

    impor = unggah(staf, [baris(n) for n in range(4)])
    konfirmasi_impor(oleh=staf, impor=impor, isian={})
    impor.refresh_from_db()
    pk = list(impor.baris.values_list("pk", flat=True))
    for _ in range(2):
        _terapkan(impor.pekerjaan, {"baris": pk})
    assert Pegawai.objects.count() == 4
    assert impor.baris.filter(diterapkan=True).count() == 4


def test_a_list_of_many_pieces_is_read_and_stored_whole(staf: Any) -> None:
    impor = unggah(staf, [baris(n) for n in range(3_000)], lengkap=True)
    assert jumlah(impor) == {"baru": 3_000}
    simpan(staf, impor)
    assert Pegawai.objects.filter(terverifikasi=True).count() == 3_000


# --- stopped, failed, forgotten --------------------------------------------------------------------


def setengah(staf: Any) -> Impor:
    """An import of two pieces of which one is stored."""
    from kantor.daftar import jenis_impor, jenis_pekerjaan
    from kantor.services import potongan

    impor = unggah(staf, [baris(n) for n in range(1, 5)])
    potong = jenis_impor["pegawai"].potong
    object.__setattr__(jenis_impor["pegawai"], "potong", 2)
    try:
        konfirmasi_impor(oleh=staf, impor=impor)
        impor.refresh_from_db()
        potongan.bagi(impor.pekerjaan, jenis_pekerjaan["impor.terapkan"])
    finally:
        object.__setattr__(jenis_impor["pegawai"], "potong", potong)
    impor.pekerjaan.refresh_from_db()
    potongan.kerjakan_selama(impor.pekerjaan, jenis_pekerjaan["impor.terapkan"], detik=0)
    assert Pegawai.objects.count() == 2
    return impor


def test_cancelling_the_job_ends_the_import_and_what_is_stored_stays_and_is_told(staf: Any) -> None:
    impor = setengah(staf)
    klien = masuk(staf)
    assert (
        f"/proses/{impor.pekerjaan_id}/batalkan/"
        in klien.get(f"/admin/impor/berkas/{impor.pk}/").content.decode()
    )
    klien.post(f"/proses/{impor.pekerjaan_id}/batalkan/")
    impor.refresh_from_db()
    assert (impor.status, impor.kunci, impor.berkas) == ("dibatalkan", None, None)
    assert Pegawai.objects.count() == 2
    assert "2 baris sudah tersimpan" in klien.get(f"/admin/impor/berkas/{impor.pk}/").content.decode()


def test_a_failed_import_is_repeated_or_cancelled_from_its_page(staf: Any) -> None:
    impor = setengah(staf)
    Pekerjaan.objects.filter(pk=impor.pekerjaan_id).update(status="gagal", galat="Terjadi gangguan.")
    klien = masuk(staf)
    isi = klien.get(f"/admin/impor/berkas/{impor.pk}/").content.decode()
    assert f"/proses/{impor.pekerjaan_id}/ulangi/" in isi
    assert f"/impor/{impor.pk}/batalkan/" in isi
    klien.post(f"/impor/{impor.pk}/batalkan/")
    impor.refresh_from_db()
    assert (impor.status, impor.kunci, impor.ringkasan["tersimpan"]) == ("dibatalkan", None, 2)
    klien.post(f"/proses/{impor.pekerjaan_id}/ulangi/")
    bantu.selesaikan(impor.pekerjaan)
    assert (impor.pekerjaan.status, impor.pekerjaan.galat) == ("gagal", "Impor ini sudah dibatalkan.")
    assert Pegawai.objects.count() == 2


def test_cancelling_while_the_file_is_read_ends_the_import(
    staf: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kantor.services.impor.LANGSUNG", 2)
    berkas = bantu.excel(KEPALA, [baris(1), baris(2)])
    impor = unggah_impor(oleh=staf, instansi=bantu.instansi(), jenis="pegawai", isi=berkas, nama="a.xlsx")
    batalkan_pekerjaan(oleh=staf, pekerjaan=impor.pekerjaan)
    impor.refresh_from_db()
    assert (impor.status, impor.kunci) == ("dibatalkan", None)


@pytest.mark.parametrize("langkah", ["siapkan", "atur", "baca_ulang", "batalkan"])
def test_reading_alone_does_not_touch_an_import_of_the_office(staf: Any, langkah: str) -> None:
    impor = unggah(staf, [baris(1)])
    pimpinan = bantu.pengguna("pimpinan")
    cara = {
        "siapkan": lambda siapa: konfirmasi_impor(oleh=siapa, impor=impor),
        "atur": lambda siapa: atur_impor(oleh=siapa, impor=impor, pilihan={"lengkap": True}),
        "baca_ulang": lambda siapa: baca_ulang_impor(oleh=siapa, impor=impor),
        "batalkan": lambda siapa: batalkan_impor(oleh=siapa, impor=impor),
    }[langkah]
    with pytest.raises((TidakBerhak, TidakDitemukan)):
        cara(pimpinan)
    if langkah != "batalkan":  # the own file may always be thrown away
        Peran.objects.filter(pengguna=staf).update(aktif=False)
        with pytest.raises((TidakBerhak, TidakDitemukan)):
            cara(Pengguna.objects.get(pk=staf.pk))


def test_only_who_works_for_the_office_uploads_its_list(staf: Any) -> None:
    with pytest.raises(TidakBerhak):
        unggah(bantu.pengguna("pimpinan"), [baris(1)])
    with pytest.raises(TidakDitemukan):
        unggah(bantu.pengguna("panitia", bantu.instansi("kota-padang", "Padang")), [baris(1)])


def masuk(siapa: Any) -> Client:
    klien = Client()
    klien.force_login(siapa)
    return klien
