/** Accounts of a statement, segment beside segment. */

import { colour } from "../theme.js";
import { scaleOf, thousandYenWithUnit } from "../units.js";
import { sayCode } from "../words.js";
import { amountAxis, chart, linesOf, nameAxis, statusSign, tooltip } from "./chart.js";

const BAR_HEIGHT = 17;
const LINE_HEIGHT = 15;
const FILLS = ["chart-rise", "chart-fall", "chart-result"];

/**
 * @param {{label: string, segments: string[], series: Array<{name: string,
 *          cells: Array<{yen: number|null, status: string, figure: any}|null>}>,
 *          table: () => Node, onPick: (figure: any) => void, extent?: {least: number, most: number}|null}} settings
 *   `extent`: how far down and up the scale reaches, for charts that share it
 * @returns {HTMLElement}
 */
export function segmentsChart({ label, segments, series, table, onPick, extent = null }) {
  const own = series.flatMap((one) => one.cells.map((cell) => cell?.yen));
  const scale = scaleOf(extent ? [extent.least, extent.most] : own);
  return chart({
    label,
    table,
    unit: scale.name,
    height: (width) => 60 + segments.length * rowOf(segments, series, width),
    draw: (width) => option(segments, series, width, scale, extent),
    onPick: (data) => onPick(data.figure),
  });
}

/** Room for the bars of a segment, and for all lines of the longest name. */
function rowOf(segments, series, width) {
  const lines = Math.max(1, ...segments.map((name) => linesOf(name, leftOf(width) - 12)));
  return Math.max(series.length * BAR_HEIGHT + 14, lines * LINE_HEIGHT + 8);
}

function leftOf(width) {
  return width < 560 ? 116 : 220;
}

/** The ends of a shared scale are amounts of some segment, no round numbers. */
function quietEnds(scale, { least, most }) {
  const text = (value) => (value === 0 ? "0" : value === least || value === most ? "" : scale.format(value));
  return { color: colour("quiet"), fontSize: 11, formatter: text, hideOverlap: true };
}

function option(segments, series, width, scale, extent) {
  const left = leftOf(width);
  return {
    grid: { left, right: width < 560 && !extent ? 64 : 84, top: series.length > 1 ? 52 : 24, bottom: 4 },
    legend: {
      show: series.length > 1,
      top: 0,
      left: 0,
      itemWidth: 12,
      itemHeight: 12,
      textStyle: { color: colour("ink") },
    },
    xAxis: amountAxis(scale.format, {
      position: "top",
      splitNumber: width < 560 ? 2 : 4,
      ...(extent && { min: extent.least, max: extent.most, axisLabel: quietEnds(scale, extent) }),
    }),
    yAxis: nameAxis(segments, {
      inverse: true,
      axisLabel: { width: left - 12, overflow: "break", lineHeight: LINE_HEIGHT, align: "left", margin: left - 4 },
    }),
    tooltip: tooltip(
      ({ data, seriesName, name }) =>
        `${name}\n${seriesName}\n${thousandYenWithUnit(data.value)}\n${sayCode("status", data.status)}`,
    ),
    series: series.map((one, index) => ({
      type: "bar",
      name: one.name,
      barMaxWidth: BAR_HEIGHT - 3,
      barGap: "15%",
      barMinHeight: 1,
      itemStyle: { color: colour(FILLS[index % FILLS.length]) },
      label: {
        show: true,
        position: "right",
        color: colour("ink"),
        fontSize: 11,
        formatter: ({ data }) => statusSign(data.status) + scale.format(data.value),
      },
      data: one.cells.map((cell) => ({
        value: cell?.yen ?? null,
        status: cell?.status,
        figure: cell?.figure ?? null,
        label: { show: cell?.yen !== null && cell !== null },
      })),
    })),
  };
}
