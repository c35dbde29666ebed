/** The unit in which amounts are shown: what the reader chooses, or what fits; and what is known no finer than rounded. */

import { currentLanguage, say } from "./words.js";

const STORED_UNIT = "tsujitsuma.unit";
const CHOICES = ["auto", "1000", "1000000", "100000000"];
const THOUSAND = 1000;
const MILLION = 1e6;
// From here on a chart in thousands would have labels that nobody reads.
const MILLIONS_FROM = 1e9;
const NAMES = { 1: "unit.one", 1000: "unit.thousand", 1000000: "unit.million", 100000000: "unit.hundred_million" };
const listeners = [];
let choice = "auto";

/** Makes the choice in the header work. */
export function startUnits() {
  const select = /** @type {HTMLSelectElement} */ (document.querySelector("[data-unit-choice]"));
  choice = remembered();
  select.value = choice;
  select.addEventListener("change", () => {
    choice = select.value;
    try {
      localStorage.setItem(STORED_UNIT, choice);
    } catch {
      // storage may be forbidden; the choice then lasts as long as the page
    }
    for (const listener of listeners) listener();
  });
}

function remembered() {
  try {
    const stored = localStorage.getItem(STORED_UNIT);
    return stored !== null && CHOICES.includes(stored) ? stored : "auto";
  } catch {
    return "auto";
  }
}

/** Calls `listener` when the reader chooses another unit. */
export function onUnit(listener) {
  listeners.push(listener);
}

/** @returns {number} the unit of tables, in yen */
export function tableUnit() {
  return choice === "auto" ? THOUSAND : Number(choice);
}

/** @returns {string} a unit's name: 千円, 百万円 */
export function unitName(unitYen) {
  const key = NAMES[unitYen];
  return key ? say(key) : `${unitYen.toLocaleString("en-US")} ${say("unit.one")}`;
}

/** @returns {string} a heading of a column of amounts, with its unit */
export function withUnit(text) {
  return currentLanguage() === "ja" ? `${text}（${unitName(tableUnit())}）` : `${text} (${unitName(tableUnit())})`;
}

/**
 * The one unit of a chart, in which all its amounts are told.
 * @param {Array<number|null|undefined>} amounts in yen
 * @returns {{unit: number, name: string, format: (yen: number|null|undefined) => string}}
 */
export function scaleOf(amounts) {
  const largest = Math.max(0, ...amounts.map((yen) => Math.abs(yen ?? 0)));
  const unit = choice === "auto" ? (largest >= MILLIONS_FROM ? MILLION : THOUSAND) : Number(choice);
  return { unit, name: unitName(unit), format: (yen) => inUnit(yen, unit) };
}

/**
 * An amount in the unit of tables; one that is printed in a coarser unit is marked as rounded.
 * @param {number|null|undefined} yen
 * @param {number|null} [knownTo] the unit in which it is printed, in yen
 * @returns {string}
 */
export function amountText(yen, knownTo = null) {
  if (yen === null || yen === undefined || !isRounded(knownTo)) return inUnit(yen, tableUnit());
  const unit = Number(knownTo);
  return `≈ ${inUnit(Math.round(yen / unit) * unit, tableUnit())}`;
}

/** @returns {boolean} whether an amount printed in this unit is known less exactly than tables show it */
export function isRounded(knownTo) {
  return (knownTo ?? 0) > tableUnit();
}

/**
 * An amount in thousand yen, to the yen: what proofs are told in.
 * @param {number|null|undefined} yen
 * @returns {string}
 */
export function thousandYen(yen) {
  return inUnit(yen, THOUSAND);
}

/**
 * The same with its unit.
 * @param {number|null|undefined} yen
 * @returns {string}
 */
export function thousandYenWithUnit(yen) {
  if (yen === null || yen === undefined) return "?";
  return currentLanguage() === "ja" ? `${thousandYen(yen)}千円` : `${thousandYen(yen)} thousand yen`;
}

/** An amount in a unit; a minus is △ in Japanese, − in English. What is not nil is never shown as nil. */
function inUnit(yen, unit) {
  if (yen === null || yen === undefined) return "?";
  const size = Math.abs(yen) / unit;
  const digits = unit === THOUSAND ? 3 : unit === MILLION ? (size < 10 ? 1 : 0) : 2;
  const least = 10 ** -digits / 2;
  const options = size > 0 && size < least ? { maximumSignificantDigits: 1 } : { maximumFractionDigits: digits };
  return signed(yen, size.toLocaleString("en-US", options));
}

function signed(yen, text) {
  if (yen >= 0) return text;
  return currentLanguage() === "ja" ? `△${text}` : `−${text}`;
}
