/** Commitments on their line of years, and advance receipts. */

import { disposeChartsIn } from "./charts/chart.js";
import { timelineChart } from "./charts/timeline.js";
import { addressOf } from "./cited.js";
import { append, make, section, statusMark } from "./dom.js";
import { figureButton } from "./figure_button.js";
import { openFigure } from "./figure_panel.js";
import { fiscalYear, period } from "./format.js";
import { route } from "./route.js";
import { amounts, table } from "./tables.js";
import { copyButton } from "./take.js";
import { say, sayCode } from "./words.js";

/** @returns {HTMLElement|null} null where the meeting has none */
export function commitments(meeting) {
  const all = meeting.part("money").commitments;
  if (all.length === 0) return null;
  const title = say("money.commitments");
  const named = route().get("commitment");
  const lists = new Map();
  for (const one of all) {
    const key = `${sayCode("listing", one.listing)} · ${period(one.year, one.version)}`;
    lists.set(key, [...(lists.get(key) ?? []), one]);
  }
  const keys = [...lists.keys()].sort((a, b) => lists.get(b).length - lists.get(a).length);
  const select = make(
    "select",
    {},
    keys.map((key) => make("option", { value: key }, `${key}（${lists.get(key).length}）`)),
  );
  const place = make("div");
  const draw = () => {
    disposeChartsIn(place);
    const shown = lists.get(select.value);
    place.replaceChildren();
    append(place, [
      shown.some((one) => one.name === named) &&
        commitmentTable(
          meeting,
          title,
          shown.filter((one) => one.name === named),
        ),
      timelineChart({
        label: title,
        commitments: shown,
        onPick: openFigure,
        table: () => commitmentTable(meeting, title, shown),
      }),
    ]);
  };
  select.value = keys.find((key) => lists.get(key).some((one) => one.name === named)) ?? keys[0];
  select.addEventListener("change", draw);
  draw();
  return section(
    "commitments",
    title,
    make("div.controls", {}, make("label", {}, say("money.listing"), select), legend()),
    place,
  );
}

function legend() {
  return make(
    "ul.legend",
    {},
    make("li", {}, make("span.key.year"), say("column.budget_year")),
    make("li", {}, make("span.key.bar"), say("column.bearing_years")),
    make("li", {}, make("span.key.bar.amended"), say("money.amended")),
  );
}

function commitmentTable(meeting, title, shown) {
  const columns = [
    say("column.item"),
    amounts(say("column.limit")),
    say("column.budget_year"),
    say("column.bearing_years"),
    say("column.status"),
    "",
  ];
  return table(
    title,
    columns,
    shown.map((one) => [
      [
        make("span", { lang: "ja" }, one.name),
        one.is_marked_amended && [" ", make("span.badge", { data: { tone: "quiet" } }, say("money.amended"))],
      ],
      figureButton(one.figure, one.limit_yen, one.status),
      fiscalYear(one.budget_year),
      one.first_bearing_year === one.last_bearing_year
        ? fiscalYear(one.first_bearing_year)
        : `${fiscalYear(one.first_bearing_year)} – ${fiscalYear(one.last_bearing_year)}`,
      statusMark(one.status),
      copyButton("take.copy_link", () => addressOf(meeting, { view: "money", commitment: one.name })),
    ]),
  );
}

/** @returns {HTMLElement|null} null where the meeting has none */
export function advanceReceipts(meeting) {
  const all = meeting.part("money").advance_receipts;
  if (all.length === 0) return null;
  const title = say("money.advance_receipts");
  const columns = [
    say("column.purpose"),
    say("column.item"),
    say("column.year"),
    amounts(say("column.amount")),
    say("column.status"),
  ];
  return section(
    "advance-receipts",
    title,
    table(
      title,
      columns,
      all.map((one) => [
        one.is_total ? say("money.total") : make("span", { lang: "ja" }, one.purpose),
        one.measure ? sayCode("measure", `${one.measure}_receipt`) : "",
        period(one.year, one.version),
        figureButton(one.figure, one.yen, one.status),
        statusMark(one.status),
      ]),
    ),
  );
}
