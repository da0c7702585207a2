"""Apel: a roll call is opened with everybody who belongs on it, then the exceptions are set; taken back when wrong."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from kantor.galat import TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Instansi, Pegawai, Pengguna, Unit
from kantor.zona import hari_ini
from peserta.models import Apel, CatatanApel, KodeApel
from peserta.models.apel import BOLEH_DIISI
from peserta.queries.wajib_apel import WAJIB, anggota

# How far back an operator may still open, change or take back; older days go through Panitia.
HARI_OPERATOR = 31
_IKUT = "(o.wajib OR %(menyusul)s) AND (%(unit)s::bigint[] IS NULL OR o.unit = ANY(%(unit)s::bigint[]))"
CALON = f"SELECT o.pegawai FROM orang o WHERE {_IKUT}"  # noqa: S608 - constants of this file
# Letters of leave lock the person they are about: none comes between what is read here and what is written.
KUNCI_ORANG = "SELECT id FROM kantor_pegawai WHERE id = ANY(%s) ORDER BY id FOR SHARE"
# Who has no row yet gets one: what a letter says of the day, else present or not.
MASUKKAN = f"""
    INSERT INTO peserta_catatanapel (apel_id, tanggal, jenis, pegawai_id, unit_id, halangan_id, kode)
    SELECT a.id, a.tanggal, a.jenis, o.pegawai, o.unit, h.id, CASE
        WHEN o.pegawai = ANY(%(hadir)s::bigint[]) THEN 'H' ELSE coalesce(h.jenis, %(bawaan)s) END
    FROM orang o JOIN peserta_apel a ON a.id = o.apel
    LEFT JOIN peserta_halangan h
        ON h.pegawai_id = o.pegawai AND h.instansi_id = a.instansi_id AND h.rentang @> a.tanggal
    WHERE o.pegawai = ANY(%(orang)s::bigint[]) AND {_IKUT}
    ON CONFLICT DO NOTHING
"""  # noqa: S608 - constants of this file
KURANG = """
    , belum AS (
        SELECT o.apel, count(*) AS n FROM orang o JOIN peserta_apel x ON x.id = o.apel
        LEFT JOIN peserta_catatanapel c
            ON c.pegawai_id = o.pegawai AND c.tanggal = x.tanggal AND c.jenis = x.jenis
        WHERE o.wajib AND c.id IS NULL GROUP BY o.apel
    )
    UPDATE peserta_apel p SET kurang = coalesce(b.n, 0)
    FROM peserta_apel a LEFT JOIN belum b ON b.apel = a.id
    WHERE p.id = a.id AND a.id = ANY(%(apel)s::bigint[]) AND p.kurang <> coalesce(b.n, 0)
"""
UBAH = """
    UPDATE peserta_catatanapel c SET kode = baru.kode
    FROM unnest(%(pegawai)s::bigint[], %(kode)s::text[]) AS baru(pegawai, kode)
    WHERE c.apel_id = %(apel)s AND c.pegawai_id = baru.pegawai
