/** Two years or meetings side by side: an account by segment, then all totals and results of a segment. */

import { disposeChartsIn } from "./charts/chart.js";
import { segmentsChart } from "./charts/segments.js";
import { accountKey, loadSide } from "./compared_side.js";
import { append, make, section } from "./dom.js";
import { fiscalYear, meetingOf, under } from "./format.js";
import { asked, loadJson } from "./load.js";
import { startPage } from "./page.js";
import { settledAmount, sourceOf } from "./settled_amount.js";
import { amount, amounts, table } from "./tables.js";
import { takeAddress } from "./take_address.js";
import { nameOf, say, sayCode } from "./words.js";

const SIDES = ["a", "b"];
const FIRST_ACCOUNTS = ["営業収益", "営業費用", "営業利益"];

startPage({
  load: async () => {
    const [{ fiscal_years }, { meetings }] = await Promise.all(
      ["years", "meeting_names"].map((name) => loadJson(`data/${name}.json`)),
    );
    const index = { fiscal_years, meetings };
    const state = { index, loaded: {}, ...choiceOf(index) };
    for (const side of SIDES) state.loaded[side] = await loadSide(state.source[side], index);
    return state;
  },
  title: () => say("compare.title"),
  render: (state) => [
    make("p.crumb", {}, make("a", { href: "years.html" }, `← ${say("page.years")}`)),
    make("h1", {}, say("compare.title")),
    make("p.note", {}, say("compare.note")),
    state.index.fiscal_years.length + state.index.meetings.length < 2
      ? make("p.none", {}, say("compare.none"))
      : desk(state),
  ],
});

/** What the address asks for; else the two last fiscal years, or the last one in two of its versions. */
function choiceOf({ fiscal_years: years, meetings }) {
  const last = String(years.at(-1) ?? meetings[0] ?? "");
  const before = String(years.at(-2) ?? meetings[1] ?? last);
  return {
    source: { a: asked("a") ?? before, b: asked("b") ?? last },
    period: { a: asked("a_version"), b: asked("b_version") },
    account: asked("account"),
    segment: asked("segment"),
  };
}

function desk(state) {
  const place = make("div");
  const controls = make("div");
  const draw = () => {
    controls.replaceChildren(
      ...SIDES.map((side) => sideControls(state, side, draw)),
      takeAddress(() => say("compare.title")),
    );
    disposeChartsIn(place);
    place.replaceChildren();
    append(place, compared(state, draw));
    keepAddress(state);
  };
  draw();
  return make("div", {}, controls, place);
}

/** The address is that of what is shown, by natural keys. */
function keepAddress({ source, period, account, segment }) {
  const address = new URL(location.href);
  const values = { a: source.a, a_version: period.a, b: source.b, b_version: period.b, account, segment };
  for (const [name, value] of Object.entries(values)) if (value) address.searchParams.set(name, value);
  history.replaceState(history.state, "", address);
}

function sideControls(state, side, draw) {
  const { index, source, period, loaded } = state;
  const option = (value, name) => make("option", { value, selected: value === source[side] }, name);
  const sources = make(
    "select",
    {},
    make(
      "optgroup",
      { label: say("compare.years") },
      index.fiscal_years.toReversed().map((year) => option(String(year), fiscalYear(year))),
    ),
    make(
      "optgroup",
      { label: say("index.meetings") },
      index.meetings.map((one) => option(one, meetingOf(one))),
    ),
  );
  sources.addEventListener("change", async () => {
    source[side] = sources.value;
    period[side] = null;
    loaded[side] = await loadSide(source[side], index);
    draw();
  });
  const periods = loaded[side]?.periods ?? [];
  if (!periods.some(({ key }) => key === period[side])) period[side] = defaultPeriod(periods, state, side);
  const versions = make(
    "select",
    {},
    periods.map(({ key, name }) => make("option", { value: key, selected: key === period[side] }, name)),
  );
  versions.addEventListener("change", () => {
    period[side] = versions.value;
    draw();
  });
  return make(
    "div.controls",
    {},
    make("label", {}, say(`compare.${side}`), sources),
    make("label", {}, say("column.version"), versions),
  );
}

/** Of one source twice the first version beside the last; of two sources the last of each. */
function defaultPeriod(periods, { source, period }, side) {
  const at = source.a === source.b && side === "a" ? 0 : periods.length - 1;
  // Two agencies' amounts are two things: beside one agency stands the same, where it tells of that year.
  const agencyOf = (key) => key?.split("@")[1];
  const same = side === "b" ? periods.filter(({ key }) => agencyOf(key) === agencyOf(period.a)) : [];
  return (same.at(-1) ?? periods[at] ?? periods[0])?.key ?? null;
}

