/** The table of meetings: newest first, searched and filtered, fifty at a time; older ones are loaded when wanted. */

import { awaiting } from "./charts/chart.js";
import { append, make, statusMark } from "./dom.js";
import { agencyName, count, date, meetingName } from "./format.js";
import { having } from "./frame.js";
import { loadJson } from "./load.js";
import { inParts, scroller } from "./tables.js";
import { takeButtons } from "./take.js";
import { STATUSES, statusBar } from "./tiles.js";
import { judge } from "./verdict.js";
import { say } from "./words.js";

const AT_ONCE = 50;
const CONTROLS_FROM = 5;
const FILTERS = ["all", "attention", "repaired"];
/** @type {{words: string, only: string, order: string|null}} */
const choice = { words: "", only: "all", order: null }; // kept over a change of the language
/** By what the meetings can be ordered, the largest first; without an order the newest is first. */
const ORDERS = {
  identities: (meeting) => meeting.identities.failed,
  repairs: (meeting) => meeting.repairs,
  disputed: (meeting) => meeting.figures.disputed,
  unexplained: (meeting) => meeting.numbers.unexplained,
};

/** @type {(() => void)|null} */
let showAgain = null; // draws the table with the present choice; null while there are no controls

/** Shows only the meetings of a filter, as a link of the verdict asks; without controls all stay. */
export function showOnly(filter) {
  if (!showAgain) return;
  choice.only = filter;
  choice.words = "";
  showAgain();
}

/** @type {Map<string, Promise<any[]>>} the meetings of a year, loaded once */
const years = new Map();

/** @returns {Promise<any[]>} all meetings: the overview holds the newest ones alone where there are many */
function allOf(index) {
  const load = (year) => loadJson(`data/lists/${year}.json`).then((list) => list.meetings);
  for (const year of index.years_of_meetings) if (!years.has(year)) years.set(year, load(year));
  return years.size === 0 ? Promise.resolve(index.meetings) : Promise.all(years.values()).then((all) => all.flat());
}

/** @returns {HTMLElement} controls and table */
export function meetingsTable(index) {
  let meetings = index.meetings;
  const total = index.totals.documents.published;
  const body = make("tbody");
  const heads = make("thead");
  const more = make("div");
  const found = make("output", { "aria-live": "polite" });
  const rowOf = (meeting) => row(meeting, index.has_several_agencies);
  const isWhole = () => meetings.length >= total;
  const isAsked = () => choice.words !== "" || choice.only !== "all" || choice.order !== null;
  const show = () => {
    if (isAsked() && !isWhole()) {
      void withAll(show);
      return;
    }
    const shown = ordered(meetings.filter(isWanted));
    heads.replaceChildren(head(show));
    body.replaceChildren();
    more.replaceChildren(isWhole() ? inParts(body, shown, rowOf, AT_ONCE, "index.more") : begun(shown));
    const n = isWhole() ? shown.length : total;
    found.textContent = n > 0 ? say("index.found", { n: count(n) }) : say("index.none_found");
  };
  const withAll = async (then) => {
    meetings = await awaiting(allOf(index));
    then();
  };
  /** The newest ones, and a button that brings the others. */
  const begun = (shown) => {
    append(body, shown.slice(0, AT_ONCE).map(rowOf));
    const button = make("button.plain", { type: "button" }, say("index.more", { n: AT_ONCE }));
    const goOn = () => {
      show();
      more.querySelector("button")?.click();
    };
    button.addEventListener("click", () => void withAll(goOn));
    return make("p.more", {}, button);
  };
  const place = scroller(say("index.meetings"), append(make("table"), [heads, body]));
  place.classList.add("meetings");
  const taken = make(
    "div.table-tools",
    {},
    takeButtons(say("index.meetings"), async () => {
      if (!isWhole()) meetings = await allOf(index);
      return gridOf(ordered(meetings.filter(isWanted)));
    }),
  );
  const parts = [place, more, taken];
  showAgain = null;
  if (total > CONTROLS_FROM) {
    const above = make("div", {}, controls(show, found));
    parts.unshift(above);
    showAgain = () => {
      above.replaceChildren(controls(show, found));
      show();
    };
  }
  show();
  return make("div", {}, parts);
}

