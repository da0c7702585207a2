"""What goes on today: a gelombang that runs, one that is open, a full one, one without list, two to import into."""

from __future__ import annotations

import datetime

from contoh import hadir
from contoh.bantu import data_dari, usulkan_semua, waktu
from contoh.jadwal import susun, ubah_satu, unggah_bahan
from contoh.kantor import Kantor, akun_peserta_demo, pegawai_kantor
from diklat.models import Gelombang, Kurikulum, SyaratBerkas
from diklat.services.gelombang import (
    atur_syarat,
    buat_gelombang,
    buka_pendaftaran,
    mulai_gelombang,
    tutup_pendaftaran,
)
from kantor.models import Unit
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.services.gelombang import atur_kuota_unit
from peserta.services.pemanggilan import konfirmasi, panggil, tetapkan
from peserta.services.pendaftaran import daftar
from peserta.services.registrasi import registrasi_ulang_massal
from peserta.services.verifikasi import verifikasi_massal

HARI = datetime.timedelta(1)
SABTU = 5


def mainkan(kantor: Kantor, prima: Kurikulum, inovasi: Kurikulum, hari_ini: datetime.date) -> None:
    """All scenes of today; dates are counted from the day the demo is made."""
    master_pegawai(kantor)
    berjalan(kantor, inovasi, hari_ini)
    terbuka(kantor, prima, hari_ini)
    penuh(kantor, inovasi, hari_ini)
    tanpa_cadangan(kantor, prima, hari_ini)
    untuk_impor(kantor, prima, hari_ini)


def master_pegawai(kantor: Kantor, jumlah: int = 150) -> None:
    """Some of the master pegawai of Medan who are in no gelombang, and some of Padang."""
    for urut, orang in enumerate(kantor.penduduk.banyak(jumlah)):
        pegawai_kantor(orang, kantor.kelurahan[urut % len(kantor.kelurahan)])
    padang = list(
        Unit.objects.filter(instansi=kantor.padang, jenis=Unit.Jenis.KELURAHAN).order_by("kode")[:20]
    )
    for urut, orang in enumerate(kantor.penduduk.banyak(20)):
        pegawai_kantor(orang, padang[urut % len(padang)])


def _gelombang(kantor: Kantor, kurikulum: Kurikulum, slug: str, sebutan: str, **isi: object) -> Gelombang:
    return buat_gelombang(
        oleh=kantor.panitia,
        kurikulum=kurikulum,
        slug=slug,
        sebutan=sebutan,
        tempat="Aula BKPSDM, lantai 2",
        alamat_tempat="Jalan Contoh Nomor 1",
        kota_tempat="Medan",
        penanda_tangan=kantor.pejabat,
        kontak="Sekretariat BKPSDM, (000) 000000",
        **isi,  # type: ignore[arg-type]
    )


def berjalan(kantor: Kantor, inovasi: Kurikulum, hari_ini: datetime.date) -> None:
    """Third working day of a training of six; `peserta1` and `peserta2` sit in it."""
    hari = hari_kerja(hari_ini, 3, 3)
    mulai = hari[0]
    g = _gelombang(
        kantor, inovasi, "demo-berjalan", "Angkatan I", kuota=30, mulai=mulai, selesai=hari[-1],
        sasaran="Usulan perangkat daerah", jalur_mandiri=False,
    )  # fmt: skip
    buka_pendaftaran(oleh=kantor.panitia, gelombang=g, pada=waktu(mulai - 20 * HARI))
    orang = [(kantor.penduduk.orang(kelurahan=True), kantor.kelurahan[n * 5]) for n in range(28)]
    masuk = usulkan_semua(oleh=kantor.panitia, gelombang=g, orang=orang, tanggal=mulai - 15 * HARI)
    verifikasi_massal(
        oleh=kantor.panitia,
        gelombang=g,
        pilihan=[p.pk for p in masuk],
        keputusan="terima",
        pada=waktu(mulai - 9 * HARI),
    )
    tutup_pendaftaran(oleh=kantor.panitia, gelombang=g, pada=waktu(mulai - 8 * HARI))
    tetapkan(oleh=kantor.panitia, gelombang=g, pada=waktu(mulai - 7 * HARI))
    panggil(oleh=kantor.panitia, gelombang=g, tanggal=mulai - 7 * HARI, pada=waktu(mulai - 7 * HARI))
    for p in Pendaftaran.objects.filter(gelombang=g, status=Status.DIPANGGIL):
        konfirmasi(oleh=kantor.panitia, pendaftaran=p, bersedia=True, pada=waktu(mulai - 5 * HARI))
    sesi = susun(
        kantor,
        g,
        ruang="Aula lantai 2",
        jam_selesai=datetime.time(17),
        hari=set(hari),
    )
    g = mulai_gelombang(oleh=kantor.panitia, gelombang=g, pada=waktu(mulai, 7))
    registrasi_ulang_massal(oleh=kantor.panitia, gelombang=g, pada=waktu(mulai, 7))
    hadir.catat(kantor, g, [satu for satu in sesi if satu.selesai < waktu(hari_ini, 0)])
    unggah_bahan(sesi[0])
    ubah_satu(kantor, g, next(s for s in sesi if s.mulai > waktu(hari_ini, 12)))
    for nomor, p in enumerate(g.pendaftaran.order_by("ndh")[:2], 1):
        akun_peserta_demo(f"peserta{nomor}", p.pegawai)


