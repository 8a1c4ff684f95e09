// Keys on the approvals page, an edit that is checked while it is typed, filters that apply when they are chosen, and a
// focus that is not lost when a card goes. It presses what stands on the page: no rule lives here.
(() => {
  const PAUSE = 500; // milliseconds without a key, before a text is checked
  const OFF = "copydesk-keys-off";
  const page = () => document.querySelector(".desk.approvals");
  const find = (what) => page() && page().querySelector(what);
  const busy = () => document.querySelector("[data-busy]");
  const opens = () => document.querySelector("[data-opens]");
  const writes = (node) => node.closest && node.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

  // keys: a step counts from the card that is on its way, and what a key leads to is looked for when that is there

  let led = null;

  function step(by) {
    led = null;
    const links = [...document.querySelectorAll(".desk.approvals .queue li > a")];
    const coming = opens();
    const at = links.findIndex((link) => (coming ? link.search === coming.dataset.opens : link.hasAttribute("aria-current")));
    const next = links[at < 0 ? 0 : at + by];
    if (!next || (coming && at < 0)) return;
    next.focus();
    next.click();
  }

  // On a narrow page the form stands at the end of the card, screens away from the buttons that stick to its edge.
  function reach(way) {
    const box = way.querySelector("textarea, select, input") || way.querySelector("summary");
    box.focus({ preventScroll: true });
    if (box.nodeName === "TEXTAREA") box.setSelectionRange(box.value.length, box.value.length);
    const sticks = getComputedStyle(way.closest(".decide") || way).position === "sticky";
    way.scrollIntoView({ block: sticks ? "nearest" : "start" });
  }

  function lead(key) {
    led = busy() ? key : null;
    if (led) return;
    const target = find(`.approval [data-shortcut="${key}"]`);
    if (!target) return;
    if (target.nodeName === "SUMMARY") {
      target.parentElement.open = true;
      reach(target.parentElement);
    } else target.focus(); // another key presses it
  }

  function show() {
    const keys = find("dialog.keys");
    if (!keys) return;
    keys.querySelector("[data-keys-on]").checked = !localStorage.getItem(OFF);
    if (!keys.open) keys.showModal();
  }

  document.addEventListener("keydown", (event) => {
    if (!page() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      const way = document.activeElement.closest && document.activeElement.closest("details.way[open]");
      if (!way) return;
      way.open = false;
      way.querySelector("summary").focus();
      return;
    }
    if (writes(event.target) || event.repeat || document.querySelector("dialog[open]") || localStorage.getItem(OFF)) return;
    const acts = { j: () => step(1), k: () => step(-1), "?": show };
    const act = acts[event.key] || (["a", "e", "r", "x", "t"].includes(event.key) && (() => lead(event.key)));
    if (!act) return;
    event.preventDefault();
    act();
  });

  document.addEventListener("desk-settled", () => {
    if (led && page()) lead(led);
  });

  document.addEventListener("click", (event) => {
    if (!page() || !event.target.closest) return;
    if (event.detail) led = null; // somebody who points, and not a key
    const way = event.target.closest(".approval .way:not([open]) > summary");
    if (way) setTimeout(() => way.parentElement.open && reach(way.parentElement));
    if (event.target.closest("[data-keys]")) show();
    if (event.target.closest("[data-keys-close]")) event.target.closest("dialog").close();
  });

  document.addEventListener("change", (event) => {
    if (!page() || !event.target.matches) return;
    if (event.target.matches("[data-keys-on]"))
      event.target.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1");
    if (event.target.matches(".filters select")) event.target.closest("[data-form]").querySelector("[data-act=filter]").click();
  });

  // an edit is checked while it is typed: what is pressed goes first, and typing never waits

  let timer = 0; // 0: no check is to come
  let checked = "";

  const words = (form) => [...form.querySelectorAll("textarea")].map((box) => box.value).join("\0");
  const changed = (form) => [...form.querySelectorAll("textarea")].some((box) => box.value !== box.defaultValue);

  function check() {
    timer = 0;
    const form = find(".way[open] [data-checks]");
    if (!form || !changed(form)) return;
    if (words(form) === checked && form.querySelector(".tried.done")) return;
    if (busy()) return soon();
    checked = words(form);
    form.querySelector(`[data-act="${form.dataset.checks}"]`).click();
  }

  // A key puts a check off; what else moves on the page, such as a clock or an answer to a look, does not.
  function soon() {
    if (!timer) timer = setTimeout(check, PAUSE);
  }

  function later() {
    clearTimeout(timer);
    timer = 0;
    soon();
  }

  document.addEventListener("input", (event) => {
    if (page() && event.target.closest && event.target.closest("[data-checks]")) later();
  });

  // to approve beside an edit that is not saved asks first what becomes of its words

  const edit = () => find(".approval .way > [data-checks]");

  function settled(way) {
    const form = edit();
    find("dialog.unsaved").close();
    form.parentElement.open = way !== "drop";
    if (way === "save") form.querySelector('[data-act="edit"]').click();
    if (way === "back") form.querySelector("textarea").focus();
    if (way !== "drop") return;
    undo(form);
    find('.approval [data-act="approve"]').click();
  }

  let late = false; // a rating of words that were cancelled is on its way

  function unrate(form) {
    const tried = form.querySelector(".tried"); // the next drawing fills it anew
    tried.classList.remove("done");
    tried.replaceChildren();
  }

  // Puts the whole form back: its words, its ticks, and what the desk wrote into it, which it may write again.
  function undo(form) {
    for (const box of form.querySelectorAll("textarea")) box.value = box.defaultValue;
    for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = box.defaultChecked;
    for (const put of [form.parentElement, ...form.querySelectorAll("[data-put]")]) delete put.dataset.put;
  }

  function cancel(form) {
    const way = form.parentElement;
    undo(form);
    unrate(form);
    late = Boolean(busy());
    way.open = false;
    way.querySelector("summary").focus();
  }

  document.addEventListener("desk-settled", () => {
    if (late && page() && edit() && !changed(edit())) unrate(edit());
    late = false;
  });

  document.addEventListener(
    "click",
    (event) => {
      if (!page() || !event.target.closest) return;
      const chosen = event.target.closest("[data-unsaved]");
      if (chosen && edit()) return settled(chosen.dataset.unsaved);
      const cancels = event.target.closest(".approval [data-cancel]");
      if (cancels) return cancel(cancels.closest("[data-form]"));
      const asks = event.target.closest('.approval [data-act="approve"]') && find("dialog.unsaved");
      if (!asks || !edit() || !changed(edit())) return;
      event.stopPropagation();
      asks.showModal();
    },
    true,
  );

  // when what had the focus goes, what came in its place gets it

  let held = null;
  document.addEventListener("focusin", (event) => (held = page() && page().contains(event.target) ? event.target : null));

  new MutationObserver(() => {
    if (!page()) return;
    const form = find(".way[open] [data-checks]");
    if (form && changed(form) && !form.querySelector(".tried.done")) soon(); // news took the rating away
    if (!held || held.isConnected || document.activeElement !== document.body) return;
    held = null;
    const landing = find("[data-landing]") || find(".empty h2");
    if (!landing) return;
    landing.tabIndex = -1;
    landing.focus({ preventScroll: true });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
