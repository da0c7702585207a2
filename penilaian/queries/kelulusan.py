"""Scores of the components of a gelombang, and the recap that locks them.

A page of the grid reads the rules in one statement and the scores in another, whatever the number of people.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.utils import timezone

from diklat.models import Gelombang
from penilaian.lib.kelulusan import Aturan, Bagian, NilaiAkhir, hitung
from penilaian.lib.nilai import Pita
from penilaian.models import Komponen, NilaiKomponen, RekapKelulusan
from peserta.queries.kehadiran import RekapKehadiran

S = Komponen.Sumber


@dataclass(frozen=True)
class Sel:
    """One cell of the grid; `revisi` is 0 while nobody has written in it."""

    angka: Decimal | None = None
    revisi: int = 0


def aturan_kelulusan(kurikulum: int) -> Aturan | None:
    """How this version of a program decides by scores; None where it decides by attendance alone. One statement."""
    semua = list(
        Komponen.objects.filter(aturan=kurikulum).select_related("aturan").order_by("urutan").only(
            "nama", "bobot", "sumber", "aturan__nilai_lulus", "aturan__di_bawah", "aturan__sebutan"
        )
    )  # fmt: skip
    if not semua:
        return None
    a = semua[0].aturan
    return Aturan(
        tuple(Bagian(k.pk, k.nama, k.bobot, k.sumber) for k in semua),
        a.nilai_lulus,
        a.di_bawah,
        tuple(Pita(Decimal(batas), nama) for batas, nama in a.sebutan),
    )


def aturan_gelombang(gelombang: Gelombang) -> Aturan | None:
    """The same of its version; remembered while a page is made."""
    if "_aturan_kelulusan" not in vars(gelombang):
        vars(gelombang)["_aturan_kelulusan"] = aturan_kelulusan(gelombang.kurikulum_id)
    diingat: Aturan | None = vars(gelombang)["_aturan_kelulusan"]
    return diingat


def sel_gelombang(gelombang: Gelombang) -> dict[tuple[int, int], Sel]:
    """What is written, by (registration, component)."""
    baris = NilaiKomponen.objects.filter(pendaftaran__gelombang=gelombang)
    return {
        (p, k): Sel(angka, revisi)
        for p, k, angka, revisi in baris.values_list("pendaftaran", "komponen", "angka", "revisi")
    }


def nilai_peserta(
    aturan: Aturan,
    kehadiran: Mapping[int, RekapKehadiran],
    sel: Mapping[tuple[int, int], Sel],
) -> dict[int, NilaiAkhir]:
    """The final value of everybody in `kehadiran`. The percentage that is printed is the one that counts."""
    return {
        pk: hitung(
            aturan,
            {
                b.pk: rekap.persen_angka if b.sumber == S.KEHADIRAN else sel.get((pk, b.pk), Sel()).angka
                for b in aturan.bagian
            },
        )
        for pk, rekap in kehadiran.items()
    }


def rekap_berlaku(gelombang: Gelombang) -> RekapKelulusan | None:
    """The recap that locks this gelombang; None before, and after it was opened again."""
    return RekapKelulusan.objects.filter(gelombang=gelombang, dibuka=None).first()


def semua_rekap(gelombang: Gelombang) -> list[RekapKelulusan]:
    """Every recap there was, the last first; what one holds is read when it is asked for."""
    return list(RekapKelulusan.objects.filter(gelombang=gelombang).defer("isi"))


def tanggal_rekap(gelombang: Gelombang, rekap: RekapKelulusan) -> datetime.date:
    """The day a recap bears. Of a gelombang entered late the first one was made in its time: on the day it says, or
    where it was locked only now on the last day. A correction always has its own."""
    if gelombang.dicatat_kemudian and rekap.ke == 1 and rekap.ditetapkan >= gelombang.dibuat:
        return gelombang.selesai
    return timezone.localdate(rekap.ditetapkan)


def rekap_sebelum(rekap: RekapKelulusan) -> RekapKelulusan | None:
    """The one this recap replaces."""
    return RekapKelulusan.objects.filter(gelombang=rekap.gelombang_id, ke=rekap.ke - 1).first()


TERTUNDA = """
    SELECT EXISTS (SELECT FROM penilaian_komponen WHERE aturan_id = %s)
       AND NOT EXISTS (SELECT FROM penilaian_rekapkelulusan WHERE gelombang_id = %s AND dibuka IS NULL)
"""


def hasil_tertunda(gelombang: Gelombang) -> bool:
    """True while outcomes come from scores and no recap has locked them: nothing follows from them yet."""
    with connection.cursor() as kursor:
        kursor.execute(TERTUNDA, [gelombang.kurikulum_id, gelombang.pk])
        return bool(kursor.fetchone()[0])
