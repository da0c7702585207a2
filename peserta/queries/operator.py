"""What an Operator OPD sees: the gelombang that concern the own units, and the own part of each in numbers."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from diklat.models import Gelombang, KuotaUnit
from kantor.lingkup import Hak
from kantor.models import Pegawai, Pengguna, Peran, Unit
from kantor.queries.pegawai import URUTAN, cocok_pegawai, rapi_cari
from kantor.zona import hari_ini
from peserta.models import Pendaftaran, StatusUndangan, Usulan
from peserta.models.pendaftaran import HIDUP, Status
from peserta.queries.batas import batas_usulan
from peserta.queries.kursi import dengan_posisi
from peserta.queries.undangan import dapat_dijawab, undangan_operator

S = Status
# What an operator should look at, in the order of urgency: statuses → words.
TINDAK_LANJUT: list[tuple[str, str]] = [
    (S.BERHALANGAN, "menunggu pengganti"),
    (S.PERLU_PERBAIKAN, "perlu dilengkapi"),
    (S.DIPANGGIL, "belum menjawab pemanggilan"),
    (S.DITAWARI, "ditawari kursi"),
]


@dataclass(frozen=True)
class BagianUnit:
    """The own units' part of one gelombang. `kuota` is None where the organiser has set none for them."""

    gelombang: Gelombang
    kuota: int | None = None
    per_status: dict[str, int] = field(default_factory=dict)

    def jumlah(self, *status: str) -> int:
        """Own registrations in any of these statuses."""
        return sum(self.per_status.get(s, 0) for s in status)

    @property
    def diusulkan(self) -> int:
        return self.jumlah(*HIDUP)

    @property
    def kurang(self) -> int:
        return max((self.kuota or 0) - self.diusulkan, 0)

    @property
    def lebih(self) -> int:
        """Names beyond the quota: they wait as cadangan."""
        return max(self.diusulkan - self.kuota, 0) if self.kuota is not None else 0

    @property
    def tindak_lanjut(self) -> list[tuple[int, str]]:
        """How many wait for the operator, and for what."""
        return [(n, kata) for status, kata in TINDAK_LANJUT if (n := self.per_status.get(status, 0))]

    @property
    def ringkas_status(self) -> list[tuple[int, str, str]]:
        """Number, words and code of every status there is, in the order of a registration's life."""
        return [(self.per_status[s], Status(s).label, s) for s in Status.values if s in self.per_status]

    @property
    def batas(self) -> datetime.datetime | None:
        """Until when names may be sent."""
        return batas_usulan(self.gelombang)

    @property
    def sisa_hari(self) -> int | None:
        """Days left, 0 on the last day; None without a deadline."""
        instansi = self.gelombang.instansi
        return (hari_ini(instansi, self.batas) - hari_ini(instansi)).days if self.batas else None

    @property
    def kata_batas(self) -> str:
        """'Tutup 5 hari lagi', for a chip."""
        kata = {None: "Terbuka, tanpa batas waktu", 0: "Tutup hari ini", 1: "Tutup besok"}
        return kata.get(self.sisa_hari, f"Tutup {self.sisa_hari} hari lagi")

    @property
    def nada_batas(self) -> str:
        """Gold within a week, red on the last day."""
        if self.sisa_hari is None or self.sisa_hari > 7:
            return "utama"
        return "bahaya" if self.sisa_hari == 0 else "tunggu"

    @property
    def terbuka(self) -> bool:
        return menerima_usulan(self.gelombang)


def menerima_usulan(gelombang: Gelombang) -> bool:
    """Whether a page should offer to propose names; the service decides again under the lock."""
    kini, batas = timezone.now(), batas_usulan(gelombang)
    return (
        gelombang.status == Gelombang.Status.DIBUKA
        and gelombang.jalur_usulan
        and (gelombang.buka_pada is None or gelombang.buka_pada <= kini)
        and (batas is None or kini < batas)
    )


def akar_usul(pengguna: Pengguna) -> list[Unit]:
    """The units this account is operator of; what stands below them is theirs too."""
    akar = {p.unit_id: p.unit for p in pengguna.daftar_peran if p.jenis == Peran.Jenis.OPERATOR and p.unit}
    return list(akar.values())


