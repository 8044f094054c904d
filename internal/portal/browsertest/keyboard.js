// Where the focus goes, and whether it can be seen.
"use strict";
const usable =
  'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]';

// stops are where the key Tab stops, in the order of the document: of options of one question at
// the chosen one, else at the first.
const stops = () => {
  const groups = new Map();
  const stops = [...document.querySelectorAll(usable)].filter(
    (e) => !e.disabled && (e.matches(".skip") || e.checkVisibility({visibilityProperty: true})));
  for (const e of stops.filter((e) => e.type === "radio")) {
    if (!groups.has(e.name) || e.checked) groups.set(e.name, e);
  }
  return stops.filter((e) => e.type !== "radio" || groups.get(e.name) === e);
};
const title = (e) => `<${e.localName}> ${(e.getAttribute("aria-label") || e.textContent || e.name)
  .replace(/\s+/g, " ").trim().slice(0, 40)}`;

// follow notes each element that gets the focus, and what is wrong with how it shows that.
const follow = () => {
  window.focused = [];
  document.addEventListener("focusin", ({target}) => {
    const style = getComputedStyle(target), box = target.getBoundingClientRect();
    let fault = "";
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    if (!outlined) fault = "shows no focus";
    if (box.right <= 0 || box.bottom + scrollY <= 0 || box.width < 2) fault = "is out of sight";
    window.focused.push({target, fault});
  });
};

// walked says how the way of the focus differs from the order of the document.
const walked = (all) => {
  const faults = window.focused.filter((f) => f.fault).map((f) => title(f.target) + " " + f.fault);
  const way = window.focused.map((f) => f.target);
  const at = all.findIndex((e, i) => way[i] !== e);
  if (at >= 0) {
    const is = way[at] ? title(way[at]) : "none";
    faults.push(`stop ${at + 1} should be ${title(all[at])}, is ${is}`);
  } else if (way.length > all.length && way[all.length] !== all[0]) {
    faults.push(`after the last comes ${title(way[all.length])}`);
  }
  return faults;
};
