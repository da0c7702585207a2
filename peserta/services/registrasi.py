"""Day 0: registrasi ulang with NDH, a walk-in, the undo."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping

from django.utils import timezone

from diklat.models import Gelombang, SyaratBerkas
from diklat.services.gelombang import harus_status
from diklat.services.kunci import kunci_gelombang
from kantor.galat import KeadaanBerubah, KuotaPenuh, SudahTerdaftar, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Berkas, Pengguna
from peserta.models import BerkasPendaftaran, Pendaftaran, TindakanMassal
from peserta.models.pendaftaran import Status
from peserta.queries.kursi import kursi
from peserta.services.baris import halangan_orang, sebut_pelanggaran, tulis_baris
from peserta.services.berkas import syarat_surat_tugas
from peserta.services.isian import DataPendaftaran, periksa_isian
from peserta.services.kunci import kunci_pendaftaran
from peserta.services.massal import jalankan_baris, kunci_baris, wajib_alasan
from peserta.services.orang import pegawai_untuk
from peserta.services.orang_terverifikasi import catat_orang
from peserta.services.pendaftaran import ubah_status
from peserta.services.pengganti import catat_pada_surat
from peserta.services.pintu import periksa_kuota_unit, periksa_unit
from peserta.services.usulan import DAPAT_DIGANTI

S = Gelombang.Status
J = Pendaftaran.Jalur
DAPAT_HADIR = {Status.DITETAPKAN, Status.DIPANGGIL, Status.DIKONFIRMASI}
BELUM_DATANG = [Status.DIPANGGIL, Status.DIKONFIRMASI, Status.BERHALANGAN]


@layanan
def registrasi_ulang(
    *, oleh: Pengguna, pendaftaran: Pendaftaran, ndh: int | None = None, pada: datetime.datetime | None = None
) -> Pendaftaran:
    """Seat somebody who has come; the NDH is the given one or the smallest free number.

    Raises KeadaanBerubah for somebody who was not called or while registration is still open, TidakValid for an NDH
    that is taken or beyond the quota.
    """
    pastikan(oleh, Hak.KERJA, pendaftaran)
    gelombang, p = kunci_pendaftaran(pendaftaran)
    pastikan_hari_registrasi(gelombang)
    _dudukkan(p, ndh)
    return p


@layanan
def registrasi_ulang_massal(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    pilihan: Iterable[int] | None = None,
    pada: datetime.datetime | None = None,
) -> TindakanMassal:
    """Seat many at once (of `pilihan`, or all called), the NDH running in order of name.

    Undone with `urungkan_massal`. Raises KeadaanBerubah when nobody waits or while registration is still open.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    [g] = kunci_gelombang(gelombang.pk)
    pastikan_hari_registrasi(g)
    terpanggil = g.pendaftaran.filter(status__in=[Status.DIPANGGIL, Status.DIKONFIRMASI])
    baris = kunci_baris(g, terpanggil.values_list("pk", flat=True) if pilihan is None else pilihan)
    if not baris:
        raise KeadaanBerubah("Tidak ada peserta yang menunggu registrasi ulang.")
    baris.sort(key=lambda p: (p.nama_kunci, p.pk))
    rincian = [jalankan_baris(p, _dudukkan, p, None) for p in baris]
    return TindakanMassal.objects.create(gelombang=g, jenis="registrasi_ulang", oleh=oleh, rincian=rincian)


@layanan
def urungkan_registrasi(*, oleh: Pengguna, pendaftaran: Pendaftaran, alasan: str) -> Pendaftaran:
    """Take a registrasi ulang back: the person is where they were before it, the NDH is free again.

    Raises KeadaanBerubah once attendance was recorded, and for a walk-in, who was nowhere before.
    """
    pastikan(oleh, Hak.KERJA, pendaftaran)
    alasan = wajib_alasan(alasan)
    gelombang, p = kunci_pendaftaran(pendaftaran)
    pastikan_hari_registrasi(gelombang)
    kembalikan_registrasi(p, alasan)
    return p


def kembalikan_registrasi(p: Pendaftaran, alasan: str) -> None:
    """The same for a locked registration, alone or as a row of a bulk act."""
    if p.kehadiran.exists():
        raise KeadaanBerubah("Kehadirannya sudah dicatat, sehingga registrasi ulang tidak dapat diurungkan.")
    if p.status == Status.HADIR and not p.status_semula:
        raise KeadaanBerubah("Peserta di tempat tidak memiliki status sebelumnya; batalkan pendaftarannya.")
    ubah_status(p, Status(p.status_semula or Status.DIKONFIRMASI), alasan)
    p.ndh, p.status_semula = None, ""
    p.save(update_fields=["ndh", "status_semula"])


