"""Personal columns: a key per person, bound to its column, gone when the key is gone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kantor.lib import enkripsi as e
from kantor.lib.enkripsi import EnkripsiSalah

INDUK = e.kunci_induk("rahasia yang cukup panjang untuk uji")
LAMA = e.kunci_induk("rahasia lama yang cukup panjang juga")
KUNCI = e.kunci_baru()
NIK = e.konteks("nik", 42)


def test_a_value_comes_back_only_with_the_persons_key():
    sandi = e.enkripsi(KUNCI, "1271012609860001", NIK)
    assert "1271" not in sandi
    assert e.tersandi(sandi)
    assert not e.tersandi("1271012609860001")
    assert e.dekripsi(KUNCI, sandi, NIK) == "1271012609860001"
    with pytest.raises(EnkripsiSalah):
        e.dekripsi(e.kunci_baru(), sandi, NIK)


def test_equal_values_look_different():
    assert e.enkripsi(KUNCI, "x", NIK) != e.enkripsi(KUNCI, "x", NIK)


@pytest.mark.parametrize("lain", [e.konteks("nik", 43), e.konteks("telepon", 42), ""])
def test_a_ciphertext_moved_to_another_person_or_column_does_not_open(lain):
    with pytest.raises(EnkripsiSalah):
        e.dekripsi(KUNCI, e.enkripsi(KUNCI, "x", NIK), lain)


def test_a_data_key_is_wrapped_and_unwrapped():
    terbungkus = e.bungkus(INDUK, KUNCI, "pegawai:42")
    assert e.buka_bungkus(INDUK, terbungkus, "pegawai:42") == KUNCI
    with pytest.raises(EnkripsiSalah):
        e.buka_bungkus(INDUK, terbungkus, "pegawai:43")
    with pytest.raises(EnkripsiSalah, match="not at hand"):
        e.buka_bungkus(LAMA, terbungkus, "pegawai:42")


def test_the_master_key_can_be_changed_step_by_step():
    lama = e.bungkus(LAMA, KUNCI)
    kunci = e.buka_bungkus([INDUK, LAMA], lama)
    baru = e.bungkus(INDUK, kunci)
    assert e.buka_bungkus(INDUK, baru) == KUNCI


@pytest.mark.parametrize(
    "rusak", ["", "e1", "e1.", "e1.!!!", "e2.AAAA", "1271012609860001", "k1.x.y", "e1.AAAA", "e1.é"]
)
def test_what_is_no_ciphertext_is_refused(rusak):
    with pytest.raises(EnkripsiSalah):
        e.dekripsi(KUNCI, rusak, NIK)


@pytest.mark.parametrize("rusak", ["", "k1", "k1.a", "k2.a.b", "k1.é.b", "a.b.c.d"])
def test_what_is_no_wrapped_key_is_refused(rusak):
    with pytest.raises(EnkripsiSalah):
        e.buka_bungkus(INDUK, rusak)


def test_weak_keys_are_programming_errors():
    with pytest.raises(ValueError, match="32"):
        e.enkripsi(b"pendek", "x", NIK)
    with pytest.raises(ValueError, match="32"):
        e.bungkus(b"pendek", KUNCI)
    with pytest.raises(ValueError, match="short"):
        e.kunci_induk("pendek")


def test_a_fingerprint_finds_equal_values_of_one_column_only():
    kunci = e.kunci_sidik(INDUK)
    assert kunci != INDUK
    assert e.sidik(kunci, "rina@contoh.example", "surel") == e.sidik(kunci, "rina@contoh.example", "surel")
    assert e.sidik(kunci, "rina@contoh.example", "surel") != e.sidik(kunci, "rina@contoh.example", "telepon")
    assert e.sidik(kunci, "a", "surel") != e.sidik(e.kunci_sidik(LAMA), "a", "surel")


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_comes_back(teks, konteks):
    sandi = e.enkripsi(KUNCI, teks, konteks)
    assert sandi.isascii()
    assert e.dekripsi(KUNCI, sandi, konteks) == teks


@settings(deadline=None)
@given(st.data())
def test_every_altered_bit_is_noticed(data):
    sandi = e.enkripsi(KUNCI, "1271012609860001", NIK)
    i = data.draw(st.integers(0, len(sandi) - 2))
    huruf = data.draw(st.sampled_from("ABCabc012-_"))
    if huruf != sandi[i]:
        with pytest.raises(EnkripsiSalah):
            e.dekripsi(KUNCI, sandi[:i] + huruf + sandi[i + 1 :], NIK)
