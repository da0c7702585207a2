"""Tetapkan hasil: the recap that locks scores and outcomes, opened again with a reason, told to the peserta."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Collection
from typing import Any

from django.db.models import Max
from django.utils import timezone

from diklat.models import Gelombang
from diklat.services.gelombang import harus_status
from diklat.services.kunci import kunci_gelombang
from kantor.daftar import JenisSurel, jenis_surel
from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lib.angka import desimal
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna
from penilaian.lib.kelulusan import Aturan
from penilaian.models import Hasil, Komponen, RekapKelulusan
from penilaian.queries.hasil import UsulanHasil, peserta_dinilai, usulkan_hasil
from penilaian.queries.kelulusan import rekap_berlaku, sel_gelombang
from penilaian.queries.nilai_rencana import nilai_rencana_terkunci
from penilaian.services.hasil import Keputusan, tulis_hasil
from penilaian.services.nilai_komponen import aturan_wajib, buka_kisi
from peserta.models.pendaftaran import Status
from peserta.services.surat import kirim

DISEBUT = 10
SURAT = "hasil_diumumkan"


@layanan
def tetapkan_rekap(
    *, oleh: Pengguna, gelombang: Gelombang, sidik: str | None = None, pada: datetime.datetime | None = None
) -> RekapKelulusan:
    """Lock the results: outcomes follow from scores and attendance, except where a person wrote a reason why not.

    `sidik`: what the page had shown. Raises KeadaanBerubah naming who still lacks a score or attendance, whose seminar
    result differs from what was taken, whose outcome a certificate holds, or that the recap is another one meanwhile.
    """
    g = buka_kisi(oleh, gelombang)
    aturan = aturan_wajib(g)
    usulan = usulkan_hasil(g)
    if kurang := penghalang_rekap(usulan):
        raise _sebut("belum dapat ditetapkan hasilnya", kurang)
    if beda := beda_seminar(g, aturan):
        raise _sebut("berbeda dari hasil seminarnya. Ambil lagi nilai seminar", beda)
    isi = isi_rekap(aturan, usulan)
    if sidik is not None and sidik != sidik_rekap(isi):
        raise KeadaanBerubah("Nilai atau hasil berubah sejak halaman ini dibuka. Periksa lagi rekapnya.")
    kini = pada or timezone.now()
    for u in usulan:
        tulis_hasil(oleh, u, Keputusan(*u.akan_berlaku, kini))
    terakhir = RekapKelulusan.objects.filter(gelombang=g).aggregate(n=Max("ke"))["n"] or 0
    return RekapKelulusan.objects.create(
        gelombang=g, ke=terakhir + 1, isi=isi, ditetapkan=kini, ditetapkan_oleh=oleh, penetap=oleh.sebutan
    )


@layanan
def buka_rekap(*, oleh: Pengguna, gelombang: Gelombang, alasan: str) -> RekapKelulusan:
    """Open the results again to correct them; this recap stays readable. Peserta read nothing until the next one is
    published. Raises TidakValid without a reason, KeadaanBerubah where none is in force or the gelombang is closed."""
    pastikan(oleh, Hak.KERJA, gelombang)
    [g] = kunci_gelombang(gelombang.pk)
    harus_status(g, Gelombang.Status.DITUTUP, Gelombang.Status.BERLANGSUNG)
    rekap = _berlaku(g)
    rekap.alasan_dibuka = " ".join(alasan.split())
    if not rekap.alasan_dibuka or len(rekap.alasan_dibuka) > 300:
        raise TidakValid(rincian={"alasan": "Tuliskan alasannya, paling panjang 300 huruf."})
    rekap.dibuka, rekap.dibuka_oleh = timezone.now(), oleh
    rekap.save(update_fields=["dibuka", "dibuka_oleh", "alasan_dibuka"])
    return rekap


@layanan
def umumkan_hasil(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    tanpa_surat: Collection[int] = (),
    pada: datetime.datetime | None = None,
) -> RekapKelulusan:
    """Let the peserta read their result, with a letter each, less those in `tanpa_surat` who get another one now.

    Done again it changes nothing. Raises KeadaanBerubah while no recap is in force.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    [g] = kunci_gelombang(gelombang.pk)
    rekap = _berlaku(g)
    if rekap.diumumkan:
        return rekap
    rekap.diumumkan = pada or timezone.now()
    rekap.save(update_fields=["diumumkan"])
    if g.dicatat_kemudian:
        return rekap
    peserta = peserta_dinilai(g).select_related("pegawai__akun", "pegawai__pribadi", "pribadi")
    for p in peserta.exclude(pk__in=list(tanpa_surat)):
        p.gelombang = g
        kirim(p, SURAT)
    return rekap


