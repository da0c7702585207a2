"""Many requests at once over plain sockets: as little work as possible on the side that only measures."""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit


@dataclass(frozen=True)
class Jawaban:
    """One answer: status, JSON body (None when it is none), seconds it took."""

    status: int
    isi: Any
    detik: float


def permintaan(
    metode: str, alamat: str, isi: Any = None, *, kunci: str = "", kepala: dict[str, str] | None = None
) -> bytes:
    """The bytes of one request; the server closes the connection after its answer."""
    badan = b"" if isi is None else json.dumps(isi).encode()
    baris = {"Host": "127.0.0.1", "Connection": "close", "Content-Length": str(len(badan))}
    baris |= {"Content-Type": "application/json"} if badan else {}
    baris |= {"Authorization": f"Token {kunci}"} if kunci else {}
    baris |= kepala or {}
    atas = "".join(f"{nama}: {nilai}\r\n" for nama, nilai in baris.items())
    return f"{metode} {alamat} HTTP/1.1\r\n{atas}\r\n".encode() + badan


def permintaan_formulir(
    alamat: str, isi: Mapping[str, Any], *, kepala: Mapping[str, str] | None = None
) -> bytes:
    """The bytes of a form that is posted."""
    badan = urlencode(isi).encode()
    baris = {"Host": "127.0.0.1", "Connection": "close", "Content-Length": str(len(badan))}
    baris |= {"Content-Type": "application/x-www-form-urlencoded", **(kepala or {})}
    atas = "".join(f"{nama}: {nilai}\r\n" for nama, nilai in baris.items())
    return f"POST {alamat} HTTP/1.1\r\n{atas}\r\n".encode() + badan


def serbu(url: str, isi: Sequence[bytes], *, klien: int | None = None) -> tuple[list[Jawaban], float]:
    """Send every request, `klien` at a time (None: all at once, every connection open before the first is sent).

    Returns the answers in the order of the requests and the seconds from the first byte sent to the last received.
    """
    bagian = urlsplit(url)
    return asyncio.run(_serbu(bagian.hostname or "127.0.0.1", bagian.port or 80, isi, klien))


@dataclass(frozen=True)
class Waktu:
    """Milliseconds of many answers to the same request."""

    p50: float
    p95: float


def lihat(
    halaman: Mapping[str, tuple[str, str]], kali: int, *, kepala: Mapping[str, dict[str, str]] | None = None
) -> dict[str, Waktu]:
    """Look at pages (server, address) in turns, `kali` times each, as a browser does. Raises unless all answer 200."""
    detik: dict[str, list[float]] = defaultdict(list)
    for putaran in range(kali + 5):
        for nama, (url, alamat) in halaman.items():
            lain = {"Accept-Encoding": "gzip"} | (kepala or {}).get(nama, {})
            [jawaban], _ = serbu(url, [permintaan("GET", alamat, kepala=lain)])
            assert jawaban.status == 200, (alamat, jawaban.status)
            if putaran >= 5:  # the first ones find both workers cold
                detik[nama].append(1000 * jawaban.detik)
    return {n: Waktu(statistics.median(d), statistics.quantiles(d, n=20)[18]) for n, d in detik.items()}


async def _serbu(
    tuan: str, pintu: int, isi: Sequence[bytes], klien: int | None
) -> tuple[list[Jawaban], float]:
    if klien is None:
        sambungan = await asyncio.gather(*(asyncio.open_connection(tuan, pintu) for _ in isi))
        awal = time.perf_counter()
        jawaban = await asyncio.gather(
            *(_tanya(*s, badan, awal) for s, badan in zip(sambungan, isi, strict=True))
        )
        return list(jawaban), time.perf_counter() - awal
    hasil: list[Jawaban | None] = [None] * len(isi)
    giliran = iter(range(len(isi)))

    async def satu_klien() -> None:
        for nomor in giliran:
            mulai = time.perf_counter()
            hasil[nomor] = await _tanya(*await asyncio.open_connection(tuan, pintu), isi[nomor], mulai)

    awal = time.perf_counter()
    await asyncio.gather(*(satu_klien() for _ in range(klien)))
    return [j for j in hasil if j is not None], time.perf_counter() - awal


async def _tanya(
    baca: asyncio.StreamReader, tulis: asyncio.StreamWriter, badan: bytes, mulai: float
) -> Jawaban:
    try:
        tulis.write(badan)
        mentah = await baca.read()
    except ConnectionError:
        mentah = b""
    finally:
        tulis.close()
    kepala, _, isi = mentah.partition(b"\r\n\r\n")
    status = int(kepala.split(b" ", 2)[1]) if kepala else 0
    try:
        terbaca = json.loads(isi)
    except ValueError:
        terbaca = None
    return Jawaban(status, terbaca, time.perf_counter() - mulai)
