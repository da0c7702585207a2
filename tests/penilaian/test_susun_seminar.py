"""The order of a seminar: every talk once, nobody in two rooms, klaster together, rooms even."""

from __future__ import annotations

import datetime
from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from penilaian.lib.susun_seminar import Istirahat, Paparan, RuangPaparan, Tempat, bagi, jadwalkan, susun

PAGI = datetime.datetime(2017, 8, 21, 8)
LAMA = datetime.timedelta(minutes=15)
ISHOMA = Istirahat(PAGI.replace(hour=9), PAGI.replace(hour=9, minute=40))


@st.composite
def perkara(draw: st.DrawFn) -> tuple[list[Paparan], list[RuangPaparan]]:
    """Up to four rooms that begin at different times, teams that may share people, mentors of several talks."""
    banyak = draw(st.integers(1, 4))
    orang = st.frozensets(st.integers(1, 6), max_size=3)
    ruang = [
        RuangPaparan(n, PAGI + datetime.timedelta(minutes=draw(st.integers(0, 30))), draw(orang))
        for n in range(banyak)
    ]
    hindari = st.frozensets(st.integers(0, banyak - 1), max_size=banyak)
    paparan = [
        Paparan(n, draw(st.integers(1, 4)), draw(orang), draw(hindari))
        for n in range(draw(st.integers(0, 14)))
    ]
    return paparan, ruang


def dua_tempat(tempat: list[Tempat], paparan: list[Paparan], ruang: list[RuangPaparan]) -> list[object]:
    """Who would have to be in two rooms at one moment, found by comparing every pair."""
    orang = {p.kunci: p.orang for p in paparan}
    tim = {r.kunci: r.orang for r in ruang}
    return [
        sama
        for n, a in enumerate(tempat)
        for b in tempat[n + 1 :]
        if a.mulai < b.selesai and b.mulai < a.selesai
        if a.ruang == b.ruang or (orang[a.kunci] | tim[a.ruang]) & (orang[b.kunci] | tim[b.ruang])
        for sama in [(a, b)]
    ]


@given(perkara(), st.sampled_from([None, ISHOMA]))
def test_every_talk_has_one_place_and_nobody_is_in_two(perkara, istirahat):
    paparan, ruang = perkara
    hasil = susun(paparan, ruang, LAMA, istirahat)
    assert sorted(t.kunci for t in hasil) == [p.kunci for p in paparan]
    assert dua_tempat(hasil, paparan, ruang) == []
    mulai = {r.kunci: r.mulai for r in ruang}
    for t in hasil:
        assert t.mulai >= mulai[t.ruang]
        assert t.selesai - t.mulai == LAMA
        assert not istirahat or t.selesai <= istirahat.mulai or t.mulai >= istirahat.selesai


@given(perkara())
def test_an_order_by_hand_stays_and_only_waits(perkara):
    paparan, ruang = perkara
    antrean = {r.kunci: [p for p in paparan if p.kunci % len(ruang) == r.kunci] for r in ruang}
    hasil = jadwalkan(antrean, ruang, LAMA, tetap=True)
    for r in ruang:
        assert [t.kunci for t in hasil if t.ruang == r.kunci] == [p.kunci for p in antrean[r.kunci]]
    assert dua_tempat(hasil, paparan, ruang) == []


@given(perkara())
def test_a_talk_stays_out_of_a_room_it_avoids_when_there_is_another(perkara):
    paparan, ruang = perkara
    for kunci, isi in bagi(paparan, ruang).items():
        assert [p for p in isi if kunci in p.hindari and len(p.hindari) < len(ruang)] == []


@given(st.lists(st.integers(1, 7), max_size=40), st.integers(1, 4))
def test_rooms_are_even_and_a_klaster_is_split_only_to_fill_one(klaster, banyak):
    ruang = [RuangPaparan(n, PAGI) for n in range(banyak)]
    antrean = bagi([Paparan(n, k) for n, k in enumerate(klaster)], ruang)
    isi = [len(satu) for satu in antrean.values()]
    assert max(isi) - min(isi) <= 1
    pecah = Counter(k for satu in antrean.values() for k in {p.klaster for p in satu})
    assert sum(n - 1 for n in pecah.values()) <= banyak - 1


def test_thirty_seven_plans_of_seven_klaster_in_three_rooms_follow_each_other():
    ruang = [RuangPaparan(n, PAGI, frozenset({f"penguji{n}{m}" for m in range(3)})) for n in range(3)]
    paparan = [Paparan(n, n % 7, frozenset({f"mentor{n % 21}"})) for n in range(37)]
    hasil = susun(paparan, ruang, LAMA)
    assert Counter(t.ruang for t in hasil) == {0: 13, 1: 12, 2: 12}
    assert max(t.selesai for t in hasil) == PAGI + 13 * LAMA  # nobody had to wait
    for r in ruang:
        urut = [p.klaster for t in hasil if t.ruang == r.kunci for p in paparan if p.kunci == t.kunci]
        assert sum(a != b for a, b in pairwise(urut)) <= 5
