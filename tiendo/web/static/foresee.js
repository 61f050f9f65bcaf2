// The consequence of an act while its form is being filled in. Without this script the button
// "Xem trước" shows the same on a page of its own; the server alone knows the rules.
"use strict";
(() => {
  const PAUSE = 350;
  const asked = new WeakMap();

  async function show(form, untouched) {
    const box = form.querySelector("[data-foresee]");
    const button = form.querySelector("button[formaction]");
    asked.get(form)?.abort();
    const call = new AbortController();
    asked.set(form, call);
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") body.append(name, value);
    }
    try {
      const answer = await fetch(button.formAction, {
        method: "POST", body, headers: { "x-fragment": "1" }, signal: call.signal,
      });
      box.innerHTML = answer.ok ? await answer.text() : "";
      // A form just opened says itself what must come with it: that is no refusal yet.
      if (untouched && box.querySelector(".if.bad")) box.replaceChildren();
    } catch {
      // the network, or a newer question: the button still works
    }
  }

  // Listening from above: parts of a page are replaced while it is open.
  const formOf = (place) => {
    const form = place.closest?.("form.act");
    return form?.querySelector("[data-foresee]") ? form : null;
  };
  let waiting;
  document.addEventListener("input", (event) => {
    const form = formOf(event.target);
    if (!form) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => show(form, false), PAUSE);
  });
  document.addEventListener("toggle", (event) => {
    const form = event.target.open ? event.target.querySelector("form.act") : null;
    if (form && form.closest("details") === event.target && formOf(form)) show(form, true);
  }, true);
})();
