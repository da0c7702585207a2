"""Apel: a roll call is opened with everybody on the master, then the exceptions are set; letters of leave beside it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping

from django.db import connection

from kantor.galat import TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Instansi, Pegawai, Pengguna, Unit
from kantor.zona import hari_ini
from peserta.models import Apel, CatatanApel, Halangan, KodeApel

# The longest leave there is (cuti di luar tanggungan negara) lasts three years; a slip of the year lasts longer.
HARI_HALANGAN_MAKS = 3 * 366
# What a clerk sets by hand; the others come with a letter.
BOLEH_DIISI = frozenset({KodeApel.HADIR, KodeApel.SAKIT, KodeApel.IZIN, KodeApel.ALPA})
# Who is on the master today and has no row yet gets one: what a letter says of the day, else `hadir` or not.
MASUKKAN = """
    INSERT INTO peserta_catatanapel (apel_id, pegawai_id, unit_id, halangan_id, kode)
    SELECT a.id, p.id, p.unit_id, h.id, CASE
        WHEN %(semua)s OR p.id = ANY(%(hadir)s::bigint[]) THEN coalesce(CASE WHEN %(semua)s THEN h.jenis END, 'H')
        ELSE coalesce(h.jenis, 'A') END
    FROM peserta_apel a
    JOIN kantor_pegawai p ON p.opd_id = a.opd_id AND p.keadaan = 'aktif'
    LEFT JOIN peserta_halangan h ON h.pegawai_id = p.id AND h.rentang @> a.tanggal
    WHERE a.id = ANY(%(apel)s::bigint[]) AND (%(unit)s::bigint[] IS NULL OR p.unit_id = ANY(%(unit)s::bigint[]))
    ON CONFLICT (apel_id, pegawai_id) DO NOTHING
"""
UBAH = """
    UPDATE peserta_catatanapel c SET kode = baru.kode
    FROM unnest(%(pegawai)s::bigint[], %(kode)s::text[]) AS baru(pegawai, kode)
    WHERE c.apel_id = %(apel)s AND c.pegawai_id = baru.pegawai AND c.kode <> baru.kode
"""


@layanan
def buka_apel(
    *,
    oleh: Pengguna,
    opd: Unit,
    tanggal: datetime.date,
    jenis: str = Apel.Jenis.PAGI,
    semua_hadir: bool = True,
) -> Apel:
    """Open the roll call of an OPD, or add to it who is not on it yet: all present, or nobody, then the exceptions.

    Staff open it for everybody of the OPD, an operator for the people of the own units. Who has a letter for that
    day stands under it. What was recorded before stays. Raises TidakDitemukan for a unit of others, TidakValid for a
    day to come or an OPD without people.
    """
    milik = _wewenang(oleh, opd)
    instansi = _instansi(opd)
    _periksa(instansi, tanggal, jenis)
    [apel] = _buat(oleh, instansi, [opd.pk], tanggal, jenis)
    _masukkan([apel.pk], milik=milik, semua=semua_hadir)
    if not apel.catatan.exists():
        raise TidakValid(
            f"Belum ada pegawai aktif pada {opd}.", rincian={"opd": "Belum ada pegawai aktif di sini."}
        )
    return apel


@layanan
def catat_apel(*, oleh: Pengguna, apel: Apel, catatan: Mapping[int, str]) -> int:
    """Set the code of some people (by primary key of the pegawai); returns how many changed.

    Under a letter somebody is away as it says, or came all the same (H). Raises TidakDitemukan for people who are not
    on this roll call or not the operator's, TidakValid for a code that needs a letter.
    """
    milik = _wewenang(oleh, apel.opd)
    Apel.objects.select_for_update().get(pk=apel.pk)
    baris = apel.catatan.filter(pegawai__in=catatan).select_related("halangan")
    if milik is not None:
        baris = baris.filter(unit__in=milik)
    dikenal = {c.pegawai_id: c for c in baris}
    if dikenal.keys() != catatan.keys():
        raise TidakDitemukan
    salah = {
        str(pk): "Pilih keterangan yang tersedia." for pk, k in catatan.items() if not _cocok(dikenal[pk], k)
    }
    if salah:
        raise TidakValid("Cuti dan dinas luar dicatat dari suratnya.", rincian=salah)
    with connection.cursor() as kursor:
        kursor.execute(UBAH, {"apel": apel.pk, "pegawai": list(catatan), "kode": list(catatan.values())})
        return kursor.rowcount


@layanan
def catat_apel_serentak(
    *,
    oleh: Pengguna,
    instansi: Instansi,
    tanggal: datetime.date,
    hadir: Collection[int],
    jenis: str = Apel.Jenis.PAGI,
) -> int:
    """The roll calls of all OPD of an office at once, from a list of who came (by primary key): a joint apel, or what
    a fingerprint reader wrote. What was recorded before stays. Returns how many people were recorded.
    """
    pastikan(oleh, Hak.KERJA, instansi)
    _periksa(instansi, tanggal, jenis)
    aktif = Pegawai.objects.filter(instansi=instansi, keadaan=Pegawai.Keadaan.AKTIF, opd__instansi=instansi)
    opd = [pk for pk in aktif.order_by("opd").values_list("opd", flat=True).distinct() if pk]
    apel = _buat(oleh, instansi, opd, tanggal, jenis)
    return _masukkan([a.pk for a in apel], hadir=hadir)


@layanan
def catat_halangan(
    *,
    oleh: Pengguna,
    pegawai: Pegawai,
    jenis: str,
    mulai: datetime.date,
    selesai: datetime.date,
    nomor_surat: str = "",
) -> Halangan:
    """A letter: away on these days. Roll calls already taken follow it, except where the person came.

    Raises TidakDitemukan for people of others, TidakValid for wrong days or a second letter for the same day.
    """
    _pastikan_pegawai(oleh, pegawai)
    Pegawai.objects.select_for_update(no_key=True).get(pk=pegawai.pk)
    _periksa_halangan(pegawai, jenis, mulai, selesai)
    halangan = Halangan.objects.create(
        pegawai=pegawai,
        jenis=jenis,
        mulai=mulai,
        selesai=selesai,
        nomor_surat=nomor_surat.strip(),
        dicatat_oleh=oleh,
    )
    kena = CatatanApel.objects.filter(pegawai=pegawai, apel__tanggal__range=(mulai, selesai))
    kena.exclude(kode=KodeApel.HADIR).update(kode=jenis, halangan=halangan)
    kena.filter(kode=KodeApel.HADIR).update(halangan=halangan)
    return halangan


@layanan
def hapus_halangan(*, oleh: Pengguna, halangan: Halangan) -> int:
    """A letter recorded by mistake: where it excused somebody the roll call says tanpa keterangan again.

    Returns how many rows that were.
    """
    _pastikan_pegawai(oleh, halangan.pegawai)
    Pegawai.objects.select_for_update(no_key=True).get(pk=halangan.pegawai_id)
    CatatanApel.objects.filter(halangan=halangan, kode=KodeApel.HADIR).update(halangan=None)
    kembali = CatatanApel.objects.filter(halangan=halangan).update(kode=KodeApel.ALPA, halangan=None)
    halangan.delete()
    return kembali


def _cocok(baris: CatatanApel, kode: str) -> bool:
    if baris.halangan is not None:
        return kode in (KodeApel.HADIR, baris.halangan.jenis)
    return kode in BOLEH_DIISI


def _wewenang(oleh: Pengguna, opd: Unit) -> list[int] | None:
    """None for staff, who record everybody; else the operator's units in this OPD. Raises TidakDitemukan."""
    if opd.instansi_id in oleh.instansi_dengan(Hak.KERJA):
        return None
    milik = Unit.objects.filter(pk__in=oleh.unit_dengan_usul(), opd=opd).order_by()
    if not (unit := list(milik.values_list("pk", flat=True))):
        raise TidakDitemukan
    return unit


