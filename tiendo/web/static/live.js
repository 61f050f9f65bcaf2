/* What others change appears on an open page: the parts marked data-live are fetched again. A part
   in which somebody is typing is left alone, and a line says that there is news. Without this file
   everything works by loading the page again. */
"use strict";
(() => {
  const parts = () => [...document.querySelectorAll("[data-live][id]")];
  const note = document.getElementById("live-note");
  const about = document.body.dataset.liveOnly || "";
  let since = document.body.dataset.liveSince, source = null, waiting = 0, busy = false;

  const touched = (field) =>
    field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked
      : field.tagName === "SELECT" ? [...field.options].some((each) => each.selected !== each.defaultSelected && each.index > 0)
        : field.type !== "hidden" && field.value !== field.defaultValue;
  const inUse = (part) =>
    (part.contains(document.activeElement) && document.activeElement.closest("form, details, input")) ||
    [...part.querySelectorAll("input, select, textarea")].some(touched);

  function put(part, fresh) {
    if (part.innerHTML === fresh.innerHTML) return true;
    if (part.dataset.live === "news" || inUse(part)) return false; // forms: tell, do not take away
    const open = [...part.querySelectorAll("details[open][id]")].map((each) => each.id);
    part.replaceWith(document.importNode(fresh, true));
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    return true;
  }

  async function refresh() {
    if (busy) { again(); return; }
    busy = true;
    try {
      const answer = await fetch(location.href, { headers: { "x-live": "1" }, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) { stop(); return; }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const kept = parts().filter((part) => {
        const fresh = page.getElementById(part.id);
        return fresh && !put(part, fresh);
      });
      if (note) note.hidden = kept.length === 0;
    } catch { /* the server is away: the next message tells */ } finally { busy = false; }
  }
  const again = () => { clearTimeout(waiting); waiting = setTimeout(refresh, 50 + Math.random() * 350); };

  function start() {
    if (source || !since || !parts().length) return;
    source = new EventSource(`/live?since=${encodeURIComponent(since)}`);
    source.addEventListener("change", (event) => {
      since = event.lastEventId || since;
      const streams = JSON.parse(event.data);
      if (!about || streams.includes(about) || streams.includes("*")) again();
    });
  }
  function stop() { source?.close(); source = null; }

  // A hidden page holds no connection: browsers allow only a few to one server.
  document.addEventListener("visibilitychange", () => { if (document.hidden) stop(); else start(); });
  addEventListener("pagehide", stop);
  if (!document.hidden) start();

  const slider = document.querySelector(".slider input[type=range]");
  let dragged = false;
  slider?.addEventListener("input", () => {
    const day = new Date(`${slider.dataset.today}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() - Number(slider.value));
    const said = day.toISOString().slice(0, 10).split("-").reverse().join("/");
    slider.form.querySelector("output").value = said;
    slider.setAttribute("aria-valuetext", said);
  });
  // Each press of a key is a change of its own: with keys it is Enter or the button that asks.
  slider?.addEventListener("pointerdown", () => { dragged = true; });
  slider?.addEventListener("keydown", () => { dragged = false; });
  slider?.addEventListener("change", () => { if (dragged) slider.form.requestSubmit(); });
})();
