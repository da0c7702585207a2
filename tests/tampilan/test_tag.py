"""Tags and filters of the look: what they write."""

import datetime
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import Context, Template

from kantor.forms.penyaji import PenyajiPortal
from kantor.nada import daftarkan_nada

WIB = ZoneInfo("Asia/Jakarta")


def tulis(templat: str, **isi: object) -> str:
    return Template("{% load tampilan %}" + templat).render(Context(isi))


@pytest.mark.parametrize(
    ("templat", "nilai", "hasil"),
    [
        ("{{ n|nip }}", "198609262015051001", '<span class="nip">19860926 201505 1 001</span>'),
        ("{{ n|nip }}", None, ""),
        ("{{ n|tanggal }}", datetime.date(2017, 7, 10), "10 Juli 2017"),
        ("{{ n|tanggal_hari }}", datetime.date(2017, 7, 10), "Senin, 10 Juli 2017"),
        ("{{ n|jam }}", datetime.datetime(2017, 7, 10, 0, 30, tzinfo=datetime.UTC), "07.30 WIB"),
        ("{{ n|jam:'Asia/Jayapura' }}", datetime.datetime(2017, 7, 10, 7, 30, tzinfo=WIB), "09.30 WIT"),
        (
            "{{ n|waktu }}",
            datetime.datetime(2017, 7, 9, 23, 0, tzinfo=datetime.UTC),
            "10 Juli 2017 pukul 06.00 WIB",
        ),
        ("{{ n|tanggal }}", datetime.datetime(2017, 7, 9, 23, 0, tzinfo=datetime.UTC), "10 Juli 2017"),
        ("{{ n|ribuan }}", 12000, "12.000"),
        ("{{ n|desimal }}", Decimal("85.225"), "85,23"),
        ("{{ n|bertanda }}", Decimal("1.2"), "+1,20"),
        ("{{ n|bertanda }}", Decimal("-0.35"), "−0,35"),
        ("{{ n|bertanda }}", Decimal(0), "0,00"),
        ("{{ n|bertanda }}", None, "–"),
        ("{{ n|rupiah }}", 1250000, "Rp1.250.000"),
        ("{{ n|inisial }}", "Rina Handayani Siregar, S.Sos.", "RS"),
        ("{{ n|inisial }}", "Suparno", "S"),
        ("{{ n|inisial }}", "", ""),
    ],
)
def test_values_are_written_as_the_office_writes_them(templat: str, nilai: object, hasil: str) -> None:
    assert tulis(templat, n=nilai) == hasil


def test_a_range_of_dates_reads_as_on_a_letter() -> None:
    a, b = datetime.date(2017, 7, 10), datetime.date(2017, 7, 14)
    assert tulis("{{ a|sampai:b }}", a=a, b=b) == "10 s.d. 14 Juli 2017"
    assert tulis("{{ a|sampai:b }}", a=a, b=None) == "10 Juli 2017"


def test_what_a_person_typed_is_escaped_everywhere() -> None:
    jahat = '<img src=x onerror="alert(1)">'
    for templat in (
        "{% cip n %}",
        "{{ n|nip }}",
        "{% ikon n %}",
        "{% ikon 'info' label=n %}",
        "{% bar 1 2 label=n %}",
    ):
        assert "<img" not in tulis(templat, n=jahat)


def test_a_status_chip_takes_words_from_the_model_and_tone_from_the_registry() -> None:
    daftarkan_nada({"uji_tampilan": "tunggu"})
    objek = SimpleNamespace(status="uji_tampilan", get_status_display=lambda: "Menunggu")
    assert tulis("{% cip_status o %}", o=objek) == '<span class="cip cip--tunggu">Menunggu</span>'
    with pytest.raises(ValueError, match="nada"):
        daftarkan_nada({"x": "merah"})


def test_the_seat_bar_says_how_many_are_left_and_turns_gold_when_full() -> None:
    terbuka = tulis("{% kursi terisi=27 kuota=30 menunggu=6 %}")
    assert "27 dari 30 kursi terisi" in terbuka
    assert "3 tersisa" in terbuka
    assert 'width="70%"' in terbuka
    assert 'x="70%" width="20%"' in terbuka
    penuh = tulis("{% kursi terisi=40 kuota=40 cadangan=6 %}")
    assert "6 cadangan" in penuh
    assert "bar__emas" in penuh
    assert "Penuh" in tulis("{% kursi terisi=1 kuota=1 %}")


def test_a_bar_of_nothing_is_empty_not_broken() -> None:
    assert 'width="0%"' in tulis("{% bar 0 0 %}")
    assert 'width="100%"' in tulis("{% bar 12 10 %}")


class Formulir(forms.Form):
    nip = forms.CharField(label="NIP / NI PPPK", help_text="18 angka.")
    jalur = forms.ChoiceField(label="Cara", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])
    setuju = forms.BooleanField(label="Setuju")
    catatan = forms.CharField(required=False)
    asal = forms.CharField(widget=forms.HiddenInput)


def test_a_form_ties_label_hint_and_error_to_its_field() -> None:
    isi = str(Formulir({"asal": "x"}, renderer=PenyajiPortal()))
    assert '<label for="id_nip">NIP / NI PPPK' in isi
    assert 'aria-describedby="id_nip_helptext id_nip_error"' in isi
    assert 'id="id_nip_helptext"' in isi
    assert 'id="id_nip_error"' in isi
    assert 'aria-invalid="true"' in isi
    assert isi.count('name="asal"') == 1
    assert "(boleh kosong)" in isi


def test_the_error_summary_links_to_a_field_that_exists() -> None:
    form = Formulir({"asal": "x"}, renderer=PenyajiPortal())
    isi = str(form)
    assert "Ada isian yang perlu diperbaiki" in isi
    for tujuan in ("id_nip", "id_jalur_0", "id_setuju"):
        assert f'href="#{tujuan}"' in isi
        assert f'id="{tujuan}"' in isi


def test_the_summary_names_a_field_once() -> None:
    form = Formulir({"asal": "x"}, renderer=PenyajiPortal())
    form.add_error("nip", "NIP / NI PPPK terlalu pendek.")
    assert ">NIP / NI PPPK terlalu pendek.</a>" in str(form)


def test_a_form_nobody_has_sent_has_no_errors() -> None:
    assert "ringkas-galat" not in str(Formulir(renderer=PenyajiPortal()))
