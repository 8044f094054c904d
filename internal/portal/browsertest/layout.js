// What does not fit on a page, and what axe finds.
"use strict";
const name = (e) => {
  const of = e.getAttribute("class");
  return `<${e.localName}${e.id ? "#" + e.id : of ? "." + of : ""}> "${e.textContent.replace(/\s+/g, " ").trim().slice(0, 40)}"`;
};

// boxed says that an element lies in a box that scrolls on its own, or out of sight on purpose.
const boxed = (e) => {
  for (let up = e; up && up !== document.body; up = up.parentElement) {
    if (up.matches(".away, .skip")) return true;
    const style = getComputedStyle(up);
    if (up !== e && style.overflowX !== "visible") return true;
  }
  return false;
};

// sideways lists what makes the page wider than the window.
const sideways = () => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const out = [...document.querySelectorAll("body *")].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && box.right > room + 1 && !boxed(e);
  });
  return [`${document.documentElement.scrollWidth} pixels wide in ${room}: ` +
    out.slice(-3).map(name).join("; ")];
};

// clipped lists what is cut off within its box. What is typed into a line moves within it.
const clipped = () => [...document.querySelectorAll("body *")].filter((e) => {
  const style = getComputedStyle(e);
  return (style.overflowX === "hidden" || style.overflowX === "clip") && !e.matches(".away, input") &&
    !boxed(e) && e.scrollWidth > e.clientWidth + 1;
}).map((e) => "is cut off: " + name(e));

// spaced sets text apart as a reader may (WCAG 1.4.12).
const spaced = (on) => {
  for (const e of document.querySelectorAll("body, body *")) {
    const set = (property, value) => e.style.setProperty(property, on ? value : "", "important");
    set("line-height", "1.5");
    set("letter-spacing", ".12em");
    set("word-spacing", ".16em");
    if (e.localName === "p") set("margin-bottom", "2em");
  }
};

// flat takes the shadows at the edges of wide boxes away: axe cannot see through pictures.
const flat = () => {
  const sheet = [...document.styleSheets].find((s) => s.href);
  sheet.insertRule(".wide { background-image: none !important; }", sheet.cssRules.length);
};

// audit is what axe finds: all its rules but those under trial, and the size of targets.
const audit = async (rules) => {
  const options = {resultTypes: ["violations", "incomplete"]};
  if (rules) options.runOnly = {type: "rule", values: rules};
  else options.rules = {"target-size": {enabled: true}};
  const found = await axe.run(document, options);
  const lines = [];
  for (const [sure, results] of [[true, found.violations], [false, found.incomplete]]) {
    for (const r of results) {
      // What lies behind the words of a drawing is not looked at: contrast_test.go has it.
      const nodes = r.nodes.filter((n) => sure || !n.html.startsWith("<text "));
      for (const n of nodes.slice(0, 3)) {
        const why = [...n.any, ...n.all, ...n.none].map((c) => c.message).join("; ");
        lines.push(`${sure ? "" : "not sure: "}${r.id}: ${n.html.slice(0, 120)}: ${why}`);
      }
    }
  }
  return lines;
};

// moving lists what moves by itself, or would.
const moving = () => [...document.querySelectorAll("*")].filter((e) => {
  const style = getComputedStyle(e);
  return style.scrollBehavior !== "auto" || style.animationName !== "none" ||
    style.transitionDuration !== "0s";
}).map((e) => "moves: " + name(e));

// drowned lists words of drawings that have the colour of what they stand on.
const drowned = () => [...document.querySelectorAll("svg g")].filter((g) => {
  const [on, words] = [g.querySelector(":scope > rect"), g.querySelector(":scope > text")];
  return on && words && getComputedStyle(on).fill === getComputedStyle(words).fill;
}).map((g) => "cannot be read: " + name(g));

// tools lists what has no place on paper.
const tools = () => [...document.querySelectorAll("form, button, header nav, .actions, .skip")]
  .filter((e) => e.checkVisibility()).map((e) => "is printed: " + name(e));

// folded lists what is folded away and would be missing on paper.
const folded = () => [...document.querySelectorAll("details > :not(summary, .links)")]
  .filter((e) => e.getBoundingClientRect().height === 0).map((e) => "is not printed: " + name(e));
