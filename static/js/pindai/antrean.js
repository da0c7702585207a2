/* The queue: scans in the order they were made, sent whenever there is a network, gone only once the portal answered. */

import { read, settle, waiting } from "./toko.js";

const AT_ONCE = 50;
const PATIENCE = 15000; // a hotel's Wi-Fi may swallow a request without a word
const PAUSES = [2000, 5000, 10000, 30000];
let failures = 0;
let timer;

/* One request to the portal as this device; throws when nothing came back. */
export async function ask(address, key, body) {
  const answer = await fetch(address, {
    method: body ? "POST" : "GET",
    headers: { "X-Kunci-Perangkat": key, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
    cache: "no-store",
    credentials: "omit",
    signal: AbortSignal.timeout(PATIENCE),
  });
  // A proxy or the hotel's sign-in page answers in other words: that is not the portal.
  const portal = (answer.headers.get("Content-Type") || "").startsWith("application/json");
  if (!portal || answer.status >= 500 || answer.status === 429) throw new Error(`status ${answer.status}`);
  const told = await answer.json();
  if (!(answer.ok ? told.perangkat || told.hasil : told.kode)) throw new Error(`status ${answer.status}`);
  return { status: answer.status, body: told };
}

const plain = ({ nonce, sesi, kode, waktu, selisih }) => ({ nonce, sesi, kode, waktu, selisih });
const post = (key, scans) =>
  ask("kirim/", key, { jam: new Date(Date.now()).toISOString(), pindaian: scans.map(plain) });

/* Sends all that waits. `told(state, message)`: "terkirim", "putus" or "dicabut". One tab at a time. */
export const send = (told) =>
  navigator.locks ? navigator.locks.request("pindai-kirim", () => sendAll(told)) : sendAll(told);

async function sendAll(told) {
  clearTimeout(timer);
  const device = await read("perangkat");
  if (!device?.kunci) return;
  try {
    let scans = (await waiting()).filter((scan) => scan.perangkat === device.id);
    while (scans.length) {
      const state = await sendSome(device, scans.slice(0, failures ? 10 : AT_ONCE));
      if (state) return told(...state);
      failures = 0;
      told("terkirim");
      scans = (await waiting()).filter((scan) => scan.perangkat === device.id);
    }
  } catch {
    timer = setTimeout(() => send(told), PAUSES[Math.min(failures++, PAUSES.length - 1)]);
    told("putus");
  }
}

async function sendSome(device, scans) {
  const { status, body } = await post(device.kunci, scans);
  if (status === 401) return ["dicabut", body.pesan];
  if (status === 200) {
    await settle(scans.map((scan, n) => ({ scan, answer: body.hasil[n] })));
    return null;
  }
  if (scans.length > 1) {
    // One of them is at fault: find out which, and let the others pass.
    for (const scan of scans) {
      const state = await sendSome(device, [scan]);
      if (state) return state;
    }
    return null;
  }
  const answer = { nama: scans[0].nama || scans[0].kode, hasil: "ditolak", pesan: `Tidak dihitung: ${body.pesan}` };
  await settle([{ scan: scans[0], answer }]);
  return null;
}
