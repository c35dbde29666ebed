/** The text of the materials, line by line, its figures leading to their panel. */

import { make, section } from "./dom.js";
import { count } from "./format.js";
import { routeNumber } from "./route.js";
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
      ({ lines }) => place.replaceChildren(...reader(meeting, lines)),
      (fault) => place.replaceChildren(make("p.notice", {}, fault.message)),
    )
    .finally(() => place.removeAttribute("aria-busy"));
  return [section("text", say("meeting.text"), make("p.note", {}, say("text.caption")), place)];
}

function reader(meeting, lines) {
  const all = Object.keys(lines)
    .map(Number)
    .sort((a, b) => a - b);
  const list = make("ol.lines.text-lines", { role: "list", tabindex: 0, "aria-label": say("meeting.text") });
  const more = make("div");
  const found = make("output", { "aria-live": "polite" });
  const search = make("input", { type: "search" });
  const draw = (atOnce = AT_ONCE) => {
    const wanted = fold(search.value);
    const shown = wanted ? all.filter((line) => fold(lines[line]).includes(wanted)) : all;
    list.replaceChildren();
    more.replaceChildren(
      inParts(list, shown, (line) => textLine(meeting, line, lines[line], null), atOnce, "index.more"),
    );
    found.textContent = shown.length > 0 ? say("text.lines", { n: count(shown.length) }) : say("text.none");
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
