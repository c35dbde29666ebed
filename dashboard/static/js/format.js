/** Amounts, years, versions and times as a reader of the language expects them. */

import { currentLanguage, say, sayCode } from "./words.js";

const FIRST_YEAR = 1868;
const HEISEI_BEGAN = 1989;
const REIWA_BEGAN = 2019;
const counts = new Intl.NumberFormat("en-US");
const thousands = new Intl.NumberFormat("en-US", { maximumFractionDigits: 3 });

/** @returns {string} a whole number with separators */
export function count(number) {
  return number === null || number === undefined ? "–" : counts.format(number);
}

/**
 * An amount in thousand yen; a minus is △ in Japanese, − in English.
 * @param {number|null} yen
 * @returns {string}
 */
export function thousandYen(yen) {
  if (yen === null || yen === undefined) return "?";
  return signed(yen, thousands.format(Math.abs(yen) / 1000));
}

/** @returns {string} an amount in thousand yen with its unit */
export function thousandYenWithUnit(yen) {
  if (yen === null || yen === undefined) return "?";
  return currentLanguage() === "ja" ? `${thousandYen(yen)}千円` : `${thousandYen(yen)} thousand yen`;
}

function signed(yen, text) {
  if (yen >= 0) return text;
  return currentLanguage() === "ja" ? `△${text}` : `−${text}`;
}

/**
 * A short form for charts and tiles: 718億円, 12百万円; ¥71.8bn, ¥12m.
 * @param {number|null} yen
 * @returns {string}
 */
export function shortYen(yen) {
  if (yen === null || yen === undefined) return "?";
  /** @type {Array<[step: number, before: string, after: string]>} */
  const steps =
    currentLanguage() === "ja"
      ? [
          [1e12, "", "兆円"],
          [1e8, "", "億円"],
          [1e6, "", "百万円"],
          [1e3, "", "千円"],
          [1, "", "円"],
        ]
      : [
          [1e12, "¥", "tn"],
          [1e9, "¥", "bn"],
          [1e6, "¥", "m"],
          [1e3, "¥", "k"],
          [1, "¥", ""],
        ];
  const size = Math.abs(yen);
  const [step, before, after] = steps.find(([one]) => size >= one) ?? steps[steps.length - 1];
  const shown = size / step;
  const digits = shown >= 100 || Number.isInteger(shown) ? 0 : 1;
  return signed(yen, before + shown.toLocaleString("en-US", { maximumFractionDigits: digits }) + after);
}

/** @returns {string} 平成27年度（2015） or FY2015; 年度不明 for one that is not printed (0, or counted from it) */
export function fiscalYear(year) {
  if (year === null || year === undefined) return "";
  if (year < FIRST_YEAR) return unprintedYear(year);
  if (currentLanguage() === "en") return `FY${year}`;
  if (year >= REIWA_BEGAN) return `${eraYear("令和", year - REIWA_BEGAN + 1)}年度（${year}）`;
  if (year >= HEISEI_BEGAN) return `${eraYear("平成", year - HEISEI_BEGAN + 1)}年度（${year}）`;
  return `${year}年度`;
}

/** @returns {string} 平27 or 2015, for axes */
export function shortFiscalYear(year) {
  if (year < FIRST_YEAR) return unprintedYear(year);
  if (currentLanguage() === "en") return String(year);
  if (year >= REIWA_BEGAN) return `令${year - REIWA_BEGAN + 1}`;
  return year >= HEISEI_BEGAN ? `平${year - HEISEI_BEGAN + 1}` : String(year);
}

function unprintedYear(year) {
  if (year === 0) return say("year.unprinted");
  return say("year.beside_unprinted", { shift: year > 0 ? `+${year}` : String(year) });
}

function eraYear(era, number) {
  return era + (number === 1 ? "元" : number);
}

/** @returns {string} the budget version's word */
export function versionName(code) {
  if (code?.startsWith("before_"))
    return say("version.before", { version: sayCode("version", code.slice("before_".length)) });
  return sayCode("version", code);
}

/** @returns {string} year and version together */
export function period(year, version) {
  return [fiscalYear(year), versionName(version)].filter(Boolean).join(currentLanguage() === "ja" ? " " : ", ");
}

/** @returns {string} the date of an ISO date, such as 2015年2月26日 */
export function date(iso) {
  if (!iso) return "–";
  const [year, month, day] = iso.slice(0, 10).split("-").map(Number);
  if (currentLanguage() === "ja") return `${year}年${month}月${day}日`;
  return new Date(Date.UTC(year, month - 1, day)).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
}

/** @returns {string} an ISO time in the reader's own time zone */
export function time(iso) {
  if (!iso) return "–";
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return String(iso);
  return moment.toLocaleString(currentLanguage() === "ja" ? "ja-JP" : "en-GB", {
    year: "numeric",
    month: currentLanguage() === "ja" ? "numeric" : "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
}

/** @returns {string} a share from 0 to 1 as per cent; never rounded up to 100 % */
export function percent(share) {
  if (share === null || share === undefined) return "–";
  return `${(Math.floor(share * 1000) / 10).toLocaleString("en-US")}%`;
}

/** @returns {string} the unit's name: 千円, 百万円 */
export function unitName(unitYen) {
  const keys = { 1: "unit.one", 1000: "unit.thousand", 1000000: "unit.million" };
  return keys[unitYen] ? say(keys[unitYen]) : `${count(unitYen)} ${say("unit.one")}`;
}

/** @returns {string} what to call a meeting */
export function meetingName(meeting) {
  if (!meeting.committee) return meeting.file_name ?? say("meeting.unnamed");
  const key = meeting.number === null || meeting.number === undefined ? "meeting.title_unnumbered" : "meeting.title";
  return say(key, { committee: meeting.committee, number: meeting.number });
}
