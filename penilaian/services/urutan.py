"""The order of talks: proposed, changed by hand, its times counted anew."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from zoneinfo import ZoneInfo

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from kantor.galat import BentrokJadwal, KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna
from kantor.riwayat import konteks
from penilaian.lib import susun_seminar as lib
from penilaian.models import Giliran, Pendamping, Penugasan, PeranPenilai, RencanaAksi, RuangSeminar, Seminar
from penilaian.models.pendamping import MENDAMPINGI
from penilaian.queries.rubrik import isi_rubrik
from penilaian.queries.seminar import konflik, rencana_seminar, ruang_seminar
from penilaian.services.dasar_seminar import beri_versi, buat_lembar, hapus_giliran, kunci_seminar
from penilaian.services.penugasan import lengkapi_pendamping, tugaskan_tim
from penilaian.services.pratinjau import minta_pratinjau


@layanan
def susun_urutan(*, oleh: Pengguna, seminar: Seminar) -> list[str]:
    """Propose the whole order anew: by klaster, nobody in two rooms, no mentor examining the own staff.

    Whatever was planned before is dropped. Teams are given their rooms' talks; returns sentences about whom it could
    not be, and for whom the rooms wait. Raises KeadaanBerubah without rooms or plans, and once the seminar runs.
    """
    seminar = kunci_seminar(oleh, seminar, Seminar.Status.DISUSUN)
    ruang, rencana = ruang_seminar(seminar), list(rencana_seminar(seminar.gelombang))
    if not ruang:
        raise KeadaanBerubah("Tambahkan ruang lebih dahulu.")
    if not rencana:
        raise KeadaanBerubah("Belum ada rencana aksi yang berjudul pada gelombang ini.")
    hapus_giliran(seminar)
    bentrok = konflik(rencana, [p.penguji for r in ruang for p in r.tim_kini])
    pendamping = list(_penilai_pendamping(seminar, rencana))
    orang = _pendamping(pendamping)
    paparan = [
        lib.Paparan(
            r.pk,
            r.klaster_id,
            frozenset(orang.get(r.pendaftaran_id, ())),
            frozenset(t.pk for t in ruang if any((r.pk, p.penguji_id) in bentrok for p in t.tim_kini)),
        )
        for r in rencana
    ]
    urut = dict.fromkeys((t.pk for t in ruang), 0)
    baru = []
    for tempat in lib.susun(paparan, _ruang(ruang), _lama(seminar), _istirahat(seminar)):
        urut[tempat.ruang] += 1
        baru.append(
            Giliran(
                seminar=seminar, ruang_id=tempat.ruang, rencana_id=tempat.kunci, urutan=urut[tempat.ruang],
                mulai=tempat.mulai, selesai=tempat.selesai,
            )
        )  # fmt: skip
    Giliran.objects.bulk_create(baru)
    dilewati = tugaskan_tim(oleh=oleh, seminar=seminar).dilewati
    return _ditunggu(pendamping, -(-len(rencana) // len(ruang))) + dilewati


@layanan
def pindah_giliran(*, oleh: Pengguna, giliran: Giliran, ruang: RuangSeminar, urutan: int) -> Giliran:
    """Move a talk to a place in a room; in another room that team scores it.

    Once the seminar runs a talk stays in its room. Raises TidakValid, KeadaanBerubah, BentrokJadwal.
    """
    seminar, giliran = _kunci(oleh, giliran)
    if ruang.seminar_id != seminar.pk:
        raise TidakValid(rincian={"ruang": "Pilih ruang seminar ini."})
    if ruang.pk != giliran.ruang_id:
        _harus_disusun(seminar)
        _lepas_penguji([giliran])
    asal = giliran.ruang_id
    lain = [g for g in _isi_ruang(ruang) if g.pk != giliran.pk]
    lain.insert(max(min(urutan, len(lain) + 1), 1) - 1, giliran)
    with konteks(oleh=oleh, pindah_giliran=_nama(giliran)):
        _tulis_urutan(ruang, lain)
        if asal != ruang.pk:
            _tulis_urutan(RuangSeminar.objects.get(pk=asal), None)
        atur_waktu(seminar)
    _tugaskan_bila_pindah(oleh, seminar, asal != ruang.pk)
    return giliran


@layanan
def tukar_giliran(*, oleh: Pengguna, satu: Giliran, dua: Giliran) -> None:
    """Let two talks change places. Raises as `pindah_giliran`."""
    seminar, satu = _kunci(oleh, satu)
    dua = Giliran.objects.select_related("ruang", "rencana__pendaftaran").get(pk=dua.pk)
    if dua.seminar_id != seminar.pk or satu.pk == dua.pk:
        raise TidakValid(rincian={"dengan": "Pilih paparan lain dari seminar ini."})
    pindah = satu.ruang_id != dua.ruang_id
    if pindah:
        _harus_disusun(seminar)
        _lepas_penguji([satu, dua])
    satu.ruang, dua.ruang = dua.ruang, satu.ruang
    satu.urutan, dua.urutan = dua.urutan, satu.urutan

    def tulis() -> None:
        for g in (satu, dua):
            g.save(update_fields=["ruang", "urutan"])

    with konteks(oleh=oleh, tukar_giliran=f"{_nama(satu)} dan {_nama(dua)}"):
        _tanpa_kendala_waktu(tulis, seminar)
    _tugaskan_bila_pindah(oleh, seminar, pindah)


@layanan
def tambah_giliran(*, oleh: Pengguna, rencana: RencanaAksi, ruang: RuangSeminar) -> Giliran:
    """Give a plan the last turn of a room; its team scores it. Raises TidakValid for a plan of another gelombang,
    KeadaanBerubah for one that has a turn, or has never been sent once the seminar runs."""
    seminar = kunci_seminar(oleh, ruang.seminar, Seminar.Status.DISUSUN, Seminar.Status.BERLANGSUNG)
    if rencana.pendaftaran.gelombang_id != seminar.gelombang_id:
        raise TidakValid(rincian={"rencana": "Pilih rencana aksi gelombang ini."})
    if Giliran.objects.filter(seminar=seminar, rencana=rencana).exists():
        raise KeadaanBerubah("Rencana aksi ini sudah mendapat giliran.")
    berlangsung = seminar.status == Seminar.Status.BERLANGSUNG
    if berlangsung and not rencana.versi.exists():
        raise KeadaanBerubah("Rencana aksi ini belum pernah dikirim, jadi belum dapat dinilai.")
    isi = _isi_ruang(ruang)
    mulai = max([ruang.mulai, *(g.selesai for g in isi)])
    baru = Giliran.objects.create(
        seminar=seminar,
        ruang=ruang,
        rencana=rencana,
        urutan=len(isi) + 1,
        mulai=mulai,
        selesai=mulai + _lama(seminar),
    )
    if berlangsung:
        beri_versi([baru])
    else:
        atur_waktu(seminar)
    tugaskan_tim(oleh=oleh, seminar=seminar)
    if berlangsung:
        lengkapi_pendamping(oleh=oleh, seminar=seminar)
        buat_lembar(seminar)
        minta_pratinjau(oleh=oleh, seminar=seminar)
    return baru


@layanan
def keluarkan_giliran(*, oleh: Pengguna, giliran: Giliran) -> None:
    """Take a plan out of the order. Raises KeadaanBerubah once its sheets are there."""
    seminar, giliran = _kunci(oleh, giliran)
    _harus_disusun(seminar)
    Penugasan.objects.filter(giliran=giliran).delete()
    ruang = giliran.ruang
    with konteks(oleh=oleh, keluarkan_giliran=_nama(giliran)):
        giliran.delete()
        _tulis_urutan(ruang, None)
        atur_waktu(seminar)


def atur_waktu(seminar: Seminar) -> None:
    """Count the times of all talks anew, in the order in which they stand; in the caller's transaction.

    Raises BentrokJadwal when an examiner would be in two rooms, here or in another seminar.
    """
    giliran = list(Giliran.objects.filter(seminar=seminar).order_by("ruang", "urutan"))
    if not giliran:
        return
    ruang = ruang_seminar(seminar)
    orang = _orang(seminar, giliran)
    antrean = {
        r.pk: [lib.Paparan(g.pk, None, orang[g.pk]) for g in giliran if g.ruang_id == r.pk] for r in ruang
    }
    letak = {
        t.kunci: t
        for t in lib.jadwalkan(antrean, _ruang(ruang), _lama(seminar), _istirahat(seminar), tetap=True)
    }

    def tulis() -> None:
        for g in giliran:
            t = letak[g.pk]
            if (g.mulai, g.selesai) != (t.mulai, t.selesai):
                g.mulai, g.selesai = t.mulai, t.selesai
                g.save(update_fields=["mulai", "selesai"])

    _tanpa_bentrok(tulis)


def _tanpa_kendala_waktu(tulis: Callable[[], object], seminar: Seminar) -> None:
    """Write places first, times after: between the two the database does not judge."""
    with connection.cursor() as c:
        c.execute(
            "SET CONSTRAINTS penguji_tidak_di_dua_ruang, giliran_ruang_tidak_bentrok,"
            " giliran_urutan_sekali DEFERRED"
        )
    tulis()
    atur_waktu(seminar)


def _tanpa_bentrok(tulis: Callable[[], object]) -> None:
    try:
        with transaction.atomic(), connection.cursor() as c:
            c.execute(
                "SET CONSTRAINTS penguji_tidak_di_dua_ruang, giliran_ruang_tidak_bentrok,"
                " giliran_urutan_sekali DEFERRED"
            )
            tulis()
            c.execute(
                "SET CONSTRAINTS penguji_tidak_di_dua_ruang, giliran_ruang_tidak_bentrok,"
                " giliran_urutan_sekali IMMEDIATE"
            )
    except IntegrityError as galat:
        if "penguji_tidak_di_dua_ruang" not in str(galat):
            raise
        raise BentrokJadwal(
            "Seorang penguji sudah bertugas di ruang atau seminar lain pada jam itu."
        ) from galat


def _kunci(oleh: Pengguna, giliran: Giliran) -> tuple[Seminar, Giliran]:
    pastikan(oleh, Hak.KERJA, giliran.seminar)
    seminar = kunci_seminar(oleh, giliran.seminar, Seminar.Status.DISUSUN, Seminar.Status.BERLANGSUNG)
    return seminar, Giliran.objects.select_related("ruang", "rencana__pendaftaran").get(pk=giliran.pk)


def _nama(giliran: Giliran) -> str:
    """Whom the history names: the others move only because this one does."""
    return giliran.rencana.pendaftaran.nama


def _harus_disusun(seminar: Seminar) -> None:
    if seminar.status != Seminar.Status.DISUSUN:
        raise KeadaanBerubah("Penilaian sudah dimulai; paparan tetap di ruangnya.")


def _tugaskan_bila_pindah(oleh: Pengguna, seminar: Seminar, pindah: bool) -> None:
    if pindah:
        tugaskan_tim(oleh=oleh, seminar=seminar)


def _lepas_penguji(giliran: Sequence[Giliran]) -> None:
    Penugasan.objects.filter(giliran__in=giliran, peran=PeranPenilai.PENGUJI).delete()


def _isi_ruang(ruang: RuangSeminar) -> list[Giliran]:
    return list(Giliran.objects.filter(ruang=ruang).order_by("urutan"))


def _tulis_urutan(ruang: RuangSeminar, isi: list[Giliran] | None) -> None:
    """Number the talks of a room; the times that follow are counted by `atur_waktu`."""
    with connection.cursor() as c:
        c.execute("SET CONSTRAINTS giliran_urutan_sekali, giliran_ruang_tidak_bentrok DEFERRED")
    for n, g in enumerate(_isi_ruang(ruang) if isi is None else isi, 1):
        if (g.ruang_id, g.urutan) != (ruang.pk, n):
            g.ruang, g.urutan = ruang, n
            g.save(update_fields=["ruang", "urutan"])


def _lama(seminar: Seminar) -> datetime.timedelta:
    return datetime.timedelta(minutes=seminar.menit_paparan)


def _istirahat(seminar: Seminar) -> lib.Istirahat | None:
    if seminar.istirahat_mulai is None or seminar.istirahat_selesai is None:
        return None
    zona = ZoneInfo(seminar.gelombang.instansi.zona_waktu)
    mulai, selesai = (
        datetime.datetime.combine(seminar.tanggal, jam, zona)
        for jam in (seminar.istirahat_mulai, seminar.istirahat_selesai)
    )
    return lib.Istirahat(mulai, selesai)


def _ruang(ruang: Sequence[RuangSeminar]) -> list[lib.RuangPaparan]:
    return [lib.RuangPaparan(r.pk, r.mulai, frozenset(_tim(r))) for r in ruang]


def _tim(ruang: RuangSeminar) -> set[Hashable]:
    """A team as accounts and as people, for a mentor is known as a person."""
    tim = [p.penguji for p in ruang.tim_kini]
    return {("akun", p.pk) for p in tim} | {("pegawai", p.pegawai_id) for p in tim if p.pegawai_id}


def _penilai_pendamping(seminar: Seminar, rencana: Sequence[RencanaAksi]) -> QuerySet[Pendamping]:
    """Who guides these people and scores by the rubric: they hear the talk of their own. A coach without a weight
    is not waited for."""
    return Pendamping.objects.filter(
        pendaftaran__in=[r.pendaftaran_id for r in rencana],
        peran__in=isi_rubrik(seminar.rubrik_id).peran,
        status__in=MENDAMPINGI,
    ).select_related("pegawai", "narasumber")


def _siapa(p: Pendamping) -> Hashable:
    return ("pegawai", p.pegawai_id) if p.pegawai_id else ("narasumber", p.narasumber_id)


def _pendamping(semua: Iterable[Pendamping]) -> dict[int, set[Hashable]]:
    """Those people by registration."""
    hasil: dict[int, set[Hashable]] = {}
    for p in semua:
        hasil.setdefault(p.pendaftaran_id, set()).add(_siapa(p))
    return hasil


def _ditunggu(semua: Iterable[Pendamping], banyak: int) -> list[str]:
    """Sentences about whoever guides more than one room holds: the rooms take turns for them."""
    nama = {_siapa(p): p.nama_lengkap for p in semua}
    return [
        f"{nama[satu]} mendampingi {n} peserta dan ikut menilai, jadi ruang-ruang bergantian menunggunya."
        for satu, n in Counter(_siapa(p) for p in semua).items()
        if n > banyak
    ]


def _orang(seminar: Seminar, giliran: Sequence[Giliran]) -> dict[int, frozenset[Hashable]]:
    """Who has to be in each talk beside the team: who guides, and examiners from elsewhere."""
    rencana = {
        r.pk: r for r in RencanaAksi.objects.filter(giliran__seminar=seminar).only("pk", "pendaftaran_id")
    }
    pendamping = _pendamping(_penilai_pendamping(seminar, list(rencana.values())))
    tugas: dict[int, set[Hashable]] = {}
    for p in Penugasan.objects.filter(giliran__in=giliran, dicabut=None, peran=PeranPenilai.PENGUJI):
        tugas.setdefault(p.giliran_id, set()).add(("akun", p.penilai_id))
    return {
        g.pk: frozenset(pendamping.get(rencana[g.rencana_id].pendaftaran_id, set()) | tugas.get(g.pk, set()))
        for g in giliran
    }
