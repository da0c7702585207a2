"""The master list of pegawai from the SIMPEG's Excel: new, changed, moved, left, unchanged; compared as sets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from kantor.daftar import JenisImpor, Terbaca, jenis_impor
from kantor.galat import TidakValid
from kantor.lib import golongan as lib_golongan
from kantor.lib import nama as lib_nama
from kantor.lib import nip as lib_nip
from kantor.lib import telepon as lib_telepon
from kantor.lib.kolom import kolom_baku
from kantor.lib.lembar import BarisTabel, Sel
from kantor.lib.salah import Salah
from kantor.lingkup import Hak, pastikan
from kantor.models import BarisImpor, Impor, Pegawai, Pengguna, Unit
from kantor.models.pegawai import StatusKepegawaian
from kantor.queries.unit import cocokkan_unit
from kantor.services.atasan import kunci_atasan
from kantor.services.impor_atasan import baca_atasan, bandingkan_atasan, bawahan_di_berkas, pasang_atasan
from kantor.services.impor_baca import buka_pribadi, salah_sel, tandai
from kantor.services.pegawai import lepas_bawahan
from kantor.services.pribadi import simpan_banyak

JENIS = "pegawai"
T = BarisImpor.Tindakan
KOLOM = kolom_baku(
    "nip", "nama", "gelar_depan", "gelar_belakang", "golongan", "jabatan", "unit", "status", "telepon", "surel", "nik",
    "tempat_lahir", "atasan", wajib=("nip", "nama", "unit"),
)  # fmt: skip
CONTOH = (
    ("198609262015051001", "RINA HANDAYANI SIREGAR", "", "S.Sos., M.Si.", "III/c", "Kasi Pelayanan Umum",
     "Kelurahan Pusat Pasar Kecamatan Medan Kota", "PNS", "081234567890", "rina@contoh.example", "", "Medan", ""),
)  # fmt: skip
PANJANG = {"gelar_depan": 40, "gelar_belakang": 80, "jabatan": 150}
KOSONG = {"", "-", "--", "–"}
# A list that lets more than this part of the people go was probably not complete.
KELUAR_WAJAR = 0.2
_STATUS = {
    "pns": StatusKepegawaian.PNS, "cpns": StatusKepegawaian.CPNS, "capeg": StatusKepegawaian.CPNS,
    "pppk": StatusKepegawaian.PPPK, "p3k": StatusKepegawaian.PPPK,
    "pppkparuhwaktu": StatusKepegawaian.PPPK_PARUH_WAKTU, "p3kparuhwaktu": StatusKepegawaian.PPPK_PARUH_WAKTU,
}  # fmt: skip


def pasang_jenis(pilihan: Callable[..., Any], konfirmasi: Callable[..., Any]) -> None:
    """Register the kind with its forms."""
    jenis_impor.pasang(
        JENIS,
        JenisImpor(
            judul="Data pegawai (SIMPEG)",
            keterangan="Daftar pegawai dari SIMPEG: yang baru, berubah, pindah, dan pensiun ditampilkan dahulu.",
            kolom=KOLOM,
            contoh=CONTOH,
            periksa=periksa,
            bandingkan=bandingkan,
            terapkan=terapkan,
            berhak=lambda oleh, impor: pastikan(oleh, Hak.KERJA, impor.instansi),
            siapkan=siapkan,
            # Who leaves goes in pieces of their own.
            kelompok=lambda baris: (baris.tindakan == T.KELUAR,),
            potong=1000,
            pilihan=pilihan,
            konfirmasi=konfirmasi,
            catatan=catatan,
        ),
    )


# --- reading ----------------------------------------------------------------------------------------


def periksa(impor: Impor, baris: Sequence[BarisTabel]) -> list[Terbaca]:
    """Clean every cell; a wrong NIP, name, golongan or unit is an error, a wrong phone only a warning."""
    unit = cocokkan_unit((b.teks("unit") for b in baris), instansi=impor.instansi)
    return [_satu(b, unit) for b in baris]


def _satu(baris: BarisTabel, unit: dict[str, list[Unit]]) -> Terbaca:
    hasil = Terbaca(kunci="", nilai={})
    nip = _nip(baris["nip"], hasil)
    _nama(baris, hasil)
    status = _STATUS.get("".join(h for h in baris.teks("status").lower() if h.isalnum()), "")
    _golongan(baris["golongan"], status, nip, hasil)
    for kolom in ("jabatan", "gelar_depan", "gelar_belakang"):
        _teks(baris[kolom], kolom, hasil)
    _unit(baris["unit"], unit, hasil)
    bawaan = StatusKepegawaian.PPPK if nip and nip.pola == "pppk" else StatusKepegawaian.PNS
    hasil.nilai |= {"status_kepegawaian": str(status), "status_bawaan": str(bawaan)}
    _pribadi(baris, hasil)
    atasan = baris["atasan"]
    if atasan.teks not in KOSONG and (salah := baca_atasan(atasan, hasil.kunci, hasil.nilai)):
        hasil.galat.append(salah)
    return hasil


def _nip(sel: Sel, hasil: Terbaca) -> lib_nip.Nip | None:
    try:
        nip = lib_nip.periksa(sel.nilai)
    except Salah as galat:
        hasil.galat.append(salah_sel(sel, "NIP", galat.pesan))
        return None
    hasil.kunci = nip.digit
    hasil.peringatan += nip.peringatan
    return nip


def _nama(baris: BarisTabel, hasil: Terbaca) -> None:
    teks = baris.teks("nama")
    if alasan := lib_nama.wajar(teks):
        hasil.galat.append(salah_sel(baris["nama"], "NAMA", " ".join(alasan)))
        return
    nama = lib_nama.pisah(teks)
    hasil.nilai |= {
        "nama": nama.nama,
        "nama_kunci": lib_nama.kunci(nama),
        "gelar_depan": nama.depan,
        "gelar_belakang": nama.belakang,
    }


def _golongan(sel: Sel, status: str, nip: lib_nip.Nip | None, hasil: Terbaca) -> None:
    hasil.nilai["golongan"] = ""
    if sel.teks in KOSONG:
        return
    dari_status: lib_golongan.Jenis | None = ("pppk" if "pppk" in status else "pns") if status else None
    bila_ragu: lib_golongan.Jenis = "pppk" if nip and nip.pola == "pppk" else "pns"
    try:
        hasil.nilai["golongan"] = _kenali(sel.teks, dari_status, bila_ragu)
    except Salah as galat:
        hasil.galat.append(salah_sel(sel, "PANGKAT / GOL. RUANG", galat.pesan))


def _kenali(teks: str, jenis: lib_golongan.Jenis | None, bila_ragu: lib_golongan.Jenis) -> str:
    """A bare I–IV says nothing by itself; then the status decides, and without one the pattern of the NIP."""
    if jenis:
        return lib_golongan.kenali(teks, jenis=jenis).kode
    try:
        return lib_golongan.kenali(teks).kode
    except Salah:
        return lib_golongan.kenali(teks, jenis=bila_ragu).kode


def _teks(sel: Sel, kolom: str, hasil: Terbaca) -> None:
    teks = "" if sel.teks in KOSONG else sel.teks
    if len(teks) > PANJANG[kolom]:
        hasil.galat.append(
            salah_sel(sel, kolom.upper().replace("_", " "), f"Paling panjang {PANJANG[kolom]} huruf.")
        )
    elif any(h in teks for h in "<>\0"):
        hasil.galat.append(
            salah_sel(sel, kolom.upper().replace("_", " "), "Memuat tanda yang tidak dapat diterima.")
        )
    elif teks or kolom == "jabatan":
        hasil.nilai[kolom] = teks


def _unit(sel: Sel, unit: dict[str, list[Unit]], hasil: Terbaca) -> None:
    calon = unit.get(sel.teks, [])
    if len(calon) == 1:
        hasil.nilai |= {"unit": calon[0].pk, "unit_nama": calon[0].nama_lengkap}
        return
    if sel.kosong:
        hasil.galat.append(salah_sel(sel, "UNIT KERJA", "Unit kerja belum diisi."))
    elif calon:
        pilihan = "; ".join(sorted({str(u.parent or u.kode) for u in calon})[:4])
        alasan = f"Ada {len(calon)} unit bernama ini ({pilihan}). Tulis juga kecamatannya."
        hasil.galat.append(salah_sel(sel, "UNIT KERJA", alasan))
    else:
        hasil.galat.append(salah_sel(sel, "UNIT KERJA", "Unit kerja tidak dikenal.", jenis="unit"))


def _pribadi(baris: BarisTabel, hasil: Terbaca) -> None:
    for kolom, nama, judul, rapikan in (
        ("telepon", "ponsel", "No. HP", lib_telepon.rapikan),
        ("surel", "email", "Email", lib_telepon.rapikan_surel),
        ("nik", "nik", "NIK", _nik),
        ("tempat_lahir", "tempat_lahir", "Tempat lahir", lambda nilai: str(nilai).strip()[:80]),
    ):
        sel = baris[kolom]
        if sel.teks in KOSONG:
            continue
        try:
            hasil.pribadi[nama] = rapikan(sel.teks if nama != "nik" else sel.nilai)
        except Salah as galat:
            hasil.peringatan.append(f"{judul} tidak disimpan: {lib_telepon.tanpa_nama(galat.pesan)}")


def _nik(nilai: Any) -> str:
    digit = "".join(h for h in str(nilai) if h.isdigit())
    if isinstance(nilai, float) or len(digit) != 16:
        raise Salah("NIK terdiri atas 16 digit dan disimpan sebagai teks.")
    return digit


# --- comparing --------------------------------------------------------------------------------------

BANDING = """
UPDATE kantor_barisimpor AS b SET
    pegawai_id = c.pegawai_id,
    perubahan = CASE WHEN c.tempat_lain IS NULL THEN c.perubahan ELSE '{}'::jsonb END,
    tindakan = CASE
        WHEN c.tempat_lain IS NOT NULL THEN 'galat'
        WHEN c.pegawai_id IS NULL THEN 'baru'
        WHEN c.pindah THEN 'pindah'
        WHEN c.perubahan = '{}'::jsonb AND c.resmi THEN 'sama'
        ELSE 'berubah' END,
    galat = CASE WHEN c.tempat_lain IS NULL THEN b.galat ELSE jsonb_build_array(jsonb_build_object(
        'kolom', 'NIP', 'alamat', 'baris ' || b.nomor, 'nilai', b.kunci, 'jenis', 'milik_lain',
        'alasan', 'Masih tercatat aktif pada ' || c.tempat_lain || '. Minta instansi itu mencatatnya pindah dahulu.'))
        END
