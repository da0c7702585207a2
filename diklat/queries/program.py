"""Programs with what a list says of them, curricula with their JP."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Count, DecimalField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from diklat.models import Gelombang, Kurikulum, Modul, Program
from kantor.lingkup import Hak
from kantor.models import Pengguna

NOL = Value(Decimal(0), output_field=DecimalField())


def program_staf(pengguna: Pengguna, *, q: str = "", jenis: str = "", aktif: str = "") -> QuerySet[Program]:
    """The programs of the own offices with the newest version, its JP and the number of gelombang."""
    baris = Program.objects.untuk(pengguna, Hak.LIHAT).select_related("instansi")
    if q:
        baris = baris.filter(nama__icontains=q)
    if jenis:
        baris = baris.filter(jenis=jenis)
    if aktif:
        baris = baris.filter(aktif=aktif == "ya")
    terbaru = Kurikulum.objects.filter(program=OuterRef("pk")).order_by("-pk")
    jp = (
        Modul.objects.filter(kurikulum=OuterRef("versi_pk"))
        .order_by()
        .values("kurikulum")
        .annotate(j=Sum("jp"))
        .values("j")
    )
    gelombang = (
        Gelombang.objects.filter(kurikulum__program=OuterRef("pk"))
        .order_by()
        .values("kurikulum__program")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return baris.annotate(
        versi_pk=Subquery(terbaru.values("pk")[:1]), versi=Subquery(terbaru.values("versi")[:1])
    ).annotate(jp=Coalesce(Subquery(jp), NOL), banyak_gelombang=Coalesce(Subquery(gelombang), 0))


def kurikulum_program(program: Program) -> QuerySet[Kurikulum]:
    """The versions of a program, newest first, each with JP, modul and gelombang."""
    modul = Modul.objects.filter(kurikulum=OuterRef("pk")).order_by().values("kurikulum")
    gelombang = Gelombang.objects.filter(kurikulum=OuterRef("pk")).order_by().values("kurikulum")
    return program.kurikulum.annotate(
        jp=Coalesce(Subquery(modul.annotate(j=Sum("jp")).values("j")), NOL),
        banyak_modul=Coalesce(Subquery(modul.annotate(n=Count("pk")).values("n")), 0),
        banyak_gelombang=Coalesce(Subquery(gelombang.annotate(n=Count("pk")).values("n")), 0),
    ).order_by("-pk")
