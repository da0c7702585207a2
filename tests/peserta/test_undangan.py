"""A seat per OPD: invited, answered, replaced until the set day with history, there in person or mewakili."""

from __future__ import annotations

import datetime
import io

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from diklat.models import Program
from kantor.galat import KeadaanBerubah, PendaftaranDitutup, TidakBerhak, TidakDitemukan, TidakValid
from kantor.models import Berkas, Pengguna
from peserta.models import StatusUndangan, UndanganOpd
from peserta.queries.daftar_hadir import penanda
from peserta.queries.operator import jumlah_tindak_lanjut
from peserta.queries.undangan import riwayat_undangan, undangan_gelombang, undangan_operator
from peserta.services.cetak_daftar_hadir import cetak_daftar_hadir
from peserta.services.cetak_papan_nama import cetak_papan_nama
from peserta.services.gelombang import ubah_gelombang
from peserta.services.undangan import (
    Utusan,
    batal_hadir_opd,
    batalkan_undangan,
    catat_hadir_opd,
    jawab_undangan,
    nyatakan_tidak_hadir,
    undang_opd,
)
from tests.dokumen.cetak.bahan import teks
from tests.kantor.bantu import selesaikan
from tests.peserta import buat, fotokopi, langkah

pytestmark = pytest.mark.django_db
S = StatusUndangan
KEPALA = Utusan("Rina Siregar, S.Sos.", "Camat", buat.nip(1))
WAKIL = Utusan("Ahmad Nasution", "Sekretaris Camat", mewakili=True)


@pytest.fixture
def pohon():
    return buat.pohon()


@pytest.fixture
def panitia():
    return buat.akun("panitia")


@pytest.fixture
def g(pohon):
    Program.objects.update(jenis=Program.Jenis.SOSIALISASI)
    g = buat.gelombang(mulai=0, hari=1)
    Program.objects.filter(pk=g.kurikulum.program_id).update(jenis=Program.Jenis.SOSIALISASI)
    g.kurikulum.program.refresh_from_db()
    return ubah_gelombang(oleh=None, gelombang=g, batas_ganti=timezone.now() + datetime.timedelta(hours=2))


@pytest.fixture
def kursi(g, pohon, panitia):
    undang_opd(oleh=panitia, gelombang=g, unit=[pohon["a"], pohon["b"]], nomor_surat="005/1")
    return UndanganOpd.objects.get(unit=pohon["a"])


@pytest.fixture
def operator(pohon):
    return buat.akun("operator", unit=pohon["a"])


def tutup(g) -> None:
    ubah_gelombang(oleh=None, gelombang=g, batas_ganti=timezone.now() - datetime.timedelta(minutes=1))


def masuk(akun) -> Client:
    client = Client()
    client.force_login(akun)
    return client


def test_an_opd_has_one_seat_however_often_it_is_invited(g, kursi, pohon, panitia):
    assert undang_opd(oleh=panitia, gelombang=g, unit=[pohon["a"], pohon["b"], pohon["b"]]) == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        UndanganOpd.objects.create(gelombang=g, unit=pohon["a"])
    with pytest.raises(TidakValid):
        undang_opd(oleh=panitia, gelombang=g, unit=[pohon["a1"]])
    with pytest.raises(TidakBerhak):
        undang_opd(oleh=buat.akun("pimpinan"), gelombang=g, unit=[pohon["a"]])


def test_the_operator_names_somebody_and_replaces_them_and_both_names_stay_known(kursi, operator):
    jawab_undangan(oleh=operator, undangan=kursi, utusan=KEPALA)
    kursi = jawab_undangan(oleh=operator, undangan=kursi, utusan=WAKIL)
    assert (kursi.status, kursi.nama, kursi.nip, kursi.mewakili) == (S.MENGIRIM, "Ahmad Nasution", "", True)
    riwayat = riwayat_undangan(kursi)
    assert [k.oleh for k in riwayat][:2] == [operator.nama] * 2
    assert "Rina Siregar, S.Sos. → Ahmad Nasution" in riwayat[0].kalimat
    assert "Belum menjawab → Akan hadir" in riwayat[1].kalimat


