"""The sheet of one roll call: opened with everybody on it, then one tap per person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.queries.potongan import potong
from kantor.zona import hari_ini
from peserta.forms.apel import PilihApel
from peserta.models import Apel, CatatanApel, KodeApel
from peserta.queries.apel import apel_pada, belum_masuk, catatan_apel, opd_apel
from peserta.services.apel import buka_apel, catat_apel
from peserta.views.apel.alat import Ruang, di_ruang, isi_bersama

URUTAN = ("pegawai__nama_kunci", "pk")
SEKALI = 100
K = KodeApel
KODE = [(k.value, k.label) for k in (K.HADIR, K.SAKIT, K.IZIN, K.ALPA)]


@require_http_methods(["GET", "HEAD", "POST"])
@di_ruang(Hak.KERJA)
def isi_apel(request: HttpRequest, ruang: Ruang) -> HttpResponse:
    """Choose the day, the kind and the OPD; open the roll call; set who was not there, or who was."""
    semua_opd = list(opd_apel(ruang.instansi, ruang.milik))
    form = _pilihan(request, ruang, semua_opd)
    apel = None
    if form.is_valid():
        pilih = form.cleaned_data
        apel = apel_pada(pilih["opd"], pilih["tanggal"], pilih["jenis"])
        if request.method == "POST":
            return _terima(request, ruang, pilih, apel)
    isi = isi_bersama(ruang, "apel_isi", form=form, apel=apel, kode=KODE, ada_opd=bool(semua_opd))
    if apel is not None:
        baris = catatan_apel(apel, ruang.milik)
        halaman = potong(baris, urutan=URUTAN, tanda=request.GET.get("hal"), ukuran=SEKALI)
        hitung = list(baris.order_by().values_list("kode", flat=True))
        isi |= {
            "halaman": halaman,
            "baris": [(c, _pilihan_kode(c)) for c in halaman.baris],
            "ringkas": [(kata, hitung.count(k)) for k, kata in K.choices if k in hitung],
            "belum": belum_masuk(apel, ruang.milik),
        }
    return render(request, "peserta/apel/isi.html", isi)


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
        if (awal := request.POST.get("buka")) or apel is None:
            buka_apel(oleh=request.user, **pilih, semua_hadir=awal != "kosong")
            messages.success(
                request,
                "Ketuk H pada yang datang."
                if awal == "kosong"
                else "Semua dicatat hadir. Ubah yang tidak hadir, lalu simpan.",
            )
        else:
            berubah = catat_apel(oleh=request.user, apel=apel, catatan=_diisi(request, ruang, apel))
            messages.success(
                request, f"Tersimpan. {berubah} catatan berubah." if berubah else "Tidak ada yang berubah."
            )
    except Galat as galat:
        messages.error(request, galat.pesan)
    return redirect(request.get_full_path())


def _diisi(request: HttpRequest, ruang: Ruang, apel: Apel) -> dict[int, str]:
    """The codes of the sheet that was sent, of people who are on this roll call."""
    kirim = {
        int(nama[5:]): nilai
        for nama, nilai in request.POST.items()
        if nama.startswith("kode_") and nama[5:].isdecimal() and len(nama) < 24
    }
    ada = catatan_apel(apel, ruang.milik).filter(pegawai__in=list(kirim))
    return {c.pegawai_id: kirim[c.pegawai_id] for c in ada}


def _pilihan_kode(c: CatatanApel) -> list[tuple[str, str]]:
    """Under a letter: as it says, or came all the same."""
    if c.halangan is None:
        return KODE
    return [KODE[0], (c.halangan.jenis, c.halangan.get_jenis_display())]
