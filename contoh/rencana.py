"""E2 as far as the plans: Medan, July and August 2017, 37 innovations in 7 klaster, approved, waiting, sent back.

The event is from public news; plans and people are invented. The gelombang still runs: its seminar is another scene's.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from django.db.models import Count

from contoh.bantu import usulkan_semua, waktu
from contoh.kantor import Kantor, pegawai_kantor
from contoh.kelulusan import isi_nilai, pasang_komponen
from contoh.naskah_rencana import CATATAN_KEMBALI, KLASTER, Rencana
from contoh.program import program_inovasi
from diklat.models import Gelombang, JenisSesi, Narasumber, Sesi
from diklat.services.gelombang import buat_gelombang, buka_pendaftaran, mulai_gelombang, tutup_pendaftaran
from diklat.services.sesi import RencanaSesi, tambah_banyak
from kantor.cetak.mesin import tata, tulis
from kantor.models import Pegawai, Pejabat, Pengguna, Unit
from kantor.services.akun import akun_peserta
from penilaian.lib.naskah import Naskah, Tahap
from penilaian.models import Klaster, Pendamping, RencanaAksi
from penilaian.services.bimbingan import catat_bimbingan, catat_review, paraf
from penilaian.services.klaster import tambah_klaster
from penilaian.services.naskah import lampirkan, simpan_naskah
from penilaian.services.pendamping import jawab_kesediaan, tunjuk_pendamping
from penilaian.services.rencana import ajukan, atur_rencana
from penilaian.services.tanggapan import kembalikan, setujui
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.services.jadwal import terbitkan_jadwal
from peserta.services.kehadiran import catat_semua_hadir
from peserta.services.pemanggilan import konfirmasi, panggil, tetapkan
from peserta.services.registrasi import registrasi_ulang_massal
from peserta.services.verifikasi import verifikasi_massal

D = datetime.date
SLUG = "inovasi-pelayanan-2017"
SELESAI = D(2017, 8, 21)
# People of the first kecamatan, whose Camat is `mentor1`, and of each of the next six.
BANYAK = (7, 5, 5, 5, 5, 5, 5)
DIKEMBALIKAN = (8, 19, 30)
MENUNGGU = (2, 5, 24)
BELUM_DINILAI = 2


@dataclass(frozen=True)
class Angkatan:
    """One edition of the training: July and August of a year, by whom its papers are signed."""

    tahun: int
    slug: str
    pejabat: Pejabat
    selesai_semua: bool = False  # every plan was approved

    def hari(self, bulan: int, tanggal: int, tahun: int = 0) -> datetime.date:
        """A day of that year, or so many years later."""
        return D(self.tahun + tahun, bulan, tanggal)

    def saat(self, bulan: int, tanggal: int, *jam: int) -> datetime.datetime:
        """A moment of that year."""
        return waktu(self.hari(bulan, tanggal), *jam)


JANGKA = (
    ("pendek", "Menyiapkan {alat} dan melatih empat petugas", "{alat} siap dipakai", (8, 22), (9, 30)),
    ("menengah", "Menjalankan di {unit}, hasilnya dicatat setiap pekan", "{ukuran}", (10, 1), (12, 31)),
    ("panjang", "Menjadi prosedur tetap dan ditiru tiga kelurahan lain", "surat keputusan dan tiga kelurahan memakai",
     (1, 1, 1), (8, 31, 1)),
)  # fmt: skip
SESI = (
    ("Kebijakan inovasi pelayanan publik", (7, 24), JenisSesi.KLASIKAL),
    ("Teknik menemukan masalah pelayanan", (7, 25), JenisSesi.KLASIKAL),
    ("Kunjungan ke praktik baik", (8, 1), JenisSesi.BENCHMARKING),
    ("Review action plan", (8, 10), JenisSesi.REVIEW),
)


def mainkan(kantor: Kantor) -> tuple[Gelombang, dict[int, Pegawai]]:
    """From the proposal of names to 31 approved plans; three wait for their mentor, three were sent back.

    With the Camat of each kecamatan, who are the mentors.
    """
    for nama in KLASTER:
        tambah_klaster(oleh=kantor.panitia, instansi=kantor.medan, nama=nama)
    pasang_komponen(program_inovasi(kantor.medan, versi="2017"))
    g, camat = jalankan(kantor, Angkatan(2017, SLUG, kantor.pejabat_2017))
    isi_nilai(kantor, g, belum=BELUM_DINILAI)
    _sedang_ditulis(kantor, camat[kantor.kecamatan[0].pk])
    return g, camat


def jalankan(
    kantor: Kantor, a: Angkatan, camat: dict[int, Pegawai] | None = None
) -> tuple[Gelombang, dict[int, Pegawai]]:
    """One edition up to its plans; with the Camat of each kecamatan, who are the mentors."""
    g = _gelombang(kantor, a)
    orang = list(
        Pendaftaran.objects.filter(gelombang=g, status=Status.HADIR)
        .select_related("gelombang__instansi", "gelombang__kurikulum__program", "pegawai", "unit", "opd")
        .order_by("opd__kode", "pk")
    )
    camat = camat or {
        kec.pk: _camat(kantor, kec, urut) for urut, kec in enumerate(kantor.kecamatan[: len(BANYAK)])
    }
    klaster = {k.nama: k for k in Klaster.objects.filter(instansi=kantor.medan)}
    semua = [(klaster[nama], isi) for nama, satu in KLASTER.items() for isi in satu]
    # Neighbours write of different things, so the plans go round.
    semua = semua[::3] + semua[1::3] + semua[2::3]
    makalah = tulis(
        tata("<h1>Makalah rencana aksi</h1><p>CONTOH – bukan dokumen resmi</p>", gaya=("surat.css",))
    )
    for urut, (p, (satu, isi)) in enumerate(zip(orang, semua, strict=True)):
        _rencana(kantor, a, p, satu, isi, makalah=makalah, urut=urut, mentor=camat[p.opd_id or 0])
    _review(kantor, g, orang)
    return g, camat


def _gelombang(kantor: Kantor, a: Angkatan) -> Gelombang:
    """One month, every peserta seated, the sessions that are over recorded."""
    g = buat_gelombang(
        oleh=kantor.panitia,
        kurikulum=program_inovasi(kantor.medan, versi="2017"),
        slug=a.slug,
        sebutan=f"Angkatan {a.tahun}",
        kuota=sum(BANYAK),
        mulai=a.hari(7, 24),
        selesai=a.hari(8, 21),
        tempat="Aula BKPSDM, lantai 2",
        kota_tempat="Medan",
        jalur_mandiri=False,
        penanda_tangan=a.pejabat,
        dicatat_kemudian=True,
    )
    buka_pendaftaran(oleh=kantor.panitia, gelombang=g, pada=a.saat(6, 26))
    usulkan_semua(oleh=kantor.panitia, gelombang=g, orang=_orang(kantor), tanggal=a.hari(7, 3))
    verifikasi_massal(
        oleh=kantor.panitia,
        gelombang=g,
        pilihan=list(g.pendaftaran.values_list("pk", flat=True)),
        keputusan="terima",
        pada=a.saat(7, 10),
    )
    tutup_pendaftaran(oleh=kantor.panitia, gelombang=g, pada=a.saat(7, 12))
    tetapkan(oleh=kantor.panitia, gelombang=g, pada=a.saat(7, 13))
    panggil(oleh=kantor.panitia, gelombang=g, tanggal=a.hari(7, 14), pada=a.saat(7, 14))
    for p in Pendaftaran.objects.filter(gelombang=g, status=Status.DIPANGGIL):
        konfirmasi(oleh=kantor.panitia, pendaftaran=p, bersedia=True, pada=a.saat(7, 17))
    sesi = _sesi(kantor, a, g)
    g = mulai_gelombang(oleh=kantor.panitia, gelombang=g, pada=a.saat(7, 24, 7))
    registrasi_ulang_massal(oleh=kantor.panitia, gelombang=g, pada=a.saat(7, 24, 7))
    for satu in sesi:
        catat_semua_hadir(oleh=kantor.panitia, sesi=satu)
    atur_rencana(
        oleh=kantor.panitia,
        gelombang=g,
        batas_kirim=a.saat(8, 18, 16),
        wajib_paparan=False,
        petunjuk="Pilih satu perbaikan layanan di unit Anda yang dapat dimulai dalam dua bulan.",
    )
    return g


def _orang(kantor: Kantor) -> list:
    hasil = []
    for kec, banyak in zip(kantor.kecamatan, BANYAK, strict=False):
        kelurahan = [u for u in kantor.kelurahan if u.parent_id == kec.pk]
        unit = [*(kelurahan * banyak)[: banyak - 1], kec]
        hasil += [(kantor.penduduk.orang(kelurahan=u.pk != kec.pk), u) for u in unit]
    return hasil


def _sesi(kantor: Kantor, a: Angkatan, g: Gelombang) -> list[Sesi]:
    rencana = [
        RencanaSesi(judul, a.saat(*hari, 8), a.saat(*hari, 15), jenis=jenis) for judul, hari, jenis in SESI
    ]
    sesi = tambah_banyak(oleh=kantor.panitia, gelombang=g, rencana=rencana)
    terbitkan_jadwal(oleh=kantor.panitia, gelombang=g, pada=a.saat(7, 17))
    return sesi


def _camat(kantor: Kantor, kecamatan: Unit, urut: int) -> Pegawai:
    """The head of a kecamatan; the first is the account `mentor1`, whom the apel has made a Camat already."""
    if urut == 0 and (ada := Pengguna.objects.get(username="mentor1").pegawai) is not None:
        return ada
    orang = replace(
        kantor.penduduk.orang(kelurahan=False), jabatan=f"Camat {kecamatan.nama}", golongan="IV/a"
    )
    return pegawai_kantor(orang, kecamatan)


def _rencana(
    kantor: Kantor,
    a: Angkatan,
    p: Pendaftaran,
    klaster: Klaster,
    isi: Rencana,
    *,
    makalah: bytes,
    urut: int,
    mentor: Pegawai,
) -> None:
    """One plan, written a week before the deadline, and what its mentor answered."""
    ditulis = a.saat(8, 7, 9 + urut % 7, urut)
    baris = _mentor(kantor, a, p, mentor)
    naskah = _naskah(a, klaster, p, isi)
    oleh = akun_peserta(oleh=None, pegawai=p.pegawai)
    simpan_naskah(oleh=oleh, pendaftaran=p, naskah=naskah, revisi=0, pada=ditulis)
    nama = f"Makalah {naskah.judul}.pdf"
    lampirkan(oleh=oleh, pendaftaran=p, jenis="makalah", isi=makalah, nama=nama, pada=ditulis)
    versi = ajukan(oleh=oleh, pendaftaran=p, pada=a.saat(8, 14, 8 + urut % 8))
    akun = akun_peserta(oleh=None, pegawai=mentor)
    jawab = {"oleh": akun, "pendaftaran": p, "versi": versi.nomor, "pada": waktu(a.hari(8, 16), 10, urut)}
    if urut in DIKEMBALIKAN and not a.selesai_semua:
        kembalikan(**jawab, catatan=CATATAN_KEMBALI[DIKEMBALIKAN.index(urut)])
    elif urut not in MENUNGGU or a.selesai_semua:
        setujui(**jawab)
    if urut % 3 == 0:
        bimbingan = catat_bimbingan(
            oleh=oleh,
            pendaftaran=p,
            pendamping=baris,
            tanggal=a.hari(8, 8),
            uraian="Membahas data awal dan siapa yang terlibat; disepakati rekap tiga bulan sebagai pembanding.",
        )
        if urut:
            paraf(oleh=akun, pilihan=[bimbingan.pk], pada=a.saat(8, 9))


def _mentor(kantor: Kantor, a: Angkatan, p: Pendaftaran, mentor: Pegawai) -> Pendamping:
    diundang = a.saat(7, 26, 9)
    baris = tunjuk_pendamping(oleh=kantor.panitia, pendaftaran=p, pegawai=mentor, pada=diundang)
    coach = Narasumber.objects.filter(instansi=kantor.medan).order_by("pk").first()
    tunjuk_pendamping(oleh=kantor.panitia, pendaftaran=p, peran="coach", narasumber=coach, pada=diundang)
    akun = akun_peserta(oleh=None, pegawai=mentor)
    return jawab_kesediaan(oleh=akun, pendamping=baris, bersedia=True, pada=a.saat(7, 27))


def _naskah(a: Angkatan, klaster: Klaster, p: Pendaftaran, isi: Rencana) -> Naskah:
    judul, masalah, data_awal, gagasan, manfaat, alat, ukuran = isi
    kata = {"alat": alat, "ukuran": ukuran, "unit": p.unit_nama}
    return Naskah(
        judul=judul,
        klaster_id=klaster.pk,
        unit_id=p.unit_id,
        masalah=masalah,
        data_awal=data_awal,
        gagasan=gagasan,
        manfaat=manfaat,
        sumber_daya=f"Empat petugas {p.unit_nama}, alat yang sudah ada, dan biaya rutin kantor untuk {alat}.",
        risiko="Petugas berganti atau enggan berubah. Langkah kerja ditulis, dan hasilnya dibacakan setiap apel Senin.",
        tahap=tuple(
            Tahap(
                j,
                kegiatan.format(**kata)[:300],
                hasil.format(**kata).capitalize(),
                a.hari(*mulai),
                a.hari(*selesai),
            )
            for j, kegiatan, hasil, mulai, selesai in JANGKA
        ),
    )


def _review(kantor: Kantor, g: Gelombang, orang: list[Pendaftaran]) -> None:
    sesi = Sesi.objects.get(gelombang=g, jenis=JenisSesi.REVIEW)
    for p in orang[:6]:
        catat_review(
            oleh=kantor.panitia,
            sesi=sesi,
            pendaftaran=p,
            catatan="Perjelas ukuran manfaat dan sumber datanya.",
        )


def _sedang_ditulis(kantor: Kantor, camat: Pegawai) -> None:
    """In the gelombang that runs today `peserta1` is writing, and `mentor1` has an invitation to answer."""
    g = Gelombang.objects.get(slug="demo-berjalan")
    atur_rencana(oleh=kantor.panitia, gelombang=g, batas_kirim=waktu(g.selesai, 16), wajib_paparan=False)
    p = Pendaftaran.objects.select_related("gelombang__instansi", "pegawai", "unit").get(
        gelombang=g, pegawai__akun__username="peserta1"
    )
    isi = KLASTER["Layanan Langsung"][0]
    penuh = _naskah(
        Angkatan(g.mulai.year, g.slug, kantor.pejabat),
        Klaster.objects.get(instansi=kantor.medan, nama="Layanan Langsung"),
        p,
        isi,
    )
    awal = Naskah(judul=isi[0], klaster_id=penuh.klaster_id, masalah=isi[1], data_awal=isi[2])
    akun = akun_peserta(oleh=None, pegawai=p.pegawai)
    simpan_naskah(oleh=akun, pendaftaran=p, naskah=awal, revisi=0)
    tunjuk_pendamping(oleh=kantor.panitia, pendaftaran=p, pegawai=camat)


def periksa() -> None:
    """The numbers the demo promises. Raises RuntimeError."""
    milik = RencanaAksi.objects.filter(pendaftaran__gelombang__slug=SLUG)
    status = dict(milik.values_list("status").annotate(n=Count("pk")))
    if status != {"disetujui": 31, "diajukan": 3, "dikembalikan": 3}:
        raise RuntimeError(f"Demo E2: {status}")
