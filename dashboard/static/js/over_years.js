/** An account in a segment over all years: its chart, and its amounts as a table, each leading to its line. */

import { yearsChart } from "./charts/years.js";
import { make, statusMark } from "./dom.js";
import { fiscalYear, meetingOf, versionName } from "./format.js";
import { settledAmount, sourceOf } from "./settled_amount.js";
import { amounts, table } from "./tables.js";
import { say } from "./words.js";

/**
 * @param {string} label
 * @param {Array<{year: number, amounts: any[]}>} years
 * @param {{height?: number, extent?: {least: number, most: number}|null}} [more]
 * @returns {HTMLElement}
 */
export function overYears(label, years, more = {}) {
  const points = years.map(({ year, amounts: told }) => ({
    year,
    points: told.map((amount) => ({ ...amount, href: sourceOf(amount.id, amount.line, amount.cell) })),
  }));
  return yearsChart({ label, years: points, table: () => yearsTable(label, years), ...more });
}

/** @returns {HTMLElement} every version of every year, with the meeting that tells it */
export function yearsTable(label, years) {
  const columns = [
    say("column.year"),
    say("column.version"),
    amounts(say("column.amount")),
    say("column.status"),
    say("column.meeting"),
  ];
  return table(
    label,
    columns,
    years.flatMap(({ year, amounts: told }) =>
      told.map((amount) => [
        fiscalYear(year),
        versionName(amount.version),
        settledAmount(amount),
        statusMark(amount.status),
        [
          make("a", { href: `meeting.html?id=${encodeURIComponent(amount.id)}#view=money` }, meetingOf(amount.meeting)),
          !amount.is_printed && [" ", make("span.quiet", {}, say("years.carried"))],
        ],
      ]),
    ),
  );
}

/** @returns {any} the amount that holds for a year: its settlement, else its last budget */
export function holding(told) {
  return told.findLast((amount) => amount.version === "settlement") ?? told.at(-1) ?? null;
}

/** @returns {{least: number, most: number}} what series reach down and up to: for charts that share their scale */
export function extentOf(series) {
  const all = series.flatMap((one) => one.years.flatMap(({ amounts: told }) => told.map(({ yen }) => yen ?? 0)));
  return { least: Math.min(0, ...all), most: Math.max(0, ...all) };
}
