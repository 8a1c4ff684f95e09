// Beside a finding: what leads into a box of this page. Its words marked to be changed, a note to send back with, or a
// text to be checked again; on the first page an example to be asked; and out of the edit of a draft. Nothing is sent.
(() => {
  const points = (text, count) => [...text].slice(0, count).join("").length; // code points, as the desk counts

  function opened(box) {
    const folded = box.closest("details");
    if (folded) folded.open = true;
    box.focus();
    box.scrollIntoView({ block: "nearest" });
  }

  function typed(box, value) {
    box.value = value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    opened(box);
    box.setSelectionRange(value.length, value.length);
  }

  function change(button, { words, field, start }) {
    const within = button.closest(".draft, .approval");
    const box = within && within.querySelector(`details textarea[name="field:${CSS.escape(field)}"]`);
    if (!box) return;
    const there = points(box.value, Number(start));
    const at = box.value.startsWith(words, there) ? there : box.value.indexOf(words);
    opened(box);
    if (at >= 0) box.setSelectionRange(at, at + words.length);
  }

  function compose(text, words = "") {
    const box = document.querySelector(".composer textarea");
    if (!box) return;
    typed(box, text);
    const at = words ? text.indexOf(words) : -1;
    if (at >= 0) box.setSelectionRange(at, at + words.length);
  }

  function example({ compose: text, value = "" }) {
    const box = document.querySelector(".composer [name=value]");
    if (box) box.value = value;
    if (box && value) opened(box);
    compose(text);
  }

  function send(note) {
    const box = document.querySelector('.approval .way textarea[name="notes"]');
    if (!box) return;
    typed(box, box.value.includes(note) ? box.value : [box.value.trimEnd(), note].filter(Boolean).join("\n"));
  }

  function cancel(way) {
    for (const box of way.querySelectorAll("textarea")) {
      box.value = box.defaultValue;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    way.open = false;
    way.querySelector("summary").focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest(".ways-out button, .example, .draft .edit [data-cancel]");
    if (!button) return;
    if (button.matches("[data-cancel]")) return cancel(button.closest(".edit"));
    if (button.matches(".example")) return example(button.dataset);
    const { compose: text, sends, words } = button.dataset;
    if (text !== undefined) compose(text, words);
    else if (sends !== undefined) send(sends);
    else if (words !== undefined) change(button, button.dataset);
  });
})();
