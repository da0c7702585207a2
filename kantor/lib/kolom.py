"""Columns of office lists and the titles they go by in Excel files."""

from collections.abc import Iterable

from kantor.lib.lembar import Kolom

_BAKU = (
    Kolom("nip", "NIP", ("NIP / NI PPPK", "NIP BARU", "NI PPPK", "NIPPPK", "NIP/NIPPPK", "NOMOR INDUK PEGAWAI")),
    Kolom(
        "nama",
        "NAMA",
        (
            "NAMA / GELAR", "NAMA LENGKAP", "NAMA DAN GELAR", "NAMA LENGKAP DAN GELAR", "NAMA LENGKAP DENGAN GELAR",
            "NAMA PEGAWAI", "NAMA PESERTA", "NAMA ASN", "NAMA PNS", "NAMA LENGKAP/GELAR",
        ),
    ),
    Kolom("gelar_depan", "GELAR DEPAN", ("GLR DEPAN",)),
    Kolom("gelar_belakang", "GELAR BELAKANG", ("GLR BELAKANG",)),
    Kolom(
        "golongan",
        "PANGKAT / GOL. RUANG",
        (
            "PANGKAT/GOLONGAN", "PANGKAT/GOL", "PANGKAT / GOLONGAN RUANG", "PANGKAT, GOL. RUANG", "GOL. RUANG",
            "GOLONGAN RUANG", "GOLONGAN", "GOL", "GOL. AKHIR", "GOLONGAN AKHIR", "GOLONGAN TERAKHIR", "PANGKAT",
        ),
    ),
    Kolom("jabatan", "JABATAN", ("NAMA JABATAN", "JABATAN TERAKHIR", "JABATAN SAAT INI")),
    Kolom(
        "unit",
        "UNIT KERJA",
        (
            "UNIT", "NAMA UNIT KERJA", "UNIT ORGANISASI", "UNOR", "NAMA UNOR", "INSTANSI/UNIT KERJA",
            "UNIT KERJA/INSTANSI",
            "TEMPAT TUGAS", "PERANGKAT DAERAH", "OPD", "SKPD", "NAMA OPD", "INSTANSI", "ASAL INSTANSI",
        ),
    ),
    Kolom("gelombang", "GELOMBANG", ("GEL", "ANGKATAN", "TAHAP", "KELAS")),
    Kolom(
        "telepon",
        "NO. HP / WA",
        (
            "NO. HP/WHATSAPP", "NO. HP", "NOMOR HP", "HP", "NO. WA", "NOMOR WA", "WHATSAPP", "NO. WHATSAPP",
            "NO. TELP/HP", "NO. TELEPON/HP", "NO. TELP", "NO. TELEPON", "NOMOR TELEPON", "TELEPON", "TELP",
        ),
    ),
    Kolom("surel", "E-MAIL", ("ALAMAT E-MAIL", "E-MAIL AKTIF", "SUREL")),
    Kolom("status", "STATUS KEPEGAWAIAN", ("STATUS PEGAWAI", "STATUS ASN", "JENIS ASN", "JENIS PEGAWAI", "STATUS")),
    Kolom("jenis_kelamin", "JENIS KELAMIN", ("L/P", "JK", "KELAMIN")),
    Kolom("tempat_lahir", "TEMPAT LAHIR", ("TMP LAHIR",)),
    Kolom("tanggal_lahir", "TANGGAL LAHIR", ("TGL LAHIR", "TGL. LAHIR")),
    Kolom("nik", "NIK", ("NOMOR INDUK KEPENDUDUKAN", "NO. KTP")),
    Kolom(
        "atasan",
        "NIP ATASAN",
        (
            "NIP ATASAN LANGSUNG", "ATASAN LANGSUNG (NIP)", "NIP ATASAN / PEJABAT PENILAI", "NIP PEJABAT PENILAI",
            "ATASAN (NIP)",
        ),
    ),
    Kolom("keterangan", "KETERANGAN", ("KET",)),
)  # fmt: skip
BAKU: dict[str, Kolom] = {kolom.nama: kolom for kolom in _BAKU}


def kolom_baku(*nama: str, wajib: Iterable[str] = ()) -> tuple[Kolom, ...]:
    """The known columns of these names in this order; those in ``wajib`` must be in the file."""
    harus = frozenset(wajib)
    return tuple(Kolom(k.nama, k.judul, k.alias, wajib=k.nama in harus) for k in (BAKU[n] for n in nama))
