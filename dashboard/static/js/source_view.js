/** Lines of the text with their numbers; cells set apart, one of them marked, figures leading to their panel. */

import { append, make } from "./dom.js";
import { figureButton } from "./figure_button.js";
import { count, period } from "./format.js";
import { nameOf, say, sayCode } from "./words.js";

const NEIGHBOURS = 5;

/**
 * The line of a figure with its neighbours.
 * @param {import("./meeting.js").Meeting} meeting
 * @param {Record<string, string>} lines
 * @param {{line: number, cell: number, printed_text: string|null}} place
 * @returns {HTMLElement}
 */
export function sourceLines(meeting, lines, place) {
  const list = make("ol.lines", { role: "list", tabindex: 0, "aria-label": say("figure.source") });
  const names = columnNames(meeting, place.line, lines[place.line] ?? "");
  if (names.length > 0) {
    list.classList.add("aligned");
    list.style.setProperty("--columns", String(names.length));
    list.append(headsOf(names));
  }
  for (let line = place.line - NEIGHBOURS; line <= place.line + NEIGHBOURS; line += 1) {
    if (lines[line] !== undefined)
      list.append(textLine(meeting, line, lines[line], line === place.line ? place : null));
  }
  return list;
}

/**
 * What the cells of a line stand for: what its figures do not share, be it segment, year, version or measure.
 * @returns {string[]} a name a cell, the label's empty; none where the line is no row of a table
 */
function columnNames(meeting, line, text) {
  const cells = cellsOf(text);
  const figures = cells.map((_, cell) => (cell > 0 ? meeting.figure(meeting.figureAt(line, cell)) : null));
  const known = figures.filter((figure) => figure !== null);
  if (known.length === 0 || cells.length < 2) return [];
  const differs = (of) => new Set(known.map(of)).size > 1;
  const parts = [
    (figure) => nameOf(figure.segment),
    (figure) => period(figure.year, figure.version),
    (figure) => (figure.measure === "amount" ? "" : sayCode("measure", figure.measure)),
  ];
  const telling = parts.filter(differs);
  const shown = telling.length > 0 ? telling : parts.slice(0, 1);
  return figures.map((figure) =>
    figure
      ? shown
          .map((of) => of(figure))
          .filter(Boolean)
          .join(" ")
      : "",
  );
}

/** The heads of aligned cells. */
function headsOf(names) {
  return make(
    "li.heads",
    {},
    make("span.at"),
    make(
      "span.cells",
      {},
      names.map((name) => make("span.cell", {}, name)),
    ),
  );
}

/** The cells of a line; rows of the text carry an empty last one. */
function cellsOf(text) {
  const cells = text.split("\t");
  while (cells.length > 1 && cells.at(-1).trim() === "") cells.pop();
  return cells;
}

/** @returns {HTMLElement} the one line of a figure, its cell marked */
export function sourceLine(meeting, lines, place) {
  const text = lines[place.line];
  return make(
    "div.lines.short",
    { role: "group" },
    text === undefined ? count(place.line) : textLine(meeting, place.line, text, place, "div", false),
  );
}

/**
 * A line of the text.
 * @param {{cell: number, printed_text: string|null}|null} here the cell to mark, if it is in this line
 * @param {boolean} [leads] whether its other figures are buttons
 * @returns {HTMLElement}
 */
export function textLine(meeting, line, text, here, tag = "li", leads = true) {
  const cells = cellsOf(text);
  const shown = cells.map((content, cell) => {
    if (here && cell === here.cell) return marked(content, here.printed_text);
    const figure = leads && cell > 0 ? meeting.figureAt(line, cell) : null;
    return figure === null ? content : figureButton(figure, null, meeting.figure(figure).status, content);
  });
  const attributes = { class: cells.length === 1 ? "whole" : null, data: { line } };
  if (here) attributes.data.here = "";
  return append(make(tag, attributes), [
    make("span.at", {}, count(line)),
    make(
      "span.cells",
      {},
      shown.map((content) => make("span.cell", {}, content)),
    ),
  ]);
}

/** The printed text within its cell: in prose the cell is the whole line. */
function marked(content, printed) {
  const note = make("span.only-heard", {}, ` ${say("figure.marked")} `);
  const at = printed && printed !== content.trim() ? find(content, printed) : -1;
  if (at < 0) return make("mark", {}, content || "␣", note);
  return append(make("span"), [
    content.slice(0, at),
    make("mark", {}, printed, note),
    content.slice(at + printed.length),
  ]);
}

function find(content, printed) {
  const isPartOfNumber = /[0-9０-９,，.．]/;
  for (let at = content.indexOf(printed); at >= 0; at = content.indexOf(printed, at + 1)) {
    const around = [content[at - 1] ?? "", content[at + printed.length] ?? ""];
    if (!around.some((character) => isPartOfNumber.test(character))) return at;
  }
  return content.indexOf(printed);
}
