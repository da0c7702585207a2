"""What a berita acara and a Surat Kesepakatan say, put together from what stands in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kantor.galat import KeadaanBerubah
from kantor.lib import nip as lib_nip
from kantor.lib import tanggal
from kantor.lib.angka import desimal, ringkas
from penilaian.lib.naskah_acara import Isi, bagian, pihak
from penilaian.models import (
    Giliran,
    Kapasitas,
    Keputusan,
    Pendamping,
    PengujiRuang,
    Penugasan,
    PeranPenilai,
    RuangSeminar,
    Seminar,
    StatusLembar,
)
from penilaian.models.pendamping import PeranPendamping, StatusPendamping
from penilaian.queries.dasbor import BarisHasil, BarisLembar, Dasbor

JANGKA = {"pendek": "Jangka pendek", "menengah": "Jangka menengah", "panjang": "Jangka panjang"}
LAPORAN = "ke-3, ke-6, dan ke-12"


@dataclass
class Penanda:
    """One who will sign, with the row that proves who it is."""

    isi: Isi
    siapa: dict[str, Any]
    kapasitas: str = ""


@dataclass
class Rancangan:
    """A paper ready to be made."""

    isi: Isi
    penanda: list[Penanda] = field(default_factory=list)
    butir: list[tuple[Giliran, BarisHasil]] = field(default_factory=list)


def berita_acara(
    seminar: Seminar, hasil: Dasbor, *, ruang: RuangSeminar | None = None, versi: str = ""
) -> Rancangan:
    """The berita acara of the one plan in `hasil`, or with `ruang` of all plans of a room in their order.

    Raises KeadaanBerubah naming what is missing: scores, the word on a difference, a decision, somebody to sign.
    """
    baris = sorted(hasil.baris, key=lambda b: (b.giliran.urutan, b.giliran.pk))
    if halangan := [k for b in baris for k in yang_kurang(b)]:
        raise KeadaanBerubah(" ".join(halangan[:8]))
    tim = _tim([b.giliran for b in baris])
    if not baris or not tim:
        raise KeadaanBerubah("Tidak ada penguji yang bertugas, jadi tidak ada yang menandatangani.")
    tempat = ruang or baris[0].giliran.ruang
    if ruang is None:
        hal, isi = _satu_rencana(seminar, hasil, baris[0])
    else:
        hal, isi = str(ruang), _satu_ruang(seminar, baris)
    return Rancangan(
        _naskah(
            seminar,
            isi,
            judul="Berita Acara Seminar Rencana Aksi",
            hal=hal,
            versi=versi,
            pembuka=f"telah dilaksanakan {seminar.nama}. Tim Penguji {tempat} yang bertanda tangan menyatakan:",
            penutup="Demikian berita acara ini dibuat untuk dipergunakan sebagaimana mestinya.",
            penanda=tim,
        ),
        tim,
        [(b.giliran, b) for b in baris],
    )


def kesepakatan(seminar: Seminar, giliran: Giliran, versi: str = "") -> Rancangan:
    """The Surat Kesepakatan of one plan. Raises KeadaanBerubah naming what is missing."""
    p = giliran.rencana.pendaftaran
    siapa = p.nama_lengkap
    if giliran.keputusan == Keputusan.DITOLAK:
        raise KeadaanBerubah(f"{siapa}: rencana aksinya ditolak, jadi tidak ada yang disepakati.")
    if giliran.versi is None:
        raise KeadaanBerubah(f"{siapa}: penilaian belum dimulai, jadi naskah yang disepakati belum pasti.")
    mentor = mentor_kini(p.pk)
    if mentor is None:
        raise KeadaanBerubah(f"{siapa}: belum ada mentor yang bersedia.")
    tim = _tim([giliran])
    if not tim:
        raise KeadaanBerubah(f"{siapa}: belum ada penguji.")
    peserta = Penanda(
        pihak("Peserta", siapa, _jabatan(p.jabatan, p.unit_nama), p.pegawai.nip or ""), {"pegawai": p.pegawai}
    )
    semua = [peserta, penanda_mentor(mentor), *tim]
    return Rancangan(
        _naskah(
            seminar,
            _isi_kesepakatan(giliran, semua),
            judul="Surat Kesepakatan Rencana Aksi (Action Plan) Inovasi Pelayanan Publik",
            hal=siapa,
            versi=versi,
            pembuka="yang bertanda tangan di bawah ini:",
            penutup="Demikian surat kesepakatan ini dibuat dan ditandatangani bersama.",
            penanda=semua,
        ),
        semua,
    )


def mentor_kini(pendaftaran: int) -> Pendamping | None:
    """Who is mentor of this peserta now, and has agreed to."""
    baris = Pendamping.objects.filter(
        pendaftaran=pendaftaran, peran=PeranPendamping.MENTOR, status=StatusPendamping.BERSEDIA
    )
    return baris.select_related("pegawai").first()


def penanda_mentor(mentor: Pendamping) -> Penanda:
    """The mentor with the capacity of now."""
    pegawai = mentor.pegawai
    return Penanda(
        pihak("Mentor", mentor.nama_lengkap, mentor.jabatan_cetak, (pegawai.nip if pegawai else "") or ""),
        {"pegawai": pegawai},
        mentor.kapasitas,
    )


def penanda_penguji(tugas: Penugasan, ketua: bool) -> Penanda:
    """An examiner as the office knows them now."""
    akun = tugas.penilai
    pegawai = akun.pegawai if akun else None
    return Penanda(
        pihak(
            "Ketua Tim Penguji" if ketua else "Anggota Tim Penguji",
            tugas.nama_penilai,
            pegawai.jabatan if pegawai else "",
            (pegawai.nip if pegawai else "") or "",
        ),
        {"pengguna": akun},
        Kapasitas.DEFINITIF,
    )


def yang_kurang(b: BarisHasil) -> list[str]:
    """What stands in the way of a berita acara of this plan, in sentences."""
    siapa = b.giliran.rencana.pendaftaran.nama_lengkap
    kurang = [f"{siapa}: {k}" for k in b.kurang]
    if b.perlu_penjelasan:
        kurang.append(
            f"{siapa}: nilai penguji berselisih {desimal(b.rentang or 0)} dan belum dijelaskan pada halaman Nilai."
        )
    if not b.giliran.keputusan:
        kurang.append(f"{siapa}: belum diputuskan.")
    return kurang


def _naskah(
    seminar: Seminar,
    isi: list[Isi],
    *,
    judul: str,
    hal: str,
    versi: str,
    pembuka: str,
    penutup: str,
    penanda: Sequence[Penanda],
) -> Isi:
    g = seminar.gelombang
    tempat = ", ".join(satu for satu in (g.tempat, g.kota_tempat) if satu)
    kota = g.kota_tempat or g.instansi.kota
    return {
        "judul": judul,
        "hal": hal,
        "kegiatan": f"{g.kurikulum.program.nama} {g.sebutan}".strip(),
        "versi": versi,
        "pembuka": [f"Pada hari {tanggal.panjang(seminar.tanggal)}, bertempat di {tempat}, {pembuka}"],
        "bagian": isi,
        "penutup": [penutup],
        "tempat_tanggal": ", ".join(satu for satu in (kota, tanggal.tanggal(seminar.tanggal)) if satu),
        "pihak": [satu.isi for satu in penanda],
    }


def _tim(giliran: Sequence[Giliran]) -> list[Penanda]:
    """The examiners of these talks, the chair first; each once."""
    ketua = set(
        PengujiRuang.objects.filter(
            ruang__in={g.ruang_id for g in giliran}, berakhir=None, ketua=True
        ).values_list("penguji", flat=True)
    )
    tugas = Penugasan.objects.filter(giliran__in=giliran, peran=PeranPenilai.PENGUJI, dicabut=None)
    orang = {t.penilai_id: t for t in tugas.select_related("penilai__pegawai").order_by("-pk")}
    urut = sorted(orang.values(), key=lambda t: (t.penilai_id not in ketua, t.pk))
    return [penanda_penguji(t, t.penilai_id in ketua) for t in urut]


def _satu_rencana(seminar: Seminar, hasil: Dasbor, b: BarisHasil) -> tuple[str, list[Isi]]:
    g = b.giliran
    p = g.rencana.pendaftaran
    urut = sorted(b.lembar, key=lambda x: x.peran != PeranPenilai.PENGUJI)
    nilai = [[x.nama, x.sebutan_peran, _nilai(x)] for x in urut]
    peran = [
        [PeranPenilai(nama).label, f"{ringkas(bobot)}%", desimal(b.peran[nama])]
        for nama, bobot in hasil.isi.peran.items()
    ]
    return p.nama_lengkap, [
        bagian(
            "Rencana aksi",
            fakta=[
                ("Peserta", p.nama_lengkap),
                ("NIP", lib_nip.cetak(p.pegawai.nip) if p.pegawai.nip else ""),
                ("Jabatan", _jabatan(p.jabatan, p.unit_nama)),
                ("Judul", g.versi.judul if g.versi else g.rencana.judul),
                ("Klaster", str(g.rencana.klaster or "")),
                ("Naskah yang dinilai", _naskah_dinilai(g)),
            ],
        ),
        bagian("Nilai", kepala=("Penilai", "Selaku", "Nilai"), baris=nilai),
        bagian("", kepala=("Peran", "Bobot", "Nilai"), baris=peran),
        bagian(
            "",
            fakta=[
                ("Nilai akhir", desimal(b.nilai or 0)),
                ("Rubrik", str(seminar.rubrik)),
                ("Penguji", _sebaran(b)),
                ("Penjelasan selisih", g.penjelasan_selisih if b.melebihi else ""),
            ],
        ),
        *_catatan([b]),
        bagian("Keputusan", paragraf=[f"Rencana aksi ini dinyatakan {_keputusan(g)}.", *_kata(g)]),
    ]


def _satu_ruang(seminar: Seminar, baris: Sequence[BarisHasil]) -> list[Isi]:
    isi = [
        [
            str(n),
            b.giliran.rencana.pendaftaran.nama_lengkap,
            b.giliran.versi.judul if b.giliran.versi else "",
            str(b.giliran.rencana.klaster or ""),
            desimal(b.nilai or 0),
            _keputusan(b.giliran),
        ]
        for n, b in enumerate(baris, 1)
    ]
    penjelasan = [
        f"{_siapa(b)}: {desimal(b.rentang or 0)} poin. {b.giliran.penjelasan_selisih}"
        for b in baris
        if b.melebihi
    ]
    kata = [f"{_siapa(b)}: {satu}" for b in baris for satu in _kata(b.giliran)]
    return [
        bagian(
            "Nilai dan keputusan",
            kepala=("No", "Peserta", "Judul", "Klaster", "Nilai", "Keputusan"),
            baris=isi,
        ),
        bagian("", fakta=[("Rubrik", str(seminar.rubrik))]),
        *([bagian("Selisih nilai antarpenguji", butir=penjelasan)] if penjelasan else []),
        *_catatan(baris),
        *([bagian("Catatan keputusan", butir=kata)] if kata else []),
    ]


def _catatan(baris: Sequence[BarisHasil]) -> list[Isi]:
    """What did not go as usual: conflicts overridden, abstained, taken off, from paper."""
    butir = []
    for b in baris:
        awal = f"{_siapa(b)}: " if len(baris) > 1 else ""
        for x in b.lembar:
            if x.konflik:
                butir.append(
                    f"{awal}{x.nama} tetap menilai meskipun ada benturan kepentingan ({x.konflik}). "
                    f"Alasan: {x.alasan_tetap}."
                )
            if x.status == StatusLembar.ABSTAIN:
                butir.append(f"{awal}{x.nama} tidak memberi nilai (abstain). Alasan: {x.alasan}.")
            if x.dicabut:
                butir.append(
                    f"{awal}{x.nama} tidak bertugas lagi setelah menilai. Alasan: {x.alasan_dicabut}. "
                    "Nilai yang sudah dikirim tetap dihitung."
                )
            if x.sumber == "kertas":
                butir.append(f"{awal}Lembar {x.nama} disalin dari kertas dan dicocokkan orang kedua.")
    return [bagian("Catatan", butir=[satu.replace("..", ".") for satu in butir])] if butir else []


def _isi_kesepakatan(giliran: Giliran, semua: Sequence[Penanda]) -> list[Isi]:
    versi = giliran.versi
    isi = versi.isi if versi else {}
    tahap = [
        [
            JANGKA.get(t.get("jangka", ""), ""),
            t.get("kegiatan", ""),
            t.get("hasil", ""),
            _kapan(t.get("mulai"), t.get("selesai")),
        ]
        for t in isi.get("tahap", [])
    ]
    butir = [
        f"Peserta melaksanakan rencana aksi ini di unit kerja pelaksana dan melaporkannya pada bulan {LAPORAN}.",
        "Mentor memberi arahan, mengupayakan dukungan yang tersedia di unit kerja, dan memeriksa laporan peserta.",
        "Tim Penguji telah menguji rencana aksi ini dan memberi masukan yang diperhatikan peserta dan mentor.",
        "Perubahan rencana aksi disampaikan kepada mentor dan dicatat sebagai versi baru.",
    ]
    if giliran.keputusan == Keputusan.PERBAIKAN and giliran.batas_perbaikan:
        butir.insert(
            1,
            "Peserta menyerahkan naskah perbaikan kepada mentor paling lambat "
            f"{tanggal.tanggal(giliran.batas_perbaikan)}.",
        )
    return [
        bagian(
            "",
            kepala=("No", "Selaku", "Nama", "Jabatan"),
            baris=[
                [str(n), x.isi["sebagai"], x.isi["nama"], x.isi["jabatan"]] for n, x in enumerate(semua, 1)
            ],
        ),
        bagian(
            "Rencana aksi yang disepakati",
            fakta=[
                ("Judul", versi.judul if versi else ""),
                ("Klaster", str(isi.get("klaster", ""))),
                ("Unit kerja pelaksana", str(isi.get("unit", ""))),
                ("Naskah", f"versi {versi.nomor}" if versi else ""),
            ],
        ),
        *([bagian("Tahapan", kepala=("Jangka", "Kegiatan", "Hasil", "Waktu"), baris=tahap)] if tahap else []),
        bagian("Isi kesepakatan", butir=butir),
    ]


def _kapan(mulai: str | None, selesai: str | None) -> str:
    hari = [tanggal.urai(satu) for satu in (mulai, selesai) if satu]
    return tanggal.rentang(hari[0], hari[1]) if len(hari) == 2 else "".join(map(tanggal.tanggal, hari))


def _nilai(x: BarisLembar) -> str:
    if x.status == StatusLembar.ABSTAIN:
        return "abstain"
    return desimal(x.nilai) if x.nilai is not None else "–"


def _sebaran(b: BarisHasil) -> str:
    if b.rerata is None or b.rentang is None:
        return ""
    return f"{b.n} orang, rata-rata {desimal(b.rerata)}, selisih tertinggi dan terendah {desimal(b.rentang)}"


def _naskah_dinilai(g: Giliran) -> str:
    if g.versi is None:
        return ""
    disetujui = g.versi.tanggapan.filter(keputusan="setuju").first()
    kata = f"disetujui {disetujui.nama}, {disetujui.jabatan}" if disetujui else "belum disetujui mentor"
    return f"versi {g.versi.nomor}, {kata}"


def _keputusan(g: Giliran) -> str:
    if g.keputusan == Keputusan.PERBAIKAN and g.batas_perbaikan:
        return f"diterima dengan perbaikan paling lambat {tanggal.tanggal(g.batas_perbaikan)}"
    return str(g.get_keputusan_display()).lower()


def _kata(g: Giliran) -> list[str]:
    return [g.catatan_keputusan] if g.catatan_keputusan else []


def _siapa(b: BarisHasil) -> str:
    return str(b.giliran.rencana.pendaftaran.nama_lengkap)


def _jabatan(jabatan: str, unit: str) -> str:
    return ", ".join(satu for satu in (jabatan, unit) if satu)
