// Comfort only: every page does its whole work without this file.
"use strict";
(function () {
  var doc = document;
  var one = function (what) { return doc.querySelector(what); };
  var all = function (what, act) { Array.prototype.forEach.call(doc.querySelectorAll(what), act); };

  var summary = one("[data-focus]");
  if (summary) { summary.focus(); }

  all("[data-print]", function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });

  if ("speechSynthesis" in window) {
    all("[data-read]", function (button) {
      var label = button.textContent;
      button.hidden = false;
      button.addEventListener("click", function () {
        if (speechSynthesis.speaking) { speechSynthesis.cancel(); return; }
        var words = new SpeechSynthesisUtterance(one("main").innerText);
        words.lang = "zh-CN";
        words.onend = words.onerror = function () { button.textContent = label; };
        button.textContent = "停止朗读";
        speechSynthesis.speak(words);
      });
    });
  }

  var tally = function () {
    var count = doc.querySelectorAll("[data-pick]:checked").length;
    all("[data-picked]", function (place) { place.textContent = count; });
  };
  all("[data-pick-all]", function (box) {
    box.hidden = false;
    box.addEventListener("change", function () {
      all("[data-pick]", function (pick) { pick.checked = box.checked; });
      tally();
    });
  });
  all("[data-pick]", function (pick) { pick.addEventListener("change", tally); });
  tally();

  var table = one("table[data-keys]");
  if (!table) { return; }
  var store = function (value) {
    try { return value ? localStorage.setItem("keys", value) : localStorage.getItem("keys"); } catch (denied) { return null; }
  };
  var on = store() !== "off";
  all("[data-keys-help]", function (help) { help.hidden = false; });
  all("[data-keys-switch]", function (box) {
    box.checked = on;
    box.addEventListener("change", function () { on = box.checked; store(on ? "on" : "off"); });
  });
  var step = function (by) {
    var links = Array.prototype.slice.call(table.querySelectorAll("tbody th a"));
    var at = links.findIndex(function (link) { return link.parentNode.parentNode.contains(doc.activeElement); });
    var next = links[at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)];
    if (next) { next.focus(); }
  };
  doc.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (!on || typing || event.ctrlKey || event.altKey || event.metaKey) { return; }
    var row = doc.activeElement.closest("tbody tr");
    var pick = row && row.querySelector("[data-pick]");
    var search = one("[data-search]");
    if (event.key === "j") { step(1); }
    else if (event.key === "k") { step(-1); }
    else if (event.key === "x" && pick) { pick.click(); }
    else if (event.key === "/" && search) { event.preventDefault(); search.focus(); }
  });
})();