def akar_untuk(pengguna: Pengguna, unit: Unit) -> Unit | None:
    """Which of the own units `unit` belongs to, the nearest one; None for a unit of others."""
    akar = {satu.pk: satu for satu in akar_usul(pengguna)}
    kini: Unit | None = unit
    while kini is not None and kini.pk not in akar:
        kini = kini.parent
    return akar[kini.pk] if kini else None


def unit_operator(pengguna: Pengguna) -> QuerySet[Unit]:
    """Every own unit in force, by code."""
    kini = timezone.localdate()
    milik = Unit.objects.filter(pk__in=pengguna.unit_dengan_usul())
    return (
        milik.filter(Q(berlaku_sampai=None) | Q(berlaku_sampai__gte=kini))
        .select_related("parent", "opd")
        .order_by("kode")
    )


def gelombang_operator(pengguna: Pengguna) -> QuerySet[Gelombang]:
    """Gelombang that concern the own units: of the own instansi and meant for them, or naming them, or with own people.

    A draft concerns nobody yet.
    """
    milik = pengguna.unit_dengan_usul()
    instansi = {p.instansi_id for p in pengguna.daftar_peran if p.jenis == Peran.Jenis.OPERATOR}
    jalan = {u for akar in akar_usul(pengguna) for u in _jalan_ke(akar)} | milik
    sasaran = Gelombang.unit_sasaran.through.objects.filter(gelombang=OuterRef("pk"))
    umum = Q(instansi__in=instansi, jalur_usulan=True) & ~Exists(sasaran)
    dituju = Q(jalur_usulan=True) & Exists(sasaran.filter(unit__in=jalan))
    berkuota = Exists(KuotaUnit.objects.filter(gelombang=OuterRef("pk"), unit__in=milik))
    berorang = Exists(Pendaftaran.objects.filter(gelombang=OuterRef("pk"), unit__in=milik))
    return (
        Gelombang.objects.filter(umum | dituju | berkuota | berorang)
        .exclude(status=Gelombang.Status.DRAF)
        .select_related("kurikulum__program", "instansi")
    )


def bagian_unit(pengguna: Pengguna, gelombang: Iterable[Gelombang]) -> list[BagianUnit]:
    """The own part of each of these gelombang, in their order. Three statements, however many there are."""
    semua = list(gelombang)
    milik, pk = pengguna.unit_dengan_usul(), [g.pk for g in semua]
    per_status: dict[int, dict[str, int]] = defaultdict(dict)
    hitung = Pendaftaran.objects.filter(gelombang__in=pk, unit__in=milik).order_by()
    for g, status, n in hitung.values_list("gelombang", "status").annotate(n=Count("pk")):
        per_status[g][status] = n
    kuota = _kuota(milik, pk)
    return [BagianUnit(g, kuota.get(g.pk), per_status[g.pk]) for g in semua]


def pendaftaran_operator(pengguna: Pengguna, gelombang: Gelombang) -> QuerySet[Pendaftaran]:
    """The people of the own units in this gelombang, with their place on the list of cadangan."""
    milik = Pendaftaran.objects.untuk(pengguna, Hak.USUL).filter(
        gelombang=gelombang, unit__in=pengguna.unit_dengan_usul()
    )
    return dengan_posisi(milik.select_related("pegawai__akun", "unit", "opd", "usulan"))


def surat_operator(pengguna: Pengguna, gelombang: Gelombang) -> QuerySet[Usulan]:
    """Letters of the own units for this gelombang with the number of names under each, newest first."""
    hidup = Count("pendaftaran", filter=Q(pendaftaran__status__in=HIDUP))
    milik = Usulan.objects.untuk(pengguna, Hak.USUL).filter(gelombang=gelombang)
    return milik.select_related("unit", "berkas").annotate(nama=hidup).order_by("-pk")


def tanpa_surat(pengguna: Pengguna, gelombang: Gelombang) -> int:
    """Own living names under no letter yet."""
    return pendaftaran_operator(pengguna, gelombang).filter(usulan=None, status__in=HIDUP).count()


