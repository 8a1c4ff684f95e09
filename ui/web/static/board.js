// One page of the desk: draws what the server sends without losing what a person is typing, sends what they press,
// and asks for news. Everything that matters lives on the server; a reload shows the same page.
const SLOW = 15000;
const root = () => element.firstElementChild;
let sending = false;
let lastState = "";
let sent = null; // what was pressed last
let turn = 0; // presses sent so far: an answer that knows of fewer is too old to be drawn
let waiting = []; // pressed while an answer is on its way: they go one after the other
let patience = 0;
let mark = null; // of what the page was drawn from
let drawnMark = null;
let looking = false;

// ── drawing: a morph by key ──

const keyOf = (node) => (node.dataset && node.dataset.key) || (node.name && node.nodeName !== "DETAILS" ? `@${node.name}` : "");
const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyOf(a) === keyOf(b);

function morph(from, to) {
  if (from.nodeType === Node.TEXT_NODE) {
    if (from.data !== to.data) from.data = to.data;
    return;
  }
  const keep = from.dataset.keep;
  const { put } = to.dataset; // what the desk wrote into a box goes over what stands there, once
  if (put && put !== from.dataset.put) {
    if (from.nodeName === "TEXTAREA") from.value = to.value;
    else from.open = true;
  }
  for (const { name } of [...from.attributes])
    if (!to.hasAttribute(name) && !(keep === "open" && name === "open") && !(keep === "value" && name === "checked"))
      from.removeAttribute(name);
  for (const { name, value } of [...to.attributes])
    if (from.getAttribute(name) !== value && !(keep === "open" && name === "open")) from.setAttribute(name, value);
  if (from.nodeName === "TEXTAREA" || (from.nodeName === "SELECT" && keep)) return; // what was typed stays
  if (keep === "own") return; // what another script of the desk shows there
  children(from, to);
}

function children(from, to) {
  const wanted = [...to.childNodes];
  const stays = new Set(wanted.map(keyOf));
  // one with a key that is wanted no more goes first: what stands after it, with no key, is found again
  for (const node of [...from.childNodes]) if (keyOf(node) && !stays.has(keyOf(node))) node.remove();
  let here = from.firstChild;
  for (const node of wanted) {
    let match = here;
    while (match && !alike(match, node)) match = match.nextSibling;
    const keyed = keyOf(node) !== "";
    if (match && (match === here || keyed)) {
      while (here !== match) {
        const gone = here;
        here = here.nextSibling;
        gone.remove();
      }
      morph(match, node);
      here = match.nextSibling;
    } else if (here && !keyed && here.nodeType === node.nodeType && keyOf(here) === "" && here.nodeName === node.nodeName) {
      morph(here, node);
      here = here.nextSibling;
    } else {
      from.insertBefore(node, here);
    }
  }
  while (here) {
    const gone = here;
    here = here.nextSibling;
    gone.remove();
  }
}

const runOf = (url) => new URL(url || "/", location.origin).searchParams.get("run");

function draw(html) {
  const answers = /^<!--(\d+)-->/.exec(html || "");
  if (answers && Number(answers[1]) !== turn) return;
  const template = document.createElement("template");
  template.innerHTML = (html || "").slice(answers ? answers[0].length : 0);
  const to = template.content.firstElementChild;
  if (root() && root().dataset.who !== (to && to.dataset.who)) {
    leave(); // somebody else sits here now: nothing of the page that was stays
    element.replaceChildren();
  }
  const before = root() ? root().dataset.url : undefined;
  // what a press came to stays until the next press, whatever news comes
  const told = sending ? null : element.querySelector("[data-told]");
  const place = told && template.content.querySelector(".desk-card, .talk");
  if (place && !place.querySelector("[data-told]") && !outlived(told, template.content)) place.prepend(told.cloneNode(true));
  const was = sending ? null : seenOf(cardIn(element));
  const typed = shared();
  const held = sending && element.contains(document.activeElement) ? document.activeElement : null;
  const way = held && held.closest("details");
  const worked = works();
  const another = before !== undefined && before !== (to && to.dataset.url);
  if (another && !(sending && !WAITS.has(sent.act))) leave(); // what was sent is not half typed any more
  strand(template.content);
  children(element, template.content);
  const now = root();
  if (!now) return;
  if (now.dataset.url && now.dataset.url !== location.pathname + location.search)
    history[before && before.split("?")[0] === now.dataset.url.split("?")[0] && sending ? "pushState" : "replaceState"](null, "", now.dataset.url);
  if (now.dataset.mark !== drawnMark) mark = drawnMark = now.dataset.mark;
  const state = now.querySelector(".run > .state, .notice");
  const moved = sending && state && (state.matches(".notice") || state.className !== lastState);
  lastState = state ? state.className : "";
  const done = sending && now.querySelector(".notice.good");
  const act = sent && sent.act;
  const form = done && pressedIn.get(sent);
  const lost = typed.filter((one) => !one.box.isConnected && !(form && one.form === form && one.said));
  if (!another) (works() ? remember : keep)(lost);
  if (was && !another) tellOf(was);
  settle(false);
  if (done) for (const form of element.querySelectorAll(`[data-clear="${act}"]`)) empty(form);
  tick();
  count();
  if (another && act === "ask") for (const form of element.querySelectorAll("[data-clear][data-store]")) sweep(form);
  if (another) scrollTo({ top: 0 });
  else if (moved) state.scrollIntoView({ block: "nearest", behavior: "smooth" });
  if (before === undefined) for (const form of element.querySelectorAll("[data-store]")) restore(form);
  if (before === undefined || another || worked) comeBack();
  land(held, way);
  if (innerWidth < 720 && (before === undefined || runOf(before) !== runOf(now.dataset.url)))
    for (const folded of element.querySelectorAll(".history details")) folded.open = false; // it stands above what it leads to
  if (!sending) document.dispatchEvent(new CustomEvent("desk-settled"));
}

