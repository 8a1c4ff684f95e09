// A box that must not be empty says so where it stands, and so does one in which the desk could not read what was typed.
(() => {
  const said = (box) => Boolean(box && box.value.trim());
  const formOf = (node) => node.closest && node.closest("[data-form]");

  function mark(box, words) {
    const told = box.closest(".needs").querySelector(".wrong");
    box.setCustomValidity(words);
    box.setAttribute("aria-invalid", String(Boolean(words)));
    told.hidden = !words;
    if (words) told.textContent = words;
  }

  // Of some boxes another one serves instead; some are needed beside one choice alone.
  function lacking(box, form) {
    const other = (name) => form.querySelector(`[name="${name}"]`);
    const { or, beside } = box.dataset;
    if (said(box) || (or && said(other(or)))) return false;
    const [name, value] = (beside || "").split("=");
    return !name || other(name).value === value;
  }

  // `leads`: somebody pressed it, and gets to the box; a check while they type elsewhere leaves them there.
  function lacks(form, leads) {
    const empty = [...form.querySelectorAll("[data-needed]")].filter((box) => formOf(box) === form && lacking(box, form));
    for (const box of empty) mark(box, box.dataset.needed);
    if (empty.length && leads) empty[0].focus();
    return empty.length > 0;
  }

  const led = new WeakMap(); // notice → what it said when it led to its box

  const forget = (form) => form.querySelectorAll('.needs [aria-invalid="true"]').forEach((box) => mark(box, ""));

  document.addEventListener(
    "click",
    (event) => {
      const form = formOf(event.target);
      if (!form) return;
      if (event.target.closest("[data-cancel]")) return forget(form);
      const sends = event.target.closest("[data-act]");
      if (!sends || formOf(sends) !== form) return;
      if (lacks(form, event.isTrusted)) return event.stopPropagation();
      document.querySelectorAll(".desk .notice[data-box]").forEach((notice) => led.delete(notice)); // it may be refused again
    },
    true,
  );

  for (const kind of ["input", "change"])
    document.addEventListener(kind, (event) => {
      const form = formOf(event.target);
      if (form && (kind === "input" || event.target.nodeName === "SELECT")) forget(form); // a box that is left has changed too
    });

  // What is drawn anew knows nothing of what stands at a box; what the last press came to leads to its box, once.
  document.addEventListener("desk-settled", () => {
    for (const box of document.querySelectorAll(".desk .needs :is(input, select, textarea)"))
      if (box.validity.customError) mark(box, box.validationMessage);
    const notice = document.querySelector(".desk .notice[data-box]");
    if (!notice || led.get(notice) === notice.dataset.key) return;
    led.set(notice, notice.dataset.key);
    const box = document.querySelector(`.desk .needs [name="${notice.dataset.box}"]`);
    if (!box) return;
    for (let around = box.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    mark(box, notice.querySelector("p").textContent);
    box.focus();
  });
})();