def hari_kerja(hari_ini: datetime.date, sampai_kini: int, sesudah: int) -> list[datetime.date]:
    """Working days around today: the last `sampai_kini` of them, and the `sesudah` that follow."""
    lalu = [h for n in range(20) if (h := hari_ini - n * HARI).weekday() < SABTU][:sampai_kini]
    nanti = [h for n in range(1, 20) if (h := hari_ini + n * HARI).weekday() < SABTU][:sesudah]
    return [*reversed(lalu), *nanti]


def senin(hari: datetime.date) -> datetime.date:
    """That day or the Monday after it."""
    return hari + (-hari.weekday() % 7) * HARI


def terbuka(kantor: Kantor, prima: Kurikulum, hari_ini: datetime.date) -> None:
    """Open for a year to everybody, empty, with a list of cadangan, nothing asked for that the API does not carry."""
    mulai = senin(hari_ini + 370 * HARI)
    g = _gelombang(
        kantor, prima, "demo-terbuka", "Gelombang III", kuota=30, mulai=mulai, selesai=mulai + 4 * HARI,
        sasaran="Aparatur kecamatan dan kelurahan", tutup_pada=waktu(hari_ini + 365 * HARI, 23, 59),
        keterangan="Bawa laptop bila ada. Makan siang dan kudapan disediakan.",
    )  # fmt: skip
    atur_syarat(
        oleh=kantor.panitia,
        gelombang=g,
        nama="Surat tugas",
        kapan=SyaratBerkas.Kapan.REGISTRASI_ULANG,
        penjelasan="Ditandatangani atasan; terbit setelah Surat Pemanggilan.",
    )
    buka_pendaftaran(oleh=kantor.panitia, gelombang=g, sampai=g.tutup_pada)


def penuh(kantor: Kantor, inovasi: Kurikulum, hari_ini: datetime.date) -> None:
    """Twenty seats taken, four on the list; some wait for verification, one OPD has not sent its names."""
    mulai = senin(hari_ini + 50 * HARI)
    g = _gelombang(
        kantor, inovasi, "demo-penuh", "Angkatan II", kuota=20, mulai=mulai, selesai=mulai + 11 * HARI,
        sasaran="Usulan perangkat daerah dan pendaftaran mandiri",
        tutup_pada=waktu(mulai - 20 * HARI, 16), batas_usulan=waktu(mulai - 22 * HARI, 16),
    )  # fmt: skip
    atur_kuota_unit(
        oleh=kantor.panitia,
        gelombang=g,
        kuota={**dict.fromkeys(kantor.kecamatan[:10], 3), kantor.kecamatan[20]: 2},
    )
    buka_pendaftaran(oleh=kantor.panitia, gelombang=g)
    unit = [u for kec in kantor.kecamatan[:10] for u in kantor.kelurahan if u.parent_id == kec.pk][::6]
    unit = (unit * 4)[:24]
    pilihan = []
    for urut, satu in enumerate(unit[:24]):
        p = daftar(
            oleh=kantor.panitia,
            gelombang=g,
            data=data_dari(kantor.penduduk.orang(kelurahan=True), satu),
            jalur=Pendaftaran.Jalur.USULAN if urut % 2 else Pendaftaran.Jalur.API,
        )
        pilihan.append(p)
    verifikasi_massal(
        oleh=kantor.panitia,
        gelombang=g,
        pilihan=[p.pk for p in pilihan if p.status == Status.DIAJUKAN][:12],
        keputusan="terima",
    )


def tanpa_cadangan(kantor: Kantor, prima: Kurikulum, hari_ini: datetime.date) -> None:
    """One seat, taken, and no list."""
    mulai = senin(hari_ini + 90 * HARI)
    g = _gelombang(
        kantor, prima, "demo-tanpa-cadangan", "Kelas Khusus", kuota=1, mulai=mulai, selesai=mulai + 4 * HARI,
        pakai_cadangan=False, tutup_pada=waktu(mulai - 10 * HARI, 16),
    )  # fmt: skip
    buka_pendaftaran(oleh=kantor.panitia, gelombang=g)
    orang = data_dari(kantor.penduduk.orang(kelurahan=False), kantor.kecamatan[5])
    daftar(oleh=kantor.panitia, gelombang=g, data=orang, jalur=Pendaftaran.Jalur.API)


def untuk_impor(kantor: Kantor, prima: Kurikulum, hari_ini: datetime.date) -> None:
    """Two empty gelombang of one program, for the nominatif an office sends."""
    for urut, sebutan in ((1, "GELOMBANG 1"), (2, "GELOMBANG 2")):
        mulai = senin(hari_ini + (120 + 7 * urut) * HARI)
        g = _gelombang(
            kantor, prima, f"demo-impor-{urut}", sebutan, kuota=51, mulai=mulai, selesai=mulai + 4 * HARI,
            jalur_mandiri=False, tutup_pada=waktu(mulai - 14 * HARI, 16),
        )  # fmt: skip
        buka_pendaftaran(oleh=kantor.panitia, gelombang=g)
