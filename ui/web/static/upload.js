// Sends files to the desk one after the other, shows how far that is, and has the page look again while they are read.
// What became of them stands on the page itself: this script only sends.
(() => {
  const LOOK = 800; // milliseconds between two looks while something is being worked on
  const waiting = [];
  let current = null;
  let last = null;

  const form = () => document.querySelector("[data-upload]");

  function paint() {
    const place = form() && form().querySelector("[data-sending]");
    if (!place) return;
    if (!current && !last) return place.replaceChildren();
    const line = document.createElement("p");
    line.textContent = current ? current.said : last.said;
    line.className = current ? "" : last.failed ? "trouble" : "quiet";
    const parts = [line];
    if (current) {
      const bar = document.createElement("progress");
      bar.max = 1;
      bar.value = current.share;
      bar.setAttribute("aria-label", current.said);
      parts.push(bar);
    }
    place.replaceChildren(...parts);
  }

  function look() {
    document.dispatchEvent(new CustomEvent("desk-look"));
  }

  function take(files) {
    const box = form();
    if (!box || !files.length) return;
    const kind = box.querySelector("[name=kind]").value;
    const { upload, brand, limit, one, many, sent, failed, tooLarge } = box.dataset;
    const words = { one, many, sent, failed, tooLarge };
    [...files].forEach((file, number) =>
      waiting.push({ file, number: number + 1, of: files.length, kind, brand, url: upload, limit: Number(limit), words }),
    );
    last = null;
    if (!current) next();
  }

  function next() {
    const one = waiting.shift();
    if (!one) {
      current = null;
      paint();
      return;
    }
    const words = one.of > 1 ? one.words.many : one.words.one;
    const said = words.replace("{n}", one.number).replace("{of}", one.of).replace("{name}", () => one.file.name);
    current = { said, share: 0 };
    paint();
    if (one.file.size > one.limit) return ended(`${one.file.name}: ${one.words.tooLarge}`, true);
    const body = new FormData();
    body.append("brand", one.brand);
    body.append("kind", one.kind);
    body.append("files", one.file);
    const way = new XMLHttpRequest();
    way.open("POST", one.url);
    way.responseType = "json";
    way.upload.onprogress = (event) => {
      if (!event.lengthComputable || !current) return;
      current.share = event.loaded / event.total;
      paint();
    };
    way.onload = () => {
      if (way.status === 401) location.href = "/sign-in?next=" + encodeURIComponent(location.pathname + location.search);
      const taken = way.status === 202;
      const why = way.response && way.response.error;
      if (way.status === 429) return later(one, why, Number(way.getResponseHeader("Retry-After")) || 5);
      ended(taken ? one.words.sent : `${one.file.name}: ${why || one.words.failed}`, !taken);
    };
    way.onerror = () => ended(`${one.file.name}: ${one.words.failed}`, true);
    way.send(body);
  }

  function later(one, why, seconds) {
    waiting.unshift(one);
    current = { said: `${one.file.name}: ${why || one.words.failed}`, share: 0 };
    paint();
    setTimeout(next, 1000 * seconds);
  }

  function ended(said, failed) {
    // a failure stays to be read beside what goes well after it
    last = { said: last && last.failed && failed ? `${last.said} ${said}` : last && last.failed ? last.said : said, failed: failed || !!(last && last.failed), at: Date.now() };
    look();
    next();
  }

  document.addEventListener("change", (event) => {
    if (!event.target.matches || !event.target.matches("[data-files]")) return;
    take(event.target.files);
    event.target.value = "";
  });

  for (const kind of ["dragover", "dragleave", "drop"])
    document.addEventListener(kind, (event) => {
      const place = event.target.closest && event.target.closest(".drop");
      if (!place) return;
      event.preventDefault();
      place.classList.toggle("over", kind === "dragover");
      if (kind === "drop") take(event.dataTransfer.files);
    });

  addEventListener("beforeunload", (event) => {
    if (current) event.preventDefault(); // what is half sent would be lost
  });

  setInterval(() => {
    const read = !document.querySelector(".desk.knowledge [data-live]");
    if (!read && !document.hidden) look();
    if (!current && !last) return;
    if (!current && !last.failed && read && Date.now() - last.at > 2 * LOOK) last = null; // the page says what became of it
    paint();
  }, LOOK);
})();
