"""Letters to who has not signed: one per person, with how many papers wait and where."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
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
from penilaian.models import JenisNaskah, NaskahAcara, PihakNaskah, Seminar, StatusNaskah
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
SEMUA = "semua"  # what a letter by the clock is about


def pasang_jenis() -> None:
    """Make the letter known to the outbox; called once when the room opens."""
    jenis_surel.pasang(JENIS, JenisSurel("Naskah seminar menunggu tanda tangan", contoh=CONTOH))


@dataclass
class HasilPengingat:
    """Who is or was written to; who had a letter lately; whom no address is known of. By name."""

    terkirim: list[str] = field(default_factory=list)
    baru_saja: list[str] = field(default_factory=list)
    tanpa_alamat: list[str] = field(default_factory=list)


@layanan
def ingatkan_penanda(
    *, oleh: Pengguna | None, seminar: Seminar, jenis: str = SEMUA, jeda: timedelta = JEDA_PENGINGAT
) -> HasilPengingat:
    """One letter to each who has not signed all papers of a seminar, or of one kind. Not twice within `jeda`."""
    pastikan_atau_sistem(oleh, Hak.KERJA, seminar)
    hasil = HasilPengingat()
    sudah = _baru_disurati(seminar, jenis, jeda)
    for orang, pihak in _per_orang(seminar, jenis).items():
        if orang in sudah:
            hasil.baru_saja.append(pihak[0].nama)
        elif _kirim(seminar, pihak, jenis):
            hasil.terkirim.append(pihak[0].nama)
        else:
            hasil.tanpa_alamat.append(pihak[0].nama)
    return hasil


def calon_pengingat(seminar: Seminar, jenis: str, pihak: Iterable[PihakNaskah]) -> HasilPengingat:
    """Whom a reminder would be written to, of those who have not signed. One statement."""
    hasil = HasilPengingat()
    sudah = _baru_disurati(seminar, jenis, JEDA_PENGINGAT)
    for orang, nama in {_orang(p): p.nama for p in pihak}.items():
        (hasil.baru_saja if orang in sudah else hasil.terkirim).append(nama)
    return hasil


def _baru_disurati(seminar: Seminar, jenis: str, jeda: timedelta) -> set[str]:
    """Who had a letter about these papers lately; one by the clock is about all of them."""
    apa: Collection[str] = [SEMUA, *JenisNaskah.values] if jenis == SEMUA else [SEMUA, jenis]
    awal = [_perihal(seminar, satu, "") for satu in apa]
    baris = Surel.objects.filter(
        jenis=JENIS, perihal__startswith=f"naskah:{seminar.pk}:", dibuat__gte=timezone.now() - jeda
    )
    semua = list(baris.values_list("perihal", flat=True))
    return {perihal.removeprefix(a) for perihal in semua for a in awal if perihal.startswith(a)}


def pengingat_berkala() -> int:
    """By the clock, in office hours: a day after a paper was made, then every third day, for two weeks."""
    kini = timezone.now()
    menunggu = NaskahAcara.objects.filter(
        status=StatusNaskah.MENUNGGU, dibuat__lte=kini - SESUDAH, dibuat__gte=kini - SELAMA
    )
    seminar = Seminar.objects.filter(naskah__in=menunggu).distinct().select_related("gelombang__instansi")
    return sum(
        len(ingatkan_penanda(oleh=None, seminar=satu, jeda=SETIAP).terkirim)
        for satu in seminar.order_by("pk")
        if kini.astimezone(zona(satu.gelombang.instansi)).hour in JAM_KERJA
    )


def _per_orang(seminar: Seminar, jenis: str) -> dict[str, list[PihakNaskah]]:
    belum = PihakNaskah.objects.filter(naskah__seminar=seminar, naskah__status=StatusNaskah.MENUNGGU, cara="")
    if jenis != SEMUA:
        belum = belum.filter(naskah__jenis=jenis)
    per: dict[str, list[PihakNaskah]] = {}
    for p in belum.select_related(
        "naskah__giliran__rencana__pendaftaran", "pengguna", "pegawai__akun", "pegawai__pribadi"
    ).order_by("naskah__jenis", "naskah__giliran__urutan", "naskah"):
        per.setdefault(_orang(p), []).append(p)
    return per


def _orang(p: PihakNaskah) -> str:
    return f"akun:{p.pengguna_id}" if p.pengguna_id else f"pegawai:{p.pegawai_id}"


def _perihal(seminar: Seminar, jenis: str, orang: str) -> str:
    return f"naskah:{seminar.pk}:{jenis}:{orang}"


def _kirim(seminar: Seminar, pihak: list[PihakNaskah], jenis: str) -> Surel | None:
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
        perihal=_perihal(seminar, jenis, _orang(satu)),
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
