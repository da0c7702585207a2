"""Lembar nilai to fill with a pen: one with its own code for each examiner and plan; the scans come back to them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from kantor.cetak.gabung import nama_berkas
from kantor.daftar import JenisLembar, JenisPekerjaan, jenis_lembar, jenis_pekerjaan
from kantor.galat import TidakBerhak, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lib import tanggal
from kantor.lib.angka import ringkas
from kantor.lingkup import Hak, pastikan
from kantor.models import Berkas, Pekerjaan, Pengguna
from kantor.queries.kertas import kop_untuk, ukuran_kertas, warna_untuk
from kantor.services.berkas import simpan_hasil
from kantor.services.lembar_kertas import daftarkan_lembar
from kantor.services.pekerjaan import mulai_pekerjaan
from penilaian.models import Penugasan, Seminar, StatusLembar
from penilaian.queries.naskah_acara import LEMBAR_NILAI, masih_menilai
from penilaian.queries.rubrik import IsiLengkap, isi_rubrik
from penilaian.services.cetak_naskah import alamat_pindaian, gabung_berkas, kode_lembar
from peserta.queries.daftar_hadir import gelombang_perihal, perihal

if TYPE_CHECKING:
    from penilaian.cetak import lembar_nilai as cetak

JENIS_CETAK = "cetak_lembar_nilai"


@layanan
def cetak_lembar_nilai(
    *, oleh: Pengguna, seminar: Seminar, tugas: Collection[int] | None = None
) -> Pekerjaan:
    """Ask for the sheets of these tasks, or of all that have not been sent, in the order of the talks.

    Raises TidakValid where there is none.
    """
    pastikan(oleh, Hak.KERJA, seminar)
    baris = Penugasan.objects.filter(giliran__seminar=seminar, dicabut=None)
    if tugas is None:
        baris = baris.exclude(lembar__status__in=[StatusLembar.TERKIRIM, StatusLembar.ABSTAIN])
    else:
        baris = baris.filter(pk__in=list(tugas))
    urut = baris.order_by(
        "giliran__ruang__nama", "giliran__ruang", "peran", "penilai", "giliran__urutan", "pk"
    )
    pilihan = list(urut.values_list("pk", flat=True))
    if not pilihan:
        raise TidakValid(
            "Tidak ada lembar nilai untuk dicetak: belum ada penilai, atau semua sudah mengirim."
        )
    return mulai_pekerjaan(
        oleh=oleh,
        jenis=JENIS_CETAK,
        instansi=seminar.gelombang.instansi,
        judul=f"Lembar nilai {seminar.nama} ({len(pilihan)} lembar)",
        perihal=perihal(seminar.gelombang),
        parameter={"tugas": pilihan, "seminar": seminar.pk},
    )


def susun(pekerjaan: Pekerjaan) -> list[dict[str, Any]]:
    """A sheet, a piece."""
    return [{"tugas": pk} for pk in pekerjaan.parameter["tugas"]]


def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> dict[str, Any]:
    """One sheet; a task taken away meanwhile has none."""
    from penilaian.cetak import lembar_nilai as cetak  # heavy: only where papers are printed

    t = _tugas().filter(pk=parameter["tugas"], dicabut=None).first()
    if t is None:
        return {}
    g = t.giliran.seminar.gelombang
    berkas = simpan_hasil(
        oleh=pekerjaan.pemilik,
        instansi=g.instansi,
        isi=cetak.cetak(
            _data(t, isi_rubrik(t.giliran.seminar.rubrik_id)),
            lambda dari: kode_lembar(
                daftarkan_lembar(
                    oleh=pekerjaan.pemilik,
                    instansi=g.instansi,
                    jenis=LEMBAR_NILAI,
                    perihal=perihal(g),
                    perihal_nama=f"{g.kurikulum.program.nama} {g.sebutan}",
                    acuan=t.pk,
                    acuan_nama=sebutan(t),
                    dari=dari,
                )
            ),
        ),
        nama=nama_berkas(f"{t.giliran.pk}-{t.pk}", awalan="Lembar_Nilai"),
        jenis="pdf",
    )
    return {"tugas": t.pk, "berkas": str(berkas.pk)}


def rampung(pekerjaan: Pekerjaan, hasil: list[dict[str, Any]]) -> Berkas | None:
    """One PDF for the printer: room by room, the pile of each examiner in the order of the talks."""
    per = {satu["tugas"]: satu["berkas"] for satu in hasil if satu}
    urut = [per[pk] for pk in pekerjaan.parameter["tugas"] if pk in per]
    return gabung_berkas(pekerjaan, urut, awalan="Lembar_Nilai")


def sebutan(t: Penugasan) -> str:
    """`Rina Siregar, S.Sos.: lembar Budi (penguji)`."""
    siapa = t.giliran.rencana.pendaftaran.nama_lengkap
    return f"{siapa}: lembar {t.nama_penilai} ({t.get_peran_display().lower()})"


def pasang() -> None:
    """Make known how the sheets are printed, and how they come back."""
    jenis_pekerjaan.pasang(
        JENIS_CETAK,
        JenisPekerjaan(
            "Lembar nilai",
            "dokumen",
            susun=susun,
            kerjakan=kerjakan,
            rampung=rampung,
            alamat=_alamat_pekerjaan,
        ),
    )
    jenis_lembar.pasang(
        LEMBAR_NILAI, JenisLembar("lembar nilai", _pastikan, _pilihan, alamat_pindaian, satuan="lembar nilai")
    )


def _tugas() -> Any:
    return Penugasan.objects.select_related(
        "penilai__pegawai", "pendamping__pegawai", "pendamping__narasumber", "giliran__ruang", "giliran__versi",
        "giliran__rencana__klaster", "giliran__rencana__pendaftaran",
        "giliran__seminar__gelombang__instansi", "giliran__seminar__gelombang__kurikulum__program",
    )  # fmt: skip


def _pastikan(oleh: Any, hak: Hak, teks: str) -> None:
    """Filled sheets are scores: who still scores here reads nobody's, also not as a scan."""
    if (gelombang := gelombang_perihal(teks)) is None:
        raise TidakDitemukan
    pastikan(oleh, hak, gelombang)
    if masih_menilai(oleh, gelombang):
        raise TidakBerhak("Anda masih menilai pada seminar ini; lembar penilai lain tertutup bagi Anda.")


