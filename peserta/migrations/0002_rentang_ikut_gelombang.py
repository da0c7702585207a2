"""A registration's dates are its gelombang's: the database copies a change, and the exclusion judges it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("peserta", "0001_initial")]
    operations = [
        migrations.RunSQL(
            sql="""
                ALTER TABLE peserta_pendaftaran
                ADD CONSTRAINT pendaftaran_rentang_gelombang
                FOREIGN KEY (gelombang_id, rentang) REFERENCES diklat_gelombang (id, rentang)
                ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE
            """,
            reverse_sql="ALTER TABLE peserta_pendaftaran DROP CONSTRAINT pendaftaran_rentang_gelombang",
        )
    ]
