/* The scanner page. A scan is first put away on the phone, then shown, then sent; it is called stored only when the
   portal has said so. */

import { ask, send } from "./antrean.js";
import { watch } from "./kamera.js";
import { discard, enqueue, history, read, waiting, write } from "./toko.js";

const $ = (id) => document.getElementById(id);
const AGAIN = 4000; // the same badge in front of the lens is one scan
const TONES = { hadir: "baik", sudah: "info" };
let device;
let load;
let latest = { text: "", at: 0 };

/* --- What is shown --- */

function network(online) {
  const place = $("jaringan");
  place.textContent = online ? "Tersambung" : "Tanpa jaringan";
  place.className = online ? "cip cip--baik" : "cip cip--tunggu";
}

function line(answer) {
  const item = document.createElement("li");
  item.dataset.nonce = answer.nonce;
  item.dataset.nada = answer.hasil ? TONES[answer.hasil] || "bahaya" : "tunggu";
  const name = document.createElement("strong");
  name.textContent = answer.nama || answer.kode || "Kode tidak dikenal";
  const words = document.createElement("span");
  words.textContent = answer.pesan || `Menunggu dikirim · dipindai ${clock(answer.waktu)}`;
  item.append(name, words);
  if (answer.ndh) name.append(` (NDH ${answer.ndh})`);
  return item;
}

/* By the clock of the office, as the portal's own answers, whatever zone the phone is set to. */
const clock = (iso) =>
  new Date(iso)
    .toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: load?.zona })
    .replace(":", ".");

async function show() {
  const queue = await waiting();
  const mine = queue.filter((scan) => scan.perangkat === device?.id);
  $("judul-antrean").textContent = mine.length
    ? `${mine.length} menunggu dikirim`
    : "Tidak ada yang menunggu dikirim";
  $("kirim").hidden = !mine.length;
  $("daftar").replaceChildren(...mine.reverse().map(line), ...(await history()).map(line));
}

function sessions() {
  const now = Date.now();
  const chosen = $("sesi").value;
  const open = (s) => Date.parse(s.mulai) - load.buka_menit * 60000 <= now && now <= Date.parse(s.selesai);
  const groups = new Map();
  for (const one of load.sesi) {
    if (!groups.has(one.hari)) {
      const group = document.createElement("optgroup");
      group.label = one.hari;
      groups.set(one.hari, group);
    }
    const today = new Date(one.mulai).toDateString() === new Date(now).toDateString();
    const words = `${one.pukul} · ${one.judul}`;
    groups.get(one.hari).append(new Option(today ? words : `${one.hari.split(",")[0]} ${words}`, one.uid));
  }
  $("sesi").replaceChildren(...groups.values());
  // Where two doors are open at once (the end of one, the hour before the next), the one that runs comes first.
  const current = load.sesi.find(open) || load.sesi.find((s) => Date.parse(s.mulai) > now) || load.sesi.at(-1);
  const kept = load.sesi.find((s) => s.uid === chosen && open(s));
  if (current) $("sesi").value = (kept || current).uid;
  $("sesi-ingat").hidden = load.sesi.some(open);
}

function ready() {
  $("belum-siap").hidden = true;
  $("siap").hidden = false;
  $("acara").textContent = load.gelombang;
  $("petugas").textContent = `Perangkat: ${device.nama} · petugas ${device.petugas}`;
  sessions();
}

function notReady(words) {
  $("siap").hidden = true;
  $("belum-siap").hidden = false;
  if (words) $("alasan-belum").textContent = words;
}

/* --- Whose device this is --- */

async function enter() {
  device = await read("perangkat");
  load = await read("bekal");
  const key = new URLSearchParams(location.hash.slice(1)).get("kunci");
  if (key) {
    window.history.replaceState(null, "", location.pathname);
    if (key !== device?.kunci && !(await change(key))) return;
  }
  if (!device) return notReady();
  if (load) ready();
  await refresh();
}

/* Another device key: taken only when nothing of the one before waits. */
async function change(key) {
  if (device && (await waiting()).length) {
    await write({ kunciBaru: key });
    await refuse();
    return false;
  }
  device = { kunci: key };
  load = undefined;
  await write({ perangkat: device, bekal: undefined, kunciBaru: undefined });
  return true;
}