@sebut_pelanggaran
@layanan
def peserta_langsung(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    data: DataPendaftaran,
    surat_tugas: str,
    berkas: Mapping[int | None, Berkas] | None = None,
    ditunjukkan: Collection[int | None] = (),
    menggantikan: Pendaftaran | None = None,
    ndh: int | None = None,
    pada: datetime.datetime | None = None,
) -> Pendaftaran:
    """Seat somebody who stands at the desk with a surat tugas (its number), in one step and with an NDH.

    `menggantikan` gives the walk-in the seat of somebody who has not come; a letter that called that one names the
    walk-in from now on. `berkas`: files by the pk of their condition, None for the surat tugas of a gelombang that
    asks for none; they may come later too. `ditunjukkan`: the conditions whose paper was shown at the desk. Raises
    KuotaPenuh when no seat is free (`rincian` names those who have not come yet) or the unit's quota is full,
    SudahTerdaftar for somebody who only needs registrasi ulang, BentrokJadwal, TidakValid, KeadaanBerubah.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    surat_tugas = _nomor_surat(surat_tugas)
    isian = periksa_isian(data)
    [g] = kunci_gelombang(gelombang.pk)
    pastikan_hari_registrasi(g)
    if menggantikan is not None:
        menggantikan = _kosongkan(menggantikan, g, surat_tugas)
    elif not kursi(g).sisa:
        raise _penuh(g)
    periksa_unit(g, isian.unit)
    periksa_kuota_unit(g, isian.unit)
    pegawai, baru = pegawai_untuk(isian)
    if not baru and (halangan := halangan_orang(pegawai, g)):
        galat, ada = halangan
        if isinstance(galat, SudahTerdaftar):
            raise SudahTerdaftar(
                f"Sudah terdaftar dengan status “{ada.get_status_display()}”; buka pendaftarannya."
            )
        raise galat
    p = tulis_baris(
        oleh=oleh, gelombang=g, pegawai=pegawai, isian=isian, jalur=J.LANGSUNG, status=Status.HADIR,
        kini=pada or timezone.now(), ndh=_ndh(g, ndh), menggantikan=menggantikan,
        pemanggilan_id=menggantikan.pemanggilan_id if menggantikan else None,
        alasan=f"Surat tugas nomor {surat_tugas}",
    )  # fmt: skip
    _lampirkan(p, berkas or {}, ditunjukkan)
    catat_orang(oleh=oleh, pendaftaran=p)
    if p.pemanggilan_id:
        catat_pada_surat(oleh, p.pemanggilan_id, [p])
    return p


def pastikan_hari_registrasi(gelombang: Gelombang) -> None:
    """Raise KeadaanBerubah unless the doors are closed and the gelombang has not ended."""
    harus_status(gelombang, S.DITUTUP, S.BERLANGSUNG)


def _dudukkan(p: Pendaftaran, ndh: int | None) -> None:
    if p.status not in DAPAT_HADIR:
        raise KeadaanBerubah(f"Belum dapat registrasi ulang: “{p.get_status_display()}”.")
    p.ndh = _ndh(p.gelombang, ndh)
    p.status, p.status_semula, p.alasan = Status.HADIR, p.status, ""
    p.save(update_fields=["status", "status_semula", "ndh", "alasan"])


def _ndh(gelombang: Gelombang, diminta: int | None) -> int:
    """The wanted number if it is free, else the smallest free one, within the quota; the caller holds the lock."""
    dipakai = set(
        Pendaftaran.objects.filter(gelombang=gelombang, ndh__isnull=False).values_list("ndh", flat=True)
    )
    bebas = (n for n in range(1, gelombang.kuota + 1) if n not in dipakai)
    if diminta is None:
        if (ndh := next(bebas, None)) is None:
            raise KuotaPenuh(f"Semua {gelombang.kuota} NDH sudah dipakai. Tambah kuota lebih dahulu.")
        return ndh
    if diminta in dipakai:
        raise TidakValid(rincian={"ndh": f"NDH {diminta} sudah dipakai."})
    if not 1 <= diminta <= gelombang.kuota:
        raise TidakValid(rincian={"ndh": f"NDH antara 1 dan {gelombang.kuota}."})
    return diminta


def _kosongkan(lama: Pendaftaran, gelombang: Gelombang, surat_tugas: str) -> Pendaftaran:
    """End the registration of somebody who has not come, in favour of the walk-in."""
    segar = Pendaftaran.objects.filter(pk=lama.pk, gelombang=gelombang).first()
    if segar is None or segar.status not in DAPAT_DIGANTI:
        raise KeadaanBerubah("Peserta yang digantikan sudah registrasi ulang atau tidak memegang kursi.")
    ubah_status(segar, Status.DIGANTI, f"Digantikan di tempat, surat tugas nomor {surat_tugas}"[:300])
    return segar


def _penuh(gelombang: Gelombang) -> KuotaPenuh:
    belum = gelombang.pendaftaran.filter(status__in=BELUM_DATANG).order_by("nama_kunci", "pk")
    nama = {p.nomor: p.nama_lengkap for p in belum}
    saran = "Pilih peserta yang belum datang untuk digantikan." if nama else "Tambah kuota lebih dahulu."
    return KuotaPenuh(f"Semua {gelombang.kuota} kursi sudah terisi. {saran}", rincian=nama)


def _nomor_surat(surat_tugas: str) -> str:
    surat_tugas = " ".join(surat_tugas.split())
    if not surat_tugas or len(surat_tugas) > 80:
        raise TidakValid(rincian={"surat_tugas": "Isi nomor surat tugas, paling panjang 80 huruf."})
    return surat_tugas


def _lampirkan(
    p: Pendaftaran, berkas: Mapping[int | None, Berkas], ditunjukkan: Collection[int | None]
) -> None:
    diminta = {s.pk: s for s in SyaratBerkas.objects.filter(gelombang=p.gelombang)}
    if {*berkas, *ditunjukkan} - {None, *diminta}:
        raise TidakValid(rincian={"berkas": "Gelombang ini tidak meminta berkas itu."})
    keadaan = BerkasPendaftaran.Keadaan
    BerkasPendaftaran.objects.bulk_create(
        BerkasPendaftaran(
            pendaftaran=p,
            syarat=diminta[pk] if pk else syarat_surat_tugas(p.gelombang),
            berkas=berkas.get(pk),
            keadaan=keadaan.DITUNJUKKAN if pk in ditunjukkan else keadaan.DITERIMA,
        )
        for pk in {*berkas, *ditunjukkan}
    )
