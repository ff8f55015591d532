// Comfort at the window: the page does its whole work without this file.
"use strict";
(() => {
  const doc = document;
  const form = doc.querySelector("form[data-window]");
  if (!form) return;
  const one = (what, place = form) => place.querySelector(what);
  const when = (place, event, act) => { if (place) place.addEventListener(event, act); };

  // “还差什么” follows what is typed.
  const given = (name) => name === "standing" ? one("[data-known]") : [...form.elements].some((field) =>
    field.name === name && (/^(radio|checkbox)$/.test(field.type) ? field.checked : field.value.trim()));
  const tally = () => form.querySelectorAll("[data-needs]").forEach((line) => {
    const done = line.dataset.needs.split(" ").every(given);
    line.classList.toggle("open", !done);
    one("[data-done]", line).hidden = !done;
    one("[data-open]", line).hidden = done;
  });
  when(form, "change", (event) => { if (event.target.name === "who") one("[data-others]").open = event.target.value !== "self"; });
  when(form, "change", (event) => { if (event.target.name === "who" && one("[data-known]")) part("standing"); });
  when(form, "input", tally);
  when(form, "change", tally);
  tally();

  // Ctrl+Enter submits, wherever the cursor is; “/” leads to the search.
  when(doc, "keydown", (event) => {
    const submit = one("[data-submit]");
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && submit) { event.preventDefault(); submit.click(); }
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && !/^(checkbox|radio)$/.test(event.target.type);
    if (event.key === "/" && !typing && one("[data-search]")) { event.preventDefault(); one("[data-search]").focus(); }
  });

  // One part of the page is asked for anew: the number never stands in an address, so it is posted.
  const part = async (name) => {
    if (!one(`[data-part="${name}"]`)) return;
    const place = one(`[data-part="${name}"]`), sent = new FormData(form);
    sent.set("step", "look");
    sent.set("part", name);
    const answer = await fetch(form.action, { method: "POST", body: sent });
    if (!answer.ok) return;
    place.innerHTML = await answer.text();
    tally();
  };
  let soon;
  const number = one("[data-number]"), search = one("[data-search]");
  when(number, "change", () => { if (number.value.replace(/\s/g, "").length >= 15) part("standing"); });
  when(search, "input", () => { clearTimeout(soon); soon = setTimeout(() => part("items"), 250); });
  when(search, "keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey) return;
    event.preventDefault();
    clearTimeout(soon);
    part("items").then(() => { const first = one("[name=item]"); if (first) { first.focus(); first.checked = true; tally(); } });
  });

  // Enter leads to the next empty field, as desks are used to; what a reader typed is taken apart on the server.
  const fields = ["number", "name", "phone", "address"].map((name) => form.elements[name]).filter(Boolean);
  when(form, "keydown", (event) => {
    const at = event.target;
    if (event.key !== "Enter" || event.ctrlKey || !search || !fields.includes(at)) return;
    event.preventDefault();
    if (at === number && at.value.length > 20) return one("button[value=look]").click();
    (fields.find((field) => !field.value.trim()) || search).focus();
  });

  // The card reader: a service on this machine, at the address that the setting names.
  const reader = one("[data-reader]");
  if (reader && reader.dataset.reader) {
    const said = one("[role=status]", reader);
    reader.hidden = false;
    when(one("button", reader), "click", async () => {
      said.textContent = "正在读卡……";
      try {
        const answer = await fetch(reader.dataset.reader, { signal: AbortSignal.timeout(8000) });
        const text = answer.ok ? await answer.text() : "";
        if (!/\d{17}[\dXx]/.test(text)) throw new Error("no card");
        form.elements.card.value = text;
        one("button[value=look]").click();
      } catch (failed) { said.textContent = "没读到卡，请取下重放，或手工输入"; }
    });
  }

  // The camera: a picture joins the files that were chosen, and goes the same way.
  const camera = one("[data-camera]"), files = one("[data-scans]");
  if (camera && files && navigator.mediaDevices && window.DataTransfer) {
    const [start, take] = camera.querySelectorAll("button"), view = one("video", camera), said = one("[role=status]", camera);
    camera.hidden = false;
    when(start, "click", async () => {
      try {
        // As large as the camera can, and never cropped: with ideals of another shape browsers cut the page's edges off.
        const all = { width: { ideal: 4096 }, height: { ideal: 4096 }, resizeMode: "none" };
        view.srcObject = await navigator.mediaDevices.getUserMedia({ video: all });
        view.hidden = take.hidden = false;
        await view.play();
        said.textContent = "对准一页，放平，避开反光";
      } catch (failed) { said.textContent = "没有打开高拍仪，请检查连接，或用上面的“选择文件”"; }
    });
    when(take, "click", () => {
      const canvas = doc.createElement("canvas");
      canvas.width = view.videoWidth;
      canvas.height = view.videoHeight;
      canvas.getContext("2d").drawImage(view, 0, 0);
      canvas.toBlob((blob) => {
        const all = new DataTransfer();
        [...files.files, new File([blob], `高拍${files.files.length + 1}.jpg`, { type: "image/jpeg" })].forEach((file) => all.items.add(file));
        files.files = all.files;
        said.textContent = `拍好了${files.files.length}页，接着拍下一页，或点“上传扫描件”`;
      }, "image/jpeg", 0.92);
    });
  }
})();
