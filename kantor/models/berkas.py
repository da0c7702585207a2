"""Files: private, checked by content, under a random name."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models

from kantor.riwayat import dicatat

from .instansi import Instansi

if TYPE_CHECKING:
    from django.core.files.storage import Storage  # noqa: F401


def nama_acak(berkas: Berkas, _: str) -> str:
    """A path that tells nothing: two letters of the id as folder, the id, the true extension."""
    return f"berkas/{berkas.pk.hex[:2]}/{berkas.pk.hex}.{berkas.akhiran}"


@dicatat()
class Berkas(models.Model):
    """A stored file. Who may fetch it is asked of the row that points to it (kantor.services.berkas)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instansi = models.ForeignKey(Instansi, models.CASCADE, null=True, related_name="+")
    isi = models.FileField(upload_to=nama_acak, max_length=120)
    nama = models.CharField("nama berkas", max_length=150)
    akhiran = models.CharField(max_length=6)
    jenis_isi = models.CharField(max_length=100)
    ukuran = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    pengunggah = models.ForeignKey("kantor.Pengguna", models.SET_NULL, null=True, related_name="+")
    dibuat = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "berkas"

    def __str__(self) -> str:
        return self.nama
