"""E2 as far as the plans: Medan, July and August 2017, 37 innovations in 7 klaster, approved, waiting, sent back.

The event is from public news; plans and people are invented. The gelombang still runs: its seminar is another scene's.
"""

from __future__ import annotations

import datetime
from dataclasses import replace

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
from kantor.models import Pegawai, Pengguna, Unit
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
MULAI, SELESAI = D(2017, 7, 24), D(2017, 8, 21)
BATAS = waktu(D(2017, 8, 18), 16)
# People of the first kecamatan, whose Camat is `mentor1`, and of each of the next six.
BANYAK = (7, 5, 5, 5, 5, 5, 5)
DIKEMBALIKAN = (8, 19, 30)
MENUNGGU = (2, 5, 24)
JANGKA = (
    ("pendek", "Menyiapkan {alat} dan melatih empat petugas", "{alat} siap dipakai", D(2017, 8, 22), D(2017, 9, 30)),
    ("menengah", "Menjalankan di {unit}, hasilnya dicatat setiap pekan", "{ukuran}", D(2017, 10, 1), D(2017, 12, 31)),
    ("panjang", "Menjadi prosedur tetap dan ditiru tiga kelurahan lain", "surat keputusan dan tiga kelurahan memakai",
     D(2018, 1, 1), D(2018, 8, 31)),
)  # fmt: skip
SESI = (
    ("Kebijakan inovasi pelayanan publik", D(2017, 7, 24), JenisSesi.KLASIKAL),
    ("Teknik menemukan masalah pelayanan", D(2017, 7, 25), JenisSesi.KLASIKAL),
    ("Kunjungan ke praktik baik", D(2017, 8, 1), JenisSesi.BENCHMARKING),
    ("Review action plan", D(2017, 8, 10), JenisSesi.REVIEW),
)


def mainkan(kantor: Kantor) -> Gelombang:
    """From the proposal of names to 31 approved plans; three wait for their mentor, three were sent back."""
    klaster = [tambah_klaster(oleh=kantor.panitia, instansi=kantor.medan, nama=nama) for nama in KLASTER]
    g = _gelombang(kantor)
    orang = list(
        Pendaftaran.objects.filter(gelombang=g, status=Status.HADIR)
        .select_related("gelombang__instansi", "gelombang__kurikulum__program", "pegawai", "unit", "opd")
        .order_by("opd__kode", "pk")
    )
    camat = {kec.pk: _camat(kantor, kec, urut) for urut, kec in enumerate(kantor.kecamatan[: len(BANYAK)])}
    semua = [(k, isi) for k, satu in zip(klaster, KLASTER.values(), strict=True) for isi in satu]
    # Neighbours write of different things, so the plans go round.
    semua = semua[::3] + semua[1::3] + semua[2::3]
    makalah = tulis(
        tata("<h1>Makalah rencana aksi</h1><p>CONTOH – bukan dokumen resmi</p>", gaya=("surat.css",))
    )
    for urut, (p, (satu, isi)) in enumerate(zip(orang, semua, strict=True)):
        _rencana(kantor, p, satu, isi, makalah=makalah, urut=urut, mentor=camat[p.opd_id or 0])
    _review(kantor, g, orang)
    isi_nilai(kantor, g)
    _sedang_ditulis(kantor, camat[kantor.kecamatan[0].pk])
    return g


