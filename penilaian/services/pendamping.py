"""Who guides: invited, willing or not, handed over to somebody else. One person in each role at a time."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils import timezone

from diklat.models import Gelombang, Narasumber
from diklat.models.gelombang import BELUM_SELESAI
from diklat.services.kunci import kunci_gelombang
from kantor.galat import Galat, KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lib import kode
from kantor.lingkup import Hak, pastikan, pastikan_atau_sistem
from kantor.models import Instansi, Pegawai, Pengguna, Peran
from kantor.services.akun import akun_peserta, beri_peran
from penilaian.lib.jabatan import pisah_kapasitas
from penilaian.models import Kapasitas, Pendamping, PeranPendamping, PintuMentor, StatusPendamping
from penilaian.models.pendamping import MENDAMPINGI
from penilaian.queries.pendamping import camat_untuk, yang_menunggu
from penilaian.services.penugasan import ikutkan_pendamping
from penilaian.services.rencana import baru_diingatkan
from penilaian.services.surat_rencana import pintu_mentor, surat_pengingat_mentor, surat_undangan
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import TERPANGGIL
from peserta.services.kunci import kunci_pendaftaran

S = StatusPendamping
# What a reminder counts.
MENUNGGU = ("undangan", "rencana", "bimbingan", "nilai")
ATASAN, CAMAT = "atasan", "camat"


@layanan
def tunjuk_pendamping(
    *,
    oleh: Pengguna | None,
    pendaftaran: Pendaftaran,
    peran: str = PeranPendamping.MENTOR,
    pegawai: Pegawai | None = None,
    narasumber: Narasumber | None = None,
    kapasitas: str = Kapasitas.DEFINITIF,
    jabatan: str = "",
    alasan: str = "",
    pada: datetime.datetime | None = None,
) -> Pendamping:
    """Invite somebody to guide this peserta; whoever did so before is relieved, with `alasan`.

    What the one before had approved stays theirs; what waits passes on. A narasumber needs no answer, for Panitia has
    asked them. Raises TidakValid per field, KeadaanBerubah.
    """
    pastikan_atau_sistem(oleh, Hak.KERJA, pendaftaran)
    gelombang, p = kunci_pendaftaran(pendaftaran)
    if gelombang.status not in BELUM_SELESAI or p.status not in TERPANGGIL:
        raise KeadaanBerubah("Mentor dan coach ditunjuk untuk peserta gelombang yang masih berjalan.")
    _periksa(p, peran, pegawai, narasumber, kapasitas)
    kini = pada or timezone.now()
    _akhiri_yang_lama(p, peran, (pegawai, narasumber, kapasitas), alasan, kini)
    orang = pegawai or narasumber
    bersedia = pegawai is None
    baris = Pendamping.objects.create(
        pendaftaran=p,
        peran=peran,
        pegawai=pegawai,
        narasumber=narasumber,
        kapasitas=kapasitas,
        jabatan=(jabatan.strip() or pisah_kapasitas(orang.jabatan if orang else "")[1] or "–")[:200],
        status=S.BERSEDIA if bersedia else S.DIUNDANG,
        sejak=kini,
        dijawab=kini if bersedia else None,
    )
    if pegawai is None:
        ikutkan_pendamping(p)
        return baris
    _siapkan_akun(pegawai, gelombang.instansi)
    surat_undangan(baris)
    return baris


@dataclass
class HasilTunjuk:
    """What a bulk invitation did: how many were invited, and for whom nobody was found."""

    ditunjuk: int = 0
    tanpa: list[str] = field(default_factory=list)


@layanan
def tunjuk_banyak(
    *, oleh: Pengguna, gelombang: Gelombang, pilihan: Collection[int], cara: str
) -> HasilTunjuk:
    """Invite the atasan langsung, or the Camat of the kecamatan, of those chosen who have no mentor yet."""
    pastikan(oleh, Hak.KERJA, gelombang)
    if cara not in (ATASAN, CAMAT):
        raise TidakValid(rincian={"cara": "Pilih atasan langsung atau camat."})
    semua = list(
        Pendaftaran.objects.filter(gelombang=gelombang, pk__in=pilihan, status__in=TERPANGGIL)
        .exclude(pendamping__peran=PeranPendamping.MENTOR, pendamping__status__in=MENDAMPINGI)
        .select_related("pegawai__atasan", "gelombang")
        .order_by("pk")
    )
    camat = camat_untuk(semua) if cara == CAMAT else {}
    hasil = HasilTunjuk()
    for p in semua:
        calon = p.pegawai.atasan if cara == ATASAN else camat.get(p.opd_id or 0)
        kapasitas, jabatan = pisah_kapasitas(calon.jabatan) if calon else ("", "")
        try:
            if calon is None:
                raise TidakDitemukan
            tunjuk_pendamping(oleh=oleh, pendaftaran=p, pegawai=calon, kapasitas=kapasitas, jabatan=jabatan)
        except Galat:
            hasil.tanpa.append(p.nama_lengkap)
        else:
            hasil.ditunjuk += 1
    return hasil


@layanan
def serah_terima(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    dari: Pegawai,
    ke: Pegawai,
    kapasitas: str = Kapasitas.DEFINITIF,
    jabatan: str = "",
    alasan: str,
    pada: datetime.datetime | None = None,
) -> int:
    """All whom `dari` guides in this gelombang pass to `ke`; returns how many. Raises TidakValid, KeadaanBerubah."""
    pastikan(oleh, Hak.KERJA, gelombang)
    if not alasan.strip():
        raise TidakValid(rincian={"alasan": "Tulis alasan pergantian."})
    kunci_gelombang(gelombang.pk)
    semua = list(
        Pendamping.objects.filter(
            pendaftaran__gelombang=gelombang, pegawai=dari, status__in=MENDAMPINGI
        ).select_related("pendaftaran__gelombang")
    )
    if not semua:
        raise KeadaanBerubah("Tidak ada peserta yang didampingi olehnya pada gelombang ini.")
    for satu in semua:
        tunjuk_pendamping(
            oleh=oleh,
            pendaftaran=satu.pendaftaran,
            peran=satu.peran,
            pegawai=ke,
            kapasitas=kapasitas,
            jabatan=jabatan,
            alasan=alasan,
            pada=pada,
        )
    return len(semua)


@layanan
def jawab_kesediaan(
    *,
    oleh: Pengguna,
    pendamping: Pendamping,
    bersedia: bool,
    alasan: str = "",
    usul_pengganti: str = "",
    pada: datetime.datetime | None = None,
) -> Pendamping:
    """Whoever was invited says yes, or no with the reason and whom to ask instead. Panitia confirms the other one.

    A seminar that runs gives the sheets of the one before, as far as they are not sent, to whoever says yes.

    Raises TidakDitemukan for anybody else, KeadaanBerubah once answered, TidakValid.
    """
    if oleh.pegawai_id is None or pendamping.pegawai_id != oleh.pegawai_id:
        raise TidakDitemukan
    kunci_pendaftaran(pendamping.pendaftaran)
    baris = Pendamping.objects.select_for_update(of=("self",)).get(pk=pendamping.pk)
    if baris.status != S.DIUNDANG:
        raise KeadaanBerubah("Undangan ini sudah dijawab atau sudah dialihkan.")
    kini = pada or timezone.now()
    baris.dijawab = kini
    if bersedia:
        baris.status = S.BERSEDIA
    else:
        if not alasan.strip():
            raise TidakValid(rincian={"alasan": "Tulis alasannya."})
        baris.status, baris.berakhir, baris.alasan = S.MENOLAK, kini, alasan.strip()[:200]
        baris.usul_pengganti = usul_pengganti.strip()[:200]
    baris.save(update_fields=["status", "dijawab", "berakhir", "alasan", "usul_pengganti"])
    if bersedia:
        ikutkan_pendamping(baris.pendaftaran)
    return baris


@layanan
def ingatkan_mentor(*, oleh: Pengguna, gelombang: Gelombang) -> int:
    """One letter to each mentor for whom something waits; returns how many. Not twice within half a day."""
    pastikan(oleh, Hak.KERJA, gelombang)
    sudah = baru_diingatkan("mentor_pengingat")
    hitung: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(MENUNGGU, 0))
    orang: dict[int, Pegawai] = {}
    for pegawai, apa, banyak in yang_menunggu(gelombang):
        orang[pegawai.pk] = pegawai
        hitung[pegawai.pk][apa] += banyak
    surat = [
        surat_pengingat_mentor(orang[pk], gelombang.instansi, **isi)
        for pk, isi in hitung.items()
        if f"mentor:{pk}" not in sudah
    ]
    return sum(satu is not None for satu in surat)


@layanan
def ganti_pintu(*, oleh: Pengguna, instansi: Instansi, pegawai: Pegawai) -> PintuMentor:
    """A new private address for this mentor; the one before no longer opens anything."""
    if instansi.pk not in oleh.instansi_dengan(Hak.KERJA):
        raise TidakDitemukan
    pintu = PintuMentor.objects.select_for_update().get(pk=pintu_mentor(instansi, pegawai).pk)
    pintu.kode, pintu.sejak = kode.acak(), timezone.now()
    pintu.save(update_fields=["kode", "sejak"])
    return pintu


def _periksa(
    p: Pendaftaran, peran: str, pegawai: Pegawai | None, narasumber: Narasumber | None, kapasitas: str
) -> None:
    salah: dict[str, str] = {}
    if peran not in PeranPendamping.values:
        salah["peran"] = "Pilih mentor atau coach."
    if kapasitas not in Kapasitas.values:
        salah["kapasitas"] = "Pilih definitif, Plt., atau Plh."
    if (pegawai is None) == (narasumber is None) or (peran == PeranPendamping.MENTOR and pegawai is None):
        salah["nip"] = "Mentor dipilih dari data pegawai."
    if narasumber is not None and narasumber.instansi_id != p.gelombang.instansi_id:
        salah["narasumber"] = "Pilih narasumber kantor ini."
    if pegawai is not None and (pegawai.pk == p.pegawai_id or not pegawai.terverifikasi):
        salah["nip"] = "Peserta tidak dapat menjadi pendampingnya sendiri."
        if not pegawai.terverifikasi:
            salah["nip"] = "Data pegawai ini belum diperiksa kantor."
    if pegawai is not None and pegawai.keadaan != Pegawai.Keadaan.AKTIF:
        salah["nip"] = f"{pegawai.nama_lengkap} tidak lagi aktif ({pegawai.get_keadaan_display().lower()})."
    if salah:
        raise TidakValid(rincian=salah)


def _akhiri_yang_lama(
    p: Pendaftaran,
    peran: str,
    baru: tuple[Pegawai | None, Narasumber | None, str],
    alasan: str,
    kini: datetime.datetime,
) -> None:
    lama = (
        Pendamping.objects.select_for_update(of=("self",))
        .filter(pendaftaran=p, peran=peran, status__in=MENDAMPINGI)
        .first()
    )
    if lama is None:
        return
    if (lama.pegawai, lama.narasumber, lama.kapasitas) == baru:
        raise KeadaanBerubah(f"{lama.nama_lengkap} sudah menjadi {lama.get_peran_display().lower()}nya.")
    if not alasan.strip():
        raise TidakValid(rincian={"alasan": "Tulis alasan pergantian."})
    lama.status, lama.alasan = S.BERAKHIR, alasan.strip()[:200]
    lama.berakhir = max(kini, lama.sejak)
    lama.save(update_fields=["status", "alasan", "berakhir"])


def _siapkan_akun(pegawai: Pegawai, instansi: Instansi) -> None:
    """An account with the room of mentors, and the private address."""
    akun = akun_peserta(oleh=None, pegawai=pegawai)
    beri_peran(oleh=None, pengguna=akun, jenis=Peran.Jenis.MENTOR, instansi=instansi)
    pegawai.akun = akun
    pintu_mentor(instansi, pegawai)
