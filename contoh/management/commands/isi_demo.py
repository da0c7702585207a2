"""`manage.py isi_demo`: fill an empty database with the demo, through the services."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from contoh import (
    apel,
    jadwal,
    kini,
    kunjungan,
    naskah_acara,
    pelayanan_prima,
    rencana,
    revolusi_mental,
    seminar,
    sosialisasi,
    tindak_lanjut,
    upacara,
)
from contoh.kantor import buat_kantor
from contoh.program import program_inovasi, program_pelayanan_prima
from diklat.models import Gelombang


class Command(BaseCommand):
    help = "Mengisi data contoh: instansi, akun, gelombang yang selesai, berjalan, dan terbuka."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Data contoh hanya untuk DEMO=1.")
        if Gelombang.objects.exists():
            raise CommandError("Basis data sudah berisi gelombang. Pakai `make demo-ulang`.")
        with connection.cursor() as cursor:
            cursor.execute(
                "SET synchronous_commit = off"
            )  # half a demo is filled anew, so nothing waits for the disk
        mulai = time.monotonic()
        kantor = buat_kantor()
        prima, inovasi = program_pelayanan_prima(kantor.medan), program_inovasi(kantor.medan)
        jadwal.siapkan(kantor)
        pelayanan_prima.mainkan(kantor, prima)
        pelayanan_prima.periksa()
        kini.mainkan(kantor, prima, inovasi, timezone.localdate())
        apel.mainkan(kantor, timezone.localdate())
        sosialisasi.mainkan(kantor, timezone.localdate())
        upacara.mainkan(kantor)
        inovasi_2017, camat = rencana.mainkan(kantor)
        rencana.periksa()
        seminar_2017 = seminar.mainkan(kantor, inovasi_2017)
        seminar.periksa(kantor, seminar_2017)
        naskah_acara.mainkan(kantor, seminar_2017)
        naskah_acara.periksa(seminar_2017)
        tindak_lanjut.periksa(tindak_lanjut.mainkan(kantor, camat, seminar_2017.rubrik))
        kunjungan.mainkan(kantor)
        revolusi_mental.mainkan(kantor)
        self.stdout.write(f"Data contoh siap ({time.monotonic() - mulai:.0f} detik).")
