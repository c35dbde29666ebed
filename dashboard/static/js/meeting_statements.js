/** The statements as they are printed: rows in order under their headings, segments as columns, the total last. */

import { append, lazyDetails, make } from "./dom.js";
import { figureButton } from "./figure_button.js";
import { period, versionName } from "./format.js";
import { assumedMark } from "./meeting_assumed.js";
import { cellValue, scroller } from "./tables.js";
import { takeButtons } from "./take.js";
import { amountText, tableUnit, unitName } from "./units.js";
import { isWord, nameOf, say, sayCode, sayName } from "./words.js";

/** @returns {Node[]} one <details> a statement, filled when it is opened */
export function statements(meeting) {
  return meeting.part("money").statements.map((statement) => {
    const title = say("money.statement_title", {
      statement: sayCode("statement", statement.statement),
      year: period(statement.year, null),
      version: versionName(statement.version),
    });
    const summary = [title, make("small", {}, say("money.rows", { n: statement.rows.length }))];
    return lazyDetails(summary, () => statementTable(meeting, statement, title), { class: "block" });
  });
}

/** @type {{segment: string|null}} */
const choice = { segment: null }; // of all statements, on a phone, which shows one column at a time

function statementTable(meeting, statement, title) {
  const segments = statement.segments.map((index) => meeting.segment(index));
  const head = make(
    "tr",
    {},
    make("th", { scope: "col" }, say("column.account")),
    segments.map((segment) => make("th", { scope: "col", class: segment?.is_total ? "total" : null }, nameOf(segment))),
  );
  const body = make("tbody");
  let headings = [];
  for (const row of statement.rows) {
    const account = meeting.account(row.account);
    const path = (account?.path ?? "").split("/").slice(0, -1);
    append(body, newHeadings(path, headings, segments.length));
    headings = path;
    body.append(statementRow(meeting, account, row, segments));
  }
  const grid = () => ({
    heads: [say("column.account"), ...segments.map((segment) => `${nameOf(segment)} (yen)`)],
    rows: [...body.rows].map((row) => [...row.cells].map(cellValue)),
  });
  const whole = make("table.statement", {}, make("thead", {}, head), body);
  return make(
    "div",
    {},
    segments.length > 1 && columnChoice(segments, whole, title),
    make("p.unit", {}, say("chart.unit", { unit: unitName(tableUnit()) })),
    scroller(title, whole),
    make("div.table-tools", {}, takeButtons(title, grid)),
  );
}

/** Which segment a phone shows: its column is the one that stays, where all of them have no room. */
function columnChoice(segments, whole, title) {
  const names = segments.map((segment) => segment?.name ?? "");
  const total = segments.findIndex((segment) => segment?.is_total);
  const known = names.indexOf(choice.segment ?? "");
  const first = known >= 0 ? known : Math.max(total, 0);
  const show = (chosen) => {
    for (const row of whole.rows)
      for (const [at, cell] of [...row.cells].entries())
        cell.classList.toggle("other", at > 0 && at - 1 !== chosen && cell.colSpan === 1);
  };
  const select = make(
    "select",
    { "aria-label": `${title} ${say("money.segment")}` },
    segments.map((segment, at) => make("option", { value: at, selected: at === first }, nameOf(segment))),
  );
  select.addEventListener("change", () => {
    choice.segment = names[Number(select.value)];
    show(Number(select.value));
  });
  show(first);
  return make("div.controls.column-choice", {}, make("label", {}, say("money.segment"), select));
}

/** Rows for the headings that an account stands under and the one before did not. */
function newHeadings(path, before, width) {
  const first = path.findIndex((name, at) => name !== before[at]);
  if (first < 0) return [];
  return path
    .slice(first)
    .map((name, at) =>
      make(
        "tr",
        { data: { role: "heading" } },
        make(
          "th",
          { scope: "row", lang: isWord(`heading.${name}`) ? null : "ja", data: { level: first + at } },
          sayName("heading", name),
        ),
        make("td", { colspan: width }),
      ),
    );
}

/** The unit in which an amount is printed; none where no figure states it. */
function unitOf(meeting, cell) {
  return meeting.figure(cell.figure)?.unit_yen ?? null;
}

function statementRow(meeting, account, row, segments) {
  return make(
    "tr",
    { data: { role: account?.role ?? "item" } },
    make("th", { scope: "row", data: { level: row.level } }, nameOf(account)),
    row.cells.map((cell, at) =>
      make(
        "td",
        { class: segments[at]?.is_total ? "total" : null },
        cell
          ? [
              meeting.assumptionsOf(cell.figure).length > 0 && assumedMark(),
              figureButton(cell.figure, cell.yen, cell.status, amountText(cell.yen, unitOf(meeting, cell))),
            ]
          : "",
      ),
    ),
  );
}