FROM (
    SELECT x.id, p.id AS pegawai_id,
        CASE WHEN p.instansi_id <> %(instansi)s AND p.terverifikasi AND p.keadaan = 'aktif' THEN i.nama END
            AS tempat_lain,
        p.terverifikasi AND p.instansi_id IS NOT DISTINCT FROM %(instansi)s AS resmi,
        p.unit_id IS DISTINCT FROM (x.nilai->>'unit')::bigint AS pindah,
        CASE WHEN p.id IS NULL THEN '{}'::jsonb ELSE jsonb_strip_nulls(jsonb_build_object(
            'Nama', CASE WHEN x.nilai->>'nama' <> p.nama THEN jsonb_build_array(p.nama, x.nilai->>'nama') END,
            'Gelar depan', CASE WHEN coalesce(x.nilai->>'gelar_depan', '') NOT IN ('', p.gelar_depan)
                THEN jsonb_build_array(p.gelar_depan, x.nilai->>'gelar_depan') END,
            'Gelar belakang', CASE WHEN coalesce(x.nilai->>'gelar_belakang', '') NOT IN ('', p.gelar_belakang)
                THEN jsonb_build_array(p.gelar_belakang, x.nilai->>'gelar_belakang') END,
            'Golongan', CASE WHEN coalesce(x.nilai->>'golongan', '') NOT IN ('', p.golongan)
                THEN jsonb_build_array(p.golongan, x.nilai->>'golongan') END,
            'Jabatan', CASE WHEN coalesce(x.nilai->>'jabatan', '') NOT IN ('', p.jabatan)
                THEN jsonb_build_array(p.jabatan, x.nilai->>'jabatan') END,
            'Status', CASE WHEN coalesce(x.nilai->>'status_kepegawaian', '') NOT IN ('', p.status_kepegawaian)
                THEN jsonb_build_array(p.status_kepegawaian, x.nilai->>'status_kepegawaian') END,
            'Keadaan', CASE WHEN p.keadaan <> 'aktif' THEN jsonb_build_array(p.keadaan, 'aktif') END,
            'Asal data', CASE WHEN NOT (p.terverifikasi AND p.instansi_id IS NOT DISTINCT FROM %(instansi)s)
                THEN jsonb_build_array('diketik saat mendaftar', 'data kepegawaian') END,
            'Unit kerja', CASE WHEN p.unit_id IS DISTINCT FROM (x.nilai->>'unit')::bigint
                THEN jsonb_build_array(coalesce(u.nama, ''), x.nilai->>'unit_nama') END
        )) END AS perubahan
    FROM kantor_barisimpor x
    LEFT JOIN kantor_pegawai p ON p.nip = x.kunci
    LEFT JOIN kantor_unit u ON u.id = p.unit_id
    LEFT JOIN kantor_instansi i ON i.id = p.instansi_id
    WHERE x.impor_id = %(impor)s AND x.nomor IS NOT NULL AND x.galat = '[]'::jsonb
) AS c
WHERE b.id = c.id
"""

# Everybody active whom a complete list does not name. A row whose NIP cannot be read still protects its namesakes. The
# age of retirement is the instansi's own setting; the longest words found in the jabatan decide.
KELUAR = """
INSERT INTO kantor_barisimpor (impor_id, lembar, nomor, kunci, nilai, tindakan, perubahan, galat, peringatan,
    pegawai_id, alasan)
