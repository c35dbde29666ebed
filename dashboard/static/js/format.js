/** Amounts, years, versions and times as a reader of the language expects them. */

import { currentLanguage, say, sayCode, sayName } from "./words.js";

const FIRST_YEAR = 1868;
const HEISEI_BEGAN = 1989;
const REIWA_BEGAN = 2019;
const counts = new Intl.NumberFormat("en-US");

/** @returns {string} a whole number with separators */
export function count(number) {
  return number === null || number === undefined ? "–" : counts.format(number);
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
  if (year >= REIWA_BEGAN) return eraYear("令", year - REIWA_BEGAN + 1);
  return year >= HEISEI_BEGAN ? eraYear("平", year - HEISEI_BEGAN + 1) : String(year);
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

/** @returns {string} a meeting by its natural key, as it ends: 経営審議委員会 第6回 */
export function meetingOf(meetingId) {
  const [, committee, number] = String(meetingId ?? "").match(/([^/]+)\/第(\d+)回$/) ?? [];
  if (committee === undefined)
    return (
      String(meetingId ?? "–")
        .split("/")
        .at(-1) ?? "–"
    );
  return meetingName({ committee, number: Number(number) });
}

/** @returns {string} a heading and what stands under it, as the language sets them apart */
export function under(heading, name) {
  return currentLanguage() === "ja" ? `${heading}：${name}` : `${heading}: ${name}`;
}

/** @returns {string} whose something is; a text may not name it */
export function agencyName(agency) {
  return agency === null ? "?" : sayName("agency", agency);
}

/** @returns {string} a name with its agency, where there are several (undefined: one alone); a text may not name it */
export function withAgency(name, agency) {
  if (agency === undefined) return name;
  const told = agencyName(agency);
  return currentLanguage() === "ja" ? `${name}（${told}）` : `${name} (${told})`;
}

/** @returns {string} what to call a meeting */
export function meetingName(meeting) {
  if (!meeting.committee) return meeting.file_name ?? say("meeting.unnamed");
  const key = meeting.number === null || meeting.number === undefined ? "meeting.title_unnumbered" : "meeting.title";
  return say(key, { committee: sayName("committee", meeting.committee), number: meeting.number });
}