function compared(state, draw) {
  const { loaded, period } = state;
  if (!loaded.a || !loaded.b || !period.a || !period.b) return [make("p.none", {}, say("compare.nothing"))];
  const told = SIDES.map((side) => loaded[side].told(period[side]));
  const [first, second] = told;
  const keys = [...first.amounts.keys()].filter((key) => second.amounts.has(key));
  if (keys.length === 0) return [make("p.none", {}, say("compare.nothing"))];
  const segments = new Map(told.flatMap((one) => [...one.segments]));
  const order = [...segments.values()].sort((one, other) => Number(one.is_total) - Number(other.is_total));
  if (!keys.includes(state.account ?? "")) state.account = firstAccount(keys);
  if (!segments.has(state.segment ?? "")) state.segment = order.at(-1)?.name ?? null;
  const choose = (label, name, values, nameOfValue) => {
    const select = make(
      "select",
      {},
      values.map((value) => make("option", { value, selected: value === state[name] }, nameOfValue(value))),
    );
    select.addEventListener("change", () => {
      state[name] = select.value;
      draw();
    });
    return make("div.controls", {}, make("label", {}, label, select));
  };
  const accountName = (key) => nameOfAccount(first.accounts.get(key));
  return [
    section(
      "segments",
      say("compare.by_segment"),
      choose(say("money.account"), "account", keys, accountName),
      make("p.note", {}, say("compare.same_scale")),
      multiples(state.account, accountName(state.account), order, told),
      bySegment(state.account, accountName(state.account), order, told),
    ),
    section(
      "accounts",
      say("compare.by_account"),
      choose(
        say("money.segment"),
        "segment",
        order.map((one) => one.name),
        (name) => nameOf(segments.get(name)),
      ),
      byAccount(keys, segments.get(state.segment), told),
    ),
  ];
}

function firstAccount(keys) {
  const results = keys.filter((key) => key.startsWith("income_statement|"));
  return results.find((key) => FIRST_ACCOUNTS.includes(key.split(/[|/]/).at(-1) ?? "")) ?? results[0] ?? keys[0];
}

function nameOfAccount(account) {
  return under(sayCode("statement", account.statement), nameOf(account));
}

/** A small chart a segment: one bar a side, all on one scale but the total, which would dwarf them. */
function multiples(key, name, segments, told) {
  const cellsOf = (segment) => told.map((one) => one.amounts.get(key)?.get(segment.name) ?? null);
  const parts = segments.filter((one) => !one.is_total);
  const all = parts.flatMap((one) => cellsOf(one).map((cell) => cell?.yen ?? 0));
  const extent = { least: Math.min(0, ...all), most: Math.max(0, ...all) };
  return make(
    "div.multiples",
    {},
    segments.map((segment) => {
      const cells = cellsOf(segment);
      const label = `${name} ${nameOf(segment)}`;
      return make(
        "div",
        {},
        make(
          "h3",
          {},
          make("a", { href: `segment.html?${new URLSearchParams({ name: segment.name })}` }, nameOf(segment)),
        ),
        segmentsChart({
          label,
          segments: told.map((one) => one.short),
          series: [{ name, cells: cells.map((cell) => cell && { ...cell, figure: cell.line ? cell : null }) }],
          table: () => pairTable(label, [[nameOf(segment), ...cells]], say("column.segment"), told),
          onPick: (cell) => {
            const href = cell && sourceOf(cell.id, cell.line, cell.cell);
            if (href) location.href = href;
          },
          extent: segment.is_total ? null : extent,
        }),
      );
    }),
  );
}

function bySegment(key, name, segments, told) {
  const rows = segments.map((segment) => [
    nameOf(segment),
    ...told.map((one) => one.amounts.get(key)?.get(segment.name) ?? null),
  ]);
  return pairTable(name, rows, say("column.segment"), told);
}

function byAccount(keys, segment, told) {
  const rows = keys.map((key) => {
    const account = told[0].accounts.get(key);
    const href = `account.html?${new URLSearchParams({ statement: account.statement, path: account.path })}`;
    return [
      make("a", { href }, nameOfAccount(account)),
      ...told.map((one) => one.amounts.get(accountKey(account))?.get(segment.name) ?? null),
    ];
  });
  return pairTable(
    nameOf(segment),
    rows.filter(([, ...cells]) => cells.some(Boolean)),
    say("column.account"),
    told,
  );
}

/** What stands on both sides, and what lies between; of a disputed amount there is no difference to tell. */
function pairTable(label, rows, head, told) {
  const columns = [head, ...told.map((one) => amounts(one.name)), amounts(say("column.difference"))];
  return table(
    label,
    columns,
    rows.map(([name, one, other]) => [
      name,
      one ? settledAmount(one) : "–",
      other ? settledAmount(other) : "–",
      isSure(one) && isSure(other)
        ? amount(other.yen - one.yen, Math.max(one.unit_yen ?? 1, other.unit_yen ?? 1))
        : "–",
    ]),
  );
}

function isSure(told) {
  return told && told.yen !== null && told.status !== "disputed";
}
