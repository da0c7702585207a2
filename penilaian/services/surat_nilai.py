"""Letters to who has not sent all score sheets: one per person, with how many wait and where."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse

from kantor.daftar import JenisSurel, jenis_surel
from kantor.layanan import layanan
from kantor.models import Pengguna, Surel
from kantor.services.akun import alamat_surel
from kantor.services.surel import kirim_surel
from penilaian.models import Penugasan, PeranPenilai, Seminar, StatusLembar
from penilaian.queries.nilai import tertutup_bagi
from penilaian.services.dasar_seminar import kunci_seminar
from penilaian.services.rencana import baru_diingatkan

JENIS = "nilai_pengingat"
CONTOH: dict[str, Any] = {
    "nama": "Dr. Rahmat Hidayat, M.Si.",
    "seminar": "Seminar Rencana Aksi",
    "gelombang": "Diklat Pelayanan Publik · Angkatan I",
    "banyak": 6,
    "tautan": "https://portal.contoh.example/penguji/",
    "penyelenggara": "Pemerintah Kota Contoh",
}


def pasang_jenis() -> None:
    """Make the letter known to the outbox; called once when the room opens."""
    jenis_surel.pasang(JENIS, JenisSurel("Pengingat mengirim lembar nilai", contoh=CONTOH))


@layanan
def ingatkan_penilai(*, oleh: Pengguna, seminar: Seminar, penilai: int | None = None) -> int:
    """One letter to each (or to that account) whose sheets of a running seminar are out; returns how many left.

    Not twice within half a day, and not about talks that are closed to `oleh`.
    """
    seminar = kunci_seminar(oleh, seminar, Seminar.Status.BERLANGSUNG)
    belum = Penugasan.objects.filter(
        giliran__seminar=seminar, dicabut=None, lembar__status=StatusLembar.DRAF, penilai__is_active=True
    ).exclude(giliran__in=tertutup_bagi(oleh, seminar))
    if penilai is not None:
        belum = belum.filter(penilai=penilai)
    hitung = belum.order_by().values("penilai")
    per = hitung.annotate(
        banyak=Count("pk"), menguji=Count("pk", filter=Q(peran=PeranPenilai.PENGUJI))
    ).values_list("penilai", "banyak", "menguji")
    akun = Pengguna.objects.select_related("pegawai__pribadi").in_bulk([pk for pk, _, _ in per])
    sudah = baru_diingatkan(JENIS)
    return sum(
        _kirim(seminar, akun[pk], banyak, menguji=bool(menguji)) is not None
        for pk, banyak, menguji in per
        if _perihal(seminar, pk) not in sudah
    )


def _perihal(seminar: Seminar, akun: int) -> str:
    return f"nilai:{seminar.pk}:{akun}"


def _kirim(seminar: Seminar, akun: Pengguna, banyak: int, *, menguji: bool) -> Surel | None:
    """To the address on file; who guides finds the sheets on another page than who examines."""
    alamat = alamat_surel(akun)
    if not alamat:
        return None
    gelombang = seminar.gelombang
    return kirim_surel(
        jenis=JENIS,
        kepada=alamat,
        nama=akun.sebutan,
        instansi=gelombang.instansi,
        perihal=_perihal(seminar, akun.pk),
        konteks={
            "seminar": seminar.nama,
            "gelombang": str(gelombang),
            "banyak": banyak,
            "tautan": settings.PORTAL_URL + reverse("penilaian:penguji" if menguji else "penilaian:mentor"),
            "penyelenggara": gelombang.instansi.nama,
        },
    )
