"""Sessions of a gelombang, the quick way: enough to count attendance on."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from zoneinfo import ZoneInfo

from diklat.models import Gelombang, Modul, Sesi
from diklat.services.kunci import kunci_gelombang
from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna

PAGI = datetime.time(8, 0)
ISTIRAHAT = (datetime.time(12, 0), datetime.time(13, 0))


@layanan
def susun_sesi_sederhana(
    *, oleh: Pengguna, gelombang: Gelombang, jam_mulai: datetime.time = PAGI
) -> list[Sesi]:
    """Lay the modules one after another over the days of the gelombang, equally long, with a break at noon.

    A module that does not fit into the morning or the day goes on in the next session. Raises KeadaanBerubah when
    there are sessions already, TidakValid when the kurikulum has no modules or the days are too short.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    gelombang = kunci_untuk_sesi(gelombang)
    if gelombang.sesi.exists():
        raise KeadaanBerubah("Gelombang ini sudah memiliki sesi.")
    modul = list(gelombang.kurikulum.modul.order_by("urutan"))
    if not modul:
        raise TidakValid("Kurikulum gelombang ini belum memuat mata pelatihan.")
    return Sesi.objects.bulk_create(_potongan(gelombang, modul, jam_mulai))


@layanan
def tambah_sesi(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    judul: str,
    mulai: datetime.datetime,
    selesai: datetime.datetime,
    modul: Modul | None = None,
    berjp: bool = True,
) -> Sesi:
    """Add one session by hand. Raises TidakValid for times outside the gelombang or a module of another kurikulum."""
    pastikan(oleh, Hak.KERJA, gelombang)
    gelombang = kunci_untuk_sesi(gelombang)
    sesi = Sesi(
        gelombang=gelombang, judul=judul.strip(), mulai=mulai, selesai=selesai, modul=modul, berjp=berjp
    )
    _periksa(sesi)
    sesi.save()
    return sesi


@layanan
def ubah_sesi(*, oleh: Pengguna, sesi: Sesi, **perubahan: object) -> Sesi:
    """Change judul, mulai, selesai, modul, berjp or terbit; a withdrawn session no longer counts for attendance."""
    pastikan(oleh, Hak.KERJA, sesi)
    if asing := set(perubahan) - {"judul", "mulai", "selesai", "modul", "berjp", "terbit"}:
        raise TidakValid(rincian=dict.fromkeys(asing, "Tidak dapat diubah di sini."))
    kunci_untuk_sesi(sesi.gelombang)
    sesi = Sesi.objects.select_for_update().select_related("gelombang").get(pk=sesi.pk)
    for bidang, isi in perubahan.items():
        setattr(sesi, bidang, isi)
    _periksa(sesi)
    sesi.save()
    return sesi


def kunci_untuk_sesi(gelombang: Gelombang) -> Gelombang:
    """Lock a gelombang whose sessions or attendance change. Raises KeadaanBerubah when it has ended."""
    [terkunci] = kunci_gelombang(gelombang.pk)
    if terkunci.status in {Gelombang.Status.SELESAI, Gelombang.Status.DIBATALKAN}:
        raise KeadaanBerubah("Gelombang ini sudah berakhir; sesi dan kehadirannya tidak diubah lagi.")
    return terkunci


def _periksa(sesi: Sesi) -> None:
    gelombang = sesi.gelombang
    zona = ZoneInfo(gelombang.instansi.zona_waktu)
    rincian = {}
    if not sesi.judul:
        rincian["judul"] = "Judul sesi belum diisi."
    if sesi.selesai <= sesi.mulai:
        rincian["selesai"] = "Sesi berakhir sebelum dimulai."
    hari = {sesi.mulai.astimezone(zona).date(), sesi.selesai.astimezone(zona).date()}
    if min(hari) < gelombang.mulai or max(hari) > gelombang.selesai:
        rincian["mulai"] = "Waktu sesi di luar tanggal gelombang."
    if sesi.modul and sesi.modul.kurikulum_id != gelombang.kurikulum_id:
        rincian["modul"] = "Mata pelatihan ini bukan dari kurikulum gelombang."
    if rincian:
        raise TidakValid(rincian=rincian)


def _potongan(gelombang: Gelombang, modul: list[Modul], jam_mulai: datetime.time) -> Iterator[Sesi]:
    """Sessions of all modules, in order, over the stretches of the days."""
    menit_jp = gelombang.kurikulum.menit_per_jp
    sisa = [(satu, _lama(satu.jp * menit_jp)) for satu in modul]
    hari = (gelombang.selesai - gelombang.mulai).days + 1
    per_hari = _ke_atas(sum((lama for _, lama in sisa), datetime.timedelta()) / hari, menit_jp)
    for awal, akhir in _rentang_hari(gelombang, jam_mulai, per_hari):
        while sisa and awal < akhir:
            satu, lama = sisa.pop(0)
            potong = min(lama, akhir - awal)
            yield Sesi(gelombang=gelombang, modul=satu, judul=satu.nama, mulai=awal, selesai=awal + potong)
            awal += potong
            if lama > potong:
                sisa.insert(0, (satu, lama - potong))


def _rentang_hari(
    gelombang: Gelombang, jam_mulai: datetime.time, per_hari: datetime.timedelta
) -> Iterator[tuple[datetime.datetime, datetime.datetime]]:
    """Stretches of work: each day `per_hari` long from `jam_mulai`, parted by the break at noon."""
    zona = ZoneInfo(gelombang.instansi.zona_waktu)
    for n in range((gelombang.selesai - gelombang.mulai).days + 1):
        hari = gelombang.mulai + datetime.timedelta(days=n)
        awal = datetime.datetime.combine(hari, jam_mulai, zona)
        siang, lanjut = (datetime.datetime.combine(hari, jam, zona) for jam in ISTIRAHAT)
        pagi = min(per_hari, max(siang - awal, datetime.timedelta()))
        if pagi:
            yield awal, awal + pagi
        if pagi < per_hari:
            mulai = max(lanjut, awal)
            akhir = mulai + per_hari - pagi
            if akhir.date() != hari:
                raise TidakValid("Tanggal gelombang terlalu pendek untuk seluruh JP kurikulum.")
            yield mulai, akhir


def _lama(menit: Decimal) -> datetime.timedelta:
    return datetime.timedelta(seconds=int(menit * 60))


def _ke_atas(lama: datetime.timedelta, menit: int) -> datetime.timedelta:
    satuan = datetime.timedelta(minutes=menit)
    return -(-lama // satuan) * satuan
