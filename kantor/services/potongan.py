"""The pieces of a job: claimed, done once, tried again, given up.

A piece is claimed by compare-and-set in a transaction of its own, then worked on while its row is locked. The lock is
the sign of life: when a worker dies, PostgreSQL drops it, and `pungut_yang_hilang` sees the piece free again.
What a piece writes and the mark that it is done are committed together, so each is done once.
"""

from __future__ import annotations

import logging
import time
import uuid
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.db.models import Q, Sum
from django.utils import timezone

from kantor.daftar import JenisPekerjaan
from kantor.galat import Galat
from kantor.models import Pekerjaan, PotonganPekerjaan
from kantor.riwayat import konteks
from kantor.zona import di_zona

log = logging.getLogger(__name__)

IRISAN = 5.0  # seconds a worker stays with one job before others have their turn
BATAS_POTONGAN = 300  # seconds for one piece; Celery's limits of the task stand above it
PERCOBAAN = 4
TENGGANG = timedelta(seconds=5)  # between claim and lock
SIMPAN_HASIL = timedelta(days=7)
Status = PotonganPekerjaan.Status
TERHENTI = "Proses berulang kali terhenti di tengah jalan. Silakan ulangi, atau hubungi pengelola portal."

AMBIL = """
UPDATE kantor_potonganpekerjaan SET status = 'diambil', diambil = now(), percobaan = percobaan + 1
WHERE id = (
    SELECT p.id FROM kantor_potonganpekerjaan p JOIN kantor_pekerjaan k ON k.id = p.pekerjaan_id
    WHERE p.pekerjaan_id = %(pekerjaan)s AND k.status = 'berjalan' AND p.status = 'antre'
      AND (NOT p.penutup OR NOT EXISTS (
          SELECT 1 FROM kantor_potonganpekerjaan lain
          WHERE lain.pekerjaan_id = p.pekerjaan_id AND NOT lain.penutup AND lain.status <> 'selesai'))
      AND (SELECT count(*) FROM kantor_potonganpekerjaan sedang
           WHERE sedang.pekerjaan_id = p.pekerjaan_id AND sedang.status = 'diambil') < %(paralel)s
    ORDER BY p.penutup, p.percobaan, p.urutan
    LIMIT 1 FOR UPDATE OF p SKIP LOCKED
)
RETURNING id
"""


class Terlepas(Exception):
    """The piece is no longer ours: taken back, or its job was cancelled. Nothing of it is stored."""


def bagi(pekerjaan: Pekerjaan, jenis: JenisPekerjaan) -> bool:
    """Split a waiting job into its pieces and set it running; False when another worker is at it or it failed."""
    try:
        with (
            konteks(oleh=pekerjaan.pemilik, tindakan=pekerjaan.jenis),
            di_zona(pekerjaan.instansi),
            transaction.atomic(),
        ):
            terkunci = (
                Pekerjaan.objects.select_for_update(skip_locked=True, no_key=True)
                .filter(pk=pekerjaan.pk, status=Pekerjaan.Status.ANTRE)
                .first()
            )
            if terkunci is None:
                return False
            if not terkunci.potongan.exists():
                _buat_potongan(terkunci, jenis.susun(terkunci))
            terkunci.status = Pekerjaan.Status.BERJALAN
            terkunci.save(update_fields=["status"])
            hitung(terkunci)
    except (InterfaceError, OperationalError):
        raise
    except Exception as galat:  # noqa: BLE001 - whatever the kind raises, its owner must read of it
        gagalkan(pekerjaan, _kalimat(galat, pekerjaan))
        return False
    return True


def kerjakan_selama(pekerjaan: Pekerjaan, jenis: JenisPekerjaan, *, detik: float) -> float | None:
    """Do pieces until none is free or the time is up.

    Returns after how many seconds the rest shall be announced: 0 for at once, None when there is nothing to announce.
    """
    sampai = time.monotonic() + detik
    while (potongan := _ambil(pekerjaan, jenis)) is not None:
        ulang = potongan.percobaan > 1
        berhasil = _kerjakan(potongan, jenis)
        if not berhasil and ulang:
            return 2.0**potongan.percobaan
        if time.monotonic() >= sampai:
            return 0.0
    return None


