"""The ceremonies: planned with their order of events, guests invited and counted, the susunan acara printed."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import Any

from django.utils import timezone

from diklat.models import Gelombang
from diklat.services.kunci import kunci_gelombang
from kantor.cetak.gabung import nama_berkas
from kantor.daftar import JenisPekerjaan, jenis_pekerjaan
from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lib import nama as lib_nama
from kantor.lingkup import Hak, pastikan
from kantor.models import Berkas, Pekerjaan, Pengguna
from kantor.queries.kertas import blok_ttd, kop_untuk, penanda_tangan, ukuran_kertas, warna_untuk
from kantor.services.berkas import simpan_hasil
from kantor.services.pekerjaan import mulai_pekerjaan
from kantor.zona import hari_ini, zona
from peserta.cetak import susunan_acara as cetak
from peserta.models.upacara import MataAcara, Tamu, Upacara

J = Upacara.Jenis
JENIS_SUSUNAN = "susunan_acara"
BARIS_MAKS, TAMU_MAKS = 40, 300


@dataclass(frozen=True)
class Rencana:
    """Who opens or closes, in whose place, who reports for Panitia, when and where."""

    mulai: datetime.datetime
    tempat: str
    pejabat: str
    jabatan: str
    mewakili: str = ""
    pelapor: str = ""
    jabatan_pelapor: str = ""


@dataclass(frozen=True)
class Acara:
    """One line of the order of events."""

    acara: str
    jam: datetime.time | None = None
    petugas: str = ""


@dataclass(frozen=True)
class DataTamu:
    """Somebody invited."""

    nama: str
    jabatan: str = ""
    asal: str = ""


@dataclass(frozen=True)
class HasilUndang:
    """How many guests are new, and by name who stood on the list already."""

    baru: int
    sudah: list[str]


class RencanaBerubah(KeadaanBerubah):
    """Somebody else has planned the ceremony since this form was opened."""

    pesan = "Rencana ini baru diubah orang lain. Bandingkan dahulu; bila isian Anda yang benar, simpan sekali lagi."


def sidik_rencana(upacara: Upacara | None) -> str:
    """A short mark of a plan with its events: another one where anything differs; '' for none."""
    if upacara is None:
        return ""
    isi = [str(getattr(upacara, k)) for k in Rencana.__dataclass_fields__ if k != "mulai"]
    acara = [f"{a.jam}|{a.acara}|{a.petugas}" for a in upacara.acara.all()]
    semua = [upacara.mulai.astimezone(datetime.UTC).isoformat(), *isi, *acara]
    return hashlib.sha256("\n".join(semua).encode()).hexdigest()[:16]


@layanan
def atur_upacara(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    jenis: str,
    rencana: Rencana,
    acara: Sequence[Acara],
    semula: str | None = None,
) -> Upacara:
    """Plan the ceremony of this kind, or plan it anew; the order of events is replaced whole, guests stay.

    `semula`: the mark of the plan the form was opened with (`sidik_rencana`). Raises RencanaBerubah when it is another
    one by now, TidakValid for a day outside the gelombang, a closing before its opening, an official without name or
    title, hours that run backwards; KeadaanBerubah for a gelombang that was called off.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    [gelombang] = kunci_gelombang(gelombang.pk)
    _hidup(gelombang)
    rapi: dict[str, Any] = {k: " ".join(v.split()) for k, v in asdict(rencana).items() if isinstance(v, str)}
    rencana = replace(rencana, **rapi)
    _periksa(gelombang, jenis, rencana, acara)
    lama = Upacara.objects.filter(gelombang=gelombang, jenis=jenis).first()
    if semula is not None and semula != sidik_rencana(lama):
        raise RencanaBerubah
    upacara, _ = Upacara.objects.update_or_create(gelombang=gelombang, jenis=jenis, defaults=asdict(rencana))
    upacara.acara.all().delete()
    MataAcara.objects.bulk_create(
        MataAcara(upacara=upacara, urutan=n, **asdict(satu)) for n, satu in enumerate(acara, 1)
    )
    return upacara


