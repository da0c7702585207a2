"""What the history of a gelombang tells of its seminars: acts and whom they were about, never a score.

Who scores a plan learns nothing of its sheets before all are in, not even as staff (penilaian.queries.nilai).
"""

# ruff: noqa: S608 - SQL of constants alone
from __future__ import annotations

from peserta.daftar import DI_GELOMBANG, SumberRiwayat, kalimat_riwayat, sumber_riwayat

_SEMINAR = "(SELECT id FROM penilaian_seminar WHERE gelombang_id = %(gelombang)s)"
# Rooms and talks as they ever were: one that was deleted has a history too.
_RUANG = f"(SELECT pgh_obj_id FROM penilaian_ruangseminarevent WHERE seminar_id IN {_SEMINAR})"
_GILIRAN = f"(SELECT pgh_obj_id FROM penilaian_giliranevent WHERE ruang_id IN {_RUANG})"
_TUGAS = f"(SELECT pgh_obj_id FROM penilaian_penugasanevent WHERE giliran_id IN {_GILIRAN})"
_PERBUATAN = "coalesce(pgh_context->>'tindakan', '')"
# As tertutup_bagi says it: a talk the reader scores, and not all who score it have answered.
_TERTUTUP = """(
    SELECT s.giliran_id FROM penilaian_penugasan s
    WHERE s.penilai_id = %(pembaca)s AND s.dicabut IS NULL AND EXISTS (
        SELECT 1 FROM penilaian_penugasan b LEFT JOIN penilaian_lembarnilai l ON l.penugasan_id = b.id
        WHERE b.giliran_id = s.giliran_id AND b.dicabut IS NULL AND coalesce(l.status, 'draf') = 'draf'
    )
)"""
# Named one by one: that a talk is whole is written when the last sheet is sent, and who sent it is told nowhere.
_SUSUNAN = (
    "('susun_urutan', 'pindah_giliran', 'tukar_giliran', 'tambah_giliran', 'keluarkan_giliran', 'panggil_giliran', "
    "'ubah_seminar', 'simpan_ruang', 'hapus_seminar', 'putuskan', 'jelaskan_selisih')"
)
_KERTAS = "('buka_lembar', 'salin_kertas', 'lampirkan_pindaian', 'periksa_kertas')"

_PESERTA = "SELECT p.nama FROM penilaian_rencanaaksi r JOIN peserta_pendaftaran p ON p.id = r.pendaftaran_id"
_AKUN = "SELECT coalesce(nullif(nama, ''), username) FROM kantor_pengguna WHERE id ="
_GILIRAN_PESERTA = f"({_PESERTA} JOIN penilaian_giliran g ON g.rencana_id = r.id WHERE g.id = giliran_id)"
_PENILAI = f"""coalesce(
    ({_AKUN} penilai_id),
    (SELECT coalesce(o.nama, n.nama) FROM penilaian_pendamping d LEFT JOIN kantor_pegawai o ON o.id = d.pegawai_id
     LEFT JOIN diklat_narasumber n ON n.id = d.narasumber_id WHERE d.id = pendamping_id)
)"""
# A signature is written once beside its paper and has no event table of its own.
_TANDA_TANGAN = f"""(
    SELECT h.pada AS pgh_created_at, h.id AS pgh_obj_id, h.nama || ', ' || (n.isi->>'hal') AS hal,
           jsonb_build_object('tindakan', 'ttd_' || h.cara, 'oleh_nama', ({_AKUN} h.oleh_id)) AS pgh_context
    FROM penilaian_pihaknaskah h JOIN penilaian_naskahacara n ON n.id = h.naskah_id
    WHERE h.pada IS NOT NULL AND n.seminar_id IN {_SEMINAR}
) tanda_tangan"""

