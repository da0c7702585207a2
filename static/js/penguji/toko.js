/* What this device keeps of the Ruang Penguji: of each sheet what stands at the portal and what is not sent yet, by owner;
   and what was prepared for a hall without a network. A browser that keeps nothing holds it as long as the page is open. */

const MARK = "penguji"; // for pages of other rooms: whose it is, how many sheets wait
const KEPT = "penguji-luring";
const memory = new Map();
let opened;
export let durable = true;

function open() {
  opened ??= new Promise((done, fail) => {
    const asked = indexedDB.open("penguji", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("lembar", { keyPath: "kunci" });
      asked.result.createObjectStore("keadaan");
    };
    asked.onsuccess = () => {
      asked.result.onclose = asked.result.onversionchange = () => (opened = undefined);
      done(asked.result);
    };
    asked.onerror = () => fail(asked.error);
  });
  return opened;
}

/* Runs `work(store, give)`; resolves with what was given once all of it is on the disk. */
async function inside(name, mode, work) {
  try {
    const db = await open();
    return await new Promise((done, fail) => {
      const act = db.transaction(name, mode, { durability: "strict" });
      let value;
      act.oncomplete = () => done(value);
      act.onerror = act.onabort = () => fail(act.error);
      work(act.objectStore(name), (given) => (value = given));
    });
  } catch (error) {
    opened = undefined;
    throw error;
  }
}

const got = (request, then) => (request.onsuccess = () => then(request.result));
const key = (owner, task) => `${owner}/${task}`;

export const waits = (sheet) => Object.keys(sheet.isi).length > 0 || Boolean(sheet.laku);

/* One step nobody comes between, in whatever window: `step(sheet or undefined)` returns the sheet as it shall be, or
   undefined for none. Resolves with it. */
export async function change(owner, task, step) {
  const named = (sheet) => sheet && { ...sheet, kunci: key(owner, task), pemilik: owner, tugas: task };
  let after;
  try {
    after = await inside("lembar", "readwrite", (store, give) =>
      got(store.get(key(owner, task)), (now) => {
        const next = named(step(now));
        if (next) store.put(next);
        else if (now) store.delete(now.kunci);
        give(next);
      }),
    );
    durable = true;
  } catch {
    durable = false;
    after = named(step(memory.get(key(owner, task))));
    if (after) memory.set(after.kunci, after);
    else memory.delete(key(owner, task));
  }
  await count(owner);
  told.postMessage({ owner, task });
  return after;
}

export async function sheets(owner) {
  const all = await everything();
  return all.filter((sheet) => sheet.pemilik === owner).sort((a, b) => (a.sejak || 0) - (b.sejak || 0));
}

async function everything() {
  try {
    return await inside("lembar", "readonly", (store, give) => got(store.getAll(), give));
  } catch {
    return [...memory.values()];
  }
}

/* How many sheets of somebody else wait on this device; what is on them is nobody's business. */
export const strangers = async (owner) =>
  (await everything()).filter((sheet) => sheet.pemilik !== owner && waits(sheet)).length;

export const prepared = () => inside("keadaan", "readonly", (store, give) => got(store.get("bekal"), give)).catch(() => undefined);
export const setPrepared = (load) => inside("keadaan", "readwrite", (store) => store.put(load, "bekal"));

/* The copies of pages and pictures, without which nothing opens without a network. */
export async function dropCopies() {
  await Promise.all([
    inside("keadaan", "readwrite", (store) => store.delete("bekal")).catch(() => {}),
    window.caches?.delete(KEPT),
  ]);
}

/* All of one person leaves the device: copies, and whatever was not sent. */
export async function forget(owner) {
  await dropCopies();
  const all = await sheets(owner);
  await inside("lembar", "readwrite", (store) => all.forEach((sheet) => store.delete(sheet.kunci))).catch(() => {});
  localStorage.removeItem(MARK);
}

export const copies = () => caches.open(KEPT);

async function count(owner) {
  const waiting = (await sheets(owner)).filter(waits).length;
  try {
    localStorage.setItem(MARK, JSON.stringify({ pemilik: owner, menunggu: waiting }));
  } catch {
    /* nothing is kept here, so nothing has to be forgotten */
  }
}

/* Whoever opens the room owns the device from now on: copies of somebody else's pages go, what that person could not
   send stays for them alone. */
export async function claim(owner) {
  const load = await prepared();
  if (load && load.pemilik !== owner) await dropCopies();
  await count(owner);
}

/* Other windows of this browser hear of every change. */
const told = new BroadcastChannel("penguji");
export const listen = (hear) => (told.onmessage = ({ data }) => hear(data));
