"""Many invented people, made by PostgreSQL itself: rows to look at, past services and triggers."""

from __future__ import annotations

from config.tumpukan import Servers

DEPAN = "Ahmad Budi Citra Dewi Eko Fitri Gunawan Hendra Indah Joko Kartika Lestari Maria Nur Oki Putri Rina Siti Wati"
TENGAH = "Abadi Bakti Cahaya Damai Elok Fajar Gemilang Harapan Intan Jaya Kurnia Lubuk Mulia Nusa Permata Sari Utama"
BELAKANG = (
    "Siregar Nasution Lubis Harahap Ginting Sitorus Hutapea Pane Tanjung Batubara Simanjuntak Saragih Purba"
)


def _pilih(kata: str, bagi: int) -> str:
    semua = kata.split()
    return f"('{{{','.join(semua)}}}'::text[])[1 + mod(n / {bagi}, {len(semua)})]"


# The name of person `n`: 4,199 of them, so that a page of namesakes comes now and then.
NAMA_SQL = f"{_pilih(DEPAN, 1)} || ' ' || {_pilih(TENGAH, 19)} || ' ' || {_pilih(BELAKANG, 323)}"

_PEGAWAI = f"""
    INSERT INTO kantor_pegawai (nip, status_kepegawaian, nama, nama_kunci, gelar_depan, gelar_belakang, golongan,
        jabatan, unit_id, opd_id, instansi_id, keadaan, terverifikasi, diperbarui)
    SELECT '19' || lpad(n::text, 16, '0'), 'pns', {NAMA_SQL}, lower({NAMA_SQL}), '', 'S.Sos.', 'III/c',
        'Kepala Seksi Pelayanan', u.id, u.opd_id, u.instansi_id, 'aktif', true, now()
    FROM generate_series(%(dari)s, %(sampai)s) n
    JOIN kantor_unit u ON u.kode = '99.01.' || mod(n, 20)
"""
_PENDAFTARAN = """
    INSERT INTO peserta_pendaftaran (nomor, gelombang_id, pegawai_id, status, jalur, rentang, status_kepegawaian, nama,
        nama_kunci, gelar_depan, gelar_belakang, golongan, jabatan, unit_id, opd_id, unit_nama, prioritas, alasan,
        status_semula, persetujuan, dibuat)
    SELECT 'PD-' || p.id, g.id, p.id, (ARRAY['diajukan', 'diverifikasi', 'dibatalkan'])[1 + mod(p.id, 3)], 'api',
        g.rentang, p.status_kepegawaian, p.nama, p.nama_kunci, p.gelar_depan, p.gelar_belakang, p.golongan, p.jabatan,
        p.unit_id, p.opd_id, 'Kelurahan Contoh, Kecamatan Contoh', 0, '', '', now(), now()
    FROM kantor_pegawai p JOIN diklat_gelombang g ON g.slug = %(slug)s WHERE p.nip BETWEEN %(awal)s AND %(akhir)s
"""


def tambah_orang(servers: Servers, database: str, *, slug: str, dari: int, sampai: int) -> None:
    """Persons `dari` to `sampai` as pegawai of the office, all registered for one gelombang."""
    awal, akhir = (f"19{n:016}" for n in (dari, sampai))
    with servers.postgres.admin(database) as kursor:
        # What triggers write (history) or check (states) is not looked at here.
        kursor.execute("SET session_replication_role = replica")
        kursor.execute(
            "SET gin_pending_list_limit = '512MB'"
        )  # the index by name is brought up once, by VACUUM
        kursor.execute(_PEGAWAI, {"dari": dari, "sampai": sampai})
        kursor.execute(_PENDAFTARAN, {"slug": slug, "awal": awal, "akhir": akhir})
        kursor.execute("VACUUM ANALYZE kantor_pegawai")
        kursor.execute("VACUUM ANALYZE peserta_pendaftaran")
