/** One segment over all years and meetings, by its name: results, accounts × years, commitments, where plans speak of it. */

import { agencyChoice, loadByAgency } from "./by_agency.js";
import { make, section, statusMark } from "./dom.js";
import { fiscalYear, under, versionName, withAgency } from "./format.js";
import { segmentSlug } from "./known.js";
import { asked, LoadFault } from "./load.js";
import { holding, overYears } from "./over_years.js";
import { startPage } from "./page.js";
import { settledAmount } from "./settled_amount.js";
import { amounts, longTable, number, table } from "./tables.js";
import { takeAddress } from "./take_address.js";
import { nameOf, say, sayCode } from "./words.js";

startPage({
  load: async () => {
    const name = asked("name") ?? "";
    const slug = await segmentSlug(name);
    if (slug === null) throw new LoadFault(say("state.no_segment", { name }));
    return loadByAgency(`data/segments/${slug}`);
  },
  title: (segment) => nameOf(segment),
  render: (segment) => [
    make("p.crumb", {}, make("a", { href: "years.html" }, `← ${say("page.years")}`)),
    make("h1", {}, nameOf(segment)),
    takeAddress(() => nameOf(segment)),
    agencyChoice(segment),
    results(segment),
    section("all", say("segment_page.all"), matrix(segment)),
    section("commitments", say("money.commitments"), commitments(segment)),
    section("sections", say("segment_page.sections"), sections(segment)),
  ],
});

function lineName(segment, { account, agency }) {
  const one = segment.accounts[account];
  return withAgency(under(sayCode("statement", one.statement), nameOf(one)), agency);
}

function results(segment) {
  const shown = segment.series.filter((one) => one.is_drawn);
  if (shown.length === 0) return null;
  return section(
    "results",
    say("segment_page.results"),
    make(
      "div.multiples",
      {},
      shown.map((one) =>
        make(
          "div",
          {},
          make("h3", {}, make("a", { href: accountAddress(segment, one) }, lineName(segment, one))),
          overYears(`${lineName(segment, one)} ${nameOf(segment)}`, one.years, { height: 210 }),
        ),
      ),
    ),
  );
}

function accountAddress(segment, { account }) {
  const { statement, path } = segment.accounts[account];
  return `account.html?${new URLSearchParams({ statement, path, segment: segment.name })}`;
}

/** Accounts down, years across: the settlement of a year, else its last budget, which says so. */
function matrix(segment) {
  const years = [...new Set(segment.series.flatMap((one) => one.years.map(({ year }) => year)))].sort((a, b) => a - b);
  const columns = [say("column.account"), ...years.map((year) => amounts(fiscalYear(year)))];
  return longTable(
    `${nameOf(segment)} ${say("segment_page.all")}`,
    columns,
    segment.series,
    (one) => [
      make("a", { href: accountAddress(segment, one) }, lineName(segment, one)),
      ...years.map((year) => {
        const told = holding(one.years.find((other) => other.year === year)?.amounts ?? []);
        return told ? [settledAmount(told), make("small.version", {}, versionName(told.version))] : "–";
      }),
    ],
    60,
  );
}

function commitments(segment) {
  if (segment.commitments.length === 0) return make("p.none", {}, say("segment_page.no_commitments"));
  const columns = [
    say("column.item"),
    amounts(say("column.limit")),
    say("column.budget_year"),
    say("column.bearing_years"),
    say("column.status"),
  ];
  return table(
    `${nameOf(segment)} ${say("money.commitments")}`,
    columns,
    segment.commitments.map((one) => [
      make("span", { lang: "ja" }, one.commitment_name),
      settledAmount({
        yen: one.limit_yen,
        status: one.status,
        id: one.id,
        line: one.source_line,
        cell: one.source_column,
      }),
      fiscalYear(one.budget_year),
      `${fiscalYear(one.first_bearing_year)} – ${fiscalYear(one.last_bearing_year)}`,
      statusMark(one.status),
    ]),
  );
}

function sections(segment) {
  if (segment.sections.length === 0) return make("p.none", {}, say("segment_page.no_sections"));
  const columns = [say("column.programme"), say("column.heading"), say("column.words"), number(say("column.line"))];
  return longTable(
    `${nameOf(segment)} ${say("segment_page.sections")}`,
    columns,
    segment.sections,
    (one) => [
      make("span", { lang: "ja" }, one.programme_title ?? ""),
      make("span", { lang: "ja" }, one.section_title ?? ""),
      make("span", { lang: "ja" }, one.words ?? ""),
      make(
        "a",
        { href: `meeting.html?id=${encodeURIComponent(one.id)}#view=text&at=${one.source_line}` },
        String(one.source_line),
      ),
    ],
    30,
  );
}
