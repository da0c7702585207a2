"""The two jobs of an import: reading a long file, and storing what was confirmed, piece by piece."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db import transaction
from django.urls import reverse

from kantor.daftar import JenisPekerjaan, jenis_impor, jenis_pekerjaan
from kantor.galat import Galat, KeadaanBerubah
from kantor.lib.excel import Kolom, Lembar, jadi_bytes
from kantor.models import BarisImpor, Berkas, Impor, Pekerjaan
from kantor.services.berkas import simpan_hasil
from kantor.services.impor import BACA, TERAPKAN, batal_bersama
from kantor.services.impor_baca import LEMBAR_SALAH, baca_tabel, hitung, simpan_baris, tandai

T = BarisImpor.Tindakan
DISIMPAN = [T.BARU, T.BERUBAH, T.PINDAH, T.KELUAR]


def pasang_pekerjaan() -> None:
    """Register both kinds of job; called once when the office opens."""
    jenis_pekerjaan.pasang(
        BACA,
        JenisPekerjaan(
            "Membaca berkas impor",
            "latar",
            lambda _: [{}],
            _baca,
            paralel=1,
            alamat=_alamat,
            batal=batal_bersama,
        ),
    )
    jenis_pekerjaan.pasang(
        TERAPKAN,
        JenisPekerjaan(
            "Menyimpan impor",
            "latar",
            _susun,
            _terapkan,
            rampung=_rampung,
            paralel=1,
            alamat=_alamat,
            batal=batal_bersama,
        ),
    )


def berkas_bermasalah(impor: Impor) -> bytes | None:
    """The rows that were not stored as an Excel file of the same columns, each with its reasons; None without any."""
    buruk = {
        (b.lembar, b.nomor): b
        for b in impor.baris.filter(nomor__isnull=False)
        if b.tindakan == T.GALAT or b.alasan
    }
    if not buruk or impor.berkas is None:
        return None
    jenis = jenis_impor[impor.jenis].bagi(impor)
    with impor.berkas.isi.open("rb") as isi:
        _, tabel = baca_tabel(isi.read(), impor.nama_berkas, jenis)
    dipakai = [k for k in jenis.kolom if any(k.nama in t.kolom for t in tabel)]
    baris = [
        [isi.nomor, *(isi.teks(k.nama) for k in dipakai), alasan_baris(buruk[t.lembar[:60], isi.nomor])]
        for t in tabel
        for isi in t
        if (t.lembar[:60], isi.nomor) in buruk
    ]
    kolom = [Kolom("BARIS", "bulat"), *(Kolom(k.judul) for k in dipakai), Kolom("ALASAN", lebar=60)]
    return jadi_bytes([Lembar("Perlu diperbaiki", kolom, baris)])


def alasan_baris(baris: BarisImpor) -> str:
    """All that is wrong with a row in one sentence each."""
    semua = [f"{g['kolom']}: {g['alasan']}" for g in baris.galat]
    return " ".join([*semua, baris.alasan]).strip()


def _alamat(pekerjaan: Pekerjaan) -> str:
    return reverse("impor_satu", args=[pekerjaan.parameter["impor"]])


def _impor(pekerjaan: Pekerjaan) -> Impor:
    return Impor.objects.select_related("berkas", "instansi", "dibuat_oleh").get(
        pk=pekerjaan.parameter["impor"]
    )


def _baca(pekerjaan: Pekerjaan, _: dict[str, Any]) -> dict[str, Any] | None:
    Impor.objects.select_for_update(no_key=True).get(pk=pekerjaan.parameter["impor"])
    impor = _impor(pekerjaan)
    if impor.status != Impor.Status.DIBACA:
        return None
    if impor.berkas is None:
        raise KeadaanBerubah("Berkas impor ini sudah dihapus. Unggah lagi.")
    try:
        with impor.berkas.isi.open("rb") as isi:
            buku, tabel = baca_tabel(isi.read(), impor.nama_berkas, jenis_impor[impor.jenis].bagi(impor))
    except LEMBAR_SALAH as galat:
        raise KeadaanBerubah(galat.pesan) from galat
    simpan_baris(impor, buku, tabel)
    return None


def _susun(pekerjaan: Pekerjaan) -> list[dict[str, Any]]:
    """Pieces of rows that belong together, in the order of the file."""
    impor = _impor(pekerjaan)
    jenis = jenis_impor[impor.jenis]
    baris = impor.baris.filter(tindakan__in=DISIMPAN).order_by("pk")
    kelompok = sorted(((jenis.kelompok(b), b.pk) for b in baris), key=lambda satu: (str(satu[0]), satu[1]))
    potongan = []
    for _, isi in groupby(kelompok, key=lambda satu: satu[0]):
        pk = [satu[1] for satu in isi]
        potongan += [pk[i : i + jenis.potong] for i in range(0, len(pk), jenis.potong)]
    return [{"baris": pk, "jumlah": len(pk)} for pk in potongan]


def _terapkan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> dict[str, Any]:
    impor = _impor(pekerjaan)
    if impor.status != Impor.Status.DIKONFIRMASI:
        raise KeadaanBerubah("Impor ini sudah dibatalkan.")
    baris = list(impor.baris.filter(pk__in=parameter["baris"], diterapkan=None).order_by("pk"))
    jenis_impor[impor.jenis].terapkan(impor, baris)
    _catat_hasil(impor, baris)
    return {"gagal": impor.baris.filter(pk__in=parameter["baris"], diterapkan=False).count()}


def _catat_hasil(impor: Impor, baris: list[BarisImpor]) -> None:
    """Store what became of the rows: one statement per outcome, of which there are few."""
    hasil: dict[tuple[bool | None, str], list[int]] = {}
    for b in baris:
        hasil.setdefault((b.diterapkan, b.alasan), []).append(b.pk)
    for (diterapkan, alasan), pk in hasil.items():
        impor.baris.filter(pk__in=pk).update(diterapkan=diterapkan, alasan=alasan, pribadi=None)


def _rampung(pekerjaan: Pekerjaan, _: list[dict[str, Any]]) -> Berkas | None:
    Impor.objects.select_for_update(no_key=True).get(pk=pekerjaan.parameter["impor"])
    impor = _impor(pekerjaan)
    if impor.status != Impor.Status.DIKONFIRMASI:
        return None
    hitung(impor)
    impor.status = Impor.Status.SELESAI
    impor.kunci = None  # personal values of rows that were left out can be read no more
    impor.save(update_fields=["status", "kunci"])
    impor.baris.update(pribadi=None)
    pekerjaan.ringkasan = {"impor": str(impor.pk)}
    if (isi := berkas_bermasalah(impor)) is None:
        return None
    nama = f"Perlu diperbaiki - {impor.nama_berkas.rpartition('.')[0]}"
    return simpan_hasil(oleh=impor.dibuat_oleh, instansi=impor.instansi, isi=isi, nama=nama, jenis="xlsx")


def coba_baris(baris: BarisImpor, lakukan: Any) -> None:
    """Store one row in a savepoint of its own; a refusal is noted on the row and keeps no other from being stored."""
    try:
        with transaction.atomic():
            lakukan()
    except Galat as galat:
        rincian = " ".join(
            str(i) for isi in galat.rincian.values() for i in (isi if isinstance(isi, list) else [isi])
        )
        tandai(baris, rincian or galat.pesan)
    else:
        tandai(baris)
