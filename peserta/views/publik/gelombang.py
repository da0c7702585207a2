"""/gelombang/ and the page of one gelombang, for everybody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from diklat.models import Gelombang, SyaratBerkas
from diklat.queries.gelombang import gelombang_publik
from diklat.queries.jadwal import sudah_terbit
from kantor.queries.instansi import nama_kantor
from kantor.queries.potongan import potong
from kantor.views.dasar import ambil
from kantor.views.umum import untuk_umum
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import HIDUP
from peserta.queries.kursi import dengan_kursi
from peserta.queries.publik import Pilihan, Tayang, jumlah_pilihan, saring_publik, tahun_publik

PER_HALAMAN = 24


class SaringPublik(forms.Form):
    """Words and a year."""

    q = forms.CharField(
        label="Cari pelatihan",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Nama pelatihan atau tempat"}),
    )
    tahun = forms.TypedChoiceField(label="Tahun", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields["tahun"]
        bidang.choices = [("", "Semua tahun"), *((t, t) for t in tahun_publik())]


@require_safe
@untuk_umum
def daftar_gelombang(request: HttpRequest) -> HttpResponse:
    """Every announced gelombang, newest first, narrowed by state, year and words."""
    form = SaringPublik(request.GET)
    form.is_valid()
    pilihan = request.GET.get("keadaan", "")
    pilihan = pilihan if pilihan in Pilihan.values else ""
    cari, tahun = form.cleaned_data.get("q", ""), form.cleaned_data.get("tahun")
    baris = saring_publik(pilihan=pilihan, q=cari, tahun=tahun)
    halaman = potong(baris, urutan=("-mulai", "pk"), tanda=request.GET.get("hal"), ukuran=PER_HALAMAN)
    kini = timezone.now()
    isi = {
        "form": form,
        "tersaring": bool(cari or tahun),
        "pilihan": pilihan,
        "tab": _tab(request, pilihan),
        "halaman": halaman,
        "tayangan": [Tayang(g, kini) for g in halaman.baris],
    }
    return render(request, "peserta/publik/gelombang_daftar.html", isi)


@require_safe
@untuk_umum
def halaman_gelombang(request: HttpRequest, slug: str) -> HttpResponse:
    """One gelombang: what is taught, when, where, who may come, what is asked for, and the way in."""
    g = ambil(dengan_kursi(gelombang_publik()), slug=slug)
    syarat = list(g.syarat.all())
    isi = {
        "g": g,
        "tayang": Tayang(g, timezone.now()),
        "modul": list(g.kurikulum.modul.all()),
        "syarat_daftar": [s for s in syarat if s.kapan == SyaratBerkas.Kapan.PENDAFTARAN],
        "syarat_ulang": [s for s in syarat if s.kapan == SyaratBerkas.Kapan.REGISTRASI_ULANG],
        "sasaran": list(g.unit_sasaran.all()[:12]),
        "berjadwal": sudah_terbit(g),
        "milik_sendiri": _milik_sendiri(request, g),
        "lembaga": g.instansi.lembaga_pada(g.mulai),
        **wajah_penyelenggara(g),
    }
    return render(request, "peserta/publik/gelombang.html", isi)


def wajah_penyelenggara(g: Gelombang) -> dict[str, Any]:
    """A page about a gelombang wears the colours and the name of its organiser."""
    return {"instansi_aktif": g.instansi, "nama_kantor": nama_kantor(g.instansi)}


def _tab(request: HttpRequest, pilihan: str) -> list[dict[str, Any]]:
    jumlah = jumlah_pilihan()
    tab = []
    for satu in Pilihan:
        alamat = request.GET.copy()
        alamat.pop("hal", None)
        alamat["keadaan"] = satu.value
        if not satu:
            alamat.pop("keadaan")
        tab.append(
            {
                "label": satu.label,
                "alamat": f"?{alamat.urlencode()}" if alamat else request.path,
                "aktif": satu == pilihan,
                "jumlah": jumlah[satu.name.lower()],
            }
        )
    return tab


def _milik_sendiri(request: HttpRequest, g: Gelombang) -> Pendaftaran | None:
    """The living registration of whoever is signed in."""
    pegawai = getattr(request.user, "pegawai_id", None)
    if pegawai is None:
        return None
    return Pendaftaran.objects.filter(gelombang=g, pegawai=pegawai, status__in=HIDUP).first()