"""


@dataclass(frozen=True)
class Tercatat:
    """How many rows changed, and by name who could not be changed."""

    berubah: int
    tertinggal: list[str]


@layanan
def buka_apel(
    *,
    oleh: Pengguna,
    opd: Unit,
    tanggal: datetime.date,
    jenis: str = Apel.Jenis.PAGI,
    semua_hadir: bool = True,
    menyusul: bool = False,
) -> Apel:
    """Open the roll call of an OPD, or add to it who is not on it yet: all present, or nobody, then the exceptions.

    Staff open it for everybody of the OPD, an operator for the people of the own units. Who has a letter for that
    day stands under it. What was recorded before stays, and nobody stands on two roll calls of one day and kind.
    Of a day gone by those are on it who worked there then; `menyusul` adds whom the portal came to know later.
    Raises TidakDitemukan for a unit of others, TidakValid for a day to come, one too old for an operator, or an OPD
    without people.
    """
    milik = _wewenang(oleh, opd, tanggal)
    instansi = _instansi(opd)
    periksa_hari(instansi, tanggal, jenis)
    buka = siapkan_apel(oleh, instansi, [opd.pk], tanggal, jenis)
    masukkan(buka, milik=milik, bawaan=KodeApel.HADIR if semua_hadir else KodeApel.ALPA, menyusul=menyusul)
    if not buka[0].catatan.exists():
        raise TidakValid(
            f"Belum ada pegawai aktif pada {opd}.", rincian={"opd": "Belum ada pegawai aktif di sini."}
        )
    return buka[0]


@layanan
def catat_apel(
    *, oleh: Pengguna, apel: Apel, catatan: Mapping[int, str], awal: Mapping[int, str] | None = None
) -> Tercatat:
    """Set the code of some people (by primary key of the pegawai).

    `awal` is what the clerk saw: who says something else by now is left as they are, and so is who would need a letter
    for that code, or stands under one (then: as it says, or came all the same). All others are saved.
    Raises TidakDitemukan for people who are not on this roll call or not the operator's, TidakValid for no code at all.
    """
    milik = _wewenang(oleh, apel.opd, apel.tanggal)
    if not set(catatan.values()) <= set(KodeApel.values):
        raise TidakValid("Pilih keterangan yang tersedia.")
    apel = _kunci(apel)
    _kunci_orang(catatan)
    baris = apel.catatan.filter(pegawai__in=catatan).select_related("halangan", "pegawai")
    if milik is not None:
        baris = baris.filter(unit__in=milik)
    dikenal = {c.pegawai_id: c for c in baris}
    if dikenal.keys() != catatan.keys():
        raise TidakDitemukan
    ubah = {pk: kode for pk, kode in catatan.items() if dikenal[pk].kode != kode}
    gagal = [pk for pk, kode in ubah.items() if not _boleh(dikenal[pk], kode, (awal or {}).get(pk))]
    for pk in gagal:
        del ubah[pk]
    with connection.cursor() as kursor:
        kursor.execute(UBAH, {"apel": apel.pk, "pegawai": list(ubah), "kode": list(ubah.values())})
    return Tercatat(len(ubah), [dikenal[pk].pegawai.nama_lengkap for pk in gagal])


@layanan
def batalkan_apel(*, oleh: Pengguna, apel: Apel) -> int:
    """Opened by mistake: staff take the whole roll call back, an operator the rows of the own units.

    It is gone with its last row. Returns how many rows went; the history keeps them. Raises TidakDitemukan.
    """
    milik = _wewenang(oleh, apel.opd, apel.tanggal)
    apel = _kunci(apel)
    baris = apel.catatan.all() if milik is None else apel.catatan.filter(unit__in=milik)
    jumlah, _ = baris.delete()
    if apel.catatan.exists():
        _hitung_kurang([apel])
    else:
        apel.delete()
    return jumlah


@layanan
def catat_apel_serentak(
    *,
    oleh: Pengguna,
    instansi: Instansi,
    tanggal: datetime.date,
    hadir: Collection[int],
    jenis: str = Apel.Jenis.PAGI,
) -> int:
    """The roll calls of all OPD of an office at once, from a list of who came (by primary key): what a fingerprint
    reader wrote. What was recorded before stays. Returns how many people were recorded.
    """
    pastikan(oleh, Hak.KERJA, instansi)
    periksa_hari(instansi, tanggal, jenis)
    wajib = Pegawai.objects.filter(WAJIB, instansi=instansi)
    opd = [pk for pk in wajib.order_by("opd").values_list("opd", flat=True).distinct() if pk]
    if not opd:
        return 0
    return masukkan(siapkan_apel(oleh, instansi, opd, tanggal, jenis), bawaan=KodeApel.ALPA, hadir=hadir)


def _boleh(baris: CatatanApel, kode: str, awal: str | None) -> bool:
    if awal is not None and awal != baris.kode:
        return False
    if baris.halangan is not None:
        return kode in (KodeApel.HADIR, baris.halangan.jenis)
    return kode in BOLEH_DIISI


def _wewenang(oleh: Pengguna, opd: Unit, tanggal: datetime.date) -> list[int] | None:
    """None for staff, who record everybody; else the operator's units in this OPD.

    Raises TidakDitemukan, and TidakValid for a day an operator may no longer touch.
    """
    if opd.instansi_id in oleh.instansi_dengan(Hak.KERJA):
        return None
    milik = Unit.objects.filter(pk__in=oleh.unit_dengan_usul(), opd=opd).order_by()
    if not (unit := list(milik.values_list("pk", flat=True))):
        raise TidakDitemukan
    if tanggal < hari_ini(_instansi(opd)) - datetime.timedelta(HARI_OPERATOR):
        kata = f"Apel yang lebih dari {HARI_OPERATOR} hari lalu dicatat dan diubah lewat Panitia."
        raise TidakValid(rincian={"tanggal": kata})
    return unit


def _instansi(opd: Unit) -> Instansi:
    if opd.instansi is None or opd.opd_id != opd.pk:
        raise TidakValid(rincian={"opd": "Apel dicatat per perangkat daerah."})
    return opd.instansi


def periksa_hari(instansi: Instansi, tanggal: datetime.date, jenis: str) -> None:
    """Raises TidakValid for a day to come and an unknown kind."""
    if tanggal > hari_ini(instansi):
        raise TidakValid(rincian={"tanggal": "Apel yang belum berlangsung belum dapat dicatat."})
    if jenis not in Apel.Jenis.values:
        raise TidakValid(rincian={"jenis": "Pilih jenis apel."})


def siapkan_apel(
    oleh: Pengguna, instansi: Instansi, opd: Collection[int], tanggal: datetime.date, jenis: str
) -> list[Apel]:
    """The roll calls of these OPD on that day, made where there is none yet, locked in the order of their keys."""
    Apel.objects.bulk_create(
        [
            Apel(instansi=instansi, opd_id=satu, tanggal=tanggal, jenis=jenis, dibuat_oleh=oleh)
            for satu in sorted(opd)
        ],
        ignore_conflicts=True,
    )
    ada = Apel.objects.filter(opd__in=opd, tanggal=tanggal, jenis=jenis)
    return list(ada.select_related("opd", "instansi").order_by("pk").select_for_update(of=("self",)))


def _kunci(apel: Apel) -> Apel:
    kini = Apel.objects.select_related("instansi").select_for_update(of=("self",)).filter(pk=apel.pk).first()
    if kini is None:
        raise TidakDitemukan
    return kini


def _kunci_orang(orang: Collection[int]) -> None:
    """After the roll calls, in order of their keys."""
    with connection.cursor() as kursor:
        kursor.execute(KUNCI_ORANG, [list(orang)])


def masukkan(
    apel: Sequence[Apel],
    *,
    bawaan: str,
    milik: list[int] | None = None,
    hadir: Collection[int] = (),
    menyusul: bool = False,
) -> int:
    """Put on these roll calls of one day who belongs on them and has no row yet; returns how many."""
    kepala, nilai = anggota(apel)
    nilai |= {"unit": milik, "menyusul": menyusul, "hadir": list(hadir), "bawaan": bawaan}
    with connection.cursor() as kursor:
        kursor.execute(kepala + CALON, nilai)
        nilai["orang"] = [pk for (pk,) in kursor.fetchall()]
        _kunci_orang(nilai["orang"])
        kursor.execute(kepala + MASUKKAN, nilai)
        jumlah = kursor.rowcount
    _hitung_kurang(apel)
    return jumlah


def _hitung_kurang(apel: Sequence[Apel]) -> None:
    kepala, nilai = anggota(apel)
    with connection.cursor() as kursor:
        kursor.execute(kepala + KURANG, nilai)
