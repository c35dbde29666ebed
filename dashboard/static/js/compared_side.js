/** One side of a comparison: a fiscal year as all meetings tell it, or one meeting; in a year and version of it. */

import { loadByAgency } from "./by_agency.js";
import { fiscalYear, meetingOf, period, shortFiscalYear, under, versionName } from "./format.js";
import { textOfMeeting } from "./known.js";
import { loadJson } from "./load.js";
import { Meeting } from "./meeting.js";
import { sayName } from "./words.js";

/**
 * What is told of a year and version: accounts and segments by their keys, and the amounts of each.
 * @typedef {{name: string, short: string, accounts: Map<string, any>, segments: Map<string, any>,
 *           amounts: Map<string, Map<string, any>>}} Told
 * @typedef {{periods: Array<{key: string, name: string}>, told: (period: string) => Told}} Side
 */

/** @returns {string} what an account is called on both sides */
export function accountKey({ statement, path }) {
  return `${statement}|${path}`;
}

/**
 * @param {string} source a fiscal year, or a meeting's id
 * @param {{fiscal_years: number[]}} index the fiscal years that are known
 * @returns {Promise<Side|null>} null where there is none of that name
 */
export async function loadSide(source, index) {
  if (/^-?\d+$/.test(source)) {
    if (!index.fiscal_years.includes(Number(source))) return null;
    return sideOfYear(await loadByAgency(`data/years/${Number(source)}`));
  }
  const id = await textOfMeeting(source);
  if (id === null) return null;
  return sideOfMeeting(await new Meeting(await loadJson(`data/meetings/${id}.json`)).withParts("money"));
}

/** @returns {Side} */
function sideOfYear(year) {
  const keyOf = ({ version, agency }) => (agency === undefined ? version : `${version}@${agency}`);
  const nameOf = ({ version, agency }) =>
    agency === undefined ? versionName(version) : `${sayName("agency", agency) || "?"}: ${versionName(version)}`;
  return {
    periods: year.versions.map((one) => ({ key: keyOf(one), name: nameOf(one) })),
    told: (wanted) => {
      const version = versionName(wanted.split("@")[0]);
      const told = empty(
        `${fiscalYear(year.fiscal_year)} ${version}`,
        `${shortFiscalYear(year.fiscal_year)} ${version}`,
      );
      for (const series of year.series)
        for (const amount of series.amounts)
          if (keyOf({ version: amount.version, agency: series.agency }) === wanted) {
            const segment = { name: series.segment, name_en: series.segment_en, is_total: series.is_total };
            put(told, year.accounts[series.account], segment, amount);
          }
      return told;
    },
  };
}

/** @returns {Side} a meeting's, totals and results alone, as in a year's */
function sideOfMeeting(meeting) {
  const { statements } = meeting.part("money");
  const { id, meeting_id: natural } = meeting.part("meeting");
  const keyOf = ({ year, version }) => `${year}:${version}`;
  const periods = new Map(statements.map((one) => [keyOf(one), period(one.year, one.version)]));
  return {
    periods: [...periods].map(([key, name]) => ({ key, name })),
    told: (wanted) => {
      const [year, version] = wanted.split(":");
      const told = empty(
        under(meetingOf(natural), periods.get(wanted) ?? ""),
        `${shortFiscalYear(Number(year))} ${versionName(version)}`,
      );
      for (const statement of statements.filter((one) => keyOf(one) === wanted))
        for (const row of statement.rows) {
          const account = meeting.account(row.account);
          if (!account || account.role === "item") continue;
          row.cells.forEach((cell, at) => {
            const segment = meeting.segment(statement.segments[at]);
            if (cell && segment) put(told, { ...account, statement: statement.statement }, segment, amountOf(cell));
          });
        }
      return told;
    },
  };

  function amountOf({ yen, status, figure }) {
    const { line, cell, unit_yen: unit } = meeting.figure(figure) ?? {};
    return { yen, status, unit_yen: unit ?? null, id, line, cell };
  }
}

/** @returns {Told} */
function empty(name, short) {
  return { name, short, accounts: new Map(), segments: new Map(), amounts: new Map() };
}

function put(told, account, segment, amount) {
  const key = accountKey(account);
  told.accounts.set(key, account);
  told.segments.set(segment.name, segment);
  const cells = told.amounts.get(key) ?? new Map();
  cells.set(segment.name, amount);
  told.amounts.set(key, cells);
}
