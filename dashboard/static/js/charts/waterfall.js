/** A statement as a waterfall: each step begins where the one before ended; results stand on zero. */

import { shortYen, thousandYen, thousandYenWithUnit } from "../format.js";
import { colour } from "../theme.js";
import { sayCode } from "../words.js";
import { amountAxis, chart, cut, nameAxis, statusSign, tooltip } from "./chart.js";

const ROW_HEIGHT = 27;
const AXIS_HEIGHT = 26;

/**
 * @param {{label: string, steps: Array<{kind: "start"|"rise"|"fall"|"gap"|"result", yen: number|null,
 *          start_yen: number|null, end_yen: number|null, status: string|null, figure: number|null}>,
 *          names: string[], table: () => Node, onPick: (figure: number|null) => void}} settings
 * @returns {HTMLElement}
 */
export function waterfallChart({ label, steps, names, table, onPick }) {
  return chart({
    label,
    table,
    height: AXIS_HEIGHT + steps.length * ROW_HEIGHT + 4,
    draw: (width) => option(steps, names, width),
    onPick: (data) => onPick(data.figure),
  });
}

function option(steps, names, width) {
  const left = width < 440 ? 140 : 190;
  const right = width < 440 ? 100 : 116;
  return {
    grid: { left, right, top: AXIS_HEIGHT, bottom: 4 },
    xAxis: amountAxis(shortYen, { position: "top", splitNumber: width < 560 ? 2 : 4 }),
    yAxis: nameAxis(names, {
      inverse: true,
      axisLabel: {
        width: left - 12,
        overflow: "break",
        lineHeight: 13,
        align: "left",
        margin: left - 4,
        formatter: (name, index) => twoLines(name, left, isResult(steps[index])),
        rich: { bold: { fontWeight: 700, fontSize: 12, lineHeight: 13, color: colour("ink") } },
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
        renderItem: (_, api) => bar(api, steps, width),
      },
    ],
  };
}

function twoLines(name, left, isBold) {
  const text = cut(name, (left - 12) * 2 - 60);
  return isBold ? `{bold|${text}}` : text;
}

function isResult(step) {
  return step?.kind === "result" || step?.kind === "start";
}

function bar(api, steps, width) {
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
      text: statusSign(step.status) + thousandYen(step.yen),
      fill: colour({ repaired: "repaired", disputed: "disputed" }[step.status] ?? "ink"),
      font: `${isResult(step) ? 700 : 400} 12px ${getComputedStyle(document.body).fontFamily}`,
    },
  };
  const rowArea = {
    type: "rect",
    shape: { x: 0, y: middle - ROW_HEIGHT / 2, width, height: ROW_HEIGHT },
    style: { fill: "transparent" },
  };
  if (step.start_yen === null || step.end_yen === null) return { type: "group", children: [rowArea, amount] };
  const begin = api.coord([step.start_yen, row])[0];
  const end = api.coord([step.end_yen, row])[0];
  const height = isResult(step) ? 16 : 12;
  const shape = { x: Math.min(begin, end), y: middle - height / 2, width: Math.max(2, Math.abs(end - begin)), height };
  const link = {
    type: "line",
    shape: { x1: end, y1: middle, x2: end, y2: middle + ROW_HEIGHT },
    style: { stroke: colour("rule"), lineWidth: 1 },
  };
  const base = {
    type: "line",
    shape: { x1: zero, y1: middle - ROW_HEIGHT / 2, x2: zero, y2: middle + ROW_HEIGHT / 2 },
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
