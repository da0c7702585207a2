/* A sheet that is closed: what this device could not send of it before is shown, and kept until it is given up. */

import { send } from "./antrean.js";
import { change, claim, sheets, waits } from "./toko.js";

const sheet = document.querySelector("[data-lembar]");
const { pemilik: OWNER, lembar: TASK } = sheet.dataset;
const left = sheet.querySelector("[data-sisa]");

function line([name, value]) {
  const label = name === "catatan" ? "Catatan" : sheet.querySelector(`[data-nama="${name}"] dt`)?.textContent || "Nilai";
  return Object.assign(document.createElement("li"), { textContent: `${label}: ${value.trim() || "kosong"}` });
}

async function show() {
  const kept = (await sheets(OWNER)).find((one) => one.tugas === TASK);
  if (kept && !waits(kept) && !kept.beda) await change(OWNER, TASK, () => undefined); // what the portal shows is newer
  left.hidden = !kept || !waits(kept);
  if (!left.hidden) left.querySelector("ul").replaceChildren(...Object.entries(kept.isi).map(line));
}

left.querySelector("button").addEventListener("click", async () => {
  await change(OWNER, TASK, () => undefined);
  await show();
});
await claim(OWNER);
await show();
send(OWNER, show);