def test_after_the_set_day_only_panitia_replaces(g, kursi, operator, panitia):
    jawab_undangan(oleh=operator, undangan=kursi, utusan=KEPALA)
    tutup(g)
    with pytest.raises(PendaftaranDitutup, match="Hubungi panitia"):
        jawab_undangan(oleh=operator, undangan=kursi, utusan=WAKIL)
    with pytest.raises(PendaftaranDitutup):
        nyatakan_tidak_hadir(oleh=operator, undangan=kursi, alasan="Rapat")
    assert jawab_undangan(oleh=panitia, undangan=kursi, utusan=WAKIL).mewakili


@pytest.mark.parametrize(
    ("utusan", "bidang"),
    [
        (Utusan("", "Camat"), "nama"),
        (Utusan("Rina", " "), "jabatan"),
        (Utusan("Rina", "Camat", "123"), "nip"),
        (Utusan("=1+1", "Camat"), "nama"),
    ],
)
def test_a_wrong_answer_names_its_field(kursi, operator, utusan, bidang):
    with pytest.raises(TidakValid) as galat:
        jawab_undangan(oleh=operator, undangan=kursi, utusan=utusan)
    assert set(galat.value.rincian) == {bidang}


def test_in_person_or_mewakili_is_what_the_seat_says_on_the_day(kursi, pohon, panitia):
    lain = UndanganOpd.objects.get(unit=pohon["b"])
    jawab_undangan(oleh=panitia, undangan=kursi, utusan=KEPALA)
    assert catat_hadir_opd(oleh=panitia, undangan=kursi).status == S.SENDIRI
    with pytest.raises(TidakValid, match="siapa yang hadir"):
        catat_hadir_opd(oleh=panitia, undangan=lain)
    assert catat_hadir_opd(oleh=panitia, undangan=lain, utusan=WAKIL).status == S.DIWAKILI
    with pytest.raises(KeadaanBerubah, match="sudah hadir"):
        jawab_undangan(oleh=panitia, undangan=kursi, utusan=WAKIL)
    lama = UndanganOpd.objects.get(pk=kursi.pk).hadir_pada
    ganti = catat_hadir_opd(oleh=panitia, undangan=kursi, utusan=WAKIL)
    assert (ganti.status, ganti.hadir_pada) == (S.DIWAKILI, lama)
    batal = batal_hadir_opd(oleh=panitia, undangan=kursi)
    assert (batal.status, batal.hadir_pada) == (S.MENGIRIM, None)


def test_a_wrong_tap_taken_back_leaves_the_answer_the_opd_had_given(kursi, pohon, panitia, operator):
    catat_hadir_opd(oleh=panitia, undangan=kursi, utusan=WAKIL)
    diam = batal_hadir_opd(oleh=panitia, undangan=kursi)
    assert (diam.status, diam.nama, diam.mewakili) == (S.BELUM, "", False)
    nyatakan_tidak_hadir(oleh=operator, undangan=kursi, alasan="Rapat paripurna")
    assert catat_hadir_opd(oleh=panitia, undangan=kursi, utusan=WAKIL).status == S.DIWAKILI
    menolak = batal_hadir_opd(oleh=panitia, undangan=kursi)
    assert (menolak.status, menolak.nama, menolak.alasan) == (S.TIDAK, "", "Rapat paripurna")
    jawab_undangan(oleh=operator, undangan=kursi, utusan=KEPALA)
    catat_hadir_opd(oleh=panitia, undangan=kursi)
    kembali = batal_hadir_opd(oleh=panitia, undangan=kursi)
    assert (kembali.status, kembali.nama) == (S.MENGIRIM, KEPALA.nama)


