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
    asked.onsuccess = () => {
      asked.result.onclose = again;
      asked.result.onversionchange = again;
      done(asked.result);
    };
    asked.onerror = () => fail(asked.error);
  });
  return opened;
}

/* A connection the browser has dropped, or never gave, is asked for anew the next time. */
const again = () => (opened = undefined);

/* Runs `work(stores)`; resolves when all of it is on the disk. */
async function inside(names, mode, work) {
  try {
    const db = await open();
    return await new Promise((done, fail) => {
      const act = db.transaction(names, mode, { durability: "strict" });
      const result = {};
      act.oncomplete = () => done(result.value);
      act.onerror = act.onabort = () => fail(act.error);
      work(...names.map((name) => act.objectStore(name)), (value) => (result.value = value));
    });
  } catch (error) {
    again();
    throw error;
  }
}

const got = (request, then) => (request.onsuccess = () => then(request.result));

export const read = (key) => inside(["keadaan"], "readonly", (store, give) => got(store.get(key), give));

export const write = (values) =>
  inside(["keadaan"], "readwrite", (store) => {
    for (const [key, value] of Object.entries(values)) store.put(value, key);
  });

/* Makes this phone `device` with its `load`; `before` is the key of the device it was. True when done. False when another
   window made it something else meanwhile, or when scans of the device it was still wait: those need its key. */
export const take = (device, load, before) =>
  inside(["keadaan", "antrean", "riwayat"], "readwrite", (state, queue, history, give) =>
    got(state.get("perangkat"), (now) =>
      got(queue.count(), (left) => {
        const other = device.kunci !== before;
        if (now?.kunci !== before || (other && left)) return give(false);
        if (other) {
          history.clear();
          state.delete("kunciBaru");
        }
        state.put(device, "perangkat");
        state.put(load, "bekal");
        give(true);
      }),
    ),
  );

/* Names leave a phone that is no scanner any more; its key stays for what still waits. */
export const forget = () =>
  inside(["keadaan", "riwayat"], "readwrite", (state, history) => {
    state.delete("bekal");
    history.clear();
  });

export const waiting = () => inside(["antrean"], "readonly", (store, give) => got(store.getAll(), give));

/* True when the scan is kept; not when another window has made this phone another device. */
export const enqueue = (scan) =>
  inside(["antrean", "keadaan"], "readwrite", (queue, state, give) =>
    got(state.get("perangkat"), (now) => {
      if (now?.id === scan.perangkat) got(queue.add(scan), () => give(true));
    }),
  );

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
  inside(["riwayat"], "readonly", (store, give) =>
    got(store.getAll(), (all) => give(all.sort((a, b) => b.saat.localeCompare(a.saat)).slice(0, 30))),
  );
