"""The device and what its batch is about are read by one statement: the second look must come after the first's lock.

A function that is not STABLE looks at the tables as they are when it runs, not as they were when the statement began.
"""

from django.db import migrations

CARI = "pindai_cari(bigint, bigint, uuid[], text[], int[], uuid[])"


class Migration(migrations.Migration):
    dependencies = [("peserta", "0015_unggahan_serentak")]

    operations = [
        migrations.RunSQL(f"ALTER FUNCTION {CARI} VOLATILE", f"ALTER FUNCTION {CARI} STABLE"),
    ]
