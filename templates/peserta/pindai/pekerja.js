/* The service worker of /pindai/: what the page is made of is kept whole, under one version. What devices send and fetch
   always goes to the network. */

const VERSION = "pindai-{{ versi }}";
const FILES = {{ berkas|safe }};
const PAGE = FILES[0];

self.addEventListener("install", (event) => {
  const fresh = FILES.map((address) => new Request(address, { cache: "reload" }));
  event.waitUntil(caches.open(VERSION).then((kept) => kept.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("pindai-") && name !== VERSION;
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  const page = event.request.mode === "navigate" && address.pathname === PAGE;
  if (!page && !FILES.includes(address.pathname)) return;
  const kept = caches.open(VERSION).then((all) => all.match(page ? PAGE : address.pathname));
  event.respondWith(kept.then((found) => found || fetch(event.request)));
});