SUMBER = {
    "seminar": SumberRiwayat("penilaian_seminarevent", DI_GELOMBANG, "seminar", "nama"),
    "ruang seminar": SumberRiwayat(
        "penilaian_ruangseminarevent", f"seminar_id IN {_SEMINAR}", "ruang", "nama"
    ),
    "tim penguji": SumberRiwayat(
        "penilaian_pengujiruangevent",
        f"ruang_id IN {_RUANG}",
        "penguji ruang",
        f"({_AKUN} penguji_id)",
        alasan="alasan",
    ),
    "giliran": SumberRiwayat(
        "penilaian_giliranevent",
        f"ruang_id IN {_RUANG} AND {_PERBUATAN} IN {_SUSUNAN} "
        f"AND NOT ({_PERBUATAN} = 'jelaskan_selisih' AND pgh_obj_id IN {_TERTUTUP})",
        "paparan",
        f"({_PESERTA} WHERE r.id = rencana_id)",
    ),
    "tugas menilai": SumberRiwayat(
        "penilaian_penugasanevent",
        f"giliran_id IN {_GILIRAN}",
        "tugas menilai",
        f"concat_ws(' untuk ', {_PENILAI}, {_GILIRAN_PESERTA})",
        alasan="coalesce(nullif(alasan_dicabut, ''), alasan_tetap)",
    ),
    # Only what Panitia did with it: when somebody sent is for nobody who scores.
    "lembar nilai": SumberRiwayat(
        "penilaian_lembarnilaievent",
        f"{_PERBUATAN} IN {_KERTAS} AND penugasan_id IN {_TUGAS} AND penugasan_id NOT IN "
        f"(SELECT id FROM penilaian_penugasan WHERE giliran_id IN {_TERTUTUP})",
        "lembar nilai",
        f"(SELECT concat_ws(' untuk ', {_PENILAI}, {_GILIRAN_PESERTA}) FROM penilaian_penugasan t "
        "WHERE t.id = penugasan_id)",
    ),
    "benturan": SumberRiwayat(
        "penilaian_benturankepentinganevent",
        f"giliran_id IN {_GILIRAN}",
        "benturan kepentingan",
        f"concat_ws(' untuk ', ({_AKUN} penguji_id), {_GILIRAN_PESERTA})",
        alasan="uraian",
    ),
    "kartu penguji": SumberRiwayat(
        "penilaian_kartupengujievent",
        f"seminar_id IN {_SEMINAR}",
        "kartu penguji",
        f"({_AKUN} penguji_id)",
        "Membuat kartu penguji satu hari: {siapa}",
    ),
    "tanda tangan": SumberRiwayat(_TANDA_TANGAN, "true", "tanda tangan", "hal"),
}  # fmt: skip
KALIMAT = {
    "buat_seminar": "Membuat seminar: {siapa}",
    "ubah_seminar": "Mengubah seminar: {siapa}",
    "mulai_seminar": "Memulai penilaian seminar: {siapa}",
    "akhiri_seminar": "Mengakhiri penilaian seminar: {siapa}",
    "buka_lagi_seminar": "Membuka lagi penilaian seminar: {siapa}",
    "hapus_seminar": "Menghapus seminar: {siapa}",
    "simpan_ruang": "Mengatur ruang seminar: {siapa}",
    "hapus_ruang": "Menghapus ruang seminar: {siapa}",
    "susun_urutan": "Menyusun urutan paparan: {siapa}",
    "pindah_giliran": "Memindahkan paparan {siapa}",
    "tukar_giliran": "Menukar tempat paparan {siapa}",
    "tambah_giliran": "Menambah paparan {siapa}",
    "keluarkan_giliran": "Mengeluarkan paparan dari urutan: {siapa}",
    "panggil_giliran": "Memanggil paparan {siapa}",
    "ganti_penguji": "Mengganti penguji: {siapa}",
    "tetap_bertugas": "Tetap menugaskan meskipun ada benturan kepentingan: {siapa}",
    "cabut_tugas": "Melepas tugas menilai: {siapa}",
    "tugaskan": "Memberi tugas menilai: {siapa}",
    "tugaskan_tim": "Memberi tugas menilai: {siapa}",
    "lengkapi_pendamping": "Melengkapi lembar mentor dan coach: {siapa}",
    "nyatakan_benturan": "Pernyataan benturan kepentingan: {siapa}",
    "cabut_kartu": "Membatalkan kartu penguji {siapa}",
    "_masuk": "Masuk dengan kartu penguji: {siapa}",
    "buka_lembar": "Membuka kembali lembar nilai {siapa}",
    "salin_kertas": "Menyalin lembar nilai kertas {siapa}",
    "lampirkan_pindaian": "Melampirkan pindaian lembar nilai {siapa}",
    "periksa_kertas": "Mencocokkan lembar nilai kertas {siapa}",
    "jelaskan_selisih": "Menjelaskan selisih nilai penguji: {siapa}",
    "ttd_elektronik": "Tanda tangan elektronik: {siapa}",
    "ttd_tinta": "Mencatat tanda tangan basah: {siapa}",
}


def pasang() -> None:
    """Fill the registries; called once from AppConfig.ready."""
    for nama, sumber in SUMBER.items():
        sumber_riwayat.pasang(nama, sumber)
    for nama, kalimat in KALIMAT.items():
        kalimat_riwayat.pasang(nama, kalimat)
