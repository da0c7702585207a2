"""Who changed what on one registration, read from the history that triggers write."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from kantor.queries.riwayat import Kejadian, kejadian
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status

# What is printed or decided; other columns follow from these.
KOLOM = {
    "nama": "nama",
    "gelar_depan": "gelar depan",
    "gelar_belakang": "gelar belakang",
    "golongan": "golongan",
    "jabatan": "jabatan",
    "unit_nama": "unit kerja",
    "ndh": "NDH",
    "prioritas": "prioritas",
}


def riwayat_pendaftaran(p: Pendaftaran) -> list[Kejadian]:
    """The life of a registration, newest first."""
    model = apps.get_model("peserta", "PendaftaranEvent")
    baris = model.objects.filter(pgh_obj_id=p.pk).order_by("pgh_id")
    semua: list[Kejadian] = []
    sebelum: Any = None
    for satu in baris:
        semua += _kejadian(satu, sebelum, p.gelombang.instansi.zona_waktu)
        sebelum = satu
    return semua[::-1]


def _kejadian(satu: Any, sebelum: Any, zona: str) -> list[Kejadian]:
    kalimat = _kalimat(satu, sebelum)
    if not kalimat:
        return []
    berganti = sebelum is None or satu.status != sebelum.status or satu.alasan != sebelum.alasan
    alasan = (satu.alasan if berganti else "") or (satu.pgh_context or {}).get("alasan", "")
    return [kejadian(satu.pgh_created_at, satu.pgh_context, kalimat, zona=zona, rincian=alasan)]


def _kalimat(satu: Any, sebelum: Any) -> str:
    if sebelum is None:
        return f"Pendaftaran masuk: {Status(satu.status).label}"
    bagian = []
    if satu.status != sebelum.status:
        bagian.append(f"{Status(sebelum.status).label} → {Status(satu.status).label}")
    bagian += [
        f"{sebutan}: {getattr(sebelum, kolom) or 'kosong'} → {getattr(satu, kolom) or 'kosong'}"
        for kolom, sebutan in KOLOM.items()
        if getattr(satu, kolom) != getattr(sebelum, kolom)
    ]
    if satu.nama_dikonfirmasi and not sebelum.nama_dikonfirmasi:
        bagian.append("Nama dan gelar dikonfirmasi")
    return "; ".join(bagian)