SELECT %(impor)s, '', NULL, p.nip,
    jsonb_build_object('nama', p.nama, 'gelar_depan', p.gelar_depan, 'gelar_belakang', p.gelar_belakang,
        'golongan', p.golongan, 'jabatan', p.jabatan, 'unit_nama', coalesce(u.nama, ''), 'keadaan', k.menjadi),
    'keluar', jsonb_build_object('Keadaan', jsonb_build_array(p.keadaan, k.menjadi)), '[]', '[]', p.id, ''
FROM kantor_pegawai p
LEFT JOIN kantor_unit u ON u.id = p.unit_id
LEFT JOIN LATERAL (SELECT a.usia FROM kantor_usiapensiun a
    WHERE a.instansi_id = %(instansi)s AND daterange(a.berlaku_mulai, a.berlaku_sampai, '[]') @> %(pada)s::date
        AND position(lower(a.jabatan) IN lower(p.jabatan)) > 0
    ORDER BY length(a.jabatan) DESC, a.usia DESC LIMIT 1) batas ON true
CROSS JOIN LATERAL (SELECT
    CASE WHEN date_part('year', age(%(pada)s::date, to_date(left(p.nip, 8), 'YYYYMMDD'))) >= batas.usia
    THEN 'pensiun' ELSE 'pindah' END AS menjadi) k
