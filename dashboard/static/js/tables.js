/** Tables that scroll within their own container, and parts of lists that come fifty at a time. */

import { append, make } from "./dom.js";
import { say } from "./words.js";

/**
 * The head of a column: its text, and whether the column is one of numbers.
 * @typedef {{text: string, isNumber?: boolean}} Column
 */

/**
 * @param {string|Column} column
 * @returns {Column}
 */
export function asColumn(column) {
  return typeof column === "string" ? { text: column } : column;
}

/**
 * A table in a container that scrolls by itself and can be reached by keyboard.
 * @param {string} label what the table shows
 * @param {Array<string|Column>} columns
 * @param {Array<Array<import("./dom.js").Child>>} rows
 * @returns {HTMLElement}
 */
export function table(label, columns, rows) {
  const kinds = columns.map(asColumn);
  const head = make(
    "tr",
    {},
    kinds.map((kind) => make("th", { scope: "col", class: kind.isNumber ? "number" : null }, kind.text)),
  );
  const body = make(
    "tbody",
    {},
    rows.map((row) => tableRow(row, kinds)),
  );
  const width = kinds.length > 5 ? "many" : kinds.length; // what a phone needs to keep the columns readable
  return scroller(label, make("table", { data: { columns: width } }, make("thead", {}, head), body));
}

/**
 * A table whose rows come in parts.
 * @param {string} label what the table shows
 * @param {Array<string|Column>} columns
 * @param {any[]} items
 * @param {(item: any) => import("./dom.js").Child[]} cellsOf the cells of an item's row
 * @param {number} step how many at a time
 */
export function longTable(label, columns, items, cellsOf, step) {
  const place = table(label, columns, []);
  const kinds = columns.map(asColumn);
  const more = inParts(
    /** @type {HTMLElement} */ (place.querySelector("tbody")),
    items,
    (item) => tableRow(cellsOf(item), kinds),
    step,
    "index.more",
  );
  return make("div", {}, place, more);
}

/** @returns {HTMLElement} one row for `table` */
function tableRow(cells, kinds) {
  return make(
    "tr",
    {},
    cells.map((cell, index) => {
      const tag = index === 0 ? "th" : "td";
      return make(tag, { scope: index === 0 ? "row" : null, class: kinds[index]?.isNumber ? "number" : null }, cell);
    }),
  );
}

/** @returns {HTMLElement} the container that scrolls */
export function scroller(label, content) {
  return make("div.scroller", { role: "group", "aria-label": label, tabindex: 0 }, content);
}

/**
 * A column of numbers, set right.
 * @param {string} text
 * @returns {Column}
 */
export function number(text) {
  return { text, isNumber: true };
}

/**
 * A list shown in parts, with a button for more.
 * @param {HTMLElement} place
 * @param {any[]} items
 * @param {(item: any) => Node} draw
 * @param {number} step how many at a time
 * @param {string} moreKey word of the button, with {n}
 * @returns {HTMLElement} the place of the button
 */
export function inParts(place, items, draw, step, moreKey) {
  const more = make("p.more");
  let shown = 0;
  const show = (wanted) => {
    append(place, items.slice(shown, wanted).map(draw));
    shown = Math.min(wanted, items.length);
    const left = items.length - shown;
    more.replaceChildren();
    if (left > 0) {
      const button = make("button.plain", { type: "button" }, say(moreKey, { n: Math.min(step, left) }));
      button.addEventListener("click", () => {
        show(shown + step);
        more.querySelector("button")?.focus();
      });
      more.append(button);
    }
  };
  show(step);
  return more;
}
