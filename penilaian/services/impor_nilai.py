"""Scores of a gelombang from Excel: rows found by NIP or NDH, columns by the names of the components."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse

from diklat.models import Gelombang
from kantor.daftar import JenisImpor, Terbaca, jenis_impor
from kantor.galat import KeadaanBerubah
from kantor.lib.angka import AngkaSalah, ringkas
from kantor.lib.lembar import BarisTabel, Kolom
from kantor.lingkup import Hak, pastikan
from kantor.models import BarisImpor, Impor, Pengguna
from kantor.services.impor import unggah_impor
from kantor.services.impor_baca import salah_sel
from kantor.services.impor_kerja import coba_baris
from penilaian.lib.angka import baca_nilai
from penilaian.lib.kelulusan import Bagian
from penilaian.lib.tempel import digit
from penilaian.models import Komponen
from penilaian.queries.hasil import peserta_dinilai
from penilaian.queries.kelulusan import Sel, aturan_gelombang, rekap_berlaku, sel_gelombang
from penilaian.services.hasil import TERKUNCI
from penilaian.services.nilai_komponen import Isian, simpan_nilai
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status

JENIS = "nilai_komponen"
T = BarisImpor.Tindakan
ORANG = (
    Kolom("nip", "NIP", ("NIP / NI PPPK", "NIP/NI PPPK", "NI PPPK")),
    Kolom("ndh", "NDH", ("Nomor daftar hadir",)),
    Kolom("nama", "NAMA", ("Nama peserta", "Nama lengkap")),
)
KOSONG = {"", "-", "–"}


def pasang_jenis() -> None:
    """Register the kind; its columns are those of the gelombang the file is for."""
    jenis_impor.pasang(
        JENIS,
        JenisImpor(
            judul="Nilai komponen",
            keterangan="Nilai peserta satu gelombang menurut komponen programnya.",
            kolom=ORANG,
            contoh=(),
            periksa=periksa,
            bandingkan=bandingkan,
            terapkan=terapkan,
            berhak=lambda oleh, impor: pastikan(oleh, Hak.KERJA, _gelombang(impor)),
            potong=50,
            catatan=lambda impor: [f"Nilai untuk {_gelombang(impor)}."],
            sesudah=_sesudah,
            untuk_staf=False,
            kolom_untuk=_kolom,
            sebutan={"orang": "Unit kerja", T.BARU: "Nilai baru", T.BERUBAH: "Nilai berubah"},
        ),
    )


def unggah_nilai(*, oleh: Pengguna, gelombang: Gelombang, isi: Any, nama: str) -> Impor:
    """Take in a file of scores for the preview. Raises KeadaanBerubah once they are locked, else as `unggah_impor`."""
    if rekap_berlaku(gelombang):
        raise KeadaanBerubah(TERKUNCI)
    return unggah_impor(
        oleh=oleh,
        instansi=gelombang.instansi,
        jenis=JENIS,
        isi=isi,
        nama=nama,
        pilihan={"gelombang": gelombang.pk},
    )


def periksa(impor: Impor, baris: Sequence[BarisTabel]) -> list[Terbaca]:
    """Find the person of each row by NIP, else by NDH, and read the scores; an empty cell says nothing."""
    peserta = list(peserta_dinilai(_gelombang(impor)).filter(status=Status.HADIR))
    nip = {p.pegawai.nip: p for p in peserta if p.pegawai.nip}
    ndh = {str(p.ndh): p for p in peserta if p.ndh is not None}
    bagian = _bagian(impor)
    return [_baca(satu, nip, ndh, bagian) for satu in baris]


def bandingkan(impor: Impor) -> None:
    """Per row what would change on the grid as it stands."""
    sel = sel_gelombang(_gelombang(impor))
    nama = {str(b.pk): b.nama for b in _bagian(impor)}
    baris = list(impor.baris.exclude(tindakan=T.GALAT))
    for b in baris:
        ada = {k: sel.get((b.nilai["pendaftaran"], int(k)), Sel()) for k in b.nilai["isi"]}
        beda = {k: s for k, s in ada.items() if s.angka != Decimal(b.nilai["isi"][k])}
        b.nilai["revisi"] = {k: s.revisi for k, s in beda.items()}
        b.perubahan = {
            nama[k]: ["" if s.angka is None else ringkas(s.angka), ringkas(Decimal(b.nilai["isi"][k]))]
            for k, s in beda.items()
        }
        lama = any(s.angka is not None for s in beda.values())
        b.tindakan = (T.BERUBAH if lama else T.BARU) if beda else T.SAMA
    BarisImpor.objects.bulk_update(baris, ["nilai", "perubahan", "tindakan"])


def terapkan(impor: Impor, baris: list[BarisImpor]) -> None:
    """Store a piece row by row, each upon the state the preview had shown."""
    oleh: Any = impor.pekerjaan.pemilik if impor.pekerjaan else impor.dibuat_oleh
    gelombang = _gelombang(impor)

    def tulis(b: BarisImpor) -> None:
        isian = [
            Isian(b.nilai["pendaftaran"], int(k), Decimal(b.nilai["isi"][k]), revisi)
            for k, revisi in b.nilai["revisi"].items()
        ]
        simpan_nilai(oleh=oleh, gelombang=gelombang, isian=isian)

    for b in baris:
        coba_baris(b, lambda b=b: tulis(b))


def _baca(
    baris: BarisTabel, nip: dict[str, Pendaftaran], ndh: dict[str, Pendaftaran], bagian: Sequence[Bagian]
) -> Terbaca:
    hasil = Terbaca(kunci="", nilai={"nama": baris.teks("nama")[:120], "isi": {}})
    orang = _orang(baris, nip, ndh, hasil)
    if orang is not None:
        hasil.kunci = orang.pegawai.nip or orang.nomor
        hasil.nilai |= {"pendaftaran": orang.pk, "nama": orang.nama_lengkap, "unit_nama": orang.unit_nama}
    for b in bagian:
        sel = baris[f"k{b.pk}"]
        if sel.teks.strip() in KOSONG:
            continue
        try:
            hasil.nilai["isi"][str(b.pk)] = str(baca_nilai(sel.nilai))
        except AngkaSalah as salah:
            disebut = "" if sel.teks.strip() in salah.pesan else None  # the sentence has the number already
            hasil.galat.append(salah_sel(sel, b.nama, salah.pesan, nilai=disebut))
    return hasil


def _orang(
    baris: BarisTabel, nip: dict[str, Pendaftaran], ndh: dict[str, Pendaftaran], hasil: Terbaca
) -> Pendaftaran | None:
    sel_nip, sel_ndh = baris["nip"], baris["ndh"]
    menurut_nip, menurut_ndh = nip.get(digit(sel_nip.teks)), ndh.get(sel_ndh.teks.strip().lstrip("0"))
    if sel_nip.teks and menurut_nip is None:
        kata = "Digit NIP hilang; simpan kolomnya sebagai teks." if sel_nip.hilang_digit else None
        hasil.galat.append(salah_sel(sel_nip, "NIP", kata or "Bukan peserta gelombang ini."))
    elif sel_ndh.teks and menurut_ndh is None:
        hasil.galat.append(salah_sel(sel_ndh, "NDH", "Bukan peserta gelombang ini."))
    elif menurut_nip and menurut_ndh and menurut_nip.pk != menurut_ndh.pk:
        hasil.galat.append(salah_sel(sel_ndh, "NDH", f"NDH ini milik {menurut_ndh.nama_lengkap}."))
    elif not (menurut_nip or menurut_ndh):
        hasil.galat.append(salah_sel(sel_nip, "NIP", "Isi NIP atau NDH."))
    else:
        return menurut_nip or menurut_ndh
    return None


def _kolom(impor: Impor) -> tuple[Kolom, ...]:
    """Who, then a column per component somebody fills; at least one of them is asked for by the head's finder."""
    return (*ORANG, *(Kolom(f"k{b.pk}", b.nama) for b in _bagian(impor)))


def _bagian(impor: Impor) -> list[Bagian]:
    aturan = aturan_gelombang(_gelombang(impor))
    return [b for b in (aturan.bagian if aturan else ()) if b.sumber == Komponen.Sumber.ISIAN]


def _gelombang(impor: Impor) -> Gelombang:
    """The gelombang the file is for; remembered while its rows are read."""
    if "_gelombang" not in vars(impor):
        semua = Gelombang.objects.select_related("kurikulum__program", "instansi")
        vars(impor)["_gelombang"] = semua.get(pk=impor.pilihan["gelombang"])
    diingat: Gelombang = vars(impor)["_gelombang"]
    return diingat


def _sesudah(impor: Impor, staf: bool) -> list[tuple[str, str, str]]:
    g = _gelombang(impor)
    banyak = impor.baris.filter(diterapkan=True).count()
    alamat = reverse("penilaian:kelulusan_nilai", args=[g.slug])
    return [(str(g), f"Nilai {banyak} peserta tersimpan.", alamat)] if banyak else []
