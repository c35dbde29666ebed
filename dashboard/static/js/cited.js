/** What a reader takes along of a figure: its address, a citation with its line and status, values for a spreadsheet. */

import { make } from "./dom.js";
import { date, meetingName, period } from "./format.js";
import { copyButton, tsvOf } from "./take.js";
import { thousandYenWithUnit } from "./units.js";
import { currentLanguage, nameOf, say, sayCode, sayName } from "./words.js";

/**
 * The address of a place of a meeting: of the text by its content, so that its lines stay those that are meant.
 * @param {import("./meeting.js").Meeting} meeting
 * @param {Record<string, string|number>} route what stands after the #
 * @returns {string}
 */
export function addressOf(meeting, route) {
  const address = new URL("meeting.html", location.href);
  address.search = String(new URLSearchParams({ id: meeting.part("meeting").id }));
  address.hash = String(new URLSearchParams(Object.entries(route).map(([name, value]) => [name, String(value)])));
  return address.href;
}

/** @returns {string} the address of a figure: its line and cell, and its name should another text take this one's place */
export function figureAddress(meeting, figure) {
  return addressOf(meeting, { line: figure.line, cell: figure.cell, figure: meeting.keyOf(figure.index) });
}

/** @returns {string} who says so, when and where, what it says, and how far that can be trusted */
export function citationOf(meeting, figure) {
  const about = meeting.part("meeting");
  const what = [
    figure.statement && sayCode("statement", figure.statement),
    meeting.figureName(figure),
    figure.segment && nameOf(figure.segment),
    period(figure.year, figure.version),
    figure.measure !== "amount" && sayCode("measure", figure.measure),
  ];
  const place = [
    meeting.part("document").file_name,
    figure.page !== null && say("figure.page", { page: figure.page }),
    say("figure.place", { line: figure.line, cell: figure.cell }),
  ];
  const values = {
    agency: sayName("agency", about.agency),
    meeting: meetingName({ ...about, ...meeting.part("document") }),
    date: date(about.date),
    place: listed(place),
    what: listed(what),
    amount: figure.amount_yen === null ? say("figure.unsettled") : thousandYenWithUnit(figure.amount_yen),
    status: sayCode("status", figure.status),
    address: figureAddress(meeting, figure),
  };
  return say(printedOtherwise(figure) ? "cite.repaired" : "cite.figure", {
    ...values,
    printed: figure.printed_text ?? "",
  });
}

function printedOtherwise(figure) {
  return figure.printed_yen !== figure.amount_yen;
}

function listed(parts) {
  return parts.filter(Boolean).join(currentLanguage() === "ja" ? "、" : ", ");
}

/** @returns {HTMLElement} the buttons of a figure's panel */
export function figureTools(meeting, figure) {
  const about = meeting.part("meeting");
  const file = meeting.part("document").file_name;
  const grid = () => ({
    heads: [
      "meeting_id",
      "file_name",
      "line",
      "cell",
      "statement",
      "account",
      "segment",
      "fiscal_year",
      "version",
      "measure",
      "printed_text",
      "amount_yen",
      "unit_yen",
      "status",
    ],
    rows: [
      [
        about.meeting_id,
        file,
        figure.line,
        figure.cell,
        figure.statement,
        figure.account?.path ?? figure.label,
        figure.segment?.name ?? null,
        figure.year,
        figure.version,
        figure.measure,
        figure.printed_text,
        figure.amount_yen,
        figure.unit_yen,
        figure.status,
      ],
    ],
  });
  return make(
    "div.table-tools.before",
    {},
    copyButton("take.copy_link", () => figureAddress(meeting, figure)),
    copyButton("take.copy_citation", () => citationOf(meeting, figure)),
    copyButton("take.copy_tsv", () => tsvOf(grid())),
    copyButton("take.copy_command", () => `tsujitsuma explain ${quoted(file)} ${figure.line} ${figure.cell}`),
    copyButton("take.copy_sql", () => sqlOf(file, figure)),
  );
}

/** For a shell: a name may hold blanks. */
function quoted(text) {
  return /^[\w.\-/]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function sqlOf(file, { line, cell }) {
  const name = file.replaceAll("'", "''");
  return `SELECT * FROM figures WHERE file_name = '${name}' AND source_line = ${line} AND source_column = ${cell};`;
}
