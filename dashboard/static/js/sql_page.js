/** Questions in SQL: examples, the warehouse's own words for its columns, and the answer as a table, a chart, a file. */

import { answerChart } from "./charts/answer.js";
import { disposeChartsIn } from "./charts/chart.js";
import { append, lazyDetails, make, section } from "./dom.js";
import { count } from "./format.js";
import { loadJson } from "./load.js";
import { startPage } from "./page.js";
import { answerTo, isServed } from "./querying.js";
import { route, routeWith } from "./route.js";
import { longTable, number } from "./tables.js";
import { copyButton } from "./take.js";
import { say } from "./words.js";

const ROWS_AT_A_TIME = 100;
/** @type {{query: string|null, answer: any}} */
const kept = { query: null, answer: null }; // over a change of the language

startPage({
  load: async () => {
    const offered = await loadJson("data/sql.json");
    return { ...offered, isHere: offered.in_browser && !(await isServed()) };
  },
  title: () => say("page.sql"),
  render: (offered) => [
    make("h1", {}, say("sql.title")),
    offered.isHere && make("p.note", {}, say("sql.here")),
    desk(offered),
    section("schema", say("sql.schema"), schema(offered.objects)),
  ],
});

function desk({ examples, in_browser: isEngineBeside }) {
  const text = make("textarea", { class: "query", "aria-label": say("sql.query"), spellcheck: "false", rows: 8 });
  text.value = kept.query ?? route().get("q") ?? examples[0]?.query ?? "";
  const place = make("div.answer", { "aria-live": "polite" });
  const run = make("button", { class: "plain", type: "button" }, say("sql.run"));
  const ask = async () => {
    kept.query = text.value;
    history.replaceState(null, "", routeWith({ q: text.value }));
    run.disabled = true;
    append(empty(place), [make("p.note", {}, say("sql.asking"))]);
    kept.answer = await answerTo(text.value, isEngineBeside);
    run.disabled = false;
    show(place);
  };
  run.addEventListener("click", ask);
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) ask();
  });
  const choice = make(
    "select",
    {},
    make("option", { value: "" }, say("sql.choose")),
    examples.map(({ title }, at) => make("option", { value: at }, title)),
  );
  choice.addEventListener("change", () => {
    if (choice.value === "") return;
    text.value = examples[Number(choice.value)].query;
    ask();
  });
  if (kept.answer) show(place);
  else if (route().has("q")) ask();
  return make(
    "div",
    {},
    make("div.controls", {}, make("label", {}, say("sql.examples"), choice)),
    text,
    make(
      "div.controls.under",
      {},
      run,
      make("span.note", {}, say("sql.keys")),
      copyButton("take.copy_link", () => {
        kept.query = text.value;
        return new URL(routeWith({ q: text.value }), location.href).href;
      }),
    ),
    place,
  );
}

/** @returns {HTMLElement} a place whose charts and content are gone */
function empty(place) {
  disposeChartsIn(place);
  place.replaceChildren();
  return place;
}

function show(place) {
  const { answer } = kept;
  append(empty(place), answer.error ? [trouble(answer.error)] : result(answer));
}

function trouble(message) {
  return make("div.notice.trouble", { role: "alert" }, make("pre", {}, message));
}

function result({ columns, are_numbers: areNumbers, rows, is_cut: isCut, disputed }) {
  const doubtful = new Set(disputed.map(([row, column]) => `${row}/${column}`));
  const heads = columns.map((name, at) => (areNumbers[at] ? number(name) : name));
  const cells = (row) => rows[row].map((value, at) => cell(value, areNumbers[at], doubtful.has(`${row}/${at}`)));
  const numbers = rows.map((_, at) => at);
  const said = [say(isCut ? "sql.rows_cut" : "sql.rows", { n: count(rows.length) })];
  return [
    make("p.note", {}, said),
    doubtful.size > 0 && make("p.notice", {}, say("sql.disputed", { n: count(doubtful.size) })),
    answerChart({ columns, areNumbers, rows }),
    longTable(say("sql.answer"), heads, numbers, cells, ROWS_AT_A_TIME),
  ];
}

function cell(value, isNumber, isDisputed) {
  if (value === null) return "";
  // Whole numbers beyond 2^53 stay as they are: they came as text.
  const shown = isNumber && /^-?\d{4,}$/.test(value) ? BigInt(value).toLocaleString("en-US") : value;
  const made = isNumber ? make("span", { data: { value } }, shown) : shown;
  return isDisputed
    ? make("span.status", { data: { status: "disputed" }, title: say("sql.disputed_value") }, made, " ?")
    : made;
}

function schema(objects) {
  return ["view", "table"].map((kind) => [
    make("h3", {}, say(`sql.${kind}s`)),
    objects
      .filter((one) => one.kind === kind)
      .map((one) =>
        lazyDetails([make("code", {}, one.name), " ", make("span.note", {}, one.meaning)], () =>
          make(
            "dl.columns",
            {},
            one.columns.map(([name, type, meaning]) => [
              make("dt", {}, make("code", {}, name), " ", make("span.note", {}, type)),
              make("dd", {}, meaning),
            ]),
          ),
        ),
      ),
  ]);
}
