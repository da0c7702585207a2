"""The sheet of one roll call: opened with everybody on it, then one tap per person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.queries.pegawai import rapi_cari
from kantor.queries.potongan import potong
from kantor.zona import hari_ini
from peserta.forms.apel import PilihApel
from peserta.models import Apel, CatatanApel, KodeApel
from peserta.queries.apel import apel_pada, catatan_apel, opd_apel, per_kode
from peserta.queries.riwayat_apel import riwayat_apel
from peserta.queries.wajib_apel import belum_masuk
from peserta.services.apel import batalkan_apel, buka_apel, catat_apel
from peserta.views.apel.alat import Ruang, di_ruang, isi_bersama

URUTAN = ("pegawai__nama_kunci", "pk")
SEKALI = 100
SEBUT_MAKS = 10
K = KodeApel
KODE = [(k.value, k.label) for k in (K.HADIR, K.SAKIT, K.IZIN, K.ALPA)]


@require_http_methods(["GET", "HEAD", "POST"])
@di_ruang(Hak.KERJA)
def isi_apel(request: HttpRequest, ruang: Ruang) -> HttpResponse:
    """Choose the day, the kind and the OPD; open the roll call; set who was not there, or who was; take it back."""
    semua_opd = list(opd_apel(ruang.instansi, ruang.milik))
    form = _pilihan(request, ruang, semua_opd)
    apel = None
    if form.is_valid():
        pilih = {k: form.cleaned_data[k] for k in ("opd", "tanggal", "jenis")}
        apel = apel_pada(**pilih)
        if request.method == "POST":
            return _terima(request, ruang, pilih, apel)
    isi = isi_bersama(ruang, "apel_isi", form=form, apel=apel, kode=KODE, ada_opd=bool(semua_opd))
    if apel is not None:
        isi |= _lembar(request, ruang, apel)
    return render(request, "peserta/apel/isi.html", isi)


def _lembar(request: HttpRequest, ruang: Ruang, apel: Apel) -> dict[str, Any]:
    q = rapi_cari(request.GET.get("q", ""))
    baris = catatan_apel(apel, ruang.milik, q)
    halaman = potong(baris, urutan=URUTAN, tanda=request.GET.get("hal"), ukuran=SEKALI)
    return {
        "q": q,
        "halaman": halaman,
        "baris": [(c, _pilihan_kode(c)) for c in halaman.baris],
        "ringkas": per_kode(catatan_apel(apel, ruang.milik)),
        "belum": belum_masuk(apel, ruang.milik),
        "kejadian": riwayat_apel(apel) if ruang.staf else None,
    }


def _pilihan(request: HttpRequest, ruang: Ruang, semua_opd: list[Any]) -> PilihApel:
    """What was asked for; of an OPD that was not named the first, today, apel pagi."""
    data = request.GET.copy()
    data.setdefault("tanggal", f"{hari_ini(ruang.instansi):%d-%m-%Y}")
    data.setdefault("jenis", Apel.Jenis.PAGI)
    if semua_opd:
        data.setdefault("opd", str(semua_opd[0].pk))
    return PilihApel(data, opd=opd_apel(ruang.instansi, ruang.milik))


def _terima(request: HttpRequest, ruang: Ruang, pilih: dict[str, Any], apel: Apel | None) -> HttpResponse:
    try:
        if awal := request.POST.get("buka"):
            _buka(request, pilih, awal)
        elif apel is None:
            messages.error(request, "Apel ini belum dibuka, atau sudah dihapus.")
        elif "hapus" in request.POST:
            n = batalkan_apel(oleh=request.user, apel=apel)
            messages.success(request, f"Apel dihapus: {n} catatan.")
        else:
            _simpan(request, ruang, apel)
    except Galat as galat:
        messages.error(request, galat.pesan)
    return redirect(request.get_full_path())


def _buka(request: HttpRequest, pilih: dict[str, Any], awal: str) -> None:
    """`hadir` or `kosong`, of those who belong on it; with `menyusul_` before it also of whom the portal met later."""
    hadir = awal.endswith("hadir")
    buka_apel(oleh=request.user, **pilih, semua_hadir=hadir, menyusul=awal.startswith("menyusul_"))
    kata = (
        "Semua dicatat hadir. Ubah yang tidak hadir, lalu simpan." if hadir else "Ketuk H pada yang datang."
    )
    messages.success(request, kata)


def _simpan(request: HttpRequest, ruang: Ruang, apel: Apel) -> None:
    catatan, awal = _diisi(request, ruang, apel)
    hasil = catat_apel(oleh=request.user, apel=apel, catatan=catatan, awal=awal)
    if hasil.berubah or not hasil.tertinggal:
        n = hasil.berubah
        messages.success(request, f"Tersimpan. {n} catatan berubah." if n else "Tidak ada yang berubah.")
    if hasil.tertinggal:
        nama = hasil.tertinggal[:SEBUT_MAKS]
        lain = len(hasil.tertinggal) - len(nama)
        dan = f"; dan {lain} orang lain" if lain else ""
        messages.warning(
            request,
            f"Tidak diubah, karena sementara itu dicatat orang lain atau ada suratnya: {'; '.join(nama)}{dan}. "
            "Periksa lagi di bawah.",
        )


def _diisi(request: HttpRequest, ruang: Ruang, apel: Apel) -> tuple[dict[int, str], dict[int, str]]:
    """What the clerk changed on the sheet, of people who are on this roll call; and what it said before."""
    awal = _berawalan(request, "awal_")
    kirim = {pk: kode for pk, kode in _berawalan(request, "kode_").items() if awal.get(pk) != kode}
    ada = catatan_apel(apel, ruang.milik).filter(pegawai__in=list(kirim)).order_by()
    return {pk: kirim[pk] for pk in ada.values_list("pegawai", flat=True)}, awal


def _berawalan(request: HttpRequest, awalan: str) -> dict[int, str]:
    return {
        int(nama[5:]): nilai
        for nama, nilai in request.POST.items()
        if nama.startswith(awalan) and nama[5:].isdecimal() and len(nama) < 24
    }


def _pilihan_kode(c: CatatanApel) -> list[tuple[str, str]]:
    """Under a letter: as it says, or came all the same."""
    if c.halangan is None:
        return KODE
    return [KODE[0], (c.halangan.jenis, c.halangan.get_jenis_display())]