WHERE p.instansi_id = %(instansi)s AND p.keadaan = 'aktif' AND p.terverifikasi AND p.nip IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM kantor_barisimpor b WHERE b.impor_id = %(impor)s AND b.kunci = p.nip)
    AND NOT EXISTS (SELECT 1 FROM kantor_barisimpor b WHERE b.impor_id = %(impor)s AND b.kunci = ''
        AND b.nilai->>'nama_kunci' = p.nama_kunci)
ORDER BY p.nama_kunci, p.id
"""


def bandingkan(impor: Impor) -> None:
    """Set what each row would do, in a few statements whatever the length of the list."""
    isian: dict[str, Any] = {"impor": impor.pk, "instansi": impor.instansi_id, "pada": timezone.localdate()}
    impor.baris.filter(nomor=None).delete()
    with connection.cursor() as kursor:
        kursor.execute(BANDING, isian)
        if impor.pilihan.get("lengkap"):
            kursor.execute(KELUAR, isian)
    bandingkan_atasan(impor)


def bagian_keluar(impor: Impor) -> float:
    """Which part of the instansi's active pegawai the list would let go."""
    aktif = Pegawai.objects.filter(
        instansi=impor.instansi_id, keadaan=Pegawai.Keadaan.AKTIF, terverifikasi=True
    ).count()
    return impor.baris.filter(tindakan=T.KELUAR).count() / aktif if aktif else 0.0


def catatan(impor: Impor) -> list[str]:
    """What a person should know before confirming."""
    hasil = []
    if bagian_keluar(impor) > KELUAR_WAJAR:
        hasil.append(
            f"{bagian_keluar(impor):.0%} pegawai aktif tidak ada di berkas ini dan akan dicatat pensiun atau pindah. "
            "Pastikan berkas memuat seluruh pegawai."
        )
    keluar = impor.baris.filter(tindakan=T.KELUAR).exists()
    if keluar and not impor.instansi.usia_pensiun.berlaku_pada(timezone.localdate()).exists():
        hasil.append("Batas usia pensiun belum diatur di halaman Kantor: semua yang keluar dicatat pindah.")
    return hasil


def siapkan(oleh: Pengguna, impor: Impor, isian: dict[str, Any]) -> None:
    """Raises TidakValid when so many would leave that it takes an explicit word."""
    if bagian_keluar(impor) > KELUAR_WAJAR and not isian.get("setuju_keluar"):
        raise TidakValid(rincian={"setuju_keluar": ["Centang bila benar sebanyak itu pegawai yang keluar."]})
    impor.pilihan["ganti_kontak"] = bool(isian.get("ganti_kontak"))


# --- storing ----------------------------------------------------------------------------------------

KOLOM_TEKS = ("gelar_depan", "gelar_belakang", "golongan", "jabatan", "status_kepegawaian")
KOLOM_UPSERT = [
    "nama", "nama_kunci", *KOLOM_TEKS, "unit", "opd", "instansi", "atasan", "keadaan", "terverifikasi", "diperbarui",
]  # fmt: skip


