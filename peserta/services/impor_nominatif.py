"""A nominatif (the list of names an OPD or the office sent) into one or several gelombang, by its column GELOMBANG."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Count, Min, QuerySet

from diklat.models import Gelombang
from kantor.daftar import JenisImpor, Terbaca, jenis_impor
from kantor.galat import KeadaanBerubah, TidakValid
from kantor.lib.lembar import BarisTabel
from kantor.lingkup import Hak, pastikan
from kantor.models import BarisImpor, Impor, Pegawai, Pengguna, Unit
from kantor.services.impor_baca import buka_pribadi
from kantor.services.impor_kerja import coba_baris
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import HIDUP, MENGHALANGI_TANGGAL, Status
from peserta.queries.impor import sesudah_impor
from peserta.queries.kursi import kursi, unit_dituju
from peserta.services.biodata import perbaiki_biodata
from peserta.services.impor_orang import (
    data_pendaftaran,
    galat_banding,
    kolom_orang,
    kunci_orang,
    mulai_banding,
    periksa_orang,
    perubahan,
    simpan_banding,
)
from peserta.services.isian import DataPendaftaran
from peserta.services.orang_terverifikasi import catat_orang
from peserta.services.pendaftaran import daftar, pindah_gelombang
from peserta.services.verifikasi import verifikasi

JENIS = "nominatif"
ALASAN = "Sesuai daftar nominatif."
T = BarisImpor.Tindakan
TERBUKA = (Gelombang.Status.DIBUKA, Gelombang.Status.DITUTUP)
CONTOH = (
    ("198609262015051001", "Rina Handayani Siregar, S.Sos.", "", "", "III/c", "Kasi Pelayanan Umum",
     "Kelurahan Pusat Pasar Kecamatan Medan Kota", "081234567890", "rina@contoh.example", "PNS", "1"),
)  # fmt: skip
_ROMAWI = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def pasang_jenis(pilihan: Callable[..., Any], konfirmasi: Callable[..., Any]) -> None:
    """Register the kind with its forms."""
    jenis_impor.pasang(
        JENIS,
        JenisImpor(
            judul="Nominatif peserta",
            keterangan="Daftar nama calon peserta ke dalam satu atau beberapa gelombang, menurut kolom GELOMBANG.",
            kolom=kolom_orang("gelombang", "keterangan"),
            contoh=tuple((*baris, "") for baris in CONTOH),
            periksa=periksa,
            bandingkan=bandingkan,
            terapkan=terapkan,
            berhak=lambda oleh, impor: pastikan(oleh, Hak.KERJA, impor.instansi),
            siapkan=siapkan,
            # One gelombang per piece keeps the order of locks; a move takes two and goes alone.
            kelompok=lambda b: (b.nilai["gelombang"], b.pk if b.tindakan == T.PINDAH else 0),
            potong=10,
            pilihan=pilihan,
            konfirmasi=konfirmasi,
            catatan=catatan,
            sesudah=lambda impor, staf: sesudah_impor(
                impor, (impor.pilihan.get("gelombang") or {}).values(), staf
            ),
        ),
    )


def periksa(impor: Impor, baris: Sequence[BarisTabel]) -> list[Terbaca]:
    """Read the people, and under which label of a gelombang each stands."""
    hasil = periksa_orang(baris, instansi=impor.instansi)
    for satu, isi in zip(hasil, baris, strict=True):
        satu.nilai["label"] = isi.teks("gelombang")[:40]
    return hasil


def label_berkas(impor: Impor) -> dict[str, int]:
    """The labels of the column GELOMBANG with how many rows stand under each."""
    label = impor.baris.order_by().values_list("nilai__label")
    return {t or "": n for t, n, _ in label.annotate(n=Count("pk"), awal=Min("pk")).order_by("awal")}


def calon_gelombang(impor: Impor) -> list[Gelombang]:
    """The gelombang that may take this list: of that office, open or closed but not begun, latest first."""
    if impor.dibuat_oleh is None:
        return []
    milik = Gelombang.objects.untuk(impor.dibuat_oleh, Hak.KERJA).filter(
        instansi=impor.instansi, status__in=TERBUKA
    )
    return list(milik.select_related("kurikulum__program").order_by("-mulai", "sebutan", "pk"))


def bandingkan(impor: Impor) -> None:
    """Set for each row: new, changed, moved between the gelombang of this list, unchanged, or why not."""
    tujuan = _tujuan(impor)
    baris = mulai_banding(impor)
    terdaftar = terdaftar_hidup(baris)
    dikenal = dict(Pegawai.objects.filter(nip__in=[b.kunci for b in baris]).values_list("nip", "pk"))
    salah_unit = _bukan_sasaran(baris, tujuan)
    for b in baris:
        g = tujuan.get(b.nilai.get("label", ""))
        b.nilai |= {"gelombang": g.pk if g else None, "gelombang_nama": g.sebutan if g else ""}
        if g is None:
            continue
        b.pegawai_id = dikenal.get(b.kunci)
        if (g.pk, b.nilai["unit"]) in salah_unit:
            galat_banding(b, "UNIT KERJA", f"{g.sebutan} tidak ditujukan untuk unit kerja ini.")
        else:
            _putuskan(b, g, terdaftar.get(b.kunci, []), {x.pk for x in tujuan.values()})
    simpan_banding(baris)


def catatan(impor: Impor) -> list[str]:
    """Labels without a gelombang, and lists longer than the seats."""
    tujuan = _tujuan(impor)
    hasil = [
        f"Pilih gelombang untuk tulisan “{label or '(kosong)'}” ({banyak} baris)."
        for label, banyak in label_berkas(impor).items()
        if label not in tujuan
    ]
    for g in {g.pk: g for g in tujuan.values()}.values():
        baru = impor.baris.filter(nilai__gelombang=g.pk, tindakan=T.BARU).count()
        if baru > (sisa := kursi(g).sisa):
            nasib = "menjadi peserta cadangan" if g.pakai_cadangan else "tidak dapat disimpan"
            hasil.append(
                f"{g.sebutan} memiliki {sisa} kursi kosong; {baru - sisa} dari {baru} nama baru akan {nasib}."
            )
    return hasil


def beralamat(impor: Impor) -> int:
    """How many of the new and moved have an address a letter about it could go to."""
    baris = list(impor.baris.filter(tindakan__in=(T.BARU, T.PINDAH)))
    pribadi = buka_pribadi(impor, baris)
    tanpa = [b.pegawai_id for b in baris if not pribadi.get(b.pk, {}).get("email") and b.pegawai_id]
    akun = Pengguna.objects.filter(pegawai__in=tanpa, is_active=True).exclude(email="")
    return sum(1 for b in baris if pribadi.get(b.pk, {}).get("email")) + akun.count()


def siapkan(oleh: Pengguna, impor: Impor, isian: dict[str, Any]) -> None:
    """Raises TidakValid while a label has no gelombang, TidakDitemukan for a gelombang one does not work on."""
    tujuan = _tujuan(impor)
    if any(label not in tujuan for label in label_berkas(impor)):
        raise TidakValid("Pilih dahulu gelombang untuk setiap tulisan pada kolom GELOMBANG.")
    for g in tujuan.values():
        pastikan(oleh, Hak.KERJA, g)
    impor.pilihan["langsung"] = bool(isian.get("langsung"))
    impor.pilihan["kabari"] = bool(isian.get("kabari"))


def terapkan(impor: Impor, baris: list[BarisImpor]) -> None:
    """Store a piece row by row; what a service refuses is noted on the row."""
    oleh: Any = impor.pekerjaan.pemilik if impor.pekerjaan else impor.dibuat_oleh
    gelombang = Gelombang.objects.in_bulk([b.nilai["gelombang"] for b in baris])
    unit = Unit.objects.in_bulk([b.nilai["unit"] for b in baris])
    pribadi = buka_pribadi(impor, baris)
    if not any(b.tindakan == T.PINDAH for b in baris):  # a move goes alone and locks two gelombang itself
        for satu in gelombang.values():
            baris = kunci_orang(satu, baris)
    for b in baris:
        g = gelombang.get(b.nilai["gelombang"])
        data = data_pendaftaran(b, pribadi.get(b.pk, {}), unit.get(b.nilai["unit"]))
        coba_baris(b, lambda b=b, g=g, data=data: _simpan(impor, oleh, b, g, data))


def _simpan(impor: Impor, oleh: Pengguna, b: BarisImpor, g: Gelombang | None, data: DataPendaftaran) -> None:
    if g is None:
        raise KeadaanBerubah("Gelombang yang dipilih sudah dihapus.")
    kabari = bool(impor.pilihan.get("kabari"))
    if b.tindakan == T.BARU:
        p = daftar(oleh=oleh, gelombang=g, data=data, jalur=Pendaftaran.Jalur.IMPOR, kabari=kabari)
        if impor.pilihan.get("langsung") and p.status == Status.DIAJUKAN:
            verifikasi(oleh=oleh, pendaftaran=p, keputusan="terima", alasan=ALASAN, kabari=kabari)
        else:
            catat_orang(oleh=oleh, pendaftaran=p)
        return
    lama = Pendaftaran.objects.filter(pegawai=b.pegawai_id, status__in=HIDUP)
    if b.tindakan == T.PINDAH:
        asal = lama.exclude(gelombang=g).filter(gelombang__in=impor.pilihan["gelombang"].values())
        p = _masih(b, asal, lambda p: {"Gelombang": [p.gelombang.sebutan, g.sebutan]})
        pindah_gelombang(oleh=oleh, pendaftaran=p, ke=g, kabari=kabari)
        return
    isi = {
        k: b.nilai[k] for k in ("nama", "gelar_depan", "gelar_belakang", "golongan", "jabatan") if b.nilai[k]
    }
    p = _masih(b, lama.filter(gelombang=g), lambda p: perubahan(p, b.nilai))
    perbaiki_biodata(oleh=oleh, pendaftaran=p, alasan="Impor nominatif", unit=data.unit, **isi)


def _masih(
    b: BarisImpor, calon: QuerySet[Pendaftaran], berubah: Callable[[Pendaftaran], dict[str, list[str]]]
) -> Pendaftaran:
    """The registration of a row, on which it still does what the preview showed. Raises KeadaanBerubah."""
    p = calon.select_related("gelombang").order_by("pk").first()
    if p is None or berubah(p) != b.perubahan:
        raise KeadaanBerubah("Pendaftaran ini sudah berubah sejak pratinjau. Unggah lagi berkasnya.")
    return p


def _putuskan(b: BarisImpor, g: Gelombang, terdaftar: list[Pendaftaran], sedaftar: set[int]) -> None:
    """What this row would do to this person."""
    sama = next((p for p in terdaftar if p.gelombang_id == g.pk), None)
    pindah = next((p for p in terdaftar if p.gelombang_id in sedaftar), None)
    if orang := sama or pindah:
        b.pegawai_id = orang.pegawai_id
    if sama:
        b.perubahan = perubahan(sama, b.nilai)
        b.tindakan = T.BERUBAH if b.perubahan else T.SAMA
    elif pindah:
        b.perubahan = {"Gelombang": [pindah.gelombang.sebutan, g.sebutan]}
        b.tindakan = T.PINDAH
    elif any(p.status in MENGHALANGI_TANGGAL and bertumpukan(p.gelombang, g) for p in terdaftar):
        galat_banding(
            b, "NIP", "Pegawai ini sudah memiliki kursi pada gelombang lain yang tanggalnya bertumpukan."
        )
    else:
        b.tindakan = T.BARU


def _bukan_sasaran(baris: list[BarisImpor], tujuan: dict[str, Gelombang]) -> set[tuple[int, int]]:
    """Pairs of gelombang and unit of this list that do not belong together; most gelombang are for every unit."""
    terbatas = {t: g for t, g in tujuan.items() if g.unit_sasaran.exists()}
    pasangan = {(b.nilai.get("label", ""), b.nilai["unit"]) for b in baris}
    unit = Unit.objects.in_bulk([u for _, u in pasangan])
    return {
        (terbatas[t].pk, u) for t, u in pasangan if t in terbatas and not unit_dituju(terbatas[t], unit[u])
    }


def terdaftar_hidup(baris: list[BarisImpor]) -> dict[str, list[Pendaftaran]]:
    """Living registrations of these people, by NIP (Non-ASN: by name and unit)."""
    hasil: dict[str, list[Pendaftaran]] = {}
    nip = [b.nilai["nip"] for b in baris if b.nilai["nip"]]
    tanpa = [b.nilai["unit"] for b in baris if not b.nilai["nip"]]
    semua = Pendaftaran.objects.filter(status__in=HIDUP).select_related("pegawai", "gelombang")
    for p in semua.filter(pegawai__nip__in=nip):
        hasil.setdefault(p.pegawai.nip or "", []).append(p)
    for p in semua.filter(pegawai__nip=None, unit__in=tanpa):
        hasil.setdefault(f"{p.nama_kunci}:{p.unit_id}"[:40], []).append(p)
    return hasil


def bertumpukan(a: Gelombang, b: Gelombang) -> bool:
    return bool(a.mulai <= b.selesai and b.mulai <= a.selesai)


def _tujuan(impor: Impor) -> dict[str, Gelombang]:
    """The gelombang of each label: as chosen, else as the labels and the title of the list suggest."""
    calon = {g.pk: g for g in calon_gelombang(impor)}
    label = label_berkas(impor)
    if "gelombang" not in impor.pilihan:
        impor.pilihan["gelombang"] = _duga(impor, list(label), list(calon.values()))
        impor.save(update_fields=["pilihan"])
    dipilih: dict[str, int] = impor.pilihan["gelombang"]
    return {t: calon[dipilih[t]] for t in label if dipilih.get(t) in calon}


def _duga(impor: Impor, label: list[str], calon: list[Gelombang]) -> dict[str, int]:
    """Guess: the program that has a gelombang of every number, named most like the list, then the latest."""
    if asal := next((g for g in calon if g.slug == impor.pilihan.get("asal")), None):
        calon = [g for g in calon if g.kurikulum.program_id == asal.kurikulum.program_id]
        if label == [""]:
            return {"": asal.pk}
    if len(calon) == 1 and label == [""]:
        return {"": calon[0].pk}
    per_program: dict[int, list[Gelombang]] = {}
    for g in calon:
        per_program.setdefault(g.kurikulum.program_id, []).append(g)
    judul = _kata(f"{impor.ringkasan.get('judul', '')} {impor.nama_berkas}")
    terbaik: tuple[tuple[int, int], dict[str, int]] = ((0, 0), {})
    for milik in per_program.values():
        temuan = {
            t: g.pk for t in label for g in reversed(milik) if nomor_label(t) == nomor_label(g.sebutan) != ""
        }
        nilai = (len(temuan), len(judul & _kata(milik[0].kurikulum.program.nama)))
        if temuan and nilai > terbaik[0]:
            terbaik = (nilai, temuan)
    return terbaik[1]


def nomor_label(teks: str) -> str:
    """`Gelombang II`, `2`, `GEL. 2` are all `2`; "" when no number stands there."""
    for kata in reversed(re.findall(r"[a-z]+|\d+", teks.lower())):
        if kata.isdigit():
            return str(int(kata))
        if kata in _ROMAWI:
            return str(_ROMAWI[kata])
    return ""


def _kata(teks: str) -> set[str]:
    return {k for k in re.findall(r"\w+", teks.lower()) if len(k) > 3}
