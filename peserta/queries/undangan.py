"""Seats per OPD: the list and its counts, an operator's own ones, until when they may change, their history."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable

from django.apps import apps
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from diklat.models import Gelombang, Program
from diklat.models.gelombang import BELUM_SELESAI
from kantor.lingkup import Hak
from kantor.models import Pengguna, Unit
from kantor.queries.riwayat import Kejadian, kejadian, perubahan
from kantor.zona import zona
from peserta.models.undangan import HADIR, StatusUndangan, UndanganOpd
from peserta.queries.ringkasan import ringkasan

J = Program.Jenis
# Events to which offices are invited, rather than people.
JENIS_UNDANGAN = {J.SOSIALISASI, J.WORKSHOP, J.BIMTEK, J.SEMINAR}
KOLOM_RIWAYAT = {
    "status": "status",
    "nama": "yang dikirim",
    "jabatan": "jabatan",
    "nip": "NIP",
    "mewakili": "mewakili pimpinan",
    "alasan": "alasan",
}


def undangan_gelombang(gelombang: Gelombang, *, status: str = "") -> QuerySet[UndanganOpd]:
    """Every seat of a gelombang by name of the OPD; of one state, or `hadir` for both ways to be there."""
    semua = UndanganOpd.objects.filter(gelombang=gelombang).select_related("unit")
    if status == "hadir":
        semua = semua.filter(status__in=HADIR)
    elif status in StatusUndangan.values:
        semua = semua.filter(status=status)
    return semua.annotate(nama_unit=F("unit__nama")).order_by("nama_unit", "unit__kode")


def ringkasan_undangan(undangan: Iterable[UndanganOpd]) -> dict[str, int]:
    """How many seats are in which state; `semua` and `hadir` beside them."""
    hitung = Counter(u.status for u in undangan)
    return {
        **{s.value: hitung[s] for s in StatusUndangan},
        "semua": hitung.total(),
        "hadir": sum(hitung[s] for s in HADIR),
    }


def dengan_kursi_opd(gelombang: QuerySet[Gelombang]) -> QuerySet[Gelombang]:
    """Annotate a list with `opd_diundang` and `opd_hadir`."""

    def hitung(**syarat: object) -> Coalesce:
        baris = UndanganOpd.objects.filter(gelombang=OuterRef("pk"), **syarat).order_by().values("gelombang")
        return Coalesce(Subquery(baris.annotate(n=Count("pk")).values("n")), 0)

    return gelombang.annotate(opd_diundang=hitung(), opd_hadir=hitung(status__in=HADIR))


def kursi_opd(gelombang: Gelombang) -> dict[str, int]:
    """Seats of this gelombang per state; remembered on the object while a page is made."""
    if not hasattr(gelombang, "_kursi_opd"):
        baris = UndanganOpd.objects.filter(gelombang=gelombang).order_by().values_list("status")
        gelombang._kursi_opd = dict(baris.annotate(n=Count("*")))  # type: ignore[attr-defined]
    return dict(gelombang._kursi_opd)  # type: ignore[attr-defined]


def adalah_utusan(gelombang: Gelombang) -> bool:
    """OPD are invited and nobody registers: a sosialisasi from the start, other such events once there are seats."""
    jenis = gelombang.kurikulum.program.jenis
    if jenis not in JENIS_UNDANGAN or ringkasan(gelombang).semua:
        return False
    return jenis == Program.Jenis.SOSIALISASI or bool(kursi_opd(gelombang))


def batas_undangan(gelombang: Gelombang) -> datetime.datetime:
    """Until when an OPD may name or replace whom it sends: the moment that was set, else the first day's morning.

    A moment set for other dates, when this event is over already, does not count.
    """
    waktu, batas = zona(gelombang.instansi), gelombang.batas_ganti
    if batas is not None and batas.astimezone(waktu).date() <= gelombang.selesai:
        return batas
    return datetime.datetime.combine(gelombang.mulai, datetime.time(7), tzinfo=waktu)


def dapat_dijawab(gelombang: Gelombang, *, panitia: bool) -> bool:
    """Whether whom an OPD sends may still be changed: by Panitia until the end, by the OPD until the set day."""
    if gelombang.status not in BELUM_SELESAI:
        return False
    return panitia or timezone.now() < batas_undangan(gelombang)


def undangan_operator(pengguna: Pengguna) -> QuerySet[UndanganOpd]:
    """The seats of the own units in gelombang that are not over, the soonest first."""
    milik = UndanganOpd.objects.untuk(pengguna, Hak.USUL).filter(
        unit__in=pengguna.unit_dengan_usul(), gelombang__status__in=BELUM_SELESAI
    )
    return milik.select_related("unit", "gelombang__kurikulum__program", "gelombang__instansi").order_by(
        "gelombang__mulai", "pk"
    )


def opd_belum_diundang(gelombang: Gelombang) -> QuerySet[Unit]:
    """The OPD of the organiser without a seat so far, in force today."""
    hari = timezone.localdate()
    semua = Unit.objects.filter(instansi=gelombang.instansi_id, jenis__in=Unit.JENIS_OPD)
    ada = UndanganOpd.objects.filter(gelombang=gelombang).values("unit")
    return (
        semua.exclude(pk__in=ada)
        .exclude(berlaku_sampai__lt=hari)
        .exclude(berlaku_mulai__gt=hari)
        .order_by("nama", "kode")
    )


def riwayat_undangan(undangan: UndanganOpd) -> list[Kejadian]:
    """Who was named, replaced, and came; newest first."""
    baris = apps.get_model("peserta", "UndanganOpdEvent").objects.filter(pgh_obj_id=undangan.pk)
    catatan = perubahan(baris.order_by("pgh_id"), KOLOM_RIWAYAT, awal="Diundang", sebut=_sebut)
    zona_waktu = undangan.gelombang.instansi.zona_waktu
    return [kejadian(pada, konteks, kalimat, zona=zona_waktu) for pada, konteks, kalimat in reversed(catatan)]


def _sebut(kolom: str, nilai: object) -> str:
    if kolom == "status":
        return str(StatusUndangan(str(nilai)).label)
    return "ya" if nilai is True else str(nilai)
