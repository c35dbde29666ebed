/** Fiscal years over all meetings: a line over the years, one year in its versions, and accounts × segments of a year. */

import { agencyChoice, loadByAgency } from "./by_agency.js";
import { awaiting, disposeChartsIn } from "./charts/chart.js";
import { versionsChart } from "./charts/versions.js";
import { append, make, section, statusMark } from "./dom.js";
import { fiscalYear, meetingOf, under, versionName, withAgency } from "./format.js";
import { accountSlug } from "./known.js";
import { asked, loadJson } from "./load.js";
import { overYears } from "./over_years.js";
import { startPage } from "./page.js";
import { settledAmount, sourceOf } from "./settled_amount.js";
import { amount, amounts, longTable, table } from "./tables.js";
import { nameOf, say, sayCode } from "./words.js";

/** @type {{line: string|null, segment: string|null, version: string|null, statement: string|null}} */
const choice = { line: null, segment: null, version: null, statement: null }; // kept over a change of the language

startPage({
  load: async () => {
    const { fiscal_years: years } = await loadJson("data/years.json");
    const wanted = Number(asked("fy"));
    const chosen = years.includes(wanted) ? wanted : years.at(-1);
    if (chosen === undefined) return { years, year: null };
    return { years, year: await loadByAgency(`data/years/${chosen}`) };
  },
  title: ({ year }) => [year && fiscalYear(year.fiscal_year), say("years.title")].filter(Boolean).join(" · "),
  render: ({ years, year }) => [
    make("h1", {}, say("years.title")),
    year
      ? make("div", {}, chooser(years, year), agencyChoice(year), content(year))
      : make("p.none", {}, say("index.years_none")),
  ],
});

function chooser(years, year) {
  return make(
    "nav.sub",
    { "aria-label": say("years.choose") },
    make("p", {}, make("a", { href: `compare.html?b=${year.fiscal_year}` }, say("compare.open"))),
    make(
      "ul.links",
      {},
      years
        .toReversed()
        .map((one) =>
          make(
            "li",
            {},
            make(
              "a",
              { href: yearAddress(one), "aria-current": one === year.fiscal_year ? "page" : null },
              fiscalYear(one),
            ),
          ),
        ),
    ),
  );
}

function content(year) {
  const over = make("div", { "aria-busy": "true" });
  return [
    section("over-years", say("years.over"), controlsOf(year, over), over),
    section("versions", under(fiscalYear(year.fiscal_year), say("years.chart")), make("div", { id: "one-year" })),
    section("settled", say("years.settled"), settled(year)),
    section("all", say("years.all"), matrix(year)),
  ];
}

/** The page of a year; of the agency that the address names. */
function yearAddress(year) {
  const agency = asked("agency");
  return `years.html?${new URLSearchParams({ fy: String(year), ...(agency === null ? {} : { agency }) })}`;
}

/** The choice of account and segment for both charts. */
function controlsOf(year, over) {
  if (year.series.length === 0) return make("p.none", {}, say("money.none_here"));
  const lines = new Map(year.series.map((one) => [lineOf(one), one]));
  if (!lines.has(choice.line)) choice.line = lineOf(firstTotal(year));
  const line = pick([...lines.keys()], choice.line, (key) => lineName(year, lines.get(key)));
  const segment = make("select");
  const fillSegments = () => {
    const found = year.series.filter((one) => lineOf(one) === choice.line);
    if (!found.some((one) => one.segment === choice.segment)) choice.segment = widest(found);
    segment.replaceChildren();
    append(
      segment,
      found.map((one) =>
        make("option", { value: one.segment, selected: one.segment === choice.segment }, segmentName(one)),
      ),
    );
  };
  const draw = () => {
    const series = year.series.find((one) => lineOf(one) === choice.line && one.segment === choice.segment);
    drawYear(year, series);
    void awaiting(drawYears(year, series, over));
  };
  line.addEventListener("change", () => {
    choice.line = line.value;
    fillSegments();
    draw();
  });
  segment.addEventListener("change", () => {
    choice.segment = segment.value;
    draw();
  });
  fillSegments();
  void awaiting(Promise.resolve().then(draw)); // once the sections stand in the page
  return make(
    "div.controls",
    {},
    make("label", {}, say("money.account"), line),
    make("label", {}, say("money.segment"), segment),
  );
}

