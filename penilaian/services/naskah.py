"""The plan while it is written: every change is saved at once, and nothing is overwritten silently."""

from __future__ import annotations

import datetime
from typing import IO, Any

from django.core.files.base import File
from django.db.models import Max
from django.utils import timezone

from diklat.models.gelombang import BELUM_SELESAI
from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.models import Pengguna, Unit
from kantor.services.berkas import simpan_berkas
from penilaian.lib.naskah import BAGIAN, JANGKA, PANJANG_BAGIAN, PANJANG_TAHAP, TAHAP_MAKS, Naskah
from penilaian.models import AturanRencana, Klaster, LampiranRencana, RencanaAksi, StatusRencana, TahapRencana
from penilaian.queries.rencana import naskah_dari
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import TERPANGGIL

JENIS_BERKAS = ("pdf", "pptx")
UKURAN_MAKS = 20 * 1024 * 1024
# Files of one plan that were ever put in, the replaced ones included: whoever has a key fills no disk.
LAMPIRAN_MAKS = 40


class NaskahBerubah(KeadaanBerubah):
    """The plan was saved elsewhere since this page saw it; nothing was stored."""

    kode = "naskah_berubah"
    pesan = "Naskah ini sudah diubah di tempat lain. Tulisan Anda belum disimpan; pilih mana yang dipakai."


@layanan
def simpan_naskah(
    *,
    oleh: Pengguna | None,
    pendaftaran: Pendaftaran,
    naskah: Naskah,
    revisi: int,
    pada: datetime.datetime | None = None,
) -> RencanaAksi:
    """Store what is written; `revisi` is the state the writer had seen. The first save begins the plan.

    The same text once more is no change: an answer lost on the way may be asked for again. Raises NaskahBerubah when
    somebody saved meanwhile, KeadaanBerubah when it is not the peserta's turn, TidakValid for too long a text.
    """
    pastikan_penulis(oleh, pendaftaran)
    _periksa(naskah, pendaftaran)
    RencanaAksi.objects.bulk_create([RencanaAksi(pendaftaran=pendaftaran)], ignore_conflicts=True)
    rencana = kunci_rencana(pendaftaran)
    if naskah_dari(rencana) == naskah:
        return rencana
    if rencana.revisi != revisi:
        raise NaskahBerubah(rincian={"revisi": str(rencana.revisi)})
    pastikan_dapat_ditulis(rencana)
    rencana.judul = naskah.judul
    rencana.klaster_id, rencana.unit_id = naskah.klaster_id, naskah.unit_id
    for kunci, teks in naskah.bagian().items():
        setattr(rencana, kunci, teks)
    rencana.revisi += 1
    rencana.disimpan = pada or timezone.now()
    rencana.save(update_fields=["judul", "klaster", "unit", *BAGIAN, "revisi", "disimpan"])
    if tuple(naskah.tahap) != naskah_dari(rencana).tahap:
        rencana.tahap.all().delete()
        TahapRencana.objects.bulk_create(
            TahapRencana(
                rencana=rencana,
                urutan=n,
                jangka=t.jangka,
                kegiatan=t.kegiatan,
                hasil=t.hasil,
                mulai=t.mulai,
                selesai=t.selesai,
            )
            for n, t in enumerate(naskah.tahap, 1)
        )
    return rencana


@layanan
def lampirkan(
    *,
    oleh: Pengguna | None,
    pendaftaran: Pendaftaran,
    jenis: str,
    isi: bytes | IO[bytes] | File[Any],
    nama: str,
    pada: datetime.datetime | None = None,
) -> LampiranRencana:
    """Put in paper or slides, in the place of the file before.

    Raises TidakValid for what is no PDF or PowerPoint or is larger than 20 MB, KeadaanBerubah when it is not the
    peserta's turn.
    """
    pastikan_penulis(oleh, pendaftaran)
    if jenis not in LampiranRencana.Jenis.values:
        raise TidakValid(rincian={"jenis": "Pilih makalah atau bahan paparan."})
    RencanaAksi.objects.bulk_create([RencanaAksi(pendaftaran=pendaftaran)], ignore_conflicts=True)
    rencana = kunci_rencana(pendaftaran)
    pastikan_dapat_ditulis(rencana)
    if rencana.lampiran.count() >= LAMPIRAN_MAKS:
        raise KeadaanBerubah("Berkas sudah terlalu sering diganti. Hubungi panitia.")
    berkas = simpan_berkas(
        oleh=oleh,
        instansi=pendaftaran.gelombang.instansi,
        isi=isi,
        nama=nama,
        jenis_diizinkan=JENIS_BERKAS,
        ukuran_maks=UKURAN_MAKS,
    )
    kini = pada or timezone.now()
    rencana.lampiran.filter(jenis=jenis, dilepas=None).update(dilepas=kini)
    return LampiranRencana.objects.create(rencana=rencana, jenis=jenis, berkas=berkas, diunggah=kini)


