"""Races over a live gunicorn with two workers: seats, lists and people hold under whoever comes at once."""

from __future__ import annotations

import pytest

from tests.peserta.lomba import Lapangan

pytestmark = pytest.mark.lambat


@pytest.fixture(scope="module")
def lapangan(buat_portal) -> Lapangan:
    return Lapangan(buat_portal(demo=False, workers=False))


def hitung(lapangan: Lapangan, slug: str) -> dict[str, int]:
    return dict(
        lapangan.portal.sql(
            "SELECT p.status, count(*) FROM peserta_pendaftaran p JOIN diklat_gelombang g ON g.id = p.gelombang_id"
            " WHERE g.slug = %s GROUP BY 1",
            [slug],
        )
    )


def test_three_hundred_people_for_thirty_seats(lapangan):
    [slug] = lapangan.gelombang(kuota=30)
    jawaban, detik = lapangan.lari([lapangan.pendaftaran(slug, n) for n in range(300)])
    assert {j.status for j in jawaban} == {201}
    assert sum(j.isi["status"] == "diajukan" for j in jawaban) == 30
    assert sorted(j.isi["posisi"] for j in jawaban if j.isi["posisi"]) == list(range(1, 271))
    assert hitung(lapangan, slug) == {"diajukan": 30, "daftar_tunggu": 270}
    print(f"300 untuk 30: {detik:.2f} detik")
