"""The recap on paper, printed by the worker from what was locked."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from diklat.models import Gelombang
from kantor.cetak.gabung import nama_berkas
from kantor.daftar import JenisPekerjaan, jenis_pekerjaan
from kantor.galat import KeadaanBerubah
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Berkas, Pekerjaan, Pengguna
from kantor.queries.kertas import blok_ttd, kop_untuk, penanda_tangan, ukuran_kertas, warna_untuk
from kantor.services.berkas import simpan_hasil
from kantor.services.pekerjaan import mulai_pekerjaan
from penilaian.models import RekapKelulusan
from penilaian.queries.kelulusan import rekap_berlaku, rekap_sebelum, tanggal_rekap

JENIS_REKAP = "rekap_kelulusan"


@layanan
def cetak_rekap(*, oleh: Pengguna, gelombang: Gelombang) -> Pekerjaan:
    """Ask for the recap in force. Raises KeadaanBerubah while there is none, TidakValid without a signer on its day."""
    pastikan(oleh, Hak.LIHAT, gelombang)
    rekap = rekap_berlaku(gelombang)
    if rekap is None:
        raise KeadaanBerubah("Rekap dicetak sesudah hasil ditetapkan.")
    penanda_tangan(gelombang.instansi, tanggal_rekap(gelombang, rekap), bawaan=gelombang.penanda_tangan)
    return mulai_pekerjaan(
        oleh=oleh,
        jenis=JENIS_REKAP,
        instansi=gelombang.instansi,
        judul=f"Rekap kelulusan {gelombang}"[:200],
        perihal=f"gelombang:{gelombang.pk}",
        parameter={"rekap": rekap.pk},
    )


def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> dict[str, Any]:
    """Print the recap from what it holds."""
    from penilaian.cetak import rekap_kelulusan as cetak  # heavy: only where papers are printed

    rekap = RekapKelulusan.objects.select_related(
        "gelombang__kurikulum__program", "gelombang__instansi", "gelombang__penanda_tangan"
    ).get(pk=pekerjaan.parameter["rekap"])
    g = rekap.gelombang
    tanggal, lama = tanggal_rekap(g, rekap), rekap_sebelum(rekap)
    berkas = simpan_hasil(
        oleh=pekerjaan.pemilik,
        instansi=g.instansi,
        isi=cetak.cetak(
            cetak.Rekap(
                kop=kop_untuk(g.instansi, tanggal),
                program=g.kurikulum.program.nama,
                gelombang=g.sebutan,
                kota=g.instansi.kota,
                tanggal=tanggal,
                ke=rekap.ke,
                menggantikan=(tanggal_rekap(g, lama), lama.alasan_dibuka) if lama else None,
                isi=rekap.isi,
                penandatangan=blok_ttd(penanda_tangan(g.instansi, tanggal, bawaan=g.penanda_tangan)),
                contoh=g.instansi.contoh,
                kertas=ukuran_kertas(g.instansi),
                warna=warna_untuk(g.instansi),
            )
        ),
        nama=nama_berkas(g.slug, awalan="Rekap_Kelulusan"),
        jenis="pdf",
    )
    return {"berkas": str(berkas.pk)}


def rampung(pekerjaan: Pekerjaan, hasil: list[dict[str, Any]]) -> Berkas | None:
    """The PDF, to download."""
    return Berkas.objects.filter(pk=hasil[0]["berkas"]).first()


def pasang() -> None:
    """Make known how a recap is printed."""
    jenis_pekerjaan.pasang(
        JENIS_REKAP,
        JenisPekerjaan(
            "Rekap kelulusan",
            "dokumen",
            susun=lambda _: [{}],
            kerjakan=kerjakan,
            rampung=rampung,
            paralel=1,
            alamat=_alamat,
        ),
    )


def _alamat(pekerjaan: Pekerjaan) -> str:
    rekap = RekapKelulusan.objects.filter(pk=pekerjaan.parameter["rekap"]).select_related("gelombang").first()
    return reverse("penilaian:kelulusan_rekap", args=[rekap.gelombang.slug]) if rekap else ""
