"""A replacement is called on the letter of whom it replaces; an undo knows where it leads back to.

Who stands on which letter is read back from the frozen nominatif: by NIP, and by name for who has none. The state
before registrasi ulang is read back from the history.
"""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

PADA_SURAT = """
    UPDATE peserta_pendaftaran p SET pemanggilan_id = baris.surat
    FROM (
        SELECT DISTINCT ON (satu.id) satu.id, m.id AS surat
        FROM peserta_pemanggilan m
        CROSS JOIN LATERAL jsonb_array_elements(m.data -> 'peserta') orang
        JOIN peserta_pendaftaran satu ON satu.gelombang_id = m.gelombang_id
        JOIN kantor_pegawai k ON k.id = satu.pegawai_id
        WHERE orang ->> 'nip' = k.nip OR (k.nip IS NULL AND strpos(orang ->> 'nama', satu.nama) > 0)
        ORDER BY satu.id, m.ke DESC
    ) baris
    WHERE baris.id = p.id
"""

SEBELUM_HADIR = """
    UPDATE peserta_pendaftaran p SET status_semula = COALESCE(
        (SELECT e.status FROM peserta_pendaftaranevent e
         WHERE e.pgh_obj_id = p.id AND e.status IN ('ditetapkan', 'dipanggil', 'dikonfirmasi')
         ORDER BY e.pgh_id DESC LIMIT 1),
        CASE WHEN p.jalur = 'langsung' THEN '' ELSE 'dikonfirmasi' END
    )
    WHERE p.status = 'hadir'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("peserta", "0002_rentang_ikut_gelombang"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="pendaftaran",
            name="alur_status",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="pendaftaran",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="pendaftaran",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="pendaftaran",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="pendaftaran",
            name="dilengkapi",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="dilengkapi pada"),
        ),
        migrations.AddField(
            model_name="pendaftaran",
            name="pemanggilan",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="dipanggil",
                to="peserta.pemanggilan",
            ),
        ),
        migrations.AddField(
            model_name="pendaftaran",
            name="status_semula",
            field=models.CharField(blank=True, db_default="", editable=False, max_length=18),
        ),
        migrations.AddField(
            model_name="pendaftaranevent",
            name="dilengkapi",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="dilengkapi pada"),
        ),
        migrations.AddField(
            model_name="pendaftaranevent",
            name="pemanggilan",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="peserta.pemanggilan",
            ),
        ),
        migrations.AddField(
            model_name="pendaftaranevent",
            name="status_semula",
            field=models.CharField(blank=True, db_default="", editable=False, max_length=18),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pendaftaran",
            trigger=pgtrigger.compiler.Trigger(
                name="alur_status",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{diajukan:perlu_perbaikan,diajukan:ditolak,diajukan:diverifikasi,diajukan:mengundurkan_diri,diajukan:dibatalkan,diajukan:diganti,perlu_perbaikan:diajukan,perlu_perbaikan:ditolak,perlu_perbaikan:diverifikasi,perlu_perbaikan:mengundurkan_diri,perlu_perbaikan:dibatalkan,perlu_perbaikan:diganti,ditolak:diajukan,ditolak:perlu_perbaikan,ditolak:daftar_tunggu,diverifikasi:diajukan,diverifikasi:perlu_perbaikan,diverifikasi:ditetapkan,diverifikasi:dipanggil,diverifikasi:mengundurkan_diri,diverifikasi:dibatalkan,diverifikasi:diganti,daftar_tunggu:ditawari,daftar_tunggu:diajukan,daftar_tunggu:ditolak,daftar_tunggu:mengundurkan_diri,daftar_tunggu:dibatalkan,ditawari:diajukan,ditawari:diverifikasi,ditawari:tawaran_lewat,ditawari:mengundurkan_diri,ditawari:dibatalkan,ditawari:daftar_tunggu,tawaran_lewat:daftar_tunggu,ditetapkan:diverifikasi,ditetapkan:dipanggil,ditetapkan:mengundurkan_diri,ditetapkan:dibatalkan,ditetapkan:diganti,dipanggil:dikonfirmasi,dipanggil:berhalangan,dipanggil:hadir,dipanggil:mengundurkan_diri,dipanggil:dibatalkan,dipanggil:diganti,dikonfirmasi:hadir,dikonfirmasi:berhalangan,dikonfirmasi:mengundurkan_diri,dikonfirmasi:dibatalkan,dikonfirmasi:diganti,berhalangan:dikonfirmasi,berhalangan:diganti,berhalangan:mengundurkan_diri,berhalangan:dibatalkan,hadir:dikonfirmasi,hadir:dipanggil,hadir:ditetapkan,hadir:dibatalkan}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="e28460dee32522e132e2cf04726d6ea7dd3695b8",
                    operation="UPDATE",
                    pgid="pgtrigger_alur_status_29e34",
                    table="peserta_pendaftaran",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pendaftaran",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "peserta_pendaftaranevent" ("alasan", "dibuat", "dibuat_oleh_id", "dilengkapi", "gelar_belakang", "gelar_depan", "gelombang_id", "golongan", "id", "jabatan", "jalur", "menggantikan_id", "nama", "nama_dikonfirmasi", "nama_kunci", "ndh", "nomor", "opd_id", "pegawai_id", "pemanggilan_id", "persetujuan", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prioritas", "rentang", "status", "status_kepegawaian", "status_semula", "tawaran_sampai", "unit_id", "unit_nama", "urutan_cadangan", "usulan_id") VALUES (NEW."alasan", NEW."dibuat", NEW."dibuat_oleh_id", NEW."dilengkapi", NEW."gelar_belakang", NEW."gelar_depan", NEW."gelombang_id", NEW."golongan", NEW."id", NEW."jabatan", NEW."jalur", NEW."menggantikan_id", NEW."nama", NEW."nama_dikonfirmasi", NEW."nama_kunci", NEW."ndh", NEW."nomor", NEW."opd_id", NEW."pegawai_id", NEW."pemanggilan_id", NEW."persetujuan", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."prioritas", NEW."rentang", NEW."status", NEW."status_kepegawaian", NEW."status_semula", NEW."tawaran_sampai", NEW."unit_id", NEW."unit_nama", NEW."urutan_cadangan", NEW."usulan_id"); RETURN NULL;',
                    hash="b72240d8482a4c4d44f98fd4260d30841c9dd6cb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a04c6",
                    table="peserta_pendaftaran",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pendaftaran",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "peserta_pendaftaranevent" ("alasan", "dibuat", "dibuat_oleh_id", "dilengkapi", "gelar_belakang", "gelar_depan", "gelombang_id", "golongan", "id", "jabatan", "jalur", "menggantikan_id", "nama", "nama_dikonfirmasi", "nama_kunci", "ndh", "nomor", "opd_id", "pegawai_id", "pemanggilan_id", "persetujuan", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prioritas", "rentang", "status", "status_kepegawaian", "status_semula", "tawaran_sampai", "unit_id", "unit_nama", "urutan_cadangan", "usulan_id") VALUES (NEW."alasan", NEW."dibuat", NEW."dibuat_oleh_id", NEW."dilengkapi", NEW."gelar_belakang", NEW."gelar_depan", NEW."gelombang_id", NEW."golongan", NEW."id", NEW."jabatan", NEW."jalur", NEW."menggantikan_id", NEW."nama", NEW."nama_dikonfirmasi", NEW."nama_kunci", NEW."ndh", NEW."nomor", NEW."opd_id", NEW."pegawai_id", NEW."pemanggilan_id", NEW."persetujuan", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."prioritas", NEW."rentang", NEW."status", NEW."status_kepegawaian", NEW."status_semula", NEW."tawaran_sampai", NEW."unit_id", NEW."unit_nama", NEW."urutan_cadangan", NEW."usulan_id"); RETURN NULL;',
                    hash="a55da0ebd5ec38eef7745b892603c50c4b6bb7f3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_17574",
                    table="peserta_pendaftaran",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pendaftaran",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "peserta_pendaftaranevent" ("alasan", "dibuat", "dibuat_oleh_id", "dilengkapi", "gelar_belakang", "gelar_depan", "gelombang_id", "golongan", "id", "jabatan", "jalur", "menggantikan_id", "nama", "nama_dikonfirmasi", "nama_kunci", "ndh", "nomor", "opd_id", "pegawai_id", "pemanggilan_id", "persetujuan", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prioritas", "rentang", "status", "status_kepegawaian", "status_semula", "tawaran_sampai", "unit_id", "unit_nama", "urutan_cadangan", "usulan_id") VALUES (OLD."alasan", OLD."dibuat", OLD."dibuat_oleh_id", OLD."dilengkapi", OLD."gelar_belakang", OLD."gelar_depan", OLD."gelombang_id", OLD."golongan", OLD."id", OLD."jabatan", OLD."jalur", OLD."menggantikan_id", OLD."nama", OLD."nama_dikonfirmasi", OLD."nama_kunci", OLD."ndh", OLD."nomor", OLD."opd_id", OLD."pegawai_id", OLD."pemanggilan_id", OLD."persetujuan", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."prioritas", OLD."rentang", OLD."status", OLD."status_kepegawaian", OLD."status_semula", OLD."tawaran_sampai", OLD."unit_id", OLD."unit_nama", OLD."urutan_cadangan", OLD."usulan_id"); RETURN NULL;',
                    hash="1817c17169598267b608c41379b579394b1510f5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ab80a",
                    table="peserta_pendaftaran",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(PADA_SURAT, migrations.RunSQL.noop),
        migrations.RunSQL(SEBELUM_HADIR, migrations.RunSQL.noop),
        # The index of the new column cannot be made while checks of the rows just written are pending.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
    ]
