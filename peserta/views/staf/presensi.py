"""The tab Presensi: sessions by day, all present with one button, then the exceptions; the recap."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diklat.models import Gelombang, Sesi, TerbitanSesi
from diklat.queries.jadwal import jadwal_terbit
from diklat.views.bingkai import ambil_gelombang, bingkai
from diklat.views.jadwal import dapat_diubah
from kantor.galat import Galat
from kantor.lib.excel import Kolom, Lembar
from kantor.lib.tanggal import jam
from kantor.lingkup import Hak
from kantor.queries.potongan import potong
from kantor.queries.telusur import telusuri
from kantor.views.dasar import ambil, khusus_staf
from kantor.views.unduh import jawab_excel
from peserta.models import Kehadiran, Pendaftaran
from peserta.queries.daftar_hadir import lembar_sesi
from peserta.queries.kehadiran import kehadiran_sesi, matriks_kehadiran, rekap_kehadiran
from peserta.queries.pindai import pindaian_diperiksa
from peserta.queries.presensi import peserta_duduk, sesi_dengan_catatan
from peserta.queries.ringkasan import ringkasan
from peserta.services.kehadiran import Catatan, catat_banyak, catat_semua_hadir, hapus_catatan, tulisan
from peserta.views.staf.alat import ambil_pendaftaran

TAB = "peserta:gelombang_presensi"
URUTAN = ("ndh", "pk")
SEKALI = 100  # names on one sheet of a session
SERENTENG = 500  # people whose codes are held at once for Excel
Kode = Kehadiran.Kode
KODE = (Kode.HADIR, Kode.TERLAMBAT, Kode.IZIN, Kode.SAKIT, Kode.DINAS_LUAR, Kode.ALPA)


@require_safe
@khusus_staf()
def halaman_presensi(request: HttpRequest, slug: str) -> HttpResponse:
    """The sessions with how far each is recorded, and the recap per person."""
    gelombang = ambil_gelombang(request, slug)
    sesi = list(sesi_dengan_catatan(gelombang))
    halaman = potong(peserta_duduk(gelombang), urutan=URUTAN, tanda=request.GET.get("hal"))
    rekap = rekap_kehadiran(gelombang, peserta=[p.pk for p in halaman.baris]) if sesi else {}
    zona = ZoneInfo(gelombang.instansi.zona_waktu)
    isi = bingkai(
        request,
        gelombang,
        TAB,
        hari=[
            (hari, list(isi)) for hari, isi in groupby(sesi, key=lambda s: s.mulai.astimezone(zona).date())
        ],
        ada_sesi=bool(sesi),
        duduk=ringkasan(gelombang).hadir,
        halaman=halaman,
        rekap=[(p, rekap[p.pk]) for p in halaman.baris if p.pk in rekap],
        **_matriks(gelombang, sesi, halaman.baris, tampil="matriks" in request.GET),
    )
    return render(request, "peserta/staf/presensi.html", isi)


@require_http_methods(["GET", "POST"])
@khusus_staf()
def presensi_sesi(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The sheet of one session: a code per person, minutes for who was late."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA if request.method == "POST" else Hak.LIHAT)
    sesi = _sesi(gelombang, pk)
    halaman = potong(peserta_duduk(gelombang), urutan=URUTAN, tanda=request.GET.get("hal"), ukuran=SEKALI)
    ada = kehadiran_sesi(sesi)
    galat: dict[str, str] = {}
    ditolak = False
    if request.method == "POST":
        catatan = _diisi(request, halaman.baris, ada)
        try:
            berubah = catat_banyak(oleh=request.user, sesi=sesi, catatan=catatan)
        except Galat as salah:
            galat, ditolak = {k: str(v) for k, v in salah.rincian.items()}, True
            ada = kehadiran_sesi(sesi)
            messages.error(request, _belum_tersimpan(galat, halaman.baris) or salah.pesan)
        else:
            messages.success(
                request, f"Tersimpan. {berubah} catatan berubah." if berubah else "Tidak ada yang berubah."
            )
            return redirect(request.get_full_path())
    lembar, lembar_halaman = lembar_sesi(gelombang, sesi.pk)
    isi = bingkai(
        request,
        gelombang,
        TAB,
        sesi=sesi,
        lembar=lembar,
        lembar_halaman=lembar_halaman,
        lama=int(sesi.terbitan.menit),
        halaman=halaman,
        kode=[(k.value, k.label) for k in KODE],
        baris=[_lembar(request, p, ada.get(p.pk), galat.get(str(p.pk), "")) for p in halaman.baris],
        tercatat=len(ada),
        duduk=ringkasan(gelombang).hadir,
        dapat_diubah=dapat_diubah(gelombang),
        diperiksa=pindaian_diperiksa(gelombang, sesi),
    )
    return render(request, "peserta/staf/presensi_sesi.html", isi, status=400 if ditolak else 200)


@require_POST
@khusus_staf(Hak.KERJA)
def semua_hadir(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Everybody without a code is present; then only the exceptions are left."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    sesi = _sesi(gelombang, pk)
    try:
        jumlah = catat_semua_hadir(oleh=request.user, sesi=sesi)
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, f"{jumlah} peserta dicatat hadir. Ubah yang tidak hadir di bawah.")
    return redirect("peserta:presensi_sesi", slug, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def hapus(request: HttpRequest, slug: str, pk: int, nomor: str) -> HttpResponse:
    """Ask once, then take back what Panitia wrote of one person; what was scanned stands again."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    sesi = _sesi(gelombang, pk)
    p = ambil_pendaftaran(request, gelombang, nomor, Hak.KERJA)
    if request.method == "POST":
        try:
            kini = hapus_catatan(oleh=request.user, sesi=sesi, pendaftaran=p)
        except Galat as galat:
            messages.error(request, galat.pesan)
        else:
            dari = "pindaian" if kini and kini.sumber == Kehadiran.Sumber.PINDAI else "“Semua hadir”"
            berlaku = f"tercatat {kata_kode(kini)} dari {dari}" if kini else "belum dicatat"
            messages.success(request, f"Catatan Panitia dihapus. {p.nama_lengkap} kini {berlaku}.")
        return redirect("peserta:presensi_sesi", slug, pk)
    ada = kehadiran_sesi(sesi).get(p.pk)
    isi = bingkai(
        request,
        gelombang,
        TAB,
        judul=f"Hapus catatan Panitia untuk {p.nama_lengkap}?",
        kalimat=_kalimat_hapus(sesi, ada),
        tindakan="Ya, hapus catatan",
        alamat_batal=reverse("peserta:presensi_sesi", args=[slug, pk]),
    )
    return render(request, "peserta/staf/presensi_hapus.html", isi)


