/** The last results of the suites of Great Expectations. */

import { append, make, section, statusMark } from "./dom.js";
import { count, percent, time } from "./format.js";
import { loadJson } from "./load.js";
import { startPage } from "./page.js";
import { amount, amounts, number, table } from "./tables.js";
import { verdictBanner } from "./verdict.js";
import { isWord, say, sayCode } from "./words.js";

startPage({
  load: () => loadJson("data/index.json"),
  title: () => say("expectations.title"),
  render: (index) => [banner(index), docs(index), ...suites(index.expectations)],
});

function banner({ expectations, last_run: run }) {
  const failed = expectations.filter((one) => !one.is_success).length;
  const examined = expectations.filter((one) => one.checked > 0 || !one.is_success).length;
  const values = { n: count(examined), failed: count(failed), idle: count(expectations.length - examined) };
  const key = failed > 0 ? "some_failed" : expectations.length > 0 ? "all_held" : "none";
  const verdict = failed > 0 ? "fails" : expectations.length > 0 ? "holds" : "unchecked";
  const where = [say("expectations.title"), run && time(run.run_time)].filter(Boolean).join(" · ");
  const line = verdictBanner(verdict, {
    where,
    text: run ? say("tile.checks", { checked: count(run.checked), held: count(run.held) }) : say("tile.no_run"),
    links: [],
  });
  if (expectations.length > examined) append(line, [make("p.sentence", {}, say("expectations.idle", values))]);
  line.querySelector("h1")?.replaceChildren(say(`expectations.${key}`, values));
  return line;
}

function docs({ data_docs: address }) {
  if (!address) return make("p.document", {}, say("expectations.no_docs"));
  return make("ul.links.sub", {}, make("li", {}, make("a", { href: address }, `${say("expectations.docs")} →`)));
}

function suites(expectations) {
  return [...new Set(expectations.map((one) => one.suite))].map((suite) =>
    section(
      `suite-${suite}`,
      sayCode("suite", suite),
      suiteTable(
        suite,
        expectations.filter((one) => one.suite === suite),
      ),
    ),
  );
}

function suiteTable(suite, rows) {
  const columns = [
    say("column.expectation"),
    say("column.result"),
    number(say("column.checked")),
    number(say("column.held")),
    number(say("column.failed")),
    number(say("column.share")),
    amounts(say("column.worst")),
    say("column.blocking"),
  ];
  return table(
    sayCode("suite", suite),
    columns,
    rows.map((one) => [
      [expectationTitle(one)],
      statusMark(
        one.checked === 0 && one.is_success ? "unchecked" : one.is_success ? "held" : "failed",
        resultWord(one),
      ),
      count(one.checked),
      count(one.held),
      count(one.failed),
      percent(one.held_share),
      one.worst_residual_yen === null ? "–" : amount(one.worst_residual_yen),
      make(
        "span.badge",
        { data: { tone: one.is_blocking ? "attention" : "quiet" } },
        say(one.is_blocking ? "expectations.blocking" : "expectations.informing"),
      ),
    ]),
  );
}

/** What examined nothing has not passed. */
function resultWord(one) {
  if (one.checked === 0 && one.is_success) return say("expectations.nothing");
  return say(one.is_success ? "status.held" : "status.failed");
}

function expectationTitle(one) {
  return isWord(`expectation.${one.name}`) ? say(`expectation.${one.name}`) : one.title;
}
