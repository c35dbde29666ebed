/** A statement as a waterfall: each step begins where the one before ended; results stand on zero. */

import { colour } from "../theme.js";
import { scaleOf, thousandYenWithUnit } from "../units.js";
import { sayCode } from "../words.js";
import { amountAxis, chart, linesOf, nameAxis, statusSign, tooltip } from "./chart.js";

const LEAST_ROW_HEIGHT = 27;
const LINE_HEIGHT = 13;
const AXIS_HEIGHT = 26;

/**
 * @param {{label: string, steps: Array<{kind: "start"|"rise"|"fall"|"gap"|"result", yen: number|null,
 *          start_yen: number|null, end_yen: number|null, status: string|null, figure: number|null}>,
 *          names: string[], table: () => Node, onPick: (figure: number|null) => void}} settings
 * @returns {HTMLElement}
 */
export function waterfallChart({ label, steps, names, table, onPick }) {
  const scale = scaleOf(steps.map((step) => step.yen));
  return chart({
    label,
    table,
    unit: scale.name,
    height: (width) => AXIS_HEIGHT + steps.length * rowHeight(names, width) + 4,
    draw: (width) => option(steps, names, width, scale),
    onPick: (data) => onPick(data.figure),
  });
}

function nameWidth(width) {
  return width < 440 ? 140 : 190;
}

/** As high as the longest name needs: cut short, two accounts may read alike. */
function rowHeight(names, width) {
  const most = Math.max(...names.map((name) => linesOf(name, nameWidth(width) - 12)));
  return Math.max(LEAST_ROW_HEIGHT, most * LINE_HEIGHT + 6);
}

function option(steps, names, width, scale) {
  const left = nameWidth(width);
  const height = rowHeight(names, width);
  const right = width < 440 ? 100 : 116;
  return {
    grid: { left, right, top: AXIS_HEIGHT, bottom: 4 },
    xAxis: amountAxis(scale.format, { position: "top", splitNumber: width < 560 ? 2 : 4 }),
    yAxis: nameAxis(names, {
      inverse: true,
      axisLabel: {
        width: left - 12,
        overflow: "break",
        lineHeight: LINE_HEIGHT,
        align: "left",
        margin: left - 4,
        formatter: (name, index) => (isResult(steps[index]) ? `{bold|${name}}` : name),
        rich: { bold: { fontWeight: 700, fontSize: 12, lineHeight: LINE_HEIGHT, color: colour("ink") } },
      },
    }),
    tooltip: tooltip(
      ({ data }) => `${names[data.row]}\n${thousandYenWithUnit(data.step.yen)}\n${sayCode("status", data.step.status)}`,
    ),
    series: [
      {
        type: "custom",
        clip: false,
        encode: { x: [1, 2], y: 0 },
        data: steps.map((step, row) => ({
          value: [row, step.start_yen, step.end_yen],
          row,
          step,
          figure: step.figure,
        })),
        renderItem: (_, api) => bar(api, steps, width, height, scale),
      },
    ],
  };
}

function isResult(step) {
  return step?.kind === "result" || step?.kind === "start";
}

function bar(api, steps, width, rowHeight, scale) {
  const row = api.value(0);
  const step = steps[row];
  const [zero, middle] = api.coord([0, row]);
  const amount = {
    type: "text",
    style: {
      x: width - 4,
      y: middle,
      align: "right",
      verticalAlign: "middle",
      text: statusSign(step.status) + scale.format(step.yen),
      fill: colour({ repaired: "repaired", disputed: "disputed" }[step.status] ?? "ink"),
      font: `${isResult(step) ? 700 : 400} 12px ${getComputedStyle(document.body).fontFamily}`,
    },
  };
  const rowArea = {
    type: "rect",
    shape: { x: 0, y: middle - rowHeight / 2, width, height: rowHeight },
    style: { fill: "transparent" },
  };
  if (step.start_yen === null || step.end_yen === null) return { type: "group", children: [rowArea, amount] };
  const begin = api.coord([step.start_yen, row])[0];
  const end = api.coord([step.end_yen, row])[0];
  const height = isResult(step) ? 16 : 12;
  const shape = { x: Math.min(begin, end), y: middle - height / 2, width: Math.max(2, Math.abs(end - begin)), height };
  const link = {
    type: "line",
    shape: { x1: end, y1: middle, x2: end, y2: middle + rowHeight },
    style: { stroke: colour("rule"), lineWidth: 1 },
  };
  const base = {
    type: "line",
    shape: { x1: zero, y1: middle - rowHeight / 2, x2: zero, y2: middle + rowHeight / 2 },
    style: { stroke: colour("rule") },
  };
  const isLast = row === steps.length - 1;
  return {
    type: "group",
    children: [
      rowArea,
      base,
      !isLast && link,
      { type: "rect", shape, style: { fill: colour(fillOf(step)) } },
      amount,
    ].filter(Boolean),
  };
}

function fillOf(step) {
  if (step.kind === "gap") return "chart-loss";
  if (isResult(step)) return step.end_yen < 0 ? "chart-loss" : "chart-result";
  if (step.end_yen === step.start_yen) return step.kind === "fall" ? "chart-fall" : "chart-rise";
  return step.end_yen > step.start_yen ? "chart-rise" : "chart-fall";
}
