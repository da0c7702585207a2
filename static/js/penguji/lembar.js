/* A score sheet: every change is put away on this device, then sent. It is called stored once the portal has said so.
   Without this script the buttons of the form save and send. */

import { send } from "./antrean.js";
import { renew } from "./salinan.js";
import { change, claim, durable, listen, sheets, waits } from "./toko.js";

const form = document.querySelector("[data-lembar]");
const { pemilik: OWNER, lembar: TASK, alamat: ADDRESS, judul: TITLE, beranda: HOME } = form.dataset;
const WAIT = 500;
const state = form.querySelector("[data-keadaan]");
const differ = form.querySelector("[data-beda]");
const refused = form.querySelector("[data-tolak]");
const fields = [...form.querySelectorAll("[name^=nilai-], [name=catatan]")];
const abstain = document.querySelector("[data-abstain]");
let mine; // the sheet as this window knows it
let timer;

/* --- Numbers --- */

const hundredths = (text) => {
  const plain = text.trim().replace(",", ".");
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(plain)) return null;
  const value = Math.round(Number(plain) * 100);
  return value <= 10000 ? value : null;
};
const score = (field) => field.name !== "catatan";
const wrong = (field) => score(field) && field.value.trim() !== "" && hundredths(field.value) === null;
const same = (field, one, other) =>
  one.trim() === other.trim() ||
  (score(field) && one.trim() !== "" && hundredths(one) !== null && hundredths(one) === hundredths(other));

/* --- What is shown --- */

function say(text, waiting) {
  state.textContent = text;
  state.classList.toggle("lembar__keadaan--tunggu", Boolean(waiting));
}

const KEEPS = "Isian tersimpan di perangkat ini dan dikirim begitu tersambung.";
const LOSES = "Browser ini tidak dapat menyimpannya: jangan menutup halaman ini.";

function tell(how) {
  const waiting = waits(mine);
  document.querySelector("[data-masuk]").hidden = how !== "masuk" || !waiting;
  refused.hidden = !mine.tolak;
  if (mine.tolak) return tellRefusal();
  if (mine.beda) return compare();
  differ.hidden = true;
  if (!waiting && mine.keliru) return say("Belum terkirim: perbaiki isian yang ditandai.", true);
  if (!waiting && mine.pukul) return say(`Tersimpan pukul ${mine.pukul}`);
  if (!waiting) return undefined;
  if (how === "masuk") return say("Belum terkirim. Sesi masuk Anda sudah berakhir; isian tersimpan di perangkat ini.", true);
  if (how === "sibuk") return say("Belum terkirim. Portal sedang sibuk; dicoba lagi sebentar lagi.", true);
  if (how !== "putus" && navigator.onLine) return say(durable ? "Menyimpan…" : `Belum terkirim. ${LOSES}`, !durable);
  const act = { kirim: "Nilai ini belum terkirim. ", abstain: "Abstain ini belum terkirim. " }[mine.laku] || "Belum terkirim. ";
  return say(act + (durable ? KEEPS : LOSES), true);
}

/* The portal said no: sent already, locked, closed, or off the scale. What was typed stays until it is given up. */
function tellRefusal() {
  const { pesan, rincian } = mine.tolak;
  say(`Belum terkirim: ${pesan}`, true);
  refused.querySelector("[data-tolak-kata]").textContent = pesan;
  list(refused, fields.filter((field) => field.name in mine.isi), (field) => `${field.dataset.label}: ${words(mine.isi[field.name])}`);
  for (const [name, why] of Object.entries(rincian)) complain(name, why);
}

const words = (text) => (text || "").trim() || "kosong";

function list(box, all, line) {
  box.querySelector("ul").replaceChildren(
    ...all.map((field) => Object.assign(document.createElement("li"), { textContent: line(field) })),
  );
}

function complain(name, why) {
  const place = form.elements[name]?.closest("[data-kriteria]")?.querySelector("[data-salah]");
  if (place) place.textContent = why;
}