function isWanted(meeting) {
  if (choice.only === "attention" && !needsAttention(meeting)) return false;
  if (choice.only === "repaired" && meeting.repairs === 0) return false;
  const wanted = fold(choice.words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return true;
  const text = fold(
    [meeting.agency, meeting.number, meetingName(meeting), meeting.date, date(meeting.date), meeting.file_name].join(
      " ",
    ),
  );
  return wanted.every((word) => text.includes(word));
}

function needsAttention(meeting) {
  return judge(meeting) !== "holds" || meeting.numbers.unexplained > 0;
}

function fold(text) {
  return text.normalize("NFKC").toLowerCase();
}

function controls(show, found) {
  const search = make("input", { type: "search", placeholder: say("index.search_hint"), value: choice.words });
  search.addEventListener("input", () => {
    choice.words = search.value;
    show();
  });
  const only = make(
    "select",
    {},
    FILTERS.map((filter) =>
      make("option", { value: filter, selected: filter === choice.only }, say(`index.only_${filter}`)),
    ),
  );
  only.addEventListener("change", () => {
    choice.only = only.value;
    show();
  });
  return make(
    "div.controls",
    {},
    make("label", {}, say("index.search"), search),
    make("label", {}, say("index.only"), only),
    found,
  );
}

function ordered(meetings) {
  const by = choice.order === null ? null : ORDERS[choice.order];
  return by ? [...meetings].sort((a, b) => by(b) - by(a)) : meetings;
}

/** The heads; those of numbers put the largest first, and once more the newest. */
function head(show) {
  const plain = (key) => make("th", { scope: "col" }, say(`column.${key}`));
  const sorting = (key) => {
    const button = make("button.sort", { type: "button", data: { order: key } }, say(`column.${key}`));
    button.addEventListener("click", () => {
      choice.order = choice.order === key ? null : key;
      show();
      having(document, "data-order").forEach((one) => {
        if (one.dataset.order === key) one.focus();
      });
    });
    const way = choice.order === key ? "descending" : null;
    return make("th", { scope: "col", class: "number", "aria-sort": way }, button);
  };
  return make("tr", {}, ["meeting", "date", "verdict"].map(plain), Object.keys(ORDERS).map(sorting), plain("figures"));
}

/** The meetings that are shown, as they are taken away. */
function gridOf(meetings) {
  return {
    heads: [
      "meeting_id",
      "date",
      "file_name",
      "verdict",
      "identities",
      "held",
      "failed",
      "repairs",
      ...STATUSES,
      "unexplained",
    ],
    rows: meetings.map((one) => [
      one.meeting_id,
      one.date,
      one.file_name,
      judge(one),
      one.identities.checked,
      one.identities.held,
      one.identities.failed,
      one.repairs,
      ...STATUSES.map((status) => one.figures[status]),
      one.numbers.unexplained,
    ]),
  };
}

/** Two agencies' meetings have the same names: where there are several, each is told with its own. */
function row(meeting, withAgency) {
  const { disagreements } = meeting;
  const verdict = judge(meeting);
  const mark = statusMark(
    { holds: "held", unchecked: "unchecked" }[verdict] ?? (verdict === "fails" ? "failed" : "disputed"),
  );
  const labelled = (key, value) => make("td.number", { data: { label: say(`column.${key}`) } }, value);
  return make(
    "tr",
    {},
    make(
      "th.name",
      { scope: "row" },
      make("a", { href: `meeting.html?id=${encodeURIComponent(meeting.id)}` }, meetingName(meeting)),
      withAgency && make("span.agency", {}, agencyName(meeting.agency)),
      make("span.file", {}, meeting.file_name),
    ),
    make("td.nowrap", {}, date(meeting.date)),
    make(
      "td",
      {},
      mark,
      disagreements > 0 && [
        " ",
        make("span.badge", { data: { tone: "bad" } }, say("verdict.link_adoption", { n: count(disagreements) })),
      ],
      meeting.accepted && [" ", make("span.badge", { data: { tone: "attention" } }, say("verdict.accepted"))],
    ),
    labelled("identities", `${count(meeting.identities.held)} / ${count(meeting.identities.checked)}`),
    labelled("repairs", count(meeting.repairs)),
    labelled("disputed", count(meeting.figures.disputed)),
    labelled("unexplained", count(meeting.numbers.unexplained)),
    make("td", {}, statusBar(meeting.figures, true)),
  );
}
