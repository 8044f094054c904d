// Asks the browser for a passkey, and hands on what it answers. Passkeys have no other way.
"use strict";
const bytes = (text) => Uint8Array.from(
  atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

async function post(address, body) {
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail);
  return answer;
}

function options(asked) {
  const list = (all) => (all || []).map((each) => ({ ...each, id: bytes(each.id) }));
  const made = { ...asked, challenge: bytes(asked.challenge) };
  if (asked.user) made.user = { ...asked.user, id: bytes(asked.user.id) };
  made.excludeCredentials = list(asked.excludeCredentials);
  made.allowCredentials = list(asked.allowCredentials);
  return made;
}

function answered(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature",
    "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

for (const form of document.querySelectorAll("form.passkey")) {
  const fault = form.querySelector(".fault");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    fault.hidden = true;
    try {
      const asked = await post(form.dataset.begin, {});
      const publicKey = options(asked.publicKey);
      const credential = publicKey.user
        ? await navigator.credentials.create({ publicKey })
        : await navigator.credentials.get({ publicKey });
      const name = form.elements.name ? form.elements.name.value : "";
      const { to } = await post(form.dataset.finish,
        { credential: answered(credential), name, then: form.dataset.then });
      location.assign(to);
    } catch (error) {
      fault.textContent = error.message;
      fault.hidden = false;
    }
  });
}
