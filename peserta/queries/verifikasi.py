"""What stands against a decision on registrations: asked before it (preview) and again under the lock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet, TextChoices

from diklat.models import Gelombang, SyaratBerkas
from peserta.models import BerkasPendaftaran, Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.queries.berkas import bersurat, diminta_usulan
from peserta.queries.kuota import KuotaTerisi, kuota_unit

TIDAK_TERBACA = BerkasPendaftaran.Keadaan.TIDAK_TERBACA


class Keputusan(TextChoices):
    """What Panitia may say of a registration."""

    TERIMA = "terima", "Terima"
    KEMBALIKAN = "kembalikan", "Kembalikan untuk dilengkapi"
    TOLAK = "tolak", "Tidak memenuhi syarat"


K = Keputusan
DARI: dict[str, set[str]] = {
    K.TERIMA: {Status.DIAJUKAN, Status.PERLU_PERBAIKAN},
    K.KEMBALIKAN: {Status.DIAJUKAN, Status.DIVERIFIKASI},
    K.TOLAK: {Status.DIAJUKAN, Status.PERLU_PERBAIKAN, Status.DAFTAR_TUNGGU},
}
KE: dict[str, Status] = {
    K.TERIMA: Status.DIVERIFIKASI,
    K.KEMBALIKAN: Status.PERLU_PERBAIKAN,
    K.TOLAK: Status.DITOLAK,
}
# Those whose registration the office has accepted: they count against a unit's quota for good.
DITERIMA = [
    Status.DIVERIFIKASI, Status.DITETAPKAN, Status.DIPANGGIL, Status.DIKONFIRMASI, Status.BERHALANGAN, Status.HADIR,
]  # fmt: skip


@dataclass(frozen=True)
class Pemeriksaan:
    """One registration against a decision: what forbids it, and what a written reason would settle."""

    pendaftaran: Pendaftaran
    halangan: list[str] = field(default_factory=list)
    kuota_penuh: str = ""
    perlu_alasan: list[str] = field(default_factory=list)

    def masalah(self, alasan: str = "") -> list[str]:
        """What is left in the way, given this reason."""
        penuh = [self.kuota_penuh] if self.kuota_penuh else []
        return self.halangan + penuh + ([] if alasan.strip() else self.perlu_alasan)


def pratinjau_verifikasi(gelombang: Gelombang, pilihan: Iterable[int], keputusan: str) -> list[Pemeriksaan]:
    """The chosen registrations in order of name, each with what stands against the decision."""
    terpilih = (
        Pendaftaran.objects.filter(gelombang=gelombang, pk__in=set(pilihan))
        .select_related("pegawai", "unit", "opd")
        .order_by("nama_kunci", "pk")
    )
    return periksa(gelombang, terpilih, keputusan)


def periksa(
    gelombang: Gelombang, pendaftaran: QuerySet[Pendaftaran] | list[Pendaftaran], keputusan: str
) -> list[Pemeriksaan]:
    """The same for rows at hand, in their order.

    The last places of a unit's quota go to whoever came first; who lacks a file comes after all others, for only a
    written reason lets them in. So a preview foretells what the decision does, whatever reason is written.
    """
    baris = list(pendaftaran)
    terima = keputusan == K.TERIMA
    penjaga = PenjagaKuota(gelombang) if terima else None
    kurang = berkas_kurang(baris, SyaratBerkas.Kapan.PENDAFTARAN) if terima else {}
    urut = sorted(baris, key=lambda p: (p.pk in kurang, p.pk))
    hasil = {p.pk: _periksa(p, keputusan, penjaga, kurang.get(p.pk, [])) for p in urut}
    return [hasil[p.pk] for p in baris]


def berkas_kurang(pendaftaran: Iterable[Pendaftaran], kapan: str) -> dict[int, list[str]]:
    """Names of the required files due at that time that are missing or cannot be read, by registration.

    A surat usulan is there when the letter over the person has its scan.
    """
    baris = {p.pk: p.gelombang_id for p in pendaftaran}
    syarat: dict[int, dict[int, str]] = defaultdict(dict)
    for s in SyaratBerkas.objects.filter(gelombang__in=set(baris.values()), kapan=kapan, wajib=True):
        syarat[s.gelombang_id][s.pk] = s.nama
    if not syarat:
        return {}
    ada = set(
        BerkasPendaftaran.objects.filter(pendaftaran__in=baris)
        .exclude(keadaan=TIDAK_TERBACA)
        .values_list("pendaftaran", "syarat")
    )
    diusulkan = (
        bersurat(baris) if any(map(diminta_usulan, (n for s in syarat.values() for n in s.values()))) else ()
    )
    kurang = {
        pk: [
            nama
            for syarat_pk, nama in syarat[gelombang].items()
            if (pk, syarat_pk) not in ada and not (pk in diusulkan and diminta_usulan(nama))
        ]
        for pk, gelombang in baris.items()
    }
    return {pk: nama for pk, nama in kurang.items() if nama}


class PenjagaKuota:
    """Keeps the quota per unit while registrations are accepted one after another. The caller holds the lock."""

    def __init__(self, gelombang: Gelombang) -> None:
        self.sisa: dict[int, int] = {}
        self.atas: dict[int, list[KuotaTerisi]] = defaultdict(list)
        for kuota in kuota_unit(gelombang, DITERIMA):
            self.sisa[kuota.unit_id] = kuota.sisa
            for unit in kuota.cabang:
                self.atas[unit].append(kuota)

    def terima(self, unit_id: int | None) -> str:
        """Take a place in every quota over this unit; else say which one is full."""
        semua = self.atas.get(unit_id or 0, [])
        for kuota in semua:
            if self.sisa[kuota.unit_id] <= 0:
                return f"Kuota {kuota.nama} ({kuota.kuota} orang) sudah terisi."
        for kuota in semua:
            self.sisa[kuota.unit_id] -= 1
        return ""


def _periksa(p: Pendaftaran, keputusan: str, penjaga: PenjagaKuota | None, berkas: list[str]) -> Pemeriksaan:
    if p.status not in DARI[keputusan]:
        return Pemeriksaan(p, [f"Sudah berstatus “{p.get_status_display()}”."])
    penuh = penjaga.terima(p.unit_id) if penjaga else ""
    return Pemeriksaan(p, kuota_penuh=penuh, perlu_alasan=[f"Berkas “{nama}” belum ada." for nama in berkas])
