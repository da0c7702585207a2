"""Who gets what at every address. A row is a rule and the routes it holds for.

The columns: a stranger; `staf`, `panitia` and `pimpinan` of Kota Medan; `staf-padang` of another office; the operator
of the unit the row is about; the operator of another unit; `peserta1`. Numbers are statuses; `masuk` is sent to sign
in and comes back; `ya` gets to the act itself, which may then refuse an empty form. What a person
may see but not do is a 404.
"""

from __future__ import annotations

PERAN = ("tamu", "staf", "panitia", "pimpinan", "padang", "operator", "lain", "peserta1")

SEMUA = "200 200 200 200 200 200 200 200"
PINDAH = "302 302 302 302 302 302 302 302"
MASUK = "masuk 200 200 200 200 200 200 200"
STAF = "masuk 200 200 200 200 404 404 404"
PEKERJA = "masuk 200 200 404 200 404 404 404"
PENGELOLA = "masuk 200 404 404 200 404 404 404"
MEDAN = "masuk 200 200 200 404 404 404 404"
MEDAN_KERJA = "masuk 200 200 404 404 404 404 404"
MEDAN_KELOLA = "masuk 200 404 404 404 404 404 404"
OPERATOR = "masuk 404 404 404 404 200 200 404"
OPERATOR_SENDIRI = "masuk 404 404 404 404 200 404 404"
PESERTA = "masuk 404 404 404 404 404 404 200"
TAK_SEORANG = "masuk 404 404 404 404 404 404 404"
KUNCI = "401 401 401 401 401 401 401 401"  # the API knows no browser's session
HANYA_POST = "405 405 405 405 405 405 405 405"

