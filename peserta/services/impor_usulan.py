"""An OPD's names from Excel: the own units only, one surat usulan over all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from diklat.models import Gelombang
from kantor.daftar import JenisImpor, Terbaca, jenis_impor
from kantor.galat import BentrokJadwal
from kantor.layanan import layanan
from kantor.lib.lembar import BarisTabel
from kantor.lingkup import Hak, pastikan
from kantor.models import BarisImpor, Impor, Pengguna, Unit
from kantor.services.berkas import simpan_berkas
from kantor.services.impor import unggah_impor
from kantor.services.impor_baca import buka_pribadi
from kantor.services.impor_kerja import coba_baris
from peserta.models import Usulan
from peserta.models.pendaftaran import MENGHALANGI_TANGGAL
from peserta.queries.impor import sesudah_impor
from peserta.queries.kursi import unit_dituju
from peserta.services.impor_nominatif import CONTOH, bertumpukan, terdaftar_hidup
from peserta.services.impor_orang import (
    data_pendaftaran,
    galat_banding,
    kolom_orang,
    kunci_orang,
    mulai_banding,
    periksa_orang,
    simpan_banding,
)
from peserta.services.pintu import bekerja_pada, periksa_pintu
from peserta.services.usulan import buat_usulan, usulkan

JENIS = "usulan"
T = BarisImpor.Tindakan


def pasang_jenis(konfirmasi: Callable[..., Any]) -> None:
    """Register the kind with its form."""
    jenis_impor.pasang(
        JENIS,
        JenisImpor(
            judul="Usulan peserta dari perangkat daerah",
            keterangan="Daftar nama yang diusulkan unit kerja Anda, dengan satu surat usulan.",
            kolom=kolom_orang(),
            contoh=tuple(baris[:-1] for baris in CONTOH),
            periksa=periksa,
            bandingkan=bandingkan,
            terapkan=terapkan,
            berhak=berhak,
            siapkan=siapkan,
            potong=10,
            konfirmasi=konfirmasi,
            catatan=catatan,
            sesudah=lambda impor, staf: sesudah_impor(impor, [impor.pilihan["gelombang"]], staf),
            untuk_staf=False,
        ),
    )


@layanan
def unggah_usulan(*, oleh: Pengguna, gelombang: Gelombang, unit: Unit, isi: Any, nama: str) -> Impor:
    """Take in an operator's (or, for the OPD, Panitia's) list. Raises TidakDitemukan for a unit that is not the own,
    PendaftaranDitutup when the gelombang takes no usulan now, TidakValid for a file that cannot be read."""
    periksa_pintu(gelombang, "usulan")
    pilihan = {"gelombang": gelombang.pk, "unit": unit.pk}
    return unggah_impor(
        oleh=oleh, instansi=gelombang.instansi, jenis=JENIS, isi=isi, nama=nama, pilihan=pilihan
    )


def berhak(oleh: Pengguna, impor: Impor) -> None:
    """Raises TidakDitemukan unless it is a unit one proposes for, or a gelombang one works on."""
    if not bekerja_pada(oleh, _gelombang(impor)):
        pastikan(oleh, Hak.USUL, _unit(impor))


def periksa(impor: Impor, baris: Sequence[BarisTabel]) -> list[Terbaca]:
    """Read the people; who has no unit in the list belongs to the proposing one, others must be below it."""
    unit = _unit(impor)
    milik = set(Unit.objects.di_bawah(unit.pk).values_list("pk", flat=True))
    hasil = periksa_orang(baris, instansi=unit.instansi or impor.instansi, unit_bawaan=unit)
    for satu, isi in zip(hasil, baris, strict=True):
        if not satu.galat and satu.nilai["unit"] not in milik:
            alasan = f"Bukan unit di bawah {unit}."
            satu.galat.append(
                {
                    "kolom": "UNIT KERJA",
                    "alamat": isi["unit"].alamat,
                    "nilai": isi.teks("unit")[:120],
                    "alasan": alasan,
                }
            )
    return hasil


def bandingkan(impor: Impor) -> None:
    """New, or proposed already. Nothing is said of a person beyond what proposing one by one would say."""
    g = _gelombang(impor)
    baris = mulai_banding(impor)
    terdaftar = terdaftar_hidup(baris)
    unit = Unit.objects.in_bulk({b.nilai["unit"] for b in baris})
    dituju = {pk: unit_dituju(g, satu) for pk, satu in unit.items()}
    for b in baris:
        lama = terdaftar.get(b.kunci, [])
        if not dituju[b.nilai["unit"]]:
            galat_banding(b, "UNIT KERJA", "Gelombang ini tidak ditujukan untuk unit kerja tersebut.")
        elif any(p.gelombang_id == g.pk for p in lama):
            b.tindakan = T.SAMA
        elif any(p.status in MENGHALANGI_TANGGAL and bertumpukan(p.gelombang, g) for p in lama):
            galat_banding(b, "NIP", BentrokJadwal.pesan)
        else:
            b.tindakan = T.BARU
    simpan_banding(baris)


def catatan(impor: Impor) -> list[str]:
    """For which gelombang and unit the list is."""
    return [f"Usulan {_unit(impor)} untuk {_gelombang(impor)}."]


def siapkan(oleh: Pengguna, impor: Impor, isian: dict[str, Any]) -> None:
    """Record the surat usulan and whether the people are written to.

    Raises TidakValid for a letter that cannot be kept, and what `buat_usulan` raises.
    """
    surat = isian.get("surat")
    berkas = None
    if surat:
        berkas = simpan_berkas(oleh=oleh, instansi=impor.instansi, isi=surat, nama=surat.name)
    usulan = buat_usulan(
        oleh=oleh,
        gelombang=_gelombang(impor),
        unit=_unit(impor),
        nomor_surat=isian.get("nomor_surat", ""),
        tanggal_surat=isian.get("tanggal_surat"),
        berkas=berkas,
    )
    impor.pilihan["usulan"] = usulan.pk
    impor.pilihan["kabari"] = bool(isian.get("kabari"))


def terapkan(impor: Impor, baris: list[BarisImpor]) -> None:
    """Propose the people of a piece; what a service refuses is noted on the row."""
    oleh: Any = impor.pekerjaan.pemilik if impor.pekerjaan else impor.dibuat_oleh
    gelombang, unit = _gelombang(impor), _unit(impor)
    usulan = Usulan.objects.get(pk=impor.pilihan["usulan"])
    semua = Unit.objects.in_bulk([b.nilai["unit"] for b in baris])
    pribadi = buka_pribadi(impor, baris)
    kabari = bool(impor.pilihan.get("kabari"))

    def usul(b: BarisImpor) -> None:
        data = data_pendaftaran(b, pribadi.get(b.pk, {}), semua[b.nilai["unit"]])
        usulkan(oleh=oleh, gelombang=gelombang, unit=unit, data=data, usulan=usulan, kabari=kabari)

    for b in kunci_orang(gelombang, baris):
        coba_baris(b, lambda b=b: usul(b))


def _gelombang(impor: Impor) -> Gelombang:
    semua = Gelombang.objects.select_related("kurikulum__program", "instansi")
    return semua.get(pk=impor.pilihan["gelombang"])


def _unit(impor: Impor) -> Unit:
    return Unit.objects.select_related("parent", "instansi").get(pk=impor.pilihan["unit"])
