"""What waits for those who guide, and how their people stand."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from diklat.models import Gelombang, Narasumber
from kantor.models import Instansi, Pegawai, Pengguna
from penilaian.models import (
    AturanRencana,
    Bimbingan,
    Pendamping,
    Penugasan,
    RencanaAksi,
    StatusRencana,
    VersiRencana,
)
from penilaian.models.pendamping import MENDAMPINGI, PeranPendamping, StatusPendamping
from penilaian.queries.nilai import tugas_pendamping
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import TERPANGGIL
from peserta.queries.kehadiran import RekapKehadiran, rekap_kehadiran

BANYAK = 100  # nobody guides more; a page must end somewhere
LANGKAH = {
    None: "Belum mulai menulis",
    StatusRencana.DRAF: "Peserta sedang menulis",
    StatusRencana.DIAJUKAN: "Menunggu jawaban Anda",
    StatusRencana.DIKEMBALIKAN: "Peserta sedang memperbaiki",
    StatusRencana.DISETUJUI: "Sudah disetujui",
}


@dataclass(frozen=True)
class Dampingan:
    """One peserta as seen by who guides: the plan, the last version, attendance, what comes next."""

    pendamping: Pendamping
    rencana: RencanaAksi | None
    versi: VersiRencana | None
    aturan: AturanRencana | None
    kehadiran: RekapKehadiran | None

    @property
    def p(self) -> Pendaftaran:
        return self.pendamping.pendaftaran

    @property
    def menunggu(self) -> bool:
        """Whether this mentor has a plan to answer."""
        return (
            self.pendamping.peran == PeranPendamping.MENTOR
            and self.pendamping.status == StatusPendamping.BERSEDIA
            and self.rencana is not None
            and self.rencana.status == StatusRencana.DIAJUKAN
        )

    @property
    def batas(self) -> datetime.datetime | None:
        """Until when the peserta may send, while it is their turn."""
        giliran_peserta = self.rencana is None or self.rencana.dapat_ditulis
        return self.aturan.batas_untuk(self.rencana) if self.aturan and giliran_peserta else None

    @property
    def langkah(self) -> str:
        """What comes next, in words."""
        status = StatusRencana(self.rencana.status) if self.rencana else None
        if status == StatusRencana.DIAJUKAN and self.pendamping.peran == PeranPendamping.COACH:
            return "Menunggu mentor"
        return LANGKAH[status]


@dataclass(frozen=True)
class Papan:
    """The one page of a mentor."""

    undangan: list[Dampingan] = field(default_factory=list)
    setujui: list[Dampingan] = field(default_factory=list)
    paraf: list[Bimbingan] = field(default_factory=list)
    nilai: list[Penugasan] = field(default_factory=list)
    semua: list[Dampingan] = field(default_factory=list)

    @property
    def menunggu(self) -> int:
        return len(self.undangan) + len(self.setujui) + len(self.paraf) + len(self.nilai)


def papan_mentor(pegawai: Pegawai | int, *, instansi: Instansi | int | None = None) -> Papan:
    """Everything that waits for this person, and all they guide now; of one office alone for its private address."""
    baris = list(pendamping_kini(pegawai, instansi=instansi)[:BANYAK])
    semua = _dampingan(baris)
    paraf = (
        Bimbingan.objects.filter(
            pendamping__pegawai=pegawai,
            paraf_pada=None,
            rencana__pendaftaran__in=[b.pendaftaran_id for b in baris],
        )
        .select_related("rencana__pendaftaran__gelombang", "pendamping")
        .order_by("tanggal", "pk")
    )
    return Papan(
        undangan=[d for d in semua if d.pendamping.status == StatusPendamping.DIUNDANG],
        setujui=[d for d in semua if d.menunggu],
        paraf=list(paraf),
        nilai=list(tugas_pendamping(pk__in=[b.pk for b in baris])),
        semua=[d for d in semua if d.pendamping.status == StatusPendamping.BERSEDIA],
    )


def satu_dampingan(
    pegawai: Pegawai | int, nomor: str, *, instansi: Instansi | int | None = None
) -> Dampingan | None:
    """One peserta this person guides, by the number of the registration."""
    baris = pendamping_kini(pegawai, instansi=instansi).filter(pendaftaran__nomor=nomor)[:1]
    semua = _dampingan(list(baris))
    return semua[0] if semua else None


def pendamping_kini(
    pegawai: Pegawai | int, *, instansi: Instansi | int | None = None
) -> QuerySet[Pendamping]:
    """The rows by which this person guides somebody now, mentor before coach."""
    baris = _kini(pegawai=pegawai)
    return baris if instansi is None else baris.filter(pendaftaran__gelombang__instansi=instansi)


def _kini(**siapa: Any) -> QuerySet[Pendamping]:
    return (
        Pendamping.objects.filter(**siapa, status__in=MENDAMPINGI, pendaftaran__status__in=TERPANGGIL)
        .exclude(pendaftaran__gelombang__status=Gelombang.Status.DIBATALKAN)
        .select_related(
            "pendaftaran__gelombang__kurikulum__program",
            "pendaftaran__gelombang__instansi",
            "pendaftaran__gelombang__aturan_rencana",
            "pegawai",
        )
        .prefetch_related(
            Prefetch("pendaftaran__rencana", RencanaAksi.objects.select_related("klaster")),
            Prefetch("pendaftaran__rencana__versi", VersiRencana.objects.order_by("nomor").defer("isi")),
        )
        .order_by("-pendaftaran__gelombang__mulai", "-peran", "pendaftaran__nama_kunci", "pk")
    )


def _dampingan(baris: list[Pendamping]) -> list[Dampingan]:
    kehadiran = _kehadiran(baris)
    hasil = []
    for b in baris:
        rencana = getattr(b.pendaftaran, "rencana", None)
        versi = list(rencana.versi.all()) if rencana else []
        hasil.append(
            Dampingan(
                pendamping=b,
                rencana=rencana,
                versi=versi[-1] if versi else None,
                aturan=getattr(b.pendaftaran.gelombang, "aturan_rencana", None),
                kehadiran=kehadiran.get(b.pendaftaran_id),
            )
        )
    return hasil


def _kehadiran(baris: list[Pendamping]) -> dict[int, RekapKehadiran]:
    """Attendance of these people; one statement per gelombang."""
    per: dict[Gelombang, list[int]] = defaultdict(list)
    for b in baris:
        if b.pendaftaran.ndh is not None:
            per[b.pendaftaran.gelombang].append(b.pendaftaran_id)
    return {pk: r for g, peserta in per.items() for pk, r in rekap_kehadiran(g, peserta=peserta).items()}


def camat_untuk(semua: Collection[Pendaftaran]) -> dict[int, Pegawai]:
    """The Camat of each OPD these people come from, Plt. and Plh. included; one statement."""
    opd = {p.opd_id for p in semua if p.opd_id}
    baris = (
        Pegawai.objects.filter(opd__in=opd, keadaan=Pegawai.Keadaan.AKTIF, terverifikasi=True)
        .filter(jabatan__iregex=r"^\s*(pl[th]\.?\s+)?camat\y")
        .order_by("-pk")
    )
    return {p.opd_id: p for p in baris if p.opd_id}


def yang_menunggu(gelombang: Gelombang) -> Iterator[tuple[Pegawai, str, int]]:
    """(who, what, how many) for everybody who guides somebody of this gelombang. Two statements."""
    kini = (
        Pendamping.objects.filter(
            pendaftaran__gelombang=gelombang,
            pendaftaran__status__in=TERPANGGIL,
            status__in=MENDAMPINGI,
            pegawai__isnull=False,
        )
        .select_related("pegawai__akun", "pegawai__pribadi", "pendaftaran__rencana")
        .annotate(tanpa_paraf=Count("bimbingan", filter=Q(bimbingan__paraf_pada=None)))
    )
    for b in kini:
        if b.pegawai is None:
            continue
        if b.status == StatusPendamping.DIUNDANG:
            yield b.pegawai, "undangan", 1
        rencana = getattr(b.pendaftaran, "rencana", None)
        if (
            b.peran == PeranPendamping.MENTOR
            and b.status == StatusPendamping.BERSEDIA
            and rencana is not None
            and rencana.status == StatusRencana.DIAJUKAN
        ):
            yield b.pegawai, "rencana", 1
        if b.tanpa_paraf:
            yield b.pegawai, "bimbingan", b.tanpa_paraf
    lembar = tugas_pendamping(pendaftaran__gelombang=gelombang, pegawai__isnull=False)
    for tugas in lembar.select_related("pendamping__pegawai__akun", "pendamping__pegawai__pribadi"):
        if tugas.pendamping and tugas.pendamping.pegawai:
            yield tugas.pendamping.pegawai, "nilai", 1


def jumlah_menunggu(pengguna: Pengguna) -> int:
    """How much waits for this mentor; three statements, for the count beside the menu."""
    kini = Pendamping.objects.filter(
        pegawai=pengguna.pegawai_id, status__in=MENDAMPINGI, pendaftaran__status__in=TERPANGGIL
    ).exclude(pendaftaran__gelombang__status=Gelombang.Status.DIBATALKAN)
    hitung = kini.aggregate(
        undangan=Count("pk", filter=Q(status=StatusPendamping.DIUNDANG)),
        rencana=Count(
            "pk",
            filter=Q(
                status=StatusPendamping.BERSEDIA,
                peran=PeranPendamping.MENTOR,
                pendaftaran__rencana__status=StatusRencana.DIAJUKAN,
            ),
        ),
    )
    paraf = Bimbingan.objects.filter(pendamping__in=kini, paraf_pada=None).count()
    return int(
        hitung["undangan"] + hitung["rencana"] + paraf + tugas_pendamping(pk__in=kini.values("pk")).count()
    )


def dampingan_narasumber(narasumber: Narasumber) -> list[Dampingan]:
    """Whom a coach without account guides now."""
    return _dampingan(list(_kini(narasumber=narasumber)[:BANYAK]))


def bimbingan_narasumber(narasumber: Narasumber) -> QuerySet[Bimbingan]:
    """The meetings with this coach that wait for the paraf."""
    return (
        Bimbingan.objects.filter(
            pendamping__narasumber=narasumber, pendamping__status__in=MENDAMPINGI, paraf_pada=None
        )
        .select_related("rencana__pendaftaran", "pendamping")
        .order_by("tanggal", "pk")
    )