@layanan
def lepas_lampiran(*, oleh: Pengguna | None, pendaftaran: Pendaftaran, jenis: str) -> None:
    """Take paper or slides off; versions that were sent keep them. Raises KeadaanBerubah."""
    pastikan_penulis(oleh, pendaftaran)
    rencana = kunci_rencana(pendaftaran)
    pastikan_dapat_ditulis(rencana)
    rencana.lampiran.filter(jenis=jenis, dilepas=None).update(dilepas=timezone.now())


def kunci_rencana(pendaftaran: Pendaftaran) -> RencanaAksi:
    """The plan of this registration, locked and read afresh. After gelombang and pegawai in the one order of locks."""
    baris = RencanaAksi.objects.select_for_update().filter(pendaftaran=pendaftaran).first()
    if baris is None:
        raise TidakDitemukan("Rencana aksi belum ditulis.")
    baris.pendaftaran = pendaftaran
    return baris


def pastikan_penulis(oleh: Pengguna | None, pendaftaran: Pendaftaran) -> None:
    """Only whose plan it is writes; `oleh` None came with the key of the registration, or is the portal itself.

    Raises TidakDitemukan, KeadaanBerubah where nobody writes a plan or no longer.
    """
    if oleh is not None and oleh.pegawai_id != pendaftaran.pegawai_id:
        raise TidakDitemukan
    if pendaftaran.status not in TERPANGGIL:
        raise KeadaanBerubah("Rencana aksi ditulis oleh peserta yang sudah dipanggil.")
    if pendaftaran.gelombang.status not in BELUM_SELESAI:
        raise KeadaanBerubah("Gelombang ini sudah selesai. Rencana aksi tidak dapat diubah lagi.")
    if not AturanRencana.objects.filter(gelombang=pendaftaran.gelombang_id).exists():
        raise TidakDitemukan("Gelombang ini tidak memakai rencana aksi.")


def pastikan_dapat_ditulis(rencana: RencanaAksi) -> None:
    """Raise KeadaanBerubah unless it is the peserta's turn."""
    if rencana.status == StatusRencana.DIAJUKAN:
        raise KeadaanBerubah(
            "Rencana aksi sedang menunggu mentor. Tarik kembali dahulu bila ingin mengubahnya."
        )
    if not rencana.dapat_ditulis:
        raise KeadaanBerubah("Rencana aksi sudah disetujui mentor dan tidak dapat diubah.")


def nomor_versi(rencana: RencanaAksi) -> int:
    """The number the next version gets."""
    return (rencana.versi.aggregate(n=Max("nomor"))["n"] or 0) + 1


def _periksa(naskah: Naskah, pendaftaran: Pendaftaran) -> None:
    """Raises TidakValid with the parts that cannot be stored."""
    salah = _terlalu_panjang(naskah) | _tahap_salah(naskah)
    if any("\0" in teks for teks in (naskah.judul, *naskah.bagian().values())):
        salah["judul"] = "Ada karakter yang tidak dapat disimpan."
    milik = pendaftaran.gelombang.instansi_id
    if naskah.klaster_id and not Klaster.objects.filter(pk=naskah.klaster_id, instansi=milik).exists():
        salah["klaster"] = "Pilih klaster dari daftar."
    if naskah.unit_id and not Unit.objects.filter(pk=naskah.unit_id).exists():
        salah["unit"] = "Pilih unit kerja dari daftar."
    if salah:
        raise TidakValid(rincian=salah)


def _terlalu_panjang(naskah: Naskah) -> dict[str, str]:
    salah = {
        kunci: f"{BAGIAN[kunci][0]} paling panjang {PANJANG_BAGIAN} huruf."
        for kunci, teks in naskah.bagian().items()
        if len(teks) > PANJANG_BAGIAN
    }
    return salah | ({"judul": "Judul paling panjang 200 huruf."} if len(naskah.judul) > 200 else {})


def _tahap_salah(naskah: Naskah) -> dict[str, str]:
    if len(naskah.tahap) > TAHAP_MAKS:
        return {"tahap": f"Tahapan paling banyak {TAHAP_MAKS}."}
    for n, t in enumerate(naskah.tahap, 1):
        if t.jangka not in JANGKA or max(len(t.kegiatan), len(t.hasil)) > PANJANG_TAHAP:
            return {"tahap": f"Tahap {n}: kegiatan dan hasil paling panjang {PANJANG_TAHAP} huruf."}
        if t.mulai and t.selesai and t.selesai < t.mulai:
            return {"tahap": f"Tahap {n}: tanggal selesai mendahului tanggal mulai."}
    return {}
