"""Narasumber and rooms of the demo, and how its timetables are made. The people are invented."""

from __future__ import annotations

import datetime
from itertools import cycle

from contoh.bantu import waktu
from contoh.kantor import Kantor
from diklat.models import Gelombang, JenisSesi, Narasumber, Ruang, Sesi
from diklat.services.bahan import tambah_bahan
from diklat.services.narasumber import catat_narasumber, catat_ruang
from diklat.services.sesi import RencanaSesi, tambah_sesi, ubah_sesi
from diklat.services.susun import AturanSusun, susun_otomatis
from kantor.cetak.mesin import tata, tulis
from peserta.services.jadwal import terbitkan_jadwal

NARASUMBER = (
    ("Dr.", "Sondang Maharani", "M.Si.", "Widyaiswara Ahli Madya", "Pusat Pelatihan Contoh"),
    ("", "Bonar Hutajulu", "S.Sos., M.A.P.", "Analis Kebijakan Ahli Muda", "Lembaga Kajian Contoh"),
    ("Ir.", "Aisyah Rangkuti", "M.T.", "Konsultan layanan publik", "Forum Inovasi Contoh"),
    ("", "Made Wiratama", "S.H., M.H.", "Widyaiswara Ahli Muda", "Pusat Pelatihan Contoh"),
)
RUANG = (
    ("Ruang Deli", "Hotel Grand Kanaya", 60),
    ("Aula lantai 2", "Kantor BKPSDM", 100),
    ("Ruang Kelas 2", "Kantor BKPSDM", 40),
)
METODE = {
    "Benchmarking ke Praktik Baik": JenisSesi.BENCHMARKING,
    "Penyusunan Rencana Aksi": JenisSesi.COACHING,
    "Ekspose Rencana Aksi": JenisSesi.SEMINAR,
}


def siapkan(kantor: Kantor) -> None:
    """Everybody who teaches and every room, once, before the first timetable."""
    for urut, (depan, nama, belakang, jabatan, asal) in enumerate(NARASUMBER, 1):
        catat_narasumber(
            oleh=kantor.panitia,
            instansi=kantor.medan,
            nama=nama,
            gelar_depan=depan,
            gelar_belakang=belakang,
            jabatan=jabatan,
            asal=asal,
            email=f"narasumber{urut}@contoh.example",
            ponsel=f"08120000{urut:04d}",
        )
    for nama, gedung, kapasitas in RUANG:
        catat_ruang(oleh=kantor.panitia, instansi=kantor.medan, nama=nama, gedung=gedung, kapasitas=kapasitas)


def susun(
    kantor: Kantor,
    g: Gelombang,
    *,
    ruang: str,
    jam_selesai: datetime.time,
    hari: set[datetime.date] | None = None,
) -> list[Sesi]:
    """A whole timetable, published a week before the first day; returns its sessions that count JP, in order."""
    modul = list(g.kurikulum.modul.order_by("urutan"))
    orang = cycle(Narasumber.objects.filter(instansi=kantor.medan).order_by("pk"))
    aturan = AturanSusun(
        hari=frozenset(hari) if hari else None,
        jam_selesai=jam_selesai,
        ruang=Ruang.objects.get(instansi=kantor.medan, nama=ruang),
        pengajar={m.pk: (next(orang),) for m in modul},
        metode={m.pk: METODE.get(m.nama, JenisSesi.KLASIKAL) for m in modul},
    )
    _pembukaan(kantor, g, aturan.ruang)
    susun_otomatis(oleh=kantor.panitia, gelombang=g, aturan=aturan)
    terbitkan_jadwal(oleh=kantor.panitia, gelombang=g, pada=waktu(g.mulai - datetime.timedelta(6)))
    return list(g.sesi.filter(berjp=True).order_by("mulai"))


def ubah_satu(kantor: Kantor, g: Gelombang, sesi: Sesi) -> None:
    """A session moves to another room, and those concerned are told."""
    kelas = Ruang.objects.get(instansi=kantor.medan, nama="Ruang Kelas 2")
    ubah_sesi(oleh=kantor.panitia, sesi=sesi, ruang=kelas)
    terbitkan_jadwal(oleh=kantor.panitia, gelombang=g)


def unggah_bahan(sesi: Sesi) -> None:
    """The slides of a session, brought by who teaches it."""
    narasumber = sesi.pengajar.select_related("narasumber").get().narasumber
    tambah_bahan(
        oleh=None,
        sesi=sesi,
        judul=f"Bahan tayang: {sesi.judul}",
        isi=tulis(tata(f"<h1>{sesi.judul}</h1><p>CONTOH – bukan dokumen resmi</p>", gaya=("surat.css",))),
        nama="bahan-tayang.pdf",
        narasumber=narasumber,
    )


def _pembukaan(kantor: Kantor, g: Gelombang, ruang: Ruang | None) -> None:
    rencana = RencanaSesi(
        "Pembukaan",
        waktu(g.mulai, 7, 15),
        waktu(g.mulai, 8),
        jenis=JenisSesi.PEMBUKAAN,
        berjp=False,
        ruang=ruang,
    )
    tambah_sesi(oleh=kantor.panitia, gelombang=g, rencana=rencana)
