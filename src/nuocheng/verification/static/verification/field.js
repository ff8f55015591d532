// The field pages without a network: pages stay in the phone, what is saved waits in a queue until the server has it.
"use strict";
(() => {
  const one = (what, where = document) => where.querySelector(what);
  const all = (what) => [...document.querySelectorAll(what)];
  const PAGES = "nuocheng-field", STORE = "records", KEYS = "keys", DAY = 86400000;
  const opening = () => new Promise((done, fail) => {
    const asked = indexedDB.open(PAGES, 2);
    asked.onupgradeneeded = () => {
      const base = asked.result;
      if (!base.objectStoreNames.contains(STORE)) base.createObjectStore(STORE, { keyPath: "id" });
      base.createObjectStore(KEYS, { keyPath: "id" });
    };
    asked.onsuccess = () => { asked.result.onversionchange = () => asked.result.close(); done(asked.result); };
    asked.onerror = () => fail(asked.error);
  });
  const everything = (store) => new Promise((done, fail) => {
    const asked = store.getAll();
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  const reading = (base, store) => everything(base.transaction(store).objectStore(store));
  // A key goes as soon as nothing waits that only it can open: at signing out, and when what waited too long was removed.
  // Both stores are looked at in one transaction: what is saved meanwhile comes before or after it, with its key.
  const throwKeys = (base) => new Promise((done, fail) => {
    const work = base.transaction([STORE, KEYS], "readwrite"), keys = work.objectStore(KEYS);
    work.oncomplete = () => done();
    work.onabort = work.onerror = () => fail(work.error);
    const asked = work.objectStore(STORE).getAll();
    asked.onsuccess = () => {
      const needed = new Set(asked.result.map((row) => row.key)), all = keys.getAllKeys();
      all.onsuccess = () => { for (const id of all.result) if (!needed.has(id)) keys.delete(id); };
    };
  });
  if (one("[data-forget]")) {
    if (window.caches) caches.delete(PAGES);
    if (window.indexedDB) opening().then(throwKeys).catch(() => {});
  }
  const box = one("[data-field]");
  if (!box || !window.isSecureContext || !navigator.serviceWorker || !window.indexedDB || !window.caches) return;

  const me = box.dataset.account, limit = Number(box.dataset.days), warn = Number(box.dataset.warn);
  const others = window.BroadcastChannel ? new BroadcastChannel(PAGES) : null;
  const newId = () => crypto.randomUUID();
  let usable = false, reached = true, trouble = "", gone = 0;

  // ---- The queue. Nothing is told as saved before the transaction is complete, nothing let go before the server said it has it.

  const opened = opening();
  const inStore = async (act) => {
    const base = await opened;
    return new Promise((done, fail) => {
      const work = base.transaction(STORE, "readwrite", { durability: "strict" });
      work.oncomplete = () => done();
      work.onabort = work.onerror = () => fail(work.error);
      act(work.objectStore(STORE));
    });
  };
  // What is kept is sealed (AES-GCM) with a key of this account that no script can read out; whose it is, when it was saved
  // and in which order stays readable. Whatever is kept is written together with its key, so that neither is without the other.
  const keyNow = async () => {
    const held = (await reading(await opened, KEYS)).find((one) => one.account === me);
    if (held) return held;
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    return { id: newId(), account: me, key };
  };
  const packed = (record) => {
    const { files, ...rest } = record;
    const head = new TextEncoder().encode(JSON.stringify({ ...rest, files: files.map(({ bytes, ...file }) => ({ ...file, size: bytes.byteLength })) }));
    const whole = new Uint8Array(4 + head.length + files.reduce((sum, file) => sum + file.bytes.byteLength, 0));
    new DataView(whole.buffer).setUint32(0, head.length);
    whole.set(head, 4);
    let at = 4 + head.length;
    for (const file of files) { whole.set(new Uint8Array(file.bytes), at); at += file.bytes.byteLength; }
    return whole;
  };
  const unpacked = (whole) => {
    const length = new DataView(whole).getUint32(0);
    const record = JSON.parse(new TextDecoder().decode(new Uint8Array(whole, 4, length)));
    let at = 4 + length;
    for (const file of record.files) { file.bytes = whole.slice(at, at + file.size); at += file.size; }
    return record;
  };
  const named = (id) => ({ name: "AES-GCM", additionalData: new TextEncoder().encode(id) });
  const broken = new Set();
  const openedOf = (keys) => async (row) => {
    if (row.account !== me || !row.iv) return row;
    try {
      return unpacked(await crypto.subtle.decrypt({ ...named(row.id), iv: row.iv }, keys.get(row.key), row.bytes));
    } catch (unreadable) {
      broken.add(row.id);
      return { ...row, account: "" };
    }
  };
  const kept = async (record) => {
    const held = await keyNow(), iv = crypto.getRandomValues(new Uint8Array(12)), { id, account, at, place } = record;
    const bytes = await crypto.subtle.encrypt({ ...named(id), iv }, held.key, packed(record));
    const base = await opened;
    await new Promise((done, fail) => {
      const work = base.transaction([STORE, KEYS], "readwrite", { durability: "strict" });
      work.oncomplete = () => done();
      work.onabort = work.onerror = () => fail(work.error);
      work.objectStore(KEYS).put(held);
      work.objectStore(STORE).put({ id, account, at, place, key: held.id, iv, bytes });
    });
  };
  const letGo = (id) => inStore((store) => store.delete(id));
  const waiting = async () => {
    const base = await opened, look = base.transaction([STORE, KEYS]);
    const [rows, helds] = await Promise.all([STORE, KEYS].map((store) => everything(look.objectStore(store))));
    const keys = new Map(helds.map((held) => [held.id, held.key]));
    broken.clear();
    const found = await Promise.all(rows.map(openedOf(keys)));
    return found.sort((a, b) => a.at - b.at || a.place - b.place);
  };
  const mine = (records) => records.filter((record) => record.account === me);

  const clock = (at) => new Date(at).toLocaleString("zh-CN", { hour12: false }).slice(0, -3);
  const within = (ms) => (AbortSignal.timeout ? { signal: AbortSignal.timeout(ms) } : {});
  let place = 0;
  const recordOf = async (form) => {
    const fields = [], files = [], at = Date.now();
    for (const [name, value] of new FormData(form)) {
      if (value instanceof File) {
        if (value.size) files.push({ name, filename: value.name, type: value.type, bytes: await value.arrayBuffer() });
      } else if (name === "saved_on_phone") fields.push([name, clock(at)]);
      else if (name !== "csrfmiddlewaretoken") fields.push([name, value]);
    }
    return { id: newId(), account: me, url: new URL(form.action).pathname, label: form.dataset.offline, at, place: place++, fields, files, refused: "" };
  };

  const save = async (form) => {
    const said = one("[data-said]", form), button = one("[type=submit]", form);
    button.disabled = true;
    said.textContent = "正在存…";
    try {
      const record = await recordOf(form);
      await kept(record);
      if (form.dataset.refused) await letGo(form.dataset.refused);
      form.dataset.refused = "";
      form.dataset.record = record.id;
      form.dataset.touched = "";
      said.textContent = `已存在这台手机里（${clock(record.at)}）`;
    } catch (full) {
      said.textContent = "没存上，这台手机可能没有空间了。请清一些空间再存，或者写在纸质核查表上";
      button.disabled = false;
      return;
    }
    button.disabled = false;
    tell();
    upload(false);
  };

  // ---- Sending. Only one page sends at a time; each record has its own key, so that sending it twice keeps it once.

  const signedIn = async () => {
    const answer = await fetch("/field/ready", { ...within(15000), cache: "no-store", redirect: "manual", headers: { Accept: "application/json" } });
    return answer.ok ? answer.json() : null;
  };
  const formOf = (record) => {
    const form = new FormData();
    for (const [name, value] of record.fields) form.append(name, value);
    for (const file of record.files) form.append(file.name, new File([file.bytes], file.filename, { type: file.type }));
    return form;
  };
  const send = async (record, token) => {
    const headers = { "X-CSRFToken": token, "Idempotency-Key": record.id, Accept: "application/json" };
    const answer = await fetch(record.url, { ...within(300000), method: "POST", body: formOf(record), headers, redirect: "manual" });
    const json = (answer.headers.get("Content-Type") || "").includes("json");
    const said = json ? await answer.json() : {};
    if (answer.ok && said.kept === record.id) {
      await letGo(record.id);
      return "kept";
    }
    if (said.refused) {
      await kept({ ...record, refused: said.refused });
      return "refused";
    }
    return "later";
  };
  const sendAll = async (again) => {
    const records = mine(await waiting()).filter((record) => again || !record.refused);
    let done = 0;
    if (records.length) {
      try {
        const who = await signedIn();
        reached = true;
        trouble = !who ? "登录过期了，请重新登录，登录以后再上传。存着的都在" : who.account !== me ? "现在登录的是别人，请用您自己的账号登录再上传。存着的都在" : "";
        for (const record of trouble ? [] : records) {
          const became = await send(record, who.token);
          if (became === "kept") done += 1;
          if (became !== "later") continue;
          trouble = "服务器现在收不了，过一会儿再传。存着的都在";
          break;
        }
      } catch (unreachable) {
        reached = false;
      }
    }
    await tell();
    return done;
  };
  const upload = async (again) => {
    const work = () => sendAll(again);
    const done = navigator.locks ? await navigator.locks.request(PAGES, work) : await work();
    if (done && others) others.postMessage("sent");
    if (done) refresh();
  };
  // Shows what the server has now, but never at the cost of something that is being typed.
  const refresh = async () => {
    const here = mine(await waiting()).some((record) => record.url.startsWith(location.pathname));
    if (!here && !one("form[data-touched=yes]")) location.reload();
  };

  // ---- What the page tells.

  const sure = new Set();
  const line = (record) => {
    const item = document.createElement("li"), photos = record.files.length ? ` · ${record.files.length}个文件` : "";
    item.textContent = `${record.label} · ${clock(record.at)}${photos}`;
    const note = (text) => { const more = document.createElement("p"); more.textContent = text; item.append(more); };
    if (record.refused) note(`服务器没有收：${record.refused}。请改好重新存，或者再传一次`);
    if (record.warned) note(`存了快${limit}天了，${clock(record.at + limit * DAY)}以后会从这台手机里清掉，请马上上传`);
    if (!record.refused) return item;
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "btn second";
    drop.textContent = sure.has(record.id) ? "真的不要？它没有上传过" : "不要这一条了";
    drop.addEventListener("click", async () => {
      // The list is drawn anew whenever something is told: what was asked once more is remembered beside it.
      if (sure.has(record.id)) await letGo(record.id);
      sure.add(record.id);
      tell();
    });
    item.append(drop);
    return item;
  };
  const tell = async () => {
    const records = await waiting(), own = mine(records), count = own.length, lost = broken.size, foreign = records.length - count - lost;
    const parts = [];
    if (gone) parts.push(`有${gone}条存满${limit}天没有上传，已经清掉`);
    if (count && !reached) parts.push("没有网络，先存在这台手机里");
    else if (!reached) parts.push("没有网络");
    if (count) parts.push(`等待上传${count}条`);
    if (own.some((record) => record.refused)) parts.push("有的服务器没有收，请看原因");
    if (foreign) parts.push(`这台手机里还有别人存的${foreign}条，要用他的账号登录上传`);
    if (lost) parts.push(`这台手机里有${lost}条读不出来，请到现场再记一次`);
    if (trouble) parts.push(trouble);
    if (usable && !count) parts.push("可以离线使用了");
    one("[data-banner]").textContent = parts.join(" · ");
    box.hidden = !parts.length;
    box.classList.toggle("todo", Boolean(count || foreign || trouble));
    one("[data-waiting]").hidden = !count;
    one("[data-queue]").hidden = !count;
    one("[data-list]").replaceChildren(...own.map(line));
    const life = records.length ? limit * 86400 : 0;
    const safe = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `field_waiting=${records.length}; path=/; SameSite=Lax; max-age=${life}${safe}`;
    for (const form of all("form[data-offline]")) {
      const its = own.filter((record) => record.url === new URL(form.action).pathname);
      const said = one("[data-said]", form), refused = its.find((record) => record.refused);
      if (refused) {
        form.dataset.refused = refused.id;
        said.textContent = `没有收：${refused.refused}。改好再点一次“保存”`;
      } else if (its.length && !said.textContent) said.textContent = `已存在这台手机里（${clock(its[its.length - 1].at)}），等待上传`;
      else if (!its.length && form.dataset.record) said.textContent = "已经上传";
    }
  };

  // Whoever has not uploaded in time is warned first, and a day at least before anything goes.
  const expire = async () => {
    const now = Date.now();
    for (const record of mine(await waiting())) {
      const age = (now - record.at) / DAY;
      if (age >= limit && record.warned && now - record.warned >= DAY) { await letGo(record.id); gone += 1; }
      else if (age >= limit - warn && !record.warned) await kept({ ...record, warned: now });
    }
    if (gone) await throwKeys(await opened);
  };

  // ---- The pages. “可以离线使用了” is said only when the worker is active and every page lies in the phone.

  const keepPages = async () => {
    await navigator.serviceWorker.register("/field/worker.js", { scope: "/field/" });
    await navigator.serviceWorker.ready;
    const whose = await caches.match("/field/whose", { cacheName: PAGES });
    if (whose && (await whose.text()) !== me) await caches.delete(PAGES);
    const cache = await caches.open(PAGES), wanted = new Set(), needed = new Set();
    await cache.put("/field/whose", new Response(me));
    for (const page of [...box.dataset.keep.split(" "), location.pathname]) wanted.add(page);
    for (const page of wanted) {
      const answer = await fetch(page, { cache: "no-store", redirect: "manual" });
      if (!answer.ok) throw new Error(page);
      const text = await answer.text(), headers = new Headers(answer.headers);
      headers.set("X-Kept-At", String(Date.now()));
      await cache.put(page, new Response(text, { headers }));
      for (const found of text.matchAll(/(?:href|src)="(\/(?:static|theme)\/[^"]+)"/g)) needed.add(found[1]);
    }
    for (const part of needed) if (!(await cache.match(part))) await cache.add(part);
    for (const held of await cache.keys()) {
      const at = new URL(held.url).pathname;
      if (at.startsWith("/field/visits/") && !wanted.has(at) && location.pathname === "/field/") await cache.delete(held);
    }
    usable = true;
  };

  for (const form of all("form[data-offline]")) {
    form.addEventListener("submit", (event) => { event.preventDefault(); save(form); });
    form.addEventListener("input", () => { form.dataset.touched = "yes"; });
    form.addEventListener("pointerup", (event) => { if (event.target.closest("[data-pad]")) form.dataset.touched = "yes"; });
  }
  one("[data-upload]").addEventListener("click", () => upload(true));
  addEventListener("online", () => { reached = true; upload(false); });
  addEventListener("offline", () => { reached = false; tell(); });
  setInterval(() => { if (!document.hidden) upload(false); }, 30000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) upload(false); });
  if (others) others.onmessage = () => tell();

  reached = navigator.onLine;
  // What an earlier release kept in the clear is sealed now, in the place where it lies.
  const sealOld = async () => {
    for (const row of await reading(await opened, STORE)) if (row.account === me && !row.iv) await kept(row);
  };
  sealOld().then(expire).then(tell).then(() => upload(false)).then(keepPages).catch((why) => { if (why instanceof TypeError) reached = false; }).finally(tell);
})();
