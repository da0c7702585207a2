"""What verification makes known: the typed biodata and contact become the pegawai's, who now has an account."""

from __future__ import annotations

from kantor.models import Pegawai, PegawaiPribadi, Pengguna
from kantor.services.akun import akun_peserta
from kantor.services.pribadi import baca_pribadi, simpan_pribadi
from peserta.models import Pendaftaran

KOLOM = ["gelar_depan", "gelar_belakang", "golongan", "jabatan"]


def catat_orang(
    *, oleh: Pengguna, pendaftaran: Pendaftaran, pakai_kontak: bool = False, perbarui_pegawai: bool = False
) -> None:
    """Bring pegawai, contact and account up to date with a verified registration, inside the caller's lock.

    A pegawai another instansi keeps is not touched: there the registration's snapshot suffices. What the office has
    on file of somebody changes only with `perbarui_pegawai`, an address or phone only with `pakai_kontak`: a slip in
    an usulan would move people to another unit, a stranger's typing take over an account. What is empty is filled in.
    """
    pegawai = pendaftaran.pegawai
    if milik_penyelenggara(pendaftaran):
        if pegawai.terverifikasi and not perbarui_pegawai:
            _lengkapi(pendaftaran, pegawai)
        else:
            salin_biodata(pendaftaran, pegawai)
        _salin_kontak(pendaftaran, pegawai, ganti=pakai_kontak)
    pegawai.akun = akun_peserta(oleh=oleh, pegawai=pegawai)


def milik_penyelenggara(p: Pendaftaran) -> bool:
    """True if Panitia of this gelombang may write on the pegawai: of the own instansi, or nobody's yet."""
    return p.pegawai.instansi_id in {None, p.gelombang.instansi_id} or not p.pegawai.terverifikasi


def salin_biodata(p: Pendaftaran, pegawai: Pegawai) -> None:
    """What was typed and checked; an empty field takes nothing away.

    Panitia speak for units of their own instansi. Of a guest from elsewhere the unit stays on the registration, and
    the pegawai belongs to nobody until an office enters or imports them.
    """
    for kolom in KOLOM:
        if isi := getattr(p, kolom):
            setattr(pegawai, kolom, isi)
    pegawai.nama = p.nama
    pegawai.status_kepegawaian = p.status_kepegawaian
    if p.unit is not None and p.unit.instansi_id in {None, p.gelombang.instansi_id}:
        pegawai.unit_id, pegawai.opd_id, pegawai.instansi_id = p.unit_id, p.opd_id, p.unit.instansi_id
    elif not pegawai.terverifikasi:
        pegawai.instansi_id = None
    pegawai.terverifikasi = True
    pegawai.save()


def _lengkapi(p: Pendaftaran, pegawai: Pegawai) -> None:
    """Fill in what the office did not know yet; nothing that is on file changes."""
    kosong = {k: isi for k in KOLOM if (isi := getattr(p, k)) and not getattr(pegawai, k)}
    if (
        pegawai.unit_id is None
        and p.unit is not None
        and p.unit.instansi_id in {None, p.gelombang.instansi_id}
    ):
        kosong |= {"unit_id": p.unit_id, "opd_id": p.opd_id, "instansi_id": p.unit.instansi_id}
    if kosong:
        for kolom, isi in kosong.items():
            setattr(pegawai, kolom, isi)
        pegawai.save()


def _salin_kontak(p: Pendaftaran, pegawai: Pegawai, *, ganti: bool) -> None:
    diketik = getattr(p, "pribadi", None)
    if diketik is None:
        return
    tercatat = getattr(pegawai, "pribadi", None) or PegawaiPribadi(pegawai=pegawai)
    baru = {
        kolom: isi
        for kolom in ("email", "ponsel")
        if (isi := baca_pribadi(diketik, kolom)) and (ganti or not baca_pribadi(tercatat, kolom))
    }
    if baru:
        simpan_pribadi(baris=tercatat, **baru)