def _instansi(opd: Unit) -> Instansi:
    if opd.instansi is None or opd.opd_id != opd.pk:
        raise TidakValid(rincian={"opd": "Apel dicatat per perangkat daerah."})
    return opd.instansi


def _periksa(instansi: Instansi, tanggal: datetime.date, jenis: str) -> None:
    if tanggal > hari_ini(instansi):
        raise TidakValid(rincian={"tanggal": "Apel yang belum berlangsung belum dapat dicatat."})
    if jenis not in Apel.Jenis.values:
        raise TidakValid(rincian={"jenis": "Pilih jenis apel."})


def _buat(
    oleh: Pengguna, instansi: Instansi, opd: Collection[int], tanggal: datetime.date, jenis: str
) -> list[Apel]:
    Apel.objects.bulk_create(
        [
            Apel(instansi=instansi, opd_id=satu, tanggal=tanggal, jenis=jenis, dibuat_oleh=oleh)
            for satu in opd
        ],
        ignore_conflicts=True,
    )
    ada = Apel.objects.filter(opd__in=opd, tanggal=tanggal, jenis=jenis)
    return list(ada.select_related("opd", "instansi").order_by("pk").select_for_update(of=("self",)))


def _masukkan(
    apel: list[int], *, milik: list[int] | None = None, semua: bool = False, hadir: Collection[int] = ()
) -> int:
    with connection.cursor() as kursor:
        kursor.execute(MASUKKAN, {"apel": apel, "unit": milik, "semua": semua, "hadir": list(hadir)})
        return kursor.rowcount


def _pastikan_pegawai(oleh: Pengguna, pegawai: Pegawai) -> None:
    if pegawai.instansi_id in oleh.instansi_dengan(Hak.KERJA):
        return
    if pegawai.unit_id is None or pegawai.unit_id not in oleh.unit_dengan_usul():
        raise TidakDitemukan


def _periksa_halangan(pegawai: Pegawai, jenis: str, mulai: datetime.date, selesai: datetime.date) -> None:
    salah = {}
    if jenis not in Halangan.Jenis.values:
        salah["jenis"] = "Pilih keterangannya."
    if selesai < mulai:
        salah["selesai"] = "Tanggal selesai mendahului tanggal mulai."
    elif (selesai - mulai).days >= HARI_HALANGAN_MAKS:
        salah["selesai"] = "Paling lama tiga tahun. Periksa tahunnya."
    if salah:
        raise TidakValid(rincian=salah)
    lain = Halangan.objects.filter(pegawai=pegawai, mulai__lte=selesai, selesai__gte=mulai).first()
    if lain is not None:
        raise TidakValid(
            rincian={
                "mulai": f"Sudah ada {lain.get_jenis_display().lower()} {lain.mulai:%d-%m-%Y} s.d. "
                f"{lain.selesai:%d-%m-%Y} untuk pegawai ini."
            }
        )
