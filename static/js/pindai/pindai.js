/* The scanner page. A scan is first put away on the phone, then shown, then sent; it is called stored only when the
   portal has said so. */

import { ask, send } from "./antrean.js";
import { watch } from "./kamera.js";
import { hex, owner } from "./kartu.js";
import { sessions, skew } from "./sesi.js";
import { discard, enqueue, forget, history, read, take, waiting, write } from "./toko.js";

const $ = (id) => document.getElementById(id);
const AGAIN = 4000; // the same badge in front of the lens is one scan
const RENEW = 5 * 60000; // how old the timetable on a phone with a network may be
const TONES = { hadir: "baik", sudah: "info" };
const FULL = "Muat ulang halaman ini; bila tetap begini, kosongkan ruang penyimpanan atau pakai ponsel lain.";
let device;
let load;
let latest = { text: "", at: 0 };

/* --- What is shown --- */

function network(online) {
  const place = $("jaringan");
  place.textContent = online ? "Tersambung" : "Tanpa jaringan";
  place.className = online ? "cip cip--baik" : "cip cip--tunggu";
}

function say(words) {
  $("gagal").textContent = words;
  $("gagal").hidden = !words;
}

function line(answer) {
  const item = document.createElement("li");
  item.dataset.nonce = answer.nonce;
  item.dataset.nada = answer.hasil ? TONES[answer.hasil] || "bahaya" : "tunggu";
  const name = document.createElement("strong");
  name.textContent = answer.nama || answer.kode || "Kode tidak dikenal";
  const words = document.createElement("span");
  words.textContent = answer.pesan || `Menunggu dikirim · dipindai ${clock(answer)}`;
  item.append(name, words);
  if (answer.ndh) name.append(` (NDH ${answer.ndh})`);
  return item;
}

/* By the clock of the office, as the portal's own answers, whatever clock and zone the phone is set to. */
const clock = ({ waktu, selisih }) =>
  new Date(Date.parse(waktu) - (selisih ?? 0) * 1000)
    .toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: device?.zona })
    .replace(":", ".");

async function show() {
  const queue = await waiting();
  $("judul-antrean").textContent = queue.length
    ? `${queue.length} menunggu dikirim`
    : "Tidak ada yang menunggu dikirim";
  $("kirim").hidden = !queue.length;
  $("catatan").hidden = !device && !queue.length;
  $("daftar").replaceChildren(...queue.reverse().map(line), ...(await history()).map(line));
}

function ready() {
  $("belum-siap").hidden = true;
  $("siap").hidden = false;
  $("acara").textContent = load.gelombang;
  $("petugas").textContent = `Perangkat: ${device.nama} · petugas ${device.petugas}`;
  sessions(load);
}

function notReady(words) {
  $("siap").hidden = true;
  $("belum-siap").hidden = false;
  if (words) $("alasan-belum").textContent = words;
}

/* --- Whose device this is --- */

/* A key in the address is remembered until the portal has taken it. */
async function enter() {
  const key = new URLSearchParams(location.hash.slice(1)).get("kunci");
  if (key) {
    await write({ kunciBaru: key === (await read("perangkat"))?.kunci ? undefined : key });
    window.history.replaceState(null, "", location.pathname);
  }
  await refresh();
}

/* Asks the portal what this phone carries: as the device it is, or as a new one once nothing of the one before waits. */
async function refresh() {
  device = await read("perangkat");
  load = await read("bekal");
  const next = await read("kunciBaru");
  const left = (await waiting()).length;
  const key = left ? device?.kunci : next || device?.kunci;
  if (load) ready();
  if (device) postponed(next, left);
  await show();
  if (!key) return notReady();
  let answer;
  try {
    answer = await ask("data/", key);
  } catch {
    network(false);
    if (!load) notReady("Sambungkan ponsel ini ke jaringan sekali saja, agar jadwal dan daftar peserta termuat.");
    return;
  }
  network(true);
  if (answer.status !== 200) return refused(key, answer);
  await carry(key, answer.body);
}

async function carry(key, body) {
  const now = Date.now();
  const [mine, carried] = [
    { kunci: key, zona: body.zona, ...body.perangkat },
    { ...body, saat: now, selisih: now - Date.parse(body.jam) },
  ];
  const before = device?.kunci;
  if (!(await take(mine, carried, before))) return refresh();
  [device, load] = [mine, carried];
  if (key !== before) $("milik-lain").hidden = true;
  ready();
  await show();
  await sendNow();
}

function postponed(next, left) {
  $("milik-lain").hidden = !next;
  $("buang").hidden = true;
  const own = `${device.nama} (petugas ${device.petugas})`;
  $("milik-lain-kata").textContent = left
    ? `Masih ada ${left} pindaian milik ${own} yang belum terkirim. Kirim dahulu sebelum ponsel ini dipakai petugas lain.`
    : `Tautan pemindai yang baru dipakai begitu ponsel ini tersambung. Sampai saat itu ponsel ini tetap ${own}.`;
}