// Where what had the focus is gone, folded or switched off after a press: what it was folded into has it, else what the
// press came to, else the page's head.
function land(held, way) {
  if (!held || (held.isConnected && !held.disabled && held.checkVisibility())) return;
  const folded = way && way.isConnected && way.querySelector("summary");
  const place = folded || ["[data-landing]", ".notice", "h1"].map((one) => element.querySelector(one)).find(Boolean);
  if (!place) return;
  if (!folded) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

// What is half typed stays over a reload, in this tab alone, until it is sent; for whoever typed it, and nobody else.
// Signing out takes all of it along.
const KEPT = "copydesk:";
const place = (name, page = root()) => `${KEPT}${page.dataset.who}:${name}`;
const stored = (form) => place(form.dataset.store);
const read = (key) => JSON.parse(sessionStorage.getItem(key) || "null");
let out = false;

function store(form) {
  sessionStorage.setItem(stored(form), JSON.stringify(fields(form)));
}

addEventListener("submit", (event) => {
  if (!event.target.matches('[action="/sign-out"]')) return;
  out = true;
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(KEPT)) sessionStorage.removeItem(key);
});
addEventListener("pageshow", () => (out = false));

function restore(form) {
  const kept = read(stored(form)) || {};
  for (const box of form.querySelectorAll("[name]")) {
    const value = kept[box.name];
    if (box.type === "checkbox") box.checked = (value || []).includes(box.value);
    else if (value) box.value = value;
    if (value && value.length && box.closest("details")) box.closest("details").open = true;
  }
}

function sweep(form) {
  sessionStorage.removeItem(stored(form));
  for (const box of form.querySelectorAll("[name]")) {
    if (box.type === "checkbox") box.checked = false;
    else box.value = "";
  }
  for (const folded of form.querySelectorAll("details")) folded.open = false;
}

// What is half typed in any other form comes back with the card or the page it was typed on, after a look at another
// one, a reload or a new sign-in: once, and where what they changed is still what it was.
const LEFT = 100; // boxes of one person that are remembered; the oldest go first
const TYPED = "textarea[name], input[name]:not([type=checkbox], [type=password], [type=hidden], [type=file])";
const TICKED = "[data-shared] input[type=checkbox][name]";
const here = () => location.pathname + location.search;

function spot(box) {
  const keys = [box.name];
  for (let at = box.parentElement; at && at !== element; at = at.parentElement) if (at.dataset.key) keys.push(at.dataset.key);
  return keys.join(" ");
}

const ticks = (box) => box.type === "checkbox";
const valueOf = (box) => (ticks(box) ? box.checked : box.value);
const firstOf = (box) => (ticks(box) ? box.defaultChecked : box.defaultValue);
const changed = (box) => valueOf(box) !== firstOf(box);
const boxes = () => [...element.querySelectorAll(`${TYPED}, ${TICKED}`)].filter((box) => !box.closest("[data-store]"));
const cardOf = (box) => (box.closest("[data-shared]") || { dataset: {} }).dataset.shared;

function leave() {
  if (out || !root() || !root().dataset.who) return;
  remember(boxes().filter(changed).map(typedIn));
}

