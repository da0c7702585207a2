"""Rows read and written by one plain statement, where Django takes longer to build it than PostgreSQL to answer it.

Only where many wait: on the path of a registration, where three hundred people wait in one line for the lock of a
gelombang; recognising who is signed in, which every page does; and the score an examiner has just typed. What it gains
stands in docs/kinerja.md; everywhere else Django's own way is the way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import DatabaseDefault

Baris = TypeVar("Baris", bound=models.Model)


def baca(model: type[Baris], sql: str, nilai: Sequence[Any]) -> list[Baris]:
    """The rows of a SELECT that brings every column of `model`.

    A column named like a path of Django's (`kurikulum__program__nama`) belongs to the row that path leads to, which has
    the columns named for it; what else is asked of it is read then. Its key is the foreign key on the way, so that is
    not named again. Columns that are neither become attributes of the row.
    """
    koneksi = connections[DEFAULT_DB_ALIAS]  # asked for once: the proxy looks it up at every use
    with koneksi.cursor() as kursor:
        kursor.execute(sql, nilai)
        letak = _letak(model, tuple((k.name, n) for n, k in enumerate(kursor.description)))
        return [_susun(letak, baris, koneksi) for baris in kursor.fetchall()]


@cache
def kolom(model: type[models.Model], tabel: str, jalur: str = "") -> str:
    """Every column of `model` for a SELECT from `tabel`; with `jalur` as those of the row this path leads to."""
    awalan = f"{jalur}__" if jalur else ""
    return ", ".join(f'{tabel}."{b.column}" AS "{awalan}{b.attname}"' for b in model._meta.concrete_fields)


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
    """Where the columns of a model, and of the rows it leads to, stand in an answer."""

    model: type[models.Model]
    atribut: list[str]
    tempat: list[int]  # of these attributes
    ubah: list[tuple[int, Callable[..., Any]]]  # the value of this attribute is read by its field
    lain: list[tuple[str, int]]  # columns the model does not have
    terkait: list[tuple[str, int, _Letak]]  # a relation and the attribute that holds its key


@cache
def _letak(model: type[models.Model], kolom: tuple[tuple[str, int], ...]) -> _Letak:
    """`kolom`: names as seen from this model, each with its place."""
    semua: Any = model._meta.concrete_fields
    letak, jalur = dict(kolom), defaultdict(list)
    for nama, n in kolom:
        relasi, ada, sisa = nama.partition("__")
        if ada and nama not in model._meta._forward_fields_map:  # type: ignore[attr-defined]
            jalur[relasi].append((sisa, n))
            del letak[nama]
    bidang = [f for f in semua if f.attname in letak]
    atribut = [f.attname for f in bidang]
    tempat = [letak.pop(nama) for nama in atribut]
    ubah = [
        (n, baca_nilai)
        for n, f in enumerate(bidang)
        for baca_nilai in f.get_db_converters(connections[DEFAULT_DB_ALIAS])
    ]
    terkait = []
    for nama, isi in jalur.items():
        kaitan: Any = model._meta.get_field(nama)
        kunci = atribut.index(kaitan.attname)
        sasaran = kaitan.remote_field.model
        pk = (sasaran._meta.pk.attname, tempat[kunci])
        terkait.append((nama, kunci, _letak(sasaran, (pk, *(satu for satu in isi if satu[0] != pk[0])))))
    return _Letak(model, atribut, tempat, ubah, list(letak.items()), terkait)


def _susun(letak: _Letak, baris: Sequence[Any], koneksi: Any) -> Any:
    isi = [baris[n] for n in letak.tempat]
    for n, baca_nilai in letak.ubah:
        isi[n] = baca_nilai(isi[n], None, koneksi)
    objek = letak.model.from_db(DEFAULT_DB_ALIAS, letak.atribut, isi)
    for nama, n, sasaran in letak.terkait:
        setattr(objek, nama, None if isi[n] is None else _susun(sasaran, baris, koneksi))
    for atribut, n in letak.lain:
        setattr(objek, atribut, baris[n])
    return objek


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