def test_who_declines_leaves_no_name_to_be_tapped(g, kursi, panitia, operator):
    jawab_undangan(oleh=operator, undangan=kursi, utusan=KEPALA)
    tidak = nyatakan_tidak_hadir(oleh=operator, undangan=kursi, alasan="Rapat")
    assert (tidak.nama, tidak.nip, tidak.jabatan) == ("", "", "")
    halaman = masuk(panitia).get(f"/admin/gelombang/{g.slug}/undangan/").content.decode()
    assert f"/undangan/{kursi.pk}/hadir/" not in halaman
    assert KEPALA.nama in riwayat_undangan(kursi)[0].kalimat


def test_an_old_page_at_the_reception_marks_nobody_who_was_replaced(g, kursi, panitia, operator):
    jawab_undangan(oleh=operator, undangan=kursi, utusan=KEPALA)
    client, tab = masuk(panitia), f"/admin/gelombang/{g.slug}/undangan/"
    assert f'name="semula" value="{KEPALA.nama}"' in client.get(tab).content.decode()
    jawab_undangan(oleh=operator, undangan=kursi, utusan=WAKIL)
    client.post(f"{tab}{kursi.pk}/hadir/", {"semula": KEPALA.nama})
    isian = {"nama": KEPALA.nama, "jabatan": "Camat", "nip": "", "mewakili": "sendiri", "semula": KEPALA.nama}
    assert client.post(f"{tab}{kursi.pk}/", isian | {"laku": "hadir"}).status_code == 400
    kursi.refresh_from_db()
    assert (kursi.status, kursi.nama) == (S.MENGIRIM, WAKIL.nama)
    client.post(f"{tab}{kursi.pk}/hadir/", {"semula": WAKIL.nama})
    kursi.refresh_from_db()
    assert kursi.status == S.DIWAKILI


def test_the_badge_counts_what_the_operator_can_still_answer(g, kursi, operator):
    assert jumlah_tindak_lanjut(operator) == 1
    tutup(g)
    assert jumlah_tindak_lanjut(Pengguna.objects.get(pk=operator.pk)) == 0


def test_nobody_is_there_before_the_first_day(pohon, panitia):
    g = buat.gelombang(mulai=3)
    undang_opd(oleh=panitia, gelombang=g, unit=[pohon["a"]])
    kursi = UndanganOpd.objects.get(gelombang=g)
    with pytest.raises(KeadaanBerubah, match="belum dimulai"):
        catat_hadir_opd(oleh=panitia, undangan=kursi, utusan=KEPALA)


def test_who_sends_nobody_says_why_and_may_think_again(kursi, operator, panitia):
    with pytest.raises(TidakValid):
        nyatakan_tidak_hadir(oleh=operator, undangan=kursi, alasan="  ")
    tidak = nyatakan_tidak_hadir(oleh=operator, undangan=kursi, alasan="Rapat paripurna")
    assert (tidak.status, tidak.alasan) == (S.TIDAK, "Rapat paripurna")
    with pytest.raises(KeadaanBerubah):
        batalkan_undangan(oleh=panitia, undangan=kursi)
    assert jawab_undangan(oleh=operator, undangan=kursi, utusan=WAKIL).alasan == ""


