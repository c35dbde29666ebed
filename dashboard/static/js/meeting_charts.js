/** The charts of a meeting's money, each with its table: waterfalls, the two columns of a balance sheet, segments. */

import { balanceChart } from "./charts/balance.js";
import { disposeChartsIn } from "./charts/chart.js";
import { segmentsChart } from "./charts/segments.js";
import { waterfallChart } from "./charts/waterfall.js";
import { append, icon, make, section, statusMark } from "./dom.js";
import { figureButton } from "./figure_button.js";
import { openFigure } from "./figure_panel.js";
import { under } from "./format.js";
import { amounts, number, table } from "./tables.js";
import { scaleOf } from "./units.js";
import { nameOf, say, sayCode } from "./words.js";

function accountName(meeting, part) {
  if (part.kind === "gap") return say("money.gap");
  return nameOf(meeting.account(part.account)) || part.name || "";
}

/** @returns {HTMLElement} the income statement ("waterfall") or the cash plan ("cash") as steps */
export function stepsSection(meeting, kind, one) {
  const title = say(`money.${kind}`);
  if (!one || one.steps.length === 0) return section(kind, title, make("p.none", {}, say("money.none_here")));
  const names = one.steps.map((step) => accountName(meeting, step));
  const rows = () =>
    one.steps.map((step, at) => [
      names[at],
      sayCode("step", step.kind),
      figureButton(step.figure, step.yen, step.status),
      step.status && statusMark(step.status),
    ]);
  const columns = [say("column.account"), say("column.side"), amounts(say("column.amount")), say("column.status")];
  return section(
    kind,
    title,
    waterfallChart({
      label: title,
      steps: one.steps,
      names,
      onPick: openFigure,
      table: () => table(title, columns, rows()),
    }),
    leftOut(meeting, one),
  );
}

/**
 * The results of the income statement once more by themselves: beside revenues of billions nobody sees whether they
 * are above or below nil.
 * @returns {HTMLElement|null} null where there is none
 */
export function resultsSection(meeting, one) {
  const results = (one?.steps ?? []).filter((step) => step.kind === "result");
  if (results.length === 0) return null;
  const title = say("money.own_scale");
  const columns = [say("column.account"), amounts(say("column.amount"))];
  const names = results.map((step) => accountName(meeting, step));
  return section(
    "results",
    title,
    segmentsChart({
      label: title,
      segments: names,
      series: [{ name: title, cells: results }],
      onPick: openFigure,
      table: () =>
        table(
          title,
          columns,
          results.map((step, at) => [names[at], figureButton(step.figure, step.yen, step.status)]),
        ),
    }),
  );
}

function leftOut(meeting, one) {
  const names = (one.left_out ?? []).map((account) => nameOf(meeting.account(account)));
  return names.length > 0 && make("p.note.after", {}, say("money.left_out", { names: names.join("、") }));
}

/** @returns {HTMLElement} the balance sheet as two columns */
export function balanceSection(meeting, one) {
  const title = say("money.balance");
  if (!one) return section("balance", title, make("p.none", {}, say("money.none_here")));
  const group = (name, side) =>
    one[name].map((part) => ({ ...part, side, group: name, name: accountName(meeting, part) }));
  const parts = [...group("assets", 0), ...group("liabilities", 1), ...group("net_assets", 1)];
  const rows = () =>
    parts.map((part) => [
      part.name,
      say(`money.${part.group}`),
      figureButton(part.figure, part.yen, part.status),
      part.status && statusMark(part.status),
    ]);
  const columns = [say("column.account"), say("column.side"), amounts(say("column.amount")), say("column.status")];
  return section(
    "balance",
    title,
    balanceLine(one),
    balanceChart({
      label: title,
      parts,
      onPick: openFigure,
      table: () => table(title, columns, rows()),
    }),
  );
}

