"""Papers of E2's seminar: the kesepakatan of all plans, four signatures missing, and berita acara of what is scored.

The agreement of peserta, mentor and tim penguji stands in the news; who signed when is ours.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from zoneinfo import ZoneInfo

from contoh.kantor import Kantor
from kantor.models import Pengguna
from kantor.services.akun import akun_peserta
from penilaian.models import JenisNaskah, Keputusan, NaskahAcara, PihakNaskah, Seminar
from penilaian.queries.dasbor import dasbor
from penilaian.services.naskah_acara import buat_berita_acara, buat_kesepakatan, putuskan, setujui_naskah

BELUM = 4
ALAMAT = "192.0.2.17"  # an address for documents, RFC 5737
DITERIMA = 5


def mainkan(kantor: Kantor, seminar: Seminar) -> None:
    """All kesepakatan are made; everybody but four peserta has signed. Some plans are decided, their papers wait."""
    kini = datetime.datetime.combine(
        seminar.tanggal, datetime.time(16), ZoneInfo(seminar.gelombang.instansi.zona_waktu)
    )
    buat_kesepakatan(oleh=kantor.panitia, seminar=seminar, pada=kini)
    _tanda_tangani(seminar, kini)
    lengkap = [
        b.giliran.pk for b in dasbor(kantor.panitia, seminar).baris if b.nilai and not b.perlu_penjelasan
    ]
    batas = seminar.tanggal + datetime.timedelta(days=14)
    putuskan(oleh=kantor.panitia, seminar=seminar, giliran=lengkap[:DITERIMA], keputusan=Keputusan.DITERIMA)
    putuskan(
        oleh=kantor.panitia,
        seminar=seminar,
        giliran=lengkap[DITERIMA : DITERIMA + 2],
        keputusan=Keputusan.PERBAIKAN,
        batas_perbaikan=batas,
        catatan="Lengkapi siapa yang mengukur hasilnya.",
    )
    buat_berita_acara(oleh=kantor.panitia, seminar=seminar, giliran=lengkap[: DITERIMA + 2], pada=kini)


def _tanda_tangani(seminar: Seminar, kini: datetime.datetime) -> None:
    """Each signs all at once; the examiners last, so that what is whole is printed in one go."""
    per: dict[tuple[bool, Pengguna], dict[int, str]] = defaultdict(dict)
    peserta = 0
    belum = PihakNaskah.objects.filter(
        naskah__seminar=seminar, naskah__jenis=JenisNaskah.KESEPAKATAN, cara=""
    )
    for p in belum.select_related("naskah", "pengguna", "pegawai").order_by("naskah", "urutan"):
        if p.sebagai == "Peserta":
            peserta += 1
            if peserta <= BELUM:
                continue
        akun = p.pengguna or (akun_peserta(oleh=None, pegawai=p.pegawai) if p.pegawai else None)
        if akun:
            per[p.pengguna_id is not None, akun][p.naskah_id] = p.naskah.sidik
    for (_, akun), naskah in sorted(per.items(), key=lambda satu: (satu[0][0], satu[0][1].pk)):
        setujui_naskah(oleh=akun, naskah=naskah, alamat=ALAMAT, bukti="kode", pada=kini)


def periksa(seminar: Seminar) -> None:
    """The numbers the demo promises. Raises RuntimeError."""
    kesepakatan = NaskahAcara.objects.filter(seminar=seminar, jenis=JenisNaskah.KESEPAKATAN)
    belum = PihakNaskah.objects.filter(naskah__in=kesepakatan, cara="").count()
    berita = NaskahAcara.objects.filter(seminar=seminar, jenis=JenisNaskah.BERITA_ACARA).count()
    if (kesepakatan.count(), belum, berita) != (37, BELUM, DITERIMA + 2):
        raise RuntimeError(
            f"Demo E2, naskah: {kesepakatan.count()} kesepakatan, {belum} belum, {berita} berita acara"
        )
