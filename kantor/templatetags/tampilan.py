"""Tags and filters of the look: `{% load tampilan %}`. docs/look.md shows each in use."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, FileInput
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kantor.lib import angka as lib_angka
from kantor.lib import nip as lib_nip
from kantor.lib import tanggal as lib_tanggal
from kantor.nada import nada_status
from kantor.views.tema import alamat_tema

register = template.Library()


# ---- icons, chips, bars ------------------------------------------------------------------------------


@register.simple_tag(name="ikon")
def gambar_ikon(nama: str, kelas: str = "", label: str = "") -> SafeString:
    """An icon of the sprite; silent for screen readers unless it has a `label`."""
    return _ikon(nama, kelas, label)


@lru_cache(maxsize=1024)  # a page shows some forty, and where the sprite lies is asked of a manifest
def _ikon(nama: str, kelas: str, label: str) -> SafeString:
    alamat = f"{static('img/ikon.svg')}#{nama}"
    sifat = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="{}" {}><use href="{}"></use></svg>', f"ikon {kelas}".strip(), sifat, alamat
    )


@register.simple_tag
def cip(teks: str, nada: str = "", ikon: str = "") -> SafeString:
    """A status chip in a tone: baik, utama, tunggu, emas, bahaya, info, or none."""
    gambar = gambar_ikon(ikon) if ikon else ""
    return format_html('<span class="{}">{}{}</span>', _kelas("cip", nada), gambar, teks)


@register.simple_tag
def cip_status(objek: Any, medan: str = "status") -> SafeString:
    """The chip of a choices field: the words of the model, the tone of kantor.nada."""
    return cip(getattr(objek, f"get_{medan}_display")(), nada_status(str(getattr(objek, medan))))


@register.inclusion_tag("komponen/kursi.html")
def kursi(terisi: int, kuota: int, menunggu: int = 0, cadangan: int = 0) -> dict[str, Any]:
    """The seat bar: `terisi` seats are held, `menunggu` of them still wait for verification."""
    penuh = terisi >= kuota
    tetap = terisi if penuh else terisi - menunggu
    return {
        "terisi": terisi,
        "kuota": kuota,
        "sisa": max(0, kuota - terisi),
        "cadangan": cadangan,
        "penuh": penuh,
        "lebar": _persen(tetap, kuota),
        "lebar_tunggu": 0 if penuh else _persen(menunggu, kuota),
    }


@register.inclusion_tag("komponen/bar.html")
def bar(nilai: int, total: int, nada: str = "isi", label: str = "") -> dict[str, Any]:
    """A bar without words of its own; `label` is read aloud, `nada` is isi, emas, tunggu or bahaya."""
    return {"lebar": _persen(nilai, total), "nada": nada, "label": label or f"{nilai} dari {total}"}


def _persen(nilai: float, total: float) -> int:
    return min(100, round(100 * nilai / total)) if total else 0


def _kelas(dasar: str, nada: str) -> str:
    return f"{dasar} {dasar}--{nada}" if nada else dasar


# ---- what is written on a page -----------------------------------------------------------------------


@register.filter
def nip(nilai: str | None) -> SafeString | str:
    """A NIP as it is printed, kept on one line; nothing for none."""
    if not nilai:
        return ""
    return format_html('<span class="nip">{}</span>', lib_nip.cetak(str(nilai)))


def _zona(zona: str) -> str:
    return zona or timezone.get_current_timezone_name()


@register.filter
def tanggal(nilai: date | None) -> str:
    """10 Juli 2017"""
    return lib_tanggal.tanggal(_setempat(nilai)) if nilai else ""


@register.filter
def tanggal_hari(nilai: date | None) -> str:
    """Senin, 10 Juli 2017"""
    return lib_tanggal.panjang(_setempat(nilai)) if nilai else ""


@register.filter
def sampai(mulai: date | None, selesai: date | None) -> str:
    """10 s.d. 14 Juli 2017; with one of the two missing, the other alone."""
    if not (mulai and selesai):
        return tanggal(mulai or selesai)
    return lib_tanggal.rentang(_setempat(mulai), _setempat(selesai))


@register.filter
def jam(nilai: datetime | time | None, zona: str = "") -> str:
    """07.30 WIB, in the office's zone; `zona` is another one."""
    return lib_tanggal.jam(nilai, _zona(zona)) if nilai else ""


@register.filter
def jam_polos(nilai: datetime | time, zona: str = "") -> str:
    """07.30; the page says once which zone it speaks of."""
    return lib_tanggal.jam(nilai, _zona(zona)).split()[0]


@register.filter
def nama_zona(zona: str) -> str:
    """WIB, WITA or WIT"""
    return lib_tanggal.nama_zona(zona)


@register.filter
def waktu(nilai: datetime | None, zona: str = "") -> str:
    """10 Juli 2017 pukul 07.30 WIB"""
    return lib_tanggal.tanggal_jam(nilai, _zona(zona)) if nilai else ""


