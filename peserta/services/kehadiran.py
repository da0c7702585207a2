"""Attendance by hand: all present, then the exceptions. A hand's word wins over scans, with its trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diklat.models import Sesi, TerbitanSesi
from diklat.services.sesi import kunci_untuk_sesi
from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lib.tanggal import jam
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna
from peserta.models import Kehadiran, Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.services.catat_pindaian import susun_ulang

Kode = Kehadiran.Kode


@dataclass(frozen=True)
class Catatan:
    """One person's code in a session; `menit` only for T.

    `semula` is what stood there, as `tulisan` says it, when whoever writes this looked; None where nobody looked.
    """

    kode: str
    menit: int | None = None
    catatan: str = ""
    semula: str | None = None


def tulisan(ada: Kehadiran | None) -> str:
    """What stands in one row: `H`, `T 20`; empty where nothing is recorded."""
    return f"{ada.kode} {ada.menit_terlambat or ''}".strip() if ada else ""


@layanan
def catat_semua_hadir(*, oleh: Pengguna, sesi: Sesi) -> int:
    """Mark everybody seated and not yet recorded as present; what was recorded before stays. Returns how many.

    A scan that arrives later still tells who came late.
    """
    sesi = _buka(oleh, sesi)
    duduk = Pendaftaran.objects.filter(gelombang=sesi.gelombang_id, status=Status.HADIR)
    belum = duduk.exclude(kehadiran__sesi=sesi).order_by("pk")
    sumber = Kehadiran.Sumber.SEMUA
    baris = [
        Kehadiran(sesi=sesi, pendaftaran=p, kode=Kode.HADIR, sumber=sumber, semua=True, dicatat_oleh=oleh)
        for p in belum
    ]
    return len(Kehadiran.objects.bulk_create(baris))


@layanan
def catat_kehadiran(
    *,
    oleh: Pengguna,
    sesi: Sesi,
    pendaftaran: Pendaftaran,
    kode: str,
    menit: int | None = None,
    catatan: str = "",
) -> Kehadiran:
    """Record or correct one person's code. Raises TidakValid for an unknown code, T without minutes or with more
    than the session has."""
    catat_banyak(oleh=oleh, sesi=sesi, catatan={pendaftaran.pk: Catatan(kode, menit, catatan)})
    return Kehadiran.objects.get(sesi=sesi, pendaftaran=pendaftaran)


@layanan
def catat_banyak(*, oleh: Pengguna, sesi: Sesi, catatan: Mapping[int, Catatan]) -> int:
    """Record or correct the codes of many, by primary key of the registration; all or none. Returns how many changed.

    Raises TidakValid naming each faulty row and each in which something else stands now than was seen, TidakDitemukan
    for somebody of another gelombang, KeadaanBerubah for somebody who is not seated.
    """
    sesi = _buka(oleh, sesi)
    lama = int(sesi.terbitan.menit)
    rincian = {str(pk): pesan for pk, satu in catatan.items() if (pesan := _kesalahan(satu, lama))}
    if rincian:
        raise TidakValid(rincian=rincian)
    _pastikan_duduk(sesi, set(catatan))
    ada = {k.pendaftaran_id: k for k in Kehadiran.objects.filter(sesi=sesi, pendaftaran__in=catatan)}
    basi = {
        str(pk): _sebab_basi(ada.get(pk), sesi)
        for pk, satu in catatan.items()
        if satu.semula not in {None, tulisan(ada.get(pk))}
    }
    if basi:
        raise TidakValid(rincian=basi)
    berubah = 0
    for pk, satu in sorted(catatan.items()):
        baris = ada.get(pk) or Kehadiran(sesi=sesi, pendaftaran_id=pk)
        menit = satu.menit if satu.kode == Kode.TERLAMBAT else None
        if baris.pk and (baris.kode, baris.menit_terlambat, baris.catatan) == (
            satu.kode,
            menit,
            satu.catatan,
        ):
            continue
        baris.kode, baris.menit_terlambat, baris.catatan = satu.kode, menit, satu.catatan
        baris.dicatat_oleh, baris.sumber = oleh, Kehadiran.Sumber.TANGAN
        baris.save()
        berubah += 1
    return berubah


@layanan
def hapus_catatan(*, oleh: Pengguna, sesi: Sesi, pendaftaran: Pendaftaran) -> Kehadiran | None:
    """Take a hand's word back, with the letter on it: what was scanned stands again, else "semua hadir" where that was
    said of this person before, else nothing.

    What goes stays in the history. Returns what stands now. Raises KeadaanBerubah when no hand's word stands.
    """
    sesi = _buka(oleh, sesi)
    baris = Kehadiran.objects.filter(sesi=sesi, pendaftaran=pendaftaran)
    ada = baris.filter(sumber=Kehadiran.Sumber.TANGAN).first()
    if ada is None:
        raise KeadaanBerubah("Tidak ada catatan Panitia untuk peserta ini pada sesi ini.")
    if ada.semua:
        ada.kode, ada.menit_terlambat, ada.catatan, ada.surat = Kode.HADIR, None, "", None
        ada.sumber, ada.dicatat_oleh = Kehadiran.Sumber.SEMUA, oleh
        ada.save()
    else:
        ada.delete()
    susun_ulang(sesi.gelombang)
    return baris.first()


def _buka(oleh: Pengguna, sesi: Sesi) -> Sesi:
    pastikan(oleh, Hak.KERJA, sesi)
    gelombang = kunci_untuk_sesi(sesi.gelombang)
    terbitan = TerbitanSesi.objects.filter(sesi=sesi, batal=False).first()
    if terbitan is None:
        raise KeadaanBerubah("Sesi ini belum terbit. Terbitkan jadwal, lalu catat kehadirannya.")
    sesi.gelombang, sesi.terbitan = gelombang, terbitan
    return sesi


def _kesalahan(satu: Catatan, lama: int) -> str | None:
    """What is wrong with a row in a session of `lama` minutes."""
    if satu.kode not in Kode.values:
        return "Pilih H, I, S, DL, A, atau T."
    if satu.kode == Kode.TERLAMBAT and not (satu.menit and 0 < satu.menit <= lama):
        return f"Isi lama keterlambatan, 1 sampai {lama} menit (lama sesi ini)."
    if len(satu.catatan) > 200:
        return "Catatan paling panjang 200 huruf."
    return None


def _sebab_basi(ada: Kehadiran | None, sesi: Sesi) -> str:
    """What came in while the sheet was open."""
    if ada is None:
        return "Catatannya baru saja dihapus. Periksa, lalu simpan lagi."
    if ada.sumber == Kehadiran.Sumber.PINDAI and ada.dipindai:
        pukul = jam(ada.dipindai, sesi.gelombang.instansi.zona_waktu)
        return f"Baru dipindai pukul {pukul} ({tulisan(ada)}). Periksa, lalu simpan lagi."
    return f"Baru dicatat {tulisan(ada)}. Periksa, lalu simpan lagi."


def _pastikan_duduk(sesi: Sesi, pilihan: set[int]) -> None:
    status = dict(
        Pendaftaran.objects.filter(gelombang=sesi.gelombang_id, pk__in=pilihan).values_list("pk", "status")
    )
    if set(status) != pilihan:
        raise TidakDitemukan("Ada peserta yang tidak terdaftar pada gelombang ini.")
    if any(s != Status.HADIR for s in status.values()):
        raise KeadaanBerubah("Kehadiran hanya dicatat untuk peserta yang sudah registrasi ulang.")
