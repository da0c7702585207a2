"""Score sheets: every change saved at once, sent, taken back, opened again, keyed in from paper.

Locks: gelombang (Panitia's acts alone) → giliran (whatever makes a sheet count or not) → lembar. A save takes the
sheet's row only, so examiners never wait for each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils import timezone

from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.langsung import baca, kolom
from kantor.layanan import layanan
from kantor.lib.angka import ringkas
from kantor.models import Berkas, Pengguna
from kantor.riwayat import konteks
from penilaian.models import Giliran, LembarNilai, Nilai, Seminar, StatusLembar, VersiNilai
from penilaian.models.pendamping import MENDAMPINGI
from penilaian.queries.rubrik import isi_dipakai
from penilaian.services.dasar_seminar import catat_lengkap, kunci_seminar, tolak_beracara

L = StatusLembar
S = Seminar.Status
CATATAN_MAKS = 4000
Angka = Mapping[int, Decimal | None]


class LembarBerbeda(KeadaanBerubah):
    """The sheet was changed elsewhere since it was read: nothing is stored, `lembar` and `nilai` are what stands."""

    pesan = "Lembar ini sudah diubah di tempat lain. Pilih isian yang dipakai."

    def __init__(self, lembar: LembarNilai, nilai: dict[int, Decimal]) -> None:
        super().__init__()
        self.lembar, self.nilai = lembar, nilai


@layanan
def simpan_lembar(
    *, oleh: Pengguna, tugas: int, revisi: int, nilai: Angka, catatan: str | None = None
) -> LembarNilai:
    """Store what changed on a sheet; None clears a score. `revisi` is the state the change was made upon.

    Raises TidakDitemukan for somebody else's task, KeadaanBerubah once it was sent, LembarBerbeda when another tab or
    device has changed it meanwhile (unless what stands is the same already), TidakValid off the scale.
    """
    lembar = _kunci(oleh, tugas)
    if revisi != lembar.revisi:
        ada = _nilai(lembar)
        if _sama(lembar, ada, nilai, catatan):
            return lembar
        raise LembarBerbeda(lembar, ada)
    _tulis(lembar, nilai, catatan)
    return lembar


@layanan
def kirim_lembar(
    *, oleh: Pengguna, tugas: int, revisi: int, nilai: Angka | None = None, catatan: str | None = None
) -> LembarNilai:
    """Send a sheet, with the last changes; one that was sent just so stays (an answer was lost on its way).

    Raises as `simpan_lembar`, TidakValid naming criteria without a score.
    """
    _kunci_giliran(tugas)
    ada = _ambil(_MILIK, [tugas, oleh.pk])
    if ada.status == L.TERKIRIM and _sama(ada, _nilai(ada), nilai or {}, catatan):
        return ada
    lembar = simpan_lembar(oleh=oleh, tugas=tugas, revisi=revisi, nilai=nilai or {}, catatan=catatan)
    if lembar.status != L.DRAF:
        return lembar
    return _kirim(lembar)


@layanan
def abstain(*, oleh: Pengguna, tugas: int, alasan: str) -> LembarNilai:
    """Give no score to a plan, with a reason; what was typed is kept. Raises TidakValid without a reason."""
    _kunci_giliran(tugas)
    ada = _ambil(_MILIK, [tugas, oleh.pk])
    if ada.status == L.ABSTAIN and ada.alasan == _satu_baris(alasan):
        return ada
    return _abstain(_kunci(oleh, tugas), alasan)


@layanan
def tarik_lembar(*, oleh: Pengguna, tugas: int) -> LembarNilai:
    """Take the own sheet back while others of this plan still score. Once all had sent, only Panitia opens it.

    That stays so when a sheet is opened or somebody is added later: who has seen the team's mean changes nothing alone.
    """
    _kunci_giliran(tugas)
    lembar = _kunci(oleh, tugas, L.TERKIRIM, L.ABSTAIN)
    if lembar.penugasan.giliran.lengkap:
        raise KeadaanBerubah(
            "Semua penilai sudah mengirim. Minta Panitia membuka lembar Anda bila ada yang keliru."
        )
    return _buka(lembar, "Ditarik kembali oleh penilai")


@layanan
def buka_lembar(*, oleh: Pengguna, lembar: LembarNilai, alasan: str) -> LembarNilai:
    """Panitia opens a sheet that was sent; the version that was sent stays with the reason.

    Raises TidakValid without a reason, KeadaanBerubah once the scores are locked.
    """
    tugas = lembar.penugasan
    kunci_seminar(oleh, tugas.giliran.seminar, S.BERLANGSUNG)
    _kunci_giliran(tugas.pk)
    alasan = _satu_baris(alasan)
    if not alasan:
        raise TidakValid(rincian={"alasan": "Tuliskan mengapa lembarnya dibuka; alasan ini tetap tersimpan."})
    tolak_beracara(tugas.giliran_id)
    with konteks(oleh=oleh, alasan=alasan):
        return _buka(_baca(_BARIS, [lembar.pk], L.TERKIRIM, L.ABSTAIN), alasan)


@layanan
def salin_kertas(
    *,
    oleh: Pengguna,
    lembar: LembarNilai,
    nilai: Angka,
    catatan: str = "",
    alasan: str = "",
    pindaian: Berkas | None = None,
) -> LembarNilai:
    """Key in a sheet that was filled on paper (`alasan`: it says abstain), with its scan; another person checks it.

    Raises KeadaanBerubah for a sheet that was sent, TidakValid.
    """
    tugas = lembar.penugasan
    kunci_seminar(oleh, tugas.giliran.seminar, S.BERLANGSUNG)
    _kunci_giliran(tugas.pk)
    segar = _baca(_BARIS, [lembar.pk], L.DRAF)
    segar.sumber, segar.disalin_oleh, segar.pindaian = LembarNilai.Sumber.KERTAS, oleh, pindaian
    segar.diperiksa_oleh = segar.diperiksa = None
    if alasan:
        return _abstain(segar, alasan)
    _tulis(segar, nilai, catatan)
    return _kirim(segar)


@layanan
def lampirkan_pindaian(*, oleh: Pengguna, lembar: LembarNilai, pindaian: Berkas) -> LembarNilai:
    """The scan of a paper sheet, brought later by who keyed it in, until a second person has compared it.

    Raises KeadaanBerubah for anybody else, and after that.
    """
    kunci_seminar(oleh, lembar.penugasan.giliran.seminar, S.BERLANGSUNG, S.SELESAI)
    segar = _baca(_BARIS, [lembar.pk], L.TERKIRIM, L.ABSTAIN)
    if segar.disalin_oleh_id != oleh.pk or segar.diperiksa:
        raise KeadaanBerubah("Pindaian dilampirkan oleh yang menyalin, sebelum lembarnya dicocokkan.")
    segar.pindaian = pindaian
    segar.save(update_fields=["pindaian"])
    return segar


@layanan
def periksa_kertas(*, oleh: Pengguna, lembar: LembarNilai) -> LembarNilai:
    """A second person has compared what was keyed in with the paper. Raises KeadaanBerubah for the same person."""
    kunci_seminar(oleh, lembar.penugasan.giliran.seminar, S.BERLANGSUNG, S.SELESAI)
    segar = _baca(_BARIS, [lembar.pk], L.TERKIRIM, L.ABSTAIN)
    if segar.sumber != LembarNilai.Sumber.KERTAS:
        raise KeadaanBerubah("Lembar ini diisi penilainya sendiri.")
    if segar.disalin_oleh_id == oleh.pk:
        raise KeadaanBerubah("Lembar ini Anda salin sendiri. Minta orang lain mencocokkannya dengan kertas.")
    segar.diperiksa_oleh, segar.diperiksa = oleh, timezone.now()
    segar.save(update_fields=["diperiksa_oleh", "diperiksa"])
    return segar


@layanan
def jelaskan_selisih(*, oleh: Pengguna, giliran: Giliran, penjelasan: str) -> Giliran:
    """The word on examiners who differ by more than the rubric allows. Raises TidakValid for an empty one."""
    kunci_seminar(oleh, giliran.seminar, S.BERLANGSUNG, S.SELESAI)
    penjelasan = " ".join(penjelasan.split())[:300]
    if not penjelasan:
        raise TidakValid(rincian={"penjelasan": "Tuliskan penjelasannya, misalnya hasil pembicaraan tim."})
    tolak_beracara(giliran.pk)
    segar = Giliran.objects.get(pk=giliran.pk)
    segar.penjelasan_selisih = penjelasan
    segar.save(update_fields=["penjelasan_selisih"])
    return segar


def _satu_baris(teks: str) -> str:
    return " ".join(teks.split())[:200]


def _kunci(oleh: Pengguna, tugas: int, *status: str) -> LembarNilai:
    """The own sheet, locked; drafts only unless `status` says more."""
    lembar = _baca(_MILIK, [tugas, oleh.pk], *(status or (L.DRAF,)))
    if lembar.penugasan.giliran.seminar.status != S.BERLANGSUNG:
        raise KeadaanBerubah("Penilaian seminar ini sudah ditutup.")
    pendamping = lembar.penugasan.pendamping
    if pendamping is not None and pendamping.status not in MENDAMPINGI:
        raise KeadaanBerubah("Tugas mendampingi sudah beralih; yang menilai adalah penggantinya.")
    return lembar


# Nine examiners save all day: plain SQL, and what stands beside the sheet by subselect, for PostgreSQL takes longer to
# choose an order for seven joined tables than to read them.
_G = "penugasan__giliran"
_KUNCI = f"""
    SELECT {kolom(LembarNilai, "l")}, t.peran AS penugasan__peran, t.pendamping_id AS penugasan__pendamping_id,
        (SELECT status FROM penilaian_pendamping WHERE id = t.pendamping_id) AS penugasan__pendamping__status,
        t.giliran_id AS {_G}_id, g.lengkap AS {_G}__lengkap, g.seminar_id AS {_G}__seminar_id,
        s.status AS {_G}__seminar__status, s.rubrik_id AS {_G}__seminar__rubrik_id,
        s.gelombang_id AS {_G}__seminar__gelombang_id,
        (SELECT instansi_id FROM diklat_gelombang WHERE id = s.gelombang_id)
            AS {_G}__seminar__gelombang__instansi_id,
        (SELECT i.zona_waktu FROM diklat_gelombang w JOIN kantor_instansi i ON i.id = w.instansi_id
         WHERE w.id = s.gelombang_id) AS {_G}__seminar__gelombang__instansi__zona_waktu
    FROM penilaian_lembarnilai l JOIN penilaian_penugasan t ON t.id = l.penugasan_id
        JOIN penilaian_giliran g ON g.id = t.giliran_id JOIN penilaian_seminar s ON s.id = g.seminar_id
    WHERE {{siapa}} FOR NO KEY UPDATE OF l
