/** A chart in the page: drawn once it has a width, again when width, colours or language change; a table beside it. */

import { lazyDetails, make } from "../dom.js";
import { download } from "../take.js";
import { colour, onTheme } from "../theme.js";
import { say } from "../words.js";

const LIBRARY = "static/vendor/echarts.min.js";
const charts = new Set();
/** @type {Promise<void>|null} */
let loading = null;
let isLoaded = false; // or has failed to be
const SOON = 2000; // milliseconds after which what is out of sight is drawn too: who prints has all of it
const measure = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

/** Tells which charts are about to be seen: a page whose charts are further down need not wait for what draws them. */
const watch = new IntersectionObserver(
  (entries) => {
    for (const one of charts)
      if (entries.some(({ target, isIntersecting }) => isIntersecting && target === one.canvas)) drawSoon(one);
  },
  { rootMargin: "100% 0px" },
);

function drawSoon(one) {
  one.isNear = true;
  watch.unobserve(one.canvas);
  void loadLibrary().then(() => fit(one));
}

/** Loads ECharts once a chart is to be drawn: a page without one, and the words of any page, need not wait for it. */
function loadLibrary() {
  loading ??= new Promise((resolve) => {
    const script = document.createElement("script");
    const end = () => {
      isLoaded = true;
      for (const one of charts) fit(one);
      resolve();
    };
    script.src = LIBRARY;
    script.addEventListener("load", end);
    script.addEventListener("error", end);
    document.head.append(script);
  });
  return loading;
}

/** @returns {any} ECharts; undefined where it is not there yet, or failed to come */
function library() {
  return /** @type {any} */ (window).echarts;
}

/**
 * A chart with its alternative as a table.
 * @param {{label: string, height: number|((width: number) => number), draw: (width: number) => object,
 *          table: () => Node, onPick?: (data: any) => void, minWidth?: number, unit?: string}} settings
 *   `draw` gives the ECharts option; `onPick` gets the data item that was clicked; `unit` is that of all its amounts
 * @returns {HTMLElement}
 */
export function chart({ label, height, draw, table, onPick, minWidth, unit }) {
  const canvas = make("div.chart", { role: "img", "aria-label": label });
  const frame = make("div.chart-frame", minWidth ? { tabindex: 0, role: "group", "aria-label": label } : {}, canvas);
  const alternative = lazyDetails(say("chart.table"), table, { class: "chart-table" });
  const tools = make("div.table-tools");
  const figure = make("figure", {}, unit && make("p.unit", {}, say("chart.unit", { unit })), frame, tools, alternative);
  if (minWidth) canvas.style.minWidth = `${minWidth}px`;
  const one = { canvas, height, draw, onPick, drawn: null, alternative, isNear: false };
  for (const ending of ["svg", "png"]) {
    const said = say("take.as", { kind: ending.toUpperCase(), name: label });
    const button = make(
      "button.tool",
      { type: "button", "aria-label": said, data: { take: ending } },
      ending.toUpperCase(),
    );
    button.addEventListener("click", () => void takePicture(one, label, ending));
    tools.append(button);
  }
  one.observer = new ResizeObserver(() => fit(one));
  one.observer.observe(canvas);
  charts.add(one);
  if (isLoaded) one.isNear = true;
  else watch.observe(canvas);
  return figure;
}

function fit(one) {
  const width = one.canvas.clientWidth;
  if (!width || width === one.width) return;
  if (isLoaded && one.isNear) {
    one.width = width;
    redraw(one);
    return;
  }
  one.canvas.style.height = `${heightOf(one, width)}px`; // what stands below keeps its place once it is drawn
}

function heightOf({ height }, width) {
  return typeof height === "function" ? height(width) : height;
}

function redraw(one) {
  if (!one.width) return;
  const height = heightOf(one, one.width);
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

/** Gives the reader a picture of a chart alone: its name above it, on the page's surface. */
async function takePicture(one, label, ending) {
  await loadLibrary();
  const width = one.width || 900;
  const height = heightOf(one, width);
  const place = make("div.only-heard");
  document.body.append(place);
  const drawn = library().init(place, null, {
    renderer: ending === "svg" ? "svg" : "canvas",
    width,
    height: height + 34,
  });
  const title = { text: label, left: 4, top: 4, textStyle: { fontSize: 14, color: colour("ink") } };
  const option = one.draw(width);
  drawn.setOption({ ...common(), ...option, ...lowered(option, 34), title, backgroundColor: colour("surface") });
  const address =
    ending === "svg"
      ? drawn.renderToSVGString()
      : drawn.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: colour("surface") });
  drawn.dispose();
  place.remove();
  download(label, ending, ending === "svg" ? address : blobOf(address));
}

/** The parts of an option that stand at the top, put lower to make room for a title. */
function lowered({ grid, legend }, by) {
  return {
    ...(grid && { grid: { ...grid, top: (grid.top ?? 0) + by } }),
    ...(legend && { legend: { ...legend, top: (legend.top ?? 0) + by } }),
  };
}

function blobOf(address) {
  const bytes = Uint8Array.from(atob(address.slice(address.indexOf(",") + 1)), (character) => character.charCodeAt(0));
  return new Blob([bytes], { type: "image/png" });
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
  watch.unobserve(one.canvas);
  one.drawn?.dispose();
  charts.delete(one);
}

/** @type {Set<Promise<any>>} what is still being loaded for the page */
const awaited = new Set();

/**
 * Says that something of the page is still to come: before it is there the page is not drawn.
 * @template T
 * @param {Promise<T>} loaded
 * @returns {Promise<T>} the same
 */
export function awaiting(loaded) {
  awaited.add(loaded);
  const end = () => awaited.delete(loaded);
  loaded.then(end, end);
  return loaded;
}

/** @returns {Promise<void>} once all that was awaited is there, and every chart that is about to be seen is drawn */
export async function chartsAreDrawn() {
  do {
    // What stands in the page may bring charts of its own; a frame later it is known which are near.
    await Promise.allSettled([...awaited]);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    if ([...charts].some((one) => one.isNear)) await loadLibrary();
    for (const one of charts) fit(one);
  } while (awaited.size > 0 || [...charts].some(isLeft));
  setTimeout(drawAll, SOON);
}

function isLeft(one) {
  return one.isNear && one.canvas.clientWidth > 0 && !one.width;
}

/** Draws what nobody has come near to yet. */
function drawAll() {
  for (const one of charts) if (!one.isNear) drawSoon(one);
}

const redrawAll = () => {
  if (!isLoaded) return;
  for (const one of charts) {
    one.width = one.canvas.clientWidth || one.width;
    redraw(one);
    onPaper(one);
  }
};

/** Printed is a picture of a chart: of the canvases that it is drawn on a browser may print the last alone. */
function onPaper(one) {
  one.picture?.remove();
  one.picture = null;
  if (!("printing" in document.documentElement.dataset) || !one.drawn) return;
  const src = one.drawn.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: colour("surface") });
  one.picture = make("img.on-paper", { src, alt: "" });
  one.canvas.after(one.picture);
}

onTheme(redrawAll);

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

/** @returns {number} how many lines a text takes at a width in pixels */
export function linesOf(text, width, size = 12) {
  measure.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
  // Words are not broken where they need not be: a line may end before it is full.
  return Math.ceil((measure.measureText(text).width * (/^[\x20-\x7e]*$/.test(text) ? 1.15 : 1.02)) / width);
}