def _pilihan(teks: str) -> list[tuple[int, str]]:
    g = gelombang_perihal(teks)
    if g is None:
        return []
    semua = _tugas().filter(giliran__seminar__gelombang=g)
    return [(t.pk, sebutan(t)) for t in semua.order_by("giliran__ruang__nama", "giliran__urutan", "pk")]


def _alamat_pekerjaan(pekerjaan: Pekerjaan) -> str:
    g = gelombang_perihal(pekerjaan.perihal)
    return reverse("penilaian:seminar_nilai", args=[g.slug, pekerjaan.parameter["seminar"]]) if g else ""


def _data(t: Penugasan, isi: IsiLengkap) -> cetak.LembarNilai:
    from penilaian.cetak import lembar_nilai as cetak  # heavy: only where papers are printed

    g, seminar = t.giliran, t.giliran.seminar
    instansi, p = seminar.gelombang.instansi, g.rencana.pendaftaran
    kop = kop_untuk(instansi, seminar.tanggal)
    bobot = isi.bobot_untuk(t.peran)
    return cetak.LembarNilai(
        lembaga=kop.lembaga or kop.pemda,
        kegiatan=f"{seminar.gelombang.kurikulum.program.nama} {seminar.gelombang.sebutan}",
        seminar=seminar.nama,
        hari=seminar.tanggal,
        ruang=str(g.ruang),
        urutan=g.urutan,
        pukul=tanggal.jam(g.mulai, instansi.zona_waktu),
        peserta=p.nama_lengkap,
        unit=p.unit_nama,
        judul=g.versi.judul if g.versi else g.rencana.judul,
        klaster=str(g.rencana.klaster or ""),
        penilai=t.nama_penilai,
        peran=t.get_peran_display(),
        kriteria=tuple(
            cetak.Kriteria(
                k.nama,
                ringkas(bobot[k.pk]),
                k.keterangan,
                tuple(f"mulai {ringkas(x.batas_bawah)}: {x.uraian}" for x in isi.tingkat(k.pk)),
            )
            for k in isi.kriteria
            if k.pk in bobot
        ),
        contoh=instansi.contoh,
        kertas=ukuran_kertas(instansi),
        warna=warna_untuk(instansi),
    )