def kata_kode(ada: Kehadiran) -> str:
    """`hadir`, `terlambat 7 menit`."""
    menit = f" {ada.menit_terlambat} menit" if ada.menit_terlambat else ""
    return f"{ada.get_kode_display().lower()}{menit}"  # type: ignore[attr-defined]


def _kalimat_hapus(sesi: Sesi, ada: Kehadiran | None) -> str:
    """What stands, and what will."""
    catatan = f"Pada “{sesi.terbitan.judul}” tercatat {kata_kode(ada)}. " if ada else ""
    jam_pindai = jam(ada.dipindai, sesi.gelombang.instansi.zona_waktu) if ada and ada.dipindai else ""
    if jam_pindai:
        kini = f"Setelah dihapus, pindaian pukul {jam_pindai} yang berlaku."
    elif ada and ada.semua:
        kini = "Setelah dihapus, ia kembali hadir menurut “Semua hadir”."
    else:
        kini = "Setelah dihapus, kehadirannya kembali belum dicatat."
    surat = " Surat keterangan yang terlampir pada catatan itu ikut dilepas." if ada and ada.surat_id else ""
    return f"{catatan}{kini}{surat} Catatan lama tetap ada di riwayat."


@require_safe
@khusus_staf()
def presensi_excel(request: HttpRequest, slug: str) -> FileResponse:
    """The matrix: a row per person, a column per session, JP, percentage, whether the rule is met."""
    gelombang = ambil_gelombang(request, slug)
    zona = gelombang.instansi.zona_waktu
    sesi = list(jadwal_terbit(gelombang).filter(berjp=True, batal=False))
    kolom = [
        Kolom("NDH", "bulat"),
        Kolom("Nama dan gelar", lebar=36),
        Kolom("NIP / NI PPPK", "nip"),
        Kolom("Unit kerja", lebar=40),
        *(Kolom(_sebutan(s, zona), lebar=12) for s in sesi),
        Kolom("JP hadir", "angka"),
        Kolom("JP", "angka"),
        Kolom("Persen", "persen"),
        Kolom("Keterangan", lebar=44),
    ]
    judul = ("REKAP KEHADIRAN", f"{gelombang.kurikulum.program.nama} {gelombang.sebutan}")
    lembar = Lembar("Presensi", kolom, _baris_excel(gelombang, sesi), judul=judul)
    return jawab_excel(f"Presensi {slug}", [lembar])


