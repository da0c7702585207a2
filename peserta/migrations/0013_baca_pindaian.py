"""What every upload of a scanner reads, as functions: PostgreSQL keeps their plans, which cost more than the rows.

And what it writes carries no index twice: those of the pairs serve for the foreign keys too.
"""

from django.db import migrations, models
from django.db.models import deletion

# The officer still works at the office, and on this program (what diklat.models.gelombang.program_terbatas says of a
# login). The device's row is read anew after the wait for its gelombang and for itself: a device revoked meanwhile is
# refused, and one upload sent twice at once is answered one after the other.
PERANGKAT = """
CREATE FUNCTION pindai_perangkat(kunci text, bekerja text[], mengelola text[], dikunci boolean)
RETURNS TABLE (id bigint, gelombang_id bigint, nama varchar, dipakai timestamptz, petugas_id bigint,
               nama_petugas varchar, username varchar, status varchar, zona varchar)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
    IF dikunci THEN
        PERFORM FROM diklat_gelombang g JOIN peserta_perangkatpindai d ON d.gelombang_id = g.id
        WHERE d.sidik = kunci FOR SHARE OF g FOR NO KEY UPDATE OF d;
    END IF;
    RETURN QUERY
        SELECT d.id, d.gelombang_id, d.nama, d.dipakai, d.petugas_id, u.nama, u.username, g.status, i.zona_waktu
        FROM peserta_perangkatpindai d JOIN kantor_pengguna u ON u.id = d.petugas_id
            JOIN diklat_gelombang g ON g.id = d.gelombang_id JOIN kantor_instansi i ON i.id = g.instansi_id
            JOIN diklat_kurikulum k ON k.id = g.kurikulum_id
        WHERE d.sidik = kunci AND d.dicabut IS NULL AND u.is_active AND EXISTS (
            SELECT FROM kantor_peran r
            WHERE r.pengguna_id = u.id AND r.instansi_id = g.instansi_id AND r.aktif AND r.jenis = ANY(bekerja))
        AND (k.program_id IN (SELECT x.program_id FROM diklat_panitiaprogram x WHERE x.pengguna_id = u.id)
            OR NOT EXISTS (SELECT FROM diklat_panitiaprogram x WHERE x.pengguna_id = u.id)
            OR EXISTS (
                SELECT FROM kantor_peran r
                WHERE r.pengguna_id = u.id AND r.aktif AND r.jenis = ANY(mengelola)));
END
$$
"""
# All an upload is about in one look, in its order: the answer a nonce had, the card or NDH, the person, the session,
# what is recorded. Whose card of another gelombang it is, nobody learns here. One scan or a hundred, each is looked up by
# its keys: the plan is kept, and must be right for what the tables hold next year.
CARI = """
CREATE FUNCTION pindai_cari(yang_gelombang bigint, yang_perangkat bigint, para_nonce uuid[], para_kode text[],
                            para_ndh int[], para_sesi uuid[])
RETURNS TABLE (hasil_lama varchar, kartu bigint, dicabut timestamptz, diketik boolean, pendaftaran bigint,
               status varchar, ndh int, gelar_depan varchar, nama varchar, gelar_belakang varchar, unit varchar,
               sesi bigint, mulai timestamptz, selesai timestamptz, tercatat varchar, menit smallint,
               dipindai timestamptz)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT p.hasil, k.id, k.dicabut, m.ndh IS NOT NULL, r.id, r.status, r.ndh, r.gelar_depan, r.nama,
           r.gelar_belakang, r.unit_nama, s.id, t.mulai, t.selesai, h.kode, h.menit_terlambat, h.dipindai
    FROM unnest(para_nonce, para_kode, para_ndh, para_sesi) WITH ORDINALITY AS m (nonce, kode, ndh, sesi, urut)
    LEFT JOIN peserta_pindaian p ON p.perangkat_id = yang_perangkat AND p.nonce = m.nonce
    LEFT JOIN peserta_kartupeserta k ON k.kode = m.kode
    LEFT JOIN peserta_pendaftaran r ON r.gelombang_id = yang_gelombang AND r.id = coalesce(
        k.pendaftaran_id,
        (SELECT x.id FROM peserta_pendaftaran x WHERE x.gelombang_id = yang_gelombang AND x.ndh = m.ndh))
    LEFT JOIN diklat_sesi s ON s.uid = m.sesi AND s.gelombang_id = yang_gelombang
    LEFT JOIN diklat_terbitansesi t ON t.sesi_id = s.id AND NOT t.batal
    LEFT JOIN peserta_kehadiran h ON h.sesi_id = s.id AND h.pendaftaran_id = r.id
    ORDER BY m.urut;
END
$$
"""


RANGKAP = [
    ("kehadiran", "pendaftaran", {"on_delete": deletion.CASCADE, "to": "peserta.pendaftaran"}),
    ("kehadiran", "sesi", {"on_delete": deletion.RESTRICT, "to": "diklat.sesi"}),
    ("pindaian", "pendaftaran", {"on_delete": deletion.PROTECT, "to": "peserta.pendaftaran", "null": True}),
    ("pindaian", "perangkat", {"on_delete": deletion.PROTECT, "to": "peserta.perangkatpindai", "null": True}),
    ("pindaian", "sesi", {"on_delete": deletion.PROTECT, "to": "diklat.sesi", "null": True}),
]


def _tanpa_indeks(model, kolom, isi):
    return migrations.AlterField(model, kolom, models.ForeignKey(db_index=False, related_name=model, **isi))


class Migration(migrations.Migration):
    dependencies = [("diklat", "0004_jadwal"), ("peserta", "0012_upacara_dan_surat_undangan")]

    operations = [
        migrations.RunSQL(PERANGKAT, "DROP FUNCTION pindai_perangkat"),
        migrations.RunSQL(CARI, "DROP FUNCTION pindai_cari"),
        *[_tanpa_indeks(*satu) for satu in RANGKAP],
    ]
