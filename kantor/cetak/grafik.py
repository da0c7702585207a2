"""Small plots for papers as vector, in our colours and fonts. Data in, SVG out; no text is ever drawn as a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

from kantor.lib import angka
from kantor.lib.warna import WARNA, Warna


@dataclass(frozen=True, slots=True)
class Bilah:
    """One bar: a label and a number of people."""

    label: str
    jumlah: int


def panjang_bilah(bilah: Sequence[Bilah]) -> list[dict[str, str | int]]:
    """Bars ready for ``_bilah.html``: length against the longest, share of the whole."""
    terbesar = max((satu.jumlah for satu in bilah), default=0) or 1
    seluruh = sum(satu.jumlah for satu in bilah) or 1
    return [
        {
            "label": satu.label,
            "jumlah": satu.jumlah,
            "panjang": f"{satu.jumlah * 100 / terbesar:.1f}",
            "bagian": angka.persen(angka.persentase(satu.jumlah, seluruh) or Decimal(0), 1),
        }
        for satu in bilah
    ]


def kolom_persen(
    nilai: Sequence[Decimal | None],
    label: Sequence[str],
    *,
    batas: Decimal | None = None,
    warna: Warna = WARNA,
) -> bytes:
    """Columns of percentages (0–100) over short labels; a dashed line marks ``batas``. None leaves a gap.

    The axis starts at 0, so that a column is never longer than its share.
    """
    lebar, tinggi, kiri, dasar, atas = 165.0, 58.0, 9.0, 50.0, 4.0
    langkah = (lebar - kiri) / max(1, len(nilai))
    skala = (dasar - atas) / 100
    bagian, angka_kolom = [_kisi(kiri, lebar, dasar, skala, warna)], []
    for urut, (satu, nama) in enumerate(zip(nilai, label, strict=True)):
        tengah = kiri + (urut + 0.5) * langkah
        bagian.append(_teks(tengah, dasar + 4.2, nama, warna.kedua, "middle"))
        if satu is None:
            continue
        batang = min(9.0, langkah * 0.62)
        puncak = dasar - float(satu) * skala
        isi = warna.utama if batas is None or satu >= batas else warna.emas
        bagian.append(
            f'<rect x="{tengah - batang / 2:.2f}" y="{puncak:.2f}" width="{batang:.2f}" '
            f'height="{dasar - puncak:.2f}" fill="{isi}"/>'
        )
        if langkah > 7:
            # At the foot of the column: at its top the number would meet the line of the limit.
            letak, tinta = (dasar - 1.7, "#ffffff") if dasar - puncak > 5 else (puncak - 1.1, warna.tinta)
            angka_kolom.append(_teks(tengah, letak, angka.ringkas(satu, 1), tinta, "middle"))
    if batas is not None:
        y = dasar - float(batas) * skala
        bagian.append(
            f'<path d="M{kiri} {y:.2f}H{lebar}" stroke="{warna.bahaya}" stroke-width=".25" stroke-dasharray="1.4 1"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {lebar:g} {tinggi:g}" width="{lebar:g}mm" '
        f'height="{tinggi:g}mm">{"".join(bagian + angka_kolom)}</svg>'
    ).encode()


def _kisi(kiri: float, lebar: float, dasar: float, skala: float, warna: Warna) -> str:
    bagian = []
    for persen in (0, 25, 50, 75, 100):
        y = dasar - persen * skala
        tebal = 0.3 if persen == 0 else 0.12
        garis = warna.kedua if persen == 0 else warna.garis
        bagian.append(f'<path d="M{kiri} {y:.2f}H{lebar}" stroke="{garis}" stroke-width="{tebal}"/>')
        bagian.append(_teks(kiri - 1.4, y + 0.9, str(persen), warna.kedua, "end"))
    return "".join(bagian)


def _teks(x: float, y: float, isi: str, warna: str, rata: str) -> str:
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-family="Kertas Sans" font-size="2.5" fill="{warna}" '
        f'text-anchor="{rata}">{escape(isi)}</text>'
    )
