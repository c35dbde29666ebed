/** What is in doubt, meeting by meeting: disputed figures and unexplained numbers. */

import { count, date, meetingName } from "../format.js";
import { number, table } from "../tables.js";
import { colour } from "../theme.js";
import { say } from "../words.js";
import { amountAxis, chart, nameAxis, tooltip } from "./chart.js";

const AT_MOST = 60;

/**
 * @param {any[]} meetings of the overview, newest first
 * @returns {HTMLElement}
 */
export function doubtsChart(meetings) {
  const shown = meetings.slice(0, AT_MOST).toReversed();
  const bar = (name, fill, countOf) => ({
    type: "bar",
    name,
    barMaxWidth: 18,
    barMinHeight: 2,
    itemStyle: { color: colour(fill) },
    data: shown.map((one) => ({ value: countOf(one) || null, id: one.id })),
  });
  const told = (one) =>
    [
      `${meetingName(one)} ${date(one.date)}`,
      `${say("column.disputed")} ${count(one.figures.disputed)}`,
      `${say("column.unexplained")} ${count(one.numbers.unexplained)}`,
    ].join("\n");
  return chart({
    label: say("index.doubts_note"),
    height: 220,
    draw: () => ({
      grid: { left: 4, right: 8, top: 34, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, textStyle: { color: colour("ink") } },
      xAxis: nameAxis(
        shown.map((one) => date(one.date)),
        { axisLabel: { color: colour("quiet"), interval: "auto", fontSize: 11, hideOverlap: true } },
      ),
      yAxis: amountAxis(count, { minInterval: 1 }),
      tooltip: { ...tooltip((items) => told(shown[items[0].dataIndex])), trigger: "axis" },
      series: [
        bar(say("column.disputed"), "disputed", (one) => one.figures.disputed),
        bar(say("column.unexplained"), "attention", (one) => one.numbers.unexplained),
      ],
    }),
    table: () =>
      table(
        say("index.doubts"),
        [say("column.meeting"), say("column.date"), number(say("column.disputed")), number(say("column.unexplained"))],
        shown
          .toReversed()
          .map((one) => [
            meetingName(one),
            date(one.date),
            count(one.figures.disputed),
            count(one.numbers.unexplained),
          ]),
      ),
    onPick: ({ id }) => {
      location.href = `meeting.html?id=${encodeURIComponent(id)}#view=trust`;
    },
  });
}
