// Asks before what was typed into a form is lost, and for previews when typing stops. Every page
// works without this.
"use strict";
for (const form of document.querySelectorAll("form.ask")) {
  let typed = form.querySelector(".fault") !== null;
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", (event) => { typed = event.defaultPrevented && typed; });
  addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });
}

// What is shown above a form is asked for as the button would ask, 400 ms after the last key: one
// at a time, and what was typed meanwhile makes an answer void.
const pause = 400;
const watch = (form, button, shown) => {
  let changes = 0, asking = false, timer = 0;
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  };
  const ask = async () => {
    clearTimeout(timer);
    if (asking) return; // it asks again when it has its answer
    asking = true;
    const at = changes;
    let wait = 0;
    try {
      const body = new URLSearchParams(new FormData(form));
      body.set(button.name, button.value);
      const answer = await fetch(form.getAttribute("action") || location.href,
        {method: "POST", body, redirect: "error"});
      const text = await answer.text();
      if (answer.status === 429) wait = 1000 * (Number(answer.headers.get("Retry-After")) || 1);
      else if (at === changes) show(new DOMParser().parseFromString(text, "text/html"));
    } catch {
      if (at === changes) show(null);
    }
    asking = false;
    if (wait || at !== changes) later(wait || pause);
  };
  const clauses = () => [...shown.querySelectorAll(".clause")];
  const show = (page) => {
    const fresh = page && page.querySelector(".preview");
    const faults = page && page.querySelector(".faults ul");
    const status = shown.querySelector("[role=status]");
    status.classList.toggle("fault", !fresh || faults !== null);
    if (!fresh) {
      status.textContent = "The preview cannot be shown now. What you have typed is still here.";
    } else if (faults) { // beside what was shown last
      status.replaceChildren("There is a problem: ",
        [...faults.children].map((fault) => fault.textContent.trim()).join("; "));
    } else {
      const said = fresh.querySelector("[role=status]").textContent;
      const known = new Set(clauses().map((clause) => clause.textContent));
      while (status.nextSibling) status.nextSibling.remove();
      fresh.querySelector("[role=status]").remove();
      fresh.querySelector("h2").remove();
      shown.append(...fresh.childNodes);
      status.textContent = said;
      // What was typed just now is brought into the box, not the page.
      const typed = known.size && clauses().find((clause) => !known.has(clause.textContent));
      if (typed) shown.scrollTop += typed.getBoundingClientRect().top - status.offsetHeight -
        shown.getBoundingClientRect().top;
    }
  };
  form.addEventListener("input", () => {
    changes++;
    later(pause);
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter !== button) return;
    event.preventDefault();
    changes++;
    ask();
    shown.focus();
  }, {capture: true});
};
for (const button of document.querySelectorAll("form.ask button[name=_preview]")) {
  const shown = document.querySelector(".preview");
  if (shown) watch(button.form, button, shown);
}
