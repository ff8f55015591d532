{% load static %}// Opens the field pages without any network: asks the network first, and what lies in the phone if there is none.
"use strict";
const PAGES = "nuocheng-field", PATIENCE = 8000, HOURS = 72;
const STYLE = "{% static "nuocheng/nuocheng.css" %}";
const NOTHING = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>没有网络</title><link rel="stylesheet" href="${STYLE}"><body class="public field"><main class="wrap"><h1>没有网络</h1><p>这一页没有存在这台手机里，有网络时再打开。</p><p><a href="/field/">回到我的上门</a></p></main></body></html>`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const late = () => new Promise((_, fail) => setTimeout(fail, PATIENCE, new Error("late")));
const fresh = (answer) => Date.now() - Number(answer.headers.get("X-Kept-At")) < HOURS * 3600000;
const keptPage = async (path) => {
  const cache = await caches.open(PAGES), answer = await cache.match(path, { ignoreVary: true });
  if (answer && fresh(answer)) return answer;
  if (answer) await cache.delete(path);
  return new Response(NOTHING, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
};

self.addEventListener("fetch", (event) => {
  const { request } = event, { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(Promise.race([fetch(request), late()]).catch(() => keptPage(pathname)));
  else if (/^\/(static|theme)\//.test(pathname)) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request, { ignoreVary: true, cacheName: PAGES })) || Response.error()));
  }
});