def terapkan(impor: Impor, baris: list[BarisImpor]) -> None:
    """Store a piece: everybody locked in the order of their keys, written in one statement."""
    keluar = [b for b in baris if b.tindakan == T.KELUAR]
    masuk = [b for b in baris if b.tindakan != T.KELUAR]
    if keluar:
        _keluarkan(impor, keluar)
    if masuk:
        _masukkan(impor, masuk)


def _masukkan(impor: Impor, baris: list[BarisImpor]) -> None:
    kunci = [b.kunci for b in baris]
    kunci_atasan()
    orang = _terkunci(kunci, bawahan_di_berkas(impor, kunci))
    unit = Unit.objects.in_bulk([b.nilai["unit"] for b in baris])
    siap: dict[BarisImpor, Pegawai] = {}
    pindah: list[int] = []
    for b in sorted(baris, key=lambda b: b.kunci):
        pegawai = orang.get(b.kunci) or Pegawai(nip=b.kunci, status_kepegawaian=b.nilai["status_bawaan"])
        if _milik_lain(pegawai, impor):
            tandai(b, "Masih tercatat aktif pada instansi lain.")
            continue
        opd = pegawai.opd_id
        _isi(pegawai, b.nilai, unit.get(b.nilai["unit"]), impor)
        if pegawai.opd_id != opd:
            pegawai.atasan = None
            if pegawai.pk:
                pindah.append(pegawai.pk)
        siap[b] = pegawai
    lepas_bawahan(pindah)
    for pegawai in siap.values():
        if pegawai.atasan_id in pindah:
            pegawai.atasan = None
    Pegawai.objects.bulk_create(
        siap.values(),
        update_conflicts=True,
        unique_fields=["nip"],
        update_fields=KOLOM_UPSERT,
        batch_size=1000,
    )
    pasang_atasan(impor, [b.kunci for b in siap])
    pribadi = buka_pribadi(impor, siap)
    kontak = {pegawai.pk: pribadi[b.pk] for b, pegawai in siap.items() if b.pk in pribadi}
    simpan_banyak(kontak, ganti=bool(impor.pilihan.get("ganti_kontak")))
    for b in siap:
        tandai(b)


def _terkunci(nip: list[str], bawahan: list[str]) -> dict[str | None, Pegawai]:
    """The people of these numbers that are there already, locked with those they lead, or will, in the one order."""
    semua = Pegawai.objects.select_for_update(no_key=True, of=("self",)).filter(
        Q(nip__in=nip) | Q(nip__in=bawahan) | Q(atasan__nip__in=nip)
    )
    ada = {p.nip: p for p in semua.order_by("pk")}
    return {satu: ada[satu] for satu in nip if satu in ada}


def _isi(pegawai: Pegawai, nilai: dict[str, Any], unit: Unit | None, impor: Impor) -> None:
    """Bring a pegawai in line with the list; an empty cell takes nothing away."""
    pegawai.nama, pegawai.nama_kunci = nilai["nama"], nilai["nama_kunci"]
    for kolom in KOLOM_TEKS:
        if isi := nilai.get(kolom):
            setattr(pegawai, kolom, isi)
    if unit is not None:
        pegawai.unit, pegawai.opd_id = unit, unit.opd_id
    pegawai.instansi_id = impor.instansi_id
    pegawai.keadaan = Pegawai.Keadaan.AKTIF
    pegawai.terverifikasi = True


def _milik_lain(pegawai: Pegawai, impor: Impor) -> bool:
    return (
        pegawai.instansi_id not in {None, impor.instansi_id}
        and pegawai.terverifikasi
        and pegawai.keadaan == Pegawai.Keadaan.AKTIF
    )


def _keluarkan(impor: Impor, baris: list[BarisImpor]) -> None:
    """Only who is still active here; whoever was changed meanwhile stays."""
    masih = {
        p.pk: p
        for p in Pegawai.objects.select_for_update(no_key=True)
        .filter(
            Q(pk__in=[b.pegawai_id for b in baris]), instansi=impor.instansi_id, keadaan=Pegawai.Keadaan.AKTIF
        )
        .order_by("pk")
    }
    for keadaan in ("pensiun", "pindah"):
        pk = [b.pegawai_id for b in baris if b.nilai["keadaan"] == keadaan and b.pegawai_id in masih]
        Pegawai.objects.filter(pk__in=pk).update(keadaan=keadaan)
    for b in baris:
        tandai(b, "" if b.pegawai_id in masih else "Data pegawai ini sudah berubah sejak pratinjau.")
