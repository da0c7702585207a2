"""The addresses of the portal with something real behind each: rows of the demo, and what the demo lacks."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from PIL import Image

from diklat.models import (
    BahanTayang,
    Gelombang,
    Kunjungan,
    Kurikulum,
    Narasumber,
    Program,
    Sesi,
    SyaratBerkas,
)
from dokumen.models import Sertifikat
from kantor.models import (
    AliasUnit,
    Impor,
    Instansi,
    KunciApi,
    NamaLembaga,
    Pegawai,
    Pejabat,
    Pekerjaan,
    Pengguna,
    Peran,
    PindaianKertas,
    Surel,
    Unit,
)
from kantor.services.akun import beri_peran, buat_akun
from kantor.services.berkas import simpan_berkas
from kantor.views.tema import alamat_tema
from penilaian.models import (
    Bimbingan,
    BuktiInovasi,
    Giliran,
    Inovasi,
    LampiranRencana,
    LaporanInovasi,
    LembarNilai,
    NaskahAcara,
    Penugasan,
    PintuMentor,
    RekapKelulusan,
    RencanaAksi,
    RuangSeminar,
    Seminar,
    VersiRencana,
)
from penilaian.services.rubrik import buat_rubrik_contoh
from peserta.models import (
    BerkasPendaftaran,
    Halangan,
    Pendaftaran,
    PerangkatPindai,
    Tamu,
    TindakanMassal,
    UndanganOpd,
    Usulan,
)
from peserta.queries.daftar_hadir import JENIS_LEMBAR, perihal
from peserta.services.akses import buat_akses
from peserta.services.perangkat_pindai import tambah_perangkat

BERJALAN, PENUH, USAI = "demo-berjalan", "demo-penuh", "pelayanan-prima-2017-1"
BERNILAI = "inovasi-pelayanan-2017"
AWALAN_SEMINAR = ("penilaian:seminar_", "penilaian:penguji_naskah", "penilaian:mentor_naskah",
                  "penilaian:gelombang_seminar", "penilaian:penguji_isi", "penilaian:penguji_simpan",
                  "penilaian:penguji_rekap", "penilaian:penguji_halaman")  # fmt: skip
MODEL_ADMIN = [Instansi, NamaLembaga, Pejabat, Unit, Program, Kurikulum]


@dataclass(frozen=True)
class Rute:
    """One route: its name (its pattern where it has none), its pattern, the names of its arguments."""

    nama: str
    pola: str
    argumen: tuple[str, ...]


def semua_rute(pola: list[Any] | None = None, awal: str = "", ruang: str = "") -> Iterator[Rute]:
    """Every route the resolver knows."""
    for satu in get_resolver().url_patterns if pola is None else pola:
        rute = awal + str(satu.pattern)
        if isinstance(satu, URLResolver):
            dalam = ruang + (f"{satu.namespace}:" if satu.namespace else "")
            yield from semua_rute(satu.url_patterns, rute, dalam)
        elif isinstance(satu, URLPattern):
            yield Rute(ruang + satu.name if satu.name else rute, rute, tuple(satu.pattern.converters))


class Tempat:
    """Knows for every route an address behind which there is something of Kota Medan."""

    def __init__(self) -> None:
        self.medan = Instansi.objects.get(kode="kota-medan")
        self.staf = Pengguna.objects.get(username="staf")
        self.peserta1 = Pengguna.objects.get(username="peserta1")
        self.operator = Pengguna.objects.get(username="operator")
        self.unit = self.operator.peran.get().unit
        self.pegawai = Pegawai.objects.filter(instansi=self.medan).order_by("pk").first()
        self._operator_lain()
        self.umum = self._umum()
        self.khusus = self._khusus()

    def alamat(self, rute: Rute) -> str:
        """The address of a route, or of a route without a name by its pattern."""
        if rute.nama in self.khusus and isinstance(self.khusus[rute.nama], str):
            return str(self.khusus[rute.nama])
        isi = self.umum | self.khusus.get(rute.nama, {})
        return reverse(rute.nama, kwargs={nama: isi[nama] for nama in rute.argumen})

    def badan_api(self, nama: str) -> dict[str, Any]:
        """A body the act accepts, where an empty one would be refused before the row is looked for."""
        return {"keputusan": "tolak", "alasan": "Contoh"} if nama == "api:pendaftaran_verifikasi" else {}

    def _operator_lain(self) -> None:
        """The operator of another kecamatan of the same kota."""
        kini = self.unit
        unit = (
            Unit.objects.filter(instansi=self.medan, jenis=kini.jenis)
            .exclude(pk=kini.pk)
            .order_by("kode")
            .first()
        )
        lain = buat_akun(oleh=None, username="operator-lain", nama="Operator Lain", sandi="demo-diklat")
        beri_peran(oleh=None, pengguna=lain, jenis=Peran.Jenis.OPERATOR, instansi=self.medan, unit=unit)

    def _umum(self) -> dict[str, Any]:
        berjalan = Gelombang.objects.get(slug=BERJALAN)
        milik_peserta1 = Pendaftaran.objects.get(gelombang=berjalan, pegawai=self.peserta1.pegawai)
        # Not of the operator's unit, wherever the demo's names have put them.
        jauh = Unit.objects.filter(instansi=self.medan, jenis=self.unit.jenis).exclude(pk=self.unit.pk).last()
        Pendaftaran.objects.filter(pk=milik_peserta1.pk).update(unit=jauh, opd=jauh)
        syarat = SyaratBerkas.objects.create(gelombang=berjalan, nama="Surat tugas", kapan="registrasi_ulang")
        berkas = simpan_berkas(oleh=self.staf, instansi=self.medan, isi=_gambar(), nama="surat-tugas.png")
        diserahkan = BerkasPendaftaran.objects.create(
            pendaftaran=milik_peserta1, syarat=syarat, berkas=berkas
        )
        impor = Impor.objects.create(
            jenis="pegawai",
            instansi=self.medan,
            nama_berkas="simpeg.xlsx",
            status="siap",
            dibuat_oleh=self.staf,
        )
        self.berkas_pendaftaran, self.impor, self.berkas = diserahkan, impor, berkas
        return {
            "slug": BERJALAN,
            "nomor": milik_peserta1.nomor,
            "syarat": syarat.pk,
            "ke": 1,
            "unit": self.unit.pk,
            "kunci": buat_akses(pendaftaran=milik_peserta1),
            "kode": "TIDAK-ADA",
        }

    def _khusus(self) -> dict[str, Any]:
        unit = Unit.objects.di_bawah(self.unit.pk).values("pk")
        penuh = Pendaftaran.objects.filter(gelombang__slug=PENUH, unit__in=unit).order_by("pk").first()
        usai = Sertifikat.objects.filter(pendaftaran__gelombang__slug=USAI).order_by("pk").first()
        usulan = Usulan.objects.filter(unit__in=unit).select_related("gelombang").order_by("pk").first()
        akun = Pengguna.objects.filter(pegawai__unit__in=unit, peran=None).order_by("pk").first()
        pekerjaan = Pekerjaan.objects.filter(instansi=self.medan).order_by("dibuat").first()
        kurikulum = Kurikulum.objects.filter(program__instansi=self.medan).order_by("pk").first()
        kantor, alias = {"kode": "kota-medan"}, AliasUnit.objects.create(unit=self.unit, teks="kec. contoh")
        pengguna, kunci = {"pk": self.staf.pk}, KunciApi.objects.get(pemilik=self.staf)
        sesi = {"pk": Sesi.objects.filter(gelombang__slug=BERJALAN).order_by("pk").first().pk}
        massal = TindakanMassal.objects.filter(gelombang__slug=BERJALAN).first()
        surel = {"pk": Surel.objects.filter(instansi=self.medan).first().pk}
        syarat = SyaratBerkas.objects.create(
            gelombang=penuh.gelombang, nama="Surat tugas", kapan="pendaftaran"
        )
        operator = {"slug": PENUH, "nomor": penuh.nomor, "syarat": syarat.pk, "nama": "tarik"}
        selesai = {"slug": USAI, "kode": usai.kode, "nomor": usai.pendaftaran.nomor}
        return {
            "tema": alamat_tema(self.medan) or "/tema/kota-medan-000000000000.css",
            "lambang": {"kode": "kota-medan"},
            "gaya_halaman": {"halaman": "publik"},
            "berkas": {"pk": self.berkas.pk},
            "kotak_keluar_satu": surel,
            "kotak_keluar_ulangi": surel,
            "kotak_keluar_batalkan": surel,
            "kotak_keluar_contoh": {"jenis": "kode_masuk"},
            "pengguna_satu": pengguna,
            "pengguna_peran": pengguna,
            "pengguna_nonaktifkan": pengguna,
            "pengguna_aktifkan": pengguna,
            "pengguna_peran_cabut": pengguna | {"peran": self.staf.peran.get().pk},
            "kunci_api_cabut": {"pk": kunci.pk},
            "tautan_untuk": {"username": akun.username},
            **{
                f"proses_{nama}": {"pk": pekerjaan.pk}
                for nama in ("staf", "satu", "kemajuan", "batalkan", "ulangi")
            },
            "api:pekerjaan": {"pk": pekerjaan.pk},
            **{
                f"impor_{nama}": {"pk": self.impor.pk}
                for nama in (
                    "staf",
                    "satu",
                    "kemajuan",
                    "pilihan",
                    "konfirmasi",
                    "batalkan",
                    "sebutan",
                    "bermasalah",
                )
            },
            **{
                f"pegawai_{nama}": {"pk": self.pegawai.pk}
                for nama in ("satu", "kontak", "ubah", "hapus_pribadi")
            },
            **{
                f"unit_{nama}": {"pk": self.unit.pk, "alias": alias.pk}
                for nama in ("satu", "tambah", "nama", "pindah", "gabung", "sebutan", "sebutan_hapus")
            },
            "instansi_ubah": kantor,
            "instansi_lambang": kantor,
            "lembaga_baru": kantor,
            "pejabat_baru": kantor,
            "usia_pensiun_baru": kantor,
            "usia_pensiun": kantor | {"pk": self.medan.usia_pensiun.first().pk},
            "lembaga": kantor | {"pk": self.medan.nama_lembaga.first().pk},
            "pejabat": kantor | {"pk": self.medan.pejabat.first().pk},
            "impor_unggah": {"jenis": "pegawai"},
            "impor_templat": {"jenis": "pegawai"},
            **{
                f"diklat:program_{nama}": {"pk": kurikulum.program_id}
                for nama in ("satu", "ubah", "hapus", "panitia")
            },
            **{f"diklat:kurikulum{nama}": {"pk": kurikulum.pk} for nama in ("", "_excel", "_salin")},
            "peserta:gelombang_tindakan": {"nama": "batalkan"},
            "peserta:tindakan_pendaftaran": {"nama": "batalkan"},
            "peserta:massal_hasil": {"pk": massal.pk},
            "peserta:syarat_ubah": {"pk": self.umum["syarat"]},
            "peserta:syarat_hapus": {"pk": self.umum["syarat"]},
            "peserta:berkas_nilai": {"pk": self.berkas_pendaftaran.pk},
            **{f"peserta:presensi_{nama}": sesi for nama in ("sesi", "semua", "surat", "hapus", "layar")},
            **self._jadwal(sesi),
            **{rute.nama: operator for rute in semua_rute() if rute.nama.startswith("peserta:operator_")},
            **self._apel(),
            **self._rencana(),
            **self._seminar(),
            **self._tindak_lanjut(),
            **self._kelulusan(kurikulum.pk),
            "peserta:presensi_perangkat_cabut": {"pk": self._perangkat().pk},
            **self._kertas(sesi),
            "peserta:operator_surat": {"slug": usulan.gelombang.slug, "pk": usulan.pk},
            "peserta:gelombang_tagihan": {"slug": PENUH},
            "peserta:mandiri": {"slug": "demo-terbuka"},
            "peserta:mandiri_langkah": {"slug": "demo-terbuka", "langkah": "unit"},
            "peserta:saya_tindakan": {"nama_tindakan": "nama"},
            "peserta:akses_tindakan": {"nama_tindakan": "nama"},
            **{
                rute.nama: selesai | {"bentuk": "zip"}
                for rute in semua_rute()
                if rute.nama.startswith("dokumen:")
            },
            "api:verifikasi": selesai,
            **self._admin(),
        }

    def _perangkat(self) -> PerangkatPindai:
        berjalan = Gelombang.objects.get(slug=BERJALAN)
        return tambah_perangkat(oleh=self.staf, gelombang=berjalan, nama="HP contoh")[0]

    def _kertas(self, sesi: dict[str, Any]) -> dict[str, Any]:
        """A scan of two pages: one that belongs to the session, one to sort by hand."""
        gelombang = Gelombang.objects.get(slug=BERJALAN)
        wadah = io.BytesIO()
        Image.new("L", (210, 297), "white").save(wadah, "PDF")
        berkas = simpan_berkas(
            oleh=self.staf, instansi=gelombang.instansi, isi=wadah.getvalue(), nama="pindaian.pdf"
        )
        pindaian = PindaianKertas.objects.create(
            instansi=gelombang.instansi,
            jenis=JENIS_LEMBAR,
            perihal=perihal(gelombang),
            berkas=berkas,
            banyak=2,
            pengunggah=self.staf,
        )
        isi = {"berkas": berkas, "gambar": berkas}
        pindaian.halaman.create(urutan=1, keadaan="terlampir", acuan=sesi["pk"], **isi)
        halaman = pindaian.halaman.create(urutan=2, keadaan="belum", **isi)
        return {
            "lembar": {"kode": "7K4M-XQ2P-9TRC-WDEH"},
            "peserta:kertas_cetak": {"nama": "jadwal"},
            "peserta:pindaian_satu": {"pk": pindaian.pk},
            "peserta:pindaian_halaman": {"pk": halaman.pk},
            "peserta:presensi_lembar": sesi,
        }

    def _admin(self) -> dict[str, Any]:
        isi: dict[str, Any] = {"admin:view_on_site": {"content_type_id": 1, "object_id": 1}}
        for model in MODEL_ADMIN:
            baris = model.objects.all().untuk(self.staf).first()
            for laku in ("history", "delete", "change"):
                isi[f"admin:{model._meta.label_lower.replace('.', '_')}_{laku}"] = {"object_id": baris.pk}
        for rute in semua_rute():
            if rute.pola.endswith("<path:object_id>/"):
                isi[rute.pola] = "/" + rute.pola.replace("<path:object_id>", "1")
        return isi | {
            "admin:app_list": "/admin/kantor/",
            "admin/(?P<url>.*)$": "/admin/tidak-ada",
            "admin/login/": "/admin/login/",
            "admin/logout/": "/admin/logout/",
            "admin/password_change/": "/admin/password_change/",
            "api/v1/^.*/$": "/api/v1/tidak-ada/",
        }

    def _apel(self) -> dict[str, Any]:
        """A letter of leave of somebody of the operator's units, a seat of their OPD, a ceremony."""
        unit = Unit.objects.di_bawah(self.unit.pk).values("pk")
        pegawai = Pegawai.objects.filter(unit__in=unit, halangan=None, status_kepegawaian="pns").order_by(
            "pk"
        )[0]
        surat = Halangan.objects.create(
            instansi=pegawai.instansi,
            unit=pegawai.unit,
            pegawai=pegawai,
            jenis=Halangan.Jenis.CUTI,
            mulai="2026-01-05",
            selesai="2026-01-06",
        )
        kursi = UndanganOpd.objects.create(gelombang=Gelombang.objects.get(slug=BERJALAN), unit=self.unit)
        undangan = ("undangan_satu", "undangan_hadir", "operator_undangan")
        tamu = Tamu.objects.filter(upacara__gelombang__slug=BERJALAN).order_by("pk").first()
        upacara = ("upacara_satu", "upacara_ubah", "upacara_cetak", "upacara_tamu_excel")
        kunjungan = Kunjungan.objects.filter(gelombang__slug=BERJALAN).earliest("mulai")
        satu = ("satu", "ubah", "peserta", "sisa", "ingatkan", "hapus")
        return {
            **{f"peserta:kunjungan_{nama}": {"pk": kunjungan.pk} for nama in satu},
            **{f"peserta:{pintu}_pelajaran": {"pk": kunjungan.pk} for pintu in ("saya", "akses")},
            "peserta:upacara_tamu": {"pk": tamu.pk},
            **{f"peserta:{nama}": {"jenis": "pembukaan"} for nama in upacara},
            **{f"peserta:{nama}": {"pk": kursi.pk} for nama in undangan},
            **{f"peserta:{ruang}apel_halangan_hapus": {"pk": surat.pk} for ruang in ("", "operator_")},
            **{f"peserta:{ruang}apel_halangan_baru": {"pk": surat.pegawai_id} for ruang in ("", "operator_")},
        }

    def _rencana(self) -> dict[str, Any]:
        """The plan of `peserta1`: a version with a file, a meeting, a review; a klaster."""
        rencana = RencanaAksi.objects.get(pendaftaran__nomor=self.umum["nomor"])
        pendamping = rencana.pendaftaran.pendamping.get(peran="mentor")
        berkas = simpan_berkas(oleh=self.staf, instansi=self.medan, isi=_gambar(), nama="makalah.png")
        kini = timezone.now()
        lampiran = LampiranRencana.objects.create(
            rencana=rencana, jenis="makalah", berkas=berkas, diunggah=kini
        )
        isi = {"lampiran": [{"jenis": "makalah", "nama": berkas.nama, "berkas": str(berkas.pk)}]}
        VersiRencana.objects.create(rencana=rencana, nomor=1, judul="Contoh", isi=isi, dibuat=kini)
        bimbingan = Bimbingan.objects.create(
            rencana=rencana, pendamping=pendamping, tanggal=kini.date(), uraian="Contoh"
        )
        sesi = Sesi.objects.filter(gelombang__slug=BERJALAN).order_by("pk").last()
        pintu = PintuMentor.objects.get(pegawai=pendamping.pegawai, instansi=self.medan)
        saya = {"berkas": lampiran.berkas_id, "nomor_versi": 1, "pk": bimbingan.pk, "jenis": "makalah"}
        mentor = {"kode": pintu.kode, "berkas": lampiran.berkas_id}
        return {
            **{
                r.nama: saya
                for r in semua_rute()
                if "_rencana_" in r.nama and r.nama.startswith("penilaian:")
            },
            "penilaian:klaster_ubah": {"pk": rencana.klaster_id},
            "penilaian:pintu_coach": {"kode": Narasumber.objects.filter(instansi=self.medan).first().kode},
            "penilaian:rencana_tautan": {"pk": pendamping.pk},
            "penilaian:rencana_review": {"sesi": sesi.pk},
            **{f"penilaian:pintu_mentor{ekor}": mentor for ekor in ("", "_rencana", "_berkas")},
        }

    def _tindak_lanjut(self) -> dict[str, Any]:
        """An innovation `peserta1` wrote years ago, with one report and its evidence; one of somebody else's."""
        lama = Gelombang.objects.get(slug="inovasi-pelayanan-2018")
        inovasi = Inovasi.objects.filter(
            rencana__pendaftaran__gelombang=lama, diterbitkan__isnull=False
        ).first()
        p = Pendaftaran.objects.get(nomor=self.umum["nomor"])
        p.pk, p.nomor, p.gelombang, p.rentang, p.ndh = None, "PD-LAMA", lama, lama.rentang, 99
        Pendaftaran.objects.bulk_create([p])
        kini = timezone.now()
        rencana = RencanaAksi.objects.create(
            pendaftaran=p, judul="Antrean daring", klaster=inovasi.klaster, unit=inovasi.unit, status="disetujui",
            diajukan=kini,
        )  # fmt: skip
        laporan = LaporanInovasi.objects.create(
            rencana=rencana, bulan=3, keadaan="berjalan", uraian="Contoh", dikirim=kini
        )
        berkas = simpan_berkas(oleh=self.staf, instansi=self.medan, isi=_gambar(), nama="bukti.png")
        BuktiInovasi.objects.create(laporan=laporan, berkas=berkas)
        orang = inovasi.rencana.pendaftaran
        milik = {"nomor": p.nomor, "kunci": buat_akses(pendaftaran=p), "bulan": 3, "berkas": berkas.pk}
        kantor = {"slug": lama.slug, "nomor": orang.nomor, "bulan": 3}
        rute = [r for r in semua_rute() if "tindak_lanjut" in r.nama]
        return {
            **{r.nama: kantor for r in rute},
            **{r.nama: milik for r in rute if r.nama.startswith(("penilaian:saya", "penilaian:akses"))},
            **{f"penilaian:inovasi_{nama}": {"slug": inovasi.slug} for nama in ("satu", "suara")},
            "penilaian:mentor_laporan": kantor,
        }

    def _seminar(self) -> dict[str, Any]:
        """A seminar with one talk and its sheet; its rubric is not frozen, so that it may be changed."""
        berjalan = Gelombang.objects.get(slug=BERJALAN)
        rubrik = buat_rubrik_contoh(oleh=self.staf, instansi=self.medan)
        seminar = Seminar.objects.create(
            gelombang=berjalan,
            nama="Seminar contoh",
            tanggal=berjalan.mulai,
            rubrik=rubrik,
            status="berlangsung",
        )
        mulai = timezone.now()
        ruang = RuangSeminar.objects.create(seminar=seminar, nama="Ruang A", mulai=mulai)
        rencana = RencanaAksi.objects.get_or_create(
            pendaftaran=Pendaftaran.objects.get(nomor=self.umum["nomor"]),
            defaults={"judul": "Antrean daring"},
        )[0]
        selesai = mulai + datetime.timedelta(minutes=15)
        giliran = Giliran.objects.create(
            seminar=seminar, ruang=ruang, rencana=rencana, urutan=1, mulai=mulai, selesai=selesai
        )
        penguji = buat_akun(oleh=None, username="penguji-contoh", nama="Penguji Contoh")
        tugas = Penugasan.objects.create(
            giliran=giliran, peran="penguji", penilai=penguji, waktu=(mulai, selesai)
        )
        LembarNilai.objects.create(penugasan=tugas)
        naskah = self._naskah(seminar, giliran)
        isi = {
            "pk": seminar.pk, "ruang": ruang.pk, "giliran": giliran.pk, "tugas": tugas.pk, "seminar": seminar.pk,
            "nama": "akhiri",
            "gambar": simpan_berkas(oleh=self.staf, instansi=self.medan, isi=_gambar(), nama="h.png").pk,
            "naskah": naskah.pk,
        }  # fmt: skip
        return {
            **{rute.nama: isi for rute in semua_rute() if rute.nama.startswith(AWALAN_SEMINAR)},
            **{f"penilaian:rubrik_{nama}": {"pk": rubrik.pk} for nama in ("satu", "salin", "hapus")},
        }

    def _kelulusan(self, kurikulum: int) -> dict[str, Any]:
        """A gelombang whose program has components, with a recap that was opened again."""
        g = Gelombang.objects.get(slug=BERNILAI)
        kini = timezone.now()
        RekapKelulusan.objects.create(
            gelombang=g,
            ke=1,
            isi={"komponen": [], "nilai_lulus": "70.01", "hadir_minimal": "", "baris": []},
            ditetapkan=kini,
            penetap="Panitia Contoh",
            dibuka=kini,
            alasan_dibuka="Contoh",
        )
        satu = {"slug": BERNILAI, "ke": 1}
        return {
            **{rute.nama: satu for rute in semua_rute() if rute.nama.startswith("penilaian:kelulusan_")},
            "penilaian:aturan_kelulusan": {"pk": kurikulum},
        }

    def _naskah(self, seminar: Seminar, giliran: Giliran) -> NaskahAcara:
        """A Surat Kesepakatan `peserta1` has not signed."""
        isi = {
            "judul": "Surat Kesepakatan",
            "hal": "Contoh",
            "kegiatan": "Contoh",
            "versi": "",
            "pembuka": [],
            "bagian": [],
            "penutup": [],
            "tempat_tanggal": "",
            "pihak": [],
        }
        naskah = NaskahAcara.objects.create(
            seminar=seminar, jenis="kesepakatan", giliran=giliran, versi=1, isi=isi, sidik="0" * 64,
            dibuat=timezone.now(), dibuat_oleh=self.staf,
        )  # fmt: skip
        pegawai = giliran.rencana.pendaftaran.pegawai
        naskah.pihak.create(urutan=1, sebagai="Peserta", pegawai=pegawai, nama=pegawai.nama)
        return naskah

    def _jadwal(self, sesi: dict[str, Any]) -> dict[str, Any]:
        bahan = BahanTayang.objects.filter(sesi__gelombang__slug=BERJALAN).select_related("sesi").get()
        narasumber, ruang = bahan.narasumber, {"pk": self.medan.ruang.first().pk}
        pribadi = {"kode": narasumber.kode, "sesi": bahan.sesi.uid, "bahan": bahan.berkas_id}
        return {
            **{f"diklat:sesi_{nama}": sesi for nama in ("ubah", "tukar", "batal", "hapus", "bahan")},
            "diklat:bahan_tarik": {"pk": bahan.pk},
            **{
                f"diklat:narasumber_{nama}": {"pk": narasumber.pk}
                for nama in ("satu", "ubah", "tautan", "lupakan")
            },
            **{f"diklat:narasumber_{nama}": pribadi for nama in ("saya", "ics", "bahan", "berkas", "tarik")},
            "diklat:ruang_satu": ruang,
            "diklat:ruang_ubah": ruang,
            "peserta:saya_bahan": {"berkas": bahan.berkas_id},
            "peserta:akses_bahan": {"berkas": bahan.berkas_id},
        }


def _gambar() -> bytes:
    """A file that nobody else has handed in."""
    isi = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(isi, "PNG")
    return isi.getvalue()
