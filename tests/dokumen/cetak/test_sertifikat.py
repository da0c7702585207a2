"""A certificate: what stands on it, that nothing overflows, and that the quick way is the plain way."""

import io
import itertools
import json
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import Image, ImageChops

from dokumen.cetak.data_sertifikat import DataSertifikat, Modul
from dokumen.cetak.letak import Arah
from dokumen.cetak.sertifikat import PencetakSertifikat, tanpa_orang
from kantor.cetak.galat import AlamatDitolak
from kantor.cetak.kop import Penandatangan
from kantor.lib.warna import Warna
from tests.dokumen.cetak.bahan import LAMBANG, MODUL, Kata, gambar, kata, sertifikat, teks

MM = 72 / 25.4
ARAH: tuple[Arah, ...] = ("mendatar", "tegak")

NAMA = (
    "Suharto",
    "Rina Handayani Siregar, S.Sos.",
    "Dr. Ir. H. Muhammad Fadli Rahman Harahap, S.STP., M.Si.",
    "Nur Aisyah binti Abdul Rahman Saleh",
    "Prof. Dr. Hj. Siti Nurhaliza Khairunnisa Batubara Hasibuan, S.E., M.M., M.Si., Ak., CA., Ph.D.",
    "Raden Mas Panji Suryo Kusumo Hadiningrat Wijoyo Noto Negoro Joyo Diningrat Sastro Atmojo",
    "Ni Luh Putu Ayu Gede Kadek Ketut Wayan Made Nyoman Sri Dewi Lestari, S.K.M., M.Kes., M.H., CRMO",
    "W" * 60,
    "Ö’Brien-Ñúñez Þórður Łukasz",
)


@pytest.fixture(scope="module")
def pencetak() -> PencetakSertifikat:
    return PencetakSertifikat([sertifikat()])


def periksa_letak(isi: bytes, halaman: int) -> None:
    """No word leaves the frame, none lies over another."""
    with pikepdf.open(io.BytesIO(isi)) as pdf:
        lebar, tinggi = (float(x) for x in pdf.pages[halaman - 1].mediabox[2:])
    semua = kata(isi, halaman)
    for satu in semua:
        assert satu.kiri > 19 * MM, satu
        assert satu.kanan < lebar - 19 * MM, satu
        assert satu.atas > 17 * MM, satu
        assert satu.bawah < tinggi - 17 * MM, satu
    for a, b in itertools.combinations(map(_ciut, semua), 2):
        assert a.kanan <= b.kiri or b.kanan <= a.kiri or a.bawah <= b.atas or b.bawah <= a.atas, (a, b)


def _ciut(satu: Kata) -> Kata:
    # Boxes reach from ascender to descender; letters of neighbouring lines may share that air.
    ruang = (satu.bawah - satu.atas) * 0.2
    return satu._replace(atas=satu.atas + ruang, bawah=satu.bawah - ruang)


def test_front_and_back_say_what_a_certificate_says(pencetak: PencetakSertifikat) -> None:
    isi = pencetak.cetak(sertifikat())
    with pikepdf.open(io.BytesIO(isi)) as pdf:
        assert len(pdf.pages) == 2
    depan = " ".join(teks(isi, 1).split())
    for satu in (
        "Nomor 893.3/0001/BKD/VII/2017",
        "Rina Handayani Siregar, S.Sos.",
        "NIP 19880125 201008 2 008",
        "Penata (III/c)",
        "Kasi Pelayanan Umum, Kecamatan Contoh Kota",
        "dinyatakan LULUS dengan kualifikasi MEMUASKAN pada",
        "Diklat Pelayanan Prima, Gelombang I",
        "10 s.d. 14 Juli 2017 di Hotel Contoh",
        "meliputi 40 (empat puluh) jam pelajaran (JP).",
        "Kota Contoh, 14 Juli 2017",
        "Kepala Badan Kepegawaian Daerah,",
        "Pejabat Contoh, S.H., M.Si.",
        "Pembina Utama Muda (IV/c)",
        "NIP 19650101 199003 1 001",
        "diklat.contoh.example/verifikasi",
        "7K4M-XQ2P-9TRC-WD",
        "CONTOH – bukan dokumen resmi",
    ):
        assert satu in depan
    belakang = " ".join(teks(isi, 2).split())
    assert "2 Revolusi Mental dalam Inovasi Pelayanan 13,5" in belakang
    assert "Jumlah 40" in belakang
    assert "Lampiran Sertifikat Nomor 893.3/0001/BKD/VII/2017" in belakang