function remember(found) {
  if (!found.length) return;
  const left = found.map(({ box: _, form: __, ...one }) => one);
  const again = (old) => left.some((one) => one.at === old.at && one.where === old.where);
  const known = (read(place("left")) || []).filter((old) => !again(old));
  sessionStorage.setItem(place("left"), JSON.stringify([...known, ...left].slice(-LEFT)));
}

// While the desk works on a request its drafts have no boxes: what stood in them waits for them.
const works = () => Boolean(element.querySelector("[data-shared][data-works]"));

function comeBack() {
  if (works()) return;
  const known = read(place("left")) || [];
  const cards = [...element.querySelectorAll("[data-shared]")].map((card) => card.dataset.shared);
  const left = known.filter(({ at }) => at === here() || cards.includes(at));
  if (!left.length) return;
  sessionStorage.setItem(place("left"), JSON.stringify(known.filter((one) => !left.includes(one))));
  for (const box of boxes())
    for (const one of left)
      if (one.where === spot(box) && one.before === firstOf(box)) {
        one.there = true;
        if (ticks(box)) box.checked = one.value;
        else box.value = one.value;
        if (box.closest("details")) box.closest("details").open = true;
        box.dispatchEvent(new Event("input", { bubbles: true }));
      }
  keep(left.filter((one) => !one.there));
  count();
}

// A card that a colleague decides or changes takes its boxes along. What was half typed in them stands above the card
// then, to be copied, in this tab alone, until it is dismissed.
const strandedAt = (card, page = root()) => place(`stranded:${card.dataset.shared}`, page);

function typedIn(box) {
  const label = box.closest("label");
  return {
    box,
    form: box.closest("[data-form]"),
    at: cardOf(box) || here(),
    where: spot(box),
    before: firstOf(box),
    card: cardOf(box),
    label: label ? label.firstElementChild.textContent : "",
    value: valueOf(box),
    said: !ticks(box), // a tick is nothing to copy
  };
}

const shared = () =>
  boxes()
    .filter((box) => changed(box) && box.closest("[data-shared]"))
    .map(typedIn);

function keep(lost) {
  const card = element.querySelector("[data-shared]");
  const mine = card ? lost.filter((one) => one.said && one.card === card.dataset.shared) : [];
  if (!mine.length) return;
  const before = read(strandedAt(card));
  const left = [...(before ? before.left : []), ...mine.map(({ label, value }) => ({ label, value }))];
  sessionStorage.setItem(strandedAt(card), JSON.stringify({ said: card.dataset.overtaken, left }));
  strand(element);
  if (!sending) element.querySelectorAll("[data-told]").forEach((old) => old.remove()); // said of boxes that are gone
  element.querySelector(".stranded").scrollIntoView({ block: "nearest" });
}

// A notice about a card, a case or a request goes when that changes.
const cardIn = (page) => page.querySelector("[data-shared]");
const aboutIn = (page, id) => [...page.querySelectorAll("[data-state]")].find(({ dataset }) => [dataset.shared, dataset.about].includes(id));
const stateOf = (page, id) => (aboutIn(page, id) || { dataset: { state: "" } }).dataset.state;
const outlived = ({ dataset: { told } }, page) => Boolean(told) && stateOf(element, told) !== stateOf(page, told);

const seenOf = (card) => card && { ...card.dataset, opened: Boolean(card.querySelector(".way[open]")) };

// Whoever was about to decide, or had taken it, reads that another was first.
function tellOf(was) {
  const card = cardIn(element);
  if (!card || card.dataset.shared !== was.shared || element.querySelector(".stranded")) return;
  const { shared: id, key, overtaken, takenFrom } = card.dataset;
  const said = was.opened && (key !== was.key || overtaken !== was.overtaken) ? overtaken : was.had !== undefined && takenFrom;
  if (!said) return;
  const notice = Object.assign(document.createElement("div"), { className: "notice overtaken", role: "alert" });
  const close = Object.assign(document.createElement("button"), { className: "close", type: "button", textContent: "×" });
  notice.append(Object.assign(document.createElement("p"), { textContent: said }), close);
  notice.dataset.told = id;
  close.dataset.dismiss = "";
  close.ariaLabel = say("dismiss");
  element.querySelectorAll("[data-told]").forEach((old) => old.remove());
  card.before(notice);
}