function drawYear(year, series) {
  const place = document.getElementById("one-year");
  if (!place) return;
  disposeChartsIn(place);
  place.replaceChildren(chartOf(year, series));
}

/** The account over all years is data of its own, loaded once it is wanted. */
async function drawYears(year, series, place) {
  const account = year.accounts[series.account];
  const wanted = `${choice.line} ${choice.segment}`;
  const slug = await accountSlug(account);
  if (slug === null) return;
  const known = await loadByAgency(`data/accounts/${slug}`, series.agency);
  if (wanted !== `${choice.line} ${choice.segment}` || !place.isConnected) return; // another was chosen meanwhile
  const found = known.series.find((one) => one.segment === series.segment && one.agency === series.agency);
  const label = `${lineName(year, series)} ${segmentName(series)}`;
  disposeChartsIn(place);
  place.replaceChildren();
  place.removeAttribute("aria-busy");
  append(place, [
    found && overYears(label, found.years),
    make(
      "ul.links",
      {},
      make(
        "li",
        {},
        make("a", { href: accountAddress(account) }, say("years.account_page", { name: nameOf(account) })),
      ),
      make(
        "li",
        {},
        make("a", { href: segmentAddress(series.segment) }, say("years.segment_page", { name: segmentName(series) })),
      ),
    ),
  ]);
}

/** @returns {string} the page of an account, by its natural key */
function accountAddress({ statement, path }) {
  return `account.html?${new URLSearchParams({ statement, path })}`;
}

function segmentAddress(name) {
  return `segment.html?${new URLSearchParams({ name })}`;
}

function segmentName({ segment, segment_en: english }) {
  return nameOf({ name: segment, name_en: english });
}

/** The total, where there is one; else the segment with the largest amount. */
function widest(found) {
  const size = (series) => Math.max(...series.amounts.map((one) => Math.abs(one.yen ?? 0)));
  return (found.find((one) => one.is_total) ?? found.reduce((a, b) => (size(b) >= size(a) ? b : a))).segment;
}

function pick(values, chosen, name) {
  return make(
    "select",
    {},
    values.map((value) => make("option", { value, selected: value === chosen }, name(value))),
  );
}

function firstTotal(year) {
  const isIncome = ({ account }) =>
    year.accounts[account]?.statement === "income_statement" && year.accounts[account]?.role !== "item";
  return year.series.find(isIncome) ?? year.series[0];
}

/** @returns {string} the account of an agency: two agencies' amounts are two things */
function lineOf({ account, agency }) {
  return JSON.stringify([account, agency ?? null]);
}

/** @returns {string} an account, with its agency where there are several; a text may not name it */
function lineName(year, { account, agency }) {
  return withAgency(accountName(year, account), agency);
}

function accountName(year, index) {
  const account = year.accounts[index];
  return account ? under(sayCode("statement", account.statement), nameOf(account)) : String(index);
}

function chartOf(year, series) {
  const points = series.amounts.map((one) => ({
    ...one,
    name: versionName(one.version),
    isPrinted: one.is_printed,
    others: one.others ?? [],
    href: sourceOf(one.id, one.line, one.cell),
  }));
  const label = `${fiscalYear(year.fiscal_year)} ${lineName(year, series)} ${segmentName(series)}`;
  const columns = [say("column.version"), amounts(say("column.amount")), say("column.status"), say("column.meeting")];
  return versionsChart({
    label,
    points,
    table: () =>
      table(
        label,
        columns,
        points.map((point) => [point.name, settledAmount(point), statusMark(point.status), meetingLink(point)]),
      ),
  });
}

