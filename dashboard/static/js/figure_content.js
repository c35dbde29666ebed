/** What the panel says of a figure: value, status, source line, and the identities that touch it. */

import { figureTools } from "./cited.js";
import { append, make, statusMark } from "./dom.js";
import { assumptionsOf, movesOf, reasonsOf } from "./figure_doubts.js";
import { count, period } from "./format.js";
import { identityView } from "./identity_view.js";
import { repairWords } from "./meeting_repairs.js";
import { NO_FIGURE, routeWith } from "./route.js";
import { sourceLines } from "./source_view.js";
import { inParts } from "./tables.js";
import { thousandYen, unitName } from "./units.js";
import { nameOf, say, sayCode } from "./words.js";

const IDENTITIES_AT_ONCE = 12;

/**
 * @param {import("./meeting.js").Meeting} meeting
 * @param {number|null} index
 * @returns {import("./dom.js").Child[]}
 */
export function figureContent(meeting, index) {
  const figure = meeting.figure(index);
  if (!figure) return [make("p.notice", {}, say("figure.missing"))];
  return [
    heading(meeting, figure),
    facts(figure),
    statusNote(meeting, figure),
    figureTools(meeting, figure),
    assumptionsOf(meeting, figure),
    reasonsOf(meeting, figure),
    movesOf(meeting, figure) ?? repair(meeting, figure),
    source(meeting, figure),
    identities(meeting, figure),
  ];
}

function heading(meeting, figure) {
  const context = [
    figure.statement && sayCode("statement", figure.statement),
    figure.segment && nameOf(figure.segment),
    period(figure.year, figure.version),
    figure.measure !== "amount" && sayCode("measure", figure.measure),
  ];
  return make(
    "div",
    {},
    make("p.account", {}, meeting.figureName(figure)),
    make("p.context", {}, context.filter(Boolean).join(" · ")),
    make("div.amount", {}, amount(figure), statusMark(figure.status)),
  );
}

function amount(figure) {
  if (figure.amount_yen === null) return make("span.value", {}, say("figure.unsettled"));
  const text = thousandYen(figure.amount_yen);
  return make("span.value", {}, text, make("small", {}, ` ${say("unit.thousand")}`));
}

function facts(figure) {
  const unit = figure.unit_yen ? say("figure.unit", { unit: unitName(figure.unit_yen) }) : "";
  const list = make(
    "dl.facts",
    {},
    make("dt", {}, say("figure.printed")),
    make("dd", {}, figure.printed_text ?? "", " ", make("span.quiet", {}, unit)),
  );
  if (figure.account)
    append(list, [
      make("dt", {}, say("column.account")),
      make("dd", { lang: "ja" }, figure.account.path.replaceAll("/", " › ")),
    ]);
  if (figure.low_yen !== null || figure.high_yen !== null) {
    const values = { low: thousandYen(figure.low_yen), high: thousandYen(figure.high_yen) };
    append(list, [make("dt", {}, say("figure.settled")), make("dd", {}, say("figure.low_high", values))]);
  }
  return list;
}

function statusNote(meeting, figure) {
  const rests = figure.status === "unchecked" && meeting.assumptionsOf(figure.index).length > 0;
  const isMoved = figure.status === "repaired" && meeting.structureOf(figure.index).length > 0;
  const note = rests ? "assumed" : isMoved ? "moved" : figure.status;
  return make("p.status-note", { data: { status: figure.status } }, say(`status_note.${note}`));
}

function repair(meeting, figure) {
  const one = meeting.repairOf(figure.index);
  if (!one) return null;
  return make("section", {}, make("h3", {}, say("figure.repair")), make("p", {}, repairWords(one)));
}

function source(meeting, figure) {
  const values = { line: count(figure.line), cell: figure.cell };
  const place = [say("figure.place", values), figure.page !== null && say("figure.page", { page: figure.page })]
    .filter(Boolean)
    .join(" · ");
  const lines = make("div", { "aria-busy": "true" }, make("p.quiet", {}, say("state.loading")));
  meeting
    .lines()
    .then(
      (text) => {
        lines.replaceChildren(sourceLines(meeting, text.lines, figure));
        inSight(lines);
      },
      (fault) => lines.replaceChildren(make("p.notice", {}, fault.message)),
    )
    .finally(() => lines.removeAttribute("aria-busy"));
  return make(
    "section",
    {},
    make("h3", {}, say("figure.source")),
    make(
      "p.note",
      {},
      place,
      " · ",
      make("a", { href: routeWith({ view: "text", ...NO_FIGURE, at: figure.line }) }, say("figure.see_text")),
    ),
    lines,
  );
}

/** Scrolls a row of many columns until the marked cell is seen beside the label. */
function inSight(lines) {
  const list = lines.querySelector(".aligned");
  const mark = lines.querySelector("mark");
  if (list && mark) list.scrollLeft = mark.getBoundingClientRect().right - list.getBoundingClientRect().right + 60;
}

function identities(meeting, figure) {
  const touching = meeting.touching(figure.index);
  const list = make("div");
  const more = inParts(
    list,
    touching,
    (index) => identityView(meeting, index, figure.index),
    IDENTITIES_AT_ONCE,
    "meeting.more_identities",
  );
  return make(
    "section",
    {},
    make("h3", {}, say("figure.identities")),
    touching.length === 0 ? make("p.none", {}, say("figure.identities_none")) : [list, more],
  );
}
