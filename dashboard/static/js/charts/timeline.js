/** Commitments on a line of years: when each was made, and which years bear it. */

import { fiscalYear, shortFiscalYear } from "../format.js";
import { colour } from "../theme.js";
import { scaleOf, thousandYenWithUnit } from "../units.js";
import { say } from "../words.js";
import { chart, cut, linesOf, nameAxis, statusSign, tooltip } from "./chart.js";

/** A row holds the lines of its name, and below them the years. */
const [LINE_HEIGHT, BELOW, MOST_LINES] = [16, 28, 3];

/**
 * @param {{label: string, commitments: Array<Record<string, any>>, table: () => Node, onPick: (figure: number|null) => void}} settings
 *   `commitments` as in the meeting's data
 * @returns {HTMLElement}
 */
export function timelineChart({ label, commitments, table, onPick }) {
  const scale = scaleOf(commitments.map((one) => one.limit_yen));
  return chart({
    label,
    table,
    unit: scale.name,
    height: (width) => 34 + commitments.length * rowOf(commitments, width),
    draw: (width) => option(commitments, width, scale),
    onPick: (data) => onPick(data.commitment.figure),
  });
}

/** Room for the longest name: cut to one line, two of them could read alike. */
function rowOf(commitments, width) {
  const lines = Math.max(1, ...commitments.map((one) => linesOf(one.name, nameWidth(width))));
  return BELOW + Math.min(lines, MOST_LINES) * LINE_HEIGHT;
}

function amountWidth(width) {
  return width < 560 ? 66 : 92;
}

function nameWidth(width) {
  return width - amountWidth(width) - 8;
}

function option(commitments, width, scale) {
  const height = rowOf(commitments, width);
  const years = commitments
    .flatMap((one) => [one.budget_year, one.first_bearing_year, one.last_bearing_year])
    .filter((year) => year !== null);
  const first = Math.min(...years);
  const span = Array.from({ length: Math.max(...years) - first + 1 }, (_, index) => first + index);
  return {
    grid: { left: 2, right: amountWidth(width) + 4, top: 30, bottom: 4 },
    xAxis: nameAxis(span.map(shortFiscalYear), {
      position: "top",
      axisLabel: { color: colour("quiet"), interval: "auto" },
      splitLine: { show: true, interval: 0, lineStyle: { color: colour("hairline") } },
    }),
    yAxis: nameAxis(
      commitments.map((_, index) => index),
      { inverse: true, axisLabel: { show: false } },
    ),
    tooltip: tooltip(({ data }) => words(data.commitment)),
    series: [
      {
        type: "custom",
        clip: false,
        encode: { x: [1, 2], y: 0 },
        data: commitments.map((commitment, row) => ({ value: [row, 0, 0], commitment })),
        renderItem: (item, api) => line(api, commitments[item.dataIndex], { first, width, height, scale }),
      },
    ],
  };
}

function words(one) {
  return [
    one.name,
    thousandYenWithUnit(one.limit_yen),
    `${say("column.budget_year")} ${fiscalYear(one.budget_year)}`,
    `${say("column.bearing_years")} ${fiscalYear(one.first_bearing_year)}–${fiscalYear(one.last_bearing_year)}`,
  ].join("\n");
}

function line(api, one, { first, width, height, scale }) {
  const row = api.value(0);
  const top = api.coord([0, row])[1] - height / 2;
  const step = api.size([1, 0])[0];
  const left = api.coord([0, row])[0] - step / 2;
  const y = top + height - 18;
  const font = getComputedStyle(document.body).fontFamily;
  /** @type {Array<{type: string, shape?: object, style: object}>} */
  const parts = [
    {
      type: "rect",
      shape: { x: 0, y: top, width, height },
      style: { fill: "transparent" },
    },
    {
      type: "text",
      style: {
        x: 4,
        y: top + 1,
        verticalAlign: "top",
        fill: colour("ink"),
        font: `12px ${font}`,
        lineHeight: LINE_HEIGHT,
        width: nameWidth(width),
        overflow: "break",
        text: cut(one.name, MOST_LINES * nameWidth(width) - 12),
      },
    },
    {
      type: "text",
      style: {
        x: width - 4,
        y: top + 9,
        align: "right",
        verticalAlign: "middle",
        fill: colour("ink"),
        font: `600 12px ${font}`,
        text: statusSign(one.status) + scale.format(one.limit_yen),
      },
    },
  ];
  if (one.first_bearing_year !== null) {
    const last = one.last_bearing_year ?? one.first_bearing_year;
    parts.push({
      type: "rect",
      shape: {
        x: left + (one.first_bearing_year - first) * step + 2,
        y,
        width: (last - one.first_bearing_year + 1) * step - 4,
        height: 10,
        r: 2,
      },
      style: { fill: colour(one.is_marked_amended ? "chart-fall" : "chart-rise") },
    });
  }
  if (one.budget_year !== null) {
    const x = left + (one.budget_year - first + 0.5) * step;
    parts.push({
      type: "circle",
      shape: { cx: x, cy: y + 5, r: 4 },
      style: { fill: colour("surface"), stroke: colour("ink"), lineWidth: 1.5 },
    });
  }
  return { type: "group", children: parts };
}
