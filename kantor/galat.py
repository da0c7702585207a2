"""Errors a service raises and every face can show: a code for machines, a sentence for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Galat(Exception):
    """Something the office does not allow, said so that a person knows what to do.

    `kode` is stable (docs/api.md), `pesan` is Indonesian and polite, `rincian` maps fields to messages,
    `status` is the HTTP status every face answers with. One detail alone, without a sentence, is the sentence.
    """

    kode = "tidak_valid"
    status = 400
    pesan = "Data belum dapat diterima."

    def __init__(self, pesan: str | None = None, *, rincian: Mapping[str, Any] | None = None) -> None:
        self.rincian: dict[str, Any] = dict(rincian or {})
        self.pesan = pesan or _satu_kalimat(self.rincian) or type(self).pesan
        super().__init__(self.pesan)


def _satu_kalimat(rincian: Mapping[str, Any]) -> str:
    kalimat = [k for isi in rincian.values() for k in ([isi] if isinstance(isi, str) else list(isi))]
    return str(kalimat[0]) if len(kalimat) == 1 else ""


class TidakValid(Galat):
    """A value does not fit; `rincian` names the fields."""

    pesan = "Ada isian yang perlu diperbaiki."


class TidakDitemukan(Galat):
    """There is no such row, or the asker may not know that there is."""

    kode = "tidak_ditemukan"
    status = 404
    pesan = "Data tidak ditemukan."


class TidakBerhak(Galat):
    """The asker may see the row but not do this to it."""

    kode = "tidak_berhak"
    status = 403
    pesan = "Akun Anda tidak memiliki hak untuk tindakan ini."


class KuotaPenuh(Galat):
    """No seat is free and no list of cadangan is kept."""

    kode = "kuota_penuh"
    status = 409
    pesan = "Kuota sudah penuh dan gelombang ini tidak membuka daftar cadangan."


class SudahTerdaftar(Galat):
    """This person already has a living registration in this gelombang."""

    kode = "sudah_terdaftar"
    status = 409
    pesan = "NIP ini sudah terdaftar pada gelombang ini."


class BentrokJadwal(Galat):
    """Two things at one time: seats in overlapping gelombang, a narasumber or a room in two sessions."""

    kode = "bentrok_jadwal"
    status = 409
    pesan = "Pegawai ini sudah memiliki kursi pada gelombang lain yang tanggalnya bertumpukan."


class PendaftaranDitutup(Galat):
    """The gelombang does not take registrations now."""

    kode = "pendaftaran_ditutup"
    status = 409
    pesan = "Pendaftaran gelombang ini tidak sedang dibuka."


class KeadaanBerubah(Galat):
    """Somebody else changed the row between look and act."""

    kode = "keadaan_berubah"
    status = 409
    pesan = "Keadaan sudah berubah. Muat ulang halaman, lalu coba lagi."


class TerlaluSering(Galat):
    """Too many tries within a short time."""

    kode = "terlalu_sering"
    status = 429
    pesan = "Terlalu banyak percobaan. Tunggu satu menit, lalu coba lagi."


class KunciDipakaiUlang(Galat):
    """One Idempotency-Key with two different bodies."""

    kode = "kunci_dipakai_ulang"
    status = 422
    pesan = "Idempotency-Key ini sudah dipakai untuk isi permintaan yang lain."
