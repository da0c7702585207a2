"""The Katalog Inovasi: written in plain words by the peserta or Panitia, published by Panitia; voices of people."""

from __future__ import annotations

import datetime
import hashlib
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lib.kode import acak
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna, Unit
from kantor.services.pembatas import wajib_longgar
from kantor.zona import hari_ini
from penilaian.models import Inovasi, Klaster, RencanaAksi, SuaraWarga
from penilaian.models.inovasi import PANJANG_KATALOG, PANJANG_SUARA
from penilaian.queries.tindak_lanjut import tindak_lanjut_untuk
from peserta.models import Pendaftaran

TEKS = {"masalah": "Masalah", "perubahan": "Perubahan", "cara_memakai": "Cara memakai"}
# One address may be a whole kelurahan office, but not a crowd.
SUARA_PER_ALAMAT, JENDELA = 30, 3600


def rancangan(rencana: RencanaAksi) -> Inovasi:
    """What the catalogue would say, taken from the plan; not stored."""
    return Inovasi(
        rencana=rencana,
        judul=rencana.judul,
        klaster=rencana.klaster,
        unit=rencana.unit,
        masalah=rencana.masalah[:PANJANG_KATALOG],
        perubahan=f"{rencana.gagasan}\n\n{rencana.manfaat}".strip()[:PANJANG_KATALOG],
    )


@layanan
def tulis_inovasi(
    *,
    oleh: Pengguna | None,
    pendaftaran: Pendaftaran,
    judul: str,
    klaster: Klaster,
    unit: Unit,
    masalah: str = "",
    perubahan: str = "",
    cara_memakai: str = "",
    sejak: datetime.date | None = None,
) -> Inovasi:
    """Write the entry of this plan; by its peserta until it is published, by Panitia at any time.

    `oleh` None came with the key of the registration. Raises TidakDitemukan, KeadaanBerubah, TidakValid per field.
    """
    sendiri = oleh is None or oleh.pegawai_id == pendaftaran.pegawai_id
    if not sendiri:
        pastikan(oleh, Hak.KERJA, pendaftaran)
    rencana = _kunci(pendaftaran)
    ada = getattr(rencana, "inovasi", None)
    if ada is not None and ada.diterbitkan and sendiri:
        raise KeadaanBerubah("Inovasi ini sudah terbit. Minta Panitia mengubahnya.")
    isi = {
        "judul": " ".join(judul.split()),
        "klaster": klaster,
        "unit": unit,
        "masalah": masalah.strip(),
        "perubahan": perubahan.strip(),
        "cara_memakai": cara_memakai.strip(),
        "sejak": sejak,
    }
    _periksa(isi, pendaftaran, terbit=bool(ada and ada.diterbitkan))
    inovasi = ada or Inovasi(rencana=rencana)
    for nama, nilai in isi.items():
        setattr(inovasi, nama, nilai)
    return _simpan(inovasi)


@layanan
def terbitkan_inovasi(
    *, oleh: Pengguna, pendaftaran: Pendaftaran, pada: datetime.datetime | None = None
) -> Inovasi:
    """Show the entry to everybody. Raises TidakValid with what is missing, KeadaanBerubah when it is public already."""
    pastikan(oleh, Hak.KERJA, pendaftaran)
    inovasi = getattr(_kunci(pendaftaran), "inovasi", None)
    if inovasi is None:
        raise KeadaanBerubah("Isi dahulu keterangan inovasi ini.")
    if inovasi.diterbitkan:
        raise KeadaanBerubah("Inovasi ini sudah terbit.")
    _periksa({k: getattr(inovasi, k) for k in [*TEKS, "judul", "klaster", "sejak"]}, pendaftaran, terbit=True)
    inovasi.diterbitkan = pada or timezone.now()
    inovasi.save(update_fields=["diterbitkan"])
    return inovasi


