/** Slips of structure as such: what is printed, what is meant, the lines, the identities that tell it, the figures. */

import { append, lazyDetails, make, statusMark } from "./dom.js";
import { figureButton } from "./figure_button.js";
import { count, period } from "./format.js";
import { identityTitleOf } from "./identity_view.js";
import { identityCard } from "./meeting_identities.js";
import { NO_FIGURE, routeWith } from "./route.js";
import { textLine } from "./source_view.js";
import { amounts, inParts, longTable } from "./tables.js";
import { nameOf, say, sayCode, sayName } from "./words.js";

const AT_ONCE = 20;
const LINES_AT_ONCE = 6;
const IDENTITIES_AT_ONCE = 8;
const FIGURES_AT_ONCE = 20;

/** @returns {Node[]} every slip of structure of a meeting, told or in doubt */
export function structure(meeting) {
  const list = make("div.cards");
  const more = inParts(
    list,
    meeting.part("structure"),
    (found) => card(meeting, found),
    AT_ONCE,
    "meeting.more_identities",
  );
  return [make("p.note", {}, say("meeting.structure_note")), list, more];
}

/** @returns {string} what happened: the kind of slip, or why figures are doubted together */
export function structureTitle(found) {
  if (found.reason) return sayCode("doubt", found.reason);
  return found.slips.map((slip) => sayCode("kind", slip.kind)).join("、");
}

/** @returns {HTMLElement} what is printed, and what is meant or, where it is not decided, may be meant */
export function slipWords(slip, isDecided) {
  const [was, now] = isDecided ? ["span.was", "span.now"] : ["span", "span"];
  return make("span.slip", { lang: "ja" }, make(was, {}, slip.before), " → ", make(now, {}, slip.after));
}

/** @returns {import("./dom.js").Child[]} lines as links into the text */
export function lineLinks(lines) {
  return lines.map((line, at) => [
    at > 0 && ", ",
    make("a", { href: routeWith({ view: "text", at: line, ...NO_FIGURE }) }, count(line)),
  ]);
}

function card(meeting, found) {
  const isRepaired = found.outcome === "repaired";
  const summary = [
    make("span.what", {}, structureTitle(found), " ", make("small", {}, touched(meeting, found))),
    make(
      "span.values",
      {},
      say("structure.figures", { n: count(found.figures.length) }),
      statusMark(isRepaired ? "repaired" : "disputed"),
    ),
    make(
      "span.source",
      {},
      found.slips.map((slip) =>
        make("span.slip-line", {}, !isRepaired && [sayCode("kind", slip.kind), " "], slipWords(slip, isRepaired)),
      ),
    ),
  ];
  return lazyDetails(summary, () => content(meeting, found), {
    class: "card",
    data: { structure: found.outcome, holds: String(isRepaired) },
  });
}

/** The statements that it touches, and where it is printed. */
function touched(meeting, found) {
  const statements = new Set(found.figures.map((index) => meeting.figure(index)?.statement).filter(Boolean));
  return [
    [...statements].map((code) => sayCode("statement", code)).join("・"),
    found.lines.length > 0 && say("structure.lines", { lines: linesWords(found) }),
  ]
    .filter(Boolean)
    .join(" · ");
}

function linesWords(found) {
  if (found.slips.length === 0) return `${count(found.lines[0])}–${count(found.lines.at(-1))}`;
  return found.lines.map(count).join(", ");
}

function content(meeting, found) {
  return [
    make("p", {}, say(found.reason ? `doubt_note.${found.reason}` : "structure.repaired_note")),
    printedLines(meeting, found),
    failing(meeting, found),
    held(meeting, found),
    rivals(found),
    figures(meeting, found, say(found.reason ? "structure.doubted" : "structure.moved")),
  ];
}

