/** One fiscal year over all meetings: from the initial budget over the supplementary ones to the settlement. */

import { disposeChartsIn } from "./charts/chart.js";
import { versionsChart } from "./charts/versions.js";
import { append, make, section, statusMark, statusShape } from "./dom.js";
import { fiscalYear, versionName } from "./format.js";
import { asked, loadJson } from "./load.js";
import { startPage } from "./page.js";
import { amounts, longTable, number, table } from "./tables.js";
import { thousandYen } from "./units.js";
import { nameOf, say, sayCode } from "./words.js";

/** @type {{line: string|null, segment: string|null}} */
const choice = { line: null, segment: null }; // kept over a change of the language

startPage({
  load: async () => {
    const { fiscal_years: years } = await loadJson("data/index.json");
    const wanted = Number(asked("fy"));
    const chosen = years.includes(wanted) ? wanted : years.at(-1);
    return { years, year: chosen === undefined ? null : await loadJson(`data/years/${chosen}.json`) };
  },
  title: ({ year }) => [year && fiscalYear(year.fiscal_year), say("years.title")].filter(Boolean).join(" · "),
  render: ({ years, year }) => [
    make("h1", {}, say("years.title")),
    year ? make("div", {}, chooser(years, year), content(year)) : make("p.none", {}, say("index.years_none")),
  ],
});

function chooser(years, year) {
  return make(
    "nav.sub",
    { "aria-label": say("years.choose") },
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
              { href: `years.html?fy=${one}`, "aria-current": one === year.fiscal_year ? "page" : null },
              fiscalYear(one),
            ),
          ),
        ),
    ),
  );
}

function content(year) {
  return [
    section("versions", `${fiscalYear(year.fiscal_year)}：${say("years.chart")}`, versions(year)),
    section("settled", say("years.settled"), settled(year)),
    section("all", say("years.all"), allAmounts(year)),
  ];
}

function versions(year) {
  if (year.series.length === 0) return make("p.none", {}, say("money.none_here"));
  const place = make("div");
  const lines = new Map(year.series.map((one) => [lineOf(one), one]));
  if (!lines.has(choice.line)) choice.line = lineOf(firstTotal(year));
  const line = pick([...lines.keys()], choice.line, (key) => lineName(year, lines.get(key)));
  const segment = make("select");
  const fillSegments = () => {
    const names = year.series.filter((one) => lineOf(one) === choice.line).map((one) => one.segment);
    if (!names.includes(choice.segment)) choice.segment = widest(year, choice.line);
    segment.replaceChildren();
    append(
      segment,
      names.map((name) => make("option", { value: name, selected: name === choice.segment }, name)),
    );
  };
  const draw = () => {
    const series = year.series.find((one) => lineOf(one) === choice.line && one.segment === choice.segment);
    disposeChartsIn(place);
    place.replaceChildren(chartOf(year, series));
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
  draw();
  return make(
    "div",
    {},
    make(
      "div.controls",
      {},
      make("label", {}, say("money.account"), line),
      make("label", {}, say("money.segment"), segment),
    ),
    place,
  );
}

/** The segment with the largest amount: the total, where there is one. */
function widest(year, line) {
  const size = (series) => Math.max(...series.amounts.map((amount) => Math.abs(amount.yen ?? 0)));
  return year.series.filter((one) => lineOf(one) === line).reduce((a, b) => (size(b) >= size(a) ? b : a)).segment;
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
  const name = accountName(year, account);
  return agency === undefined ? name : `${name}（${agency ?? "?"}）`;
}

function accountName(year, index) {
  const account = year.accounts[index];
  return account ? `${sayCode("statement", account.statement)}：${nameOf(account)}` : String(index);
}

function chartOf(year, series) {
  const points = series.amounts.map((amount) => ({
    name: versionName(amount.version),
    yen: amount.yen,
    status: amount.status,
    isPrinted: amount.is_printed,
    meeting: amount.meeting,
    id: amount.id,
    href: sourceOf(amount.id, amount.line, amount.cell),
  }));
  const label = `${lineName(year, series)} ${series.segment}`;
  const columns = [say("column.version"), amounts(say("column.amount")), say("column.status"), say("column.meeting")];
  return versionsChart({
    label,
    points,
    table: () =>
      table(
        label,
        columns,
        points.map((point) => [
          point.name,
          amountLink(point.yen, point.status, point.href),
          statusMark(point.status),
          meetingLink(point),
        ]),
      ),
  });
}

function meetingLink({ id, meeting, isPrinted }) {
  const link = id
    ? make("a", { href: `meeting.html?id=${encodeURIComponent(id)}#view=money` }, meeting ?? id)
    : (meeting ?? "–");
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
  return longTable(
    say("years.settled"),
    columns,
    rows,
    (row) => [
      lineName(year, row),
      row.segment,
      versionName(row.budget_version),
      amountLink(row.budget_yen, row.budget_status, sourceOf(row.budget_id, row.budget_line, row.budget_cell)),
      amountLink(
        row.settlement_yen,
        row.settlement_status,
        sourceOf(row.settlement_id, row.settlement_line, row.settlement_cell),
      ),
      [
        thousandYen(row.difference_yen),
        row.is_contradicted && [" ", make("span.badge", { data: { tone: "attention" } }, say("years.contradicted"))],
      ],
    ],
    60,
  );
}

/** An amount; one that is disputed is never without its mark. */
function marked(yen, status) {
  return status === "disputed" ? [statusShape(status), " ", thousandYen(yen)] : thousandYen(yen);
}

/** @returns {string|null} the address of the figure that states an amount; none where the text leaves it out */
function sourceOf(id, line, cell) {
  return id && line ? `meeting.html?id=${encodeURIComponent(id)}#line=${line}&cell=${cell}` : null;
}

/** An amount that leads to its source line. */
function amountLink(yen, status, href) {
  return href ? make("a.figure", { href, data: { status } }, marked(yen, status)) : marked(yen, status);
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

function allAmounts(year) {
  const codes = versionCodes(year);
  const columns = [say("column.account"), say("column.segment"), ...codes.map((code) => number(versionName(code)))];
  const cells = (series) => [
    lineName(year, series),
    series.segment,
    ...codes.map((code) => {
      const amount = series.amounts.find((one) => one.version === code);
      if (!amount) return "–";
      return amountLink(amount.yen, amount.status, sourceOf(amount.id, amount.line, amount.cell));
    }),
  ];
  return longTable(say("years.all"), columns, year.series, cells, 60);
}
