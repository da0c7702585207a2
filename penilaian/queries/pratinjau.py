"""What of the papers of a plan can be looked at in place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from kantor.models import Berkas
from penilaian.lib.pratinjau import HALAMAN_MAKS
from penilaian.models import HalamanPratinjau, Penugasan


@dataclass(frozen=True)
class Lampiran:
    """A file of a version; `kata` says why (further) pages are not shown."""

    nama: str
    berkas: str
    paparan: bool
    kata: str = ""
    halaman: list[HalamanPratinjau] = field(default_factory=list)


def lampiran_tampil(isi: Collection[dict[str, Any]]) -> list[Lampiran]:
    """The files a version names, with the pictures there are; two statements."""
    if not isi:
        return []
    semua = {
        str(b.pk): b
        for b in Berkas.objects.filter(pk__in=[x["berkas"] for x in isi]).select_related("pratinjau")
    }
    halaman: dict[str, list[HalamanPratinjau]] = {pk: [] for pk in semua}
    milik = [b.pk for b in semua.values()]
    for h in HalamanPratinjau.objects.filter(pratinjau__in=milik).select_related("gambar").order_by("urutan"):
        halaman[str(h.pratinjau_id)].append(h)
    return [
        Lampiran(
            x["nama"],
            x["berkas"],
            x["jenis"] == "paparan",
            _kata(semua.get(x["berkas"]), len(halaman.get(x["berkas"], []))),
            halaman.get(x["berkas"], []),
        )
        for x in isi
    ]


def _kata(berkas: Berkas | None, tampil: int) -> str:
    if berkas is None:
        return "Berkas ini tidak ada lagi."
    if berkas.akhiran != "pdf":
        return "Berkas PowerPoint tidak dapat ditampilkan di sini. Unduh untuk membukanya."
    pratinjau = getattr(berkas, "pratinjau", None)
    if pratinjau is None:
        return "Pratinjau sedang disiapkan. Buka berkasnya, atau muat ulang halaman ini sebentar lagi."
    if not pratinjau.banyak:
        return "Sebagian atau seluruh berkas ini tidak dapat ditampilkan di sini. Buka berkasnya."
    if pratinjau.banyak > tampil:
        batas = f"{tampil} halaman pertama dari {pratinjau.banyak} (paling banyak {HALAMAN_MAKS})"
        return f"{batas}. Buka berkasnya untuk selebihnya."
    return ""


def gambar_tugas(tugas: Collection[Penugasan]) -> dict[int, list[HalamanPratinjau]]:
    """The pictures of these tasks' papers, by task; one statement."""
    milik = {t.pk: [x["berkas"] for x in t.giliran.versi.isi["lampiran"]] for t in tugas if t.giliran.versi}
    berkas = {b for semua in milik.values() for b in semua}
    halaman: dict[str, list[HalamanPratinjau]] = {b: [] for b in berkas}
    for h in (
        HalamanPratinjau.objects.filter(pratinjau__in=berkas).select_related("gambar").order_by("urutan")
    ):
        halaman[str(h.pratinjau_id)].append(h)
    return {pk: [h for b in semua for h in halaman[b]] for pk, semua in milik.items()}
