"""What a plan is worth once its seminar is over, for the component that takes it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from diklat.models import Gelombang
from penilaian.lib.kelulusan import dan
from penilaian.models import Giliran, Seminar, StatusLembar
from penilaian.queries.dasbor import PENGUJI, BarisHasil, BarisLembar, hasil_giliran


@dataclass(frozen=True)
class NilaiRencana:
    """The value of one person's plan, or in a few words why there is none to take yet: many share them."""

    nilai: Decimal | None
    sebab: str = ""


BELUM_TAMPIL = NilaiRencana(None, "rencana aksinya belum tampil di seminar")
BELUM_TERKUNCI = NilaiRencana(
    None, "berita acaranya belum ditandatangani lengkap dan seminarnya belum diakhiri"
)
BELUM_DIJELASKAN = NilaiRencana(None, "selisih nilai pengujinya belum dijelaskan")


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
        return NilaiRencana(None, _menunggu(baris.lembar))
    kini = [b for b in baris.lembar if b.lembar and b.status != StatusLembar.DRAF]
    terkunci = bool(kini) and all(satu.terkunci for satu in kini)
    if not terkunci and seminar.status != Seminar.Status.SELESAI:
        return BELUM_TERKUNCI
    if baris.perlu_penjelasan:
        return BELUM_DIJELASKAN
    return NilaiRencana(baris.nilai)


def _menunggu(lembar: list[BarisLembar]) -> str:
    """Examiners score a whole room, so they are named; of mentors each plan has its own."""
    penguji = sorted(b.nama for b in lembar if b.menunggu and b.peran == PENGUJI)
    lain = sorted({b.sebutan_peran.lower() for b in lembar if b.menunggu and b.peran != PENGUJI})
    if penguji or lain:
        siapa = [f"penguji {', '.join(penguji)}"] if penguji else []
        return "menunggu nilai " + dan([*lain, *siapa])
    if any(b.belum_diperiksa for b in lembar):
        return "lembar kertasnya belum dicocokkan orang kedua"
    return "ada peran yang tidak memberi nilai"
