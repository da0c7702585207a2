"""Pure parts of a plan: the difference of two texts, steps as JSON, capacities in titles."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.lib.banding import beda_kata
from penilaian.lib.jabatan import pisah_kapasitas
from penilaian.lib.naskah import Naskah, Tahap, kurang, tahap_dari_isi, tahap_ke_isi

KATA = st.lists(st.sampled_from(["warga", "antre", "lama", " ", "\n", "40", "menit."]), max_size=30).map(
    "".join
)


@given(KATA, KATA)
def test_a_difference_reads_as_both_texts(lama: str, baru: str):
    beda = beda_kata(lama, baru)
    assert "".join(x.teks for x in beda if x.jenis != "tambah") == lama
    assert "".join(x.teks for x in beda if x.jenis != "hapus") == baru


def test_only_the_words_that_changed_are_marked():
    beda = beda_kata("Warga antre 40 menit.", "Warga antre 15 menit.")
    assert [(x.jenis, x.teks) for x in beda] == [
        ("sama", "Warga antre "), ("hapus", "40"), ("tambah", "15"), ("sama", " menit."),
    ]  # fmt: skip


def test_steps_survive_the_way_into_a_version_without_the_empty_ones():
    penuh = Tahap("pendek", "Menata", "200 berkas", datetime.date(2017, 8, 22), None)
    assert tahap_dari_isi(tahap_ke_isi((penuh, Tahap("panjang")))) == (penuh,)


def test_an_empty_plan_lacks_everything():
    bagian = {kunci for kunci, _ in kurang(Naskah())}
    assert bagian == {
        "judul", "klaster", "unit", "masalah", "data_awal", "gagasan", "manfaat", "sumber_daya", "risiko", "tahap",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("jabatan", "hasil"),
    [
        ("Camat Medan Kota", ("definitif", "Camat Medan Kota")),
        ("Plt. Camat Medan Kota", ("plt", "Camat Medan Kota")),
        (" PLH  Lurah Pusat Pasar", ("plh", "Lurah Pusat Pasar")),
        ("Pelatih", ("definitif", "Pelatih")),
    ],
)
def test_the_capacity_stands_before_the_title(jabatan: str, hasil: tuple[str, str]):
    assert pisah_kapasitas(jabatan) == hasil
