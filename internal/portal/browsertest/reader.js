// What a reader looks for on a page: by the words that are read out, not by its markup.
"use strict";
const words = (text) => text.replace(/\s+/g, " ").trim().toLowerCase();
const shown = (e) => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length > 0;

// pick takes the one element that is called name, else the one whose name has it in it.
const pick = (kind, elements, name, named) => {
  const wanted = words(name), seen = elements.filter(shown).map((e) => [e, words(named(e))]);
  let found = seen.filter(([, n]) => n === wanted);
  if (found.length === 0) found = seen.filter(([, n]) => n.includes(wanted));
  if (found.length === 0) {
    throw new Error(`no ${kind} "${name}" among: ${seen.map(([, n]) => n).join(" | ")}`);
  }
  if (new Set(found.map(([e, n]) => e.href ? n + e.href : e)).size > 1) {
    throw new Error(`several: ${kind} "${name}": ${found.map(([, n]) => n).join(" | ")}`);
  }
  return found[0][0];
};
const all = (selector, within) => [...(within || document).querySelectorAll(selector)];
const called = (e) => e.getAttribute("aria-label") || e.textContent;

const find = {
  link: (name) => pick("link", all("a[href]"), name, called),
  button: (name) => pick("button", all("button"), name, called),
  field: (name) => pick("field", all("label").filter((l) => l.control), name, called).control,
  // a field or an option within a question: in the fieldset with this legend
  within: (question, name) => {
    const legend = (set) => set.querySelector("legend").textContent;
    const set = pick("question", all("fieldset"), question, legend);
    return pick("field", all("label", set).filter((l) => l.control), name, called).control;
  },
};

// spot is where to press an element, which nothing may lie over.
const spot = (e) => {
  e.scrollIntoView({block: "center", behavior: "instant"});
  const box = e.getClientRects()[0];
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  const top = document.elementFromPoint(x, y);
  if (!top || !(e.contains(top) || top.contains(e))) {
    const over = top ? top.outerHTML.slice(0, 80) : "nothing";
    throw new Error(`what can be pressed where "${words(called(e))}" is: ${over}`);
  }
  return {x, y};
};

// ready makes a field take what is typed next, in place of what is in it.
const ready = (e) => {
  e.scrollIntoView({block: "center", behavior: "instant"});
  e.focus();
  if (e.select) e.select();
  return true;
};