def _setempat(nilai: date) -> date:
    return timezone.localtime(nilai) if isinstance(nilai, datetime) and timezone.is_aware(nilai) else nilai


@register.filter
def ribuan(nilai: int | None) -> str:
    """12.000"""
    return "" if nilai is None else lib_angka.desimal(nilai, 0)


@register.filter
def desimal(nilai: Decimal | int | None, tempat: int = 2) -> str:
    """85,22"""
    return "" if nilai is None else lib_angka.desimal(nilai, tempat)


@register.filter
def bertanda(nilai: Decimal | None, tempat: int = 2) -> str:
    """A distance with its sign: +1,20 · −0,35 · 0,00"""
    if nilai is None:
        return "–"
    tanda = "+" if nilai > 0 else "−" if nilai < 0 else ""
    return tanda + lib_angka.desimal(abs(nilai), tempat)


@register.filter
def ringkas(nilai: Decimal | int | None, tempat: int = 2) -> str:
    """At most two places and no zeros at the end: 40 · 4,5"""
    return "" if nilai is None else lib_angka.ringkas(nilai, tempat)


@register.filter
def rupiah(nilai: Decimal | int | None) -> str:
    """Rp1.250.000"""
    return "" if nilai is None else lib_angka.rupiah(nilai)


# ---- forms -------------------------------------------------------------------------------------------


@register.inclusion_tag("komponen/medan.html")
def medan(field: BoundField, kelas: str = "", label: str = "") -> dict[str, Any]:
    """A field with its label, hint and error. `kelas` goes to the frame: isian--pendek, medan--penuh, medan--cari."""
    return {"field": field, "kelas": kelas, "label": label}


@register.inclusion_tag("komponen/ringkas_galat.html")
def ringkas_galat(form: BaseForm) -> dict[str, Any]:
    """The errors of a form on top of it, each a link to its field."""
    return {
        "form": form,
        "tautan": [(f, _bernama(f, galat)) for f in form for galat in f.errors] if form.is_bound else [],
    }


def _bernama(field: BoundField, galat: str) -> str:
    """The error with the name of its field, unless it begins with that itself."""
    label = field.label.rstrip(" .:")
    return galat if galat.lower().startswith(label.lower()) else f"{label}: {galat}"


@register.filter
def jenis_medan(field: BoundField) -> str:
    """How medan.html frames a field: centang (one box), kelompok (several boxes), unggah (a file), or biasa."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return "centang"
    if isinstance(widget, FileInput):
        return "unggah"
    return "kelompok" if field.use_fieldset else "biasa"


@register.filter
def id_isian(field: BoundField) -> str:
    """The id a link to this field must name; of several boxes it is the first."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label


# ---- what the frames ask for -------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def tema(context: template.Context) -> SafeString | str:
    """The stylesheet with the colours of the active instansi, if they are its own."""
    alamat = alamat_tema(context.get("instansi_aktif"))
    return format_html('<link rel="stylesheet" href="{}">', alamat) if alamat else ""


@register.simple_tag(takes_context=True)
def lambang(context: template.Context, kelas: str = "lambang") -> SafeString:
    """The shield of the active instansi, or the portal's own."""
    instansi = context.get("instansi_aktif")
    milik_sendiri = getattr(instansi, "lambang", None)
    alamat = reverse("lambang", args=[instansi.kode]) if milik_sendiri else static("img/lambang.svg")
    return format_html('<img class="{}" src="{}" alt="" width="40" height="46">', kelas, alamat)


@register.simple_tag(takes_context=True)
def motif(context: template.Context, kelas: str = "") -> SafeString:
    """The woven band on top of a page, in the motif of the active instansi."""
    nama = getattr(context.get("instansi_aktif"), "motif", "") or "songket"
    semua = " ".join(filter(None, ["motif", f"motif--{nama}", kelas]))
    return format_html('<div class="{}" aria-hidden="true"></div>', semua)


@register.filter
def inisial(nama: str) -> str:
    """`RS` for `Rina Siregar, S.Sos.`: what stands in the round mark of an account."""
    kata = re.findall(r"\b[^\W\d_]", nama.split(",", maxsplit=1)[0])
    return "".join(kata[:1] + kata[-1:] if len(kata) > 1 else kata).upper()


@register.inclusion_tag("komponen/halaman.html", takes_context=True)
def halaman_potongan(context: template.Context, halaman: Any) -> dict[str, Any]:
    """Previous and next of a kantor.queries.potongan.Potongan; the other parameters of the address stay."""
    lain = context["request"].GET.copy()

    def alamat(tanda: str | None) -> str | None:
        if tanda is None:
            return None
        lain["hal"] = tanda
        return f"?{lain.urlencode()}"

    return {
        "sebelumnya": alamat(halaman.sebelumnya),
        "berikutnya": alamat(halaman.berikutnya),
        "keterangan": halaman.keterangan,
    }
