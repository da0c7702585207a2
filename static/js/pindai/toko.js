/* What the phone keeps: whose device it is, what it carries, scans that wait, scans that were answered. */

const KEEP = 200;
let opened;

function open() {
  opened ??= new Promise((done, fail) => {
    const asked = indexedDB.open("pindai", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("keadaan");
      asked.result.createObjectStore("antrean", { keyPath: "urut", autoIncrement: true });
      asked.result.createObjectStore("riwayat", { keyPath: "nonce" }).createIndex("saat", "saat");
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  return opened;
}

/* Runs `work(stores)`; resolves when all of it is on the disk. */
async function inside(names, mode, work) {
  const db = await open();
  return new Promise((done, fail) => {
    const act = db.transaction(names, mode, { durability: "strict" });
    const result = {};
    act.oncomplete = () => done(result.value);
    act.onerror = act.onabort = () => fail(act.error);
    work(...names.map((name) => act.objectStore(name)), (value) => (result.value = value));
  });
}

export const read = (key) =>
  inside(["keadaan"], "readonly", (store, give) => {
    store.get(key).onsuccess = (event) => give(event.target.result);
  });

export const write = (values) =>
  inside(["keadaan"], "readwrite", (store) => {
    for (const [key, value] of Object.entries(values)) store.put(value, key);
  });

export const waiting = () =>
  inside(["antrean"], "readonly", (store, give) => {
    store.getAll().onsuccess = (event) => give(event.target.result);
  });

export const enqueue = (scan) =>
  inside(["antrean"], "readwrite", (store, give) => {
    store.add(scan).onsuccess = (event) => give({ ...scan, urut: event.target.result });
  });

/* Answered scans leave the queue in the same step in which their answers are kept. */
export const settle = (answered) =>
  inside(["antrean", "riwayat"], "readwrite", (queue, history) => {
    for (const { scan, answer } of answered) {
      queue.delete(scan.urut);
      history.put({ nonce: scan.nonce, saat: scan.waktu, ...answer });
    }
    let left = KEEP;
    history.index("saat").openCursor(null, "prev").onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return;
      if (left-- <= 0) cursor.delete();
      cursor.continue();
    };
  });

export const discard = () => inside(["antrean"], "readwrite", (store) => store.clear());

export const history = () =>
  inside(["riwayat"], "readonly", (store, give) => {
    store.getAll().onsuccess = (event) =>
      give(event.target.result.sort((a, b) => b.saat.localeCompare(a.saat)).slice(0, 30));
  });
