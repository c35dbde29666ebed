/** An answer's first column of numbers as bars, where its rows have names. */

import { longTable, number } from "../tables.js";
import { colour } from "../theme.js";
import { scaleOf } from "../units.js";
import { say } from "../words.js";
import { amountAxis, chart, nameAxis, tooltip } from "./chart.js";

const MOST_BARS = 40;
const BAR_HEIGHT = 22;
const LINES = 36; // a name of two lines, on a phone
// Keys and years are numbers that nobody draws.
const NO_AMOUNT = /(_key|_number|_line|_column|year|unit_yen)$/;

/**
 * @param {{columns: string[], areNumbers: boolean[], rows: Array<Array<string|null>>}} answer
 * @returns {HTMLElement|null} null where there is nothing to draw
 */
export function answerChart({ columns, areNumbers, rows }) {
  const name = areNumbers.indexOf(false);
  const value = columns.findIndex((column, at) => areNumbers[at] && !NO_AMOUNT.test(column));
  if (name < 0 || value < 0 || rows.length < 2 || rows.length > MOST_BARS) return null;
  const label = say("sql.chart", { value: columns[value], name: columns[name] });
  const values = rows.map((row) => (row[value] === null ? null : Number(row[value])));
  const exact = (amount) => Number(amount).toLocaleString("en-US");
  const scale = columns[value].endsWith("_yen") ? scaleOf(values) : { format: exact, name: undefined };
  return chart({
    label,
    unit: scale.name,
    height: (width) => 50 + rows.length * (width < 560 ? LINES : BAR_HEIGHT),
    table: () =>
      longTable(label, [columns[name], number(columns[value])], rows, (row) => [row[name], row[value]], MOST_BARS),
    draw: (width) => {
      const left = width < 560 ? 116 : 240;
      return {
        grid: { left, right: 24, top: 28, bottom: 4 },
        xAxis: amountAxis(scale.format, { position: "top", splitNumber: width < 560 ? 2 : 4 }),
        yAxis: nameAxis(
          rows.map((row) => row[name] ?? ""),
          {
            inverse: true,
            axisLabel: { width: left - 12, overflow: "break", lineHeight: 14, align: "left", margin: left - 4 },
          },
        ),
        tooltip: tooltip(({ name: of, value: amount }) => `${of}\n${columns[value]} ${exact(amount)}`),
        series: [
          {
            type: "bar",
            barMaxWidth: BAR_HEIGHT - 6,
            itemStyle: { color: ({ value: amount }) => colour(amount < 0 ? "chart-fall" : "chart-rise") },
            data: values,
          },
        ],
      };
    },
  });
}
