/** A balance sheet as two columns of equal height: assets; liabilities and net assets. */

import { colour } from "../theme.js";
import { scaleOf, thousandYenWithUnit } from "../units.js";
import { say, sayCode } from "../words.js";
import { amountAxis, chart, cut, linesOf, nameAxis, statusSign, tooltip } from "./chart.js";

const [LABEL_HEIGHT, LINE_HEIGHT] = [14, 16];
/** What is owed more than there is reaches below nil, and what is lost up from there: they stand beside each other. */
const POSITIVE_SHARE = 0.55;

/**
 * @param {{label: string, parts: Array<{side: 0|1, group: "assets"|"liabilities"|"net_assets", name: string,
 *          yen: number|null,
 *          status: string, figure: number|null}>, table: () => Node, onPick: (figure: number|null) => void}} settings
 * @returns {HTMLElement}
 */
export function balanceChart({ label, parts, table, onPick }) {
  const scale = scaleOf(parts.map((part) => part.yen));
  return chart({
    label,
    table,
    unit: scale.name,
    height: (width) => (width < 560 ? 400 : 440),
    draw: () => option(stacked(parts), scale),
    onPick: (data) => onPick(data.part.figure),
  });
}

/** Stacks the parts of each side from the top down, so that both columns read like the printed statement. */
export function stacked(parts) {
  const heights = [0, 1].map((side) =>
    parts.filter((part) => part.side === side).reduce((sum, part) => sum + (part.yen ?? 0), 0),
  );
  const top = [...heights];
  return parts
    .filter((part) => part.yen)
    .map((part, index) => {
      const from = top[part.side];
      top[part.side] -= part.yen;
      return { ...part, from, to: top[part.side], shade: index % 2 };
    });
}

function option(parts, scale) {
  const isMixed = [0, 1].map((side) => parts.some((part) => part.side === side && part.yen < 0));
  return {
    grid: { left: 4, right: 4, top: 8, bottom: 4, containLabel: true },
    xAxis: nameAxis([say("money.assets"), say("money.right_side")], { axisLabel: { fontSize: 13, fontWeight: 600 } }),
    yAxis: amountAxis(scale.format),
    tooltip: tooltip(
      ({ data }) => `${data.part.name}\n${thousandYenWithUnit(data.part.yen)}\n${sayCode("status", data.part.status)}`,
    ),
    series: [
      groupNames(parts, scale, isMixed),
      {
        type: "custom",
        encode: { x: 0, y: [1, 2] },
        data: parts.map((part) => ({ value: [part.side, part.from, part.to], part })),
        renderItem: (item, api) => block(api, parts[item.dataIndex], scale, isMixed),
      },
    ].toReversed(),
  };
}

/** A group whose parts are too thin for their own names gets one for all. */
function groupNames(parts, scale, isMixed) {
  const groups = ["assets", "liabilities", "net_assets"]
    .map((group) => {
      const own = parts.filter((part) => part.group === group);
      const yen = own.reduce((sum, part) => sum + part.yen, 0);
      return {
        part: { group, side: own[0]?.side, name: say(`money.${group}`), yen, status: "", figure: null },
        from: own[0]?.from,
        to: own.at(-1)?.to,
        own,
      };
    })
    .filter(({ own }) => own.length > 1);
  return {
    type: "custom",
    encode: { x: 0, y: [1, 2] },
    silent: true,
    data: groups.map(({ part, from, to }) => ({ value: [part.side, from, to], part })),
    renderItem: (item, api) => groupName(api, groups[item.dataIndex], scale, isMixed),
  };
}

function groupName(api, { part, from, to, own }, scale, isMixed) {
  const height = (one) => Math.abs(api.size([0, one.from - one.to])[1]);
  if (own.some((one) => height(one) >= LABEL_HEIGHT)) return null;
  const y = api.coord([part.side, (from + to) / 2])[1];
  if (height({ from, to }) < LABEL_HEIGHT - 3) return null;
  const { x, width } = across(api, part, isMixed);
  return nameAt(part, x + width / 2, y, width, height({ from, to }), scale);
}

/** Where a part stands from left to right: over its whole column, unless another may reach over it. */
function across(api, { side, yen }, isMixed) {
  const whole = api.size([1, 0])[0] * 0.94;
  const left = api.coord([side, 0])[0] - whole / 2;
  if (!isMixed[side]) return { x: left, width: whole };
  const own = whole * POSITIVE_SHARE;
  return yen < 0 ? { x: left + own, width: whole - own } : { x: left, width: own };
}

function nameAt(part, x, y, width, height, scale) {
  const isNarrow = width < 170 && height >= 34;
  const isWhole = isNarrow && height >= (linesOf(part.name, width - 8) + 1) * LINE_HEIGHT;
  const gap = isNarrow ? "\n" : "  ";
  const room = isNarrow ? width - 8 : width - 78;
  const name = room < 24 ? "" : `${isWhole ? part.name : cut(part.name, room)}${gap}`;
  return {
    type: "text",
    style: {
      x,
      y,
      align: "center",
      verticalAlign: "middle",
      fill: colour("chart-ink"),
      font: `12px ${getComputedStyle(document.body).fontFamily}`,
      lineHeight: LINE_HEIGHT,
      ...(isWhole && { width: room, overflow: "break" }),
      text: `${name}${statusSign(part.status)}${scale.format(part.yen)}`,
    },
  };
}

function block(api, part, scale, isMixed) {
  const top = api.coord([part.side, Math.max(part.from, part.to)])[1];
  const bottom = api.coord([part.side, Math.min(part.from, part.to)])[1];
  const { x, width } = across(api, part, isMixed);
  const height = Math.max(1, bottom - top);
  const isNegative = part.yen < 0;
  const fill = { assets: "chart-assets", liabilities: "chart-liabilities", net_assets: "chart-net-assets" }[part.group];
  const rect = {
    type: "rect",
    shape: { x, y: top, width, height },
    style: {
      fill: colour(part.shade ? `${fill}-2` : fill),
      stroke: colour(isNegative ? "failed" : "surface"),
      lineWidth: height > 4 ? 1 : 0,
      lineDash: isNegative ? [5, 3] : null,
      opacity: isNegative ? 0.85 : 1,
    },
  };
  if (height < LABEL_HEIGHT) return rect;
  return { type: "group", children: [rect, nameAt(part, x + width / 2, top + height / 2, width, height, scale)] };
}
