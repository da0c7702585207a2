"""A session of a visit is its peserta's alone: what a scanner reads says so, and what is published already.

`pindai_cari` as migration 0013 has it, with one column more: whether the session is this person's.
"""

from importlib import import_module

from django.db import migrations, models

CARI = """
CREATE FUNCTION pindai_cari(yang_gelombang bigint, yang_perangkat bigint, para_nonce uuid[], para_kode text[],
                            para_ndh int[], para_sesi uuid[])
RETURNS TABLE (hasil_lama varchar, kartu bigint, dicabut timestamptz, diketik boolean, pendaftaran bigint,
               status varchar, ndh int, gelar_depan varchar, nama varchar, gelar_belakang varchar, unit varchar,
               sesi bigint, mulai timestamptz, selesai timestamptz, tercatat varchar, menit smallint,
               dipindai timestamptz, milik boolean)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT p.hasil, k.id, k.dicabut, m.ndh IS NOT NULL, r.id, r.status, r.ndh, r.gelar_depan, r.nama,
           r.gelar_belakang, r.unit_nama, s.id, t.mulai, t.selesai, h.kode, h.menit_terlambat, h.dipindai,
           t.kunjungan_id IS NULL OR EXISTS (
               SELECT FROM peserta_pesertakunjungan i
               WHERE i.kunjungan_id = t.kunjungan_id AND i.pendaftaran_id = r.id)
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

CARI_LAMA = import_module("peserta.migrations.0013_baca_pindaian").CARI

# Where somebody was sent on a visit, sessions are shared out from now on. Where nobody was, they stay everybody's until
# the timetable is published anew. No word in the history: nobody did this.
ISI = """
    SET LOCAL pgtrigger.ignore = '{pgtrigger_update_update_80124}';
    UPDATE diklat_terbitansesi t SET kunjungan_id = s.kunjungan_id
    FROM diklat_sesi s
    WHERE s.id = t.sesi_id AND s.kunjungan_id IS NOT NULL AND t.lokus <> '' AND EXISTS (
        SELECT FROM peserta_pesertakunjungan i JOIN diklat_kunjungan k ON k.id = i.kunjungan_id
        WHERE k.gelombang_id = s.gelombang_id);
    SET LOCAL pgtrigger.ignore = '{}';
"""

HASIL = [
    ("hadir", "Hadir"),
    ("sudah", "Sudah tercatat"),
    ("bukan_gelombang_ini", "Kartu gelombang lain"),
    ("dicabut", "Kartu tidak berlaku lagi"),
    ("tidak_dikenal", "Kode tidak dikenal"),
    ("di_luar_waktu", "Di luar waktu sesi"),
    ("belum_registrasi", "Belum registrasi ulang"),
    ("bukan_kunjungan_ini", "Bukan peserta kunjungan ini"),
    ("sesi_tidak_berlaku", "Sesi dibatalkan atau tidak ada"),
    ("gelombang_berakhir", "Gelombang sudah berakhir"),
]


class Migration(migrations.Migration):
    dependencies = [("diklat", "0006_terbitan_kunjungan"), ("peserta", "0013_baca_pindaian")]

    operations = [
        migrations.RunSQL("DROP FUNCTION pindai_cari;" + CARI, "DROP FUNCTION pindai_cari;" + CARI_LAMA),
        migrations.RunSQL(ISI, migrations.RunSQL.noop),
        migrations.AlterField("pindaian", "hasil", models.CharField(choices=HASIL, max_length=20)),
    ]
