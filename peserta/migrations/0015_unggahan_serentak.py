"""Uploads of one device no longer wait for each other, which meant waiting for the disk at each commit.

They share its row as a foreign key does; only who revokes the device takes it alone. The same upload sent twice at once
gets the same answers from what is stored (peserta.services.catat_pindaian).
"""

from django.db import migrations

PERANGKAT = """
CREATE OR REPLACE FUNCTION pindai_perangkat(kunci text, bekerja text[], mengelola text[], dikunci boolean)
RETURNS TABLE (id bigint, gelombang_id bigint, nama varchar, dipakai timestamptz, petugas_id bigint,
               nama_petugas varchar, username varchar, status varchar, zona varchar)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
    IF dikunci THEN
        PERFORM FROM diklat_gelombang g JOIN peserta_perangkatpindai d ON d.gelombang_id = g.id
        WHERE d.sidik = kunci FOR SHARE OF g {kunci};
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


class Migration(migrations.Migration):
    dependencies = [("peserta", "0014_sesi_kunjungan")]

    operations = [
        migrations.RunSQL(
            PERANGKAT.format(kunci="FOR KEY SHARE OF d"), PERANGKAT.format(kunci="FOR NO KEY UPDATE OF d")
        ),
    ]
