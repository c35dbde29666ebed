/** Taking things away: files of a table or chart, and what goes onto the clipboard. Nothing leaves this machine. */

import { make } from "./dom.js";
import { say } from "./words.js";

/**
 * What is taken of a table: its heads, and rows of text or numbers.
 * @typedef {{heads: string[], rows: Array<Array<string|number|null>>}} Grid
 */

const SAID_FOR = 1600; // milliseconds for which a button says what it did

/** @returns {string} for a spreadsheet: amounts in yen, and no text that a spreadsheet would take for a formula */
export function csvOf({ heads, rows }) {
  const field = (value) => {
    const text = safe(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  // Excel takes a file for UTF-8 only where it begins with this mark.
  return `\ufeff${[heads, ...rows].map((row) => row.map(field).join(",")).join("\r\n")}\r\n`;
}

/** @returns {string} for the clipboard: pasted into a spreadsheet, each value has its cell */
export function tsvOf({ heads, rows }) {
  return [heads, ...rows]
    .map((row) => row.map((value) => safe(value).replace(/[\t\r\n]+/g, " ")).join("\t"))
    .join("\n");
}

/** @returns {string} an object a row, named by the heads */
export function jsonOf({ heads, rows }) {
  return `${JSON.stringify(
    rows.map((row) => Object.fromEntries(row.map((value, at) => [heads[at] || `column_${at + 1}`, value]))),
    null,
    1,
  )}\n`;
}

function safe(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  return /^[=+@-]/.test(value) ? `'${value}` : value;
}

/**
 * Gives the reader a file.
 * @param {string} name without its ending
 * @param {string} ending such as "csv"
 * @param {string|Blob} content
 */
export function download(name, ending, content) {
  const types = { csv: "text/csv;charset=utf-8", json: "application/json", svg: "image/svg+xml" };
  const blob = content instanceof Blob ? content : new Blob([content], { type: types[ending] });
  const address = URL.createObjectURL(blob);
  const link = make("a", { href: address, download: `${fileName(name)}.${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function fileName(text) {
  return (
    text
      .normalize("NFKC")
      .replace(/[\\/:*?"<>|\s]+/g, "_")
      .replace(/^[._]+|[._]+$/g, "")
      .slice(0, 80) || "tsujitsuma"
  );
}

/**
 * A button that copies, and says that it did.
 * @param {string} key word of the button
 * @param {() => string|Promise<string>} text
 * @returns {HTMLElement}
 */
export function copyButton(key, text) {
  const button = make("button.tool", { type: "button", data: { copy: key } }, say(key));
  button.addEventListener("click", () =>
    copied(text).then(
      () => told(button, key, "take.copied"),
      () => told(button, key, "take.not_copied"),
    ),
  );
  return button;
}

function told(button, key, said) {
  button.textContent = say(said);
  setTimeout(() => {
    button.textContent = say(key);
  }, SAID_FOR);
}

async function copied(of) {
  const told = of();
  const text = typeof told === "string" ? told : await told;
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // A page that was not loaded over https or from this machine has no clipboard of its own.
  const place = make("textarea", { class: "only-heard", "aria-hidden": "true" });
  place.value = text;
  document.body.append(place);
  place.select();
  const isCopied = document.execCommand("copy");
  place.remove();
  if (!isCopied) throw new Error("not copied");
}

/**
 * The buttons that take a table away.
 * @param {string} name of its files
 * @param {() => Grid|Promise<Grid>} grid
 * @returns {HTMLElement[]}
 */
export function takeButtons(name, grid) {
  const button = (ending, of) => {
    const label = say("take.as", { kind: ending.toUpperCase(), name });
    const one = make(
      "button.tool",
      { type: "button", "aria-label": label, data: { take: ending } },
      ending.toUpperCase(),
    );
    one.addEventListener("click", async () => download(name, ending, of(await grid())));
    return one;
  };
  return [button("csv", csvOf), button("json", jsonOf), copyButton("take.copy_table", async () => tsvOf(await grid()))];
}
