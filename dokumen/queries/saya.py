"""The certificates of one person, for Beranda Peserta."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from dokumen.models import Sertifikat
from kantor.lib.telepon import bagikan_wa
from kantor.models import Pengguna
from peserta.models import Pendaftaran


def sertifikat_saya(pengguna: Pengguna, pendaftaran: Pendaftaran | None = None) -> list[dict[str, Any]]:
    """Published certificates of the account's pegawai, newest first; of one registration, or of all with None."""
    if pengguna.pegawai_id is None:
        return []
    baris: QuerySet[Sertifikat] = (
        Sertifikat.objects.filter(pendaftaran__pegawai=pengguna.pegawai_id, terbit__isnull=False)
        .select_related("gelombang__kurikulum__program", "berkas", "pengganti")
        .order_by("-tanggal", "-pk")
    )
    if pendaftaran is not None:
        baris = baris.filter(pendaftaran=pendaftaran)
    return [{"s": s, "teks": _teks(s), "wa": bagikan_wa(f"{_teks(s)} {s.alamat}")} for s in baris[:50]]


def sertifikat_terbit() -> int:
    """How many certificates are in force and published, for the front page."""
    return Sertifikat.objects.filter(status=Sertifikat.Status.BERLAKU, terbit__isnull=False).count()


def _teks(s: Sertifikat) -> str:
    return f"Sertifikat {s.gelombang}, Nomor {s.nomor}. Cek keasliannya:"
