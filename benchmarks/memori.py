"""Memory of a web worker after everything the other parts of the run asked of it, and a load of its own."""

from __future__ import annotations

from benchmarks.peladen import Lapangan, Tuan
from benchmarks.serbu import permintaan, serbu
from benchmarks.tabel import Baris

BANYAK = 600


def jalankan(lapangan: Lapangan) -> list[Baris]:
    """The larger of two workers: resident, and its share when pages held by both are split."""
    portal, polos = lapangan.portal, lapangan.polos
    staf = {"Cookie": portal.alat["kuki"]}
    slug = portal.alat["alamat"][-1]
    alamat = [
        *("/", "/gelombang/", f"/gelombang/{slug}/", "/api/v1/gelombang/", "/masuk/", "/admin/"),
        *(
            "/admin/gelombang/",
            f"/admin/gelombang/{slug}/peserta/",
            f"/admin/gelombang/{slug}/peserta/excel/",
        ),
        *("/admin/pegawai/", "/admin/unit/", "/admin/pegawai/excel/"),
    ]
    isi = [permintaan("GET", alamat[n % len(alamat)], kepala=staf) for n in range(BANYAK)]
    jawaban, _ = serbu(portal.url, isi, klien=8)
    assert {j.status for j in jawaban} <= {200, 302}
    serbu(polos.url, [permintaan("GET", f"/acara/{polos.alat}/")] * BANYAK, klien=8)
    (rss, pss), (rss_polos, pss_polos) = _memori(portal), _memori(polos)
    return [
        Baris("memori pekerja web setelah beban, RSS MB", rss, rss_polos, "150 MB"),
        Baris("memori pekerja web setelah beban, PSS MB", pss, pss_polos),
    ]


def _memori(tuan: Tuan) -> tuple[float, float]:
    semua = [p.memory_full_info() for p in tuan.pekerja()]
    return max(m.rss for m in semua) / 1e6, max(m.pss for m in semua) / 1e6
