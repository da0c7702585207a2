"""Reads of plans: the text, what is still missing, versions and their difference, the list of a gelombang."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from diklat.models import Gelombang
from kantor.lib.tanggal import rentang, tanggal
from kantor.lingkup import Hak
from kantor.models import Berkas, Pengguna
from penilaian.lib.banding import SAMA, Potongan, beda_kata
from penilaian.lib.naskah import BAGIAN, JANGKA, Naskah, Tahap, kurang, tahap_dari_isi
from penilaian.models import (
    AturanRencana,
    LampiranRencana,
    Pendamping,
    RencanaAksi,
    StatusRencana,
    VersiRencana,
)
from penilaian.models.pendamping import MENDAMPINGI, PeranPendamping, StatusPendamping
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import TERPANGGIL

# What a filter of the tab may be set to: a status, or one of these.
BELUM_MULAI, TANPA_MENTOR, MENUNGGU_KESEDIAAN = "belum", "tanpa_mentor", "kesediaan"
SARING = [
    ("", "Semua"),
    (BELUM_MULAI, "Belum mulai menulis"),
    *StatusRencana.choices,
    (TANPA_MENTOR, "Belum ada mentor"),
    (MENUNGGU_KESEDIAAN, "Mentor belum menjawab"),
]


def naskah_dari(rencana: RencanaAksi) -> Naskah:
    """The text of a row."""
    tahap = tuple(
        Tahap(t.jangka, t.kegiatan, t.hasil, t.mulai, t.selesai) for t in rencana.tahap.order_by("urutan")
    )
    return Naskah(
        judul=rencana.judul,
        klaster_id=rencana.klaster_id,
        unit_id=rencana.unit_id,
        tahap=tahap,
        **{kunci: getattr(rencana, kunci) for kunci in BAGIAN},
    )


def aturan_untuk(p: Pendaftaran) -> AturanRencana | None:
    """The rule by which this registration writes a plan; None where nobody writes one, or not this person."""
    if p.status not in TERPANGGIL:
        return None
    return AturanRencana.objects.filter(gelombang=p.gelombang_id).first()


def rencana_untuk(p: Pendaftaran) -> RencanaAksi | None:
    """The plan of this registration with what its page shows; None before the first word."""
    return (
        RencanaAksi.objects.filter(pendaftaran=p)
        .select_related("klaster", "unit__parent")
        .prefetch_related("lampiran__berkas", "versi__tanggapan")
        .first()
    )


def lampiran_kini(rencana: RencanaAksi | None) -> dict[str, LampiranRencana]:
    """Paper and slides in use, by kind."""
    if rencana is None:
        return {}
    return {x.jenis: x for x in rencana.lampiran.all() if x.dilepas is None}


def yang_kurang(rencana: RencanaAksi | None, aturan: AturanRencana) -> list[tuple[str, str]]:
    """What stands against sending: (part, sentence); nothing for a plan that is whole."""
    hasil = kurang(naskah_dari(rencana) if rencana else Naskah())
    ada = lampiran_kini(rencana)
    if aturan.wajib_makalah and "makalah" not in ada:
        hasil.append(("makalah", "Makalah belum dilampirkan."))
    if aturan.wajib_paparan and "paparan" not in ada:
        hasil.append(("paparan", "Bahan paparan belum dilampirkan."))
    return hasil


@dataclass(frozen=True)
class BagianVersi:
    """One part of a version, for reading."""

    kunci: str
    label: str
    teks: str


def bagian_versi(versi: VersiRencana) -> list[BagianVersi]:
    """All of a version but its files, in the order of the paper."""
    isi: dict[str, Any] = versi.isi
    hasil = [
        BagianVersi("judul", "Judul", versi.judul),
        BagianVersi("klaster", "Klaster", isi.get("klaster") or ""),
        BagianVersi("unit", "Unit kerja pelaksana", isi.get("unit") or ""),
    ]
    hasil += [BagianVersi(k, BAGIAN[k][0], isi.get(k) or "") for k in list(BAGIAN)[:4]]
    hasil.append(BagianVersi("tahap", "Tahapan", teks_tahap(tahap_dari_isi(isi.get("tahap") or []))))
    return hasil + [BagianVersi(k, BAGIAN[k][0], isi.get(k) or "") for k in list(BAGIAN)[4:]]


def teks_tahap(tahap: tuple[Tahap, ...]) -> str:
    """Steps as lines of text, to be read or compared."""
    baris = []
    for n, t in enumerate(tahap, 1):
        kapan = kapan_tahap(t)
        hasil = f" Hasil: {t.hasil}" if t.hasil else ""
        baris.append(f"{n}. {JANGKA.get(t.jangka, t.jangka)}{kapan}: {t.kegiatan or '–'}.{hasil}")
    return "\n".join(baris)


def kapan_tahap(t: Tahap) -> str:
    """` (22 Agustus s.d. 30 September 2017)`, or nothing without a date."""
    if t.mulai and t.selesai:
        return f" ({rentang(t.mulai, t.selesai)})"
    satu = t.mulai or t.selesai
    return f" ({tanggal(satu)})" if satu else ""


@dataclass(frozen=True)
class BedaBagian:
    """What changed in one part."""

    label: str
    potongan: list[Potongan]


def banding_versi(lama: VersiRencana, baru: VersiRencana) -> list[BedaBagian]:
    """The parts in which two versions differ, word by word; files by name."""
    pasangan = [
        (b.label, a.teks, b.teks) for a, b in zip(bagian_versi(lama), bagian_versi(baru), strict=True)
    ]
    pasangan.append(("Lampiran", _teks_lampiran(lama), _teks_lampiran(baru)))
    semua = [BedaBagian(label, beda_kata(a, b)) for label, a, b in pasangan if a != b]
    return [satu for satu in semua if any(x.jenis != SAMA for x in satu.potongan)]


def banding_naskah(
    ditulis: Naskah, tersimpan: Naskah, nama: dict[str, dict[int, str]]
) -> list[tuple[str, str, str]]:
    """Parts in which what was just typed differs from what is stored: (label, typed, stored)."""

    def isi(n: Naskah) -> list[tuple[str, str]]:
        return [
            ("Judul", n.judul),
            ("Klaster", nama["klaster"].get(n.klaster_id or 0, "")),
            ("Unit kerja pelaksana", nama["unit"].get(n.unit_id or 0, "")),
            *((BAGIAN[k][0], teks) for k, teks in n.bagian().items()),
            ("Tahapan", teks_tahap(n.tahap)),
        ]

    return [(label, a, b) for (label, a), (_, b) in zip(isi(ditulis), isi(tersimpan), strict=True) if a != b]


def _teks_lampiran(versi: VersiRencana) -> str:
    sebutan = dict(LampiranRencana.Jenis.choices)
    # The same name may hide another content: the first letters of its key tell them apart.
    return "\n".join(
        f"{sebutan.get(x['jenis'], x['jenis'])}: {x['nama']} [{x['berkas'][:4]}]"
        for x in versi.isi.get("lampiran", [])
    )


def daftar_rencana(
    gelombang: Gelombang, *, saring: str = "", klaster: int | None = None
) -> QuerySet[Pendaftaran]:
    """The people of a gelombang who write a plan, each with plan, counts and who guides (`kini`). Two statements."""
    baris = (
        Pendaftaran.objects.filter(gelombang=gelombang, status__in=TERPANGGIL)
        .select_related("rencana__klaster", "pegawai")
        .annotate(
            banyak_versi=Count("rencana__versi", distinct=True),
            banyak_bimbingan=Count("rencana__bimbingan", distinct=True),
            banyak_paraf=Count(
                "rencana__bimbingan", distinct=True, filter=Q(rencana__bimbingan__paraf_pada__isnull=False)
            ),
        )
        .prefetch_related(
            Prefetch(
                "pendamping",
                Pendamping.objects.filter(
                    Q(status__in=MENDAMPINGI) | Q(status=StatusPendamping.MENOLAK)
                ).select_related("pegawai", "narasumber"),
                to_attr="kini",
            )
        )
        .order_by("ndh", "nama_kunci", "pk")
    )
    if klaster is not None:
        baris = baris.filter(rencana__klaster=klaster)
    return _saring(baris, saring)


def _saring(baris: QuerySet[Pendaftaran], saring: str) -> QuerySet[Pendaftaran]:
    mentor = Pendamping.objects.filter(
        pendaftaran=OuterRef("pk"), peran=PeranPendamping.MENTOR, status__in=MENDAMPINGI
    )
    if saring == BELUM_MULAI:
        return baris.filter(rencana=None)
    if saring == TANPA_MENTOR:
        return baris.filter(~Exists(mentor))
    if saring == MENUNGGU_KESEDIAAN:
        return baris.filter(Exists(mentor.filter(status=StatusPendamping.DIUNDANG)))
    return baris.filter(rencana__status=saring) if saring in StatusRencana.values else baris


def ringkas_rencana(gelombang: Gelombang) -> dict[str, int]:
    """How many stand where; one statement."""
    orang = Pendaftaran.objects.filter(gelombang=gelombang, status__in=TERPANGGIL)
    mentor = Pendamping.objects.filter(
        pendaftaran=OuterRef("pk"), peran=PeranPendamping.MENTOR, status__in=MENDAMPINGI
    )
    hitung: dict[str, Any] = {s: Count("pk", filter=Q(rencana__status=s)) for s in StatusRencana.values}
    return orang.annotate(ada_mentor=Exists(mentor)).aggregate(
        semua=Count("pk"),
        belum=Count("pk", filter=Q(rencana=None)),
        tanpa_mentor=Count("pk", filter=Q(ada_mentor=False)),
        **hitung,
    )


def buka_lampiran(pengguna: Pengguna, berkas: Berkas) -> bool:
    """Registry `pembuka_berkas`: files of a plan for staff and its writer; for who guides it, those that were sent."""
    baris = LampiranRencana.objects.filter(berkas=berkas).select_related("rencana__pendaftaran").first()
    if (
        baris is None
        or not RencanaAksi.objects.untuk(pengguna, Hak.LIHAT).filter(pk=baris.rencana_id).exists()
    ):
        return False
    p = baris.rencana.pendaftaran
    if pengguna.pegawai_id is None or p.gelombang.instansi_id in pengguna.instansi_dengan(Hak.LIHAT):
        return True
    return p.pegawai_id == pengguna.pegawai_id or terkirim(baris.rencana, berkas)


def terkirim(rencana: RencanaAksi, berkas: Berkas) -> bool:
    """Whether the file belongs to a version that was sent."""
    return rencana.versi.filter(isi__lampiran__contains=[{"berkas": str(berkas.pk)}]).exists()
