/** Tables that scroll within their own container, are sorted, filtered and taken away; lists that come in parts. */

import { append, make } from "./dom.js";
import { count } from "./format.js";
import { takeButtons } from "./take.js";
import { amountText, isRounded, tableUnit, unitName, withUnit } from "./units.js";
import { say } from "./words.js";

/**
 * The head of a column: its text, whether it is one of numbers, and whether these are amounts, shown in the unit of
 * tables and taken away in yen.
 * @typedef {{text: string, isNumber?: boolean, isAmount?: boolean}} Column
 */

// A table that is read at a glance needs no search.
const FILTERED_FROM = 10;
const SORTED_FROM = 3;
// Where more columns than this are amounts, their unit stands once above the table.
const UNITS_IN_HEADS = 3;

/**
 * @param {string|Column} column
 * @returns {Column}
 */
export function asColumn(column) {
  return typeof column === "string" ? { text: column } : column;
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
 * A column of amounts: its head names the unit in which they are shown; they are taken away in yen.
 * @param {string} text
 * @returns {Column}
 */
export function amounts(text) {
  return { text, isNumber: true, isAmount: true };
}

/**
 * An amount in a table.
 * @param {number|null} yen
 * @param {number|null} [knownTo] the unit in which it is printed: a rounded one is marked
 * @returns {HTMLElement}
 */
export function amount(yen, knownTo = null) {
  const title = isRounded(knownTo) ? say("amount.rounded") : null;
  return make("span.yen", { data: { value: yen ?? "" }, title }, amountText(yen, knownTo));
}

/**
 * A table in a container that scrolls by itself and can be reached by keyboard.
 * @param {string} label what the table shows
 * @param {Array<string|Column>} columns
 * @param {Array<Array<import("./dom.js").Child>>} rows
 * @returns {HTMLElement}
 */
export function table(label, columns, rows) {
  return longTable(label, columns, rows, (row) => row, Number.POSITIVE_INFINITY);
}

/**
 * A table whose rows come in parts.
 * @param {string} label what the table shows
 * @param {Array<string|Column>} columns
 * @param {any[]} items
 * @param {(item: any) => import("./dom.js").Child[]} cellsOf the cells of an item's row
 * @param {number} step how many at a time
 * @returns {HTMLElement}
 */
export function longTable(label, columns, items, cellsOf, step) {
  const kinds = columns.map(asColumn);
  const made = new Map(); // rows are made when they are first shown, sought or sorted
  const rowOf = (item) => {
    if (!made.has(item)) made.set(item, tableRow(cellsOf(item), kinds));
    return made.get(item);
  };
  const body = make("tbody", { role: "rowgroup" });
  const more = make("div");
  const found = make("output", { "aria-live": "polite" });
  const search = make("input", {
    class: "filter",
    type: "text",
    "aria-label": say("table.filter_of", { name: label }),
  });
  search.placeholder = say("table.filter");
  /** @type {{column: number, isRising: boolean}|null} */
  let order = null;
  const wanted = () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    const shown = words.length === 0 ? items : items.filter((item) => holds(rowOf(item), words));
    return order === null ? shown : sorted(shown, rowOf, order);
  };
  const draw = () => {
    const shown = wanted();
    body.replaceChildren();
    more.replaceChildren(inParts(body, shown, rowOf, step, "index.more"));
    found.textContent = search.value ? `${count(shown.length)} / ${count(items.length)}` : "";
  };
  const areMany = kinds.filter((kind) => kind.isAmount).length > UNITS_IN_HEADS;
  const heads = kinds.map((kind, at) => head(kind, areMany, items.length >= SORTED_FROM ? () => sortBy(at) : null));
  const sortBy = (column) => {
    order = nextOrder(order, column, !kinds[column].isNumber);
    heads.forEach((one, at) => {
      const way = wayOf(order, at);
      if (way) one.setAttribute("aria-sort", way);
      else one.removeAttribute("aria-sort");
    });
    draw();
  };
  search.addEventListener("input", draw);
  draw();
  const width = kinds.length > 5 ? "many" : kinds.length; // what a phone needs to keep the columns readable
  const grid = () => ({
    // A column without a head holds what is done with a row.
    heads: kinds.filter((kind) => kind.text).map((kind) => (kind.isAmount ? `${kind.text} (yen)` : kind.text)),
    rows: wanted().map((item) => [...rowOf(item).cells].filter((_, at) => kinds[at].text).map(cellValue)),
  });
  return make(
    "div.table",
    {},
    items.length > FILTERED_FROM && make("div.table-tools.before", {}, search, found),
    areMany && make("p.unit", {}, say("chart.unit", { unit: unitName(tableUnit()) })),
    scroller(
      label,
      make(
        "table",
        { role: "table", data: { columns: width } },
        make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, heads)),
        body,
      ),
    ),
    more,
    items.length > 0 && make("div.table-tools", {}, takeButtons(label, grid)),
  );
}

