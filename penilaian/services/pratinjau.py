"""Pictures of the papers of a seminar, made by workers once it begins."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kantor.daftar import JenisPekerjaan, jenis_pekerjaan
from kantor.layanan import layanan
from kantor.models import Berkas, Pekerjaan, Pengguna
from kantor.services.berkas import simpan_hasil
from kantor.services.pekerjaan import mulai_pekerjaan
from penilaian.lib.pratinjau import PratinjauSalah, gambari
from penilaian.models import Giliran, HalamanPratinjau, Pratinjau, Seminar

JENIS = "pratinjau_seminar"


@layanan
def minta_pratinjau(*, oleh: Pengguna | None, seminar: Seminar) -> Pekerjaan | None:
    """Have the papers of the plans that are scored made visible; None where all are, or none is a PDF."""
    if not belum_digambar(seminar):
        return None
    return mulai_pekerjaan(
        oleh=oleh,
        jenis=JENIS,
        instansi=seminar.gelombang.instansi,
        judul=f"Pratinjau makalah dan paparan, {seminar.nama}",
        perihal=f"seminar:{seminar.pk}",
        parameter={"seminar": seminar.pk},
    )


def belum_digambar(seminar: Seminar) -> list[UUID]:
    """The PDFs of this seminar nobody has made pictures of, in the order of the talks."""
    semua = Giliran.objects.filter(seminar=seminar, versi__isnull=False).order_by("mulai", "pk")
    urut = [
        x["berkas"] for isi in semua.values_list("versi__isi", flat=True) for x in isi.get("lampiran", [])
    ]
    milik = Berkas.objects.filter(pk__in=urut, akhiran="pdf", pratinjau=None).values_list("pk", flat=True)
    ada = set(milik)
    return [pk for pk in dict.fromkeys(UUID(satu) for satu in urut) if pk in ada]


# --- the job ----------------------------------------------------------------------------------------


def susun(pekerjaan: Pekerjaan) -> list[dict[str, Any]]:
    """A piece per file."""
    seminar = Seminar.objects.get(pk=pekerjaan.parameter["seminar"])
    return [{"berkas": str(pk)} for pk in belum_digambar(seminar)]


def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> None:
    """Make the pictures of one file, unless another worker has; one that cannot be read is kept as that."""
    berkas = Berkas.objects.select_for_update(no_key=True, of=("self",)).get(pk=parameter["berkas"])
    if Pratinjau.objects.filter(berkas=berkas).exists():
        return
    satu = Pratinjau.objects.create(berkas=berkas, banyak=0)
    try:
        with berkas.isi.open("rb") as isi:
            banyak, semua = gambari(isi)
            for urutan, gambar in enumerate(semua, 1):
                HalamanPratinjau.objects.create(
                    pratinjau=satu,
                    urutan=urutan,
                    gambar=simpan_hasil(
                        oleh=None,
                        instansi=berkas.instansi,
                        isi=gambar.isi,
                        nama=f"halaman-{urutan}",
                        jenis="webp",
                    ),
                    lebar=gambar.lebar,
                    tinggi=gambar.tinggi,
                )
    except PratinjauSalah:
        return  # the pages before it stay; `banyak` 0 says that the file has to be opened
    satu.banyak = banyak
    satu.save(update_fields=["banyak"])


def pasang() -> None:
    """Make known how papers become pictures."""
    jenis_pekerjaan.pasang(
        JENIS, JenisPekerjaan("Pratinjau makalah dan paparan", "dokumen", susun=susun, kerjakan=kerjakan)
    )