"""  # noqa: S608 - only names of columns
_BARIS = _KUNCI.format(siapa="l.id = %s")
_MILIK = _KUNCI.format(siapa="l.penugasan_id = %s AND t.penilai_id = %s AND t.dicabut IS NULL")


def _ambil(sql: str, nilai: list[int]) -> LembarNilai:
    if baris := baca(LembarNilai, sql, nilai):
        return baris[0]
    raise TidakDitemukan("Lembar nilai tidak ditemukan.")


def _baca(sql: str, nilai: list[int], *status: str) -> LembarNilai:
    lembar = _ambil(sql, nilai)
    if lembar.terkunci:
        raise KeadaanBerubah("Nilai rencana aksi ini sudah dikunci.")
    if lembar.status not in status:
        raise KeadaanBerubah(
            "Lembar ini sudah dikirim. Yang berikutnya tidak disimpan."
            if lembar.status != L.DRAF
            else "Lembar ini belum dikirim."
        )
    return lembar


def _kunci_giliran(tugas: int) -> None:
    """Whatever changes who has sent goes one after the other for a plan."""
    baris = (
        Giliran.objects.select_for_update(no_key=True).filter(penugasan=tugas).values_list("pk", flat=True)
    )
    if baris.first() is None:
        raise TidakDitemukan("Lembar nilai tidak ditemukan.")


def _nilai(lembar: LembarNilai) -> dict[int, Decimal]:
    return dict(Nilai.objects.filter(lembar=lembar).values_list("kriteria", "angka"))


def _sama(lembar: LembarNilai, ada: Mapping[int, Decimal], nilai: Angka, catatan: str | None) -> bool:
    """What is sent stands already: the answer to an earlier try was lost on its way."""
    return all(ada.get(k) == n for k, n in nilai.items()) and catatan in (None, lembar.catatan)


def _bobot(lembar: LembarNilai) -> dict[int, Decimal]:
    """What counts on this sheet: the criteria with a weight for its role."""
    tugas = lembar.penugasan
    return isi_dipakai(tugas.giliran.seminar).bobot_untuk(tugas.peran)


def _tulis(lembar: LembarNilai, nilai: Angka, catatan: str | None) -> None:
    if nilai:
        bobot = _bobot(lembar)
        salah = {f"nilai-{k}": pesan for k, n in nilai.items() if (pesan := _salah(k, n, bobot))}
        if salah:
            raise TidakValid(rincian=salah)
        if hapus := [k for k, n in nilai.items() if n is None]:
            Nilai.objects.filter(lembar=lembar, kriteria__in=hapus).delete()
        Nilai.objects.bulk_create(
            [Nilai(lembar=lembar, kriteria_id=k, angka=n) for k, n in nilai.items() if n is not None],
            update_conflicts=True,
            unique_fields=["lembar", "kriteria"],
            update_fields=["angka"],
        )
    if catatan is not None:
        if len(catatan) > CATATAN_MAKS:
            raise TidakValid(rincian={"catatan": f"Catatan paling panjang {CATATAN_MAKS} huruf."})
        lembar.catatan = catatan
    lembar.revisi += 1
    lembar.disimpan = timezone.now()
    lembar.save(update_fields=["catatan", "revisi", "disimpan"])


def _salah(kriteria: int, angka: Decimal | None, bobot: Mapping[int, Decimal]) -> str:
    if kriteria not in bobot:
        return "Kriteria ini tidak dinilai pada lembar ini."
    if angka is None:
        return ""
    if not angka.is_finite() or not 0 <= angka <= 100:
        return (
            f"{ringkas(angka)} di luar skala. Isi angka 0 sampai 100." if angka.is_finite() else "Isi angka."
        )
    return "" if angka == angka.quantize(Decimal("0.01")) else "Paling banyak dua angka di belakang koma."


def _kirim(lembar: LembarNilai) -> LembarNilai:
    ada, bobot = _nilai(lembar), _bobot(lembar)
    if kosong := [k for k in bobot if k not in ada]:
        raise TidakValid(
            f"{len(kosong)} kriteria belum dinilai.",
            rincian={f"nilai-{k}": "Isi nilainya, atau pilih abstain." for k in kosong},
        )
    return _masuk(lembar, L.TERKIRIM, {str(k): str(ada[k]) for k in bobot})


def _abstain(lembar: LembarNilai, alasan: str) -> LembarNilai:
    lembar.alasan = _satu_baris(alasan)
    if not lembar.alasan:
        raise TidakValid(rincian={"alasan": "Tuliskan mengapa Anda tidak memberi nilai."})
    lembar.revisi += 1
    return _masuk(lembar, L.ABSTAIN, {})


def _masuk(lembar: LembarNilai, status: str, nilai: dict[str, str]) -> LembarNilai:
    lembar.status, lembar.dikirim = status, timezone.now()
    lembar.save()
    VersiNilai.objects.create(
        lembar=lembar,
        nomor=VersiNilai.objects.filter(lembar=lembar).count() + 1,
        isi={
            "status": status, "nilai": nilai, "catatan": lembar.catatan, "alasan": lembar.alasan,
            "sumber": lembar.sumber,
        },
        dikirim=lembar.dikirim,
    )  # fmt: skip
    catat_lengkap([lembar.penugasan.giliran_id])
    return lembar


def _buka(lembar: LembarNilai, alasan: str) -> LembarNilai:
    VersiNilai.objects.filter(lembar=lembar, dibuka=None).update(dibuka=timezone.now(), alasan_dibuka=alasan)
    lembar.status, lembar.dikirim, lembar.alasan = L.DRAF, None, ""
    lembar.sumber, lembar.disalin_oleh, lembar.pindaian = LembarNilai.Sumber.LAYAR, None, None
    lembar.diperiksa_oleh = lembar.diperiksa = None
    lembar.revisi += 1
    lembar.save()
    return lembar
