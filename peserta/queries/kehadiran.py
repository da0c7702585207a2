"""Attendance of a gelombang, counted in one statement."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection
from django.db.models import Sum

from diklat.models import Gelombang, Kurikulum, Sesi
from kantor.lib.angka import ringkas
from peserta.lib.kehadiran import Aturan, Hitungan, Posisi, cetak_persen, kekurangan, lantai, posisi
from peserta.models import Kehadiran
from peserta.models.pendaftaran import TERPANGGIL, Status
from peserta.queries.sesi_peserta import MILIK, bukan_milik, catatan_milik

LAIN = "x"  # in the matrix: a session of a visit this person is not on

# The rule of what counts, in this one place: H and DL, and T within the tolerance; T beyond it, I, S and A do not.
DIHITUNG = "(k.kode IN ('H', 'DL') OR (k.kode = 'T' AND k.menit_terlambat <= %(toleransi)s))"

# Published sessions with JP.
SESI = """
SELECT s.id, t.kunjungan_id, extract(epoch FROM t.selesai - t.mulai)::bigint AS detik
FROM diklat_sesi s JOIN diklat_terbitansesi t ON t.sesi_id = s.id
WHERE s.gelombang_id = %(gelombang)s AND t.berjp AND NOT t.batal
"""

# Each of them × everybody who was called and whose it is; what nobody has recorded counts nothing and is told apart.
REKAP = f"""
WITH t AS ({SESI}), p AS (
    SELECT id, ndh, nama_kunci FROM peserta_pendaftaran
    WHERE gelombang_id = %(gelombang)s AND status = ANY(%(status)s)
      AND (%(peserta)s::bigint[] IS NULL OR id = ANY(%(peserta)s))
)
SELECT p.id,
       coalesce(sum(t.detik), 0)::bigint,
       coalesce(sum(t.detik) FILTER (WHERE {DIHITUNG}), 0)::bigint,
       count(t.id),
       count(t.id) FILTER (WHERE k.kode = 'A'),
       count(t.id) FILTER (WHERE k.kode IS NULL),
       coalesce(sum(t.detik) FILTER (WHERE k.kode IS NULL), 0)::bigint
FROM p LEFT JOIN t ON {MILIK} LEFT JOIN peserta_kehadiran k ON k.sesi_id = t.id AND k.pendaftaran_id = p.id
GROUP BY p.id, p.ndh, p.nama_kunci
ORDER BY p.ndh NULLS LAST, p.nama_kunci, p.id
"""  # noqa: S608 - only the constants above

PER_SESI = f"""
WITH t AS ({SESI})
SELECT t.id, count(p.id) FILTER (WHERE {DIHITUNG}), count(p.id)
FROM t LEFT JOIN peserta_pendaftaran p ON p.gelombang_id = %(gelombang)s AND p.status = %(hadir)s AND {MILIK}
       LEFT JOIN peserta_kehadiran k ON k.sesi_id = t.id AND k.pendaftaran_id = p.id
GROUP BY t.id
"""  # noqa: S608 - only the constants above


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
    def persen_angka(self) -> Decimal | None:
        """The same as a number, for Excel and papers: cut to two places, not rounded."""
        return None if self.persen is None else lantai(self.persen)

    @property
    def alasan(self) -> list[str]:
        """Why the rule is not met; empty when it is."""
        return kekurangan(self.hitungan, self.aturan)

    @property
    def jp_batas(self) -> Decimal:
        """JP the rule asks for."""
        return self.jp_total * self.aturan.hadir_minimal / 100

    @property
    def posisi(self) -> Posisi:
        """How it stands while the training goes on."""
        return posisi(self.hitungan, self.aturan)

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


def rekap_kehadiran(
    gelombang: Gelombang, *, peserta: Collection[int] | None = None
) -> dict[int, RekapKehadiran]:
    """Attendance of everybody called, or of those registrations alone, by primary key, in NDH order. One statement."""
    aturan = aturan_kehadiran(gelombang.kurikulum)
    nilai: dict[str, Any] = {
        "gelombang": gelombang.pk,
        "status": [str(s) for s in TERPANGGIL],
        "peserta": None if peserta is None else list(peserta),
        "toleransi": aturan.toleransi,
    }
    with connection.cursor() as kursor:
        kursor.execute(REKAP, nilai)
        return {pk: RekapKehadiran(pk, Hitungan(*angka), aturan) for pk, *angka in kursor.fetchall()}


def hadir_per_sesi(gelombang: Gelombang) -> dict[int, tuple[int, int]]:
    """How many count as present in each published session with JP, and of how many seated it is, by its primary key."""
    toleransi = aturan_kehadiran(gelombang.kurikulum).toleransi
    nilai: dict[str, Any] = {"gelombang": gelombang.pk, "hadir": str(Status.HADIR), "toleransi": toleransi}
    with connection.cursor() as kursor:
        kursor.execute(PER_SESI, nilai)
        return {pk: (hadir, seharusnya) for pk, hadir, seharusnya in kursor.fetchall()}


def kehadiran_sesi(sesi: Sesi) -> dict[int, Kehadiran]:
    """What was recorded in one session of those whose it is, by primary key of the registration."""
    return {k.pendaftaran_id: k for k in Kehadiran.objects.filter(catatan_milik(), sesi=sesi)}


def matriks_kehadiran(gelombang: Gelombang, peserta: Collection[int]) -> dict[tuple[int, int], str]:
    """Code per (registration, session) of these registrations: 'H', 'DL', 'T 20'; LAIN where it is not theirs."""
    baris = Kehadiran.objects.filter(sesi__gelombang=gelombang, pendaftaran__in=peserta).values_list(
        "pendaftaran_id", "sesi_id", "kode", "menit_terlambat"
    )
    isi = {(p, s): f"T {menit}" if kode == "T" else kode for p, s, kode, menit in baris}
    return isi | dict.fromkeys(bukan_milik(peserta), LAIN)


def kurang_jp(gelombang: Gelombang, rekap: Mapping[int, RekapKehadiran]) -> str:
    """What to say when the sessions hold fewer JP than the kurikulum, which the certificate names; else ""."""
    jp = gelombang.kurikulum.modul.aggregate(jp=Sum("jp"))["jp"] or Decimal(0)
    kurang = [satu.jp_total for satu in rekap.values() if satu.jp_total < jp]
    if not kurang:
        return ""
    siapa = "" if len(kurang) == len(rekap) else f" bagi {len(kurang)} peserta"
    return (
        f"Sesi yang tercatat{siapa} baru {ringkas(min(kurang))} JP, "
        f"sedangkan kurikulum dan sertifikat menyebut {ringkas(jp)} JP."
    )
