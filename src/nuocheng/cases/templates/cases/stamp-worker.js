// Keeps the page that checks stamps, so that it opens without any network; asks the network first whenever there is one.
"use strict";
const KEPT = "nuocheng-stamp-1", PAGE = "/v/offline";

const keep = async () => {
  const answer = await fetch(PAGE, { cache: "no-store" });
  const page = await answer.clone().text();
  const cache = await caches.open(KEPT);
  await cache.put(PAGE, answer);
  const needed = [...page.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map((found) => found[1]);
  await Promise.all(needed.map((one) => cache.add(one).catch(() => {})));
};

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event, { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && pathname.toLowerCase().startsWith("/v/")) {
    event.respondWith(fetch(request).then((answer) => {
      if (pathname === PAGE && answer.ok) event.waitUntil(keep().catch(() => {}));
      return answer;
    }).catch(() => caches.match(PAGE)));
  } else if (pathname.startsWith("/static/")) {
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  }
});