def pegawai_operator(pengguna: Pengguna, nip: str) -> Pegawai | None:
    """The own unit's pegawai of this number; others are not told from unknown ones."""
    milik = Pegawai.objects.filter(unit__in=pengguna.unit_dengan_usul(), nip=nip)
    return milik.select_related("unit").first()


def cari_pegawai(pengguna: Pengguna, gelombang: Gelombang, q: str, *, batas: int = 20) -> list[Pegawai]:
    """Active pegawai of the own units who are not in this gelombang yet, by name or number; without `q` the first."""
    terdaftar = Pendaftaran.objects.filter(gelombang=gelombang, pegawai=OuterRef("pk"), status__in=HIDUP)
    milik = Pegawai.objects.filter(
        ~Exists(terdaftar), unit__in=pengguna.unit_dengan_usul(), keadaan=Pegawai.Keadaan.AKTIF
    )
    if teks := rapi_cari(q):
        milik = milik.filter(cocok_pegawai(teks))
    return list(milik.select_related("unit").order_by(*URUTAN)[:batas])


def operator_disurati(unit: Unit | None) -> QuerySet[Pengguna]:
    """The operators who propose for this unit and can be written to."""
    if unit is None:
        return Pengguna.objects.none()
    atas = Unit.objects.ancestors(unit, include_self=True).values_list("pk", flat=True)
    return Pengguna.objects.filter(pk__in=_peran_disurati(list(atas)).values("pengguna"))


def operator_per_unit(unit: Collection[int]) -> dict[int, list[Pengguna]]:
    """The same for each of many units, in two statements whatever their number."""
    atas = {u.pk: set(u.tree_path) for u in Unit.objects.with_tree_fields().filter(pk__in=unit)}
    semua = _peran_disurati(set().union(*atas.values())).select_related("pengguna").order_by("pengguna")
    peran = list(semua)
    return {
        pk: list({p.pengguna_id: p.pengguna for p in peran if p.unit_id in di}.values())
        for pk, di in atas.items()
    }


def _peran_disurati(unit: Collection[int]) -> QuerySet[Peran]:
    """Roles of operators for these units whose account can be written to."""
    peran = Peran.objects.filter(
        jenis=Peran.Jenis.OPERATOR, aktif=True, unit__in=unit, pengguna__is_active=True
    )
    return peran.exclude(pengguna__email="")


def jumlah_tindak_lanjut(pengguna: Pengguna) -> int:
    """How many registrations and invitations this operator can still do something about: the badge of the menu."""
    undangan = undangan_operator(pengguna).filter(status=StatusUndangan.BELUM)
    return sum(dapat_dijawab(u.gelombang, panitia=False) for u in undangan) + (
        Pendaftaran.objects.filter(
            unit__in=pengguna.unit_dengan_usul(), status__in=[s for s, _ in TINDAK_LANJUT]
        )
        .exclude(gelombang__status__in=[Gelombang.Status.SELESAI, Gelombang.Status.DIBATALKAN])
        .count()
    )


def _kuota(milik: set[int], gelombang: list[int]) -> dict[int, int]:
    """The quota of the own units per gelombang; a quota below another one of ours is part of that one."""
    atas: dict[int, dict[int, int]] = defaultdict(dict)
    baris = KuotaUnit.objects.filter(gelombang__in=gelombang, unit__in=milik)
    for g, unit, kuota in baris.values_list("gelombang", "unit", "kuota"):
        atas[g][unit] = kuota
    if not atas:
        return {}
    induk = dict(Unit.objects.filter(pk__in=milik).values_list("pk", "parent"))
    return {
        g: sum(k for unit, k in per_unit.items() if not _di_bawah(unit, per_unit, induk))
        for g, per_unit in atas.items()
    }


def _di_bawah(unit: int, lain: dict[int, int], induk: dict[int, int | None]) -> bool:
    kini = induk.get(unit)
    while kini is not None and kini not in lain:
        kini = induk.get(kini)
    return kini is not None


def _jalan_ke(unit: Unit) -> Iterable[int]:
    """The unit and everything above it."""
    kini: Unit | None = unit
    while kini is not None:
        yield kini.pk
        kini = kini.parent