function strand(page) {
  const card = page.querySelector("[data-shared]");
  const kept = card && read(strandedAt(card, page.firstElementChild));
  if (!kept) return;
  const words = JSON.parse(page.firstElementChild.dataset.words); // of a page that may not be drawn yet
  const say = (name) => words[name];
  const made = (name, text, given = {}) => Object.assign(document.createElement(name), { textContent: text, ...given });
  const notice = made("div", "", { className: "notice bad stranded", role: "alert" });
  notice.dataset.key = "stranded";
  const body = made("div", "");
  body.append(made("p", `${kept.said} ${say("stranded")}`));
  kept.left.forEach(({ label, value }, at) => {
    const copies = made("button", say("copy"), { className: "button small", type: "button" });
    copies.dataset.copy = `#stranded-${at}`;
    body.append(made("p", label, { className: "quiet" }), made("pre", value, { id: `stranded-${at}` }), copies);
  });
  const close = made("button", "×", { className: "close", type: "button", ariaLabel: say("dismiss") });
  close.dataset.dismiss = strandedAt(card, page.firstElementChild);
  notice.append(body, close);
  const there = page.querySelector(".stranded");
  if (there) there.replaceWith(notice);
  else card.before(notice);
}

// What was sent and taken need not stand there any more.
function empty(form) {
  for (const box of form.querySelectorAll("textarea[name]")) box.value = "";
  const way = form.closest("details");
  if (way) way.open = false;
}

// ── sending ──

function settle(busy) {
  sending = busy;
  element.toggleAttribute("data-busy", busy);
  clearTimeout(patience);
  if (busy) patience = setTimeout(() => settle(false), SLOW);
  else if (waiting.length) return post(waiting.shift());
  point();
}

// Where the last link that was pressed leads to, while it is on its way.
function point() {
  const page = onTheWay().findLast((one) => one.act === "open");
  if (page) element.dataset.opens = page.data.at;
  else delete element.dataset.opens;
}

function fields(form) {
  const values = {};
  for (const input of form.querySelectorAll("[name]")) {
    if (input.closest("[data-form]") !== form && !form.matches(".run")) continue;
    if (input.nodeName === "DETAILS") continue;
    if (input.type === "checkbox") {
      values[input.name] = values[input.name] || [];
      if (input.checked) values[input.name].push(input.value);
    } else values[input.name] = input.value;
  }
  return values;
}

const same = (a, b) => Boolean(a && b) && JSON.stringify(a) === JSON.stringify(b);
const LEADS = new Set(["open", "filter"]); // to another page, or to another card of this one
const WAITS = new Set([...LEADS, "ask"]); // a request is for the page that comes
const pressedIn = new WeakMap(); // what was pressed, and the form that it sent
const onTheWay = () => (sending ? [sent, ...waiting] : []);

// What is pressed while an answer is on its way goes after it; the same press again does not. Of several pages that
// are opened the last counts. What is about to be left takes no press: who pressed it may mean what comes.
function send(act, { act: _, confirm: __, ...data }, form) {
  const one = { act, data, values: form ? fields(form) : {} };
  if (form) pressedIn.set(one, form);
  if (!sending) return post(one);
  if (act === "open") waiting = waiting.filter((other) => other.act !== "open");
  else if (leaving(act)) return;
  const again = act === "open" ? same(onTheWay().at(-1), one) : onTheWay().some((other) => same(other, one));
  if (!again) waiting.push(one);
  point();
}

const leaving = (act) => !WAITS.has(act) && onTheWay().some((one) => LEADS.has(one.act));

function post(one) {
  sent = one;
  turn += 1;
  settle(true);
  trigger("act", { payload: { act: one.act, at: location.search, ...one.data, form: one.values, turn } });
}

function press(target) {
  const { act, confirm } = target.dataset;
  if (leaving(act) || (confirm && !window.confirm(confirm))) return;
  const along = target.dataset.with && element.querySelector(target.dataset.with);
  send(act, { ...target.dataset }, along || target.closest("[data-form]"));
}

element.addEventListener("click", (event) => {
  const dismissed = event.target.closest("[data-dismiss]");
  if (dismissed) {
    sessionStorage.removeItem(dismissed.dataset.dismiss);
    return dismissed.parentElement.remove();
  }
  const copied = event.target.closest("[data-copy]");
  if (copied) return copy(copied);
  const pressed = event.target.closest("[data-act]");
  if (pressed && !pressed.disabled && pressed.ariaDisabled !== "true") return press(pressed);
  const opened = event.target.closest("a[data-open]");
  if (opened && !event.metaKey && !event.ctrlKey && !event.shiftKey && opened.pathname === location.pathname) {
    event.preventDefault();
    send("open", { at: opened.search });
  }
});

element.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.dataset.submit) {
    event.preventDefault();
    const form = event.target.closest("[data-form]");
    if (event.target.value.trim()) send(event.target.dataset.submit, {}, form);
  }
  if (event.key === "Escape") for (const open of element.querySelectorAll("details.person[open]")) open.open = false;
});

