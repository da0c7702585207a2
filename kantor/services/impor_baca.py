"""Reading an uploaded list into rows that wait: found, understood by its kind, compared, counted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Count

from kantor.daftar import JenisImpor, Terbaca, jenis_impor
from kantor.lib import enkripsi
from kantor.lib.arsip import ArsipSalah
from kantor.lib.lembar import BarisTabel, BukuKerja, LembarSalah, Sel, Tabel, baca, cari_tabel
from kantor.models import BarisImpor, Impor
from kantor.services.pribadi import kunci_baris

LEMBAR_SALAH = (LembarSalah, ArsipSalah)
SEKALI = 2000
PERABOT_MAKS = 30
T = BarisImpor.Tindakan


def baca_tabel(
    isi: bytes, nama: str, jenis: JenisImpor, *, cukup: int | None = None
) -> tuple[BukuKerja, list[Tabel]]:
    """The tables of a workbook that have the columns of this kind. Raises LembarSalah or ArsipSalah.

    With `cukup` only so many rows of each sheet are looked at: enough to tell whether it is a list of this kind.
    """
    buku = baca(isi, nama)
    dilihat = buku
    if cukup is not None:
        lembar = tuple(replace(satu, baris=satu.baris[:cukup]) for satu in buku.lembar)
        dilihat = replace(buku, lembar=lembar)
    tabel = cari_tabel(dilihat, jenis.kolom)
    if not any(len(t) for t in tabel):
        raise LembarSalah("Judul tabel ditemukan, tetapi tidak ada baris data di bawahnya.")
    return buku, tabel


def simpan_baris(impor: Impor, buku: BukuKerja, tabel: Sequence[Tabel]) -> None:
    """Keep the rows of a file for the preview, compared with what is there, and set the import ready.

    Doing it again replaces the rows; the caller holds the import's row or has just made it.
    """
    jenis = jenis_impor[impor.jenis]
    baris = [(t.lembar, b) for t in tabel for b in t]
    terbaca = jenis.periksa(impor, [b for _, b in baris])
    _tandai_ganda([b for _, b in baris], terbaca)
    kunci = kunci_baris(impor)
    impor.baris.all().delete()
    BarisImpor.objects.bulk_create(
        [_baris(impor, kunci, lembar, isi, satu) for (lembar, isi), satu in zip(baris, terbaca, strict=True)],
        batch_size=SEKALI,
    )
    impor.ringkasan = {
        "judul": _judul(buku, tabel),
        "dilewati": [[n, teks] for t in tabel for n, teks in t.dilewati][:PERABOT_MAKS],
        "tak_dikenal": [judul for t in tabel for _, judul in t.tak_dikenal][:PERABOT_MAKS],
    }
    jenis.bandingkan(impor)
    impor.status = Impor.Status.SIAP
    impor.save(update_fields=["status"])
    hitung(impor)


def hitung(impor: Impor) -> None:
    """Count the rows per outcome, and the units no one knows, for the preview."""
    jumlah = impor.baris.order_by().values_list("tindakan").annotate(n=Count("pk"))
    galat = impor.baris.filter(tindakan=T.GALAT).values_list("galat", flat=True)
    asing = Counter(g["nilai"] for semua in galat for g in semua if g.get("jenis") == "unit")
    impor.ringkasan |= {"jumlah": {t: n for t, n in jumlah if t}, "unit_asing": asing.most_common(50)}
    impor.save(update_fields=["ringkasan"])


def salah_sel(
    sel: Sel, kolom: str, alasan: str, *, nilai: str | None = None, jenis: str = ""
) -> dict[str, str]:
    """An error of one cell, as the preview shows it. `nilai` replaces what must not be shown."""
    isi = sel.teks if nilai is None else nilai
    galat = {
        "kolom": kolom,
        "alamat": sel.alamat or f"baris {sel.baris}",
        "nilai": isi[:120],
        "alasan": alasan,
    }
    return galat | ({"jenis": jenis} if jenis else {})


def buka_pribadi(impor: Impor, baris: Iterable[BarisImpor]) -> dict[int, dict[str, str]]:
    """The personal values of rows, by the row's pk; empty once the import was forgotten."""
    if not impor.kunci:
        return {}
    kunci = kunci_baris(impor)
    return {
        b.pk: json.loads(enkripsi.dekripsi(kunci, bytes(b.pribadi).decode(), _konteks(impor, b)))
        for b in baris
        if b.pribadi
    }


def tandai(baris: BarisImpor, alasan: str = "") -> None:
    """Note on a row that it was stored, or why it was not."""
    baris.diterapkan = not alasan
    baris.alasan = alasan[:300]
    baris.pribadi = None


def _baris(impor: Impor, kunci: bytes, lembar: str, isi: BarisTabel, terbaca: Terbaca) -> BarisImpor:
    baris = BarisImpor(
        impor=impor,
        lembar=lembar[:60],
        nomor=isi.nomor,
        kunci=terbaca.kunci[:40],
        nilai=terbaca.nilai,
        galat=terbaca.galat,
        peringatan=terbaca.peringatan,
        tindakan=T.GALAT if terbaca.galat else "",
    )
    if terbaca.pribadi and not terbaca.galat:
        teks = json.dumps(terbaca.pribadi)
        baris.pribadi = enkripsi.enkripsi(kunci, teks, _konteks(impor, baris)).encode()
    return baris


def _konteks(impor: Impor, baris: BarisImpor) -> str:
    return enkripsi.konteks("baris_impor", f"{impor.pk}:{baris.lembar}:{baris.nomor}")


def _tandai_ganda(baris: Sequence[BarisTabel], terbaca: Sequence[Terbaca]) -> None:
    """The same person twice in one file: only the first row counts."""
    pertama: dict[str, int] = {}
    for isi, satu in zip(baris, terbaca, strict=True):
        if not satu.kunci:
            continue
        if satu.kunci in pertama:
            alasan = f"Sama dengan baris {pertama[satu.kunci]}. Hapus salah satu."
            kolom = "NIP" if satu.kunci.isdecimal() else "Baris"  # who has no NIP is known by another code
            nilai = satu.kunci if satu.kunci.isdecimal() else ""
            satu.galat.append(
                {"kolom": kolom, "alamat": f"baris {isi.nomor}", "nilai": nilai, "alasan": alasan}
            )
        else:
            pertama[satu.kunci] = isi.nomor


def _judul(buku: BukuKerja, tabel: Sequence[Tabel]) -> str:
    """What stands above the table: it tells which event or office the list is of."""
    lembar = next((x for x in buku.lembar if x.nama == tabel[0].lembar), None)
    if lembar is None:
        return ""
    atas: list[Any] = [sel for baris in lembar.baris[: tabel[0].kepala - 1] for sel in baris]
    return " ".join(str(sel).strip() for sel in atas if isinstance(sel, str) and sel.strip())[:300]
