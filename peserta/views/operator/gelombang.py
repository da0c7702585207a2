"""The operator's overview, and the own names in one gelombang."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from diklat.models import Gelombang
from diklat.models.gelombang import BELUM_MULAI, BELUM_SELESAI
from kantor.lib.excel import Kolom, Lembar
from kantor.queries.nama import cocok_nama
from kantor.queries.potongan import potong
from kantor.queries.telusur import telusuri
from kantor.views.unduh import jawab_excel
from peserta.forms.operator import SaringUsulan
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.queries.operator import (
    akar_usul,
    bagian_unit,
    gelombang_operator,
    pendaftaran_operator,
    surat_operator,
    tanpa_surat,
)
from peserta.queries.pemanggilan import surat_unit
from peserta.queries.undangan import dapat_dijawab, undangan_operator
from peserta.services.usulan import dapat_digantikan
from peserta.views.operator.alat import ambil_gelombang, isi, khusus_operator

S = Gelombang.Status
KINI = (S.DIBUKA, S.DITUTUP, S.BERLANGSUNG)
URUTAN = ("nama_kunci", "pk")
KINI_MAKS = 60
KOLOM = [
    Kolom("NIP / NI PPPK", "nip"),
    Kolom("Nama dan gelar", lebar=36),
    Kolom("Pangkat/golongan", lebar=26),
    Kolom("Jabatan", lebar=34),
    Kolom("Unit kerja", lebar=40),
    Kolom("Status", lebar=26),
    Kolom("Urutan cadangan", "bulat", 12),
    Kolom("Keterangan", lebar=40),
    Kolom("Surat usulan", lebar=24),
    Kolom("Nomor pendaftaran", lebar=30),
]


@require_safe
@khusus_operator
def beranda(request: HttpRequest) -> HttpResponse:
    """What is open for names with quota and deadline, what waits for this operator, and what is over."""
    semua = gelombang_operator(request.user)
    kini = bagian_unit(request.user, semua.filter(status__in=KINI).order_by("mulai", "pk")[:KINI_MAKS])
    lama = potong(
        semua.exclude(status__in=KINI), urutan=("-mulai", "pk"), tanda=request.GET.get("hal"), ukuran=20
    )
    terbuka = [b for b in kini if b.terbuka]
    terbuka.sort(key=lambda b: (b.sisa_hari is None, b.sisa_hari, b.gelombang.mulai))
    berjalan = [b for b in kini if not b.terbuka and b.per_status]
    return render(
        request,
        "peserta/operator/beranda.html",
        {
            "unit": akar_usul(request.user),
            "terbuka": terbuka,
            "berjalan": berjalan,
            "undangan": [
                (u, dapat_dijawab(u.gelombang, panitia=False)) for u in undangan_operator(request.user)
            ],
            "tindak_lanjut": [b for b in kini if b.tindak_lanjut],
            "lama": bagian_unit(request.user, lama.baris),
            "halaman": lama,
        },
    )


@require_safe
@khusus_operator
def gelombang(request: HttpRequest, slug: str) -> HttpResponse:
    """Own names with status and reason, and every act on them."""
    g = ambil_gelombang(request, slug)
    saring = _saring(request)
    halaman = potong(_baris(request, g, saring), urutan=URUTAN, tanda=request.GET.get("hal"))
    for p in halaman.baris:
        p.gelombang = g
        p.dapat_diganti = dapat_digantikan(p, panitia=False)
        p.dapat_menjawab = g.status in BELUM_SELESAI
        p.dapat_ambil_kursi = g.status in BELUM_MULAI
    return render(
        request,
        "peserta/operator/gelombang.html",
        isi(
            request,
            g,
            saring=saring,
            tersaring=any(saring.cleaned_data.values()),
            halaman=halaman,
            surat=surat_operator(request.user, g),
            pemanggilan=surat_unit(request.user, g),
            belum_bersurat=tanpa_surat(request.user, g),
        ),
    )


@require_safe
@khusus_operator
def excel(request: HttpRequest, slug: str) -> FileResponse:
    """The same list as Excel, narrowed the same way."""
    g = ambil_gelombang(request, slug)
    baris = (
        (
            p.pegawai.nip or "",
            p.nama_lengkap,
            p.pangkat_golongan,
            p.jabatan,
            p.unit_nama,
            p.get_status_display(),
            p.posisi,
            p.alasan,
            p.usulan.nomor_surat if p.usulan else "",
            p.nomor,
        )
        for p in telusuri(_baris(request, g, _saring(request)), urutan=URUTAN)
    )
    unit = ", ".join(str(u) for u in akar_usul(request.user))
    judul = ("DAFTAR USULAN PESERTA", f"{g.kurikulum.program.nama} {g.sebutan}", unit)
    lembar = Lembar("Usulan", KOLOM, baris, judul=judul, bernomor=True)
    return jawab_excel(f"Usulan {g.slug}", lembar, instansi=g.instansi)


def _saring(request: HttpRequest) -> SaringUsulan:
    form = SaringUsulan(request.GET)
    form.is_valid()
    return form


def _baris(request: HttpRequest, g: Gelombang, saring: SaringUsulan) -> QuerySet[Pendaftaran]:
    baris = pendaftaran_operator(request.user, g)
    pilih = saring.cleaned_data
    if (status := pilih.get("status")) in Status.values:
        baris = baris.filter(status=status)
    if q := " ".join(pilih.get("q", "").replace("\0", "").split()):
        angka = q.replace(" ", "").replace(".", "")
        baris = baris.filter(Q(pegawai__nip__startswith=angka) if angka.isdigit() else cocok_nama(q))
    return baris