element.addEventListener("change", count);
element.addEventListener("input", (event) => {
  const form = event.target.closest("[data-store]");
  if (form) store(form);
  const told = event.target.parentElement.querySelector("[data-said]");
  if (told) told.textContent = filled(told.dataset.said, { n: [...event.target.value].length });
});
addEventListener("pagehide", leave);
addEventListener("popstate", () => send("open", { at: location.search }));

async function copy(button) {
  const text = button.dataset.copy === "link" ? location.href : element.querySelector(button.dataset.copy).innerText;
  await navigator.clipboard.writeText(text);
  button.textContent = say("copied");
}

// ── what moves by itself ──

// The catalogue's words, which the page brings along, and numbers as the page writes them.
const digits = (number) => number.toLocaleString(root().dataset.locale);
const filled = (text, values) =>
  text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? digits(values[name]) : values[name]));

function say(name, values = {}) {
  const found = JSON.parse(root().dataset.words)[name];
  return filled(typeof found === "string" ? found : found[values.n === 1 ? "one" : "many"], values);
}

function span(seconds) {
  const s = Math.abs(seconds);
  if (s < 60) return say("seconds", { n: Math.floor(s) });
  if (s < 5400) return say("minutes", { n: Math.floor(s / 60) });
  if (s < 129600) return say("hours", { n: Math.round(s / 3600) });
  return say("days", { n: Math.round(s / 86400) });
}

function clock(seconds) {
  const s = Math.floor(Math.abs(seconds));
  return s < 3600 ? `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}` : span(s);
}

function tick() {
  for (const at of element.querySelectorAll("[data-due]")) {
    const left = (new Date(at.dateTime) - Date.now()) / 1000;
    const length = at.closest(".clocks") ? clock(left) : span(left);
    at.textContent = at.dataset.due + say(left >= 0 ? "due" : "overdue", { span: length });
    at.classList.toggle("late", left < 0);
    at.classList.toggle("soon", left >= 0 && left < 3600);
  }
  for (const at of element.querySelectorAll("[data-since]")) at.textContent = span((Date.now() - new Date(at.dataset.since)) / 1000);
  for (const at of element.querySelectorAll("[data-from]")) if (new Date(at.dataset.from) <= Date.now()) at.hidden = false;
  for (const at of element.querySelectorAll("[data-ago]")) {
    const past = (Date.now() - new Date(at.dateTime)) / 1000;
    at.textContent = past < 20 ? say("just_now") : say("ago", { span: span(past) });
  }
}

function count() {
  for (const place of element.querySelectorAll("[data-count]")) {
    const boxes = [...element.querySelectorAll(`input[name="${place.dataset.count}"]`)];
    const picked = boxes.filter((box) => box.checked).length;
    place.textContent = say(boxes.length === 1 ? "picked_one" : "picked_many", { n: picked, all: boxes.length });
  }
  for (const button of element.querySelectorAll("[data-tally]")) {
    const picked = element.querySelectorAll(`input[name="${button.dataset.tally}"]:checked`).length;
    button.disabled = picked === 0;
    button.textContent = picked ? `${button.dataset.said} ${digits(picked)}` : button.dataset.none;
  }
}

const draws = () => trigger("poll", { payload: { at: location.search, etag: root().dataset.etag, turn } });

// The page is drawn again only where something may have changed.
async function look() {
  const { news } = root().dataset;
  if (!news) return draws();
  if (looking) return;
  looking = true;
  try {
    const asked = new URLSearchParams({ at: location.search, mark: mark || "" });
    const answer = await fetch(`${news}?${asked}`, { signal: AbortSignal.timeout(SLOW) });
    if (answer.status !== 200) return;
    mark = await answer.text();
    if (root() && !sending) draws();
  } catch {
    // the desk does not answer: the page says so, and asks again
  } finally {
    looking = false;
  }
}

function poll() {
  const now = root();
  if (now && !sending && !document.hidden) look();
  setTimeout(poll, Number((now && now.dataset.poll) || 2000));
}

// Another script of the desk knows of news.
document.addEventListener("desk-look", () => {
  if (root() && !sending) draws();
});

// One main landmark: the desk's own. Gradio's, which stands around it, says nothing.
for (const around of document.querySelectorAll("main")) if (around.contains(element)) around.role = "none";

watch("value", () => draw(props.value));
draw(props.value);
setInterval(tick, 1000);
setTimeout(poll, 1000);
document.addEventListener("visibilitychange", tick);
