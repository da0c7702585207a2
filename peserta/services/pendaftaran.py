"""Registering a person for a gelombang, withdrawing, and moving to another gelombang."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from diklat.models import Gelombang, SyaratBerkas
from diklat.models.gelombang import BELUM_MULAI, BELUM_SELESAI
from diklat.services.gelombang import harus_status
from diklat.services.kunci import kunci_gelombang
from kantor.galat import Galat, KeadaanBerubah, KuotaPenuh, SudahTerdaftar, TidakValid
from kantor.layanan import layanan
from kantor.lib.kode import nomor_daftar
from kantor.lib.telepon import samarkan_surel
from kantor.lingkup import Hak, pastikan_atau_sistem
from kantor.models import Berkas, Pengguna
from kantor.services.pribadi import baca_pribadi, buat_pribadi
from peserta.models import BerkasPendaftaran, Pendaftaran, PendaftaranPribadi, Usulan
from peserta.models.pendaftaran import ALUR, BERAKHIR, HIDUP, TERPANGGIL, Status
from peserta.services.akibat import pastikan_tanpa_akibat
from peserta.services.baris import halangan_orang, sebut_pelanggaran, tulis_baris
from peserta.services.cadangan import isi_kursi_kosong
from peserta.services.isian import DataPendaftaran, Isian, periksa_isian
from peserta.services.kunci import kunci_dengan_cadangan, kunci_pendaftaran
from peserta.services.orang import pegawai_dikenal, pegawai_untuk
from peserta.services.pintu import periksa_hak, periksa_pintu
from peserta.services.surat import surat_bentrok, surat_diterima, surat_pindah, surat_terdaftar
from peserta.services.tempat import Tempat, tempat_untuk
from peserta.services.wakil import pastikan_wakil, staf

J = Pendaftaran.Jalur


@dataclass(frozen=True)
class HasilMandiri:
    """What a stranger sees after registering: the same for a new, a repeated and a clashing registration.

    `nomor` is the number of the new registration, or a receipt that leads nowhere when none was made; only the
    letter to the owner tells which.
    """

    nomor: str
    status: str
    posisi: int | None
    surel: str  # the typed address, masked


class _Terhalang(Exception):
    """A person who cannot be registered, with the registration in the way and what a newcomer would have got."""

    def __init__(self, galat: Galat, oleh: Pendaftaran, tempat: Tempat | KuotaPenuh) -> None:
        super().__init__(galat.pesan)
        self.galat, self.oleh = galat, oleh
        # What somebody new would have got, for the answer that must not differ.
        self.tempat = tempat if isinstance(tempat, Tempat) else Tempat(Status.DIAJUKAN)


@sebut_pelanggaran
@layanan
def daftar(
    *,
    oleh: Pengguna | None,
    gelombang: Gelombang,
    data: DataPendaftaran,
    jalur: str,
    prioritas: int = 0,
    usulan: Usulan | None = None,
    pada: datetime.datetime | None = None,
    berkas: Mapping[int, Berkas] | None = None,
    kabari: bool = True,
) -> Pendaftaran:
    """Register one person; returns the registration, `diajukan` on a seat or `daftar_tunggu` with a number.

    For staff, operators and a peserta who signed in and registers the own NIP; strangers go through
    `daftar_mandiri`. `berkas`: files handed in, by the pk of the condition. `p.posisi` is the place on the list.
    Side effect: a letter, unless `kabari` is False.
    Raises TidakValid (rincian per field), PendaftaranDitutup, SudahTerdaftar, BentrokJadwal, KuotaPenuh, TidakBerhak.
    """
    isian = periksa_isian(data, wajib_nip=jalur == J.MANDIRI, wajib_unit=jalur != J.IMPOR)
    periksa_hak(oleh, gelombang, jalur, isian, prioritas=prioritas, pada=pada)
    try:
        return _catat(
            oleh=oleh, gelombang=gelombang, isian=isian, jalur=jalur, prioritas=prioritas, usulan=usulan, pada=pada,
            berkas=berkas, kabari=kabari, tempat_dahulu=False,
        )  # fmt: skip
    except _Terhalang as halangan:
        raise halangan.galat from None


@sebut_pelanggaran
@layanan
def daftar_mandiri(
    *, gelombang: Gelombang, data: DataPendaftaran, berkas: Mapping[int, Berkas] | None = None
) -> HasilMandiri:
    """Register somebody who has not signed in, without telling the typist anything about the NIP.

    Known and unknown NIP, already registered or holding a seat elsewhere: the answer has the same form and the
    owner, if an address is on file, gets the letter that tells. Raises TidakValid, PendaftaranDitutup and KuotaPenuh,
    which depend on the gelombang and what was typed alone.
    """
    isian = periksa_isian(data, wajib_nip=True)
    samar = samarkan_surel(isian.surel) if isian.surel else ""
    try:
        p = _catat(
            oleh=None, gelombang=gelombang, isian=isian, jalur=J.MANDIRI, berkas=berkas, tempat_dahulu=True
        )
    except _Terhalang as halangan:
        tanda_terima = nomor_daftar()
        if isinstance(halangan.galat, SudahTerdaftar):
            surat_terdaftar(halangan.oleh, tanda_terima=tanda_terima)
        else:
            surat_bentrok(halangan.oleh, diminta=str(gelombang), tanda_terima=tanda_terima)
        return HasilMandiri(tanda_terima, halangan.tempat.status, halangan.tempat.posisi, samar)
    return HasilMandiri(p.nomor, p.status, getattr(p, "posisi", None), samar)


@layanan
def tarik(
    *,
    oleh: Pengguna | None,
    pendaftaran: Pendaftaran,
    alasan: str = "",
    pada: datetime.datetime | None = None,
) -> Pendaftaran:
    """The person withdraws; a freed seat goes to the list.

    The person, the operator or Panitia may; once the gelombang runs only Panitia records it, for who was called and
    stays away then has an outcome. None is the holder of the registration's own key. Raises KeadaanBerubah when it is
    too late, TidakBerhak, TidakDitemukan.
    """
    pastikan_wakil(oleh, pendaftaran)
    gelombang, p = kunci_pendaftaran(pendaftaran)
    harus_status(gelombang, *BELUM_SELESAI)
    if gelombang.status not in BELUM_MULAI and not staf(oleh, p):
        raise KeadaanBerubah("Pelatihan sudah dimulai. Sampaikan pengunduran diri kepada panitia.")
    ubah_status(p, Status.MENGUNDURKAN_DIRI, alasan)
    isi_kursi_kosong(gelombang, pada=pada)
    return p


@sebut_pelanggaran
@layanan
def pindah_gelombang(
    *,
    oleh: Pengguna | None,
    pendaftaran: Pendaftaran,
    ke: Gelombang,
    kabari: bool = True,
    pada: datetime.datetime | None = None,
) -> Pendaftaran:
    """Panitia of both swaps a person to another gelombang: the old registration ends, a new one takes a seat there.

    Whoever was verified stays verified and is called anew. Raises KuotaPenuh when the other has no free seat,
    SudahTerdaftar, BentrokJadwal, KeadaanBerubah.
    """
    pastikan_atau_sistem(oleh, Hak.KERJA, pendaftaran)
    pastikan_atau_sistem(oleh, Hak.KERJA, ke)
    asal, tujuan = kunci_gelombang(pendaftaran.gelombang_id, ke.pk)
    kunci_dengan_cadangan(asal, tujuan, pegawai=[pendaftaran.pegawai_id])
    _, lama = kunci_pendaftaran(pendaftaran)
    harus_status(asal, *BELUM_SELESAI)
    periksa_pintu(tujuan, J.IMPOR, pada=pada)
    if lama.status not in HIDUP or lama.status == Status.HADIR or asal.pk == tujuan.pk:
        raise KeadaanBerubah("Pendaftaran ini tidak dapat dipindahkan lagi.")
    terverifikasi = lama.status in _SUDAH_DIVERIFIKASI
    ubah_status(lama, Status.DIBATALKAN, f"Dipindahkan ke {tujuan.sebutan}.")
    if halangan := halangan_orang(lama.pegawai, tujuan):
        raise halangan[0]
    if tempat_untuk(tujuan, lama.unit, pada=pada).status != Status.DIAJUKAN:
        raise KuotaPenuh(f"{tujuan.sebutan} tidak memiliki kursi kosong. Tambah kuotanya lebih dahulu.")
    baru = _salin(lama, tujuan, Status.DIVERIFIKASI if terverifikasi else Status.DIAJUKAN, oleh=oleh)
    if kabari:
        surat_pindah(baru, dari=str(asal))
    isi_kursi_kosong(asal, pada=pada)
    return baru


_SUDAH_DIVERIFIKASI = {
    Status.DIVERIFIKASI, Status.DITETAPKAN, Status.DIPANGGIL, Status.DIKONFIRMASI, Status.BERHALANGAN,
}  # fmt: skip


def ubah_status(p: Pendaftaran, status: Status, alasan: str) -> None:
    """Move a locked registration on, or end it, if the table of states allows it.

    Raises KeadaanBerubah naming where it stands, or what hangs on it (an outcome, a certificate) and must go first.
    """
    if (p.status, status) not in ALUR:
        raise KeadaanBerubah(
            f"Pendaftaran ini berstatus “{p.get_status_display()}” dan tidak dapat diubah menjadi “{status.label}”."
        )
    if p.status == Status.HADIR or (p.status in TERPANGGIL and status not in TERPANGGIL):
        pastikan_tanpa_akibat(Pendaftaran.objects.filter(pk=p.pk))
    p.status, p.alasan, p.tawaran_sampai = status, alasan[:300], None
    if status in BERAKHIR:
        p.ndh = None  # free for whoever sits there next
    p.save(update_fields=["status", "alasan", "tawaran_sampai", "ndh"])


def _catat(
    *,
    oleh: Pengguna | None,
    gelombang: Gelombang,
    isian: Isian,
    jalur: str,
    tempat_dahulu: bool,
    prioritas: int = 0,
    usulan: Usulan | None = None,
    pada: datetime.datetime | None = None,
    berkas: Mapping[int, Berkas] | None = None,
    kabari: bool = True,
) -> Pendaftaran:
    """Lock, look again, place, store, write the letter. Raises _Terhalang when the person cannot be registered.

    `tempat_dahulu`: refuse for lack of seats before looking at the person, so that the refusal tells nothing of them.
    """
    [g] = kunci_gelombang(gelombang.pk)
    periksa_pintu(g, jalur, pada=pada)
    syarat = _syarat_terpenuhi(g, jalur, berkas or {})
    tempat = _tempat_atau_penuh(g, isian, prioritas, pada)
    pegawai, baru = pegawai_untuk(isian)
    halangan = None if baru else halangan_orang(pegawai, g)
    if halangan and not (tempat_dahulu and isinstance(tempat, KuotaPenuh)):
        raise _Terhalang(*halangan, tempat)
    if isinstance(tempat, KuotaPenuh):
        raise tempat
    p = tulis_baris(
        oleh=oleh,
        gelombang=g,
        pegawai=pegawai,
        isian=isian,
        jalur=jalur,
        status=tempat.status,
        kini=pada or timezone.now(),
        usulan=usulan,
        prioritas=prioritas,
        urutan_cadangan=tempat.urutan,
    )
    p.posisi = tempat.posisi  # type: ignore[attr-defined]
    BerkasPendaftaran.objects.bulk_create(
        BerkasPendaftaran(pendaftaran=p, syarat=s, berkas=isi) for s, isi in syarat
    )
    if kabari:
        surat_diterima(p, posisi=tempat.posisi, surel=isian.surel)
    return p


def _tempat_atau_penuh(
    g: Gelombang, isian: Isian, prioritas: int, pada: datetime.datetime | None
) -> Tempat | KuotaPenuh:
    def orangnya() -> list[int]:
        pk = pegawai_dikenal(isian.nip, isian.nama, isian.unit.pk if isian.unit else None)
        return [pk] if pk else []

    try:
        return tempat_untuk(g, isian.unit, prioritas=prioritas, bersama=orangnya, pada=pada)
    except KuotaPenuh as penuh:
        return penuh


def _syarat_terpenuhi(
    g: Gelombang, jalur: str, berkas: Mapping[int, Berkas]
) -> list[tuple[SyaratBerkas, Berkas]]:
    """The files with their conditions. Who registers alone must bring the required ones: TidakValid, whoever it is."""
    if not berkas and jalur != J.MANDIRI:
        return []
    semua = SyaratBerkas.objects.filter(gelombang=g)
    saat_ini = {s.pk: s for s in semua if s.kapan == SyaratBerkas.Kapan.PENDAFTARAN or s.pk in berkas}
    kurang = [s for s in saat_ini.values() if s.wajib and s.pk not in berkas] if jalur == J.MANDIRI else []
    if kurang or set(berkas) - set(saat_ini):
        raise TidakValid(rincian={f"berkas_{s.pk}": [f"Unggah {s.nama}."] for s in kurang})
    return [(saat_ini[pk], isi) for pk, isi in berkas.items()]


def _salin(lama: Pendaftaran, tujuan: Gelombang, status: Status, *, oleh: Pengguna | None) -> Pendaftaran:
    """The same person with snapshot, contact, and files under conditions of the same name, in another gelombang."""
    kolom = [
        "nama",
        "nama_kunci",
        "gelar_depan",
        "gelar_belakang",
        "golongan",
        "jabatan",
        "status_kepegawaian",
    ]
    kolom += [
        "unit_id",
        "opd_id",
        "unit_nama",
        "jalur",
        "persetujuan",
        "dibuat",
        "nama_dikonfirmasi",
        "pegawai",
    ]
    baru = Pendaftaran(
        nomor=nomor_daftar(),
        gelombang=tujuan,
        rentang=tujuan.rentang,
        status=status,
        dibuat_oleh=oleh,
        **{k: getattr(lama, k) for k in kolom},
    )
    baru.save(force_insert=True)
    if (kontak := PendaftaranPribadi.objects.filter(pendaftaran=lama).first()) is not None:
        isi = {k: baca_pribadi(kontak, k) for k in ("email", "ponsel")}
        buat_pribadi(baris=PendaftaranPribadi(pendaftaran=baru), **isi)
    syarat = {s.nama: s for s in tujuan.syarat.all()}
    BerkasPendaftaran.objects.bulk_create(
        BerkasPendaftaran(
            pendaftaran=baru, syarat=syarat[b.syarat.nama], berkas_id=b.berkas_id, keadaan=b.keadaan
        )
        for b in lama.berkas.select_related("syarat")
        # What was shown at one desk was not shown at another.
        if b.syarat.nama in syarat and b.berkas_id is not None
    )
    lama.akses.update(pendaftaran=baru)
    return baru
