/* The service worker of /penguji/, there once an examiner has made the device ready: pages come from the network, without one
   from the copies kept on the device (static/js/penguji/salinan.js). It stores newer copies of these, and what they load. */

const KEPT = "penguji-luring";
const PATIENCE = 8000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (new URL(request.url).origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(request.method === "GET" ? page(request) : act(request));
  else if (request.method === "GET" && request.destination === "script") event.respondWith(page(request));
  else if (request.method === "GET" && ["style", "font", "image"].includes(request.destination))
    event.respondWith(copy(request).then((found) => found || renewed(request)));
});

const copy = (request) => self.caches.match(request, { cacheName: KEPT, ignoreVary: true });

/* From the network; a copy where that is silent, down, or takes too long. Scripts too: modules keep their names. */
async function page(request) {
  const found = await copy(request);
  if (!found && request.destination === "script") return renewed(request);
  if (!found) return fetch(request).catch(() => words("Halaman ini tidak disimpan di perangkat ini."));
  const late = new Promise((done) => setTimeout(done, PATIENCE, found));
  return Promise.race([late, renewed(request).catch(() => found)]).then((answer) => (answer.status >= 500 ? found : answer));
}

/* From the network; where copies are kept, this one is too. */
async function renewed(request) {
  const answer = await fetch(request);
  if (answer.ok && !answer.redirected) {
    const again = answer.clone();
    if (await self.caches.has(KEPT)) await (await self.caches.open(KEPT)).put(request, again);
  }
  return answer;
}

/* A form that is sent the plain way waits for nobody. */
const act = (request) => fetch(request).catch(() => words("Tindakan tadi belum sampai ke portal. Ulangi setelah tersambung."));

const words = (sentence) =>
  new Response(
    `<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Tanpa jaringan</title><h1>Tanpa jaringan</h1><p>${sentence}</p><p><a href="{{ beranda }}">Ruang Penguji</a></p></html>`,
    { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } },
  );