@layanan
def undang_tamu(*, oleh: Pengguna, upacara: Upacara, tamu: Sequence[DataTamu]) -> HasilUndang:
    """Put guests on the list; who stands there already (name, title and office alike) stays once. Raises TidakValid."""
    upacara = _kunci(oleh, upacara)
    rapi = [DataTamu(*(" ".join(isi.split()) for isi in (t.nama, t.jabatan, t.asal))) for t in tamu]
    salah = [
        f"{t.nama or 'Tanpa nama'}: {' '.join(alasan)}" for t in rapi if (alasan := lib_nama.wajar(t.nama))
    ]
    if salah or not tamu:
        raise TidakValid(rincian={"tamu": salah[:10] or "Tulis nama tamunya."})
    ada = {DataTamu(*isi) for isi in upacara.tamu.values_list("nama", "jabatan", "asal")}
    baru = [t for t in dict.fromkeys(rapi) if t not in ada]
    if len(ada) + len(baru) > TAMU_MAKS:
        raise TidakValid(rincian={"tamu": f"Paling banyak {TAMU_MAKS} tamu."})
    Tamu.objects.bulk_create([Tamu(upacara=upacara, **asdict(satu)) for satu in baru])
    return HasilUndang(len(baru), [t.nama for t in dict.fromkeys(rapi) if t in ada])


@layanan
def catat_tamu(*, oleh: Pengguna, tamu: Tamu, hadir: bool, pada: datetime.datetime | None = None) -> Tamu:
    """The guest is there, or was marked by mistake. Raises KeadaanBerubah before the day of the ceremony."""
    upacara = _kunci(oleh, tamu.upacara)
    if hadir and hari_ini(upacara.gelombang.instansi, pada) < _hari(upacara):
        raise KeadaanBerubah("Upacara belum berlangsung. Kehadiran tamu dicatat pada harinya.")
    baris = _tamu(tamu)
    baris.hadir_pada = (baris.hadir_pada or pada or timezone.now()) if hadir else None
    baris.save(update_fields=["hadir_pada"])
    return baris


@layanan
def hapus_tamu(*, oleh: Pengguna, tamu: Tamu) -> None:
    """Take a guest off the list. Raises KeadaanBerubah for one who came."""
    _kunci(oleh, tamu.upacara)
    baris = _tamu(tamu)
    if baris.hadir_pada is not None:
        raise KeadaanBerubah("Tamu ini sudah hadir.")
    baris.delete()


@layanan
def cetak_susunan_acara(*, oleh: Pengguna, upacara: Upacara) -> Pekerjaan:
    """Ask for the paper. Raises TidakValid without an order of events, a signer on that day, or on a day the gelombang
    has left since.
    """
    pastikan(oleh, Hak.LIHAT, upacara)
    if not upacara.acara.exists():
        raise TidakValid("Susunan acara masih kosong.")
    if di_luar_tanggal(upacara):
        raise TidakValid("Tanggal gelombang sudah berubah. Perbarui dahulu waktu upacaranya.")
    g = upacara.gelombang
    penanda_tangan(g.instansi, _hari(upacara), bawaan=g.penanda_tangan)
    return mulai_pekerjaan(
        oleh=oleh,
        jenis=JENIS_SUSUNAN,
        instansi=g.instansi,
        judul=f"Susunan acara {upacara.get_jenis_display().lower()} {g}",
        perihal=f"gelombang:{g.pk}",
        parameter={"upacara": upacara.pk},
    )


def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> dict[str, Any]:
    """Print it as it is planned now."""
    upacara = Upacara.objects.select_related(
        "gelombang__kurikulum__program", "gelombang__instansi", "gelombang__penanda_tangan"
    ).get(pk=pekerjaan.parameter["upacara"])
    g, hari = upacara.gelombang, _hari(upacara)
    kertas = cetak.SusunanAcara(
        kop=kop_untuk(g.instansi, hari),
        jenis=upacara.get_jenis_display(),
        program=g.kurikulum.program.nama,
        gelombang=g.sebutan,
        mulai=upacara.mulai.astimezone(zona(g.instansi)),
        zona=g.instansi.zona_waktu,
        tempat=upacara.tempat,
        kota=g.kota_tempat or g.instansi.kota,
        pejabat=upacara.pejabat,
        jabatan=upacara.jabatan,
        mewakili=upacara.mewakili,
        pelapor=upacara.pelapor,
        jabatan_pelapor=upacara.jabatan_pelapor,
        acara=tuple(cetak.Baris(a.acara, a.jam, a.petugas) for a in upacara.acara.all()),
        penandatangan=blok_ttd(penanda_tangan(g.instansi, hari, bawaan=g.penanda_tangan)),
        contoh=g.instansi.contoh,
        kertas=ukuran_kertas(g.instansi),
        warna=warna_untuk(g.instansi),
    )
    berkas = simpan_hasil(
        oleh=pekerjaan.pemilik,
        instansi=g.instansi,
        isi=cetak.cetak(kertas),
        nama=nama_berkas(f"{upacara.jenis}-{g.slug}", awalan="Susunan_Acara"),
        jenis="pdf",
    )
    return {"berkas": str(berkas.pk)}


