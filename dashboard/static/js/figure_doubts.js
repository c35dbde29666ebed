/** What the panel says of a figure beyond its value: what is assumed, what moved it, and why it is disputed. */

import { make } from "./dom.js";
import { count } from "./format.js";
import { assumptionWords } from "./meeting_assumed.js";
import { lineLinks, slipWords } from "./meeting_structure.js";
import { NO_FIGURE, routeWith } from "./route.js";
import { say, sayCode } from "./words.js";

/** @returns {import("./dom.js").Child} what the figure rests on */
export function assumptionsOf(meeting, figure) {
  const found = meeting.assumptionsOf(figure.index);
  if (found.length === 0) return null;
  return make(
    "section",
    { data: { part: "assumed" } },
    make("h3", {}, say("meeting.assumed")),
    make(
      "ul.plain",
      {},
      found.map((assumption) => make("li", {}, assumptionWords(figure, assumption))),
    ),
  );
}

/** @returns {import("./dom.js").Child} the slips of structure that moved the figure */
export function movesOf(meeting, figure) {
  const found = meeting.structureOf(figure.index).filter(({ outcome }) => outcome === "repaired");
  if (found.length === 0) return null;
  return make(
    "section",
    { data: { part: "moved" } },
    make("h3", {}, say("figure.moved")),
    found.map((one) => slips(one)),
  );
}

/** @returns {import("./dom.js").Child} why the figure is disputed */
export function reasonsOf(meeting, figure) {
  if (figure.status !== "disputed") return null;
  const doubts = meeting.structureOf(figure.index).filter(({ outcome }) => outcome === "disputed");
  const reasons = [...new Set(meeting.disputesOf(figure.index).map(({ reason }) => reason))].filter(Boolean);
  const isSpread = doubts.length === 0 && meeting.disputesOf(figure.index).length === 0;
  return make(
    "section",
    { data: { part: "reasons" } },
    make("h3", {}, say("figure.why_disputed")),
    reasons.map((reason) => make("p", {}, sayCode("dispute", reason))),
    doubts.map((doubt) => [make("p", {}, say(`doubt_note.${doubt.reason}`)), slips(doubt)]),
    isSpread && make("p", {}, say("dispute.spread")),
  );
}

function slips(found) {
  const others = say("structure.moved_together", { n: count(found.figures.length) });
  return [
    found.slips.map((slip) =>
      make(
        "p.slip-line",
        {},
        make("strong", {}, sayCode("kind", slip.kind)),
        " ",
        make("small", {}, say("column.line"), " ", lineLinks(slip.lines)),
        make("br"),
        slipWords(slip, found.outcome === "repaired"),
      ),
    ),
    make("p.note", {}, make("a", { href: routeWith({ view: "trust", at: "structure", ...NO_FIGURE }) }, others)),
  ];
}
