// Asks before what was typed into a form is lost. Every page works without this.
"use strict";
for (const form of document.querySelectorAll("form.ask")) {
  let typed = form.querySelector(".fault") !== null;
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", () => { typed = false; });
  addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });
}
