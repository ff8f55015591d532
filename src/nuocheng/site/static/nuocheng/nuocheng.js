// Comfort only: every page does its whole work without this file.
"use strict";
(() => {
  const doc = document;
  const one = (what) => doc.querySelector(what);
  const all = (what, act) => doc.querySelectorAll(what).forEach(act);
  const when = (place, event, act) => place.addEventListener(event, act);

  doc.documentElement.classList.add("js");
  const summary = one("[data-focus]");
  if (summary) summary.focus();

  all("[data-print]", (button) => {
    button.hidden = false;
    when(button, "click", () => window.print());
  });

  if ("speechSynthesis" in window) all("[data-read]", (button) => {
    const word = button.querySelector("span"), label = word.textContent;
    const quiet = () => { word.textContent = label; };
    button.hidden = false;
    when(window, "pagehide", () => speechSynthesis.cancel());
    when(button, "click", () => {
      if (speechSynthesis.speaking) { speechSynthesis.cancel(); return quiet(); }
      // One piece per line: browsers fall silent in the middle of a long one.
      const pieces = one("main").innerText.split("\n").filter((line) => line.trim());
      word.textContent = "停止朗读";
      pieces.forEach((line, at) => {
        const said = new SpeechSynthesisUtterance(line);
        said.lang = "zh-CN";
        if (at === pieces.length - 1) said.onend = said.onerror = quiet;
        speechSynthesis.speak(said);
      });
    });
  });

  const tally = () => {
    const count = doc.querySelectorAll("[data-pick]:checked").length;
    all("[data-picked]", (place) => { place.textContent = count; });
  };
  all("[data-pick-all]", (box) => {
    box.hidden = false;
    when(box, "change", () => {
      all("[data-pick]", (pick) => { pick.checked = box.checked; });
      tally();
    });
  });
  all("[data-pick]", (pick) => when(pick, "change", tally));
  tally();

  const hosts = (doc.documentElement.dataset.embed || "").split(" ");
  const from = doc.referrer && new URL(doc.referrer).origin;
  const host = hosts.includes(from) ? from : hosts.length === 1 && hosts[0];
  if (parent !== window && host) {
    const say = (type, more) => parent.postMessage({ type: `nuocheng:${type}`, ...more }, host);
    const tell = () => say("height", { height: doc.documentElement.scrollHeight });
    const end = one("[data-journey]"), refused = one("[data-problem]");
    if (end) say("journey", { ...end.dataset });
    if (refused) say("refused", { ...refused.dataset });
    when(window, "load", tell);
    new ResizeObserver(tell).observe(doc.body);
  }
  const going = one("form[data-go]");
  if (going) going.requestSubmit();
  all("form[data-upload]", (form) => {
    const said = form.querySelector("[data-upload-said]"), shot = doc.createElement("img");
    const say = (text) => { said.hidden = false; said.textContent = text; };
    shot.className = "shot";
    when(form, "change", (event) => {
      const file = event.target.files && event.target.files[0];
      shot.remove();
      if (!file || !/^image\//.test(file.type)) return;
      const reader = new FileReader();
      reader.onload = () => { shot.src = reader.result; shot.alt = `选好的照片：${file.name}`; said.before(shot); };
      reader.readAsDataURL(file);
    });
    when(form, "submit", (event) => {
      const request = new XMLHttpRequest();
      event.preventDefault();
      request.open("POST", location.href);
      request.upload.onprogress = (now) => { if (now.total) say(`正在上传：${Math.round(100 * now.loaded / now.total)}%`); };
      request.onerror = () => say("没传上去，请看看网络，再点一次“上传”。选的文件还在");
      request.onload = () => {
        history.replaceState(null, "", request.responseURL);
        doc.open(); doc.write(request.responseText); doc.close();
      };
      say("正在上传：0%");
      request.send(new FormData(form));
    });
  });

  const waiting = one("[data-reload]");
  if (waiting) setTimeout(() => location.reload(), Number(waiting.dataset.reload) * 1000);

  const table = one("table[data-keys]");
  if (!table && !one("[data-key]")) return;
  const store = (value) => {
    try { return value ? localStorage.setItem("keys", value) : localStorage.getItem("keys"); } catch (denied) { return null; }
  };
  let on = store() !== "off";
  all("[data-keys-help]", (help) => { help.hidden = false; });
  all("[data-keys-switch]", (box) => {
    box.checked = on;
    when(box, "change", () => { on = box.checked; store(on ? "on" : "off"); });
  });
  all("[data-keys-more]", (more) => { more.hidden = false; });
  const step = (by) => {
    const links = table ? [...table.querySelectorAll("tbody th a")] : [];
    const on = (link) => link.closest("tr").contains(doc.activeElement);
    const at = links.some(on) ? links.findIndex(on) : links.findIndex((link) => link.ariaCurrent) - (by > 0 ? 1 : 0);
    const next = links[at + by];
    if (next) next.focus();
  };
  when(doc, "keydown", (event) => {
    const key = event.key, at = event.target;
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) && at.type !== "checkbox";
    if (!on || typing || event.ctrlKey || event.altKey || event.metaKey) return;
    const row = at.closest("tbody tr");
    const pick = row && row.querySelector("[data-pick]");
    const search = one("[data-search]");
    if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "x" && pick) pick.click();
    else if (key === "/" && search) { event.preventDefault(); search.focus(); }
    else if (key === "?") all("[data-keys-more]", (more) => { more.open = !more.open; });
    else if (/^\w$/.test(key)) {
      const act = one(`[data-key="${key}" i]`);
      if (act) act.click();
    }
  });
})();
