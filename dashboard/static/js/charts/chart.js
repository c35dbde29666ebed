/** A chart in the page: drawn once it has a width, again when width, colours or language change; a table beside it. */

import { lazyDetails, make } from "../dom.js";
import { colour, onTheme } from "../theme.js";
import { say } from "../words.js";

const charts = new Set();

/** @returns {any} ECharts, which the page loads by itself; undefined where that failed */
function library() {
  return /** @type {any} */ (window).echarts;
}

/**
 * A chart with its alternative as a table.
 * @param {{label: string, height: number|((width: number) => number), draw: (width: number) => object,
 *          table: () => Node, onPick?: (data: any) => void, minWidth?: number}} settings
 *   `draw` gives the ECharts option; `onPick` gets the data item that was clicked
 * @returns {HTMLElement}
 */
export function chart({ label, height, draw, table, onPick, minWidth }) {
  const canvas = make("div.chart", { role: "img", "aria-label": label });
  const frame = make("div.chart-frame", minWidth ? { tabindex: 0, role: "group", "aria-label": label } : {}, canvas);
  const alternative = lazyDetails(say("chart.table"), table, { class: "chart-table" });
  const figure = make("figure", {}, frame, alternative);
  if (minWidth) canvas.style.minWidth = `${minWidth}px`;
  const one = { canvas, height, draw, onPick, drawn: null, alternative };
  one.observer = new ResizeObserver(() => fit(one));
  one.observer.observe(canvas);
  charts.add(one);
  return figure;
}

function fit(one) {
  const width = one.canvas.clientWidth;
  if (!width || width === one.width) return;
  one.width = width;
  redraw(one);
}

function redraw(one) {
  if (!one.width) return;
  const height = typeof one.height === "function" ? one.height(one.width) : one.height;
  one.canvas.style.height = `${height}px`;
  if (!library()) {
    one.canvas.textContent = say("chart.broken");
    one.alternative.open = true;
    return;
  }
  if (!one.drawn) {
    one.drawn = library().init(one.canvas, null, { renderer: "canvas" });
    if (one.onPick) one.drawn.on("click", (event) => event.data && one.onPick(event.data));
  }
  one.drawn.resize({ width: one.width, height });
  one.drawn.setOption({ ...common(), ...one.draw(one.width) }, true);
}

/** Takes down all charts, before the page is rendered anew. */
export function disposeCharts() {
  for (const one of charts) dispose(one);
}

/** Takes down the charts within an element that is about to go. */
export function disposeChartsIn(element) {
  for (const one of charts) if (element.contains(one.canvas)) dispose(one);
}

function dispose(one) {
  one.observer.disconnect();
  one.drawn?.dispose();
  charts.delete(one);
}

/** Calls back once every chart that has a width has been drawn. */
export function whenChartsAreDrawn(then) {
  for (const one of charts) fit(one);
  requestAnimationFrame(() => requestAnimationFrame(then));
}

onTheme(() => {
  for (const one of charts) redraw(one);
});

/** @returns {object} what all charts share: no motion, the page's type and colours, tooltips without HTML */
function common() {
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colour("ink") },
    tooltip: tooltip(),
  };
}

/** @returns {object} a tooltip drawn on the canvas: text stays text */
export function tooltip(formatter) {
  return {
    renderMode: "richText",
    confine: true,
    formatter,
    backgroundColor: colour("surface"),
    borderColor: colour("rule"),
    borderWidth: 1,
    textStyle: { color: colour("ink"), fontSize: 13, lineHeight: 19 },
    extraCssText: "",
  };
}

/** @returns {object} an axis of names */
export function nameAxis(names, more = {}) {
  return {
    type: "category",
    data: names,
    axisTick: { show: false },
    axisLine: { show: false },
    axisLabel: { color: colour("ink"), interval: 0, fontSize: 12, ...more.axisLabel },
    ...Object.fromEntries(Object.entries(more).filter(([key]) => key !== "axisLabel")),
  };
}

/** @returns {object} an axis of amounts; a small loss does not take a whole step of the axis, and its end no label */
export function amountAxis(format, more = {}) {
  const room = ({ min, max }) => (max - min) * 0.02;
  let least = 0;
  const min = (range) => {
    least = Math.min(0, range.min < 0 ? range.min - room(range) : 0);
    return least;
  };
  const label = (value) => (value === least && value !== 0 ? "" : value === 0 ? "0" : format(value));
  return {
    type: "value",
    min,
    axisLabel: { color: colour("quiet"), fontSize: 11, formatter: label, hideOverlap: true },
    splitLine: { lineStyle: { color: colour("hairline") } },
    splitNumber: 4,
    ...more,
  };
}

/** @returns {string} what stands before an amount on a canvas, where a symbol of the page cannot */
export function statusSign(status) {
  return { repaired: "◆ ", disputed: "! " }[status] ?? "";
}

/** @returns {string} the text cut to a width in pixels, with an ellipsis */
export function cut(text, width, size = 12) {
  if (!library()) return text;
  return library().format.truncateText(text, width, `${size}px ${getComputedStyle(document.body).fontFamily}`, "…");
}
