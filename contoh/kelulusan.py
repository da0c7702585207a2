"""How E2 decides: three components, two of them filled by Panitia for nearly everybody, the plan's from the seminar.

Weights and scores are invented; the recap waits for the seminar and for the two whose scores are still missing.
"""

from __future__ import annotations

from decimal import Decimal

from contoh.kantor import Kantor
from diklat.models import Gelombang, Kurikulum
from penilaian.models import Komponen
from penilaian.services.aturan_kelulusan import IsiKomponen, atur_kelulusan
from penilaian.services.nilai_komponen import Isian, simpan_nilai
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status

KOMPONEN = (
    IsiKomponen("Sikap perilaku", Decimal(20)),
    IsiKomponen("Akademik", Decimal(30)),
    IsiKomponen("Rencana aksi", Decimal(50), Komponen.Sumber.RENCANA),
)


def pasang_komponen(kurikulum: Kurikulum) -> None:
    """The rules of the version of 2017, before a gelombang uses it."""
    atur_kelulusan(oleh=None, kurikulum=kurikulum, komponen=KOMPONEN)


def isi_nilai(kantor: Kantor, g: Gelombang, *, belum: int = 0) -> None:
    """What Panitia has typed so far, from 74 up to 95; `belum` are left out."""
    peserta = Pendaftaran.objects.filter(gelombang=g, status=Status.HADIR).order_by("ndh")
    komponen = Komponen.objects.filter(aturan=g.kurikulum_id, sumber=Komponen.Sumber.ISIAN).order_by("urutan")
    semua = list(peserta.values_list("pk", flat=True))
    isian = [
        Isian(p, k.pk, Decimal(7400 + (urut * 137 + ke * 551) % 2100).scaleb(-2).quantize(Decimal("0.5")), 0)
        for urut, p in enumerate(semua[: len(semua) - belum])
        for ke, k in enumerate(komponen)
    ]
    simpan_nilai(oleh=kantor.panitia, gelombang=g, isian=isian)