@layanan
def tarik_inovasi(*, oleh: Pengguna, pendaftaran: Pendaftaran) -> Inovasi:
    """Take the entry out of the catalogue; its text and what people said stay."""
    pastikan(oleh, Hak.KERJA, pendaftaran)
    inovasi = getattr(_kunci(pendaftaran), "inovasi", None)
    if inovasi is None or not inovasi.diterbitkan:
        raise KeadaanBerubah("Inovasi ini tidak sedang terbit.")
    inovasi.diterbitkan = None
    inovasi.save(update_fields=["diterbitkan"])
    return inovasi


@layanan
def suarakan(
    *, oleh: None = None, inovasi: Inovasi, jawaban: str, tanda: str, alamat: str, catatan: str = ""
) -> bool:
    """Somebody without an account says whether the service runs. False when this browser has said so today.

    `tanda` is the browser's own random mark, `alamat` the address it came from: neither is stored. Raises TidakValid,
    TidakDitemukan for an entry that is not public, TerlaluSering.
    """
    if not inovasi.diterbitkan:
        raise TidakDitemukan
    if jawaban not in SuaraWarga.Jawaban.values:
        raise TidakValid(rincian={"jawaban": "Pilih salah satu jawaban."})
    catatan = " ".join(catatan.replace("\0", "").split())[:PANJANG_SUARA]
    wajib_longgar(f"suara:{inovasi.pk}:{alamat}", SUARA_PER_ALAMAT, JENDELA)
    hari = hari_ini(inovasi.rencana.pendaftaran.gelombang.instansi)
    asal = hashlib.sha256(f"{tanda}|{inovasi.pk}|{hari}".encode()).hexdigest()[:32]
    baru = SuaraWarga(inovasi=inovasi, jawaban=jawaban, catatan=catatan, hari=hari, asal=asal)
    sebelum = inovasi.suara.filter(asal=asal).exists()
    SuaraWarga.objects.bulk_create([baru], ignore_conflicts=True)
    return not sebelum


def _kunci(pendaftaran: Pendaftaran) -> RencanaAksi:
    RencanaAksi.objects.select_for_update().filter(pendaftaran=pendaftaran).first()
    rencana = tindak_lanjut_untuk(pendaftaran)
    if rencana is None:
        raise KeadaanBerubah("Katalog memuat inovasi dari rencana aksi yang sudah disetujui mentor.")
    return rencana


def _periksa(isi: dict[str, Any], p: Pendaftaran, *, terbit: bool) -> None:
    salah: dict[str, str] = {}
    if not isi["judul"] or len(isi["judul"]) > 200:
        salah["judul"] = "Tulis judulnya, paling panjang 200 huruf."
    if isi["klaster"].instansi_id != p.gelombang.instansi_id:
        salah["klaster"] = "Pilih klaster dari daftar."
    for nama, label in TEKS.items():
        if len(isi[nama]) > PANJANG_KATALOG or "\0" in isi[nama]:
            salah[nama] = f"{label} paling panjang {PANJANG_KATALOG} huruf."
        elif terbit and not isi[nama]:
            salah[nama] = f"{label} perlu diisi sebelum terbit."
    if terbit and isi["sejak"] is None:
        salah["sejak"] = "Isi sejak kapan inovasi ini dipakai."
    if salah:
        raise TidakValid(rincian=salah)


def _simpan(inovasi: Inovasi) -> Inovasi:
    """Store it; a new one gets an address of its title, which stays."""
    if inovasi.pk:
        inovasi.save()
        return inovasi
    dasar = slugify(inovasi.judul)[:60].strip("-") or "inovasi"
    for slug in (dasar, f"{dasar}-{acak()[:9].lower()}"):
        inovasi.slug = slug
        try:
            with transaction.atomic():
                inovasi.save(force_insert=True)
        except IntegrityError as galat:
            if "slug" not in str(galat):
                raise
        else:
            return inovasi
    raise KeadaanBerubah("Judul ini sudah dipakai inovasi lain. Ubah sedikit.")
