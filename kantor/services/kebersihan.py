"""What is thrown away by itself: results past their date, files nobody points to, answers and sessions of yesterday."""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from typing import Any

import pghistory.models
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kantor.layanan import layanan
from kantor.models import Berkas, Impor, Pekerjaan, PermintaanIdempoten, PotonganPekerjaan
from kantor.queries.pekerjaan import HIDUP
from kantor.services.berkas import hapus_berkas
from kantor.services.impor import lepas_impor
from kantor.services.pembatas import bersihkan_hitungan
from kantor.services.surel import bersihkan_surel

log = logging.getLogger(__name__)

SEHARI = timedelta(days=1)
# A stranger sends a registration within hours or begins it again.
UMUR_TAMU = timedelta(hours=6)
SIMPAN_IMPOR = timedelta(days=7)
SEKALI = 500
MAP_BERKAS = "berkas"


def bersihkan() -> None:
    """The hourly round. Each step stands alone and is repeated next hour should it fail."""
    for langkah in (
        lepas_hasil_kedaluwarsa,
        lupakan_impor_lama,
        hapus_berkas_tak_dirujuk,
        hapus_isi_tanpa_baris,
        hapus_jawaban_lama,
        bersihkan_surel,
        bersihkan_hitungan,
        SessionStore.clear_expired,
    ):
        try:
            langkah()
        except Exception:  # one step must not keep the others from their work
            log.exception("langkah %s gagal", langkah.__name__)


@layanan
def lepas_hasil_kedaluwarsa() -> None:
    """Let go of job results past their date; the file goes with the next step unless another row points to it."""
    habis = Pekerjaan.objects.filter(kedaluwarsa__lt=timezone.now())
    PotonganPekerjaan.objects.filter(pekerjaan__in=habis).delete()
    habis.update(hasil=None, kedaluwarsa=None)


@layanan
def lupakan_impor_lama() -> None:
    """Drop rows, personal values and the file of imports that ended or were left lying for a week.

    One whose job failed or is gone lies too; while a job is at work on it nobody touches it.
    """
    lama = timezone.now() - SIMPAN_IMPOR
    menunggu = Q(status__in=[Impor.Status.DIBACA, Impor.Status.SIAP])
    terhenti = Q(status=Impor.Status.DIKONFIRMASI, dikonfirmasi__lt=lama)
    lalai = Impor.objects.filter(menunggu | terhenti, dibuat__lt=lama)
    for pk in lalai.exclude(pekerjaan__status__in=HIDUP).values_list("pk", flat=True)[:SEKALI]:
        lepas_impor(pk)
    usai = Impor.objects.filter(
        dibuat__lt=lama, status__in=[Impor.Status.SELESAI, Impor.Status.DIBATALKAN]
    ).filter(Q(kunci__isnull=False) | Q(berkas__isnull=False) | Q(baris__isnull=False))
    for impor in usai.distinct()[:50]:
        impor.baris.all().delete()
        Impor.objects.filter(pk=impor.pk).update(kunci=None, berkas=None)


def hapus_berkas_tak_dirujuk() -> None:
    """Delete files older than a day, those of strangers sooner, to which no row points.

    A Berkas must therefore be named by a foreign key.
    """
    kini = timezone.now()
    tamu = Q(pengunggah=None, dibuat__lt=kini - UMUR_TAMU)
    yatim = tak_dirujuk(Berkas.objects.filter(Q(dibuat__lt=kini - SEHARI) | tamu))
    for pk in yatim.values_list("pk", flat=True)[:SEKALI]:
        _hapus_bila_yatim(pk)


@layanan
def _hapus_bila_yatim(pk: Any) -> None:
    """Look again with the row locked: what was referenced meanwhile stays. The content goes after the commit."""
    if Berkas.objects.select_for_update().filter(pk=pk).first() is None:
        return
    if berkas := tak_dirujuk(Berkas.objects.filter(pk=pk)).first():
        hapus_berkas(oleh=None, berkas=berkas)


def tak_dirujuk(berkas: QuerySet[Berkas]) -> QuerySet[Berkas]:
    """Those of `berkas` that no row of any room points to; rows of the history do not count."""
    for field in Berkas._meta.get_fields(include_hidden=True):
        if not (field.is_relation and field.auto_created and not field.concrete):
            continue
        model = field.related_model
        if not isinstance(model, type) or issubclass(model, pghistory.models.Event):
            continue
        berkas = berkas.filter(
            ~Exists(model._default_manager.filter(**{field.field.name: OuterRef("pk")}))  # type: ignore[union-attr]
        )
    return berkas


def hapus_isi_tanpa_baris(*, map_ke: int | None = None) -> None:
    """Delete stored contents without a row (a transaction was rolled back): one of the 256 folders each hour."""
    if map_ke is None:
        map_ke = int(time.time() // 3600) % 256
    folder = f"{MAP_BERKAS}/{map_ke:02x}"
    try:
        _, nama = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    jalan = {f"{folder}/{satu}" for satu in nama}
    dikenal = set(Berkas.objects.filter(isi__in=jalan).values_list("isi", flat=True))
    for satu in jalan - dikenal:
        if default_storage.get_modified_time(satu) < timezone.now() - SEHARI:
            default_storage.delete(satu)


def hapus_jawaban_lama() -> None:
    """Answers to Idempotency-Keys are kept for 24 hours."""
    PermintaanIdempoten.objects.filter(dibuat__lt=timezone.now() - SEHARI).delete()
