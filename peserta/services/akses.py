"""A key mailed to an address the portal does not know yet: it opens one registration and nothing else."""

from __future__ import annotations

import datetime
import secrets
from hashlib import sha256

from django.conf import settings
from django.utils import timezone

from kantor.langsung import sisip
from peserta.models import AksesPendaftaran, Pendaftaran

BYTE_ACAK = 20  # 160 random bits: a plain hash of it is enough
SESUDAH_SELESAI = datetime.timedelta(days=90)


def buat_akses(*, pendaftaran: Pendaftaran) -> str:
    """Make a key for this registration; only its hash is stored. Good until some time after the last day."""
    token = secrets.token_urlsafe(BYTE_ACAK)
    akhir = max(pendaftaran.gelombang.selesai, timezone.localdate()) + SESUDAH_SELESAI
    sisip(
        AksesPendaftaran(
            pendaftaran=pendaftaran,
            sidik=_sidik(token),
            berlaku_sampai=datetime.datetime.combine(akhir, datetime.time(), tzinfo=datetime.UTC),
        )
    )
    return token


def pendaftaran_dari_akses(token: str) -> Pendaftaran | None:
    """The registration this key opens; None for an unknown or expired one."""
    akses = (
        AksesPendaftaran.objects.select_related("pendaftaran__gelombang__kurikulum__program")
        .filter(sidik=_sidik(token), berlaku_sampai__gt=timezone.now())
        .first()
    )
    return akses.pendaftaran if akses else None


def alamat_akses(token: str) -> str:
    """The address in the letter."""
    return f"{settings.PORTAL_URL}/pendaftaran/{token}/"


def _sidik(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
