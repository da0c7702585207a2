"""Names an OPD proposes: one letter over many names, withdrawn or replaced by another person on the same seat."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from django.utils import timezone

from diklat.models import Gelombang
from diklat.services.kunci import kunci_gelombang
from kantor.galat import (
    KeadaanBerubah,
    PendaftaranDitutup,
    SudahTerdaftar,
    TidakBerhak,
    TidakValid,
)
from kantor.layanan import layanan
from kantor.lib.tanggal import tanggal_jam
from kantor.lingkup import Hak, pastikan
from kantor.models import Berkas, Pengguna, Unit
from peserta.models import Pendaftaran, Usulan
from peserta.models.pendaftaran import Status
from peserta.queries.verifikasi import DITERIMA
from peserta.services.baris import halangan_orang, sebut_pelanggaran, tulis_baris
from peserta.services.isi_surat import lengkapi_surat, periksa_surat
from peserta.services.isian import DataPendaftaran, Isian, periksa_isian
from peserta.services.kunci import kunci_pendaftaran
from peserta.services.massal import wajib_alasan
from peserta.services.orang import pegawai_untuk
from peserta.services.orang_terverifikasi import catat_orang
from peserta.services.pendaftaran import daftar, tarik, ubah_status
from peserta.services.pengganti import panggil_pengganti
from peserta.services.pintu import bekerja_pada, periksa_kuota_unit, periksa_unit
from peserta.services.surat import kirim, surat_diterima
from peserta.services.wakil import pastikan_wakil

J = Pendaftaran.Jalur
S = Gelombang.Status
DAPAT_DIGANTI = {
    Status.DIAJUKAN, Status.PERLU_PERBAIKAN, Status.DIVERIFIKASI, Status.DITETAPKAN, Status.DIPANGGIL,
    Status.DIKONFIRMASI, Status.BERHALANGAN,
}  # fmt: skip


@layanan
def buat_usulan(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    unit: Unit,
    nomor_surat: str = "",
    tanggal_surat: datetime.date | None = None,
    berkas: Berkas | None = None,
) -> Usulan:
    """Record a unit's surat usulan, to put names under it; the same number again is the same letter, completed.

    Raises TidakDitemukan for a unit that is not the own, TidakValid for a date to come or another date than the
    letter of this number has.
    """
    _pastikan_unit(oleh, gelombang, unit)
    nomor_surat = periksa_surat(gelombang, nomor_surat, tanggal_surat)
    [gelombang] = kunci_gelombang(gelombang.pk)
    ada = Usulan.objects.filter(gelombang=gelombang, unit=unit, nomor_surat__iexact=nomor_surat).first()
    if nomor_surat and ada is not None:
        return lengkapi_surat(ada, tanggal_surat, berkas)
    return Usulan.objects.create(
        gelombang=gelombang,
        unit=unit,
        nomor_surat=nomor_surat,
        tanggal_surat=tanggal_surat,
        berkas=berkas,
        dibuat_oleh=oleh,
    )


@layanan
def usulkan(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    unit: Unit,
    data: DataPendaftaran,
    usulan: Usulan | None = None,
    kabari: bool = True,
    pada: datetime.datetime | None = None,
) -> Pendaftaran:
    """Propose one person of `unit` or a unit below it; without data.unit the person belongs to `unit` itself.

    Beyond the quota the name goes to the list of cadangan. Side effect: a letter, unless `kabari` is False. Raises
    what `daftar` raises; TidakDitemukan for a unit that is not the operator's, TidakValid for a person of another
    unit or a letter of another gelombang.
    """
    _pastikan_unit(oleh, gelombang, unit)
    data = dataclasses.replace(data, unit=data.unit or unit)
    if not Unit.objects.di_bawah(unit).filter(pk=data.unit.pk).exists():  # type: ignore[union-attr]
        raise TidakValid(rincian={"unit": f"Unit ini tidak berada di bawah {unit}."})
    if usulan is not None and (usulan.gelombang_id, usulan.unit_id) != (gelombang.pk, unit.pk):
        raise TidakValid(rincian={"usulan": "Surat usulan ini untuk gelombang atau unit lain."})
    return daftar(
        oleh=oleh, gelombang=gelombang, data=data, jalur=J.USULAN, usulan=usulan, kabari=kabari, pada=pada
    )


@layanan
def tarik_usulan(
    *, oleh: Pengguna, pendaftaran: Pendaftaran, alasan: str, pada: datetime.datetime | None = None
) -> Pendaftaran:
    """The OPD (or Panitia for it) takes a name back. Raises KeadaanBerubah when it is too late."""
    pastikan_wakil(oleh, pendaftaran)
    return tarik(oleh=oleh, pendaftaran=pendaftaran, alasan=wajib_alasan(alasan), pada=pada)


@sebut_pelanggaran
@layanan
def ganti_peserta(
    *,
    oleh: Pengguna,
    pendaftaran: Pendaftaran,
    data: DataPendaftaran,
    alasan: str,
    pada: datetime.datetime | None = None,
) -> Pendaftaran:
    """Put another person on the same seat, past the list of cadangan; returns the new registration.

    An operator's replacement waits for verification, Panitia's own is verified if the replaced one was. In the place
    of a called person the verified replacement is called at once, on the same letter. Who already waits as cadangan
    is taken from the list. Side effect: a letter to both. Raises PendaftaranDitutup after the
    deadline, KeadaanBerubah once the person is seated, KuotaPenuh for another unit that is full, TidakValid,
    SudahTerdaftar, BentrokJadwal.
    """
    alasan = wajib_alasan(alasan)
    isian = periksa_isian(data)
    gelombang, lama = kunci_pendaftaran(pendaftaran)
    panitia = bekerja_pada(oleh, gelombang)
    _periksa_hak(oleh, lama, isian, panitia=panitia)
    periksa_batas_ganti(gelombang, panitia=panitia, pada=pada)
    if lama.status not in DAPAT_DIGANTI:
        raise KeadaanBerubah(
            f"Peserta ini berstatus “{lama.get_status_display()}” dan tidak dapat digantikan."
        )
    periksa_unit(gelombang, isian.unit)
    diterima = panitia and lama.status in DITERIMA
    ubah_status(lama, Status.DIGANTI, alasan)
    baru = _dudukkan(
        oleh, lama, isian, jalur=lama.jalur if panitia else J.USULAN, kini=pada or timezone.now()
    )
    if diterima:
        baru.status = Status.DIVERIFIKASI
        baru.save(update_fields=["status"])
        catat_orang(oleh=oleh, pendaftaran=baru)
    if not gelombang.dicatat_kemudian:
        kirim(lama, "pendaftaran_digantikan", nomor=lama.nomor, alasan=alasan)
        surat_diterima(baru, posisi=None, surel=isian.surel)
    panggil_pengganti(oleh, [baru])
    return baru


def periksa_batas_ganti(
    gelombang: Gelombang, *, panitia: bool, pada: datetime.datetime | None = None
) -> None:
    """Raise PendaftaranDitutup when names can no longer be replaced: Panitia until the end, an OPD until the set
    time, by default until registrasi ulang begins."""
    if gelombang.status in {S.SELESAI, S.DIBATALKAN} or (gelombang.status == S.BERLANGSUNG and not panitia):
        raise PendaftaranDitutup("Penggantian peserta sudah tidak dilayani; hubungi panitia.")
    batas = gelombang.batas_ganti
    if not panitia and batas and (pada or timezone.now()) >= batas:
        waktu = tanggal_jam(batas, gelombang.instansi.zona_waktu)
        raise PendaftaranDitutup(f"Batas penggantian peserta sudah lewat, yaitu {waktu}. Hubungi panitia.")


def dapat_digantikan(
    pendaftaran: Pendaftaran, *, panitia: bool, pada: datetime.datetime | None = None
) -> bool:
    """Whether a page should offer the replacement; the service decides again under the lock."""
    try:
        periksa_batas_ganti(pendaftaran.gelombang, panitia=panitia, pada=pada)
    except PendaftaranDitutup:
        return False
    return pendaftaran.status in DAPAT_DIGANTI


def _pastikan_unit(oleh: Pengguna, gelombang: Gelombang, unit: Unit) -> None:
    if not bekerja_pada(oleh, gelombang):
        pastikan(oleh, Hak.USUL, unit)


def _periksa_hak(oleh: Pengguna, lama: Pendaftaran, isian: Isian, *, panitia: bool) -> None:
    if panitia:
        return
    pastikan(oleh, Hak.USUL, lama)
    if isian.unit is None or isian.unit.pk not in oleh.unit_dengan_usul():
        raise TidakBerhak("Pengganti harus dari unit kerja Anda.")


def _dudukkan(
    oleh: Pengguna, lama: Pendaftaran, isian: Isian, *, jalur: str, kini: datetime.datetime
) -> Pendaftaran:
    """The newcomer on the seat just left: a new registration, or the own one taken from the list of cadangan."""
    gelombang = lama.gelombang
    periksa_kuota_unit(gelombang, isian.unit)
    pegawai, baru = pegawai_untuk(isian)
    halangan = None if baru else halangan_orang(pegawai, gelombang)
    if halangan is None:
        kolom: dict[str, Any] = {
            "menggantikan": lama,
            "usulan": lama.usulan,
            "pemanggilan_id": lama.pemanggilan_id,
        }
        return tulis_baris(
            oleh=oleh, gelombang=gelombang, pegawai=pegawai, isian=isian, jalur=jalur, kini=kini,
            status=Status.DIAJUKAN, **kolom,
        )  # fmt: skip
    galat, ada = halangan
    if not isinstance(galat, SudahTerdaftar) or ada.status != Status.DAFTAR_TUNGGU:
        raise galat
    ada.status, ada.menggantikan, ada.pemanggilan_id = Status.DIAJUKAN, lama, lama.pemanggilan_id
    ada.gelombang = gelombang
    ada.save(update_fields=["status", "menggantikan", "pemanggilan"])
    return ada
