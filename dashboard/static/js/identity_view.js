/** An identity as an equation with its numbers: as printed, and as settled. */

import { addressOf } from "./cited.js";
import { make, statusMark } from "./dom.js";
import { figureButton } from "./figure_button.js";
import { period } from "./format.js";
import { sides } from "./meeting.js";
import { scroller } from "./tables.js";
import { copyButton } from "./take.js";
import { thousandYen, unitName } from "./units.js";
import { isWord, nameOf, say, sayCode } from "./words.js";

/** @returns {string} an identity's name, or the title that the rule book gives it */
export function identityTitle(meeting, identity) {
  return identityTitleOf(meeting, identity.name);
}

/** @returns {string} the title of identities of a name */
export function identityTitleOf(meeting, name) {
  if (isWord(`identity.${name}`)) return say(`identity.${name}`);
  return meeting.part("identity_words")[name]?.title ?? sayCode("identity", name);
}

/** @returns {"failed"|"held_after"|"held_as_printed"} */
export function outcomeOf(identity) {
  if (!identity.holds) return "failed";
  return identity.holds_as_printed ? "held_as_printed" : "held_after";
}

/** @returns {string} where it applies: what all of its figures share */
export function identityPlace(identity) {
  const shared = common(identity);
  return [
    shared.statement && sayCode("statement", shared.statement),
    shared.segment && nameOf(shared.segment),
    period(shared.year, shared.version),
  ]
    .filter(Boolean)
    .join(" · ");
}

function common(identity) {
  const figures = identity.terms.map((term) => term.figure).filter(Boolean);
  const one = (of) => (figures.every((figure) => of(figure) === of(figures[0])) ? of(figures[0]) : null);
  return figures.length === 0
    ? {}
    : {
        statement: one((figure) => figure.statement),
        segment: one((figure) => figure.segment),
        year: one((figure) => figure.year),
        version: one((figure) => figure.version),
      };
}

/**
 * @param {import("./meeting.js").Meeting} meeting
 * @param {number} index of the identity
 * @param {number|null} [marked] a figure to mark among its terms
 * @returns {HTMLElement}
 */
export function identityView(meeting, index, marked = null) {
  const identity = meeting.identity(index);
  const title = identityTitle(meeting, identity);
  return make(
    "article.identity",
    { "aria-label": title, data: { identity: index } },
    make(
      "header",
      {},
      make("p.title", {}, title),
      statusMark(outcomeOf(identity)),
      make("p.place", {}, identityPlace(identity)),
    ),
    identityTable(meeting, identity, marked, title),
    make(
      "div.table-tools",
      {},
      copyButton("take.copy_link", () => addressOf(meeting, { view: "trust", identity: meeting.identityKey(index) })),
    ),
    identity.tolerance_yen > 0 &&
      make("p.tolerance", {}, say("identity.tolerance", { tolerance: thousandYen(identity.tolerance_yen) })),
  );
}

/** @returns {HTMLElement} the terms, the sides and the residual */
export function identityTable(meeting, identity, marked, title) {
  const { left, right } = sides(identity);
  const shared = common(identity);
  const rows = [
    ...left.map((term, at) => termRow(meeting, term, shared, marked, at === 0 ? sign(term, true) : sign(term, false))),
    ...right.map((term, at) =>
      termRow(
        meeting,
        term,
        shared,
        marked,
        at === 0 ? `${say("identity.equals")}${sign(term, true)}` : sign(term, false),
      ),
    ),
  ];
  const foot = [];
  if (left.length > 1) foot.push(sumRow(say("identity.left"), left));
  if (right.length > 1) foot.push(sumRow(say("identity.right"), right));
  foot.push(residualRow(identity));
  const head = make(
    "tr",
    {},
    make("th.operator", {}, make("span.only-heard", {}, say("column.side"))),
    make("th", { scope: "col" }, say("column.account")),
    [withThousand("identity.printed"), withThousand("identity.settled")].map((text) =>
      make("th.number", { scope: "col" }, text),
    ),
  );
  const numbers = make("table", {}, make("thead", {}, head), make("tbody", {}, rows), make("tfoot", {}, foot));
  return scroller(title, numbers);
}

/** A head of a column of a proof, which is told to the thousand whatever unit tables are shown in. */
function withThousand(key) {
  return `${say(key)} (${unitName(1000)})`;
}

function sign({ weight }, isFirst) {
  const times = Math.abs(weight) === 1 ? "" : ` ${Math.abs(weight)}×`;
  if (weight < 0) return `−${times}`;
  return (isFirst ? "" : "＋") + times;
}

function termRow(meeting, { figure }, shared, marked, operator) {
  if (!figure) return make("tr", {}, make("td.operator", {}, operator), make("td", { colspan: 3 }, "?"));
  const details = [
    shared.statement === null && figure.statement && sayCode("statement", figure.statement),
    shared.segment === null && figure.segment && nameOf(figure.segment),
    (shared.year === null || shared.version === null) && period(figure.year, figure.version),
  ]
    .filter(Boolean)
    .join(" · ");
  const hasChanged = figure.printed_yen !== figure.amount_yen;
  const row = make(
    "tr",
    figure.index === marked ? { data: { this: "" } } : {},
    make("td.operator", {}, operator),
    make("th", { scope: "row" }, meeting.figureName(figure), details && [" ", make("span.segment", {}, details)]),
    make(
      "td.number",
      {},
      hasChanged ? make("span.off", {}, thousandYen(figure.printed_yen)) : thousandYen(figure.printed_yen),
    ),
    make("td.number", {}, figureButton(figure.index, figure.amount_yen, figure.status, thousandYen(figure.amount_yen))),
  );
  return row;
}

function sum(terms, of) {
  let total = 0;
  for (const { figure, weight } of terms) {
    if (!figure || figure[of] === null) return null;
    total += weight * figure[of];
  }
  return total;
}

function sumRow(name, terms) {
  return make(
    "tr",
    {},
    make("td"),
    make("th", { scope: "row" }, name),
    make("td.number", {}, thousandYen(sum(terms, "printed_yen"))),
    make("td.number", {}, thousandYen(sum(terms, "amount_yen"))),
  );
}

function residualRow(identity) {
  const cell = (yen, holds) =>
    make("td.number", {}, make(holds ? "span.on" : "span.off", {}, `${thousandYen(yen)} ${holds ? "✓" : "✕"}`));
  return make(
    "tr",
    {},
    make("td"),
    make("th", { scope: "row" }, say("identity.residual")),
    cell(identity.residual_printed_yen, identity.holds_as_printed),
    cell(identity.residual_yen, identity.holds),
  );
}
