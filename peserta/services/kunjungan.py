"""Visits of the peserta: who goes where, what each brings home, and who is reminded to write it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from psycopg2.errors import ExclusionViolation

from diklat.models import Kunjungan
from diklat.models.gelombang import BELUM_SELESAI
from diklat.services.kunci import kunci_gelombang
from diklat.services.kunjungan import kunci_kunjungan
from kantor.galat import BentrokJadwal, KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lib import tanggal
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna
from kantor.zona import hari_ini
from peserta.models import Pendaftaran, PesertaKunjungan
from peserta.models.kunjungan import PANJANG_PELAJARAN
from peserta.models.pendaftaran import Status
from peserta.queries.kunjungan import belum_dibagi, dapat_ikut, di_tempat_lain, peserta_kunjungan
from peserta.services.surat import surat_pelajaran
from peserta.services.wakil import pastikan_diri


@dataclass(frozen=True)
class Pelajaran:
    """What a peserta writes of a visit: seen, to be adopted in the own unit, needed for it."""

    dilihat: str = ""
    diadopsi: str = ""
    kebutuhan: str = ""


@layanan
def bagi_peserta(
    *, oleh: Pengguna, kunjungan: Kunjungan, masuk: Collection[int], keluar: Collection[int] = ()
) -> int:
    """Send these registrations (primary keys) on a visit and take others off it; returns how many rows changed.

    Raises TidakDitemukan for somebody of another gelombang or who has left it, BentrokJadwal naming who is somewhere
    else on these days, KeadaanBerubah for taking off somebody who has written a lesson.
    """
    pastikan(oleh, Hak.KERJA, kunjungan)
    kunjungan = kunci_kunjungan(kunjungan)
    berubah = _keluarkan(kunjungan, keluar)
    ada = set(PesertaKunjungan.objects.filter(kunjungan=kunjungan).values_list("pendaftaran", flat=True))
    baru = set(masuk) - ada
    orang = {p.pk: p for p in dapat_ikut(kunjungan.gelombang).filter(pk__in=baru)}
    if set(orang) != baru:
        raise TidakDitemukan("Ada peserta yang tidak lagi terdaftar pada gelombang ini. Muat ulang halaman.")
    lain = di_tempat_lain(kunjungan)
    if bentrok := [pk for pk in sorted(baru) if pk in lain]:
        siapa = "; ".join(f"{orang[pk].nama_lengkap} ({lain[pk].kunjungan.locus})" for pk in bentrok[:5])
        raise BentrokJadwal(f"Pada tanggal itu sudah di lokus lain: {siapa}.")
    return berubah + _kirim(kunjungan, baru)


@layanan
def bagi_sisa(*, oleh: Pengguna, kunjungan: Kunjungan) -> int:
    """Send everybody who goes nowhere yet on this visit; returns how many. Raises KeadaanBerubah for nobody."""
    pastikan(oleh, Hak.KERJA, kunjungan)
    kunjungan = kunci_kunjungan(kunjungan)
    sisa = set(belum_dibagi(kunjungan.gelombang).values_list("pk", flat=True))
    if not sisa:
        raise KeadaanBerubah("Semua peserta sudah mempunyai lokus.")
    return _kirim(kunjungan, sisa)


@layanan
def tulis_pelajaran(
    *,
    oleh: Pengguna | None,
    pendaftaran: Pendaftaran,
    kunjungan: Kunjungan,
    isi: Pelajaran,
    versi: int,
    pada: datetime.datetime | None = None,
) -> PesertaKunjungan:
    """Keep what a peserta brings home from a visit, from its first day until the gelombang closes.

    `versi` is the one they had before them. Raises KeadaanBerubah when another window has saved since (`rincian` has
    nothing; read the row again), before the visit, after the end, or for somebody not seated; TidakValid for text that
    is empty or too long; TidakDitemukan for a visit this peserta is not on.
    """
    pastikan_diri(oleh, pendaftaran)
    [gelombang] = kunci_gelombang(pendaftaran.gelombang_id)
    baris = (
        PesertaKunjungan.objects.select_for_update(of=("self",))
        .select_related("kunjungan", "pendaftaran")
        .filter(pendaftaran=pendaftaran, kunjungan=kunjungan)
        .first()
    )
    if baris is None:
        raise TidakDitemukan("Anda tidak tercatat pada kunjungan ini. Hubungi panitia.")
    if gelombang.status not in BELUM_SELESAI:
        raise KeadaanBerubah("Pelatihan sudah ditutup; pelajaran tidak diubah lagi.")
    if baris.pendaftaran.status != Status.HADIR:
        raise KeadaanBerubah("Pelajaran ditulis setelah registrasi ulang.")
    if hari_ini(gelombang.instansi) < baris.kunjungan.mulai:
        raise KeadaanBerubah(f"Pelajaran ditulis mulai {tanggal.panjang(baris.kunjungan.mulai)}.")
    rapi = Pelajaran(**{k: v.replace("\r\n", "\n").strip() for k, v in asdict(isi).items()})
    _periksa(rapi)
    if baris.versi != versi:
        if Pelajaran(baris.dilihat, baris.diadopsi, baris.kebutuhan) == rapi:
            return baris  # the same text sent twice
        raise KeadaanBerubah(
            "Pelajaran ini baru saja disimpan dari jendela lain. Tulisan Anda masih ada di bawah; bandingkan, lalu "
            "simpan lagi."
        )
    baris.dilihat, baris.diadopsi, baris.kebutuhan = rapi.dilihat, rapi.diadopsi, rapi.kebutuhan
    baris.versi += 1
    baris.ditulis = pada or timezone.now()
    baris.save(update_fields=["dilihat", "diadopsi", "kebutuhan", "versi", "ditulis"])
    return baris


@layanan
def ingatkan_pelajaran(*, oleh: Pengguna, kunjungan: Kunjungan) -> tuple[int, list[str]]:
    """Write to everybody on a visit who has not written a lesson; returns how many letters, and whom none reaches.

    Nobody gets two on one day. Raises KeadaanBerubah before the visit, or when nobody is left to be reminded today.
    """
    pastikan(oleh, Hak.KERJA, kunjungan)
    kunjungan = kunci_kunjungan(kunjungan)
    kini = hari_ini(kunjungan.gelombang.instansi)
    if kini < kunjungan.mulai:
        raise KeadaanBerubah("Kunjungan ini belum berlangsung.")
    belum = peserta_kunjungan(kunjungan).filter(versi=0, pendaftaran__status=Status.HADIR)
    tanpa_alamat, terkirim = [], []
    for p in siap_disurati(belum.exclude(diingatkan=kini), kunjungan):
        if surat_pelajaran(p, kunjungan=kunjungan):
            terkirim.append(p.pk)
        else:
            tanpa_alamat.append(p.nama_lengkap)
    if not (terkirim or tanpa_alamat):
        raise KeadaanBerubah(
            "Pengingat hari ini sudah dikirim." if belum.exists() else "Tidak ada yang perlu diingatkan."
        )
    belum.filter(pendaftaran__in=terkirim).update(diingatkan=kini)
    return len(terkirim), tanpa_alamat


def siap_disurati(baris: QuerySet[PesertaKunjungan], kunjungan: Kunjungan) -> Iterator[Pendaftaran]:
    """The registrations of these rows of a visit, read with all a letter asks of them."""
    for satu in baris.select_related(
        "pendaftaran__pegawai__akun", "pendaftaran__pegawai__pribadi", "pendaftaran__pribadi"
    ):
        p = satu.pendaftaran
        p.gelombang = kunjungan.gelombang
        yield p


def _kirim(kunjungan: Kunjungan, orang: Collection[int]) -> int:
    baris = [
        PesertaKunjungan(kunjungan=kunjungan, pendaftaran_id=pk, rentang=kunjungan.rentang)
        for pk in sorted(orang)
    ]
    try:
        with transaction.atomic():
            PesertaKunjungan.objects.bulk_create(baris)
    except IntegrityError as galat:
        if isinstance(galat.__cause__, ExclusionViolation):
            raise BentrokJadwal("Ada peserta yang pada tanggal itu sudah di lokus lain.") from galat
        raise
    return len(baris)


def _keluarkan(kunjungan: Kunjungan, keluar: Collection[int]) -> int:
    baris = PesertaKunjungan.objects.filter(kunjungan=kunjungan, pendaftaran__in=keluar)
    if menulis := baris.filter(versi__gt=0).select_related("pendaftaran").first():
        raise KeadaanBerubah(
            f"{menulis.pendaftaran.nama_lengkap} sudah menulis pelajaran dari kunjungan ini dan tetap di dalamnya."
        )
    return baris.delete()[0]


def _periksa(isi: Pelajaran) -> None:
    semua = asdict(isi)
    salah = {
        nama: f"Paling panjang {PANJANG_PELAJARAN} huruf; kini {len(teks)}."
        for nama, teks in semua.items()
        if len(teks) > PANJANG_PELAJARAN
    }
    if not any(semua.values()):
        salah["dilihat"] = "Tulis sedikitnya satu hal."
    if salah:
        raise TidakValid(rincian=salah)