def test_the_database_keeps_a_seat_whole(kursi):
    semua = UndanganOpd.objects.filter(pk=kursi.pk)
    for salah in (
        {"status": S.MENGIRIM},
        {"status": S.SENDIRI, "nama": "Rina", "mewakili": True, "hadir_pada": timezone.now()},
        {"status": S.SENDIRI, "nama": "Rina"},
        {"nip": "123"},
        {"nama": "Rina"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            semua.update(**salah)


def test_an_operator_answers_for_the_own_opd_alone(g, kursi, pohon, operator):
    lain = UndanganOpd.objects.get(unit=pohon["b"])
    assert list(undangan_operator(operator)) == [kursi]
    with pytest.raises(TidakDitemukan):
        jawab_undangan(oleh=operator, undangan=lain, utusan=KEPALA)
    with pytest.raises(TidakBerhak):
        catat_hadir_opd(oleh=operator, undangan=kursi, utusan=KEPALA)
    client = masuk(operator)
    assert client.get(f"/operator/undangan/{lain.pk}/").status_code == 404
    assert f"/operator/undangan/{kursi.pk}/" in client.get("/operator/").content.decode()
    kirim = {"nama": WAKIL.nama, "jabatan": WAKIL.jabatan, "mewakili": "wakil", "nip": ""}
    assert client.post(f"/operator/undangan/{kursi.pk}/", kirim | {"jabatan": ""}).status_code == 400
    assert client.post(f"/operator/undangan/{kursi.pk}/", kirim).status_code == 302
    kursi.refresh_from_db()
    assert (kursi.nama, kursi.mewakili) == (WAKIL.nama, True)
    tutup(g)
    halaman = client.get(f"/operator/undangan/{kursi.pk}/").content.decode()
    assert "Penggantian sudah ditutup" in halaman
    assert "Simpan pengganti" not in halaman


def test_panitia_invites_answers_and_marks_on_the_tab(g, pohon, panitia):
    client = masuk(panitia)
    tab = f"/admin/gelombang/{g.slug}/undangan/"
    assert "Undangan OPD" in client.get(f"/admin/gelombang/{g.slug}/").content.decode()
    assert client.post(f"{tab}undang/", {"unit": []}).status_code == 400
    assert client.post(f"{tab}undang/", {"unit": [pohon["a"].pk, pohon["b"].pk]}).status_code == 302
    a, b = (UndanganOpd.objects.get(unit=pohon[u]) for u in ("a", "b"))
    kirim = {
        "laku": "jawab",
        "nama": KEPALA.nama,
        "jabatan": "Camat",
        "nip": KEPALA.nip,
        "mewakili": "sendiri",
    }
    client.post(f"{tab}{a.pk}/", kirim)
    client.post(f"{tab}{a.pk}/hadir/")
    client.post(f"{tab}{b.pk}/", kirim | {"laku": "hadir", "mewakili": "wakil"})
    assert set(UndanganOpd.objects.values_list("unit", "status")) == {
        (pohon["a"].pk, S.SENDIRI),
        (pohon["b"].pk, S.DIWAKILI),
    }
    jawaban = client.get(f"{tab}excel/?status=hadir_diwakili")
    lembar = CalamineWorkbook.from_filelike(
        io.BytesIO(b"".join(jawaban.streaming_content))
    ).get_sheet_by_index(0)
    assert [b[1:4] for b in lembar.to_python() if isinstance(b[0], float)] == [
        [str(pohon["b"]), "Hadir diwakili", KEPALA.nama]
    ]


def test_the_projector_shows_offices_and_no_person(g, kursi, pohon, panitia):
    catat_hadir_opd(oleh=panitia, undangan=kursi, utusan=WAKIL)
    alamat = f"/admin/gelombang/{g.slug}/undangan/layar/"
    halaman = masuk(buat.akun("pimpinan")).get(alamat).content.decode()
    hadir, belum = halaman.split("Belum mengirim (1)")
    assert str(pohon["a"]) in hadir
    assert str(pohon["b"]) in belum
    assert WAKIL.nama not in halaman
    assert 'hx-trigger="every 5s"' in halaman
    assert Client().get(alamat).status_code == 302
    # A poll after the session has ended: htmx swaps nothing for a refusal, so the last picture stays
    assert Client().get(alamat, headers={"HX-Request": "true"}).status_code == 401
    assert masuk(buat.akun("panitia", "padang")).get(alamat).status_code == 404


def langkah_di(klien, g) -> list[tuple[str, str]]:
    isi = klien.get(f"/admin/gelombang/{g.slug}/undangan/").context["langkah"]
    return [(satu["label"], satu["keadaan"]) for satu in isi]


def test_an_event_of_delegates_goes_the_steps_that_fit_it(g, pohon, panitia):
    klien = Client()
    klien.force_login(panitia)
    nama = ["Undang OPD", "Jawaban OPD", "Hari H", "Ditutup", "Laporan"]
    assert langkah_di(klien, g) == list(zip(nama, ["kini", *["nanti"] * 4], strict=True))
    undang_opd(oleh=panitia, gelombang=g, unit=[pohon["a"], pohon["b"]])
    assert langkah_di(klien, g)[:2] == [("Undang OPD", "selesai"), ("Jawaban OPD", "kini")]
    for satu in UndanganOpd.objects.all():
        jawab_undangan(oleh=panitia, undangan=satu, utusan=WAKIL)
    assert langkah_di(klien, g)[1:3] == [("Jawaban OPD", "selesai"), ("Hari H", "kini")]


def test_people_who_register_bring_the_steps_of_a_training_back(g, pohon, panitia):
    klien = Client()
    klien.force_login(panitia)
    buat.daftarkan(g, 1, pohon["a1"])
    assert "Pendaftaran" in [label for label, _ in langkah_di(klien, g)]
    assert "Undang OPD" not in [label for label, _ in langkah_di(klien, g)]


def test_a_workshop_is_one_of_delegates_once_offices_are_invited(g, pohon, panitia):
    klien = Client()
    klien.force_login(panitia)
    Program.objects.filter(pk=g.kurikulum.program_id).update(jenis=Program.Jenis.WORKSHOP)
    assert langkah_di(klien, g)[0][0] == "Permintaan nama"
    undang_opd(oleh=panitia, gelombang=g, unit=[pohon["a"]])
    assert langkah_di(klien, g)[0] == ("Undang OPD", "selesai")


def test_the_pages_of_an_event_of_delegates_count_opd_not_registrations(g, kursi, panitia):
    jawab_undangan(oleh=panitia, undangan=kursi, utusan=KEPALA)
    catat_hadir_opd(oleh=panitia, undangan=kursi)
    ringkasan = " ".join(masuk(panitia).get(f"/admin/gelombang/{g.slug}/").content.decode().split())
    assert "<dt>OPD diundang</dt> <dd> 2 </dd>" in ringkasan
    assert "<dt>hadir sendiri</dt> <dd> 1 </dd>" in ringkasan
    assert "menunggu verifikasi" not in ringkasan
    assert "1 dari 2 OPD hadir" in masuk(panitia).get("/admin/gelombang/").content.decode()


def test_the_list_to_sign_has_a_row_per_opd_and_cards_name_whom_they_send(g, kursi, panitia):
    jawab_undangan(oleh=panitia, undangan=kursi, utusan=WAKIL)
    baris = penanda(g)
    assert [(b.nomor, b.nama, b.jabatan) for b in baris] == [
        (1, WAKIL.nama, WAKIL.jabatan),
        (2, "", ""),
    ]
    assert [b.unit for b in baris] == [u.unit.nama_lengkap for u in undangan_gelombang(g)]
    nyatakan_tidak_hadir(
        oleh=panitia, undangan=UndanganOpd.objects.exclude(pk=kursi.pk).get(), alasan="Rapat"
    )
    assert len(penanda(g)) == 1
    langkah.kantor()
    selesaikan(cetak_papan_nama(oleh=panitia, gelombang=g, untuk=["peserta"]))
    langkah.sesi(g)
    selesaikan(cetak_daftar_hadir(oleh=panitia, gelombang=g))
    daftar, papan = (fotokopi.isi(b) for b in Berkas.objects.order_by("-dibuat")[:2])
    assert WAKIL.nama in " ".join(teks(daftar).split())
    assert kursi.unit.nama_lengkap in " ".join(teks(daftar).split())
    assert WAKIL.nama in " ".join(teks(papan).split())