def pungut_yang_hilang() -> set[Any]:
    """Free the pieces whose worker died; give up those that died too often. Returns the jobs they belong to."""
    dipungut: set[Any] = set()
    with transaction.atomic():
        hilang = PotonganPekerjaan.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            pekerjaan__status=Pekerjaan.Status.BERJALAN,
            status=Status.DIAMBIL,
            diambil__lt=timezone.now() - TENGGANG,
        )
        for potongan in hilang:
            dipungut.add(potongan.pekerjaan_id)
            _kembalikan(potongan, TERHENTI)
    for pk in dipungut:
        with transaction.atomic():
            hitung(Pekerjaan.objects.select_for_update(no_key=True).get(pk=pk))
    return dipungut


def hitung(pekerjaan: Pekerjaan) -> None:
    """Derive the counters of a job from its pieces, and end it when the rest of them failed.

    The caller holds the job's row locked, so that two pieces ending at once are both counted.
    """
    berat = PotonganPekerjaan.objects.filter(pekerjaan=pekerjaan)
    jumlah = berat.aggregate(
        total=Sum("jumlah", default=0),
        habis=Sum("jumlah", default=0, filter=Q(status=Status.SELESAI)),
        tertolak=Sum("ditolak", default=0, filter=Q(status=Status.SELESAI)),
        gagal=Sum("jumlah", default=0, filter=Q(status=Status.GAGAL)),
    )
    pekerjaan.total = jumlah["total"]
    pekerjaan.selesai = jumlah["habis"] - jumlah["tertolak"]
    pekerjaan.gagal = jumlah["gagal"] + jumlah["tertolak"]
    pekerjaan.denyut = timezone.now()
    pekerjaan.save(update_fields=["total", "selesai", "gagal", "denyut"])
    if pekerjaan.status != Pekerjaan.Status.BERJALAN:
        return
    gagal = berat.filter(status=Status.GAGAL).order_by("urutan").values_list("galat", flat=True)
    masih = berat.filter(penutup=False, status__in=[Status.ANTRE, Status.DIAMBIL]).exists()
    if not masih and (kalimat := list(gagal)):
        sebab = f"{kalimat[0]} ({len(kalimat)} bagian gagal.)" if len(kalimat) > 1 else kalimat[0]
        gagalkan(pekerjaan, sebab)


def gagalkan(pekerjaan: Pekerjaan, kalimat: str) -> None:
    """End a job that cannot go on, saying why."""
    Pekerjaan.objects.filter(pk=pekerjaan.pk, status__in=["antre", "berjalan"]).update(
        status=Pekerjaan.Status.GAGAL, galat=kalimat, berakhir=timezone.now()
    )


def _buat_potongan(pekerjaan: Pekerjaan, daftar: list[dict[str, Any]]) -> None:
    baris = [
        PotonganPekerjaan(
            pekerjaan=pekerjaan, urutan=n, parameter=parameter, jumlah=parameter.get("jumlah", 1)
        )
        for n, parameter in enumerate(daftar)
    ]
    baris.append(PotonganPekerjaan(pekerjaan=pekerjaan, urutan=len(daftar), jumlah=0, penutup=True))
    PotonganPekerjaan.objects.bulk_create(baris, batch_size=2000)


def _ambil(pekerjaan: Pekerjaan, jenis: JenisPekerjaan) -> PotonganPekerjaan | None:
    with connection.cursor() as kursor:
        kursor.execute(AMBIL, {"pekerjaan": pekerjaan.pk, "paralel": jenis.paralel})
        if (baris := kursor.fetchone()) is None:
            return None
    return PotonganPekerjaan.objects.select_related("pekerjaan__pemilik", "pekerjaan__instansi").get(
        pk=baris[0]
    )


def _kerjakan(potongan: PotonganPekerjaan, jenis: JenisPekerjaan) -> bool:
    pekerjaan = potongan.pekerjaan
    try:
        with (
            konteks(oleh=pekerjaan.pemilik, tindakan=pekerjaan.jenis, pekerjaan=str(pekerjaan.pk)),
            di_zona(pekerjaan.instansi),
            transaction.atomic(),
        ):
            _pegang(potongan)
            _tuntaskan(potongan, jenis)
    except Terlepas:
        return True
    except (InterfaceError, OperationalError) as galat:
        if not connection.is_usable():
            connection.close()
            raise
        return _gagal(potongan, galat)
    except Exception as galat:  # noqa: BLE001 - a piece of any kind may fail in any way
        return _gagal(potongan, galat)
    return True