def test_upright_a_long_place_stands_on_lines_of_its_own(pencetak: PencetakSertifikat) -> None:
    tempat = "Balai Pelatihan Badan Pengembangan Sumber Daya Manusia Provinsi Contoh, Kota Contoh"
    isi = pencetak.cetak(sertifikat(arah="tegak", tempat=tempat, program=f"Diklat {tempat}"))
    periksa_letak(isi, 1)
    assert "yang diselenggarakan dari tanggal 10 s.d. 14 Juli 2017\n" in teks(isi, 1)


@pytest.mark.parametrize("arah", ARAH)
@pytest.mark.parametrize("kali", [1, 2, 3])
def test_a_long_program_at_a_long_place_leaves_the_signer_alone(
    pencetak: PencetakSertifikat, arah: Arah, kali: int
) -> None:
    tempat = (
        "Balai Besar Pelatihan Kementerian Dalam Negeri Regional Bukittinggi, Jalan Raya Contoh Kilometer 12 "
    )
    program = "Pelatihan Kepemimpinan dan Pelayanan Prima Aparatur Sipil Negara Pemerintah Kota Contoh "
    data = sertifikat(arah=arah, tempat=(tempat * kali)[:250], program=(program * kali)[:200])
    isi = pencetak.cetak(data)
    periksa_letak(isi, 1)
    assert "jam pelajaran (JP)." in " ".join(teks(isi, 1).split())


def test_who_only_took_part_is_not_said_to_have_passed(pencetak: PencetakSertifikat) -> None:
    isi = pencetak.cetak(sertifikat(jenis="mengikuti", kualifikasi=""))
    depan = teks(isi, 1)
    assert "yang telah mengikuti" in depan
    assert "LULUS" not in depan
    assert "kualifikasi" not in depan


def test_a_real_certificate_has_no_mark_and_a_ni_pppk_its_own_label(pencetak: PencetakSertifikat) -> None:
    data = sertifikat(
        contoh=False, label_nip="NI PPPK", nip="199203042022211005", kode_registrasi_lan="00123/LAN"
    )
    depan = teks(pencetak.cetak(data), 1)
    assert "CONTOH –" not in depan
    assert "NI PPPK 19920304 202221 1 005" in depan
    assert "Kode registrasi 00123/LAN" in depan


def test_somebody_without_nip_has_no_nip_line(pencetak: PencetakSertifikat) -> None:
    depan = teks(
        pencetak.cetak(sertifikat(nip=None, penandatangan=replace(sertifikat().penandatangan, nip=None))), 1
    )
    assert "NIP" not in depan


@pytest.mark.parametrize("arah", ARAH)
@pytest.mark.parametrize("nama", NAMA)
def test_no_name_is_cut_or_runs_over_the_frame(pencetak: PencetakSertifikat, nama: str, arah: Arah) -> None:
    isi = pencetak.cetak(sertifikat(nama_lengkap=nama, arah=arah))
    periksa_letak(isi, 1)
    assert nama in " ".join(satu.isi for satu in kata(isi, 1))


@pytest.mark.parametrize("arah", ARAH)
def test_long_titles_units_programs_and_signers_find_room(pencetak: PencetakSertifikat, arah: Arah) -> None:
    data = sertifikat(
        nama_lengkap=NAMA[4],
        jabatan="Kepala Subbagian Perencanaan, Evaluasi, Pelaporan, dan Keuangan pada Sekretariat",
        instansi="Dinas Pengendalian Penduduk, Keluarga Berencana, Pemberdayaan Perempuan, dan Perlindungan Anak",
        tempat_tanggal_lahir="Lahir di Pematangsiantar, 25 Januari 1988",
        pangkat_golongan="Penata Muda Tingkat I (III/b)",
        kode_registrasi_lan="00012345/PELAYANAN-PRIMA/LAN/2017",
        program="Pelatihan Revolusi Mental untuk Pelayanan Publik bagi Aparatur Sipil Negara di Lingkungan Kota Contoh",
        gelombang="Angkatan XXXVIII",
        penandatangan=Penandatangan(
            "Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kota Contoh",
            "Drs. H. Pejabat Contoh Dengan Nama Panjang Sekali, S.H., M.Si., M.AP.",
            "Pembina Utama Muda (IV/c)",
            "196501011990031001",
            "an",
            "Wali Kota Contoh",
        ),
        arah=arah,
    )
    for kertas in ("A4", "F4"):
        isi = pencetak.cetak(replace(data, kertas=kertas))
        periksa_letak(isi, 1)
        periksa_letak(isi, 2)
        with pikepdf.open(io.BytesIO(isi)) as pdf:
            lebar, tinggi = (float(x) for x in pdf.pages[0].mediabox[2:])
            assert (lebar > tinggi) == (arah == "mendatar")
            assert pdf.pages[1].mediabox == pdf.pages[0].mediabox
    assert "a.n. Wali Kota Contoh" in teks(isi, 1)


