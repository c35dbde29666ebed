/** Repaired figures: printed and settled value, source line with the cell marked, the identities that prove them. */

import { addressOf } from "./cited.js";
import { lazyDetails, make } from "./dom.js";
import { figureButton } from "./figure_button.js";
import { count, period } from "./format.js";
import { identityView } from "./identity_view.js";
import { route } from "./route.js";
import { sourceLine } from "./source_view.js";
import { inParts } from "./tables.js";
import { copyButton } from "./take.js";
import { thousandYen } from "./units.js";
import { nameOf, say, sayCode } from "./words.js";

const AT_ONCE = 40;

/** @returns {string} kind of a repair, and whether it is the only one */
export function repairWords(repair) {
  if (repair.corrected_by) return say("meeting.corrected_by", { by: repair.corrected_by });
  return `${sayCode("kind", repair.kind)} · ${say(repair.is_only ? "meeting.is_only" : "meeting.is_not_only")}`;
}

/** @returns {Node[]} the repairs of a meeting */
export function repairs(meeting) {
  const all = meeting.part("repairs").filter((repair) => !isMoved(meeting, repair));
  const moved = meeting.part("repairs").length - all.length;
  const elsewhere = moved > 0 && make("p.note", {}, say("meeting.repairs_moved", { n: count(moved) }));
  if (all.length === 0) return [elsewhere || make("p.none", {}, say("meeting.repairs_none"))];
  const list = make("div.cards");
  // A repair that the address names is among those that are drawn.
  const named = all.findIndex((repair) => meeting.keyOf(repair.figure) === route().get("repair"));
  const atOnce = Math.max(AT_ONCE, named + 1);
  const more = inParts(list, all, (repair) => card(meeting, repair), atOnce, "meeting.more_identities");
  return [make("p.note", {}, say("meeting.repairs_note")), elsewhere, list, more].filter((node) => node !== false);
}

/** Whether a slip of structure moved the figure: the section of these tells it, once for all figures. */
function isMoved(meeting, repair) {
  return meeting.structureOf(repair.figure).some(({ slips }) => slips.some(({ kind }) => kind === repair.kind));
}

function card(meeting, repair) {
  const figure = meeting.figure(repair.figure);
  const context = [
    figure.statement && sayCode("statement", figure.statement),
    figure.segment && nameOf(figure.segment),
    period(figure.year, figure.version),
  ]
    .filter(Boolean)
    .join(" · ");
  const source = make("span.source", {}, sourceLine(meeting, meeting.part("repaired_lines"), figure));
  const summary = [
    make("span.what", {}, meeting.figureName(figure), " ", make("small", {}, context)),
    make(
      "span.values",
      {},
      make("span.was", {}, repair.printed_text),
      " → ",
      make("span.now", {}, thousandYen(repair.settled_yen)),
      " ",
      make("span.badge", { data: { tone: "repaired" } }, sayCode("kind", repair.kind)),
    ),
    source,
  ];
  const isNamed = meeting.keyOf(repair.figure) === route().get("repair");
  return lazyDetails(summary, () => proof(meeting, repair), {
    class: "card",
    open: isNamed,
    data: { repair: repair.figure, ...(isNamed && { named: "" }) },
  });
}

function proof(meeting, repair) {
  const before = new Set(repair.identities_before);
  const all = new Set([...before, ...repair.identities_after]); // those that failed as printed come first
  return [
    make(
      "p",
      {},
      repairWords(repair),
      " ",
      figureButton(repair.figure, repair.settled_yen, "repaired", say("figure.title")),
      " ",
      copyButton("take.copy_link", () => addressOf(meeting, { view: "trust", repair: meeting.keyOf(repair.figure) })),
    ),
    make("h3", {}, say("meeting.proof_after")),
    [...all].map((index) => identityView(meeting, index, repair.figure)),
  ];
}
