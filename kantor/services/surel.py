"""The outbox: letters are written in the transaction that causes them, and sent after it, each at most once.

A worker claims a letter (antre → diambil, compare-and-set), sends it, marks it (terkirim). If it dies between the last
two nobody can know whether the letter went out: it is never sent again by itself but shown as "Perlu diperiksa".
"""

from __future__ import annotations

import logging
import smtplib
import time
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from kantor.daftar import jenis_surel
from kantor.galat import KeadaanBerubah, TidakValid
from kantor.langsung import sisip
from kantor.layanan import layanan
from kantor.lib.surat import susun_surat
from kantor.lingkup import Hak, pastikan
from kantor.models import Instansi, Pengguna, Surel
from kantor.zona import di_zona

log = logging.getLogger(__name__)

TUGAS = "kantor.kirim_surel"
TUGAS_KELILING = "kantor.antar_semua"
ANTREAN = "surel"
PERCOBAAN_MAKS = 6
HILANG_SETELAH = timedelta(minutes=10)  # far beyond EMAIL_TIMEOUT and the task's own limit
BARU = timedelta(seconds=20)  # younger letters have been announced by their own transaction
SEKALI_SAPU = 500
SEKALI_KELILING = 2.0  # seconds a round may keep a worker
SIMPAN_HARI = 30
Status = Surel.Status
# What is left of an erased letter: its kind and its times.
KOSONG: dict[str, Any] = {"kepada": "", "nama": "", "isi": "", "kode": "", "galat": "", "subjek": F("jenis")}


def kirim_surel(
    *,
    jenis: str,
    kepada: str,
    konteks: dict[str, Any],
    nama: str = "",
    instansi: Instansi | None = None,
    perihal: str = "",
    kode: str = "",
) -> Surel | None:
    """Put a letter of this kind into the outbox, in the caller's transaction; it leaves after the commit.

    The words stand in templates/surel/<jenis>.txt, the first line `Subjek: …`; `konteks` fills its named fields and a
    missing one is an error. Somebody without an address gets none, and None is returned. Raises TidakValid for what is
    no address.
    """
    alamat = kepada.strip()
    if not alamat:
        return None
    try:
        validate_email(alamat)
    except ValidationError:
        raise TidakValid(rincian={"surel": "Alamat email tidak lengkap atau salah tulis."}) from None
    with di_zona(instansi):
        subjek, isi = susun_surat(jenis, {"nama": nama, **konteks})
    kolom = {
        "jenis": jenis,
        "kepada": alamat,
        "nama": nama,
        "instansi": instansi,
        "perihal": perihal,
        "subjek": subjek,
        "isi": isi,
        "kode": kode if settings.DEMO else "",
    }
    surel = Surel(**kolom)
    sisip(surel)
    transaction.on_commit(lambda: umumkan(surel.pk))
    return surel


class _Bel:
    """Rings for the workers: at once in a quiet moment; in a rush one call a second speaks for all its letters.

    A call costs as much as a tenth of a registration, and three hundred people may register in one second.
    """

    jeda = 1.0

    def __init__(self) -> None:
        self.terakhir = self.keliling = float("-inf")

    def bunyikan(self, surel_id: int) -> None:
        kini = time.monotonic()
        if kini - self.terakhir > self.jeda:
            self.terakhir = kini
            _panggil(TUGAS, args=[surel_id])
        elif kini > self.keliling:  # a round that is still to come will find this letter too
            self.keliling = kini + self.jeda
            _panggil(TUGAS_KELILING, countdown=self.jeda)


_bel = _Bel()


def umumkan(surel_id: int) -> None:
    """Wake a worker for this letter; an unreachable Valkey is no error: the sweeper repeats it."""
    _bel.bunyikan(surel_id)


def _panggil(tugas: str, **cara: Any) -> None:
    try:
        current_app.send_task(tugas, queue=ANTREAN, retry=False, **cara)
    except Exception as galat:  # noqa: BLE001 - kombu and redis raise many kinds; the rows are there in any case
        log.warning("surat belum diumumkan: %s", galat)


def antar_semua() -> int:
    """A round: send what is due, oldest first, for a moment; what is left is called again behind other work.

    Returns how many letters this call sent.
    """
    sampai = time.monotonic() + SEKALI_KELILING
    terkirim = 0
    for surel_id in list(_menunggu().order_by("pk").values_list("pk", flat=True)[:SEKALI_SAPU]):
        if time.monotonic() > sampai:
            _panggil(TUGAS_KELILING)
            break
        terkirim += antar(surel_id)
    return terkirim


def antar(surel_id: int) -> bool:
    """What a worker does with a wake-up call: claim the letter, send it, note it. True if this call sent it."""
    if not _ambil(surel_id):
        return False
    surel = Surel.objects.get(pk=surel_id)
    try:
        EmailMessage(subject=surel.subjek, body=surel.isi, to=[surel.kepada]).send()
    except (smtplib.SMTPException, OSError, ValueError) as galat:
        _catat_gagal(surel, galat)
        return False
    kolom: dict[str, Any] = {"status": Status.TERKIRIM, "terkirim": timezone.now(), "galat": ""}
    if surel_rahasia(surel) and not settings.DEMO:
        kolom["isi"] = ""
    Surel.objects.filter(pk=surel.pk, status=Status.DIAMBIL).update(**kolom)
    return True


def surel_rahasia(surel: Surel) -> bool:
    """True for a letter that opens an account: its text is for the addressee only."""
    return surel.jenis in jenis_surel and jenis_surel[surel.jenis].rahasia


