/* Sends what waits, sheet by sheet in the order it was begun. Nothing leaves the device before the portal has answered,
   and nothing is called stored before that either. */

import { change, sheets, waits } from "./toko.js";

const PATIENCE = 15000; // a hotel's Wi-Fi may swallow a request without a word
const PAUSES = [2000, 5000, 10000, 30000];
let failures = 0;
let timer;

const token = () => document.cookie.match(/(?:^|; )portal_csrf=([^;]+)/)?.[1] ?? "";

/* What came of one try: {state, told}. "putus" no answer, "sibuk" later, "masuk" sign in first, "beda", "tolak", "ya". */
async function post(sheet) {
  const body = new URLSearchParams({ ...sheet.isi, revisi: sheet.revisi, laku: sheet.laku || "simpan" });
  if (sheet.laku === "abstain") body.set("alasan", sheet.alasan);
  let answer;
  let told;
  try {
    answer = await fetch(sheet.alamat, {
      method: "POST",
      body,
      redirect: "manual",
      cache: "no-store",
      headers: { "X-CSRFToken": token() },
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.type === "opaqueredirect" || answer.status === 403) return { state: "masuk" };
    if (answer.status >= 500 || answer.status === 429) return { state: "sibuk" };
    told = await answer.json();
  } catch {
    // No network, or somebody else answers in its place: the hotel's sign-in page, a proxy.
    return { state: answer && answer.status === 404 ? "masuk" : "putus" };
  }
  if (answer.ok) return { state: "ya", told };
  return { state: answer.status === 409 && told.tersimpan ? "beda" : "tolak", told };
}

/* The sheet after an answer to what was sent of it; undefined once nothing has to be kept. */
function settle(now, sent, { state, told }) {
  if (!now) return undefined;
  const isi = { ...now.isi };
  if (state === "ya") {
    if (sent.laku && now.laku === sent.laku) return undefined;
    const tersimpan = { ...now.tersimpan, ...sent.isi };
    for (const [name, value] of Object.entries(sent.isi)) if (isi[name] === value) delete isi[name];
    return { ...now, isi, tersimpan, revisi: told.revisi, pukul: told.pukul, sejak: Object.keys(isi).length ? Date.now() : 0 };
  }
  if (state === "beda") {
    return { ...now, laku: "", beda: { revisi: told.revisi, pukul: told.pukul, tersimpan: told.tersimpan } };
  }
  return { ...now, laku: "", tolak: { pesan: told.pesan, rincian: told.rincian || {} } };
}

let turn = Promise.resolve();

/* Sends all that waits of this person. `heard(state, sheet)` after each answer. One at a time, in all windows. */
export function send(owner, heard) {
  const work = () => sendAll(owner, heard);
  turn = turn.catch(() => {}).then(() => (navigator.locks ? navigator.locks.request("penguji-kirim", work) : work()));
  return turn;
}

async function sendAll(owner, heard) {
  clearTimeout(timer);
  const due = (sheet) => waits(sheet) && !sheet.beda && !sheet.tolak;
  for (let sheet; (sheet = (await sheets(owner)).find(due)); ) {
    const outcome = await post(sheet);
    if (["putus", "sibuk", "masuk"].includes(outcome.state)) {
      if (outcome.state !== "masuk")
        timer = setTimeout(() => send(owner, heard), PAUSES[Math.min(failures++, PAUSES.length - 1)]);
      return heard(outcome.state, sheet);
    }
    failures = 0;
    const after = await change(owner, sheet.tugas, (now) => settle(now, sheet, outcome));
    await heard(outcome.state, after || sheet);
  }
}
