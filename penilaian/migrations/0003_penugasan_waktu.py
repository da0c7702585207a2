"""Examiners are busy exactly as long as the talk lasts: the times of a task follow those of its talk."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("penilaian", "0002_rencana_aksi")]

    operations = [
        migrations.RunSQL(
            sql="""
                ALTER TABLE penilaian_penugasan
                ADD CONSTRAINT penugasan_waktu
                FOREIGN KEY (giliran_id, waktu) REFERENCES penilaian_giliran (id, waktu)
                ON UPDATE CASCADE ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE
            """,
            reverse_sql="ALTER TABLE penilaian_penugasan DROP CONSTRAINT penugasan_waktu",
        ),
    ]
