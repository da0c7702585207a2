"""The seminar: made, its rooms and teams, started and ended."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from diklat.models import Gelombang, Ruang
from diklat.services.kunci import kunci_gelombang
from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna
from kantor.services.simpan import simpan_teruji
from penilaian.models import Giliran, PengujiRuang, Penugasan, PeranPenilai, RuangSeminar, Rubrik, Seminar
from penilaian.queries.seminar import calon_penguji, giliran_seminar, perhatian
from penilaian.services.dasar_seminar import beri_versi, buat_lembar, hapus_giliran, kunci_seminar
from penilaian.services.penugasan import lengkapi_pendamping
from penilaian.services.pratinjau import minta_pratinjau
from penilaian.services.rubrik import bekukan, pastikan_lengkap
from penilaian.services.urutan import atur_waktu

S = Seminar.Status


@layanan
def buat_seminar(*, oleh: Pengguna, gelombang: Gelombang, rubrik: Rubrik, **isi: Any) -> Seminar:
    """Plan a seminar (nama, tanggal, menit_paparan, istirahat_mulai, istirahat_selesai) by a complete rubric.

    Raises TidakValid per field, also while the rubric's weights do not sum to 100.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    pastikan(oleh, Hak.LIHAT, rubrik)
    [gelombang] = kunci_gelombang(gelombang.pk)
    return _simpan(Seminar(gelombang=gelombang), rubrik, isi)


@layanan
def ubah_seminar(*, oleh: Pengguna, seminar: Seminar, rubrik: Rubrik, **isi: Any) -> Seminar:
    """Change the plan of a seminar; its talks and the cards of its day move with it.

    Raises as `buat_seminar`, KeadaanBerubah once it runs.
    """
    seminar = kunci_seminar(oleh, seminar, S.DISUSUN)
    pastikan(oleh, Hak.LIHAT, rubrik)
    geser = isi.get("tanggal", seminar.tanggal) - seminar.tanggal
    seminar = _simpan(seminar, rubrik, isi)
    if geser:
        for ruang in seminar.ruang.all():
            ruang.mulai += geser
            ruang.save(update_fields=["mulai"])
        seminar.kartu.filter(berlaku=seminar.tanggal - geser).update(berlaku=seminar.tanggal)
    atur_waktu(seminar)
    return seminar


@layanan
def hapus_seminar(*, oleh: Pengguna, seminar: Seminar) -> None:
    """Delete a seminar that has not begun. Raises KeadaanBerubah otherwise."""
    seminar = kunci_seminar(oleh, seminar, S.DISUSUN)
    if seminar.kartu.exists():
        raise KeadaanBerubah("Kartu penguji sudah dibuat untuk seminar ini, jadi seminarnya tetap tercatat.")
    hapus_giliran(seminar)
    PengujiRuang.objects.filter(ruang__seminar=seminar).delete()
    seminar.delete()


@layanan
def simpan_ruang(
    *,
    oleh: Pengguna,
    seminar: Seminar,
    nama: str,
    mulai: datetime.time,
    tim: Collection[Pengguna],
    ketua: Pengguna | None = None,
    tempat: Ruang | None = None,
    ruang: RuangSeminar | None = None,
) -> RuangSeminar:
    """Make or change a room: where, from when, who examines in it. Tasks of the room follow its team.

    Raises TidakValid per field, KeadaanBerubah once the seminar runs, BentrokJadwal for somebody in two rooms.
    """
    seminar = kunci_seminar(oleh, seminar, S.DISUSUN)
    ruang = seminar.ruang.get(pk=ruang.pk) if ruang else RuangSeminar(seminar=seminar)
    if asing := {p.pk for p in tim} - set(calon_penguji(seminar).values_list("pk", flat=True)):
        raise TidakValid(rincian={"tim": f"{len(asing)} akun bukan penguji di kantor ini."})
    if ketua is not None and ketua not in tim:
        raise TidakValid(rincian={"ketua": "Ketua dipilih dari tim ruang ini."})
    if tempat is not None:
        pastikan(oleh, Hak.LIHAT, tempat)
    ruang.nama, ruang.tempat = " ".join(nama.split()), tempat
    ruang.mulai = datetime.datetime.combine(
        seminar.tanggal, mulai, ZoneInfo(seminar.gelombang.instansi.zona_waktu)
    )
    simpan_teruji(ruang, bersama="nama")
    _atur_tim(ruang, tim, ketua)
    atur_waktu(seminar)
    return ruang