def _tuntaskan(potongan: PotonganPekerjaan, jenis: JenisPekerjaan) -> None:
    pekerjaan = potongan.pekerjaan
    berkas = None
    if potongan.penutup:
        hasil = list(
            pekerjaan.potongan.filter(penutup=False).order_by("urutan").values_list("hasil", flat=True)
        )
        berkas = jenis.rampung(pekerjaan, hasil) if jenis.rampung else None
    else:
        potongan.hasil = jenis.kerjakan(pekerjaan, potongan.parameter) or {}
        potongan.ditolak = min(int(potongan.hasil.get("gagal", 0) or 0), potongan.jumlah)
    potongan.status = Status.SELESAI
    potongan.galat = ""
    potongan.save(update_fields=["status", "galat", "hasil", "ditolak"])
    terkunci = Pekerjaan.objects.select_for_update(no_key=True).get(pk=pekerjaan.pk)
    if terkunci.status != Pekerjaan.Status.BERJALAN:
        raise Terlepas
    hitung(terkunci)
    if potongan.penutup:
        _selesaikan(terkunci, pekerjaan.ringkasan, berkas)


def _selesaikan(pekerjaan: Pekerjaan, ringkasan: dict[str, Any], berkas: Any) -> None:
    pekerjaan.status = Pekerjaan.Status.SELESAI
    pekerjaan.ringkasan = ringkasan
    pekerjaan.hasil = berkas
    pekerjaan.berakhir = timezone.now()
    pekerjaan.kedaluwarsa = pekerjaan.berakhir + SIMPAN_HASIL
    pekerjaan.save(update_fields=["status", "ringkasan", "hasil", "berakhir", "kedaluwarsa"])


def _pegang(potongan: PotonganPekerjaan) -> None:
    """Lock the piece for as long as it is worked on; Terlepas when it was taken back meanwhile."""
    with connection.cursor() as kursor:
        kursor.execute(f"SET LOCAL idle_in_transaction_session_timeout = '{BATAS_POTONGAN + 60}s'")
    milik_kita = PotonganPekerjaan.objects.select_for_update(no_key=True, skip_locked=True).filter(
        pk=potongan.pk, status=Status.DIAMBIL, percobaan=potongan.percobaan
    )
    if not milik_kita.exists():
        raise Terlepas


def _gagal(potongan: PotonganPekerjaan, galat: Exception) -> bool:
    """Put a failed piece back, or give it up: at once for a refusal in words, else after some tries."""
    kalimat = _kalimat(galat, potongan.pekerjaan)
    try:
        with transaction.atomic():
            _pegang(potongan)
            _kembalikan(potongan, kalimat, terakhir=isinstance(galat, Galat))
            hitung(Pekerjaan.objects.select_for_update(no_key=True).get(pk=potongan.pekerjaan_id))
    except Terlepas:
        pass
    except DatabaseError:
        connection.close()  # the sweeper finds the piece
        raise
    return False


def _kembalikan(potongan: PotonganPekerjaan, kalimat: str, *, terakhir: bool = False) -> None:
    habis = terakhir or potongan.percobaan >= PERCOBAAN
    potongan.status = Status.GAGAL if habis else Status.ANTRE
    potongan.galat = kalimat
    potongan.save(update_fields=["status", "galat"])


def _kalimat(galat: Exception, pekerjaan: Pekerjaan) -> str:
    """What the owner reads; of an unexpected error only a code, by which the log is searched."""
    if isinstance(galat, Galat):
        return galat.pesan
    kode = uuid.uuid4().hex[:8]
    log.error("pekerjaan %s (%s) gagal, kode %s", pekerjaan.pk, pekerjaan.jenis, kode, exc_info=galat)
    return (
        f"Terjadi gangguan. Silakan ulangi; bila tetap gagal, sampaikan kode {kode} kepada pengelola portal."
    )
