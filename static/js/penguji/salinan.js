/* Copies of pages and pictures on this device, for a hall without a network. */

import { copies, dropCopies, prepared, setPrepared } from "./toko.js";

const AT_ONCE = 4;

/* Pages that were acted upon are fetched again, if this device keeps copies. */
export async function renew(addresses) {
  if (!(await prepared())) return;
  const kept = await copies();
  await Promise.all(addresses.map((address) => store(kept, address, "reload").catch(() => 0)));
}

/* Keeps one address; returns how many bytes it has. Throws when it is not there, or somebody else answers. */
async function store(kept, address, cache = "default") {
  const answer = await fetch(address, { redirect: "error", cache });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const size = (await answer.clone().blob()).size;
  await kept.put(address, answer);
  return size;
}

/* What a page loads of this portal: styles, scripts, emblems. */
function parts(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const named = [...page.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], img[src]:not([loading])")];
  return named
    .map((one) => new URL(one.getAttribute("href") || one.getAttribute("src"), location.href))
    .filter((address) => address.origin === location.origin)
    .map((address) => address.pathname + address.search);
}

/* Brings all of `load` (what the portal lists) onto the device; `step(done, of)` as it goes. Resolves with what is kept. */
export async function prepare(load, step) {
  const kept = await copies();
  const wanted = new Set([...load.halaman, ...load.aset, ...load.gambar]);
  const queue = [...wanted];
  let size = 0;
  let failed = 0;
  let ready = 0;
  const one = async (address) => {
    try {
      const there = load.gambar.includes(address) && (await kept.match(address)); // a picture never changes
      const bytes = there ? (await there.blob()).size : await store(kept, address, "no-cache");
      size += bytes;
      if (!load.halaman.includes(address)) return;
      for (const part of parts(await (await kept.match(address)).text())) {
        if (!wanted.has(part)) queue.push(part);
        wanted.add(part);
      }
    } catch {
      failed += 1;
    }
  };
  const worker = async () => {
    for (let address; (address = queue.shift()); ) {
      await one(address);
      step((ready += 1), wanted.size);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  for (const request of await kept.keys()) {
    const { pathname, search } = new URL(request.url);
    if (!wanted.has(pathname + search)) await kept.delete(request);
  }
  const result = { pemilik: load.pemilik, saat: load.pukul, rencana: load.rencana, seminar: load.seminar, gambar: load.gambar.length, ukuran: size, gagal: failed };
  await setPrepared(result);
  return result;
}

export { dropCopies, prepared };