GET = [
    # everybody
    (SEMUA, """
        sehat robots masuk_kode demo_surat unit_cari tema lambang gaya gaya_halaman peserta:beranda
        peserta:diusulkan peserta:semua_gelombang peserta:halaman_publik peserta:jadwal_publik peserta:jadwal_ics
        peserta:mandiri pindai:halaman pindai:pekerja pindai:manifes peserta:kartu lembar
        dokumen:cek penilaian:penguji_kartu penilaian:penguji_pekerja
        dokumen:verifikasi api:skema api:dokumentasi api:gelombang_daftar api:gelombang api:verifikasi"""),
    # whoever holds the key from the letter, signed in or not
    (SEMUA, "peserta:akses peserta:akses_berkas peserta:akses_tindakan peserta:akses_bahan peserta:akses_pelajaran"),
    (SEMUA, """penilaian:akses_rencana penilaian:akses_rencana_kirim penilaian:akses_rencana_berkas
        penilaian:akses_kesepakatan
        penilaian:akses_rencana_versi penilaian:akses_rencana_bimbingan
        penilaian:akses_tindak_lanjut penilaian:akses_tindak_lanjut_katalog penilaian:akses_tindak_lanjut_bukti
        penilaian:akses_tindak_lanjut_laporan penilaian:inovasi penilaian:inovasi_satu"""),
    # whoever holds the private address of a mentor reads what waits
    (SEMUA, """penilaian:pintu_mentor penilaian:pintu_mentor_rencana penilaian:pintu_mentor_berkas
        penilaian:pintu_coach"""),
    # whoever holds the private link of a narasumber
    (SEMUA, "diklat:narasumber_saya diklat:narasumber_ics diklat:narasumber_bahan diklat:narasumber_berkas"),
    (PINDAH, """
        favicon masuk_kode_isi mfa_authenticate admin/login/ admin/logout/ admin/password_change/ admin:login
        admin:logout admin:password_change peserta:mandiri_selesai peserta:mandiri_langkah"""),
    ("200 302 302 302 302 302 302 302", "account_login"),
    ("302 200 200 200 200 200 200 200", "account_logout"),
    ("400 400 400 400 400 400 400 400", "peserta:hadir_kode"),  # a code that is no longer good
    ("masuk 400 400 400 400 400 400 400", "peserta:hadir"),  # nobody here has read one
    ("404 404 404 404 404 404 404 404", "peserta:mandiri_berkas api/v1/^.*/$"),
    ("410 410 410 410 410 410 410 410", "masuk_tautan"),
    (KUNCI, "pindai:data"),  # the key of a device
    (KUNCI, "api:pekerjaan api:gelombang_pendaftaran api:pendaftaran_verifikasi api:gelombang_sertifikat"),
    # an account
    (MASUK, """
        akun account_change_password kontak_email account_reauthenticate mfa_index impor_templat peserta:saya"""),
    ("masuk 302 302 302 302 302 302 302", """masuk_lanjut kontak_email_kode mfa_reauthenticate mfa_activate_totp
        mfa_generate_recovery_codes"""),
    (TAK_SEORANG, "mfa_deactivate_totp mfa_view_recovery_codes mfa_download_recovery_codes"),
    (PESERTA, "peserta:saya_satu peserta:saya_berkas peserta:saya_tindakan peserta:saya_bahan peserta:saya_pelajaran"),
    (PESERTA, """penilaian:saya_kesepakatan penilaian:saya_rencana penilaian:saya_rencana_kirim
        penilaian:saya_rencana_berkas
        penilaian:saya_rencana_versi penilaian:saya_rencana_bimbingan
        penilaian:saya_tindak_lanjut penilaian:saya_tindak_lanjut_katalog penilaian:saya_tindak_lanjut_bukti
        penilaian:saya_tindak_lanjut_laporan"""),
    ("masuk 404 404 404 404 200 404 200", "kontak_ponsel peserta:saya_ics"),  # accounts of a pegawai
    ("masuk 200 200 200 404 404 404 200", "berkas"),  # a file peserta1 handed in
    # staff, each of the own office
    (STAF, """
        hari_ini proses pegawai pegawai_excel unit unit_excel instansi peserta:staf_gelombang
        peserta:gelombang_excel peserta:apel peserta:apel_excel
        admin:index diklat:program diklat:program_excel diklat:narasumber
        diklat:narasumber_excel diklat:ruang diklat:ruang_excel dokumen:register dokumen:register_excel
        penilaian:rubrik
        dokumen:pimpinan penilaian:klaster admin:search admin:jsi18n admin:password_change_done"""),
    (PEKERJA, """
        kotak_keluar kotak_keluar_contoh impor impor_unggah pegawai_tambah diklat:gelombang_baru diklat:program_baru
        diklat:narasumber_baru diklat:ruang_baru peserta:apel_isi peserta:apel_orang peserta:apel_orang_excel
        peserta:apel_halangan penilaian:rubrik_baru peserta:apel_gabungan
        admin:kantor_instansi_changelist admin:kantor_namalembaga_changelist admin:kantor_pejabat_changelist
        admin:kantor_unit_changelist admin:diklat_program_changelist admin:diklat_program_add
        admin:diklat_kurikulum_changelist admin:diklat_kurikulum_add"""),
    (PENGELOLA, """
        pengguna pengguna_tambah kunci_api admin:kantor_namalembaga_add admin:kantor_pejabat_add
        admin:kantor_unit_add"""),
    ("masuk 302 302 302 302 404 404 404", "admin:app_list"),
    # a row of Kota Medan
    (MEDAN, """
        proses_staf diklat:program_satu diklat:kurikulum diklat:kurikulum_excel diklat:gelombang_jadwal
        diklat:gelombang_jadwal_excel diklat:narasumber_satu diklat:ruang_satu proses_satu proses_kemajuan
        pegawai_satu unit_satu peserta:gelombang peserta:gelombang_peserta
        peserta:gelombang_peserta_excel peserta:massal_hasil peserta:gelombang_pendaftaran peserta:gelombang_usulan
        peserta:gelombang_usulan_excel peserta:gelombang_tagihan peserta:gelombang_cadangan
        peserta:gelombang_pemanggilan peserta:gelombang_registrasi peserta:gelombang_registrasi_excel
        peserta:gelombang_presensi peserta:gelombang_presensi_excel peserta:presensi_sesi
        peserta:presensi_perangkat peserta:gelombang_kartu peserta:gelombang_riwayat
        peserta:gelombang_kertas peserta:kertas_pindaian peserta:pindaian_satu peserta:pindaian_halaman
        peserta:presensi_lembar
        peserta:gelombang_undangan peserta:gelombang_undangan_excel peserta:undangan_layar peserta:undangan_satu
        peserta:gelombang_upacara peserta:upacara_satu peserta:upacara_tamu_excel
        peserta:gelombang_kunjungan peserta:gelombang_kunjungan_excel peserta:kunjungan_satu
        penilaian:gelombang_rencana penilaian:gelombang_rencana_excel penilaian:rencana_satu
        penilaian:gelombang_tindak_lanjut penilaian:tindak_lanjut_excel penilaian:tindak_lanjut_satu
        penilaian:aturan_kelulusan penilaian:kelulusan_nilai penilaian:kelulusan_excel penilaian:kelulusan_rekap
        penilaian:kelulusan_rekap_excel penilaian:kelulusan_rekap_lama
        penilaian:gelombang_hasil penilaian:gelombang_hasil_excel penilaian:rubrik_satu penilaian:seminar_satu
        penilaian:seminar_giliran penilaian:seminar_layar penilaian:seminar_nilai penilaian:seminar_nilai_excel
        penilaian:seminar_rincian
        penilaian:seminar_nilai_satu penilaian:seminar_lembar penilaian:seminar_acara penilaian:seminar_kesepakatan
        penilaian:seminar_naskah penilaian:seminar_naskah_layar penilaian:seminar_pindaian
        dokumen:gelombang_sertifikat
        dokumen:gelombang_sertifikat_excel dokumen:sertifikat_pratinjau dokumen:unduh_sertifikat
        dokumen:gelombang_laporan"""),
    (MEDAN_KERJA, """
        kotak_keluar_satu impor_staf proses_batalkan diklat:program_ubah diklat:program_hapus
        peserta:syarat_ubah peserta:syarat_hapus impor_kemajuan pegawai_ubah peserta:apel_halangan_baru
        peserta:undangan_undang peserta:upacara_ubah
        peserta:kunjungan_baru peserta:kunjungan_ubah peserta:kunjungan_peserta
        diklat:gelombang_salin
        diklat:kurikulum_salin peserta:gelombang_ubah peserta:gelombang_syarat peserta:gelombang_tindakan
        peserta:pendaftaran_biodata peserta:pendaftaran_berkas peserta:pendaftaran_ganti peserta:pendaftaran_tautan
        peserta:presensi_surat peserta:presensi_layar peserta:presensi_hapus peserta:jadwal_geser
        peserta:tindakan_pendaftaran peserta:gelombang_kuota peserta:gelombang_panggil peserta:registrasi_langsung
        peserta:registrasi_massal peserta:jadwal_terbitkan diklat:jadwal_susun diklat:jadwal_salin
        diklat:jadwal_hapus_draf diklat:sesi_baru diklat:sesi_ubah diklat:narasumber_ubah diklat:ruang_ubah
        penilaian:kelulusan_impor penilaian:kelulusan_buka
        penilaian:hasil_terapkan penilaian:klaster_ubah penilaian:rencana_aturan penilaian:rencana_alih
        penilaian:rencana_pendamping
        penilaian:seminar_baru penilaian:seminar_ubah penilaian:seminar_ruang_baru
        penilaian:seminar_ruang penilaian:seminar_ganti penilaian:seminar_tugas penilaian:seminar_kartu
        penilaian:seminar_tindakan
        penilaian:gelombang_tutup penilaian:hasil_satu penilaian:hasil_hapus
        dokumen:sertifikat_terbit dokumen:sertifikat_umumkan
        dokumen:sertifikat_batalkan dokumen:sertifikat_ulang admin:kantor_instansi_change
        admin:kantor_namalembaga_change admin:kantor_pejabat_change admin:kantor_unit_change
        admin:diklat_program_change admin:diklat_kurikulum_change"""),
    ("masuk 302 302 404 404 404 404 404", "impor_satu peserta:massal penilaian:hasil_massal"),
    ("masuk 302 302 302 404 404 404 404", "penilaian:gelombang_seminar"),  # the only one opens by itself
    (MEDAN_KELOLA, """
        pegawai_hapus_pribadi diklat:narasumber_lupakan pengguna_satu diklat:program_panitia unit_tambah unit_nama
        unit_pindah unit_gabung instansi_ubah lembaga_baru lembaga pejabat_baru pejabat usia_pensiun_baru
        usia_pensiun admin:kantor_namalembaga_delete admin:kantor_pejabat_delete"""),
    ("masuk 200 200 404 404 200 404 404", "tautan_untuk"),
    # operators
    (OPERATOR, """
        peserta:operator peserta:operator_gelombang peserta:operator_excel peserta:operator_usul
        peserta:operator_impor peserta:operator_surat_baru peserta:operator_apel peserta:operator_apel_excel
        peserta:operator_apel_isi peserta:operator_apel_orang peserta:operator_apel_orang_excel
        peserta:operator_apel_halangan"""),
    (OPERATOR_SENDIRI, """peserta:operator_apel_halangan_baru peserta:operator_undangan
        peserta:operator_surat peserta:operator_orang peserta:operator_perbaiki
        peserta:operator_ganti peserta:operator_tindakan"""),
    # rows nobody touches here: no such address, or nothing to fetch; nobody here leads or guides other people
    (TAK_SEORANG, """
        peserta:apel_bawahan penilaian:mentor penilaian:mentor_rencana penilaian:mentor_laporan
        penilaian:penguji penilaian:penguji_isi penilaian:penguji_rekap penilaian:penguji_bekal
        penilaian:penguji_halaman
        penilaian:penguji_naskah penilaian:penguji_naskah_satu penilaian:mentor_naskah penilaian:mentor_naskah_satu
        impor_bermasalah admin:autocomplete admin:view_on_site admin/(?P<url>.*)$ admin:kantor_instansi_add
        admin:kantor_instansi_history admin:kantor_instansi_delete admin:kantor_namalembaga_history
        admin:kantor_pejabat_history admin:kantor_unit_history admin:kantor_unit_delete admin:diklat_program_history
        admin:diklat_program_delete admin:diklat_kurikulum_history admin:diklat_kurikulum_delete"""),
    (HANYA_POST, """
        kotak_keluar_ulangi kotak_keluar_batalkan pengguna_peran pengguna_peran_cabut pengguna_nonaktifkan
        pengguna_aktifkan kunci_api_cabut proses_ulangi impor_pilihan impor_konfirmasi impor_batalkan impor_sebutan
        pegawai_kontak instansi_lambang unit_sebutan unit_sebutan_hapus peserta:berkas_nilai
        peserta:cadangan_tawarkan peserta:gelombang_tetapkan peserta:gelombang_nomor_surat peserta:registrasi_hadir
        peserta:presensi_semua peserta:presensi_perangkat_cabut peserta:kartu_ganti
        pindai:kirim diklat:sesi_tukar diklat:sesi_batal diklat:sesi_hapus diklat:sesi_bahan
        diklat:bahan_tarik diklat:narasumber_tautan diklat:narasumber_tarik peserta:operator_unggah
        peserta:mandiri_hapus peserta:peserta_kontak_excel peserta:apel_papan peserta:apel_halangan_hapus
        peserta:operator_apel_papan peserta:operator_apel_halangan_hapus peserta:undangan_hadir
        peserta:upacara_cetak peserta:upacara_tamu peserta:kertas_cetak
        peserta:kunjungan_sisa peserta:kunjungan_ingatkan peserta:kunjungan_hapus
        penilaian:rencana_tunjuk penilaian:rencana_ingatkan penilaian:rencana_tautan penilaian:rencana_buka
        penilaian:rencana_batas
        penilaian:rencana_review penilaian:mentor_paraf penilaian:mentor_bersedia penilaian:mentor_setujui
        penilaian:mentor_kembalikan penilaian:mentor_kesediaan
        penilaian:inovasi_suara penilaian:tindak_lanjut_buku penilaian:tindak_lanjut_terbit
        penilaian:tindak_lanjut_jawab
        penilaian:saya_rencana_simpan penilaian:saya_rencana_tarik penilaian:saya_rencana_lampiran
        penilaian:saya_rencana_bimbingan_hapus penilaian:akses_rencana_simpan penilaian:akses_rencana_tarik
        penilaian:akses_rencana_lampiran penilaian:akses_rencana_bimbingan_hapus
        penilaian:rubrik_contoh penilaian:rubrik_salin penilaian:rubrik_hapus penilaian:penguji_simpan
        penilaian:kelulusan_simpan penilaian:kelulusan_tempel penilaian:kelulusan_seminar penilaian:kelulusan_umumkan
        penilaian:kelulusan_cetak
        penilaian:seminar_lembar_cetak
        dokumen:sertifikat_cetak dokumen:sertifikat_arsip"""),
]  # fmt: skip

