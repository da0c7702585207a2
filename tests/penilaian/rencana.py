"""Makers for the tests of plans: a running gelombang that asks for one, a whole plan, a mentor with an account."""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from diklat.models import Gelombang
from diklat.services.gelombang import mulai_gelombang, tutup_pendaftaran
from kantor.models import Pegawai, Pengguna, Unit
from kantor.services.akun import akun_peserta
from kantor.services.pegawai import tambah_pegawai
from penilaian.lib.naskah import BAGIAN, Naskah, Tahap
from penilaian.models import Klaster, Pendamping, RencanaAksi
from penilaian.services.klaster import tambah_klaster
from penilaian.services.naskah import simpan_naskah
from penilaian.services.pendamping import jawab_kesediaan, tunjuk_pendamping
from penilaian.services.rencana import ajukan, atur_rencana
from peserta.models import Pendaftaran
from tests.peserta import buat, langkah

D = datetime.date


@dataclass
class Latar:
    """One gelombang that runs and asks for plans without files, its people, the office."""

    g: Gelombang
    unit: dict[str, Unit]
    panitia: Pengguna
    klaster: Klaster
    orang: list[Pendaftaran]


def latar(banyak: int = 1, **aturan: Any) -> Latar:
    unit = buat.pohon()
    g = buat.gelombang(mulai=0, kuota=60)
    orang = langkah.rombongan(g, banyak, unit["a1"])
    tutup_pendaftaran(oleh=None, gelombang=g)
    mulai_gelombang(oleh=None, gelombang=g)
    atur_rencana(oleh=None, gelombang=g, **({"wajib_makalah": False, "wajib_paparan": False} | aturan))
    klaster = tambah_klaster(oleh=None, instansi=g.instansi, nama="Kearsipan")
    orang = list(
        Pendaftaran.objects.filter(gelombang=g)
        .select_related("pegawai", "gelombang__instansi")
        .order_by("ndh")
    )
    return Latar(g, unit, buat.akun("panitia"), klaster, orang)


def pdf() -> bytes:
    """A PDF of one empty page."""
    isi = io.BytesIO()
    with pikepdf.new() as baru:
        baru.add_blank_page()
        baru.save(isi)
    return isi.getvalue()


def naskah(s: Latar, **lain: Any) -> Naskah:
    """A plan in which nothing is missing."""
    tahap = (Tahap("pendek", "Menata berkas", "200 berkas tertata", D(2026, 1, 5), D(2026, 2, 5)),)
    isi = {k: f"Isi {label[0].lower()}." for k, label in BAGIAN.items()}
    penuh = Naskah("Arsip Rapi", s.klaster.pk, s.unit["a1"].pk, tahap=tahap, **isi)
    return replace(penuh, **lain)


def tulis(s: Latar, p: Pendaftaran | None = None, **lain: Any) -> RencanaAksi:
    p = p or s.orang[0]
    rencana = RencanaAksi.objects.filter(pendaftaran=p).first()
    revisi = rencana.revisi if rencana else 0
    return simpan_naskah(oleh=None, pendaftaran=p, naskah=naskah(s, **lain), revisi=revisi)


def kirim(s: Latar, p: Pendaftaran | None = None, **lain: Any):
    tulis(s, p, **lain)
    return ajukan(oleh=None, pendaftaran=p or s.orang[0])


def pegawai(n: int, unit: Unit, jabatan: str = "Camat Contoh") -> Pegawai:
    return tambah_pegawai(
        oleh=None, nip=buat.nip(20000 + n), nama=f"Mentor {chr(65 + n)}", jabatan=jabatan, unit=unit,
        status_kepegawaian="pns",
    )  # fmt: skip


def mentor(
    s: Latar, p: Pendaftaran | None = None, *, orang: Pegawai | None = None, bersedia: bool = True
) -> Pendamping:
    """Somebody who is mentor of this peserta, with an account."""
    orang = orang or pegawai(0, s.unit["a"])
    baris = tunjuk_pendamping(oleh=s.panitia, pendaftaran=p or s.orang[0], pegawai=orang)
    if bersedia:
        baris = jawab_kesediaan(oleh=akun(orang), pendamping=baris, bersedia=True)
    return baris


def akun(orang: Pegawai) -> Pengguna:
    pengguna = akun_peserta(oleh=None, pegawai=orang)
    pengguna.set_password("sandi-mentor-2026")
    pengguna.email = f"{pengguna.username}@contoh.example"
    pengguna.save()
    return pengguna
