"""What the worker prints of a gelombang's people."""

from __future__ import annotations

from typing import Any

from kantor.cetak import beku
from kantor.cetak.gabung import nama_berkas
from kantor.daftar import JenisPekerjaan, jenis_pekerjaan, pembuka_berkas, penjamin_peserta
from kantor.lingkup import Hak
from kantor.models import Berkas, Pekerjaan, Pengguna
from kantor.services.berkas import simpan_hasil
from peserta.cetak import surat_pemanggilan
from peserta.models import Pemanggilan, Pendaftaran, Usulan
from peserta.queries.pemanggilan import MEMEGANG_SURAT
from peserta.services.wakil import menjamin


def susun_surat(pekerjaan: Pekerjaan) -> list[dict[str, Any]]:
    """One letter, one piece."""
    return [{"pemanggilan": pekerjaan.parameter["pemanggilan"]}]


def cetak_surat(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> dict[str, Any]:
    """Render the letter from what was frozen; the row always points at the newest print."""
    p = Pemanggilan.objects.select_for_update(of=("self",)).get(pk=parameter["pemanggilan"])
    surat = beku.dari_json(surat_pemanggilan.SuratPemanggilan, p.data)
    p.berkas = simpan_hasil(
        oleh=pekerjaan.pemilik,
        instansi=pekerjaan.instansi,
        isi=surat_pemanggilan.cetak(surat),
        nama=nama_berkas(p.nomor_surat or f"{p.gelombang.slug}-{p.ke}", awalan="Surat_Pemanggilan"),
        jenis="pdf",
    )
    p.save(update_fields=["berkas"])
    return {"berkas": str(p.berkas.pk)}


def hasil_surat(pekerjaan: Pekerjaan, hasil: list[dict[str, Any]]) -> Berkas | None:
    """The PDF, to download."""
    return Berkas.objects.filter(pk=hasil[0]["berkas"]).first()


def buka_surat(pengguna: Pengguna, berkas: Berkas) -> bool:
    """The letter is for Panitia, for everybody it calls, and for the operators of their units."""
    gelombang = Pemanggilan.objects.filter(berkas=berkas).values("gelombang")
    terlihat = Pendaftaran.objects.untuk(pengguna, Hak.LIHAT).filter(gelombang__in=gelombang)
    return terlihat.filter(status__in=MEMEGANG_SURAT).exists()


def buka_usulan(pengguna: Pengguna, berkas: Berkas) -> bool:
    """A surat usulan is for Panitia and the operators of its unit."""
    return Usulan.objects.untuk(pengguna, Hak.LIHAT).filter(berkas=berkas).exists()


def pasang_cetakan() -> None:
    """Make known how the papers of this room are printed, who may fetch them, and who vouches for a peserta."""
    jenis_pekerjaan.pasang(
        "surat_pemanggilan",
        JenisPekerjaan(
            "Surat Pemanggilan",
            "dokumen",
            susun=susun_surat,
            kerjakan=cetak_surat,
            rampung=hasil_surat,
            paralel=1,
        ),
    )
    pembuka_berkas.pasang("surat_pemanggilan", buka_surat)
    pembuka_berkas.pasang("surat_usulan", buka_usulan)
    penjamin_peserta.pasang("pendaftaran", menjamin)