/* Two places have changed the sheet: both values are shown, the person chooses. */
function compare() {
  const there = mine.beda.tersimpan;
  say("Belum terkirim: lembar ini juga diubah di tempat lain.", true);
  const where = mine.beda.jendela ? "baru saja diubah di jendela lain" : `diubah di tempat lain pukul ${mine.beda.pukul}`;
  form.querySelector("[data-beda-kata]").textContent = `Lembar ini ${where}. Belum ada yang ditimpa; pilih isian yang dipakai.`;
  list(
    differ,
    fields.filter((field) => !same(field, field.value, there[field.name] || "")),
    (field) => `${field.dataset.label}: di layar ini ${words(field.value)}, tersimpan ${words(there[field.name])}`,
  );
  if (differ.hidden) differ.scrollIntoView({ block: "center" });
  differ.hidden = false;
}

function draw() {
  let total = 0;
  let any = false;
  for (const box of form.querySelectorAll("[data-kriteria]")) {
    const field = box.querySelector("[name^=nilai-]");
    const value = hundredths(field.value);
    complain(field.name, wrong(field) ? "Isi angka 0 sampai 100, paling banyak dua angka di belakang koma." : "");
    if (value !== null) {
      any = true;
      total += value * hundredths(box.dataset.bobot);
    }
    drawSlider(box, field, value);
    drawLevel(box, value);
  }
  form.querySelector("[data-jumlah]").textContent = any
    ? (Math.floor(total / 10000 + 0.5) / 100).toLocaleString("id-ID", { minimumFractionDigits: 2 })
    : "–";
}

function drawSlider(box, field, value) {
  const slider = box.querySelector("[type=range]");
  slider.hidden = false;
  slider.value = value === null ? 0 : value / 100;
  slider.setAttribute("aria-valuetext", value === null ? "belum dinilai" : field.value.trim());
}

function drawLevel(box, value) {
  let level;
  for (const one of box.querySelectorAll("[data-mulai]")) {
    one.removeAttribute("aria-current");
    if (value !== null && value >= hundredths(one.dataset.mulai)) level = one;
  }
  level?.setAttribute("aria-current", "true");
}

/* Fills the form with what stands at the portal and, over it, what waits. */
function show(sheet) {
  mine = sheet;
  for (const field of fields)
    field.value = sheet.isi[field.name] ?? sheet.keliru?.[field.name] ?? sheet.tersimpan[field.name] ?? "";
  draw();
}

/* --- What is kept --- */

const fresh = () => ({
  alamat: ADDRESS,
  judul: TITLE,
  revisi: Number(form.elements.revisi.value),
  tersimpan: Object.fromEntries(fields.map((field) => [field.name, field.defaultValue])),
  isi: {},
  laku: "",
  pukul: form.dataset.pukul,
  tulis: 0,
});

/* What the page brought and what the device holds: a page from the device may be older than what was sent since. */
function meet(now) {
  const page = fresh();
  if (!now) return undefined;
  if (waits(now) || now.beda || now.keliru) return now;
  return page.revisi >= now.revisi ? { ...page, tulis: now.tulis } : now;
}

function typed(sheet) {
  const isi = {};
  const keliru = {};
  for (const field of fields) {
    if (same(field, field.value, sheet.tersimpan[field.name] || "")) continue;
    (wrong(field) ? keliru : isi)[field.name] = field.value;
  }
  return { isi, keliru: Object.keys(keliru).length ? keliru : undefined };
}

/* Puts the form away, one time after the other: what this window writes while it still writes is no other window's. */
let writing = Promise.resolve();
function keep(act = {}) {
  const write = () => put(act);
  writing = writing.then(write, write);
  return writing;
}

/* Another window of this browser that typed meanwhile is not overwritten: both are shown. */
async function put(act) {
  const before = mine.tulis;
  let clash = false;
  const after = await change(OWNER, TASK, (now) => {
    const base = now || mine;
    clash = Boolean(now) && now.tulis !== before;
    if (clash) return now;
    const { tolak, ...rest } = base;
    return { ...rest, ...typed(base), laku: "", ...act, sejak: base.sejak || Date.now(), tulis: base.tulis + 1 };
  });
  if (!clash) {
    mine = after;
    return true;
  }
  const here = Object.fromEntries(fields.map((field) => [field.name, field.value]));
  show(after);
  if (fields.some((field) => !same(field, here[field.name], field.value))) choose(after, here);
  return false;
}