def penyapu_surel() -> int:
    """Announce letters whose call was lost or whose time has come; set aside those whose worker died.

    Returns how many were announced.
    """
    kini = timezone.now()
    Surel.objects.filter(status=Status.DIAMBIL, diambil__lt=kini - HILANG_SETELAH).update(
        status=Status.PERIKSA,
        galat="Pengiriman terputus; surat mungkin sudah sampai. Tanyakan kepada penerima sebelum mengirim ulang.",
    )
    menunggu = _menunggu().exclude(kirim_setelah=None, dibuat__gte=kini - BARU)
    daftar = list(menunggu.order_by("pk").values_list("pk", flat=True)[:SEKALI_SAPU])
    for surel_id in daftar:
        umumkan(surel_id)
    return len(daftar)


@layanan
def kirim_ulang(*, oleh: Pengguna, surel: Surel) -> Surel:
    """Put a failed or doubtful letter back into the queue. Raises KeadaanBerubah when it is neither, or erased."""
    pastikan(oleh, Hak.KERJA, surel)
    terkunci = Surel.objects.select_for_update().get(pk=surel.pk)
    if terkunci.status not in {Status.GAGAL, Status.PERIKSA} or not terkunci.isi:
        raise KeadaanBerubah("Surat ini tidak dapat dikirim ulang.")
    terkunci.status = Status.ANTRE
    terkunci.percobaan = 0
    terkunci.kirim_setelah = None
    terkunci.galat = ""
    terkunci.save(update_fields=["status", "percobaan", "kirim_setelah", "galat"])
    transaction.on_commit(lambda: umumkan(terkunci.pk))
    return terkunci


@layanan
def batalkan_surel(*, oleh: Pengguna, surel: Surel) -> Surel:
    """Take a letter that has not been sent out of the queue. Raises KeadaanBerubah when it is too late."""
    pastikan(oleh, Hak.KERJA, surel)
    bisa = [Status.ANTRE, Status.GAGAL, Status.PERIKSA]
    if not Surel.objects.filter(pk=surel.pk, status__in=bisa).update(status=Status.DIBATALKAN):
        raise KeadaanBerubah("Surat ini sudah dikirim atau sedang dikirim.")
    surel.refresh_from_db()
    return surel


def bersihkan_surel() -> int:
    """Erase addressee and text of letters that ended more than SIMPAN_HARI days ago; kind and time stay."""
    batas = timezone.now() - timedelta(days=SIMPAN_HARI)
    lama = Surel.objects.filter(
        Q(terkirim__lt=batas)
        | Q(terkirim=None, dibuat__lt=batas, status__in=["gagal", "dibatalkan", "periksa"])
    )
    return lama.exclude(kepada="", isi="", galat="").update(**KOSONG)


def lupakan_surel(alamat: set[str], *, urung: Collection[str] = ()) -> int:
    """Erase the letters to these addresses that will not be sent any more, whenever they ended.

    Letters of the kinds `urung` that still wait are not sent any more.
    """
    Surel.objects.filter(kepada__in=alamat, jenis__in=urung, status=Status.ANTRE).update(
        status=Status.DIBATALKAN
    )
    usai = Surel.objects.filter(kepada__in=alamat, status__in=["terkirim", "gagal", "dibatalkan", "periksa"])
    return usai.update(**KOSONG)


def _menunggu() -> QuerySet[Surel]:
    """Letters whose time has come."""
    return Surel.objects.filter(
        Q(kirim_setelah=None) | Q(kirim_setelah__lte=timezone.now()), status=Status.ANTRE
    )


def _ambil(surel_id: int) -> bool:
    kini = timezone.now()
    return bool(
        Surel.objects.filter(pk=surel_id, status=Status.ANTRE)
        .filter(Q(kirim_setelah=None) | Q(kirim_setelah__lte=kini))
        .update(status=Status.DIAMBIL, diambil=kini, percobaan=F("percobaan") + 1)
    )


def _catat_gagal(surel: Surel, galat: Exception) -> None:
    """Back into the queue with a growing pause, or given up: at once when the server refuses the addressee for good."""
    tetap = isinstance(galat, ValueError) or _ditolak_tetap(galat)
    habis = tetap or surel.percobaan >= PERCOBAAN_MAKS
    Surel.objects.filter(pk=surel.pk, status=Status.DIAMBIL).update(
        status=Status.GAGAL if habis else Status.ANTRE,
        kirim_setelah=None if habis else timezone.now() + timedelta(minutes=4 ** (surel.percobaan - 1)),
        galat=_sebutan(galat),
    )
    log.warning("surat %s tidak terkirim (percobaan %s): %s", surel.pk, surel.percobaan, type(galat).__name__)


def _sebutan(galat: Exception) -> str:
    """The kind of an error and the server's code: what a server says often names the addressee."""
    if isinstance(galat, smtplib.SMTPRecipientsRefused):
        kode = sorted({str(kode) for kode, _ in galat.recipients.values()})
    elif isinstance(galat, smtplib.SMTPResponseException):
        kode = [str(galat.smtp_code)]
    else:
        kode = [str(galat.errno)] if isinstance(galat, OSError) and galat.errno else []
    return " ".join([type(galat).__name__, *kode])


def _ditolak_tetap(galat: Exception) -> bool:
    if isinstance(galat, smtplib.SMTPRecipientsRefused):
        return all(kode >= 500 for kode, _ in galat.recipients.values())
    return isinstance(galat, smtplib.SMTPResponseException) and galat.smtp_code >= 500
