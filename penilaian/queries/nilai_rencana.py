"""What a plan is worth once its seminar is over, for the component that takes it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from diklat.models import Gelombang
from penilaian.models import Giliran, Seminar, StatusLembar
from penilaian.queries.dasbor import BarisHasil, hasil_giliran


@dataclass(frozen=True)
class NilaiRencana:
    """The value of one person's plan, or why there is none to take yet."""

    nilai: Decimal | None
    sebab: str = ""


BELUM_TAMPIL = NilaiRencana(None, "Rencana aksinya belum tampil di seminar.")


def nilai_rencana_terkunci(gelombang: Gelombang) -> dict[int, NilaiRencana]:
    """By registration: the value of the last seminar each plan had a turn in.

    Only what cannot change any more is given: all sheets of the talk are locked, or its seminar has ended, and what
    had to be explained was explained. By then everybody has sent, so nobody reads a score too early.
    """
    terakhir: dict[int, tuple[Seminar, Giliran]] = {}
    for g in (
        Giliran.objects.filter(seminar__gelombang=gelombang)
        .select_related("seminar__rubrik", "rencana")
        .order_by("seminar__tanggal", "seminar")
    ):
        terakhir[g.rencana.pendaftaran_id] = (g.seminar, g)
    seminar = {s.pk: s for s, _ in terakhir.values()}
    baris = {b.giliran.pk: b for s in seminar.values() for b in hasil_giliran(s)}
    return {p: _satu(s, baris[g.pk]) for p, (s, g) in terakhir.items()}


def _satu(seminar: Seminar, baris: BarisHasil) -> NilaiRencana:
    if baris.nilai is None:
        return NilaiRencana(None, " ".join(baris.kurang))
    kini = [b for b in baris.lembar if b.lembar and b.status != StatusLembar.DRAF]
    terkunci = bool(kini) and all(satu.terkunci for satu in kini)
    if not terkunci and seminar.status != Seminar.Status.SELESAI:
        return NilaiRencana(None, "Seminarnya belum diakhiri.")
    if baris.perlu_penjelasan:
        return NilaiRencana(None, "Selisih nilai pengujinya belum dijelaskan.")
    return NilaiRencana(baris.nilai)
