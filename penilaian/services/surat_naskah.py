"""Letters to who has not signed: one per person, with how many papers wait and where."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from kantor.daftar import JenisSurel, jenis_surel
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan_atau_sistem
from kantor.models import Pengguna, Surel
from kantor.services.akun import alamat_surel
from kantor.services.surel import kirim_surel
from kantor.zona import zona
from penilaian.models import NaskahAcara, PihakNaskah, Seminar, StatusNaskah
from penilaian.services.rencana import JEDA_PENGINGAT
from peserta.models import Pendaftaran
from peserta.services import surat

JENIS = "naskah_menunggu"
CONTOH: dict[str, Any] = {
    "nama": "Drs. Ahmad Nasution",
    "seminar": "Seminar Rencana Aksi",
    "gelombang": "Diklat Pelayanan Publik · Angkatan I",
    "naskah": ["Berita acara Rina Siregar, S.Sos.", "Surat Kesepakatan Rina Siregar, S.Sos."],
    "lebih": 3,
    "tautan": "https://portal.contoh.example/penguji/naskah/",
    "penyelenggara": "Pemerintah Kota Contoh",
}
DISEBUT = 10
SESUDAH, SETIAP, SELAMA = timedelta(days=1), timedelta(days=3), timedelta(days=14)
JAM_KERJA = range(8, 16)


def pasang_jenis() -> None:
    """Make the letter known to the outbox; called once when the room opens."""
    jenis_surel.pasang(JENIS, JenisSurel("Naskah seminar menunggu tanda tangan", contoh=CONTOH))


@layanan
def ingatkan_penanda(*, oleh: Pengguna | None, seminar: Seminar, jeda: timedelta = JEDA_PENGINGAT) -> int:
    """One letter to each who has not signed all papers of a seminar; returns how many. Not twice within `jeda`."""
    pastikan_atau_sistem(oleh, Hak.KERJA, seminar)
    sejak = timezone.now() - jeda
    sudah = set(Surel.objects.filter(jenis=JENIS, dibuat__gte=sejak).values_list("perihal", flat=True))
    return sum(
        _kirim(seminar, pihak) is not None
        for perihal, pihak in _per_orang(seminar).items()
        if perihal not in sudah
    )


def pengingat_berkala() -> int:
    """By the clock, in office hours: a day after a paper was made, then every third day, for two weeks."""
    kini = timezone.now()
    menunggu = NaskahAcara.objects.filter(
        status=StatusNaskah.MENUNGGU, dibuat__lte=kini - SESUDAH, dibuat__gte=kini - SELAMA
    )
    seminar = Seminar.objects.filter(naskah__in=menunggu).distinct().select_related("gelombang__instansi")
    return sum(
        ingatkan_penanda(oleh=None, seminar=satu, jeda=SETIAP)
        for satu in seminar.order_by("pk")
        if kini.astimezone(zona(satu.gelombang.instansi)).hour in JAM_KERJA
    )


def _per_orang(seminar: Seminar) -> dict[str, list[PihakNaskah]]:
    belum = (
        PihakNaskah.objects.filter(naskah__seminar=seminar, naskah__status=StatusNaskah.MENUNGGU, cara="")
        .select_related(
            "naskah__giliran__rencana__pendaftaran", "pengguna", "pegawai__akun", "pegawai__pribadi"
        )
        .order_by("naskah__jenis", "naskah__giliran__urutan", "naskah")
    )
    per: dict[str, list[PihakNaskah]] = {}
    for p in belum:
        per.setdefault(_perihal(seminar, p), []).append(p)
    return per


def _perihal(seminar: Seminar, p: PihakNaskah) -> str:
    return f"naskah:{seminar.pk}:{'akun' if p.pengguna_id else 'pegawai'}:{p.pengguna_id or p.pegawai_id}"


def _kirim(seminar: Seminar, pihak: list[PihakNaskah]) -> Surel | None:
    """To the address on file; a peserta without an account gets it as all letters about the registration."""
    satu = pihak[0]
    akun = satu.pengguna or getattr(satu.pegawai, "akun", None)
    peserta = satu.sebagai == "Peserta"
    alamat = alamat_surel(akun) if akun and akun.is_active else ""
    p = satu.naskah.giliran.rencana.pendaftaran if satu.naskah.giliran else None
    if not alamat and peserta and p:
        alamat = surat.alamat_pemilik(p)[0]
    if not alamat:
        return None
    gelombang = seminar.gelombang
    return kirim_surel(
        jenis=JENIS,
        kepada=alamat,
        nama=satu.nama,
        instansi=gelombang.instansi,
        perihal=_perihal(seminar, satu),
        konteks={
            "seminar": seminar.nama,
            "gelombang": str(gelombang),
            "naskah": _sebut(p.naskah for p in pihak[:DISEBUT]),
            "lebih": max(0, len(pihak) - DISEBUT),
            "tautan": settings.PORTAL_URL + _halaman(satu, p),
            "penyelenggara": gelombang.instansi.nama,
        },
    )


def _sebut(naskah: Iterable[NaskahAcara]) -> list[str]:
    return [str(satu) for satu in naskah]


def _halaman(satu: PihakNaskah, p: Pendaftaran | None) -> str:
    if satu.pengguna_id:
        return reverse("penilaian:penguji_naskah")
    if satu.sebagai == "Peserta" and p:
        return reverse("penilaian:saya_kesepakatan", args=[p.nomor])
    return reverse("penilaian:mentor_naskah")
