"""Calls for letters: one at once, and in a rush one a second that speaks for all."""

import pytest
from django.core import mail

from kantor.models import Surel
from kantor.services import surel as layanan
from kantor.services.surel import _Bel, antar_semua
from tests.kantor.test_surel import tulis


@pytest.fixture
def panggilan(monkeypatch):
    tercatat = []
    monkeypatch.setattr(layanan, "_panggil", lambda tugas, **cara: tercatat.append((tugas, cara)))
    return tercatat


def test_in_a_rush_one_round_speaks_for_every_letter_after_the_first(panggilan):
    bel = _Bel()
    for surel_id in range(1, 50):
        bel.bunyikan(surel_id)
    assert panggilan == [
        (layanan.TUGAS, {"args": [1]}),
        (layanan.TUGAS_KELILING, {"countdown": bel.jeda}),
    ]
    bel.terakhir -= 2 * bel.jeda
    bel.bunyikan(99)
    assert panggilan[-1] == (layanan.TUGAS, {"args": [99]})


@pytest.mark.django_db
def test_a_round_sends_what_is_due_oldest_first(panggilan):
    surat = [tulis(kepada=f"orang{n}@contoh.example") for n in range(3)]
    nanti = tulis(kepada="nanti@contoh.example")
    Surel.objects.filter(pk=nanti.pk).update(kirim_setelah="2999-01-01T00:00Z")
    assert antar_semua() == 3
    assert [m.to[0] for m in mail.outbox] == [s.kepada for s in surat]
    assert panggilan == []


@pytest.mark.django_db
def test_a_long_round_goes_on_behind_other_work(panggilan, monkeypatch):
    monkeypatch.setattr(layanan, "SEKALI_KELILING", -1)
    tulis()
    assert antar_semua() == 0
    assert panggilan == [(layanan.TUGAS_KELILING, {})]
