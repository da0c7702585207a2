"""Numbers with a decimal comma, rounding half up, and JP from minutes."""

import re
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal, InvalidOperation

from kantor.lib.salah import Salah

_DUA_TEMPAT = Decimal("0.01")
_BILANGAN = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)*|[.,]\d+)[.,]?")


class AngkaSalah(Salah):
    """Not a number."""


def bulat2(nilai: Decimal) -> Decimal:
    """Two places, half up: 90.004 → 90.00, 90.005 → 90.01. Round once, as the last step."""
    return nilai.quantize(_DUA_TEMPAT, rounding=ROUND_HALF_UP)


def desimal(nilai: Decimal | int, tempat: int = 2) -> str:
    """``85,22``; thousands are grouped by dots (``1.250,50``)."""
    bulat = Decimal(nilai).quantize(Decimal(1).scaleb(-tempat), rounding=ROUND_HALF_UP)
    if bulat == 0:
        bulat = abs(bulat)  # never "-0,00"
    return f"{bulat:,.{tempat}f}".translate(str.maketrans(",.", ".,"))


def ringkas(nilai: Decimal | int, tempat: int = 2) -> str:
    """At most ``tempat`` places, no trailing zeros: ``40``, ``4,5``."""
    teks = desimal(nilai, tempat)
    return teks.rstrip("0").rstrip(",") if "," in teks else teks


def megabita(bita: int) -> str:
    """``10 MB``, ``10,1 MB``: a size, rounded up so that what is over a limit never reads like the limit."""
    return f"{ringkas((Decimal(bita) / 2**20).quantize(Decimal('0.1'), rounding=ROUND_CEILING), 1)} MB"


def rupiah(nilai: Decimal | int) -> str:
    """``Rp1.250.000``; sen are shown only when there are any."""
    jumlah = bulat2(Decimal(nilai))
    tempat = 0 if jumlah == jumlah.to_integral_value() else 2
    return f"{'-' if jumlah < 0 else ''}Rp{desimal(abs(jumlah), tempat)}"


def persen(nilai: Decimal | int, tempat: int = 2) -> str:
    """``92,50%`` of a value that is already in percent."""
    return f"{desimal(nilai, tempat)}%"


def persentase(bagian: Decimal | int, seluruh: Decimal | int) -> Decimal | None:
    """Share in percent, unrounded; None when there is no whole. Compare exactly, round for show only."""
    return Decimal(bagian) * 100 / Decimal(seluruh) if seluruh else None


def jp_dari_menit(menit: int | Decimal, menit_per_jp: int | Decimal) -> Decimal:
    """Minutes as JP, unrounded; how many minutes a JP has stands on the kurikulum."""
    if menit_per_jp <= 0:
        raise ValueError("menit_per_jp must be positive")
    return Decimal(menit) / Decimal(menit_per_jp)


def urai(nilai: object) -> Decimal:
    """Read ``85,5``, ``85.5``, ``1.250,50``, ``1,250.50``, ``Rp1.250.000``, ``92,5%``, or a cell's number.

    One separator is a decimal sign, one that repeats groups thousands; of two kinds the last is decimal.
    Raises AngkaSalah.
    """
    if isinstance(nilai, bool):
        raise _bukan(nilai)
    if isinstance(nilai, int | Decimal):
        hasil = Decimal(nilai)
    elif isinstance(nilai, float):
        hasil = Decimal(repr(nilai))
    else:
        hasil = _dari_teks("" if nilai is None else str(nilai))
    if not hasil.is_finite():
        raise _bukan(nilai)
    return hasil


def _dari_teks(teks: str) -> Decimal:
    asli = "".join(teks.split()).strip("'’")
    isi = re.sub(r"^(-?)Rp\.?", r"\1", asli, flags=re.IGNORECASE).removesuffix("%").replace("−", "-")
    if not isi:
        raise AngkaSalah("Angka belum diisi.")
    if len(isi) > 40 or not isi.isascii() or not _BILANGAN.fullmatch(isi):
        raise _bukan(teks)
    isi = isi.rstrip(".,")
    pemisah = [h for h in isi if h in ".,"]
    if pemisah and (len(set(pemisah)) == 2 or len(pemisah) == 1):
        desimal_ = pemisah[-1]
        if pemisah.count(desimal_) > 1:
            raise _bukan(teks)
        kiri, kanan = isi.rsplit(desimal_, 1)
        isi = f"{kiri.replace('.', '').replace(',', '')}.{kanan}"
    else:
        isi = isi.replace(".", "").replace(",", "")
    try:
        return Decimal(isi)
    except InvalidOperation:
        raise _bukan(teks) from None


def _bukan(nilai: object) -> AngkaSalah:
    return AngkaSalah(f"“{str(nilai)[:40]}” bukan angka. Contoh: 85,5.")
