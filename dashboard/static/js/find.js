/** One search box over all pages: accounts, segments, meetings, programmes, commitments, footnotes, and the texts. */

import { append, make } from "./dom.js";
import { excerpt, foundEntries, known, sought } from "./find_index.js";
import { placed } from "./frame.js";
import { loadJson } from "./load.js";
import { nameOf, onLanguage, say, sayCode } from "./words.js";

/** @typedef {import("./find_index.js").Entry} Entry */

const AT_MOST = 40;
const LINES_AT_MOST = 40;
const WAIT = 120; // milliseconds after the last letter
/** @type {Map<string, Promise<Record<string, {text: string, key: string}>>>} */
const texts = new Map();

/** Makes the box of the header work, and the key that opens it. */
export function startFinding() {
  const dialog = /** @type {HTMLDialogElement} */ (placed("find"));
  const input = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
  const list = /** @type {HTMLElement} */ (dialog.querySelector("[role=listbox]"));
  const found = /** @type {HTMLElement} */ (dialog.querySelector("output"));
  let timer = 0;
  const open = () => {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    void show();
  };
  const show = async () => {
    const words = input.value;
    const results = await matching(words);
    if (words !== input.value) return; // more was typed meanwhile
    draw(list, input, results);
    found.textContent = said(words, results.length, await known());
  };
  placed("find-open").addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.closest("input, select, textarea");
    if ((event.key === "/" && !isTyping) || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      open();
    }
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void show(), WAIT);
  });
  input.addEventListener("keydown", (event) => steered(event, list, input));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.querySelector("[data-find-close]")?.addEventListener("click", () => dialog.close());
  // What is found on the page that is open changes what stands after its # alone.
  list.addEventListener("click", () => dialog.close());
  onLanguage(() => {
    input.placeholder = say("find.hint");
  });
  input.placeholder = say("find.hint");
}

function said(words, count, { meetings, texts: searched }) {
  if (!sought(words)) return say("find.start");
  const text = count === 0 ? say("find.none", { words }) : say("find.found", { n: count });
  return meetings > searched.length ? `${text} ${say("find.newest", { n: searched.length })}` : text;
}

/** Up and down go through what was found, Enter follows it. */
function steered(event, list, input) {
  const options = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[role=option]")]);
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "Enter") {
    event.preventDefault();
    options[Math.max(at, 0)]?.click();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || options.length === 0) return;
  event.preventDefault();
  select(options[(at + step + options.length) % options.length], options, input);
}

function select(option, options, input) {
  for (const one of options) one.setAttribute("aria-selected", String(one === option));
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function draw(list, input, results) {
  list.replaceChildren();
  input.removeAttribute("aria-activedescendant");
  append(
    list,
    results.map((entry, at) =>
      make(
        "a",
        { role: "option", id: `find-${at}`, "aria-selected": String(at === 0), href: entry.href, tabindex: -1 },
        make("span.kind", {}, sayCode("found", entry.kind)),
        make("span.name", {}, entry.name),
        make("span.about", {}, entry.about),
      ),
    ),
  );
}

/** @returns {Promise<Entry[]>} what holds every word, names that begin with them first, then lines of the texts */
async function matching(words) {
  const wanted = words.split(/\s+/).map(sought).filter(Boolean);
  if (wanted.length === 0) return [];
  const { texts } = await known();
  return [...(await foundEntries(wanted, AT_MOST)), ...(await linesOf(texts, wanted, LINES_AT_MOST))];
}

/** The lines of the texts, newest meeting first, that hold every word. */
async function linesOf(meetings, wanted, most) {
  if (wanted.join("").length < 2) return [];
  const found = [];
  for (const meeting of meetings) {
    if (found.length >= most) break;
    const lines = await textOf(meeting.id);
    for (const [line, { text, key }] of Object.entries(lines)) {
      if (found.length >= most) break;
      if (!wanted.every((word) => key.includes(word))) continue;
      found.push({
        kind: "line",
        name: excerpt(text, 60),
        about: say("find.line", { meeting: nameOf(meeting), line }),
        href: `meeting.html?id=${meeting.id}#view=text&at=${line}`,
      });
    }
  }
  return found;
}

/** A text as it is sought, loaded once. */
function textOf(id) {
  const loadingText =
    texts.get(id) ??
    loadJson(`data/meetings/${id}.lines.json`).then(({ lines }) =>
      Object.fromEntries(Object.entries(lines).map(([line, text]) => [line, { text, key: sought(text) }])),
    );
  texts.set(id, loadingText);
  return loadingText;
}
