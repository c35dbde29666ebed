/** Checks held and failed, run by run. */

import { count, time } from "../format.js";
import { number, table } from "../tables.js";
import { colour } from "../theme.js";
import { say } from "../words.js";
import { amountAxis, chart, nameAxis, tooltip } from "./chart.js";

/**
 * @param {Array<{run_time: string, checked: number, held: number, failed: number, documents: number}>} runs
 *   oldest first
 * @returns {HTMLElement}
 */
export function trendChart(runs) {
  return chart({
    label: say("index.trend_note"),
    height: 220,
    draw: () => option(runs),
    table: () => trendTable(runs),
  });
}

function option(runs) {
  const bar = (key, fill, name) => ({
    type: "bar",
    stack: "checks",
    name,
    barMaxWidth: 26,
    barMinHeight: key === "failed" ? 2 : 0,
    itemStyle: { color: colour(fill) },
    data: runs.map((run) => run[key] || null),
  });
  return {
    grid: { left: 4, right: 8, top: 34, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, textStyle: { color: colour("ink") } },
    xAxis: nameAxis(
      runs.map((run) => time(run.run_time)),
      {
        axisLabel: { color: colour("quiet"), interval: "auto", fontSize: 11, hideOverlap: true },
      },
    ),
    yAxis: amountAxis(count, { minInterval: 1 }),
    tooltip: { ...tooltip((items) => words(runs[items[0].dataIndex])), trigger: "axis" },
    series: [bar("held", "proven", say("column.held")), bar("failed", "failed", say("column.failed"))],
  };
}

function words(run) {
  return [
    time(run.run_time),
    `${say("column.checked")} ${count(run.checked)}`,
    `${say("column.held")} ${count(run.held)}`,
    `${say("column.failed")} ${count(run.failed)}`,
    `${say("tile.documents")} ${count(run.documents)}`,
  ].join("\n");
}

function trendTable(runs) {
  const columns = [
    say("column.run"),
    number(say("column.checked")),
    number(say("column.held")),
    number(say("column.failed")),
    number(say("tile.documents")),
  ];
  const rows = runs
    .toReversed()
    .map((run) => [time(run.run_time), count(run.checked), count(run.held), count(run.failed), count(run.documents)]);
  return table(say("index.trend"), columns, rows);
}
