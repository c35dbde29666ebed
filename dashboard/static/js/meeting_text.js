/** The text of the materials, line by line, its figures leading to their panel. */

import { append, make, section } from "./dom.js";
import { count } from "./format.js";
import { NO_FIGURE, routeNumber, routeWith } from "./route.js";
import { textLine } from "./source_view.js";
import { inParts } from "./tables.js";
import { say } from "./words.js";

const AT_ONCE = 400;

/** @returns {Node[]} */
export function textView(meeting) {
  const place = make("div", { "aria-busy": "true" }, make("p.quiet", {}, say("state.loading")));
  meeting
    .lines()
    .then(
      (text) => place.replaceChildren(contents(text), ...reader(meeting, text.lines)),
      (fault) => place.replaceChildren(make("p.notice", {}, fault.message)),
    )
    .finally(() => place.removeAttribute("aria-busy"));
  return [section("text", say("meeting.text"), make("p.note", {}, say("text.caption")), place)];
}

/** The parts and headings of the text, each leading to its line. */
function contents({ contents: all }) {
  const entry = ({ line, level, title }) =>
    make(
      "li",
      { data: { level } },
      make("a", { href: routeWith({ view: "text", at: line, ...NO_FIGURE }), lang: "ja" }, tidy(title)),
      make("span.quiet", {}, ` ${count(line)}`),
    );
  const parts = all.filter((one) => one.level === 0);
  return make(
    "nav.contents",
    { "aria-label": say("text.contents") },
    make("h3", {}, say("text.contents")),
    make(
      "ul.plain",
      {},
      parts.map((part, at) => {
        const end = parts[at + 1]?.line ?? Number.POSITIVE_INFINITY;
        const inside = all.filter((one) => one.level > 0 && one.line >= part.line && one.line < end);
        if (inside.length === 0) return entry(part);
        const list = make("ul.plain", {}, inside.map(entry));
        return append(entry(part), [
          make("details", {}, make("summary", {}, say("text.headings", { n: count(inside.length) })), list),
        ]);
      }),
    ),
  );
}

/** A title without the spaces that printing put between its letters. */
function tidy(title) {
  return title.replace(/(?<=[^\x20-\x7e]) +(?=[^\x20-\x7e]|\d)|(?<=\d) +(?=\d|[^\x20-\x7e])/g, "");
}

function reader(meeting, lines) {
  const all = Object.keys(lines)
    .map(Number)
    .sort((a, b) => a - b);
  const list = make("ol.lines.text-lines", { role: "list", tabindex: 0, "aria-label": say("meeting.text") });
  const more = make("div");
  const found = make("output", { "aria-live": "polite" });
  const search = make("input", { type: "search" });
  const total = meeting.part("document").line_count;
  const counts = (shown) => ({ n: count(shown.length), total: count(total) });
  const whole = say("text.lines", { ...counts(all), blank: count(total - all.length) });
  const draw = (atOnce = AT_ONCE) => {
    const wanted = fold(search.value);
    const shown = wanted ? all.filter((line) => fold(lines[line]).includes(wanted)) : all;
    list.replaceChildren();
    more.replaceChildren(
      inParts(list, shown, (line) => textLine(meeting, line, lines[line], null), atOnce, "index.more"),
    );
    found.textContent = shown.length === 0 ? say("text.none") : wanted ? say("text.found", counts(shown)) : whole;
  };
  search.addEventListener("input", () => draw());
  const at = routeNumber("at");
  draw(at === null ? AT_ONCE : Math.max(AT_ONCE, all.filter((line) => line <= at).length + 50));
  if (at !== null) requestAnimationFrame(() => showLine(list, at));
  return [make("div.controls", {}, make("label", {}, say("text.search"), search), found), list, more];
}

function showLine(list, line) {
  const row = list.querySelector(`[data-line="${line}"]`);
  if (!row) return;
  row.dataset.here = "";
  row.scrollIntoView({ block: "center" });
}

function fold(text) {
  return text.normalize("NFKC").replace(/\s+/g, "").toLowerCase();
}