def _gelombang(kantor: Kantor) -> Gelombang:
    """One month, every peserta seated, the sessions that are over recorded."""
    kurikulum = program_inovasi(kantor.medan, versi="2017")
    pasang_komponen(kurikulum)
    g = buat_gelombang(
        oleh=kantor.panitia,
        kurikulum=kurikulum,
        slug=SLUG,
        sebutan="Angkatan 2017",
        kuota=sum(BANYAK),
        mulai=MULAI,
        selesai=SELESAI,
        tempat="Aula BKPSDM, lantai 2",
        kota_tempat="Medan",
        jalur_mandiri=False,
        penanda_tangan=kantor.pejabat_2017,
        dicatat_kemudian=True,
    )
    buka_pendaftaran(oleh=kantor.panitia, gelombang=g, pada=waktu(D(2017, 6, 26)))
    usulkan_semua(oleh=kantor.panitia, gelombang=g, orang=_orang(kantor), tanggal=D(2017, 7, 3))
    verifikasi_massal(
        oleh=kantor.panitia,
        gelombang=g,
        pilihan=list(g.pendaftaran.values_list("pk", flat=True)),
        keputusan="terima",
        pada=waktu(D(2017, 7, 10)),
    )
    tutup_pendaftaran(oleh=kantor.panitia, gelombang=g, pada=waktu(D(2017, 7, 12)))
    tetapkan(oleh=kantor.panitia, gelombang=g, pada=waktu(D(2017, 7, 13)))
    panggil(oleh=kantor.panitia, gelombang=g, tanggal=D(2017, 7, 14), pada=waktu(D(2017, 7, 14)))
    for p in Pendaftaran.objects.filter(gelombang=g, status=Status.DIPANGGIL):
        konfirmasi(oleh=kantor.panitia, pendaftaran=p, bersedia=True, pada=waktu(D(2017, 7, 17)))
    sesi = _sesi(kantor, g)
    g = mulai_gelombang(oleh=kantor.panitia, gelombang=g, pada=waktu(MULAI, 7))
    registrasi_ulang_massal(oleh=kantor.panitia, gelombang=g, pada=waktu(MULAI, 7))
    for satu in sesi:
        catat_semua_hadir(oleh=kantor.panitia, sesi=satu)
    atur_rencana(
        oleh=kantor.panitia,
        gelombang=g,
        batas_kirim=BATAS,
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


def _sesi(kantor: Kantor, g: Gelombang) -> list[Sesi]:
    rencana = [
        RencanaSesi(judul, waktu(hari, 8), waktu(hari, 15), jenis=jenis) for judul, hari, jenis in SESI
    ]
    sesi = tambah_banyak(oleh=kantor.panitia, gelombang=g, rencana=rencana)
    terbitkan_jadwal(oleh=kantor.panitia, gelombang=g, pada=waktu(D(2017, 7, 17)))
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
    p: Pendaftaran,
    klaster: Klaster,
    isi: Rencana,
    *,
    makalah: bytes,
    urut: int,
    mentor: Pegawai,
) -> None:
    """One plan, written a week before the deadline, and what its mentor answered."""
    ditulis = waktu(D(2017, 8, 7), 9 + urut % 7, urut)
    baris = _mentor(kantor, p, mentor)
    naskah = _naskah(klaster, p, isi)
    oleh = akun_peserta(oleh=None, pegawai=p.pegawai)
    simpan_naskah(oleh=oleh, pendaftaran=p, naskah=naskah, revisi=0, pada=ditulis)
    nama = f"Makalah {naskah.judul}.pdf"
    lampirkan(oleh=oleh, pendaftaran=p, jenis="makalah", isi=makalah, nama=nama, pada=ditulis)
    versi = ajukan(oleh=oleh, pendaftaran=p, pada=waktu(D(2017, 8, 14), 8 + urut % 8))
    akun = akun_peserta(oleh=None, pegawai=mentor)
    jawab = {"oleh": akun, "pendaftaran": p, "versi": versi.nomor, "pada": waktu(D(2017, 8, 16), 10, urut)}
    if urut in DIKEMBALIKAN:
        kembalikan(**jawab, catatan=CATATAN_KEMBALI[DIKEMBALIKAN.index(urut)])
    elif urut not in MENUNGGU:
        setujui(**jawab)
    if urut % 3 == 0:
        bimbingan = catat_bimbingan(
            oleh=oleh,
            pendaftaran=p,
            pendamping=baris,
            tanggal=D(2017, 8, 8),
            uraian="Membahas data awal dan siapa yang terlibat; disepakati rekap tiga bulan sebagai pembanding.",
        )
        if urut:
            paraf(oleh=akun, pilihan=[bimbingan.pk], pada=waktu(D(2017, 8, 9)))


def _mentor(kantor: Kantor, p: Pendaftaran, mentor: Pegawai) -> Pendamping:
    diundang = waktu(D(2017, 7, 26), 9)
    baris = tunjuk_pendamping(oleh=kantor.panitia, pendaftaran=p, pegawai=mentor, pada=diundang)
    coach = Narasumber.objects.filter(instansi=kantor.medan).order_by("pk").first()
    tunjuk_pendamping(oleh=kantor.panitia, pendaftaran=p, peran="coach", narasumber=coach, pada=diundang)
    akun = akun_peserta(oleh=None, pegawai=mentor)
    return jawab_kesediaan(oleh=akun, pendamping=baris, bersedia=True, pada=waktu(D(2017, 7, 27)))


def _naskah(klaster: Klaster, p: Pendaftaran, isi: Rencana) -> Naskah:
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
            Tahap(j, kegiatan.format(**kata)[:300], hasil.format(**kata).capitalize(), mulai, selesai)
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
    penuh = _naskah(Klaster.objects.get(instansi=kantor.medan, nama="Layanan Langsung"), p, isi)
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
