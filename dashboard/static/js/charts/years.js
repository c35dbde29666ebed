/** An amount over the fiscal years: the settlements as a line, the last budgets as another, every version as a mark. */

import { fiscalYear, shortFiscalYear, versionName } from "../format.js";
import { colour } from "../theme.js";
import { scaleOf, thousandYenWithUnit } from "../units.js";
import { say, sayCode } from "../words.js";
import { amountAxis, chart, nameAxis, statusSign, tooltip } from "./chart.js";

/**
 * @typedef {{yen: number|null, version: string, status: string, meeting: string, href: string|null,
 *            others: any[]}} Point
 */

/**
 * @param {{label: string, years: Array<{year: number, points: Point[]}>, table: () => Node, height?: number,
 *          extent?: {least: number, most: number}|null}} settings
 *   a mark leads to its point's `href`; `extent` makes several charts share their scale
 * @returns {HTMLElement}
 */
export function yearsChart({ label, years, table, height = 320, extent = null }) {
  const all = years.flatMap((one) => one.points.map((point) => point.yen));
  const scale = scaleOf(extent === null ? all : [...all, extent.least, extent.most]);
  const onPick = ({ point }) => point?.href && location.assign(point.href);
  return chart({
    label,
    table,
    unit: scale.name,
    height,
    draw: (width) => option(years, scale, width, extent),
    onPick,
  });
}

/** @returns {number[]} the years from the first to the last: one of which nothing is known leaves a gap */
function span(years) {
  const [first, last] = [years[0].year, years[years.length - 1].year];
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

function option(years, scale, width, extent) {
  const all = span(years);
  const pointsOf = new Map(years.map((one) => [one.year, one.points]));
  const settlement = (points) => points.findLast((point) => point.version === "settlement");
  const budget = (points) => points.findLast((point) => point.version !== "settlement");
  const line = (pick, name, more) => ({
    type: "line",
    name,
    connectNulls: false,
    data: all.map((year) => {
      const point = pick(pointsOf.get(year) ?? []);
      return { value: point?.yen ?? null, point, year };
    }),
    ...more,
  });
  const isNarrow = width < 480;
  return {
    grid: { left: 4, right: 16, top: 44, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 22, itemHeight: 10, textStyle: { color: colour("ink"), fontSize: 12 } },
    xAxis: nameAxis(all.map(shortFiscalYear), {
      axisLine: { show: true, lineStyle: { color: colour("rule") } },
      axisLabel: { interval: "auto", hideOverlap: true },
    }),
    yAxis: amountAxis(scale.format, {
      splitNumber: isNarrow ? 3 : 4,
      ...(extent && { min: extent.least, max: extent.most, axisLabel: { ...quiet(scale), showMaxLabel: false } }),
    }),
    tooltip: tooltip(({ data }) => (data.point ? words(data.point, data.year) : "")),
    series: [
      line(settlement, say("version.settlement"), {
        symbol: "circle",
        symbolSize: 9,
        lineStyle: { color: colour("chart-result"), width: 2 },
        itemStyle: { color: colour("chart-result") },
        label: labels(scale, isNarrow, "top"),
      }),
      line(budget, say("years.last_budget"), {
        symbol: "emptyCircle",
        symbolSize: 9,
        lineStyle: { color: colour("chart-rise"), width: 2, type: "dashed" },
        itemStyle: { color: colour("chart-rise") },
        label: labels(scale, isNarrow, "bottom"),
      }),
      {
        type: "scatter",
        name: say("years.earlier_versions"),
        symbol: "diamond",
        symbolSize: 8,
        itemStyle: { color: colour("chart-fall") },
        data: all.flatMap((year, at) => earlier(pointsOf.get(year) ?? [], budget, at, year)),
      },
      contradicted(all, pointsOf),
    ].filter((series) => series.data.some((one) => one.point)),
  };
}

function quiet(scale) {
  return { color: colour("quiet"), fontSize: 11, formatter: scale.format, hideOverlap: true };
}

function earlier(points, budget, at, year) {
  const last = budget(points);
  return points
    .filter((point) => point !== last && point.version !== "settlement" && point.yen !== null)
    .map((point) => ({ value: [at, point.yen], point, year }));
}

/** What other meetings print for the same version: drawn beside, so that neither stands without the other. */
function contradicted(all, pointsOf) {
  const data = all.flatMap((year, at) =>
    (pointsOf.get(year) ?? []).flatMap((point) =>
      (point.others ?? []).map((other) => ({
        value: [at, other.yen],
        year,
        point: {
          ...point,
          ...other,
          others: [point],
          href: `meeting.html?id=${encodeURIComponent(other.id)}#view=money`,
        },
      })),
    ),
  );
  return {
    type: "scatter",
    name: say("years.contradicted"),
    symbol: "triangle",
    symbolSize: 12,
    itemStyle: { color: colour("failed") },
    data,
  };
}

function labels(scale, isNarrow, position) {
  return {
    show: !isNarrow,
    position,
    color: colour("ink"),
    fontSize: 11,
    formatter: ({ data }) => (data.point ? statusSign(data.point.status) + scale.format(data.value) : ""),
  };
}

function words(point, year) {
  return [
    `${fiscalYear(year)} ${versionName(point.version)}`,
    thousandYenWithUnit(point.yen),
    sayCode("status", point.status),
    (point.others ?? []).length > 0 && say("years.contradicted"),
  ]
    .filter(Boolean)
    .join("\n");
}
