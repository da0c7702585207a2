/* The day of an examiner: what waits on this device, and making it ready for a hall without a network. */

import { send } from "./antrean.js";
import { dropCopies, prepare, prepared } from "./salinan.js";
import { claim, listen, sheets, strangers, waits } from "./toko.js";

const box = document.querySelector("[data-luring]");
const { pemilik: OWNER, bekal: LOAD, pekerja: WORKER, ruang: SCOPE } = box.dataset;
const $ = (name) => document.querySelector(`[data-${name}]`);
let how = "";

/* --- What waits --- */

const STATE = { putus: "belum terkirim", sibuk: "belum terkirim, portal sedang sibuk", masuk: "belum terkirim" };

async function draw() {
  const waiting = (await sheets(OWNER)).filter((sheet) => waits(sheet) || sheet.beda);
  $("antrean").hidden = !waiting.length;
  $("antrean-judul").textContent = `${waiting.length} lembar belum terkirim`;
  $("antrean-isi").replaceChildren(...waiting.map(line));
  $("masuk").hidden = how !== "masuk" || !waiting.length;
  for (const item of document.querySelectorAll("[data-tugas]"))
    item.querySelector("[data-belum]").hidden = !waiting.some((sheet) => sheet.tugas === item.dataset.tugas);
  const others = await strangers(OWNER);
  $("orang-lain").hidden = !others;
  $("orang-lain").textContent = `Di perangkat ini ada ${others} lembar penilai lain yang belum terkirim. Hanya yang bersangkutan yang dapat mengirimnya, dengan masuk lagi di perangkat ini.`;
}

function line(sheet) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = sheet.alamat.replace(/simpan\/$/, "");
  link.textContent = sheet.judul;
  const word = sheet.beda ? "diubah di tempat lain, pilih isiannya" : sheet.tolak ? sheet.tolak.pesan : STATE[how] || "sedang dikirim";
  item.append(link, `: ${word}`);
  return item;
}

const go = () =>
  send(OWNER, async (state, sheet) => {
    how = state;
    await draw();
    if (state === "ya" && sheet.laku) location.reload();
  });

/* --- Made ready --- */

const megabytes = (bytes) => (bytes / 1e6).toLocaleString("id-ID", { maximumFractionDigits: 1, minimumFractionDigits: 1 });

async function tell() {
  const load = await prepared();
  $("luring-hapus").hidden = !load;
  $("luring-siapkan").textContent = load ? "Perbarui" : "Siapkan luring";
  if (!load) return say("Simpan rencana aksi, gambar halaman makalah, dan lembar nilai seminar yang sedang berlangsung di perangkat ini, agar penilaian berjalan terus tanpa jaringan.");
  const missing = load.gagal ? ` ${load.gagal} berkas gagal disimpan; tekan Perbarui.` : "";
  const seminar = load.seminar?.length ? ` ${load.seminar.join(" dan ")}` : "";
  return say(
    `Tersimpan di perangkat ini: ${load.rencana} rencana aksi${seminar} dan ${load.gambar} gambar halaman, ${megabytes(load.ukuran)} MB, disiapkan ${load.saat}. Terhapus ketika Anda keluar.${missing}`,
  );
}

const say = (text) => ($("luring-kata").textContent = text);

async function start() {
  const button = $("luring-siapkan");
  const bar = $("luring-maju");
  button.disabled = true;
  bar.hidden = false;
  try {
    const answer = await fetch(LOAD, { redirect: "manual", cache: "no-store" });
    if (answer.type === "opaqueredirect") return location.reload();
    if (!answer.ok) throw new Error(answer.status);
    await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
    await navigator.serviceWorker.ready;
    navigator.storage?.persist?.();
    const load = await answer.json();
    await prepare({ ...load, pemilik: OWNER }, (done, of) => Object.assign(bar, { value: done, max: of }));
    await tell();
    if (load.menunggu) say(`${$("luring-kata").textContent} Sebagian gambar halaman masih dibuat; tekan Perbarui sebentar lagi.`);
  } catch {
    say("Belum tersimpan. Periksa jaringan dan ruang penyimpanan perangkat ini, lalu coba lagi.");
  } finally {
    button.disabled = false;
    bar.hidden = true;
  }
  return undefined;
}

$("luring-siapkan").addEventListener("click", start);
$("luring-hapus").addEventListener("click", async () => {
  await dropCopies();
  await tell();
});
window.addEventListener("online", go);
listen(draw);
await claim(OWNER);
box.hidden = false;
$("luring-bisa").hidden = !("serviceWorker" in navigator);
if ("serviceWorker" in navigator) await tell();
else say("Browser ini tidak dapat menyimpan halaman untuk dipakai tanpa jaringan (diperlukan alamat https). Isian yang sedang diketik tetap disimpan.");
await draw();
go();