@pytest.mark.parametrize("arah", ARAH)
@pytest.mark.parametrize(("banyak", "bertanda"), [(1, False), (20, True), (34, True), (40, False)])
def test_the_table_of_the_back_fits_whatever_the_curriculum(
    pencetak: PencetakSertifikat, banyak: int, bertanda: bool, arah: Arah
) -> None:
    modul = tuple(
        Modul(f"Mata pelatihan ke-{n} tentang pelayanan publik", Decimal("1.5")) for n in range(banyak)
    )
    ttd = sertifikat().penandatangan if bertanda else None
    data = sertifikat(modul=modul, penandatangan_belakang=ttd, arah=arah)
    isi = pencetak.cetak(data)
    periksa_letak(isi, 2)
    with pikepdf.open(io.BytesIO(isi)) as pdf:
        assert len(pdf.pages) == 2


def test_names_of_a_group_share_one_size() -> None:
    orang = [sertifikat(nama_lengkap=nama, nomor=str(n)) for n, nama in enumerate(NAMA[:4])]
    pencetak = PencetakSertifikat(orang)
    tinggi = set()
    for satu in orang:
        isi = pencetak.cetak(satu)
        depan = satu.nama_lengkap.split()[0]
        tinggi |= {round(k.bawah - k.atas, 1) for k in kata(isi, 1) if k.isi == depan}
    assert len(tinggi) == 1


def test_a_single_reprint_looks_as_in_the_group_when_the_size_is_frozen() -> None:
    panjang, pendek = sertifikat(nama_lengkap=NAMA[2], nomor="2"), sertifikat(nama_lengkap="Suharto")
    kelompok = PencetakSertifikat([panjang, pendek])
    beku = replace(pendek, ukuran_nama=kelompok.ukuran["mendatar"])
    assert kelompok.cetak(pendek) == PencetakSertifikat([beku]).cetak(beku)


@pytest.mark.parametrize(
    "data",
    [
        sertifikat(),
        sertifikat(jenis="mengikuti", kertas="F4", motif="ulos", lambang=None, nama_lengkap=NAMA[4]),
        sertifikat(
            warna=Warna.instansi("#7a1f2b", "#8a6a1f"), penandatangan_belakang=sertifikat().penandatangan
        ),
        sertifikat(arah="tegak", tempat_tanggal_lahir="Medan, 25 Januari 1988", nama_lengkap=NAMA[2]),
    ],
)
def test_quick_and_plain_way_are_the_same_picture(
    pencetak: PencetakSertifikat, data: DataSertifikat, tmp_path: Path
) -> None:
    cepat = gambar(pencetak.cetak(data), tmp_path, "cepat")
    polos = gambar(pencetak.cetak_polos(data), tmp_path, "polos")
    assert len(cepat) == len(polos) == 2
    for satu, dua in zip(cepat, polos, strict=True):
        assert ImageChops.difference(satu, dua).getbbox() is None


def test_lambang_as_png_with_transparency_is_the_same_picture_too(
    pencetak: PencetakSertifikat, tmp_path: Path
) -> None:
    berkas = io.BytesIO()
    Image.new("RGBA", (60, 72), (14, 90, 67, 120)).save(berkas, "PNG")
    data = sertifikat(lambang=berkas.getvalue())
    cepat = gambar(pencetak.cetak(data), tmp_path, "cepat")[0]
    polos = gambar(pencetak.cetak_polos(data), tmp_path, "polos")[0]
    assert ImageChops.difference(cepat, polos).getbbox() is None
    tanpa = gambar(pencetak.cetak(replace(data, lambang=None)), tmp_path, "tanpa")[0]
    assert ImageChops.difference(cepat, tanpa).getbbox() is not None


def test_same_data_same_bytes_and_other_people_other_files(pencetak: PencetakSertifikat) -> None:
    satu = pencetak.cetak(sertifikat())
    assert satu == pencetak.cetak(sertifikat())
    assert satu == PencetakSertifikat([sertifikat()]).cetak(sertifikat())
    assert satu != pencetak.cetak(sertifikat(nomor="893.3/0002/BKD/VII/2017"))


