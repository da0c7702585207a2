"""The proposal by flow: exact, without a clash, in the order of the kurikulum, evenly over the days."""

from __future__ import annotations

import datetime
from collections import Counter
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from diklat.lib.susun_jadwal import Kebutuhan, Potongan, Ruas, TidakMuat, susun, susun_menit

JP = datetime.timedelta(minutes=45)
ORANG = range(4)
HARI = range(3)


def pukul(hari: int, petak: int) -> datetime.datetime:
    return datetime.datetime(2026, 11, 23 + hari, 8) + petak * JP


def ruas(hari: int, dari: int, sampai: int) -> Ruas:
    return Ruas(pukul(hari, dari), pukul(hari, sampai))


@st.composite
def perkara(draw: st.DrawFn) -> tuple[list[Kebutuhan], list[Ruas], dict[int, list[Ruas]]]:
    """One to four modules of one to three slots, one to three short days, people who are away now and then."""
    kebutuhan = [
        Kebutuhan(n, draw(st.integers(1, 3)), draw(st.frozensets(st.sampled_from(ORANG), max_size=2)))
        for n in range(draw(st.integers(1, 4)))
    ]
    hari = [ruas(h, 0, draw(st.integers(1, 3))) for h in range(draw(st.integers(1, len(HARI))))]
    pergi = {
        satu: [ruas(h, p, p + 1) for h in HARI for p in range(3) if draw(st.booleans())] for satu in ORANG
    }
    return kebutuhan, hari, pergi


def bertemu(a: Ruas | Potongan, b: Ruas | Potongan) -> bool:
    return a.mulai < b.selesai and b.mulai < a.selesai


