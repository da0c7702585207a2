"""What goes in and out of the API, field by field."""

from __future__ import annotations

from rest_framework import serializers

from diklat.models import Gelombang
from kantor.models.pegawai import StatusKepegawaian
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status


class GelombangIsi(serializers.ModelSerializer):
    """A gelombang with its seats at this moment."""

    nama = serializers.CharField(source="kurikulum.program.nama", help_text="Nama program.")
    judul = serializers.CharField(source="__str__", help_text="Nama program dan sebutan gelombang.")
    penyelenggara = serializers.CharField(source="instansi.nama")
    jumlah_jp = serializers.DecimalField(max_digits=7, decimal_places=2, help_text="Jumlah JP kurikulum.")
    terisi = serializers.IntegerField(help_text="Kursi yang sudah dipegang.")
    sisa = serializers.IntegerField(help_text="Kursi kosong.")
    cadangan = serializers.IntegerField(help_text="Orang pada daftar cadangan.")
    halaman = serializers.SerializerMethodField(help_text="Alamat halaman publik.")

    class Meta:
        model = Gelombang
        fields = [
            "slug", "nama", "sebutan", "judul", "status", "penyelenggara", "kuota", "terisi", "sisa", "cadangan",
            "pakai_cadangan", "mulai", "selesai", "tempat", "alamat_tempat", "kota_tempat", "sasaran", "jumlah_jp",
            "jalur_usulan", "jalur_mandiri", "buka_pada", "tutup_pada", "batas_usulan", "halaman",
        ]  # fmt: skip

    def get_halaman(self, gelombang: Gelombang) -> str:
        return f"/gelombang/{gelombang.slug}/"


class PendaftaranMasuk(serializers.Serializer):
    """One person to be registered. What the fields may hold is judged by the service, all at once."""

    nip = serializers.CharField(
        required=False, allow_blank=True, allow_null=True, default="",
        help_text="NIP atau NI PPPK, 18 angka. Wajib kecuali `status_kepegawaian` `non_asn`.",
    )  # fmt: skip
    nama = serializers.CharField(help_text="Nama, boleh dengan gelar: `Rina Siregar, S.Sos.`")
    surel = serializers.CharField(required=False, allow_blank=True, allow_null=True, default="")
    ponsel = serializers.CharField(
        required=False, allow_blank=True, allow_null=True, default="", help_text="`08…` atau `+62…`"
    )
    golongan = serializers.CharField(
        required=False,
        allow_blank=True,
        allow_null=True,
        default="",
        help_text="`III/c`, atau `IX` untuk PPPK.",
    )
    jabatan = serializers.CharField(required=False, allow_blank=True, allow_null=True, default="")
    unit = serializers.CharField(help_text="Kode unit kerja, misalnya `12.71.12.1003`.")
    status_kepegawaian = serializers.ChoiceField(
        StatusKepegawaian.choices, required=False, allow_null=True, allow_blank=True, default=None,
        help_text="Bila tidak diisi, ditentukan dari pola NIP dan golongan.",
    )  # fmt: skip
    persetujuan = serializers.BooleanField(
        required=False, default=True, help_text="Persetujuan pemrosesan data pribadi atas nama peserta."
    )
    prioritas = serializers.IntegerField(
        required=False, default=0, min_value=0, max_value=32767,
        help_text="Yang lebih besar lebih dahulu pada daftar cadangan.",
    )  # fmt: skip


class PendaftaranDiterima(serializers.Serializer):
    """The answer to a registration."""

    nomor = serializers.CharField()
    status = serializers.ChoiceField(Status.choices)
    posisi = serializers.IntegerField(
        allow_null=True, help_text="Urutan pada daftar cadangan; `null` bila memegang kursi."
    )


class PendaftaranIsi(serializers.ModelSerializer):
    """A registration as Panitia's systems read it; contact and other personal columns are not handed out."""

    nip = serializers.CharField(source="pegawai.nip", allow_null=True)
    nama = serializers.CharField(source="nama_lengkap")
    unit = serializers.CharField(source="unit.kode", default=None, allow_null=True)
    posisi = serializers.IntegerField(allow_null=True)

    class Meta:
        model = Pendaftaran
        fields = [
            "nomor", "status", "posisi", "nip", "nama", "golongan", "jabatan", "unit", "unit_nama",
            "status_kepegawaian", "jalur", "prioritas", "ndh", "alasan", "dibuat",
        ]  # fmt: skip


class Keputusan(serializers.Serializer):
    """A decision on one registration."""

    keputusan = serializers.ChoiceField(
        [("terima", "terima"), ("kembalikan", "kembalikan"), ("tolak", "tolak")]
    )
    alasan = serializers.CharField(
        required=False, allow_blank=True, default="", help_text="Wajib untuk `kembalikan` dan `tolak`."
    )
    perbarui_pegawai = serializers.BooleanField(
        required=False,
        default=False,
        help_text="Dengan `terima`: unit, nama, golongan, dan jabatan pada pendaftaran menggantikan data pegawai.",
    )
    pakai_kontak = serializers.BooleanField(
        required=False,
        default=False,
        help_text="Dengan `terima`: email dan nomor HP pada pendaftaran menggantikan kontak pegawai.",
    )
