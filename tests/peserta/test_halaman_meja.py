"""Panitia calls, seats at the desk and takes attendance."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from python_calamine import CalamineWorkbook

from diklat.models import Gelombang
from diklat.services.gelombang import atur_syarat, tutup_pendaftaran
from kantor.galat import TidakDitemukan, TidakValid
from kantor.models import Pejabat
from peserta.models import Kehadiran, Pendaftaran, TindakanMassal
from peserta.models.pendaftaran import Status
from peserta.services.akses import buat_akses
from peserta.services.berkas import tandai_ditunjukkan
from peserta.services.pemanggilan import tetapkan
from peserta.services.verifikasi import kirim_perbaikan, verifikasi
from tests.peserta import buat, langkah
from tests.peserta.halaman_staf import alamat, kirim, pesan, status

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def klien(client: Client, staf) -> Client:
    client.force_login(staf)
    return client


def test_from_verified_to_called_with_a_letter_and_its_number(klien, unit):
    langkah.kantor()
    g = buat.gelombang()
    p, lain = buat.daftarkan(g, 1, unit["a1"]), buat.daftarkan(g, 2, unit["a1"])
    for satu in (p, lain):
        kirim(klien, "tindakan_pendaftaran", g, satu.nomor, "terima")
    assert "1 ditetapkan" in kirim(klien, "gelombang_tetapkan", g, pilih=[p.pk]).content.decode()
    halaman = klien.get(alamat("gelombang_panggil", g)).content.decode()
    assert p.nama_lengkap in halaman
    assert lain.nama_lengkap not in halaman
    kirim(
        klien,
        "gelombang_panggil",
        g,
        tanggal=timezone.localdate().isoformat(),
        ketentuan="Membawa laptop\n\nTepat waktu",
    )
    surat = g.pemanggilan.get()
    assert surat.data["ketentuan"] == ["Membawa laptop", "Tepat waktu"]
    assert status(p) == Status.DIPANGGIL
    jawaban = kirim(
        klien, "gelombang_nomor_surat", g, surat.ke, **{f"s{surat.pk}-nomor_surat": "800/1/BKD/2026"}
    )
    assert "800/1/BKD/2026" in jawaban.content.decode()
    assert "wa.me" in jawaban.content.decode()


def test_calling_without_a_signer_says_what_is_missing(klien, unit):
    g = buat.gelombang()
    langkah.rombongan(g, 1, unit["a1"], status=Status.DITETAPKAN)
    jawaban = klien.post(alamat("gelombang_panggil", g), {"tanggal": timezone.localdate().isoformat()})
    assert jawaban.status_code == 400
    assert "penanda tangan" in jawaban.content.decode()


def test_one_tap_seats_somebody_and_shows_the_number_big(klien, unit):
    g = buat.gelombang()
    [satu, dua] = langkah.rombongan(g, 2, unit["a1"], status=Status.DIPANGGIL)
    tutup_pendaftaran(oleh=None, gelombang=g)
    hasil = klien.get(alamat("gelombang_registrasi", g), {"q": dua.nama.split()[1]}).content.decode()
    assert dua.nama_lengkap in hasil
    assert satu.nama_lengkap not in hasil
    jawaban = kirim(klien, "registrasi_hadir", g, dua.nomor)
    assert jawaban.context["baru"].ndh == 1
    assert "ndh-besar" in jawaban.content.decode()
    lagi = kirim(klien, "registrasi_hadir", g, dua.nomor)
    assert "Belum dapat registrasi ulang" in pesan(lagi)
    kirim(klien, "tindakan_pendaftaran", g, dua.nomor, "urungkan-registrasi", alasan="Salah orang.")
    assert status(dua) == Status.DIPANGGIL


def test_a_walk_in_is_seated_and_told_whom_to_replace_when_full(klien, unit):
    g = buat.gelombang(kuota=1)
    [absen] = langkah.rombongan(g, 1, unit["a1"], status=Status.DIPANGGIL)
    tutup_pendaftaran(oleh=None, gelombang=g)
    isi = {
        "nip": buat.nip(9),
        "nama": "Budi Ginting",
        "golongan": "III/a",
        "unit": unit["a1"].kode,
        "surat_tugas": "094/5",
    }
    penuh = klien.post(alamat("registrasi_langsung", g), isi)
    assert penuh.status_code == 400
    assert "Pilih peserta yang belum datang" in penuh.content.decode()
    jawaban = klien.post(alamat("registrasi_langsung", g), isi | {"menggantikan": absen.nomor}, follow=True)
    assert jawaban.context["baru"].nama_lengkap == "Budi Ginting"
    assert status(absen) == Status.DIGANTI


def test_the_photo_of_the_surat_tugas_comes_with_the_walk_in_or_later(klien, unit):
    g = buat.gelombang(kuota=2)
    tutup_pendaftaran(oleh=None, gelombang=g)
    foto = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(foto, "JPEG")
    surat = SimpleUploadedFile("surat.jpg", foto.getvalue(), content_type="image/jpeg")
    isi = {"nip": buat.nip(9), "nama": "Budi Ginting", "unit": unit["a1"].kode, "surat_tugas": "094/5"}
    halaman = klien.get(alamat("registrasi_langsung", g)).content.decode()
    assert "js/foto.js" in halaman
    assert "data-foto" in halaman
    jawaban = klien.post(alamat("registrasi_langsung", g), isi | {"berkas_None": surat}, follow=True)
    budi = jawaban.context["baru"]
    assert budi.berkas.get().berkas.nama.endswith(".jpg")
    isi |= {"nip": buat.nip(10), "nama": "Sari Lubis", "surat_tugas": "094/6"}
    sari = klien.post(alamat("registrasi_langsung", g), isi, follow=True).context["baru"]
    assert not sari.berkas.exists()
    assert "Tambah atau ganti…" in klien.get(alamat("gelombang_pendaftaran", g, sari.nomor)).content.decode()
    surat.seek(0)
    nama = f"berkas_{budi.berkas.get().syarat_id}"
    assert "1 berkas tersimpan" in pesan(kirim(klien, "pendaftaran_berkas", g, sari.nomor, **{nama: surat}))
    assert sari.berkas.get().syarat.nama == "Surat tugas"


def test_a_surat_tugas_the_gelombang_demands_is_missed(klien, unit):
    g = buat.gelombang()
    syarat = atur_syarat(oleh=None, gelombang=g, nama="Surat tugas", kapan="registrasi_ulang")
    tutup_pendaftaran(oleh=None, gelombang=g)
    isi = {"nip": buat.nip(9), "nama": "Budi Ginting", "unit": unit["a1"].kode, "surat_tugas": "094/5"}
    kurang = klien.post(alamat("registrasi_langsung", g), isi)
    assert kurang.status_code == 400
    assert "Unggah Surat tugas." in kurang.content.decode()
    salah = SimpleUploadedFile("surat.pdf", b"MZ bukan surat", content_type="application/pdf")
    assert (
        klien.post(alamat("registrasi_langsung", g), isi | {f"berkas_{syarat.pk}": salah}).status_code == 400
    )
    assert not g.pendaftaran.exists()


def test_a_paper_shown_at_the_desk_needs_no_file_and_the_peserta_sees_that(klien, unit):
    g = buat.gelombang()
    syarat = atur_syarat(oleh=None, gelombang=g, nama="Surat tugas", kapan="registrasi_ulang")
    [p] = langkah.rombongan(g, 1, unit["a1"], status=Status.DIPANGGIL)
    tutup_pendaftaran(oleh=None, gelombang=g)
    meja = alamat("gelombang_registrasi", g)
    assert "Surat tugas belum ada" in klien.get(meja).content.decode()
    asli = f"asli_{syarat.pk}"
    jawaban = kirim(klien, "pendaftaran_berkas", g, p.nomor, **{asli: "on"})
    assert "Tanda asli ditunjukkan tersimpan" in pesan(jawaban)
    assert "Asli ditunjukkan di meja" in jawaban.content.decode()
    assert "Surat tugas belum ada" not in klien.get(meja).content.decode()
    satu = p.berkas.get()
    assert (satu.berkas, satu.keadaan) == (None, "ditunjukkan")
    assert "Surat tugas ditunjukkan" in klien.get(alamat("gelombang_peserta", g)).content.decode()
    assert (
        klien.post(alamat("berkas_nilai", g, p.nomor, satu.pk), {"keadaan": "diperiksa"}).status_code == 409
    )
    akses = reverse("peserta:akses", args=[buat_akses(pendaftaran=p)])
    assert "Sudah ditunjukkan" in Client().get(akses).content.decode()
    assert "Sudah ditunjukkan di meja" in Client().get(f"{akses}berkas/").content.decode()
    assert Client().get(f"{akses}berkas/{syarat.pk}/").status_code == 404
    kirim(klien, "pendaftaran_berkas", g, p.nomor)  # the tick is taken back
    assert "Surat tugas belum ada" in klien.get(meja).content.decode()
    assert not p.berkas.exists()


def test_a_walk_in_may_show_the_surat_tugas_the_gelombang_demands_on_paper(klien, unit):
    g = buat.gelombang()
    syarat = atur_syarat(oleh=None, gelombang=g, nama="Surat tugas", kapan="registrasi_ulang")
    tutup_pendaftaran(oleh=None, gelombang=g)
    isi = {"nip": buat.nip(9), "nama": "Budi Ginting", "unit": unit["a1"].kode, "surat_tugas": "094/5"}
    jawaban = klien.post(alamat("registrasi_langsung", g), isi | {f"asli_{syarat.pk}": "on"}, follow=True)
    satu = jawaban.context["baru"].berkas.get()
    assert (satu.syarat, satu.berkas, satu.keadaan) == (syarat, None, "ditunjukkan")


def test_what_is_due_with_the_registration_is_not_shown_at_the_desk(klien, staf, unit):
    g = buat.gelombang()
    syarat = atur_syarat(oleh=None, gelombang=g, nama="Surat usulan", kapan="pendaftaran")
    p = buat.daftarkan(g, 1, unit["a1"])
    halaman = klien.get(alamat("pendaftaran_berkas", g, p.nomor)).content.decode()
    assert "asli ditunjukkan" not in halaman
    with pytest.raises(TidakValid, match="saat pendaftaran"):
        tandai_ditunjukkan(oleh=staf, pendaftaran=p, syarat=syarat)
    with pytest.raises(TidakDitemukan):
        tandai_ditunjukkan(oleh=buat.akun("panitia", "padang"), pendaftaran=p, syarat=syarat)


def test_the_replacement_at_the_desk_is_chosen_beforehand(klien, unit):
    g = buat.gelombang()
    [absen] = langkah.rombongan(g, 1, unit["a1"], status=Status.BERHALANGAN)
    tutup_pendaftaran(oleh=None, gelombang=g)
    dari = f"{alamat('registrasi_langsung', g)}?menggantikan={absen.nomor}"
    assert dari in klien.get(alamat("gelombang_registrasi", g), {"q": absen.nama}).content.decode()
    assert f'value="{absen.nomor}" selected' in klien.get(dari).content.decode()


def test_a_bulk_registrasi_ulang_is_taken_back_from_its_page(klien, unit):
    g = buat.gelombang()
    satu, dua = langkah.rombongan(g, 2, unit["a1"], status=Status.DIPANGGIL)
    tutup_pendaftaran(oleh=None, gelombang=g)
    kirim(klien, "registrasi_massal", g)
    t = TindakanMassal.objects.get()
    assert "NDH-nya bebas lagi" in klien.get(alamat("massal_hasil", g, t.pk)).content.decode()
    hasil = kirim(klien, "massal_hasil", g, t.pk, alasan="Salah hari.").content.decode()
    assert hasil.count("Diurungkan") == 2
    assert {status(satu), status(dua)} == {Status.DIPANGGIL}


def test_what_came_back_completed_is_told_apart_from_what_never_was_sent_back(klien, unit):
    g = buat.gelombang()
    baru, kembali, urung = (buat.daftarkan(g, n, unit["a1"]) for n in range(3))
    for p in (kembali, urung):
        kirim(klien, "tindakan_pendaftaran", g, p.nomor, "kembalikan", alasan="Surat buram.")
    kirim_perbaikan(oleh=None, pendaftaran=kembali)
    kirim(klien, "tindakan_pendaftaran", g, urung.nomor, "urungkan", alasan="Salah orang.")
    hari_ini = {t.teks: t.jumlah for t in klien.get("/admin/").context["tugas"]}
    assert hari_ini["Pendaftaran menunggu verifikasi"] == 2
    assert hari_ini["Pendaftaran sudah dilengkapi, periksa lagi"] == 1
    assert klien.get(alamat("gelombang_peserta", g)).content.decode().count("dilengkapi ") == 1
    kirim(klien, "tindakan_pendaftaran", g, kembali.nomor, "terima")
    kirim(klien, "tindakan_pendaftaran", g, kembali.nomor, "urungkan", alasan="Salah orang.")
    assert "sudah dilengkapi" not in klien.get("/admin/").content.decode()
    assert status(baru) == Status.DIAJUKAN


def test_the_import_is_at_hand_with_the_gelombang_named(klien, unit):
    g = buat.gelombang()
    tautan = f"{reverse('impor_unggah', args=['nominatif'])}?gelombang={g.slug}"
    for tab in ("gelombang_peserta", "gelombang_usulan"):
        assert tautan in klien.get(alamat(tab, g)).content.decode()


def test_the_signer_of_the_letter_is_chosen_among_those_in_office_that_day(klien, staf, unit):
    langkah.kantor()
    g = buat.gelombang()
    plh = Pejabat.objects.create(
        instansi=g.instansi, nama="Pengganti Contoh, S.H.", jabatan="Kepala Badan", kapasitas="plh",
        berlaku_mulai=g.mulai, berlaku_sampai=g.mulai,
    )  # fmt: skip
    p = buat.daftarkan(g, 1, unit["a1"])
    verifikasi(oleh=staf, pendaftaran=p, keputusan="terima")
    tetapkan(oleh=staf, gelombang=g)
    url, isi = alamat("gelombang_panggil", g), {"penanda_tangan": plh.pk}
    assert "Plh. Kepala Badan" not in klien.get(url).content.decode()
    pada = g.mulai.isoformat()
    assert "Pengganti Contoh, S.H. · Plh. Kepala Badan" in klien.get(url, {"tanggal": pada}).content.decode()
    salah = klien.post(url, isi | {"tanggal": timezone.localdate().isoformat()})
    assert salah.status_code == 400
    assert "tidak menjabat pada tanggal ini" in salah.content.decode()
    klien.post(url, isi | {"tanggal": pada})
    ttd = g.pemanggilan.get().data["penandatangan"]
    assert (ttd["nama"], ttd["kapasitas"]) == ("Pengganti Contoh, S.H.", "plh")


def test_everybody_is_seated_in_order_of_name_after_one_question(klien, unit):
    g = buat.gelombang()
    semua = langkah.rombongan(g, 3, unit["a1"], status=Status.DIPANGGIL)
    tutup_pendaftaran(oleh=None, gelombang=g)
    assert "3 peserta dicatat hadir" in klien.get(alamat("registrasi_massal", g)).content.decode()
    kirim(klien, "registrasi_massal", g)
    assert [Pendaftaran.objects.get(pk=p.pk).ndh for p in semua] == [1, 2, 3]


def test_all_present_with_one_button_then_the_exceptions(klien, unit):
    g = buat.gelombang(mulai=0)
    satu, dua, tiga = langkah.rombongan(g, 3, unit["a1"])
    [sesi] = langkah.sesi(g)
    kirim(klien, "presensi_semua", g, sesi.pk)
    assert Kehadiran.objects.filter(sesi=sesi, kode="H").count() == 3
    salah = klien.post(alamat("presensi_sesi", g, sesi.pk), {f"kode_{dua.pk}": "T", f"kode_{tiga.pk}": "A"})
    assert salah.status_code == 400
    assert "Isi lama keterlambatan" in salah.content.decode()
    salah = klien.post(
        alamat("presensi_sesi", g, sesi.pk), {f"kode_{dua.pk}": "T", f"menit_{dua.pk}": "600"}
    ).content.decode()
    assert "1 sampai 90 menit" in salah
    assert f'aria-describedby="galat_{dua.pk}"' in salah  # the words stand at the field that holds them
    assert Kehadiran.objects.filter(sesi=sesi, kode="H").count() == 3
    kirim(
        klien,
        "presensi_sesi",
        g,
        sesi.pk,
        **{f"kode_{dua.pk}": "T", f"menit_{dua.pk}": 20, f"kode_{tiga.pk}": "A"},
    )
    assert {k.pendaftaran_id: (k.kode, k.menit_terlambat) for k in Kehadiran.objects.filter(sesi=sesi)} == {
        satu.pk: ("H", None),
        dua.pk: ("T", 20),
        tiga.pk: ("A", None),
    }
    rekap = klien.get(alamat("gelombang_presensi", g)).content.decode()
    assert "Memenuhi" in rekap
    assert "0,00 %" in rekap
    per_sesi = klien.get(alamat("gelombang_presensi", g), {"matriks": 1}).content.decode()
    assert "T 20" in per_sesi


def test_the_excel_of_attendance_never_rounds_up_to_the_limit(klien, unit):
    g = buat.gelombang(mulai=0)
    [p] = langkah.rombongan(g, 1, unit["a1"])
    [hadir], [alpa] = langkah.sesi(g, menit=8999), langkah.sesi(g, menit=1000)
    langkah.hadir(hadir, p, "H")
    langkah.hadir(alpa, p, "A")
    isi = b"".join(klien.get(alamat("gelombang_presensi_excel", g)).streaming_content)
    baris = CalamineWorkbook.from_filelike(io.BytesIO(isi)).get_sheet_by_index(0).to_python()
    [kepala] = [satu for satu in baris if "Persen" in satu]
    assert baris[-1][kepala.index("Persen")] == pytest.approx(0.8999)
    assert "89,99 %" in baris[-1][-1]


def test_without_published_sessions_presensi_leads_to_the_timetable(klien, unit):
    g = buat.gelombang(mulai=0)
    [draf] = langkah.sesi(g, terbit=False)
    halaman = klien.get(alamat("gelombang_presensi", g)).content.decode()
    assert "Belum ada sesi yang terbit" in halaman
    assert f"/admin/gelombang/{g.slug}/jadwal/" in halaman
    assert klien.get(alamat("presensi_sesi", g, draf.pk)).status_code == 404


def test_a_closed_gelombang_takes_no_attendance(klien, unit):
    g = buat.gelombang(mulai=0)
    [p] = langkah.rombongan(g, 1, unit["a1"])
    [sesi] = langkah.sesi(g)
    langkah.hadir(sesi, p, "H")
    for status_baru in ("ditutup", "berlangsung", "selesai"):
        Gelombang.objects.filter(pk=g.pk).update(status=status_baru)
    jawaban = klien.post(alamat("presensi_sesi", g, sesi.pk), {f"kode_{p.pk}": "A"})
    assert jawaban.status_code == 400
    assert Kehadiran.objects.get().kode == "H"