def ada_jadwal(
    kebutuhan: list[Kebutuhan], hari: list[Ruas], sibuk: dict[int, list[Ruas]], lama: datetime.timedelta = JP
) -> bool:
    """Every way of filling the slots, tried one after another."""
    petak = [
        Ruas(r.mulai + n * lama, r.mulai + (n + 1) * lama)
        for r in hari
        for n in range((r.selesai - r.mulai) // lama)
    ]

    def boleh(k: Kebutuhan, satu: Ruas) -> bool:
        return not any(bertemu(w, satu) for orang in k.narasumber for w in sibuk[orang])

    @cache
    def isi(letak: int, sisa: tuple[int, ...]) -> bool:
        if not any(sisa):
            return True
        if letak == len(petak):
            return False
        if isi(letak + 1, sisa):
            return True
        return any(
            n and boleh(kebutuhan[j], petak[letak]) and isi(letak + 1, (*sisa[:j], n - 1, *sisa[j + 1 :]))
            for j, n in enumerate(sisa)
        )

    return isi(0, tuple(k.satuan for k in kebutuhan))


@settings(max_examples=400, deadline=None)
@given(perkara())
def test_a_timetable_is_found_exactly_when_there_is_one_and_nobody_is_in_two_places(isi):
    kebutuhan, hari, sibuk = isi
    try:
        hasil = susun(kebutuhan, hari, JP, sibuk)
    except TidakMuat as galat:
        assert galat.perlu > galat.ada
        assert galat.kunci <= {k.kunci for k in kebutuhan}
        assert not ada_jadwal(*isi)
        return
    assert Counter({k.kunci: k.satuan for k in kebutuhan}) == sum(
        (Counter({p.kunci: (p.selesai - p.mulai) // JP}) for p in hasil), Counter()
    )
    orang = {k.kunci: k.narasumber for k in kebutuhan}
    for satu in hasil:
        assert any(r.mulai <= satu.mulai and satu.selesai <= r.selesai for r in hari)
        assert not any(bertemu(w, satu) for o in orang[satu.kunci] for w in sibuk[o])
    assert all(a.selesai <= b.mulai for a, b in pairwise(hasil))


def test_modules_keep_their_order_and_days_are_loaded_evenly():
    hari = [ruas(h, 0, 6) for h in range(2)]
    hasil = susun([Kebutuhan(n, 2) for n in (7, 3, 5)], hari, JP, {})
    assert [p.kunci for p in hasil] == [7, 3, 3, 5]  # 3 JP a day: the second module goes on in the morning
    assert Counter(p.mulai.day for p in hasil) == {23: 2, 24: 2}
    assert sum((p.selesai - p.mulai for p in hasil if p.mulai.day == 23), JP * 0) == 3 * JP


def test_who_is_away_in_the_morning_teaches_in_the_afternoon():
    hasil = susun(
        [Kebutuhan(1, 2, frozenset({9})), Kebutuhan(2, 2)], [ruas(0, 0, 4)], JP, {9: [ruas(0, 0, 2)]}
    )
    assert [p.kunci for p in hasil] == [2, 1]


def test_the_modules_that_lack_time_are_named():
    kebutuhan = [Kebutuhan(1, 2, frozenset({9})), Kebutuhan(2, 1)]
    with pytest.raises(TidakMuat) as galat:
        susun(kebutuhan, [ruas(0, 0, 4)], JP, {9: [ruas(0, 0, 3)]})
    assert (galat.value.kunci, galat.value.perlu, galat.value.ada) == ({1}, 2, 1)


# ---- to the minute ------------------------------------------------------------------------------------
SEPEREMPAT = datetime.timedelta(minutes=15)


@st.composite
def perkara_menit(draw: st.DrawFn) -> tuple[list[Kebutuhan], list[Ruas], dict[int, list[Ruas]]]:
    """Modules of 15 to 90 minutes, short days, people who are away from one quarter to another."""
    kebutuhan = [
        Kebutuhan(n, 15 * draw(st.integers(1, 6)), draw(st.frozensets(st.sampled_from(ORANG), max_size=2)))
        for n in range(draw(st.integers(1, 3)))
    ]
    awal = [pukul(h, 0) for h in range(draw(st.integers(1, 2)))]
    hari = [Ruas(a, a + draw(st.integers(2, 7)) * SEPEREMPAT) for a in awal]
    pergi = {
        satu: [Ruas(a + n * SEPEREMPAT, a + (n + draw(st.integers(1, 3))) * SEPEREMPAT)]
        for satu in ORANG
        for a in awal
        if (n := draw(st.integers(0, 9))) < 7
    }
    return kebutuhan, hari, {satu: pergi.get(satu, []) for satu in ORANG}


@settings(max_examples=300, deadline=None)
@example(  # back after a quarter of an hour: the three that are left are one JP
    (
        [Kebutuhan(0, 45, frozenset({0}))],
        [Ruas(pukul(0, 0), pukul(0, 0) + 4 * SEPEREMPAT)],
        {0: [Ruas(pukul(0, 0), pukul(0, 0) + SEPEREMPAT)]},
    )
)
@given(perkara_menit())
def test_to_the_minute_a_timetable_is_found_exactly_when_there_is_one(isi):
    kebutuhan, hari, sibuk = isi
    seperempat = [Kebutuhan(k.kunci, k.satuan // 15, k.narasumber) for k in kebutuhan]
    ada = ada_jadwal(seperempat, hari, sibuk, SEPEREMPAT)
    try:
        hasil = susun_menit(kebutuhan, hari, 45, sibuk)
    except TidakMuat as galat:
        assert galat.perlu > galat.ada
        assert not ada
        return
    assert ada
    lama = Counter()
    orang = {k.kunci: k.narasumber for k in kebutuhan}
    for satu in hasil:
        lama[satu.kunci] += (satu.selesai - satu.mulai) // datetime.timedelta(minutes=1)
        assert any(r.mulai <= satu.mulai and satu.selesai <= r.selesai for r in hari)
        assert not any(bertemu(w, satu) for o in orang[satu.kunci] for w in sibuk[o])
    assert lama == {k.kunci: k.satuan for k in kebutuhan}
    assert all(a.selesai <= b.mulai for a, b in pairwise(hasil))


def test_every_boundary_is_a_whole_minute_and_a_module_gets_what_it_needs():
    hasil = susun_menit([Kebutuhan(1, 608), Kebutuhan(2, 383)], [ruas(h, 0, 12) for h in range(3)], 45, {})
    lama = Counter()
    for satu in hasil:
        assert satu.mulai.second == satu.selesai.second == 0
        lama[satu.kunci] += (satu.selesai - satu.mulai) // datetime.timedelta(minutes=1)
    assert lama == {1: 608, 2: 383}
