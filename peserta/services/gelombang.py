"""What changes a gelombang together with the people in it: dates, quota, caps, cancellation.

`oleh` None is the portal itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef

from diklat.models import Gelombang, KuotaUnit, Kurikulum
from diklat.models.gelombang import BELUM_SELESAI
from diklat.services.gelombang import KOLOM_UBAH, harus_status, pastikan_kurikulum, simpan
from diklat.services.kunci import kunci_gelombang
from diklat.services.surat_narasumber import surat_narasumber
from diklat.services.terbitan import batalkan_jadwal, tempat_berubah
from kantor.galat import BentrokJadwal, KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lib.tanggal import rentang
from kantor.lingkup import Hak, pastikan_atau_sistem
from kantor.models import Pengguna, Unit
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import HIDUP, MENGHALANGI_TANGGAL, PEMEGANG_KURSI, Status
from peserta.queries.kuota import kuota_unit
from peserta.queries.kursi import kursi
from peserta.services.akibat import pastikan_tanpa_akibat
from peserta.services.cadangan import isi_kursi_kosong
from peserta.services.kunci import kunci_dengan_cadangan
from peserta.services.surat import surat_gelombang_batal, surat_jadwal_berubah
from peserta.services.surat_undangan import (
    lupakan_surat_undangan,
    surat_undangan_batal,
    surat_undangan_berubah,
)

S = Gelombang.Status


@layanan
def ubah_gelombang(
    *,
    oleh: Pengguna | None,
    gelombang: Gelombang,
    pada: datetime.datetime | None = None,
    slug: str | None = None,
    kurikulum: Kurikulum | None = None,
    unit_sasaran: list[Unit] | None = None,
    **perubahan: Any,
) -> Gelombang:
    """Change the plan (`perubahan`: any of diklat.services.gelombang.KOLOM_UBAH) with regard to who is registered.

    More seats are offered to the list at once. Other dates are told to everybody registered. The page's address and
    the kurikulum can be changed in draf only. Raises TidakValid (a quota below the seats taken, with the numbers;
    fields that do not fit), BentrokJadwal naming who would sit in two places, KeadaanBerubah after the end.
    """
    if asing := set(perubahan) - KOLOM_UBAH:
        raise TypeError(f"not a plain column of a gelombang: {', '.join(sorted(asing))}")
    pastikan_atau_sistem(oleh, Hak.KERJA, gelombang)
    if kurikulum is not None:
        pastikan_kurikulum(oleh, kurikulum)
    geser = bool({"mulai", "selesai"} & set(perubahan))
    [g] = kunci_gelombang(gelombang.pk, ubah_tanggal=geser)
    if g.status in (S.SELESAI, S.DIBATALKAN):
        raise KeadaanBerubah("Gelombang yang sudah selesai atau dibatalkan tidak dapat diubah.")
    dahulu, tempat = (g.mulai, g.selesai), (g.tempat, g.kota_tempat)
    _hanya_draf(g, slug=slug, kurikulum=kurikulum)
    for kolom, nilai in perubahan.items():
        setattr(g, kolom, nilai)
    if "kuota" in perubahan:
        _kuota_cukup(g)
    if bergeser := (g.mulai, g.selesai) != dahulu:
        _tanggal_bebas(g)
    simpan(g, rencana=True)
    if unit_sasaran is not None:
        g.unit_sasaran.set(unit_sasaran)
    if bergeser:
        g.refresh_from_db(fields=["rentang"])
        for p in _yang_disurati(g):
            surat_jadwal_berubah(p, dahulu=rentang(*dahulu))
        surat_undangan_berubah(g, dahulu=rentang(*dahulu))
    _tempat_di_kalender(g, tempat, pada)
    isi_kursi_kosong(g, pada=pada)
    return g


@layanan
def atur_kuota_unit(
    *,
    oleh: Pengguna | None,
    gelombang: Gelombang,
    kuota: Mapping[Unit, int],
    pada: datetime.datetime | None = None,
) -> list[KuotaUnit]:
    """Set the caps per unit as a whole ("sebaran peserta"); units left out have none any more.

    Raises TidakValid for a cap below the seats its units hold already, with the numbers.
    """
    pastikan_atau_sistem(oleh, Hak.KERJA, gelombang)
    if kosong := [unit.nama_lengkap for unit, n in kuota.items() if n < 1]:
        raise TidakValid(rincian={"kuota_unit": [f"{nama}: kuota paling sedikit 1." for nama in kosong]})
    [g] = kunci_gelombang(gelombang.pk)
    KuotaUnit.objects.filter(gelombang=g).exclude(unit__in=kuota).delete()
    KuotaUnit.objects.bulk_create(
        [KuotaUnit(gelombang=g, unit=unit, kuota=n) for unit, n in kuota.items()],
        update_conflicts=True,
        unique_fields=["gelombang", "unit"],
        update_fields=["kuota"],
    )
    lewat = [b for b in kuota_unit(g, PEMEGANG_KURSI) if b.terisi > b.kuota]
    if lewat:
        pesan = [f"{b.nama}: {b.terisi} kursi sudah terisi, kuota paling sedikit {b.terisi}." for b in lewat]
        raise TidakValid(rincian={"kuota_unit": pesan})
    isi_kursi_kosong(g, pada=pada)
    return list(g.kuota_unit.select_related("unit"))


@layanan
def kembali_ke_draf(*, oleh: Pengguna | None, gelombang: Gelombang) -> Gelombang:
    """Take an announced gelombang back to the desk. Raises KeadaanBerubah when somebody has registered."""
    pastikan_atau_sistem(oleh, Hak.KERJA, gelombang)
    [g] = kunci_gelombang(gelombang.pk)
    harus_status(g, S.DIBUKA)
    if g.pendaftaran.exists():
        raise KeadaanBerubah("Sudah ada pendaftaran. Tutup pendaftarannya, atau batalkan gelombang ini.")
    # The planned opening goes with it, else the schedule would open it again within a minute.
    g.status, g.buka_pada = S.DRAF, None
    lupakan_surat_undangan(g)
    return simpan(g)


@layanan
def batalkan_gelombang(
    *, oleh: Pengguna | None, gelombang: Gelombang, alasan: str, pada: datetime.datetime | None = None
) -> Gelombang:
    """Call the gelombang off: every living registration ends with the reason, and everybody gets a letter.

    Its timetable is cancelled with it, in calendars too, which frees rooms and narasumber; these are told.

    Raises TidakValid without a reason, KeadaanBerubah after the end or while an outcome or a certificate stands.
    """
    pastikan_atau_sistem(oleh, Hak.KERJA, gelombang)
    if not alasan.strip():
        raise TidakValid(rincian={"alasan": ["Tulis alasan pembatalan; peserta akan membacanya."]})
    [g] = kunci_gelombang(gelombang.pk)
    harus_status(g, *BELUM_SELESAI)
    pastikan_tanpa_akibat(Pendaftaran.objects.filter(gelombang=g))
    g.status = S.DIBATALKAN
    g.save(update_fields=["status"])
    hidup = _yang_disurati(g)
    Pendaftaran.objects.filter(pk__in=[p.pk for p in hidup]).update(
        status=Status.DIBATALKAN,
        alasan=f"Gelombang dibatalkan: {alasan}"[:300],
        tawaran_sampai=None,
        ndh=None,
    )
    for p in hidup:
        surat_gelombang_batal(p, alasan=alasan)
    surat_undangan_batal(g, alasan=alasan)
    surat_narasumber(g, batalkan_jadwal(g, pada=pada))
    return g


def _tempat_di_kalender(g: Gelombang, dahulu: tuple[str, str], pada: datetime.datetime | None) -> None:
    if (g.tempat, g.kota_tempat) != dahulu:
        tempat_berubah(g, pada=pada)


def _hanya_draf(g: Gelombang, *, slug: str | None, kurikulum: Kurikulum | None) -> None:
    if slug is not None and slug != g.slug:
        if g.status != S.DRAF:
            raise TidakValid(rincian={"slug": ["Alamat halaman hanya dapat diubah selama masih draf."]})
        g.slug = slug
    if kurikulum is not None and kurikulum.pk != g.kurikulum_id:
        if g.status != S.DRAF:
            raise TidakValid(rincian={"kurikulum": ["Kurikulum hanya dapat diganti selama masih draf."]})
        g.kurikulum, g.instansi_id = kurikulum, kurikulum.program.instansi_id


def _kuota_cukup(g: Gelombang) -> None:
    terisi = kursi(g).terisi
    if g.kuota < terisi:
        raise TidakValid(rincian={"kuota": [f"{terisi} kursi sudah terisi, kuota paling sedikit {terisi}."]})


def _tanggal_bebas(g: Gelombang) -> None:
    """Raises BentrokJadwal with the names of those who would sit in two gelombang on the new dates."""
    duduk = Pendaftaran.objects.filter(gelombang=g, status__in=MENGHALANGI_TANGGAL)
    kunci_dengan_cadangan(g, pegawai=duduk.values_list("pegawai_id", flat=True))
    lain = Pendaftaran.objects.filter(
        pegawai=OuterRef("pegawai"), rentang__overlap=(g.mulai, g.selesai + datetime.timedelta(days=1)),
        status__in=MENGHALANGI_TANGGAL,
    ).exclude(gelombang=g)  # fmt: skip
    nama = [p.nama_lengkap for p in duduk.filter(Exists(lain)).order_by("nama_kunci", "pk")]
    if nama:
        pesan = (
            f"Pada tanggal baru, {len(nama)} peserta sudah memiliki kursi di gelombang lain: {_sebut(nama)}."
        )
        raise BentrokJadwal(pesan, rincian={"mulai": [pesan]})


def _sebut(nama: list[str], paling_banyak: int = 5) -> str:
    lebih = len(nama) - paling_banyak
    return "; ".join(nama[:paling_banyak]) + (f"; dan {lebih} orang lagi" if lebih > 0 else "")


def _yang_disurati(g: Gelombang) -> list[Pendaftaran]:
    """Everybody with a living registration, ready for letters."""
    baris = Pendaftaran.objects.filter(gelombang=g, status__in=HIDUP).order_by("pk")
    hidup = list(baris.select_related("pegawai__akun", "pegawai__pribadi", "pribadi"))
    for p in hidup:
        p.gelombang = g
    return hidup