/** First the way in which such a column is mostly read, then the other, then the order of the text again. */
function nextOrder(order, column, isRising) {
  if (order?.column !== column) return { column, isRising };
  return order.isRising === isRising ? { column, isRising: !isRising } : null;
}

function wayOf(order, column) {
  if (order?.column !== column) return null;
  return order.isRising ? "ascending" : "descending";
}

/** @returns {HTMLElement} the head of a column; its button sorts */
function head(kind, isUnitAbove, sort) {
  const text = kind.isAmount && !isUnitAbove ? withUnit(kind.text) : kind.text;
  const cell = make("th", { scope: "col", role: "columnheader", class: kind.isNumber ? "number" : null });
  if (!sort || !kind.text) return append(cell, [text]);
  const button = make("button.sort", { type: "button" }, text);
  button.addEventListener("click", sort);
  return append(cell, [button]);
}

function sorted(items, rowOf, { column, isRising }) {
  const way = isRising ? 1 : -1;
  const compared = (a, b) => {
    const [first, second] = [a, b].map((item) => cellValue(rowOf(item).cells[column]));
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    if (typeof first === "number" && typeof second === "number") return way * (first - second);
    return way * String(first).localeCompare(String(second), "ja", { numeric: true });
  };
  return [...items].sort(compared);
}

/**
 * What a cell holds, for sorting and for taking away: the yen of an amount, else its text or number.
 * @param {HTMLElement} cell
 * @returns {string|number|null}
 */
export function cellValue(cell) {
  const exact = cell.querySelector("[data-value]");
  if (exact instanceof HTMLElement) return exact.dataset.value === "" ? null : Number(exact.dataset.value);
  const text = (cell.innerText || cell.textContent || "").replace(/\s+/g, " ").trim();
  if (text === "" || text === "–") return null;
  if (cell.classList.contains("number") && /^[△−-]?[\d,]+(\.\d+)?%?$/.test(text))
    return Number(text.replace(/^[△−]/, "-").replace(/[,%]/g, ""));
  return text;
}

function holds(row, words) {
  const text = fold(row.textContent ?? "");
  return words.every((word) => text.includes(word));
}

/** @returns {string} a text as it is sought: width and case do not matter */
export function fold(text) {
  return text.normalize("NFKC").toLowerCase();
}

/**
 * One row for `table`. Roles are said: on a phone some tables are no table to the browser, each cell under its own label.
 * @returns {HTMLTableRowElement}
 */
function tableRow(cells, kinds) {
  return make(
    "tr",
    { role: "row" },
    cells.map((cell, index) => {
      const { text, isNumber, isAmount } = kinds[index] ?? { text: "" };
      return make(
        index === 0 ? "th" : "td",
        {
          scope: index === 0 ? "row" : null,
          role: index === 0 ? "rowheader" : "cell",
          class: isNumber ? "number" : null,
          data: index > 0 && text ? { label: isAmount ? withUnit(text) : text } : {},
        },
        cell,
      );
    }),
  );
}

/** @returns {HTMLElement} the container that scrolls, and shows at which side it goes on */
export function scroller(label, content) {
  const inner = make("div.scroller", { role: "group", "aria-label": label, tabindex: 0 }, content);
  const frame = make(
    "div.scroll-frame",
    {},
    inner,
    make("span.goes-on", { "aria-hidden": "true" }, say("table.goes_on")),
  );
  const look = () => {
    const left = inner.scrollWidth - inner.clientWidth - inner.scrollLeft;
    frame.dataset.after = String(left > 2);
    frame.dataset.before = String(inner.scrollLeft > 2);
  };
  inner.addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(inner);
  if (content instanceof Element) new ResizeObserver(look).observe(content);
  return frame;
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