function printedLines(meeting, found) {
  const lines = found.slips.length > 0 ? found.lines.slice(0, LINES_AT_ONCE) : [];
  if (lines.length === 0) return null;
  const list = make("ol.lines", { role: "list", tabindex: 0, "aria-label": say("figure.source") });
  meeting.lines().then(
    (text) =>
      append(
        list,
        lines.map((line) => textLine(meeting, line, text.lines[line] ?? "", null)),
      ),
    () => list.remove(),
  );
  return list;
}

function failing(meeting, found) {
  if (found.failing.length === 0) return null;
  const list = make("ul.plain");
  const more = inParts(
    list,
    found.failing,
    ({ name, place }) =>
      make("li", {}, identityTitleOf(meeting, name), " ", make("small", {}, placeWords(meeting, place))),
    IDENTITIES_AT_ONCE,
    "meeting.more_identities",
  );
  return [make("h3", {}, say("structure.failing", { n: count(found.failing.length) })), list, more];
}

/** The place of an identity as the warehouse writes it, its names and codes in words: cash_plan/資金支出 合計 2015 initial. */
function placeWords(meeting, place) {
  const found = /^([a-z_]+)\/(\S+) (\S+) (\d{4}) ([a-z_]+)(.*)$/.exec(place);
  if (!found) return place;
  const [, statement, path, segment, year, version, rest] = found;
  const headings = path.split("/").map((name) => sayName("heading", name));
  const account = meeting.part("accounts").find((one) => one.path === path);
  if (account) headings.splice(-1, 1, nameOf(account));
  const where = [
    [sayCode("statement", statement), ...headings].join(" › "),
    nameOf(meeting.part("segments").find((one) => one.name === segment) ?? { name: segment }),
    period(Number(year), version),
  ].join(" · ");
  return (where + rest)
    .replace(/ \((?:statement|segments|summary)\)/, "")
    .replace(/, (?:also )?line (\d+) cell (\d+)/g, (_, line, cell) => ` · ${say("figure.place", { line, cell })}`)
    .replace(/, also line (\d+)/g, (_, line) => ` · ${say("structure.lines", { lines: line })}`);
}

function held(meeting, found) {
  if (found.identities.length === 0) return null;
  const list = make("div.cards");
  const more = inParts(
    list,
    found.identities,
    (index) => identityCard(meeting, index),
    IDENTITIES_AT_ONCE,
    "meeting.more_identities",
  );
  return [make("h3", {}, say("structure.holding", { n: count(found.identities.length) })), list, more];
}

function rivals(found) {
  if (found.rivals.length === 0) return null;
  return [
    make("h3", {}, say("structure.rivals")),
    make(
      "ul.plain",
      {},
      found.rivals.map((rival) => make("li", {}, rivalWords(rival))),
    ),
  ];
}

/** A rival as the warehouse writes it: (line 700, 701): 甲 / 乙 → 乙 / 甲. */
function rivalWords({ kind, words }) {
  const [, lines, slip] = words.match(/^\(line ([\d, ]+)\): (.*)$/) ?? [];
  if (lines === undefined) return [sayCode("kind", kind), " ", words];
  return [
    sayCode("kind", kind),
    " ",
    make("small", {}, say("structure.lines", { lines })),
    " ",
    make("span", { lang: "ja" }, slip),
  ];
}

function figures(meeting, found, title) {
  const columns = [
    say("structure.label"),
    say("structure.account"),
    say("column.segment"),
    say("column.year"),
    amounts(say("column.amount")),
  ];
  const rows = longTable(
    title,
    columns,
    found.figures,
    (index) => {
      const figure = meeting.figure(index);
      return [
        make("span", { lang: "ja" }, figure.label),
        meeting.figureName(figure),
        nameOf(figure.segment),
        [
          period(figure.year, figure.version),
          figure.measure !== "amount" && ` · ${sayCode("measure", figure.measure)}`,
        ],
        figureButton(index, figure.amount_yen, figure.status),
      ];
    },
    FIGURES_AT_ONCE,
  );
  return [make("h3", {}, title), rows];
}
