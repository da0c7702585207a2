"""Who has not sent names yet: quota, proposed, missing, per unit, with a text ready for WhatsApp."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Max

from diklat.models import Gelombang
from kantor.lib.tanggal import rentang, tanggal_jam
from kantor.lib.telepon import ajak_wa, samarkan
from kantor.models import Peran
from kantor.queries.instansi import nama_kantor
from kantor.services.kontak import ponsel_tercatat
from peserta.models import Usulan
from peserta.models.pendaftaran import HIDUP
from peserta.queries.batas import batas_usulan
from peserta.queries.kuota import KuotaTerisi, kuota_unit


@dataclass(frozen=True)
class Tagihan:
    """What one unit owes a gelombang. `operator` are names of its Operator OPD, `surat` its last letter.

    `ponsel` is the number of the first operator who has one on file, "" where none is known or none was asked for.
    """

    gelombang: Gelombang
    unit_id: int
    unit: str
    kuota: int
    diusulkan: int
    surat: Usulan | None = None
    operator: list[str] = field(default_factory=list)
    ponsel: str = ""

    @property
    def alamat_wa(self) -> str:
        """WhatsApp with the message ready: the chat with the operator where the number is known."""
        return ajak_wa(self.ponsel, self.teks)

    @property
    def ponsel_samar(self) -> str:
        """The number as lists show it."""
        return samarkan(self.ponsel) if self.ponsel else ""

    @property
    def kurang(self) -> int:
        return max(self.kuota - self.diusulkan, 0)

    @property
    def teks(self) -> str:
        """The message to the unit's clerk."""
        return teks_tagihan(self)


def tagihan_opd(
    gelombang: Gelombang, *, unit: Iterable[int] | None = None, dengan_ponsel: bool = False
) -> list[Tagihan]:
    """Every unit with a quota (of `unit`, or all), who owes most first. Four statements whatever the number.

    `dengan_ponsel` is for those who work on the gelombang and may call its operators.
    """
    milik = None if unit is None else set(unit)
    kuota = [k for k in kuota_unit(gelombang, HIDUP) if milik is None or k.unit_id in milik]
    surat = _surat_terakhir(gelombang, kuota)
    operator = _operator(kuota, dengan_ponsel)
    semua = [
        Tagihan(
            gelombang,
            k.unit_id,
            k.nama,
            k.kuota,
            k.terisi,
            surat.get(k.unit_id),
            [satu.pengguna.sebutan for satu in operator[k.unit_id]],
            _ponsel(operator[k.unit_id], gelombang) if dengan_ponsel else "",
        )
        for k in kuota
    ]
    return sorted(semua, key=lambda t: -t.kurang)


def teks_tagihan(tagihan: Tagihan) -> str:
    """A polite reminder with numbers, deadline and the address where names are sent; thanks where none is missing."""
    g = tagihan.gelombang
    kegiatan = f"{g.kurikulum.program.nama} {g.sebutan} ({rentang(g.mulai, g.selesai)}, {g.tempat})"
    kepada = f"Yth. Bapak/Ibu pengelola kepegawaian {tagihan.unit},"
    if not tagihan.kurang:
        isi = f"Terima kasih, {tagihan.diusulkan} nama dari {tagihan.unit} untuk {kegiatan} sudah kami terima lengkap."
        return f"{kepada}\n\n{isi}\n\n{nama_kantor(g.instansi)}"
    sudah = (
        f"Yang sudah kami terima {tagihan.diusulkan} nama, jadi masih kurang {tagihan.kurang} nama."
        if tagihan.diusulkan
        else "Kami belum menerima usulan nama."
    )
    sampai = batas_usulan(g)
    batas = (
        f"paling lambat {tanggal_jam(sampai, g.instansi.zona_waktu)} "
        if sampai
        else "pada kesempatan pertama "
    )
    return (
        f"{kepada}\n\n"
        f"Untuk {kegiatan}, {tagihan.unit} mendapat tempat bagi {tagihan.kuota} orang. {sudah}\n\n"
        f"Mohon nama calon peserta dikirim {batas}melalui:\n{settings.PORTAL_URL}/operator/\n\n"
        f"Terima kasih.\n{nama_kantor(g.instansi)}"
    )


def _surat_terakhir(gelombang: Gelombang, kuota: list[KuotaTerisi]) -> dict[int, Usulan]:
    """The newest letter from each quota's subtree."""
    terbaru = (
        Usulan.objects.filter(gelombang=gelombang).order_by().values("unit").annotate(terakhir=Max("pk"))
    )
    per_unit = {u.unit_id: u for u in Usulan.objects.filter(pk__in=terbaru.values("terakhir"))}
    hasil = {}
    for k in kuota:
        if milik := [per_unit[u] for u in k.cabang if u in per_unit]:
            hasil[k.unit_id] = max(milik, key=lambda u: u.pk)
    return hasil


def _operator(kuota: list[KuotaTerisi], dengan_ponsel: bool) -> dict[int, list[Peran]]:
    hasil: dict[int, list[Peran]] = defaultdict(list)
    peran = Peran.objects.filter(
        jenis=Peran.Jenis.OPERATOR, aktif=True, pengguna__is_active=True, unit__in=[k.unit_id for k in kuota]
    ).select_related("pengguna__pegawai__pribadi" if dengan_ponsel else "pengguna")
    for satu in peran.order_by("pengguna__nama"):
        hasil[satu.unit_id or 0].append(satu)
    return hasil


def _ponsel(operator: list[Peran], gelombang: Gelombang) -> str:
    """The first number on file among operators of the gelombang's own office; another's people are not ours to call."""
    nomor = (ponsel_tercatat(satu.pengguna) for satu in operator if satu.instansi_id == gelombang.instansi_id)
    return next(filter(None, nomor), "")