@layanan
def hapus_ruang(*, oleh: Pengguna, ruang: RuangSeminar) -> None:
    """Delete a room without talks. Raises KeadaanBerubah otherwise."""
    kunci_seminar(oleh, ruang.seminar, S.DISUSUN)
    if ruang.giliran.exists():
        raise KeadaanBerubah("Masih ada paparan di ruang ini. Pindahkan dahulu, atau susun ulang urutannya.")
    ruang.tim.all().delete()
    ruang.delete()


@layanan
def mulai_seminar(*, oleh: Pengguna, seminar: Seminar) -> Seminar:
    """Open the score sheets: the rubric and the version of each plan that is scored stay as they are from now on.

    Raises KeadaanBerubah naming what is missing; a plan its mentor has not approved is scored as it was sent.
    """
    seminar = kunci_seminar(oleh, seminar, S.DISUSUN)
    isi = bekukan(seminar.rubrik)
    giliran = giliran_seminar(seminar)
    if halangan := [p.kalimat for p in perhatian(seminar, giliran, isi.peran) if p.menghalangi]:
        raise KeadaanBerubah(" ".join(halangan))
    beri_versi(giliran)
    seminar.status = S.BERLANGSUNG
    seminar.save(update_fields=["status"])
    lengkapi_pendamping(oleh=oleh, seminar=seminar)
    buat_lembar(seminar)
    minta_pratinjau(oleh=oleh, seminar=seminar)
    return seminar


@layanan
def akhiri_seminar(*, oleh: Pengguna, seminar: Seminar) -> Seminar:
    """No more scoring. Raises KeadaanBerubah while a sheet is neither sent nor abstained, naming whose."""
    seminar = kunci_seminar(oleh, seminar, S.BERLANGSUNG)
    belum = Penugasan.objects.filter(giliran__seminar=seminar, dicabut=None, lembar__status="draf")
    if nama := sorted(
        {p.nama_penilai for p in belum.select_related("penilai__pegawai", "pendamping__pegawai")}
    ):
        raise KeadaanBerubah(f"Belum mengirim semua lembar: {', '.join(nama[:10])}.")
    seminar.status = S.SELESAI
    seminar.save(update_fields=["status"])
    return seminar


@layanan
def buka_lagi_seminar(*, oleh: Pengguna, seminar: Seminar) -> Seminar:
    """Go on scoring, for a sheet that is opened again."""
    seminar = kunci_seminar(oleh, seminar, S.SELESAI)
    seminar.status = S.BERLANGSUNG
    seminar.save(update_fields=["status"])
    return seminar


@layanan
def panggil_giliran(*, oleh: Pengguna, giliran: Giliran, pada: datetime.datetime | None = None) -> Giliran:
    """This talk is at the front now; the projector shows it and counts its minutes."""
    kunci_seminar(oleh, giliran.seminar, S.DISUSUN, S.BERLANGSUNG)
    giliran = Giliran.objects.get(pk=giliran.pk)
    giliran.dipanggil = pada or timezone.now()
    giliran.save(update_fields=["dipanggil"])
    return giliran


def _simpan(seminar: Seminar, rubrik: Rubrik, isi: dict[str, Any]) -> Seminar:
    if rubrik.instansi_id != seminar.gelombang.instansi_id:
        raise TidakValid(rincian={"rubrik": "Pilih rubrik kantor ini."})
    pastikan_lengkap(rubrik)
    for nama, nilai in isi.items():
        setattr(seminar, nama, nilai)
    seminar.rubrik = rubrik
    return simpan_teruji(seminar, bersama="nama")


def _atur_tim(ruang: RuangSeminar, tim: Collection[Pengguna], ketua: Pengguna | None) -> None:
    """While it is planned a team is simply written anew; whoever leaves has no task in the room any more."""
    lama = {p.penguji_id: p for p in ruang.tim.filter(berakhir=None)}
    keluar = set(lama) - {p.pk for p in tim}
    tugas = Penugasan.objects.filter(giliran__ruang=ruang, peran=PeranPenilai.PENGUJI)
    tugas.filter(penilai__in=keluar).delete()
    ruang.tim.filter(penguji__in=keluar).delete()
    ruang.tim.filter(ketua=True).update(ketua=False)
    for satu in tim:
        baris = lama.get(satu.pk) or PengujiRuang(ruang=ruang, penguji=satu)
        baris.ketua = satu == ketua
        baris.save()
