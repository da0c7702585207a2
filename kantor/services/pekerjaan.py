"""Jobs ("Proses"): asked for, cancelled, tried again, carried on by workers, found again when lost.

The rows are the truth. A message in Valkey only says "look at this job"; losing or doubling one changes nothing.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from celery import current_app
from django.db import transaction
from django.utils import timezone

from kantor.daftar import JenisPekerjaan, jenis_pekerjaan
from kantor.galat import KeadaanBerubah, TidakDitemukan
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Instansi, Pekerjaan, Pengguna, PotonganPekerjaan
from kantor.services import potongan as mesin

log = logging.getLogger(__name__)

TUGAS = "kantor.lanjutkan"
# A job nobody has looked at for so long is announced again.
SEPI = timedelta(seconds=20)
Status = Pekerjaan.Status


@layanan
def mulai_pekerjaan(
    *,
    oleh: Pengguna | None,
    jenis: str,
    instansi: Instansi,
    judul: str | None = None,
    perihal: str = "",
    parameter: dict[str, Any] | None = None,
) -> Pekerjaan:
    """Ask for a job of a registered kind, in the caller's transaction; workers hear of it after the commit.

    Raises KeyError for a kind nobody has registered. Who may ask for what is decided by the calling service.
    """
    pekerjaan = Pekerjaan.objects.create(
        jenis=jenis,
        judul=judul or jenis_pekerjaan[jenis].judul,
        instansi=instansi,
        pemilik=oleh,
        perihal=perihal,
        parameter=parameter or {},
        denyut=timezone.now(),
    )
    transaction.on_commit(lambda: umumkan(pekerjaan))
    return pekerjaan


@layanan
def batalkan_pekerjaan(*, oleh: Pengguna, pekerjaan: Pekerjaan) -> Pekerjaan:
    """Stop a job, and let its kind close what waited for it; what its pieces have done so far stays done.

    Raises KeadaanBerubah when it has ended.
    """
    pastikan(oleh, Hak.KERJA, pekerjaan)
    jenis = _jenis(pekerjaan)
    if jenis and jenis.batal:
        jenis.batal(pekerjaan)
    terkunci = _kunci(pekerjaan)
    if terkunci.status not in {Status.ANTRE, Status.BERJALAN}:
        raise KeadaanBerubah("Proses ini sudah berakhir.")
    terkunci.status = Status.DIBATALKAN
    terkunci.berakhir = timezone.now()
    terkunci.save(update_fields=["status", "berakhir"])
    return terkunci


@layanan
def ulangi_pekerjaan(*, oleh: Pengguna, pekerjaan: Pekerjaan) -> Pekerjaan:
    """Try the failed pieces of a failed job again; those that are done stay done. Raises KeadaanBerubah."""
    pastikan(oleh, Hak.KERJA, pekerjaan)
    terkunci = _kunci(pekerjaan)
    if terkunci.status != Status.GAGAL:
        raise KeadaanBerubah("Hanya proses yang gagal dapat diulangi.")
    terkunci.potongan.exclude(status=PotonganPekerjaan.Status.SELESAI).update(
        status=PotonganPekerjaan.Status.ANTRE, percobaan=0, galat=""
    )
    terkunci.status = Status.ANTRE
    terkunci.galat = ""
    terkunci.berakhir = None
    terkunci.denyut = timezone.now()
    terkunci.save(update_fields=["status", "galat", "berakhir", "denyut"])
    mesin.hitung(terkunci)
    transaction.on_commit(lambda: umumkan(terkunci))
    return terkunci


def umumkan(pekerjaan: Pekerjaan, *, jeda: float = 0) -> None:
    """Send the wake-up call to the queue of the job's kind. Valkey out of reach is no error: the sweeper repeats it."""
    jenis = _jenis(pekerjaan)
    try:
        current_app.send_task(
            TUGAS,
            args=[str(pekerjaan.pk)],
            queue=jenis.antrean if jenis else "latar",
            countdown=jeda or None,
            retry=False,
        )
    except Exception as galat:  # noqa: BLE001 - kombu and redis raise many kinds; the row is there in any case
        log.warning("pekerjaan %s belum diumumkan: %s", pekerjaan.pk, galat)


def lanjutkan(pekerjaan_id: Any, *, irisan: float = mesin.IRISAN) -> None:
    """One slice of a job: what a worker does with a wake-up call.

    Splits the job when nobody has, does pieces for `irisan` seconds, then leaves its place in the queue to others
    and announces the rest anew.
    """
    pekerjaan = Pekerjaan.objects.filter(pk=pekerjaan_id).first()
    if pekerjaan is None or pekerjaan.status not in {Status.ANTRE, Status.BERJALAN}:
        return
    jenis = _jenis(pekerjaan)
    if jenis is None:
        mesin.gagalkan(pekerjaan, "Jenis proses ini tidak dikenal lagi.")
        return
    Pekerjaan.objects.filter(pk=pekerjaan.pk).update(denyut=timezone.now())
    if pekerjaan.status == Status.ANTRE and not mesin.bagi(pekerjaan, jenis):
        return
    jeda = mesin.kerjakan_selama(pekerjaan, jenis, detik=irisan)
    if jeda is not None:
        umumkan(pekerjaan, jeda=jeda)


def penyapu() -> int:
    """Find what was lost: pieces of dead workers, jobs whose message is gone. Returns how many jobs were announced."""
    yatim = mesin.pungut_yang_hilang()
    sepi = Pekerjaan.objects.filter(
        status__in=[Status.ANTRE, Status.BERJALAN], denyut__lt=timezone.now() - SEPI
    ).values_list("pk", flat=True)
    semua = Pekerjaan.objects.filter(pk__in={*yatim, *sepi}, status__in=[Status.ANTRE, Status.BERJALAN])
    semua.update(denyut=timezone.now())
    for pekerjaan in semua:
        umumkan(pekerjaan)
    return len(semua)


def _jenis(pekerjaan: Pekerjaan) -> JenisPekerjaan | None:
    return jenis_pekerjaan.cari(pekerjaan.jenis)


def _kunci(pekerjaan: Pekerjaan) -> Pekerjaan:
    terkunci = Pekerjaan.objects.select_for_update(no_key=True).filter(pk=pekerjaan.pk).first()
    if terkunci is None:
        raise TidakDitemukan
    return terkunci
