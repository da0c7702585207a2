"""Rows read and written by one plain statement, where Django takes longer to build it than PostgreSQL to answer it.

Only on the path of a registration, where three hundred people wait in one line for the lock of a gelombang. What it
gains stands in docs/kinerja.md; everywhere else Django's own way is the way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import DatabaseDefault

Baris = TypeVar("Baris", bound=models.Model)


def baca(model: type[Baris], sql: str, nilai: Sequence[Any]) -> list[Baris]:
    """The rows of a SELECT that brings every column of `model`; columns beyond those become attributes of the row."""
    koneksi = connections[DEFAULT_DB_ALIAS]  # asked for once: the proxy looks it up at every use
    with koneksi.cursor() as kursor:
        kursor.execute(sql, nilai)
        kolom = tuple(k.name for k in kursor.description)
        baris = kursor.fetchall()
    letak = _letak(model, kolom)
    hasil = []
    for satu in baris:
        isi = list(letak.ambil(satu))
        for n, baca_nilai in letak.ubah:
            isi[n] = baca_nilai(isi[n], None, koneksi)
        objek = model.from_db(DEFAULT_DB_ALIAS, letak.atribut, isi)
        for atribut, n in letak.lain:
            setattr(objek, atribut, satu[n])
        hasil.append(objek)
    return hasil


def sisip(baris: models.Model, *, lewati_kembar: bool = False) -> bool:
    """INSERT a new row; its key and what the database fills in are read back. No signal, no `save`.

    With `lewati_kembar` a row that meets a unique constraint is left out (ON CONFLICT DO NOTHING) and the answer is
    False. Raises IntegrityError for what the table refuses.
    """
    koneksi = connections[DEFAULT_DB_ALIAS]
    isi = {}
    for bidang in _bidang(type(baris)):
        nilai = bidang.pre_save(baris, add=True)
        if not isinstance(nilai, DatabaseDefault) and not (bidang.primary_key and nilai is None):
            isi[bidang.name] = bidang.get_db_prep_save(nilai, koneksi)
    sql, kembali = _perintah(type(baris), tuple(isi), lewati_kembar)
    with koneksi.cursor() as kursor:
        kursor.execute(sql, list(isi.values()))
        jawaban = kursor.fetchone()
    if jawaban is None:
        return False
    for atribut, nilai in zip(kembali, jawaban, strict=True):
        setattr(baris, atribut, nilai)
    baris._state.adding, baris._state.db = False, DEFAULT_DB_ALIAS
    return True


class _Letak(NamedTuple):
    """Where the columns of a model stand in an answer."""

    atribut: list[str]
    ambil: Callable[[Sequence[Any]], tuple[Any, ...]]  # the values of these attributes
    ubah: list[tuple[int, Callable[..., Any]]]  # the value at this place is read by its field
    lain: list[tuple[str, int]]  # columns the model does not have


@cache
def _letak(model: type[models.Model], kolom: tuple[str, ...]) -> _Letak:
    bidang: Any = model._meta.concrete_fields
    letak = {nama: n for n, nama in enumerate(kolom)}
    ambil: Any = itemgetter(*(letak.pop(f.column) for f in bidang))
    ubah = [
        (n, baca_nilai)
        for n, f in enumerate(bidang)
        for baca_nilai in f.get_db_converters(connections[DEFAULT_DB_ALIAS])
    ]
    return _Letak([f.attname for f in bidang], ambil, ubah, list(letak.items()))


@cache
def _bidang(model: type[models.Model]) -> list[Any]:
    return [f for f in model._meta.concrete_fields if not f.generated]


@cache
def _perintah(
    model: type[models.Model], diisi: tuple[str, ...], lewati_kembar: bool
) -> tuple[str, list[str]]:
    """The statement for these fields, and the attributes its answer fills."""
    koneksi = connections[DEFAULT_DB_ALIAS]
    kutip = koneksi.ops.quote_name
    bidang = [f for f in _bidang(model) if f.name in diisi]
    tanda = [
        f.get_placeholder(None, None, koneksi) if hasattr(f, "get_placeholder") else "%s" for f in bidang
    ]
    # The key always answers, so that "nothing was inserted" can be told from "nothing to read back".
    semua: Any = model._meta.concrete_fields
    kembali = [f for f in semua if f.primary_key or f.name not in diisi]
    nama = ", ".join(kutip(f.column) for f in bidang)
    abaikan = " ON CONFLICT DO NOTHING" if lewati_kembar else ""
    jawaban = ", ".join(kutip(f.column) for f in kembali)
    sql = f"INSERT INTO {kutip(model._meta.db_table)} ({nama}) VALUES ({', '.join(tanda)}){abaikan} RETURNING {jawaban}"  # noqa: S608
    return sql, [f.attname for f in kembali]
