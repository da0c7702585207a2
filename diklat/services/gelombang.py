"""Planning a gelombang and opening its doors. What touches registrations stands in peserta.services.gelombang.

`oleh` None is the portal itself: the schedule that opens and closes, the demo.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.text import slugify

from diklat.models import Gelombang, KuotaUnit, Kurikulum, SyaratBerkas
from diklat.models.gelombang import program_terbatas
from diklat.queries.waktu import terlalu_dini_mulai
from diklat.services.kepastian import wajib_pasti
from diklat.services.kunci import kunci_gelombang
from diklat.services.rencana import salah_rencana
from diklat.services.salin_jadwal import salin_jadwal
from kantor.galat import KeadaanBerubah, TidakBerhak, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan_atau_sistem
from kantor.models import Pengguna, Unit
from kantor.zona import hari_ini

S = Gelombang.Status
# What may be given when a gelombang is made or changed; status, slug and kurikulum have rules of their own.
KOLOM_UBAH = frozenset({
    "sebutan", "kuota", "pakai_cadangan", "mulai", "selesai", "tempat", "alamat_tempat", "kota_tempat", "sasaran",
    "keterangan", "kontak", "jalur_usulan", "jalur_mandiri", "buka_pada", "tutup_pada", "batas_usulan", "batas_ganti",
    "jam_tawaran", "penanda_tangan", "dicatat_kemudian",
})  # fmt: skip
# Plain copies of the plan; dates and deadlines belong to one run only.
KOLOM_SALIN = [
    "kuota", "pakai_cadangan", "tempat", "alamat_tempat", "kota_tempat", "sasaran", "keterangan", "kontak",
    "jalur_usulan", "jalur_mandiri", "jam_tawaran", "penanda_tangan",
]  # fmt: skip


@layanan
def buat_gelombang(
    *,
    oleh: Pengguna | None,
    kurikulum: Kurikulum,
    sebutan: str,
    kuota: int,
    mulai: datetime.date,
    selesai: datetime.date,
    tempat: str,
    slug: str = "",
    unit_sasaran: Iterable[Unit] = (),
    **lain: Any,
) -> Gelombang:
    """Plan a new gelombang as a draft. Without `slug` the page's address is made from program, label and year.

    `lain`: any of KOLOM_UBAH. Raises TidakValid with the fields that do not fit.
    """
    _hanya_kolom(lain)
    pastikan_kurikulum(oleh, kurikulum)
    gelombang = Gelombang(
        kurikulum=kurikulum,
        instansi_id=kurikulum.program.instansi_id,
        sebutan=sebutan,
        kuota=kuota,
        mulai=mulai,
        selesai=selesai,
        tempat=tempat,
        slug=slug or slug_bebas(kurikulum, sebutan, mulai),
        **lain,
    )
    simpan(gelombang, rencana=True)
    gelombang.unit_sasaran.set(unit_sasaran)
    return gelombang


@layanan
def salin_gelombang(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    sebutan: str,
    mulai: datetime.date,
    selesai: datetime.date | None = None,
    slug: str = "",
) -> tuple[Gelombang, list[str]]:
    """A new draft after the pattern of `gelombang`: quota per unit, conditions and timetable on the new dates.

    Returns it with the sentences of `salin_jadwal`: what of the timetable could not be taken over.
    """
    pastikan_atau_sistem(oleh, Hak.KERJA, gelombang)
    geser = mulai - gelombang.mulai
    salinan = buat_gelombang(
        oleh=oleh,
        kurikulum=gelombang.kurikulum,
        sebutan=sebutan,
        mulai=mulai,
        selesai=selesai or gelombang.selesai + geser,
        slug=slug,
        unit_sasaran=gelombang.unit_sasaran.all(),
        **{kolom: getattr(gelombang, kolom) for kolom in KOLOM_SALIN},
    )
    KuotaUnit.objects.bulk_create(
        KuotaUnit(gelombang=salinan, unit_id=k.unit_id, kuota=k.kuota) for k in gelombang.kuota_unit.all()
    )
    SyaratBerkas.objects.bulk_create(
        SyaratBerkas(gelombang=salinan, nama=s.nama, kapan=s.kapan, wajib=s.wajib, penjelasan=s.penjelasan)
        for s in gelombang.syarat.all()
    )
    return salinan, salin_jadwal(oleh=oleh, dari=gelombang, ke=salinan)


@layanan
def buka_pendaftaran(
    *,
    oleh: Pengguna | None,
    gelombang: Gelombang,
    sampai: datetime.datetime | None = None,
    pada: datetime.datetime | None = None,
) -> Gelombang:
    """Open the doors now, until `sampai` (None: keep the planned closing time if it is still to come).

    Raises KeadaanBerubah when the gelombang is neither draft nor closed, TidakValid when its first day is past
    (unless it is entered late) or its kurikulum has no module.
    """
    kini = pada or timezone.now()
    pastikan_atau_sistem(oleh, Hak.KERJA, gelombang)
    [g] = kunci_gelombang(gelombang.pk)
    harus_status(g, S.DRAF, S.DITUTUP)
    if g.selesai < hari_ini(g.instansi, kini) and not g.dicatat_kemudian:
        raise TidakValid("Gelombang ini sudah lewat tanggalnya.", rincian={"mulai": ["Tanggal sudah lewat."]})
    if not g.kurikulum.modul.exists():
        raise TidakValid(
            "Kurikulum gelombang ini belum berisi mata pelatihan. Lengkapi kurikulum lebih dahulu."
        )
    g.status = S.DIBUKA
    g.buka_pada = min(g.buka_pada or kini, kini)
    g.tutup_pada = sampai or (g.tutup_pada if g.tutup_pada and g.tutup_pada > kini else None)
    return simpan(g)


@layanan
def tutup_pendaftaran(
    *, oleh: Pengguna | None, gelombang: Gelombang, pada: datetime.datetime | None = None
) -> Gelombang:
    """Close the doors; the list of cadangan lives on and freed seats are still offered until the first day."""
    pastikan_atau_sistem(oleh, Hak.KERJA, gelombang)
    [g] = kunci_gelombang(gelombang.pk)
    harus_status(g, S.DIBUKA)
    g.status = S.DITUTUP
    return simpan(g)


@layanan
def mulai_gelombang(
    *,
    oleh: Pengguna | None,
    gelombang: Gelombang,
    pasti: bool = True,
    pada: datetime.datetime | None = None,
) -> Gelombang:
    """The first day: registration ends, the kurikulum is frozen because certificates will print it.

    `pasti` False: raises TidakValid with a question when the first day is not near.
    """
    pastikan_atau_sistem(oleh, Hak.KERJA, gelombang)
    [g] = kunci_gelombang(gelombang.pk)
    harus_status(g, S.DIBUKA, S.DITUTUP)
    wajib_pasti(terlalu_dini_mulai(g, pada), pasti=pasti)
    if g.status == S.DIBUKA:
        g.status = S.DITUTUP
        g.save(update_fields=["status"])
    g.status = S.BERLANGSUNG
    g.save(update_fields=["status"])
    Kurikulum.objects.filter(pk=g.kurikulum_id, beku=False).update(beku=True)
    return g


@layanan
def hapus_gelombang(*, oleh: Pengguna | None, gelombang: Gelombang) -> None:
    """Delete a draft nobody has registered for, with its quotas, conditions and sessions.

    Raises KeadaanBerubah for anything else.
    """
    pastikan_atau_sistem(oleh, Hak.KERJA, gelombang)
    [g] = kunci_gelombang(gelombang.pk)
    harus_status(g, S.DRAF)
    try:
        with transaction.atomic():
            g.delete()
    except ProtectedError:
        raise KeadaanBerubah(
            "Gelombang ini sudah pernah memiliki pendaftaran; ia hanya dapat dibatalkan."
        ) from None


@layanan
def atur_syarat(
    *,
    oleh: Pengguna | None,
    gelombang: Gelombang,
    nama: str,
    kapan: str,
    wajib: bool = True,
    penjelasan: str = "",
) -> SyaratBerkas:
    """Ask for a file, or change how it is asked for. Raises TidakValid."""
    pastikan_atau_sistem(oleh, Hak.KERJA, gelombang)
    syarat = SyaratBerkas.objects.filter(gelombang=gelombang, nama=nama).first() or SyaratBerkas(
        gelombang=gelombang, nama=nama
    )
    syarat.kapan, syarat.wajib, syarat.penjelasan = kapan, wajib, penjelasan
    _periksa(syarat)
    syarat.save()
    return syarat


def jadwal_pendaftaran(*, pada: datetime.datetime | None = None) -> dict[str, int]:
    """Open and close what is due by its planned time; each gelombang in its own transaction. Returns how many."""
    kini = pada or timezone.now()
    hasil = {"dibuka": 0, "ditutup": 0}
    # A draft opens by itself only when a time was planned; a manual return to draft clears it.
    kemarin = kini.date() - datetime.timedelta(days=1)
    menunggu = Gelombang.objects.filter(status=S.DRAF, buka_pada__lte=kini, selesai__gte=kemarin)
    for g in menunggu.select_related("instansi"):
        if g.selesai >= hari_ini(g.instansi, kini):
            hasil["dibuka"] += _coba(buka_pendaftaran, g, pada)
    for g in Gelombang.objects.filter(status=S.DIBUKA, tutup_pada__lte=kini):
        hasil["ditutup"] += _coba(tutup_pendaftaran, g, pada)
    return hasil


def slug_bebas(kurikulum: Kurikulum, sebutan: str, mulai: datetime.date) -> str:
    """An address nobody has: program, label, year, and a number when that is taken."""
    dasar = (
        slugify(f"{kurikulum.program.kode} {sebutan} {mulai.year}")[:72].strip("-")
        or f"gelombang-{mulai.year}"
    )
    terpakai = set(Gelombang.objects.filter(slug__startswith=dasar).values_list("slug", flat=True))
    calon, n = dasar, 1
    while calon in terpakai:
        n += 1
        calon = f"{dasar}-{n}"
    return calon


def pastikan_kurikulum(oleh: Pengguna | None, kurikulum: Kurikulum) -> None:
    """Raise TidakDitemukan or TidakBerhak unless this account plans gelombang of that program."""
    pastikan_atau_sistem(oleh, Hak.KERJA, kurikulum)
    terbatas = program_terbatas(oleh) if oleh else []
    if terbatas and kurikulum.program_id not in terbatas:
        raise TidakBerhak


def harus_status(gelombang: Gelombang, *boleh: str) -> None:
    """Raises KeadaanBerubah, naming the status, when it is not one of `boleh`."""
    if gelombang.status not in boleh:
        raise KeadaanBerubah(
            f"Gelombang ini berstatus “{gelombang.get_status_display()}”. Muat ulang halaman."
        )


def simpan(gelombang: Gelombang, *, rencana: bool = False) -> Gelombang:
    """Check, with `rencana` the dates against each other too, and store. Raises TidakValid per field.

    A page address taken a moment ago is such a field too.
    """
    _periksa(gelombang, salah_rencana(gelombang) if rencana else {})
    try:
        gelombang.save()
    except IntegrityError as galat:
        if "slug" in str(galat):
            raise TidakValid(rincian={"slug": ["Alamat halaman ini sudah dipakai."]}) from galat
        raise
    return gelombang


def _periksa(baris: Gelombang | SyaratBerkas, salah: dict[str, list[str]] | None = None) -> None:
    salah = dict(salah or {})
    try:
        baris.full_clean()
    except ValidationError as galat:
        salah |= {k.replace("__all__", "_"): v for k, v in galat.message_dict.items()}
    if salah:
        raise TidakValid(rincian=salah)


def _hanya_kolom(nilai: dict[str, Any]) -> None:
    if asing := set(nilai) - KOLOM_UBAH:
        raise TypeError(f"not a plain column of a gelombang: {', '.join(sorted(asing))}")


def _coba(tindakan: Any, gelombang: Gelombang, pada: datetime.datetime | None) -> bool:
    """One gelombang that cannot be opened (no module yet) does not keep the others waiting."""
    try:
        tindakan(oleh=None, gelombang=gelombang, pada=pada)
    except (KeadaanBerubah, TidakValid):
        return False
    return True
