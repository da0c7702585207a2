/* A score sheet: every change goes to the portal at once. What has not arrived stays in this browser, is said to be
   unsent, survives a reload and is sent when the network is back. Without this script the buttons save and send. */
(() => {
  "use strict";

  const form = document.querySelector("[data-lembar]");
  if (!form) return;
  const KEY = `lembar-${form.dataset.pemilik}-${form.dataset.lembar}`;
  const WAIT = 500;
  const AGAIN = 5000;
  const state = form.querySelector("[data-keadaan]");
  const differ = form.querySelector("[data-beda]");
  const revision = form.elements.revisi;
  const fields = [...form.querySelectorAll("[name^=nilai-], [name=catatan]")];
  const saved = Object.fromEntries(fields.map((field) => [field.name, field.defaultValue]));
  let timer;
  let running = false;
  let there; // what stands at the portal while two places differ

  const say = (text, waiting) => {
    state.textContent = text;
    state.classList.toggle("lembar__keadaan--tunggu", Boolean(waiting));
  };
  const hundredths = (text) => {
    const plain = text.trim().replace(",", ".");
    if (!/^\d{1,3}(\.\d{1,2})?$/.test(plain)) return null;
    const value = Math.round(Number(plain) * 100);
    return value <= 10000 ? value : null;
  };
  const same = (field, other) =>
    field.name === "catatan"
      ? field.value.trim() === other.trim()
      : field.value.trim() === other.trim() ||
        (field.value.trim() !== "" && hundredths(field.value) !== null && hundredths(field.value) === hundredths(other));
  const wrong = (field) =>
    field.name !== "catatan" && field.value.trim() !== "" && hundredths(field.value) === null;
  const changed = () => fields.filter((field) => !wrong(field) && !same(field, saved[field.name]));

  /* What is not sent yet, with the state of the portal it was typed upon. */
  function keep() {
    const open = fields.filter((field) => !same(field, saved[field.name]));
    try {
      if (!open.length) localStorage.removeItem(KEY);
      else {
        const values = Object.fromEntries(open.map((field) => [field.name, field.value]));
        localStorage.setItem(KEY, JSON.stringify({ revisi: revision.value, isi: values }));
      }
    } catch {
      /* a browser that keeps nothing: the page itself still holds what was typed */
    }
  }

  function restore() {
    let kept;
    try {
      kept = JSON.parse(localStorage.getItem(KEY));
    } catch {
      return;
    }
    if (!kept) return;
    revision.value = kept.revisi;
    for (const field of fields) if (field.name in kept.isi) field.value = kept.isi[field.name];
  }

  function draw() {
    let total = 0;
    let any = false;
    for (const box of form.querySelectorAll("[data-kriteria]")) {
      const field = box.querySelector("[name^=nilai-]");
      const slider = box.querySelector("[type=range]");
      const value = hundredths(field.value);
      const weight = hundredths(box.dataset.bobot);
      box.querySelector("[data-salah]").textContent = wrong(field) ? "Isi angka 0 sampai 100, paling banyak dua angka di belakang koma." : "";
      if (value !== null) {
        any = true;
        total += value * weight;
      }
      slider.value = value === null ? 0 : value / 100;
      slider.hidden = false;
      let level;
      for (const one of box.querySelectorAll("[data-mulai]")) {
        one.removeAttribute("aria-current");
        if (value !== null && value >= hundredths(one.dataset.mulai)) level = one;
      }
      if (level) level.setAttribute("aria-current", "true");
    }
    const shown = Math.floor(total / 10000 + 0.5) / 100;
    form.querySelector("[data-jumlah]").textContent = any
      ? shown.toLocaleString("id-ID", { minimumFractionDigits: 2 })
      : "–";
  }

  function body(list) {
    const data = new URLSearchParams();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.set("revisi", revision.value);
    for (const field of list) data.set(field.name, field.value);
    return data;
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }

  async function send() {
    if (running || there) return;
    const list = changed();
    if (!list.length) return;
    running = true;
    const values = Object.fromEntries(list.map((field) => [field.name, field.value]));
    let answer;
    let told;
    try {
      answer = await fetch(form.dataset.alamat, { method: "POST", body: body(list), redirect: "error" });
      told = await answer.json();
    } catch {
      running = false;
      say("Belum terkirim. Isian tersimpan di perangkat ini dan dikirim begitu tersambung.", true);
      later(AGAIN);
      return;
    }
    running = false;
    if (answer.ok) {
      revision.value = told.revisi;
      Object.assign(saved, values);
      keep();
      say(`Tersimpan pukul ${told.pukul}`);
      if (changed().length) later(0);
    } else if (answer.status === 409 && told.tersimpan) compare(told);
    else if (answer.status >= 500 || answer.status === 429) {
      say("Belum terkirim. Portal sedang sibuk; dicoba lagi sebentar lagi.", true);
      later(AGAIN);
    } else {
      const why = Object.values(told.rincian || {}).join(" ") || told.pesan;
      say(`Belum terkirim: ${why}`, true);
    }
  }

  /* Two places have changed the sheet: both values are shown, the person chooses. */
  function compare(told) {
    const other = fields.filter((field) => !same(field, told.tersimpan[field.name] || ""));
    if (!other.length) return take(told, fields);
    there = told;
    say("Belum terkirim: lembar ini juga diubah di tempat lain.", true);
    form.querySelector("[data-beda-pukul]").textContent = told.pukul;
    form.querySelector("[data-beda-isi]").replaceChildren(
      ...other.map((field) => {
        const line = document.createElement("li");
        const words = (text) => text.trim() || "kosong";
        line.textContent = `${field.dataset.label}: di layar ini ${words(field.value)}, tersimpan ${words(told.tersimpan[field.name] || "")}`;
        return line;
      }),
    );
    differ.hidden = false;
    differ.scrollIntoView({ block: "center" });
  }

  function take(told, list) {
    revision.value = told.revisi;
    for (const field of fields) saved[field.name] = told.tersimpan[field.name] || "";
    for (const field of list) field.value = saved[field.name];
    there = undefined;
    differ.hidden = true;
    keep();
    draw();
    if (changed().length) send();
    else say(`Tersimpan pukul ${told.pukul}`);
  }

  differ.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pakai]");
    if (button && there) take(there, button.dataset.pakai === "sana" ? fields : []);
  });
  form.addEventListener("input", (event) => {
    if (event.target.type === "range") {
      event.target.closest("[data-kriteria]").querySelector("[name^=nilai-]").value = event.target.value;
    }
    draw();
    keep();
    if (changed().length) say("Menyimpan…");
    later(WAIT);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (there || running) {
      event.preventDefault();
      if (running) setTimeout(() => form.requestSubmit(event.submitter), 300);
      else differ.scrollIntoView({ block: "center" });
      return;
    }
    if (!navigator.onLine) {
      event.preventDefault();
      say("Belum terkirim: tidak ada jaringan. Isian tersimpan di perangkat ini.", true);
    }
  });
  window.addEventListener("online", () => later(0));
  window.addEventListener("beforeunload", keep);
  form.querySelector("[data-simpan]").hidden = true;
  restore();
  draw();
  if (changed().length) {
    say("Belum terkirim. Sedang dikirim…", true);
    later(0);
  }
})();