def rampung(pekerjaan: Pekerjaan, hasil: list[dict[str, Any]]) -> Berkas | None:
    """The PDF, to download."""
    return Berkas.objects.filter(pk=hasil[0]["berkas"]).first()


def pasang() -> None:
    """Make known how the susunan acara is printed."""
    jenis_pekerjaan.pasang(
        JENIS_SUSUNAN,
        JenisPekerjaan(
            "Susunan acara", "dokumen", susun=lambda _: [{}], kerjakan=kerjakan, rampung=rampung, paralel=1
        ),
    )


def _hari(upacara: Upacara) -> datetime.date:
    return upacara.mulai.astimezone(zona(upacara.gelombang.instansi)).date()


def di_luar_tanggal(upacara: Upacara) -> bool:
    """Whether the gelombang was moved and the ceremony stayed behind."""
    g = upacara.gelombang
    return not g.mulai <= _hari(upacara) <= g.selesai


def _periksa(gelombang: Gelombang, jenis: str, rencana: Rencana, acara: Sequence[Acara]) -> None:
    salah: dict[str, str] = {}
    if jenis not in Upacara.Jenis.values:
        raise TidakDitemukan
    hari = rencana.mulai.astimezone(zona(gelombang.instansi)).date()
    if not gelombang.mulai <= hari <= gelombang.selesai:
        salah["mulai"] = "Upacara berlangsung pada salah satu hari gelombang ini."
    lain = dict(
        Upacara.objects.filter(gelombang=gelombang).exclude(jenis=jenis).values_list("jenis", "mulai")
    )
    buka, tutup = ({**lain, jenis: rencana.mulai}.get(j) for j in (J.PEMBUKAAN, J.PENUTUPAN))
    if buka and tutup and buka >= tutup:
        salah["mulai"] = "Penutupan berlangsung sesudah pembukaan."
    if rencana.jabatan_pelapor and not rencana.pelapor:
        salah["pelapor"] = "Tulis nama pelapornya."
    wajib = {"pejabat": rencana.pejabat, "jabatan": rencana.jabatan, "tempat": rencana.tempat}
    salah |= {nama: "Wajib diisi." for nama, isi in wajib.items() if not isi.strip()}
    if len(acara) > BARIS_MAKS:
        salah["acara"] = f"Paling banyak {BARIS_MAKS} mata acara."
    jam = [satu.jam for satu in acara if satu.jam is not None]
    if any(b < a for a, b in pairwise(jam)):
        salah["acara"] = "Jam mata acara harus berurutan."
    if salah:
        raise TidakValid(rincian=salah)


def _hidup(gelombang: Gelombang) -> None:
    if gelombang.status == Gelombang.Status.DIBATALKAN:
        raise KeadaanBerubah("Gelombang ini sudah dibatalkan.")


def _kunci(oleh: Pengguna, upacara: Upacara) -> Upacara:
    """The ceremony as it is now, after its gelombang in the one order of locks."""
    pastikan(oleh, Hak.KERJA, upacara)
    [gelombang] = kunci_gelombang(upacara.gelombang_id)
    _hidup(gelombang)
    upacara.refresh_from_db()
    upacara.gelombang = gelombang
    return upacara


def _tamu(tamu: Tamu) -> Tamu:
    baris = Tamu.objects.select_for_update().filter(pk=tamu.pk).first()
    if baris is None:
        raise TidakDitemukan
    return baris
