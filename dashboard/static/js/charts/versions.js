/** One account over the versions of a fiscal year: budget, supplementary budgets, settlement. */

import { colour } from "../theme.js";
import { scaleOf, thousandYenWithUnit } from "../units.js";
import { say, sayCode } from "../words.js";
import { amountAxis, chart, nameAxis, statusSign, tooltip } from "./chart.js";

/**
 * @param {{label: string, points: Array<{name: string, yen: number|null, status: string, isPrinted: boolean,
 *          meeting: string|null, href: string|null, others: any[]}>,
 *          table: () => Node}} settings
 *   a bar leads to its point's `href`
 * @returns {HTMLElement}
 */
export function versionsChart({ label, points, table }) {
  const onPick = ({ point }) => point.href && location.assign(point.href);
  const scale = scaleOf(points.flatMap((point) => [point, ...point.others].map(({ yen }) => yen)));
  return chart({ label, table, unit: scale.name, height: 300, draw: (width) => option(points, width, scale), onPick });
}

function option(points, width, scale) {
  return {
    grid: { left: 4, right: 8, top: 28, bottom: 4, containLabel: true },
    xAxis: nameAxis(
      points.map((point) => point.name),
      {
        axisLabel: { width: (width - 80) / Math.max(1, points.length) - 6, overflow: "break", lineHeight: 15 },
        axisLine: { show: true, lineStyle: { color: colour("rule") } },
      },
    ),
    yAxis: amountAxis(scale.format),
    tooltip: tooltip(({ data }) => words(data.point)),
    series: [
      {
        type: "bar",
        barMaxWidth: 84,
        label: {
          show: true,
          position: "top",
          color: colour("ink"),
          fontSize: 12,
          fontWeight: 600,
          formatter: ({ data: { point, value } }) =>
            statusSign(point.status) + (point.others.length > 0 ? "≠ " : "") + scale.format(value),
        },
        data: points.map((point) => ({
          value: point.yen,
          point,
          itemStyle: {
            color: point.isPrinted ? colour("chart-rise") : colour("surface"),
            borderColor: colour("chart-rise"),
            borderWidth: point.isPrinted ? 0 : 1.5,
            borderType: "dashed",
          },
        })),
      },
      ...contradicted(points),
    ],
  };
}

/** What other meetings print for the same version: drawn beside, so that neither stands without the other. */
function contradicted(points) {
  const data = points.flatMap((point, at) =>
    point.others.map((other) => ({
      value: [at, other.yen],
      point: {
        ...point,
        ...other,
        isPrinted: true,
        href: `meeting.html?id=${encodeURIComponent(other.id)}#view=money`,
      },
    })),
  );
  if (data.length === 0) return [];
  const name = say("years.contradicted");
  return [{ type: "scatter", name, symbol: "triangle", symbolSize: 12, itemStyle: { color: colour("failed") }, data }];
}

function words(point) {
  return [
    point.name,
    thousandYenWithUnit(point.yen),
    sayCode("status", point.status),
    point.meeting ?? "",
    point.isPrinted ? "" : say("years.carried"),
    point.others.length > 0 ? say("years.contradicted") : "",
  ]
    .filter(Boolean)
    .join("\n");
}
