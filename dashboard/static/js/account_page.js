/** One account over all years and meetings, by its natural key: its line, the segments side by side, every version. */

import { agencyChoice, loadByAgency } from "./by_agency.js";
import { disposeChartsIn } from "./charts/chart.js";
import { append, make, section } from "./dom.js";
import { fiscalYear, versionName, withAgency } from "./format.js";
import { accountSlug } from "./known.js";
import { asked, LoadFault } from "./load.js";
import { extentOf, overYears } from "./over_years.js";
import { startPage } from "./page.js";
import { settledAmount } from "./settled_amount.js";
import { amounts, longTable } from "./tables.js";
import { takeAddress } from "./take_address.js";
import { nameOf, say, sayCode } from "./words.js";

/** @type {{segment: string|null}} */
const choice = { segment: asked("segment") };

startPage({
  load: async () => {
    const path = asked("path") ?? "";
    const slug = await accountSlug({ statement: asked("statement") ?? "", path });
    if (slug === null) throw new LoadFault(say("state.no_account", { path }));
    return loadByAgency(`data/accounts/${slug}`);
  },
  title: (account) => nameOf(account),
  render: (account) => [
    make("p.crumb", {}, make("a", { href: "years.html" }, `← ${say("page.years")}`)),
    make("h1", {}, nameOf(account)),
    make(
      "p.document",
      {},
      `${sayCode("statement", account.statement)} › `,
      make("span", { lang: "ja" }, account.path.replaceAll("/", " › ")),
    ),
    takeAddress(() => nameOf(account)),
    agencyChoice(account),
    over(account),
    multiples(account),
    section("all", say("account.all"), matrix(account)),
  ],
});

function nameOfSeries({ segment, segment_en: english, agency }) {
  return withAgency(nameOf({ name: segment, name_en: english }), agency);
}

/** The chosen segment over the years; at first the total of the agency that tells of most years. */
function over(account) {
  const { series } = account;
  const chosen = series.filter((one) => one.segment === choice.segment);
  const totals = series.filter((one) => one.is_total);
  const wanted = [chosen, totals, series].find((some) => some.length > 0) ?? series;
  const first = wanted.reduce((a, b) => (b.years.length > a.years.length ? b : a));
  const place = make("div");
  const select = make(
    "select",
    {},
    series.map((one, at) => make("option", { value: at, selected: one === first }, nameOfSeries(one))),
  );
  const draw = () => {
    const one = series[Number(select.value)];
    choice.segment = one.segment;
    disposeChartsIn(place);
    place.replaceChildren();
    append(place, [overYears(`${nameOf(account)} ${nameOfSeries(one)}`, one.years)]);
  };
  select.addEventListener("change", draw);
  draw();
  return section(
    "over-years",
    say("years.over"),
    make("div.controls", {}, make("label", {}, say("money.segment"), select)),
    place,
  );
}

/** Segments side by side on one scale. */
function multiples(account) {
  const parts = account.series.filter((one) => !one.is_total);
  if (parts.length < 2) return null;
  const extent = extentOf(parts);
  return section(
    "segments",
    say("money.segments"),
    make("p.note", {}, say("account.same_scale")),
    make(
      "div.multiples",
      {},
      parts.map((one) =>
        make(
          "div",
          {},
          make(
            "h3",
            {},
            make("a", { href: `segment.html?${new URLSearchParams({ name: one.segment })}` }, nameOfSeries(one)),
          ),
          overYears(`${nameOf(account)} ${nameOfSeries(one)}`, one.years, { height: 190, extent }),
        ),
      ),
    ),
  );
}

const MONTHS = ["april", "may", "june", "july", "august", "september", "october", "november", "december"];
const LAST_MONTHS = ["january", "february", "march"];

/** The order in which the versions of a fiscal year come: the initial budget, the months of the year, the settlement. */
function orderOf(version) {
  if (version === "settlement") return 100;
  const month = version.replace(/^(before_)?supplementary_/, "");
  return [...MONTHS, ...LAST_MONTHS].indexOf(month) + (version.startsWith("before_") ? 0.5 : 1);
}

/** Years and versions down, segments across, the total last. */
function matrix(account) {
  const rows = new Map();
  for (const one of account.series)
    for (const { year, amounts: told } of one.years)
      for (const amount of told) {
        const key = `${year} ${amount.version}`;
        if (!rows.has(key)) rows.set(key, { year, version: amount.version, order: orderOf(amount.version) });
      }
  const ordered = [...rows.values()].sort((a, b) => a.year - b.year || a.order - b.order);
  const columns = [
    say("column.year"),
    say("column.version"),
    ...account.series.map((one) => amounts(nameOfSeries(one))),
  ];
  return longTable(
    `${nameOf(account)} ${say("account.all")}`,
    columns,
    ordered,
    ({ year, version }) => [
      fiscalYear(year),
      versionName(version),
      ...account.series.map((one) => {
        const told = one.years.find((other) => other.year === year)?.amounts.find((other) => other.version === version);
        return told ? settledAmount(told) : "–";
      }),
    ],
    60,
  );
}