def test_the_file_is_small_its_fonts_embedded_and_its_metadata_tell_what_it_is(
    pencetak: PencetakSertifikat, tmp_path: Path
) -> None:
    isi = pencetak.cetak(sertifikat())
    assert len(isi) < 150_000
    (tmp_path / "s.pdf").write_bytes(isi)
    daftar = subprocess.run(
        ["pdffonts", tmp_path / "s.pdf"], capture_output=True, check=True, text=True
    ).stdout
    baris = daftar.splitlines()[2:]
    assert baris
    assert all("yes yes yes" in satu and "+Kertas-" in satu for satu in baris)
    with pikepdf.open(io.BytesIO(isi)) as pdf:
        assert str(pdf.docinfo.Title) == "Sertifikat 893.3/0001/BKD/VII/2017 – Rina Handayani Siregar, S.Sos."
        assert str(pdf.docinfo.Author) == "Badan Kepegawaian Daerah, Pemerintah Kota Contoh"
        assert str(pdf.docinfo.CreationDate) == "D:20170714"
        assert str(pdf.Root.Lang) == "id"


def test_pdf_a_says_so_and_carries_its_colour_profile() -> None:
    isi = PencetakSertifikat([sertifikat()], pdf_a=True).cetak(sertifikat())
    with pikepdf.open(io.BytesIO(isi)) as pdf, pdf.open_metadata() as meta:
        assert meta.pdfa_status == "3B"
        assert "/OutputIntents" in pdf.Root
    assert len(isi) < 160_000


def test_a_phone_reads_the_address_from_the_printed_qr(pencetak: PencetakSertifikat, tmp_path: Path) -> None:
    data = sertifikat()
    depan = gambar(pencetak.cetak(data), tmp_path, "s", 150)[0]
    (kode,) = zxingcpp.read_barcodes(depan.convert("L"))
    assert kode.text == data.alamat_verifikasi


@pytest.mark.parametrize(
    "nama", ['<a href="https://jahat.example">klik</a>', '=HYPERLINK("x")', "{{ d.nip }} {% now 'Y' %}"]
)
def test_markup_and_formulas_in_a_name_are_only_letters(pencetak: PencetakSertifikat, nama: str) -> None:
    isi = pencetak.cetak(sertifikat(nama_lengkap=nama))
    assert nama in " ".join(satu.isi for satu in kata(isi, 1))
    with pikepdf.open(io.BytesIO(isi)) as pdf:
        assert all("/Annots" not in halaman for halaman in pdf.pages)


def test_a_lambang_that_asks_for_something_outside_is_refused(pencetak: PencetakSertifikat) -> None:
    jahat = LAMBANG.replace(b"<path", b'<image href="http://127.0.0.1:9/x.png" width="9" height="9"/><path')
    with pytest.raises(AlamatDitolak, match=r"127\.0\.0\.1"):
        pencetak.cetak(sertifikat(lambang=jahat))


def test_what_is_shared_holds_nothing_of_the_person() -> None:
    data = sertifikat(tempat_tanggal_lahir="Medan, 25 Januari 1988", kode_registrasi_lan="LAN-7")
    bersama = repr(tanpa_orang(data))
    for satu in (data.nama_lengkap, data.nip, data.nomor, data.kode, data.jabatan, "Januari", "LAN-7"):
        assert satu is not None
        assert satu not in bersama


def test_frozen_data_survive_json_and_print_the_same(pencetak: PencetakSertifikat) -> None:
    data = sertifikat(ukuran_nama=Decimal("30.5"), penandatangan_belakang=sertifikat().penandatangan)
    isi = json.loads(json.dumps(data.ke_json()))
    assert "lambang" not in isi
    kembali = DataSertifikat.dari_json(isi, lambang=LAMBANG)
    assert kembali == data
    assert kembali.modul == MODUL
    assert pencetak.cetak(kembali) == pencetak.cetak(data)
    assert DataSertifikat.dari_json(data.ke_json(sertakan_lambang=True)) == data


def test_papers_frozen_before_there_was_a_choice_lie_across() -> None:
    isi = sertifikat().ke_json(sertakan_lambang=True)
    del isi["arah"]
    assert DataSertifikat.dari_json(isi).arah == "mendatar"


def test_another_lambang_than_the_frozen_one_is_noticed() -> None:
    isi = sertifikat().ke_json()
    with pytest.raises(ValueError, match="Lambang"):
        DataSertifikat.dari_json(isi, lambang=LAMBANG + b"<!-- baru -->")
    with pytest.raises(ValueError, match="Lambang"):
        DataSertifikat.dari_json(isi)