/* The other window's values stand; what was typed here comes back when the person says so. */
function choose(sheet, here) {
  const there = Object.fromEntries(fields.map((field) => [field.name, field.value]));
  for (const field of fields) field.value = here[field.name];
  mine = { ...sheet, beda: { revisi: sheet.revisi, tersimpan: there, jendela: true } };
  compare();
}

async function take(place) {
  const { beda } = mine;
  const here = Object.fromEntries(fields.map((field) => [field.name, field.value]));
  const after = await change(OWNER, TASK, (now) => {
    const { beda: _, tolak, ...base } = now || mine;
    if (!beda.jendela) Object.assign(base, { revisi: beda.revisi, tersimpan: beda.tersimpan, pukul: beda.pukul, isi: {}, keliru: undefined });
    return { ...base, tulis: (base.tulis || 0) + 1 };
  });
  show(after);
  if (place === "sini") {
    for (const field of fields) field.value = here[field.name];
    draw();
    await keep();
  }
  tell();
  go();
}

/* --- Sending --- */

const go = () =>
  send(OWNER, async (how, sheet) => {
    if (sheet.tugas !== TASK) return tell(how);
    if (how === "ya" && sheet.laku) return done();
    const all = await sheets(OWNER);
    const now = all.find((one) => one.tugas === TASK);
    if (now) mine = now;
    return tell(how);
  });

/* The page says it from its top: what was sent, and what comes next. */
async function done() {
  mine = { ...mine, isi: {}, laku: "" };
  await renew([location.pathname, HOME]);
  history.scrollRestoration = "manual";
  location.reload();
}

async function act(laku, alasan = "") {
  clearTimeout(timer);
  if (!(await keep({ laku, alasan }))) return;
  tell();
  go();
}

function complete() {
  const open = fields.filter((field) => score(field) && hundredths(field.value) === null);
  for (const field of open) complain(field.name, field.value.trim() ? "Isi angka 0 sampai 100." : "Isi nilainya, atau pilih abstain.");
  open[0]?.focus();
  if (open.length) say(`${open.length} kriteria belum dinilai.`, true);
  return !open.length;
}

/* --- Events --- */

form.addEventListener("input", async (event) => {
  if (event.target.type === "range")
    event.target.closest("[data-kriteria]").querySelector("[name^=nilai-]").value = event.target.value.replace(".", ",");
  draw();
  if (mine.beda?.jendela) return compare();
  clearTimeout(timer);
  timer = setTimeout(go, WAIT);
  if (await keep()) tell();
  return undefined;
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (mine.beda) differ.scrollIntoView({ block: "center" });
  else if (complete()) act("kirim");
});
abstain.addEventListener("submit", (event) => {
  event.preventDefault();
  const reason = abstain.elements.alasan;
  if (reason.value.trim()) act("abstain", reason.value);
  else reason.focus();
});
differ.addEventListener("click", (event) => {
  const button = event.target.closest("[data-pakai]");
  if (button && mine.beda) take(button.dataset.pakai);
});
refused.querySelector("button").addEventListener("click", async () => {
  await change(OWNER, TASK, () => undefined);
  location.reload();
});
window.addEventListener("online", go);
window.addEventListener("offline", () => tell("putus"));
listen(async ({ owner, task }) => {
  if (owner !== OWNER || task !== TASK || mine.beda?.jendela) return;
  const now = (await sheets(OWNER)).find((one) => one.tugas === TASK);
  if (!now || (now.tulis === mine.tulis && now.revisi === mine.revisi && !waits(now) === !waits(mine))) return;
  show(now);
  tell();
});

form.querySelector("[data-simpan]").hidden = true;
if (window.matchMedia("(min-width: 62rem)").matches) document.querySelector("[data-halaman]")?.setAttribute("open", "");
await claim(OWNER);
show((await change(OWNER, TASK, meet)) || fresh());
form.dataset.siap = "";
tell();
go();
