"""Attendance of a gelombang, counted in one statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection
from django.db.models import Sum

from diklat.models import Gelombang, Kurikulum, Sesi
from kantor.lib.angka import ringkas
from peserta.lib.kehadiran import PENUH, Aturan, Hitungan, cetak_persen, kekurangan
from peserta.models import Kehadiran
from peserta.models.pendaftaran import TERPANGGIL, Status

# Published sessions with JP × everybody who was called; what nobody has recorded counts nothing and is told apart.
REKAP = """
WITH s AS (
    SELECT id, extract(epoch FROM selesai - mulai)::bigint AS detik
    FROM diklat_sesi WHERE gelombang_id = %(gelombang)s AND terbit AND berjp
), p AS (
    SELECT id, ndh, nama_kunci FROM peserta_pendaftaran
    WHERE gelombang_id = %(gelombang)s AND status = ANY(%(status)s)
)
SELECT p.id,
       coalesce(sum(s.detik), 0)::bigint,
       coalesce(sum(s.detik) FILTER (WHERE k.kode = ANY(%(penuh)s)
                                        OR (k.kode = 'T' AND k.menit_terlambat <= %(toleransi)s)), 0)::bigint,
       count(s.id),
       count(s.id) FILTER (WHERE k.kode = 'A'),
       count(s.id) FILTER (WHERE k.kode IS NULL)
FROM p LEFT JOIN s ON true LEFT JOIN peserta_kehadiran k ON k.sesi_id = s.id AND k.pendaftaran_id = p.id
GROUP BY p.id, p.ndh, p.nama_kunci
ORDER BY p.ndh NULLS LAST, p.nama_kunci, p.id
"""


@dataclass(frozen=True)
class RekapKehadiran:
    """The attendance of one person against the rule."""

    pendaftaran_id: int
    hitungan: Hitungan
    aturan: Aturan

    @property
    def jp_hadir(self) -> Decimal:
        return self.hitungan.jp(self.aturan)

    @property
    def jp_total(self) -> Decimal:
        return self.hitungan.jp_total(self.aturan)

    @property
    def persen(self) -> Fraction | None:
        return self.hitungan.persen

    @property
    def persen_cetak(self) -> str:
        """`82,50 %`, or a dash where nothing counts yet."""
        return "–" if self.persen is None else cetak_persen(self.persen)

    @property
    def alasan(self) -> list[str]:
        """Why the rule is not met; empty when it is."""
        return kekurangan(self.hitungan, self.aturan)

    @property
    def memenuhi(self) -> bool:
        return not self.alasan


def aturan_kehadiran(kurikulum: Kurikulum) -> Aturan:
    """The limits a kurikulum sets; of a half-read one the rest is read in one go."""
    if belum_dibaca := kurikulum.get_deferred_fields():
        kurikulum.refresh_from_db(fields=belum_dibaca)
    return Aturan(
        kurikulum.hadir_minimal,
        kurikulum.maks_tanpa_izin,
        kurikulum.toleransi_terlambat,
        kurikulum.menit_per_jp,
    )


def rekap_kehadiran(gelombang: Gelombang, *, status: list[Status] | None = None) -> dict[int, RekapKehadiran]:
    """Attendance of everybody called (or of the given states), by primary key of the registration, in NDH order."""
    aturan = aturan_kehadiran(gelombang.kurikulum)
    nilai: dict[str, Any] = {
        "gelombang": gelombang.pk,
        "status": [str(s) for s in (status or TERPANGGIL)],
        "penuh": sorted(PENUH),
        "toleransi": aturan.toleransi,
    }
    with connection.cursor() as kursor:
        kursor.execute(REKAP, nilai)
        return {pk: RekapKehadiran(pk, Hitungan(*angka), aturan) for pk, *angka in kursor.fetchall()}


def kehadiran_sesi(sesi: Sesi) -> dict[int, Kehadiran]:
    """What was recorded in one session, by primary key of the registration."""
    return {k.pendaftaran_id: k for k in Kehadiran.objects.filter(sesi=sesi)}


def matriks_kehadiran(gelombang: Gelombang) -> dict[tuple[int, int], str]:
    """Code per (registration, session), for the sheet of a whole gelombang: 'H', 'DL', 'T 20'."""
    baris = Kehadiran.objects.filter(sesi__gelombang=gelombang).values_list(
        "pendaftaran_id", "sesi_id", "kode", "menit_terlambat"
    )
    return {(p, s): f"T {menit}" if kode == "T" else kode for p, s, kode, menit in baris}


def kurang_jp(gelombang: Gelombang, rekap: Mapping[int, RekapKehadiran]) -> str:
    """What to say when the sessions hold fewer JP than the kurikulum, which the certificate names; else ""."""
    tercatat = max((satu.jp_total for satu in rekap.values()), default=None)
    jp = gelombang.kurikulum.modul.aggregate(jp=Sum("jp"))["jp"] or Decimal(0)
    if tercatat is None or tercatat >= jp:
        return ""
    return (
        f"Sesi yang tercatat baru {ringkas(tercatat)} JP, "
        f"sedangkan kurikulum dan sertifikat menyebut {ringkas(jp)} JP."
    )