async function refuse(revoked = false) {
  const count = (await waiting()).length;
  $("milik-lain").hidden = !count;
  $("buang").hidden = !revoked;
  $("milik-lain-kata").textContent = revoked
    ? `Perangkat ${device.nama} sudah dicabut, sedangkan ${count} pindaiannya belum terkirim. Catat dahulu orangnya dari daftar di bawah.`
    : `Masih ada ${count} pindaian milik ${device.nama} (petugas ${device.petugas}) yang belum terkirim. Kirim dahulu sebelum ponsel ini dipakai petugas lain.`;
  if (load) ready();
  await show();
}

async function refresh() {
  try {
    const { status, body } = await ask("data/", device.kunci);
    network(true);
    if (status === 401) return revoked(body.pesan);
    load = body;
    device = { ...device, ...body.perangkat };
    await write({ perangkat: device, bekal: load });
    ready();
    await show();
    await sendNow();
  } catch {
    network(false);
    if (!load) notReady("Sambungkan ponsel ini ke jaringan sekali saja, agar jadwal dan daftar peserta termuat.");
  }
}

async function revoked(words) {
  if ((await waiting()).length) return refuse(true);
  notReady(words);
}

/* --- Scans --- */

const hex = (bytes) => [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, "0")).join("");

/* Whose badge this is, as far as the phone knows. */
async function owner(text) {
  if (/^\d{1,4}$/.test(text)) return load.kartu.find((card) => card.ndh === Number(text));
  const raw = text.match(/\/kartu\/([^/?#]+)/i)?.[1] ?? text;
  const bare = raw.toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  if (!window.crypto.subtle) return undefined;
  const code = bare.match(/.{1,4}/g)?.join("-") ?? "";
  const mark = hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code))).slice(0, 24);
  return load.kartu.find((card) => card.s === mark);
}

function nonce() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return hex(bytes).replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

async function scan(text) {
  const at = Date.now();
  if (!text || !$("sesi").value || (text === latest.text && at - latest.at < AGAIN)) return;
  latest = { text, at };
  const known = await owner(text);
  await enqueue({
    nonce: nonce(),
    perangkat: device.id,
    sesi: $("sesi").value,
    kode: text.slice(0, 200),
    waktu: new Date(at).toISOString(),
    nama: known?.nama,
    ndh: known?.ndh,
  });
  navigator.vibrate?.(60);
  await show();
  sendNow();
}

const sendNow = () =>
  send(async (state, words) => {
    network(state !== "putus");
    if (state === "dicabut") await revoked(words);
    const next = await read("kunciBaru");
    if (next && !(await waiting()).length) {
      $("milik-lain").hidden = true;
      if (await change(next)) await refresh();
    }
    await show();
  });

/* --- Buttons --- */

$("nyalakan").addEventListener("click", async () => {
  $("nyalakan").hidden = true;
  try {
    await watch($("gambar"), scan);
    $("kamera-kata").textContent = "";
  } catch {
    $("nyalakan").hidden = false;
    $("kamera-kata").textContent = "Kamera tidak dapat dibuka. Izinkan kamera, atau ketik NDH di bawah.";
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
$("kirim-dulu").addEventListener("click", sendNow);
$("buang").addEventListener("click", async () => {
  if (!window.confirm("Pindaian yang belum terkirim akan hilang dari ponsel ini. Lanjutkan?")) return;
  await discard();
  $("milik-lain").hidden = true;
  const next = await read("kunciBaru");
  if (next && (await change(next))) await refresh();
  else notReady();
});
window.addEventListener("online", () => (device ? refresh() : undefined));
window.addEventListener("offline", () => network(false));
window.addEventListener("hashchange", enter);
document.addEventListener("visibilitychange", () => !document.hidden && device && sendNow());
setInterval(() => load && !$("siap").hidden && sessions(), 60000);

navigator.serviceWorker?.register("pekerja.js", { scope: "./" });
navigator.storage?.persist?.();
network(navigator.onLine);
await enter();
await show();
