// Looking up a scanned paper at once, and checking its stamp without any network. Pages work without this file.
"use strict";
(() => {
  const one = (what) => document.querySelector(what);
  const all = (what) => [...document.querySelectorAll(what)];

  // A scanned code is looked up without another tap; whoever comes back to the page decides for themselves.
  const lookUp = one("[data-look-up]");
  const [came] = performance.getEntriesByType("navigation");
  if (lookUp && came && came.type === "navigate") lookUp.requestSubmit();

  if ("serviceWorker" in navigator) {
    const kept = ["/v/", "/V/"].map((scope) => navigator.serviceWorker.register("/v/worker.js", { scope }));
    Promise.all(kept).then(() => navigator.serviceWorker.ready).then(() => {
      const ready = one("[data-ready]");
      if (ready) ready.hidden = false;
    }).catch(() => {});
  }

  const form = one("[data-check]");
  if (!form) return;
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const CODE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const KINDS = { 1: "告知书", 2: "承诺书", 3: "决定书" };
  const HEAD = 16, SIGNATURE = 64, FIRST_DAY = Date.UTC(2020, 0, 1), A_DAY = 86400000;
  const keys = new Map(all("[data-key]").map((at) => [at.dataset.key, at.dataset.x]));
  const departments = new Map(all("[data-department]").map((at) => [at.dataset.department, at.textContent]));

  const bytesOf = (text) => {
    const bytes = [];
    let bits = 0, held = 0;
    for (const letter of text) {
      const value = LETTERS.indexOf(letter);
      if (value < 0) return null;
      held = (held << 5) | value;
      bits += 5;
      if (bits >= 8) { bits -= 8; bytes.push((held >> bits) & 255); held &= (1 << bits) - 1; }
    }
    return new Uint8Array(bytes);
  };
  const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const read = (said) => {
    const days = said[13] * 256 + said[14], on = new Date(FIRST_DAY + days * A_DAY);
    let number = 0n, code = "";
    for (const byte of said.slice(5, 13)) number = (number << 8n) | BigInt(byte);
    for (let shift = 55n; shift >= 0n; shift -= 5n) code += CODE[Number((number >> shift) & 31n)];
    const [file, party, department, item] = new TextDecoder("utf-8", { fatal: true }).decode(said.slice(HEAD)).split("\x1f");
    return {
      kind: KINDS[said[15]] || "文书", code: code.match(/.{4}/g).join("-"), file, party, item,
      department: departments.get(department) || department,
      on: `${on.getUTCFullYear()}年${on.getUTCMonth() + 1}月${on.getUTCDate()}日`,
    };
  };

  const show = (tone, title, text, rows, rest) => {
    const result = one("[data-result]"), list = one("[data-rows]");
    one("[data-tone]").className = `verdict ${tone}`;
    one("[data-title]").textContent = title;
    one("[data-text]").textContent = text;
    one("[data-rest]").textContent = rest || "";
    list.replaceChildren(...rows.map(([label, value]) => {
      const row = document.createElement("div"), name = document.createElement("dt"), said = document.createElement("dd");
      name.textContent = label;
      said.textContent = value;
      row.append(name, said);
      return row;
    }));
    result.hidden = false;
    result.focus();
  };
  const bad = (title, text) => show("bad", title, text, []);
  const FORGED = "二维码不是我们签发的，或者被改过。不要凭这份文书办事。";

  const check = async (text) => {
    const parts = text.trim().toUpperCase().split("/");
    const payload = parts[parts.length - 1], raw = bytesOf(payload);
    if (payload.length < 40 || !raw) {
      return bad("没有找到签名", "请把扫出来的内容全部复制过来。旧的文书二维码里没有签名，只能联网核验。");
    }
    const said = raw.slice(0, -SIGNATURE), signature = raw.slice(-SIGNATURE), x = keys.get(hex(said.slice(1, 5)));
    if (said[0] !== 1 || !x) return bad("内容对不上", FORGED);
    let right;
    try {
      const key = await crypto.subtle.importKey("jwk", { kty: "OKP", crv: "Ed25519", x }, { name: "Ed25519" }, false, ["verify"]);
      right = await crypto.subtle.verify({ name: "Ed25519" }, key, signature, said);
    } catch (unable) {
      return show("todo", "这个浏览器不能离线核对", "请换新版的浏览器，或者有网络时再核验。", []);
    }
    if (!right) return bad("内容对不上", FORGED);
    const told = read(said);
    if (parts.length > 1 && parts[parts.length - 2].replace(/-/g, "") !== told.code.replace(/-/g, "")) return bad("内容对不上", FORGED);
    show("ok", "是我们签发的，没有被改动", `这份${told.kind}由${told.department}在${told.on}签发，没有被改动。`,
      [["文号", told.file], ["核验码", told.code], ["申请人", told.party], ["事项", told.item]],
      "有没有撤回、撤销，要联网才知道。请把上面几项和纸上的对一对。");
  };

  const box = one("#scanned");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check(box.value);
  });
  if ("BarcodeDetector" in window) {
    one("[data-picture]").hidden = false;
    one("#photo").addEventListener("change", async (event) => {
      try {
        const found = await new BarcodeDetector({ formats: ["qr_code"] }).detect(await createImageBitmap(event.target.files[0]));
        if (!found.length) return bad("照片里没有找到二维码", "请把二维码拍满、拍清楚，再试一次。");
        box.value = found[0].rawValue;
        check(box.value);
      } catch (unable) {
        bad("照片打不开", "请换一张，或者把扫出来的网址复制过来。");
      }
    });
  }
  // Opened by scanning while there was no network: what was scanned is in the address.
  if (location.pathname.split("/").length > 3) {
    box.value = location.href;
    check(box.value);
  }
})();