function meetingLink({ id, meeting, isPrinted }) {
  const name = meeting ? meetingOf(meeting) : (id ?? "–");
  const link = id ? make("a", { href: `meeting.html?id=${encodeURIComponent(id)}#view=money` }, name) : name;
  return isPrinted ? link : [link, " ", make("span.quiet", {}, say("years.carried"))];
}

function settled(year) {
  const rows = year.budget_and_settlement;
  if (rows.length === 0) return make("p.none", {}, say("years.settled_none"));
  const columns = [
    say("column.account"),
    say("column.segment"),
    say("column.version"),
    amounts(say("column.budget")),
    amounts(say("column.settlement")),
    amounts(say("column.difference")),
  ];
  const side = (row, name) => ({
    yen: row[`${name}_yen`],
    status: row[`${name}_status`],
    unit_yen: row[`${name}_unit_yen`],
    id: row[`${name}_id`],
    line: row[`${name}_line`],
    cell: row[`${name}_cell`],
  });
  return longTable(
    say("years.settled"),
    columns,
    rows,
    (row) => [
      lineName(year, row),
      segmentName(row),
      versionName(row.budget_version),
      settledAmount(side(row, "budget")),
      settledAmount(side(row, "settlement")),
      [
        amount(row.difference_yen, Math.max(row.budget_unit_yen, row.settlement_unit_yen)),
        row.is_contradicted && [" ", make("span.badge", { data: { tone: "attention" } }, say("years.contradicted"))],
      ],
    ],
    60,
  );
}

/** @returns {string[]} the versions of all agencies, each behind the one that it follows at an agency */
function versionCodes(year) {
  const codes = [];
  let at = -1;
  year.versions.forEach(({ version, agency }, index) => {
    if (agency !== year.versions[index - 1]?.agency) at = -1;
    if (!codes.includes(version)) codes.splice(at + 1, 0, version);
    at = codes.indexOf(version);
  });
  return codes;
}

/** Accounts down, segments across, the total last: one version at a time. */
function matrix(year) {
  const codes = versionCodes(year);
  const statements = [...new Set(year.accounts.map((account) => account.statement))];
  if (!codes.includes(choice.version ?? "")) choice.version = codes.at(-1) ?? null;
  if (!statements.includes(choice.statement ?? "")) choice.statement = "";
  const version = pick(codes, choice.version, versionName);
  const statement = pick(["", ...statements], choice.statement, (code) =>
    code ? sayCode("statement", code) : say("meeting.filter_all"),
  );
  const place = make("div");
  const draw = () => {
    choice.version = version.value;
    choice.statement = statement.value;
    place.replaceChildren(matrixTable(year));
  };
  version.addEventListener("change", draw);
  statement.addEventListener("change", draw);
  draw();
  return make(
    "div",
    {},
    make(
      "div.controls",
      {},
      make("label", {}, say("column.version"), version),
      make("label", {}, say("column.statement"), statement),
    ),
    place,
  );
}

function matrixTable(year) {
  const isWanted = ({ account }) => !choice.statement || year.accounts[account].statement === choice.statement;
  const series = year.series.filter(isWanted);
  const segments = new Map();
  for (const isTotal of [false, true])
    for (const one of series) if (one.is_total === isTotal) segments.set(one.segment, segmentName(one));
  const rows = new Map();
  // Another agency may know nothing of this version.
  for (const one of series)
    if (one.amounts.some(({ version }) => version === choice.version))
      rows.set(lineOf(one), [...(rows.get(lineOf(one)) ?? []), one]);
  const columns = [say("column.account"), ...[...segments.values()].map((name) => amounts(name))];
  const label = `${say("years.all")} ${fiscalYear(year.fiscal_year)} ${versionName(choice.version)}`;
  return longTable(
    label,
    columns,
    [...rows.values()],
    (ofLine) => [
      make("a", { href: accountAddress(year.accounts[ofLine[0].account]) }, lineName(year, ofLine[0])),
      ...[...segments.keys()].map((name) => {
        const told = ofLine.find((one) => one.segment === name)?.amounts.find((one) => one.version === choice.version);
        return told ? settledAmount(told) : "–";
      }),
    ],
    60,
  );
}
