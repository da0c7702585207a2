"""Plain statements: the row they read or write is the row Django would have read or written."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from kantor.langsung import baca, sisip
from kantor.models import KunciApi, Pegawai
from tests.kantor import bantu

pytestmark = pytest.mark.django_db


def isi(baris: models.Model) -> dict[str, Any]:
    return {f.attname: getattr(baris, f.attname) for f in baris._meta.concrete_fields}


@pytest.fixture
def kunci() -> KunciApi:
    milik = bantu.instansi()
    pemilik = bantu.pengguna("staf")
    return KunciApi.objects.create(
        instansi=milik, pemilik=pemilik, nama="SIMPEG", sidik="s" * 64, awalan="pd_", hak=["lihat"]
    )


def test_a_row_read_plainly_is_the_row_django_reads(kunci: KunciApi) -> None:
    sql = "SELECT 7 AS _tujuh, k.* FROM kantor_kunciapi k WHERE nama = %s"
    [terbaca] = baca(KunciApi, sql, ["SIMPEG"])
    assert isi(terbaca) == isi(KunciApi.objects.get(pk=kunci.pk))
    assert terbaca.hak == ["lihat"]
    assert terbaca._tujuh == 7
    assert not terbaca._state.adding
    assert baca(KunciApi, sql, ["lain"]) == []


def test_a_row_written_plainly_has_its_defaults_its_key_and_its_history() -> None:
    pegawai = Pegawai(nip="197901312010012005", nama="Rina Siregar")
    assert sisip(pegawai)
    assert isi(pegawai) == isi(Pegawai.objects.get(nip="197901312010012005"))
    pegawai.nama = "Rina Nasution"
    pegawai.save()  # an UPDATE of the same row
    assert [r.pgh_label for r in pegawai.events.order_by("pgh_id")] == ["insert", "update"]


def test_a_second_row_of_one_key_is_refused_or_left_out_as_asked() -> None:
    assert sisip(Pegawai(nip="197901312010012005", nama="Rina Siregar"))
    kembar = Pegawai(nip="197901312010012005", nama="Orang Lain")
    assert not sisip(kembar, lewati_kembar=True)
    assert kembar.pk is None
    with pytest.raises(IntegrityError), transaction.atomic():
        sisip(kembar)
    assert [p.nama for p in Pegawai.objects.all()] == ["Rina Siregar"]