def pasang_surat() -> None:
    """Make the letter known to the outbox."""
    contoh = {
        "nama": "Rina Siregar, S.Sos.",
        "gelombang": "Diklat Pelayanan Prima · Gelombang I",
        "penyelenggara": "Pemerintah Kota Contoh",
        "tautan": "https://portal.contoh.example/saya/",
    }
    jenis_surel.pasang(SURAT, JenisSurel("Hasil diumumkan", contoh=contoh))


def penghalang_rekap(usulan: list[UsulanHasil]) -> dict[str, str]:
    """By number of the registration: who has no outcome by hand and cannot get one by the rules yet, and why."""
    return {
        u.pendaftaran.nomor: f"{u.pendaftaran.nama_lengkap}: {sebab}"
        for u in usulan
        if u.mengikuti_nilai and (sebab := _belum(u))
    }


def beda_seminar(g: Gelombang, aturan: Aturan) -> dict[str, str]:
    """Whose component no longer says what the seminar says."""
    komponen = next((b.pk for b in aturan.bagian if b.sumber == Komponen.Sumber.RENCANA), None)
    if komponen is None:
        return {}
    sel, hasil = sel_gelombang(g), nilai_rencana_terkunci(g)
    beda = {}
    for p in peserta_dinilai(g).filter(status=Status.HADIR):
        ada = sel[p.pk, komponen].angka if (p.pk, komponen) in sel else None
        seminar = hasil[p.pk].nilai if p.pk in hasil else None
        if ada is not None and ada != seminar:
            kata = "belum ada" if seminar is None else desimal(seminar)
            beda[p.nomor] = f"{p.nama_lengkap}: tercatat {desimal(ada)}, hasil seminar {kata}"
    return beda


def isi_rekap(aturan: Aturan, usulan: list[UsulanHasil]) -> dict[str, Any]:
    """All a recap says, as it is stored and printed: rules, then a row per person in NDH order."""
    return {
        "komponen": [
            {"pk": b.pk, "nama": b.nama, "bobot": str(b.bobot), "sumber": b.sumber} for b in aturan.bagian
        ],
        "nilai_lulus": str(aturan.nilai_lulus),
        "sebutan": [[str(p.batas), p.sebutan] for p in aturan.sebutan],
        "hadir_minimal": str(usulan[0].rekap.aturan.hadir_minimal) if usulan else "",
        "baris": [_baris(u) for u in usulan],
    }


def sidik_rekap(isi: dict[str, Any]) -> str:
    """A short mark of what a recap says."""
    return hashlib.sha256(json.dumps(isi, sort_keys=True).encode()).hexdigest()[:32]


def _baris(u: UsulanHasil) -> dict[str, Any]:
    p, nilai = u.pendaftaran, u.nilai
    putusan, kualifikasi, alasan = u.akan_berlaku
    return {
        "pendaftaran": p.pk,
        "nomor": p.nomor,
        "ndh": p.ndh,
        "nama": p.nama_lengkap,
        "nip": p.pegawai.nip,
        "unit": p.unit_nama,
        "nilai": {str(k): None if n is None else str(n) for k, n in nilai.komponen.items()} if nilai else {},
        "akhir": None if nilai is None or nilai.akhir is None else str(nilai.akhir),
        "kehadiran": u.rekap.persen_cetak,
        "putusan": str(putusan),
        "label": str(Hasil.Putusan(putusan).label),
        "kualifikasi": kualifikasi,
        "alasan": alasan,
        "tangan": not u.mengikuti_nilai,
    }


def _belum(u: UsulanHasil) -> str:
    """Why the rules cannot decide yet: attendance first, then scores; who never came is decided."""
    if u.pendaftaran.status != Status.HADIR:
        return ""
    if u.rekap.hitungan.belum_dicatat or u.rekap.persen is None:
        return "kehadirannya belum lengkap dicatat"
    return u.alasan if u.putusan == Hasil.Putusan.DITUNDA else ""


def _berlaku(g: Gelombang) -> RekapKelulusan:
    rekap = rekap_berlaku(g)
    if rekap is None:
        raise KeadaanBerubah("Hasil gelombang ini belum ditetapkan dalam rekap.")
    return rekap


def _sebut(apa: str, siapa: dict[str, str]) -> KeadaanBerubah:
    nama = [satu.rstrip(".") for satu in siapa.values()]
    lagi = f" Dan {len(nama) - DISEBUT} lainnya." if len(nama) > DISEBUT else ""
    return KeadaanBerubah(f"{len(nama)} peserta {apa}. {'; '.join(nama[:DISEBUT])}.{lagi}", rincian=siapa)