function balanceLine(one) {
  const isDisputed = Object.values(one.statuses).includes("disputed"); // equal by chance, or by the figure in doubt
  const key = isDisputed || one.balances === null ? "balances_unknown" : one.balances ? "balances" : "balances_not";
  const scale = scaleOf([one.assets_yen, one.liabilities_yen, one.net_assets_yen]);
  const values = {
    assets: scale.format(one.assets_yen),
    liabilities: scale.format(one.liabilities_yen),
    net_assets: scale.format(one.net_assets_yen),
    unit: scale.name,
  };
  const status = { balances: "held", balances_not: "failed", balances_unknown: "disputed" }[key];
  const mark = make("span.status", { data: { status } }, icon(status === "held" ? "proven" : status));
  return make("p.balance-line", { data: { balances: key } }, mark, say(`money.${key}`, values));
}

/** @returns {HTMLElement|null} totals and results of a statement, segment beside segment */
export function segmentsSection(meeting, ofPeriod) {
  const title = say("money.segments");
  const wide = ofPeriod
    .filter((one) => one.segments.length > 1)
    .sort((a, b) => Number(b.statement === "income_statement") - Number(a.statement === "income_statement"));
  if (wide.length === 0) return section("segments", title, make("p.none", {}, say("money.none_here")));
  const place = make("div");
  const choices = wide.flatMap((one) => [firstResult(meeting, one), ...singleAccounts(meeting, one)]).filter(Boolean);
  const select = make(
    "select",
    {},
    choices.map((each, at) => make("option", { value: at }, each.name)),
  );
  const draw = () => {
    const { statement, rows } = choices[Number(select.value)];
    const isResult = (row) => meeting.account(row.account)?.role === "result";
    const totals = rows.filter((row) => !isResult(row));
    const results = rows.filter(isResult);
    disposeChartsIn(place);
    place.replaceChildren();
    append(place, [
      totals.length > 0 && chartOf(meeting, statement, totals),
      totals.length > 0 && results.length > 0 && make("h3.sub", {}, say("money.own_scale")),
      results.length > 0 && chartOf(meeting, statement, results),
    ]);
  };
  select.addEventListener("change", draw);
  select.value = "0";
  draw();
  return section("segments", title, make("div.controls", {}, make("label", {}, say("money.account"), select)), place);
}

/** The totals of a statement up to its first result, and that result: revenues, expenses, operating result. */
function firstResult(meeting, statement) {
  const role = (row) => meeting.account(row.account)?.role;
  const end = statement.rows.findIndex((row) => role(row) === "result");
  const rows = statement.rows.slice(0, end + 1).filter((row) => role(row) !== "item");
  if (rows.length < 2 || rows.length > 3) return null;
  return { statement, rows, name: under(sayCode("statement", statement.statement), say("money.results")) };
}

function singleAccounts(meeting, statement) {
  return statement.rows
    .filter((row) => meeting.account(row.account)?.role !== "item")
    .map((row) => ({
      statement,
      rows: [row],
      name: under(sayCode("statement", statement.statement), nameOf(meeting.account(row.account))),
    }));
}

function chartOf(meeting, statement, rows) {
  const columns = statement.segments
    .map((segment, at) => ({ segment: meeting.segment(segment), at }))
    .filter(({ segment }) => !segment?.is_total);
  const segments = columns.map(({ segment }) => nameOf(segment));
  const series = rows.map((row) => ({
    name: nameOf(meeting.account(row.account)),
    cells: columns.map(({ at }) => row.cells[at]),
  }));
  const label = `${say("money.segments")} ${series.map((one) => one.name).join(", ")}`;
  const cells = () =>
    segments.map((name, at) => [
      name,
      ...series.map((one) =>
        one.cells[at] ? figureButton(one.cells[at].figure, one.cells[at].yen, one.cells[at].status) : "–",
      ),
    ]);
  const heads = [say("column.segment"), ...series.map((one) => number(one.name))];
  return segmentsChart({ label, segments, series, onPick: openFigure, table: () => table(label, heads, cells()) });
}
