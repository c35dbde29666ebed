/** The money of one meeting: for a year and version, and a segment, the statements as charts; then all tables. */

import { disposeChartsIn } from "./charts/chart.js";
import { append, make, section } from "./dom.js";
import { period } from "./format.js";
import { balanceSection, resultsSection, segmentsSection, stepsSection } from "./meeting_charts.js";
import { advanceReceipts, commitments } from "./meeting_commitments.js";
import { statements } from "./meeting_statements.js";
import { nameOf, say } from "./words.js";

/** @type {{period: string|null, segment: number|null}} */
const choice = { period: null, segment: null }; // kept over a change of the language

/** @returns {import("./dom.js").Child[]} */
export function moneyView(meeting) {
  const money = meeting.part("money");
  const others = [commitments(meeting), advanceReceipts(meeting)].filter(Boolean);
  if (money.statements.length === 0)
    return [section("statements", say("money.statements"), make("p.none", {}, say("money.none"))), ...others];
  const place = make("div");
  const draw = () => {
    disposeChartsIn(place);
    place.replaceChildren();
    append(place, charts(meeting));
  };
  const controls = make("div.controls.sub", {}, periodChoice(money, draw), segmentChoice(meeting, draw));
  draw();
  return [
    controls,
    make(
      "p.note",
      {},
      say("money.click_hint"),
      " ",
      make(
        "a",
        { href: `compare.html?${new URLSearchParams({ b: meeting.part("meeting").meeting_id })}` },
        say("compare.open"),
      ),
    ),
    place,
    ...others,
    section("statements", say("money.statements"), ...statements(meeting)),
  ];
}

function keyOf(one) {
  return `${one.year}|${one.version}`;
}

function periodChoice(money, draw) {
  const periods = new Map(money.statements.map((one) => [keyOf(one), one]));
  if (!periods.has(choice.period)) choice.period = periods.keys().next().value;
  const select = make(
    "select",
    {},
    [...periods].map(([key, one]) =>
      make("option", { value: key, selected: key === choice.period }, period(one.year, one.version)),
    ),
  );
  select.addEventListener("change", () => {
    choice.period = select.value;
    draw();
  });
  return make("label", {}, say("money.period"), select);
}

function segmentChoice(meeting, draw) {
  const all = meeting.part("segments");
  const order = all.map((_, index) => index).sort((a, b) => Number(all[b].is_total) - Number(all[a].is_total));
  if (choice.segment === null || !all[choice.segment]) choice.segment = order[0] ?? 0;
  const select = make(
    "select",
    {},
    order.map((index) => make("option", { value: index, selected: index === choice.segment }, nameOf(all[index]))),
  );
  select.addEventListener("change", () => {
    choice.segment = Number(select.value);
    draw();
  });
  return make("label", {}, say("money.segment"), select);
}

function charts(meeting) {
  const money = meeting.part("money");
  const here = (one) => keyOf(one) === choice.period && one.segment === choice.segment;
  const waterfall = money.waterfalls.find(here);
  const balance = money.balances.find(here);
  const cash = money.cash.find(here);
  const income = money.statements.filter((one) => keyOf(one) === choice.period);
  return [
    make(
      "div.pair",
      {},
      make(
        "div",
        {},
        stepsSection(meeting, "waterfall", waterfall),
        resultsSection(meeting, waterfall),
        segmentsSection(meeting, income),
      ),
      make("div", {}, balanceSection(meeting, balance), stepsSection(meeting, "cash", cash)),
    ),
  ];
}
