// Pads to sign on: strokes are points within 600 by 240; the server draws the picture itself.
"use strict";
document.querySelectorAll("[data-pad]").forEach((box) => {
  const field = document.querySelector(box.dataset.pad ? `[data-strokes="${box.dataset.pad}"]` : "[data-strokes]");
  if (!field || !window.PointerEvent) return;
  const canvas = box.querySelector("canvas"), pen = canvas.getContext("2d");
  let strokes = [], stroke = null;
  box.hidden = false;
  const draw = () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.lineWidth = 5; pen.lineCap = pen.lineJoin = "round"; pen.strokeStyle = "#1b2430";
    for (const one of strokes) {
      pen.beginPath();
      one.forEach(([x, y], at) => (at ? pen.lineTo(x, y) : pen.moveTo(x, y)));
      if (one.length === 1) pen.lineTo(one[0][0] + 0.1, one[0][1]);
      pen.stroke();
    }
    field.value = strokes.length ? JSON.stringify(strokes) : "";
  };
  const at = (event) => {
    const seen = canvas.getBoundingClientRect();
    const place = (value, scale) => Math.round(value * scale * 10) / 10;
    return [place(event.clientX - seen.left, canvas.width / seen.width), place(event.clientY - seen.top, canvas.height / seen.height)];
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    stroke = [at(event)];
    strokes.push(stroke);
    draw();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!stroke) return;
    const between = event.getCoalescedEvents ? event.getCoalescedEvents() : [event];
    for (const one of between.length ? between : [event]) stroke.push(at(one));
    draw();
  });
  const lift = () => { stroke = null; };
  ["pointerup", "pointercancel", "lostpointercapture"].forEach((name) => canvas.addEventListener(name, lift));
  box.querySelector("[data-pad-undo]").addEventListener("click", () => { strokes.pop(); draw(); });
  box.querySelector("[data-pad-clear]").addEventListener("click", () => { strokes = []; draw(); });
});
