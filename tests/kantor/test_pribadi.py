"""Personal columns are readable through the service only, and not at all once forgotten."""

from __future__ import annotations

import pytest
from django.db import connection

from kantor.lib.enkripsi import EnkripsiSalah
from kantor.models import Pegawai, PegawaiPribadi
from kantor.services.pribadi import baca_pribadi, baca_semua, lupakan, sidik_email, simpan_pribadi
from tests.kantor import bantu

pytestmark = pytest.mark.django_db
RAHASIA = {"nik": "1271010101900001", "ponsel": "081234567890", "email": "rina@contoh.example"}


@pytest.fixture
def rina() -> Pegawai:
    return bantu.pegawai(1, nama="Rina")


def simpan(rina: Pegawai, **nilai: str) -> PegawaiPribadi:
    baris = PegawaiPribadi.objects.filter(pegawai=rina).first() or PegawaiPribadi(pegawai=rina)
    simpan_pribadi(baris=baris, **nilai)
    return PegawaiPribadi.objects.get(pegawai=rina)


def isi_tabel() -> str:
    """Everything the row and its history hold, as PostgreSQL would show it to a curious person."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT convert_from(coalesce(nik,'') || coalesce(ponsel,'') || coalesce(email,''), 'UTF8') "
            "FROM kantor_pegawaipribadi UNION ALL "
            "SELECT convert_from(coalesce(nik,'') || coalesce(ponsel,'') || coalesce(email,''), 'UTF8') "
            "FROM kantor_pegawaipribadievent"
        )
        return " ".join(str(b[0]) for b in kursor.fetchall())


def test_what_was_stored_is_read_again(rina: Pegawai) -> None:
    baris = simpan(rina, **RAHASIA)
    assert baca_semua(baris) == RAHASIA
    assert baca_pribadi(baris, "alamat") == ""


def test_table_and_history_hold_no_plain_text(rina: Pegawai) -> None:
    simpan(rina, **RAHASIA)
    simpan(rina, ponsel="081111111111")
    isi = isi_tabel()
    assert isi.count("e1.") >= 6
    assert not any(nilai in isi for nilai in [*RAHASIA.values(), "081111111111"])
    assert not hasattr(PegawaiPribadi.pgh_event_model, "kunci")


def test_columns_not_named_stay_and_an_empty_one_is_cleared(rina: Pegawai) -> None:
    simpan(rina, **RAHASIA)
    baris = simpan(rina, ponsel="")
    assert (baca_pribadi(baris, "ponsel"), baca_pribadi(baris, "nik")) == ("", RAHASIA["nik"])
    assert baris.ponsel is None


def test_storing_the_same_again_leaves_no_trace_in_the_history(rina: Pegawai) -> None:
    simpan(rina, **RAHASIA)
    sebelum = PegawaiPribadi.pgh_event_model.objects.count()
    simpan(rina, **RAHASIA)
    assert PegawaiPribadi.pgh_event_model.objects.count() == sebelum


def test_after_forgetting_nothing_can_be_read_not_even_from_the_history(rina: Pegawai) -> None:
    simpan(rina, **RAHASIA)
    lupakan(oleh=None, baris=PegawaiPribadi.objects.get(pegawai=rina))
    baris = PegawaiPribadi.objects.get(pegawai=rina)
    assert baca_semua(baris) == {}
    assert (baris.kunci, baris.sidik_email) == (None, None)
    baru = simpan(rina, ponsel="089999999999")
    lama = PegawaiPribadi.pgh_event_model.objects.filter(email__isnull=False).first()
    assert lama is not None
    baru.email = lama.email
    with pytest.raises(EnkripsiSalah):
        baca_pribadi(baru, "email")


def test_a_ciphertext_moved_to_another_person_does_not_open(rina: Pegawai) -> None:
    baris = simpan(rina, **RAHASIA)
    lain = PegawaiPribadi(pegawai=bantu.pegawai(2), kunci=baris.kunci, email=baris.email)
    with pytest.raises(EnkripsiSalah):
        baca_pribadi(lain, "email")


def test_an_address_is_found_by_its_fingerprint_however_it_is_typed(rina: Pegawai) -> None:
    simpan(rina, **RAHASIA)
    assert PegawaiPribadi.objects.filter(sidik_email=sidik_email(" RINA@contoh.example ")).exists()
    assert not PegawaiPribadi.objects.filter(sidik_email=sidik_email("rini@contoh.example")).exists()


def test_an_unknown_column_is_a_mistake_of_the_program(rina: Pegawai) -> None:
    with pytest.raises(TypeError):
        simpan(rina, gaji="1")
