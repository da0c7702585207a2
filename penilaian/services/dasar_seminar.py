"""What the services of a seminar share: its lock, its sheets, its order taken away."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from diklat.services.kunci import kunci_gelombang
from kantor.galat import KeadaanBerubah
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna
from penilaian.models import Giliran, LembarNilai, Penugasan, Seminar, VersiRencana
from penilaian.models.naskah_acara import BERLAKU
from penilaian.queries.nilai import semua_masuk

S = Seminar.Status


def kunci_seminar(oleh: Pengguna, seminar: Seminar, *status: str) -> Seminar:
    """For services: the right, the gelombang's lock, then the row afresh. Raises KeadaanBerubah for another status."""
    pastikan(oleh, Hak.KERJA, seminar)
    [gelombang] = kunci_gelombang(seminar.gelombang_id)
    segar = (
        Seminar.objects.select_for_update(no_key=True, of=("self",))
        .select_related("rubrik")
        .get(pk=seminar.pk)
    )
    segar.gelombang = gelombang
    if segar.status not in status:
        raise KeadaanBerubah(_SALAH_WAKTU[S(segar.status)])
    return segar


_SALAH_WAKTU = {
    S.DISUSUN: "Seminar ini belum dimulai.",
    S.BERLANGSUNG: "Seminar ini sudah dimulai; susunannya tidak diubah lagi di sini.",
    S.SELESAI: "Seminar ini sudah selesai.",
}


def tolak_beracara(*giliran: int) -> None:
    """Raise KeadaanBerubah for a talk whose berita acara stands: that is corrected first."""
    berlaku = Giliran.objects.filter(pk__in=giliran, butir__naskah__status__in=BERLAKU)
    if berlaku.exists():
        raise KeadaanBerubah(
            "Berita acaranya sudah dibuat. Koreksi berita acaranya lebih dahulu, dengan alasan."
        )


def beri_versi(giliran: Collection[Giliran]) -> None:
    """Which version of each plan is scored: the last one sent."""
    terakhir = {
        v["rencana"]: v["pk"]
        for v in VersiRencana.objects.filter(rencana__in=[g.rencana_id for g in giliran])
        .order_by("rencana", "-nomor")
        .distinct("rencana")
        .values("rencana", "pk")
    }
    for g in giliran:
        g.versi_id = terakhir[g.rencana_id]
    Giliran.objects.bulk_update(giliran, ["versi"])


def buat_lembar(seminar: Seminar) -> None:
    """A sheet for every task that has none; nothing before the seminar runs."""
    if seminar.status != S.BERLANGSUNG:
        return
    tanpa = Penugasan.objects.filter(giliran__seminar=seminar, dicabut=None, lembar=None)
    LembarNilai.objects.bulk_create(LembarNilai(penugasan=p) for p in tanpa)


def catat_lengkap(giliran: Collection[int]) -> None:
    """Note since when all who score these talks have answered; nobody takes a sheet back after that."""
    semua = Giliran.objects.filter(pk__in=giliran, lengkap=None).order_by("pk")
    belum = list(semua.select_for_update(no_key=True).values_list("pk", flat=True))
    if belum and (lengkap := semua_masuk(belum)):
        Giliran.objects.filter(pk__in=lengkap).update(lengkap=timezone.now())


def hapus_giliran(seminar: Seminar) -> None:
    """Take the whole order away, before anybody scores by it."""
    Penugasan.objects.filter(giliran__seminar=seminar).delete()
    Giliran.objects.filter(seminar=seminar).delete()