def _matriks(
    gelombang: Gelombang, sesi: list[TerbitanSesi], peserta: list[Pendaftaran], *, tampil: bool
) -> dict[str, Any]:
    """The codes of every session side by side, when they are asked for."""
    if not tampil:
        return {"matriks": None}
    kode = matriks_kehadiran(gelombang, [p.pk for p in peserta])
    dihitung = [s for s in sesi if s.berjp]
    for satu in dihitung:
        satu.sebutan = _sebutan(satu, gelombang.instansi.zona_waktu)  # type: ignore[attr-defined]
    return {
        "kolom": dihitung,
        "matriks": [(p, [kode.get((p.pk, s.pk), "") for s in dihitung]) for p in peserta],
    }


def _sebutan(sesi: TerbitanSesi, zona: str) -> str:
    """The head of a session's column: day and hour."""
    return f"{sesi.mulai.astimezone(ZoneInfo(zona)):%d/%m %H.%M}"


def _sesi(gelombang: Gelombang, pk: int) -> Sesi:
    """A published session; attendance is recorded of no other."""
    terbit = Sesi.objects.filter(gelombang=gelombang, terbitan__batal=False)
    return ambil(terbit.select_related("gelombang__instansi", "modul", "terbitan"), pk=pk)


def _diisi(request: HttpRequest, peserta: list[Pendaftaran], ada: dict[int, Kehadiran]) -> dict[int, Catatan]:
    """The codes that were changed on this sheet; a person without one stays unrecorded, a note taken before stays.

    What the sheet showed and still shows is no word of Panitia: a scan that came in meanwhile stays. What was changed
    goes with what the sheet showed before.
    """
    hasil = {}
    for p in peserta:
        if kode := request.POST.get(f"kode_{p.pk}", ""):
            menit = request.POST.get(f"menit_{p.pk}", "").strip()
            semula = request.POST.get(f"semula_{p.pk}")
            if semula == f"{kode} {menit}".strip():
                continue
            hasil[p.pk] = Catatan(
                kode,
                int(menit) if menit.isdecimal() and len(menit) < 5 else None,
                ada[p.pk].catatan if p.pk in ada else "",
                semula,
            )
    return hasil


def _belum_tersimpan(galat: dict[str, str], peserta: list[Pendaftaran]) -> str:
    """Whose row to look at: the sheet is long."""
    nama = [p.nama_lengkap for p in peserta if str(p.pk) in galat]
    lagi = f" dan {len(nama) - 3} orang lagi" if len(nama) > 3 else ""
    return f"Belum tersimpan. Periksa baris {'; '.join(nama[:3])}{lagi} yang ditandai." if nama else ""


def _lembar(request: HttpRequest, p: Pendaftaran, ada: Kehadiran | None, galat: str) -> dict[str, Any]:
    """One row of the sheet: what was sent if it was refused, else what is stored."""
    kode, menit = (ada.kode, ada.menit_terlambat) if ada else ("", None)
    if request.method == "POST":
        kode = request.POST.get(f"kode_{p.pk}", kode)
        menit = request.POST.get(f"menit_{p.pk}", menit)  # type: ignore[assignment]
    return {"p": p, "kode": kode, "menit": menit, "galat": galat, "ada": ada, "semula": tulisan(ada)}


def _baris_excel(gelombang: Gelombang, sesi: list[TerbitanSesi]) -> Iterator[tuple[Any, ...]]:
    """Some hundred people at a time, with what is counted and recorded of these alone: memory stays flat."""
    semua = telusuri(peserta_duduk(gelombang), urutan=URUTAN, sekali=SERENTENG)
    while rentengan := list(islice(semua, SERENTENG)):
        pilihan = [p.pk for p in rentengan]
        rekap, kode = rekap_kehadiran(gelombang, peserta=pilihan), matriks_kehadiran(gelombang, pilihan)
        for p in rentengan:
            r = rekap[p.pk]
            yield (
                p.ndh,
                p.nama_lengkap,
                p.pegawai.nip,
                p.unit_nama,
                *(kode.get((p.pk, s.pk), "") for s in sesi),
                r.jp_hadir,
                r.jp_total,
                r.persen_angka,
                " ".join(r.alasan) or "Memenuhi",
            )