async function refused(key, { status, body }) {
  if (key === device?.kunci) return over(body.pesan, status === 401);
  await write({ kunciBaru: undefined });
  if (!device) return notReady(body.pesan);
  say(body.pesan);
  await refresh();
}

/* This device was revoked, or its gelombang has ended: what it carries goes, what waits stays until it is sent. */
async function over(words, revoked) {
  await forget();
  load = undefined;
  notReady(words);
  const left = (await waiting()).length;
  $("milik-lain").hidden = $("buang").hidden = !revoked || !left;
  if (revoked)
    $("milik-lain-kata").textContent =
      `Perangkat ${device.nama} sudah dicabut, sedangkan ${left} pindaiannya belum terkirim. Catat dahulu orangnya dari daftar di bawah.`;
  else sendNow();
  await show();
}

/* --- Scans --- */

function nonce() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return hex(bytes).replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

async function scan(text) {
  const at = Date.now();
  if (!text || !load || (text === latest.text && at - latest.at < AGAIN)) return;
  latest = { text, at };
  const outcome = await keep(text, at);
  say(outcome);
  if (outcome) {
    latest.text = "";
    return;
  }
  navigator.vibrate?.(60);
  await show();
  sendNow();
}

/* Puts a scan away; returns what is to be said when that did not work. */
async function keep(text, at) {
  sessions(load); // the one before may have ended a moment ago
  const ahead = skew(load);
  const made = {
    nonce: nonce(),
    perangkat: device.id,
    sesi: $("sesi").value,
    kode: text.slice(0, 200),
    waktu: new Date(at).toISOString(),
    selisih: ahead === undefined ? undefined : Math.round(ahead / 1000),
  };
  if (!made.sesi) return "Belum ada sesi yang terbit.";
  try {
    const known = await owner(text, load.kartu);
    if (await enqueue({ ...made, nama: known?.nama, ndh: known?.ndh })) return "";
    await refresh();
    return "Ponsel ini baru saja menjadi perangkat lain. Periksa sesinya, lalu pindai lagi.";
  } catch {
    return `Pindaian tidak tersimpan di ponsel ini. ${FULL}`;
  }
}

const sendNow = () =>
  send(async (state, words) => {
    network(state !== "putus");
    if (state === "dicabut") return over(words, true);
    if (state === "terkirim" && (await read("kunciBaru")) && !(await waiting()).length) return refresh();
    await show();
  });

/* --- Buttons --- */

async function start(work) {
  try {
    await work();
  } catch {
    say(`Penyimpanan ponsel ini tidak dapat dibuka. ${FULL}`);
  }
}

$("nyalakan").addEventListener("click", async () => {
  $("nyalakan").hidden = true;
  const off = (words) => {
    $("nyalakan").hidden = false;
    $("kamera-kata").textContent = words;
  };
  try {
    await watch($("gambar"), scan, () => off("Kamera mati. Nyalakan lagi."));
    $("kamera-kata").textContent = "";
  } catch {
    off("Kamera tidak dapat dibuka. Izinkan kamera, atau ketik NDH di bawah.");
  }
});
$("ketik").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = $("nomor").value.trim();
  $("nomor").value = "";
  latest.text = "";
  await scan(text);
});
$("kirim").addEventListener("click", sendNow);
$("kirim-dulu").addEventListener("click", () => start(refresh));
$("buang").addEventListener("click", async () => {
  if (!window.confirm("Pindaian yang belum terkirim akan hilang dari ponsel ini. Lanjutkan?")) return;
  await discard();
  await start(refresh);
});
window.addEventListener("online", () => start(refresh));
window.addEventListener("offline", () => network(false));
window.addEventListener("hashchange", () => start(enter));
document.addEventListener("visibilitychange", () => document.hidden || start(refresh));
setInterval(() => load && sessions(load), 60000);
setInterval(() => document.hidden || !device || start(refresh), RENEW);

/* Says whether the page opens again without a network. */
async function install() {
  const workers = navigator.serviceWorker;
  const tell = (kept) => {
    $("luring").textContent = kept
      ? "Siap dipakai tanpa jaringan."
      : "Belum siap tanpa jaringan: di tempat tanpa jaringan jangan menutup atau memuat ulang halaman ini.";
  };
  try {
    const { installing } = await workers.register("pekerja.js", { scope: "./" });
    installing?.addEventListener("statechange", () => installing.state === "redundant" && tell(workers.controller));
    await workers.ready;
    tell(true);
  } catch {
    tell(workers?.controller);
  }
}

install();
navigator.storage?.persist?.();
network(navigator.onLine);
await start(enter);
