"""Many papers in one download."""

import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import ImageChops

from dokumen.cetak.sertifikat import PencetakSertifikat
from kantor.cetak.gabung import nama_berkas, satu_pdf, zip_mengalir
from tests.dokumen.cetak.bahan import gambar, sertifikat, teks


@pytest.fixture(scope="module")
def berkas() -> list[bytes]:
    pencetak = PencetakSertifikat([sertifikat()])
    return [
        pencetak.cetak(sertifikat(nomor=f"893.3/{n:04}/BKD/VII/2017", nama_lengkap=f"Peserta {n}"))
        for n in range(6)
    ]


def test_a_file_is_named_by_its_number() -> None:
    assert nama_berkas("893.3/0001/BKD/VII/2017") == "Sertifikat_893.3-0001-BKD-VII-2017.pdf"
    assert nama_berkas("../../etc/passwd") == "Sertifikat_etc-passwd.pdf"
    assert nama_berkas("") == "Sertifikat_tanpa-nomor.pdf"


def test_the_zip_holds_every_file_whole_and_is_the_same_each_time() -> None:
    isi = [(nama_berkas(str(n)), bytes([n]) * 5000) for n in range(40)]
    satu = b"".join(zip_mengalir(isi))
    assert satu == b"".join(zip_mengalir(iter(isi)))
    with zipfile.ZipFile(io.BytesIO(satu)) as arsip:
        assert arsip.testzip() is None
        assert {info.compress_type for info in arsip.infolist()} == {zipfile.ZIP_STORED}
        assert [(nama, arsip.read(nama)) for nama in arsip.namelist()] == isi


def test_two_files_never_share_a_name() -> None:
    with pytest.raises(ValueError, match="kembar"):
        list(zip_mengalir([("a.pdf", b"1"), ("a.pdf", b"2")]))


def test_an_empty_zip_opens() -> None:
    assert zipfile.ZipFile(io.BytesIO(b"".join(zip_mengalir([])))).namelist() == []


def test_memory_stays_flat_while_a_zip_of_hundreds_streams() -> None:
    def banyak() -> Iterator[tuple[str, bytes]]:
        for n in range(300):
            yield f"{n}.pdf", bytes(100_000)

    tracemalloc.start()
    panjang = sum(len(potong) for potong in zip_mengalir(banyak()))
    puncak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert panjang > 30_000_000
    assert puncak < 2_000_000


def test_one_pdf_for_the_printer_keeps_order_and_text_and_shares_the_ornament(berkas: list[bytes]) -> None:
    tujuan = io.BytesIO()
    assert satu_pdf(iter(berkas), tujuan, judul="Sertifikat Gelombang I") == 12
    isi = tujuan.getvalue()
    assert len(isi) < sum(map(len, berkas)) * 0.5
    for n in range(6):
        assert f"Peserta {n}" in teks(isi, 2 * n + 1)
    with pikepdf.open(io.BytesIO(isi)) as pdf:
        assert str(pdf.docinfo.Title) == "Sertifikat Gelombang I"


def test_a_page_of_the_joined_pdf_looks_as_it_did_alone(berkas: list[bytes], tmp_path: Path) -> None:
    tujuan = io.BytesIO()
    satu_pdf(berkas[:2], tujuan, judul="x")
    sendiri = gambar(berkas[1], tmp_path, "sendiri", 60)
    gabung = gambar(tujuan.getvalue(), tmp_path, "gabung", 60)[2:]
    for satu, dua in zip(sendiri, gabung, strict=True):
        assert ImageChops.difference(satu, dua).getbbox() is None


def test_different_ornaments_are_not_mixed_up(tmp_path: Path) -> None:
    data = sertifikat()
    pencetak = PencetakSertifikat([data])
    dua = [pencetak.cetak(data), pencetak.cetak(replace(data, motif="ulos", lembaga="Badan Lain"))]
    tujuan = io.BytesIO()
    satu_pdf(dua, tujuan, judul="x")
    assert "Badan Kepegawaian Daerah" in teks(tujuan.getvalue(), 1)
    assert "Badan Lain" in teks(tujuan.getvalue(), 3)


def test_no_two_different_subsets_share_a_name(berkas: list[bytes]) -> None:
    tujuan = io.BytesIO()
    satu_pdf(berkas, tujuan, judul="x")
    with pikepdf.open(tujuan) as pdf:
        isi: dict[str, set[bytes]] = {}
        for objek in pdf.objects:
            if isinstance(objek, pikepdf.Dictionary) and "/FontFile2" in objek:
                isi.setdefault(str(objek.FontName), set()).add(objek.FontFile2.read_bytes())
    assert isi
    assert all(len(satu) == 1 for satu in isi.values())
