// The plan saves itself. What is typed goes into this browser first and leaves it once the portal has stored it:
// a lost network, an ended session or a closed window loses nothing, and the page says plainly what is not saved.
const form = document.querySelector("[data-rencana]");
const AWALAN = "rencana:";
const JEDA = 1500;
const JEDA_ULANG = 15000;

const simpanan = {
  baca(kunci) {
    try {
      return JSON.parse(localStorage.getItem(kunci));
    } catch {
      return null;
    }
  },
  tulis(kunci, isi) {
    try {
      localStorage.setItem(kunci, JSON.stringify(isi));
      return true;
    } catch {
      return false; // full, or forbidden in a private window
    }
  },
  hapus(kunci) {
    try {
      localStorage.removeItem(kunci);
    } catch {
      // nothing was kept
    }
  },
};

if (form) mulai(form);

function mulai(form) {
  const kunci = AWALAN + form.dataset.rencana;
  const keadaan = form.querySelector("[data-keadaan]");
  const wadahBentrok = document.querySelector("[data-bentrok]");
  const daftarTahap = form.querySelector("[data-tahap-daftar]");
  const contoh = document.querySelector("[data-tahap-contoh]");
  let terkirim = teks(isiForm());
  let sedang = false;
  let terhenti = false; // two texts wait for a choice
  let jadwal = null;

  function isiForm() {
    return [...new FormData(form)].filter(([nama, nilai]) => nama !== "csrfmiddlewaretoken" && typeof nilai === "string");
  }
  function teks(isi) {
    return JSON.stringify(isi.filter(([nama]) => nama !== "revisi"));
  }
  function katakan(kata, nada = "", rinci = []) {
    keadaan.className = `simpan-keadaan${nada ? ` simpan-keadaan--${nada}` : ""}`;
    keadaan.replaceChildren(kata, ...rinci.map((satu) => {
      const baris = document.createElement("span");
      baris.className = "simpan-keadaan__rinci";
      baris.textContent = satu;
      return baris;
    }));
  }
  function tahan() {
    return simpanan.tulis(kunci, { isi: isiForm(), pada: Date.now() });
  }

  function berubah() {
    if (terhenti) {
      tahan();
      return;
    }
    if (teks(isiForm()) === terkirim) return;
    const tertahan = tahan();
    katakan(tertahan ? "Menyimpan…" : "Belum tersimpan. Peramban ini tidak dapat menahan tulisan; tunggu sebentar sebelum menutup halaman.", "belum");
    clearTimeout(jadwal);
    jadwal = setTimeout(kirim, JEDA);
  }

  async function kirim() {
    if (sedang || terhenti) return;
    const isi = isiForm();
    const dikirim = teks(isi);
    if (dikirim === terkirim) return;
    sedang = true;
    clearTimeout(jadwal);
    try {
      const jawaban = await tembak(isi);
      await terima(jawaban, dikirim);
    } catch {
      gagal("Belum tersimpan: tidak ada jaringan.");
    } finally {
      sedang = false;
    }
    if (!terhenti && teks(isiForm()) !== terkirim) {
      clearTimeout(jadwal);
      jadwal = setTimeout(kirim, keadaan.className.includes("gagal") ? JEDA_ULANG : JEDA);
    }
  }

  function tembak(isi) {
    const badan = new URLSearchParams(isi);
    return fetch(form.dataset.simpan, {
      method: "POST",
      body: badan,
      redirect: "manual",
      headers: {
        "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
        "X-Requested-With": "XMLHttpRequest",
      },
    });
  }

  async function terima(jawaban, dikirim) {
    if (jawaban.status === 200) {
      const isi = await jawaban.json();
      form.elements.revisi.value = isi.revisi;
      terkirim = dikirim;
      // What the portal could not read yet stays in this browser until it is mended.
      if (teks(isiForm()) === terkirim && !isi.peringatan.length) simpanan.hapus(kunci);
      else tahan();
      katakan(`Tersimpan pukul ${isi.kapan}.`, isi.peringatan.length ? "belum" : "", isi.peringatan);
      return;
    }
    if (jawaban.status === 409 && jawaban.headers.get("Content-Type").startsWith("text/html")) {
      bentrok(await jawaban.text());
      return;
    }
    if (jawaban.type === "opaqueredirect" || jawaban.status === 401 || jawaban.status === 403) {
      gagal("Belum tersimpan: sesi Anda berakhir.", "Masuk lagi, lalu buka halaman ini; tulisan Anda masih ada di peramban ini.");
      return;
    }
    if (jawaban.status < 500 && (jawaban.headers.get("Content-Type") || "").startsWith("application/json")) {
      const isi = await jawaban.json();
      gagal(`Belum tersimpan: ${isi.pesan}`, ...(isi.peringatan || []));
      return;
    }
    gagal("Belum tersimpan: portal sedang tidak dapat dihubungi.");
  }

  function gagal(kata, ...rinci) {
    const tertahan = tahan();
    katakan(kata, "gagal", rinci.length ? rinci : [
      tertahan
        ? "Tulisan Anda tertahan di peramban ini dan dikirim begitu tersambung. Jangan pindah ke perangkat lain dahulu."
        : "Jangan tutup halaman ini sebelum tersimpan.",
    ]);
  }

  function bentrok(html) {
    terhenti = true;
    tahan();
    wadahBentrok.innerHTML = html; // our own page's fragment, its text escaped by the server
    katakan("Belum tersimpan: naskah ini diubah di tempat lain. Pilih di atas mana yang dipakai.", "gagal");
    const kartu = wadahBentrok.querySelector("[data-revisi]");
    kartu.querySelector("[data-pakai=sini]").addEventListener("click", async (kejadian) => {
      kejadian.preventDefault();
      form.elements.revisi.value = kartu.dataset.revisi;
      const isi = isiForm();
      let jawaban;
      try {
        jawaban = await tembak(isi);
      } catch {
        gagal("Belum tersimpan: tidak ada jaringan.");
        return;
      }
      if (jawaban.status === 200) segar();
      else await terima(jawaban, teks(isi));
    });
    kartu.querySelector("[data-pakai=tersimpan]").addEventListener("click", (kejadian) => {
      kejadian.preventDefault();
      segar();
    });
    wadahBentrok.scrollIntoView({ block: "start" });
  }
  function segar() {
    simpanan.hapus(kunci);
    terkirim = teks(isiForm()); // leaving is no loss now
    location.reload();
  }

  // What an earlier visit could not send comes back into the form with what it had seen, and goes out first.
  function pulihkan() {
    const tertahan = simpanan.baca(kunci);
    if (!tertahan || !Array.isArray(tertahan.isi)) return;
    if (teks(tertahan.isi) === terkirim) {
      simpanan.hapus(kunci);
      return;
    }
    isikan(tertahan.isi);
    katakan("Mengirim tulisan yang belum tersimpan dari peramban ini…", "belum");
    kirim();
  }
  function isikan(isi) {
    const nilai = new Map(isi);
    daftarTahap.replaceChildren();
    const nomor = new Set(isi.map(([nama]) => /^tahap-(\d+)-/.exec(nama)?.[1]).filter(Boolean));
    for (const n of nomor) sisipTahap(n);
    for (const [nama, satu] of nilai) {
      const bidang = form.elements.namedItem(nama);
      if (!bidang) continue;
      bidang.value = satu; // of radio buttons, the one that has it
    }
  }

  function tambahTahap(jangka) {
    const nomor = 1 + Math.max(0, ...[...daftarTahap.querySelectorAll("[name$='-kegiatan']")].map((e) => Number(e.name.split("-")[1])));
    const baru = sisipTahap(nomor);
    baru.querySelector("select").value = jangka;
    baru.querySelector("[name$='-mulai']").focus();
  }

  function sisipTahap(nomor) {
    const wadah = document.createElement("div");
    wadah.innerHTML = contoh.innerHTML.replaceAll("__n__", nomor);
    const baru = wadah.firstElementChild;
    daftarTahap.append(baru);
    return baru;
  }

  form.addEventListener("click", (kejadian) => {
    const tombol = kejadian.target.closest("button");
    if (!tombol) return;
    if (tombol.name === "tambah_tahap") {
      kejadian.preventDefault();
      tambahTahap(tombol.value);
      berubah();
    } else if (tombol.name === "hapus_tahap") {
      kejadian.preventDefault();
      tombol.closest("[data-tahap]").remove();
      daftarTahap.closest("section").querySelector("[name=tambah_tahap]").focus();
      berubah();
    } else if (tombol.name === "laku") {
      terkirim = teks(isiForm()); // the form goes by itself; no question on leaving
    }
  });
  form.addEventListener("input", berubah);
  form.addEventListener("change", berubah);
  window.addEventListener("online", kirim);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") kirim();
  });
  window.addEventListener("beforeunload", (kejadian) => {
    if (teks(isiForm()) !== terkirim && !simpanan.baca(kunci)) kejadian.preventDefault();
  });
  // Somebody who goes back to this page sees what is stored, not what the browser remembers.
  window.addEventListener("pageshow", (kejadian) => {
    if (kejadian.persisted) location.reload();
  });

  for (const bidang of form.querySelectorAll("[data-hitung-huruf]")) hitungHuruf(bidang);
  pulihkan();
}

function hitungHuruf(bidang) {
  const kata = document.createElement("p");
  const angka = new Intl.NumberFormat("id-ID");
  kata.className = "hitung-huruf";
  const hitung = () => {
    kata.textContent = `${angka.format(bidang.value.length)} dari ${angka.format(bidang.maxLength)} huruf`;
  };
  bidang.after(kata);
  bidang.addEventListener("input", hitung);
  hitung();
}
