/** Identity family × segment: how many identities were checked, and what came of them. */

import { make, statusMark } from "../dom.js";
import { count } from "../format.js";
import { number, table } from "../tables.js";
import { colour } from "../theme.js";
import { nameOf, say, sayCode } from "../words.js";
import { chart, nameAxis, tooltip } from "./chart.js";

const ROW_HEIGHT = 38;
const HEAD_HEIGHT = 64;

/**
 * @param {{families: string[], segments: any[], cells: number[][]}} heat
 * @param {string} label
 * @param {(family: string, segmentIndex: number) => void} [onPick]
 * @returns {HTMLElement}
 */
export function heatChart(heat, label, onPick) {
  return chart({
    label,
    minWidth: 160 + heat.segments.length * 76,
    height: HEAD_HEIGHT + heat.families.length * ROW_HEIGHT + 8,
    draw: (width) => option(heat, width),
    onPick: onPick && ((data) => onPick(heat.families[data.cell[0]], data.cell[1])),
    table: () => heatTable(heat, label),
  });
}

/** @returns {HTMLElement} what its colours mean */
export function heatLegend() {
  const outcomes = ["held_as_printed", "held_after", "failed"];
  return make(
    "ul.legend",
    {},
    outcomes.map((status) => make("li", {}, statusMark(status))),
  );
}

function segmentName(segment) {
  return segment.name === null ? say("segment.none") : nameOf(segment);
}

function outcome([, , checked, asPrinted, held]) {
  if (held < checked) return "failed";
  return asPrinted < held ? "held_after" : "held_as_printed";
}

function words(cell) {
  const [, , checked, asPrinted, held] = cell;
  const parts = [`${say("column.checked")} ${count(checked)}`, say("tile.held_as_printed", { n: count(asPrinted) })];
  if (held > asPrinted) parts.push(say("tile.held_after", { n: count(held - asPrinted) }));
  if (held < checked) parts.push(say("tile.failed", { n: count(checked - held) }));
  return parts.join("\n");
}

function option(heat, width) {
  const left = width < 900 ? 124 : 176;
  const columnWidth = (width - left) / heat.segments.length;
  const fills = { failed: "failed-soft", held_after: "repaired-soft", held_as_printed: "proven-soft" };
  const inks = { failed: "failed", held_after: "repaired", held_as_printed: "proven" };
  const shown = (cell) => {
    const [, , checked, asPrinted, held] = cell;
    if (held < checked) return `✕ ${count(checked - held)} / ${count(checked)}`;
    return asPrinted < held ? `${count(asPrinted)}  ◆ ${count(held - asPrinted)}` : count(checked);
  };
  return {
    grid: { left, right: 2, top: HEAD_HEIGHT, bottom: 8 },
    xAxis: nameAxis(heat.segments.map(segmentName), {
      position: "top",
      axisLabel: { width: columnWidth - 6, overflow: "break", fontSize: 11, lineHeight: 14 },
    }),
    yAxis: nameAxis(
      heat.families.map((code) => sayCode("family", code)),
      {
        inverse: true,
        axisLabel: { width: left - 10, overflow: "break", lineHeight: 14, align: "left", margin: left - 4 },
      },
    ),
    tooltip: tooltip(({ data }) =>
      [sayCode("family", heat.families[data.cell[0]]), segmentName(heat.segments[data.cell[1]]), words(data.cell)].join(
        "\n",
      ),
    ),
    series: [
      {
        type: "heatmap",
        data: heat.cells.map((cell) => ({
          value: [cell[1], cell[0], cell[2]],
          cell,
          itemStyle: { color: colour(fills[outcome(cell)]), borderColor: colour("surface"), borderWidth: 2 },
          label: {
            show: true,
            formatter: shown(cell),
            color: colour(inks[outcome(cell)]),
            fontSize: 12,
            fontWeight: 600,
          },
          emphasis: { itemStyle: { borderColor: colour(inks[outcome(cell)]) } },
        })),
      },
    ],
  };
}

function heatTable(heat, label) {
  const byPlace = new Map(heat.cells.map((cell) => [`${cell[0]},${cell[1]}`, cell]));
  const rows = heat.families.map((code, family) => [
    sayCode("family", code),
    ...heat.segments.map((_, segment) => {
      const cell = byPlace.get(`${family},${segment}`);
      return cell ? words(cell).replaceAll("\n", " · ") : "–";
    }),
  ]);
  return table(label, [say("column.family"), ...heat.segments.map((segment) => number(segmentName(segment)))], rows);
}