POST_MEDAN_KERJA = "masuk ya ya 404 404 404 404 404"
POST_MEDAN_KELOLA = "masuk ya 404 404 404 404 404 404"
POST_OPERATOR_SENDIRI = "masuk 404 404 404 404 ya 404 404"
POST = [
    (POST_MEDAN_KERJA, """
        kotak_keluar_ulangi kotak_keluar_batalkan impor_pilihan impor_konfirmasi impor_batalkan impor_sebutan
        pegawai_ubah pegawai_kontak unit_sebutan unit_sebutan_hapus diklat:gelombang_salin diklat:kurikulum_salin
        peserta:gelombang_ubah peserta:gelombang_syarat peserta:gelombang_tindakan peserta:massal
        peserta:massal_hasil peserta:pendaftaran_biodata peserta:pendaftaran_ganti peserta:pendaftaran_tautan
        peserta:berkas_nilai peserta:tindakan_pendaftaran peserta:gelombang_kuota peserta:cadangan_tawarkan
        peserta:gelombang_tetapkan peserta:gelombang_panggil peserta:gelombang_nomor_surat
        peserta:registrasi_langsung peserta:registrasi_massal peserta:registrasi_hadir peserta:presensi_sesi
        peserta:presensi_semua peserta:presensi_perangkat peserta:presensi_perangkat_cabut peserta:gelombang_kartu
        peserta:kartu_ganti peserta:presensi_surat peserta:presensi_hapus peserta:jadwal_geser
        peserta:kertas_pindaian peserta:pindaian_halaman
        peserta:jadwal_terbitkan diklat:jadwal_susun diklat:jadwal_salin diklat:jadwal_hapus_draf diklat:sesi_baru
        diklat:sesi_ubah diklat:sesi_tukar diklat:sesi_batal diklat:sesi_hapus diklat:sesi_bahan diklat:bahan_tarik
        diklat:narasumber_ubah diklat:narasumber_tautan diklat:ruang_ubah
        peserta:syarat_ubah peserta:syarat_hapus peserta:peserta_kontak_excel diklat:program_hapus
        peserta:apel_halangan_baru peserta:apel_halangan_hapus peserta:undangan_undang peserta:undangan_satu
        peserta:undangan_hadir peserta:gelombang_upacara peserta:upacara_satu peserta:upacara_ubah peserta:upacara_tamu
        penilaian:klaster_ubah penilaian:rencana_aturan penilaian:rencana_alih penilaian:rencana_pendamping
        penilaian:rencana_tunjuk penilaian:rencana_ingatkan penilaian:rencana_tautan penilaian:rencana_buka
        penilaian:rencana_batas
        penilaian:rencana_review
        penilaian:tindak_lanjut_terbit penilaian:tindak_lanjut_jawab penilaian:tindak_lanjut_satu
        peserta:kunjungan_baru peserta:kunjungan_ubah peserta:kunjungan_peserta peserta:kunjungan_sisa
        peserta:kunjungan_ingatkan peserta:kunjungan_hapus
        penilaian:aturan_kelulusan penilaian:kelulusan_nilai penilaian:kelulusan_simpan penilaian:kelulusan_tempel
        penilaian:kelulusan_seminar penilaian:kelulusan_impor penilaian:kelulusan_rekap penilaian:kelulusan_buka
        penilaian:kelulusan_umumkan
        penilaian:hasil_terapkan diklat:program_ubah penilaian:hasil_massal penilaian:gelombang_tutup
        penilaian:hasil_satu penilaian:hasil_hapus dokumen:sertifikat_terbit dokumen:sertifikat_umumkan
        penilaian:rubrik_satu penilaian:rubrik_salin penilaian:rubrik_hapus penilaian:seminar_baru
        penilaian:seminar_ubah penilaian:seminar_satu penilaian:seminar_ruang_baru penilaian:seminar_ruang
        penilaian:seminar_ganti penilaian:seminar_tugas penilaian:seminar_kartu penilaian:seminar_tindakan
        penilaian:seminar_giliran penilaian:seminar_nilai penilaian:seminar_nilai_satu penilaian:seminar_lembar
        penilaian:seminar_acara penilaian:seminar_kesepakatan penilaian:seminar_naskah penilaian:seminar_pindaian
        penilaian:seminar_lembar_cetak
        proses_batalkan proses_ulangi diklat:program_satu diklat:kurikulum admin:diklat_program_change
        peserta:pendaftaran_berkas dokumen:sertifikat_cetak dokumen:sertifikat_batalkan dokumen:sertifikat_ulang
        dokumen:gelombang_laporan"""),
    # Pimpinan downloads all, which is a job, and has a paper printed
    ("masuk ya ya ya 404 404 404 404", """dokumen:sertifikat_arsip peserta:upacara_cetak peserta:kertas_cetak
        penilaian:tindak_lanjut_buku penilaian:kelulusan_cetak"""),
    ("masuk ya ya 404 404 ya 404 404", "tautan_untuk"),
    ("masuk ya ya 404 ya 404 404 404", """
        impor_unggah pegawai_tambah diklat:gelombang_baru diklat:program_baru diklat:narasumber_baru
        diklat:ruang_baru peserta:apel_isi peserta:apel_gabungan penilaian:klaster penilaian:rubrik_baru
        penilaian:rubrik_contoh"""),
    ("masuk ya ya ya ya 404 404 404", "peserta:apel_papan"),  # without names, so Pimpinan may
    (POST_MEDAN_KELOLA, """
        pegawai_hapus_pribadi pengguna_satu diklat:program_panitia diklat:narasumber_lupakan pengguna_peran
        pengguna_peran_cabut pengguna_nonaktifkan
        pengguna_aktifkan kunci_api_cabut unit_tambah unit_nama unit_pindah unit_gabung instansi_ubah
        instansi_lambang lembaga_baru lembaga pejabat_baru pejabat usia_pensiun_baru usia_pensiun"""),
    ("masuk ya 404 404 ya 404 404 404", "pengguna_tambah kunci_api"),
    ("masuk ya 404 404 404 404 404 404", """
        admin:kantor_instansi_change admin:kantor_namalembaga_change admin:kantor_namalembaga_delete
        admin:kantor_pejabat_change admin:kantor_pejabat_delete admin:kantor_unit_change"""),
    ("masuk ya 404 404 ya 404 404 404", "admin:kantor_namalembaga_add admin:kantor_pejabat_add admin:kantor_unit_add"),
    ("masuk ya ya 404 ya 404 404 404", "admin:diklat_program_add admin:diklat_kurikulum_add"),
    (TAK_SEORANG, """
        penilaian:penguji_isi penilaian:penguji_simpan penilaian:penguji_naskah penilaian:mentor_naskah
        admin:kantor_instansi_add admin:kantor_instansi_delete admin:kantor_unit_delete admin:diklat_program_delete
        admin:diklat_kurikulum_delete"""),
    ("masuk 404 404 404 404 404 404 404", "admin:diklat_kurikulum_change"),  # used by a gelombang: fixed
    ("masuk 404 404 404 404 ya ya 404", """
        peserta:operator_usul peserta:operator_impor peserta:operator_surat_baru peserta:operator_apel_isi
        peserta:operator_apel_papan"""),
    (POST_OPERATOR_SENDIRI, """peserta:operator_surat peserta:operator_perbaiki peserta:operator_ganti
        peserta:operator_unggah peserta:operator_tindakan peserta:operator_apel_halangan_baru
        peserta:operator_apel_halangan_hapus peserta:operator_undangan"""),
    ("masuk 404 404 404 404 404 404 ya", """peserta:saya_tindakan peserta:saya_pelajaran penilaian:saya_rencana
        penilaian:saya_kesepakatan
        penilaian:saya_rencana_simpan penilaian:saya_rencana_kirim penilaian:saya_rencana_tarik
        penilaian:saya_rencana_lampiran penilaian:saya_rencana_bimbingan penilaian:saya_rencana_bimbingan_hapus
        penilaian:saya_tindak_lanjut_laporan penilaian:saya_tindak_lanjut_katalog"""),
    ("masuk masuk masuk masuk masuk masuk masuk masuk", "penilaian:akses_kesepakatan"),  # a key signs nothing
    ("ya ya ya ya ya ya ya ya", """penilaian:akses_rencana penilaian:akses_rencana_simpan
        penilaian:akses_rencana_kirim penilaian:akses_rencana_tarik penilaian:akses_rencana_lampiran
        penilaian:akses_rencana_bimbingan penilaian:akses_rencana_bimbingan_hapus
        penilaian:akses_tindak_lanjut_laporan penilaian:akses_tindak_lanjut_katalog penilaian:inovasi_suara"""),
    (TAK_SEORANG, """penilaian:mentor_paraf penilaian:mentor_bersedia penilaian:mentor_setujui
        penilaian:mentor_kembalikan penilaian:mentor_kesediaan
        penilaian:mentor_laporan"""),  # acts of a mentor, and nobody here is one
    ("masuk 404 404 404 404 ya 404 ya", "kontak_ponsel"),
    ("ya ya ya ya ya ya ya ya", "penilaian:penguji_kartu"),  # whoever holds code and PIN of a card
    # whoever holds the link
    ("ya ya ya ya ya ya ya ya", "diklat:narasumber_bahan diklat:narasumber_tarik penilaian:pintu_coach"),
    (KUNCI, "api:gelombang_pendaftaran api:pendaftaran_verifikasi api:gelombang_sertifikat"),
    (KUNCI, "pindai:kirim"),  # the key of a device
]  # fmt: skip

# The same addresses for programs: no key, the key of Kota Medan, the key of Kota Padang.
API = [
    ("get", "200 200 200", "api:gelombang_daftar api:gelombang api:verifikasi api:skema api:dokumentasi"),
    ("get", "401 200 404", "api:pekerjaan api:gelombang_pendaftaran"),
    ("post", "401 ya 404", "api:gelombang_pendaftaran api:pendaftaran_verifikasi api:gelombang_sertifikat"),
    ("get", "404 404 404", "api/v1/^.*/$"),
]
