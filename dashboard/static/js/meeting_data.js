/** Undoes what dashboard/packing.py does to a meeting's data: what one thing tells of another is stored once. */

// What stands in an identity's place for what its first figure tells.
const PATH = "\u0001";
const LINE = "\u0002";
const SIDES = ["assets", "liabilities", "net_assets"];

/** @returns {any[]} a column as it is expected, with the values that differ, by their numbers */
function differing(expected, values) {
  const all = [...expected];
  for (const [at, value] of Object.entries(values)) all[Number(at)] = value;
  return all;
}

/** @returns {string|null} an amount as these materials print it: △ for a minus, a comma at each thousand */
function asPrinted(yen, unit) {
  if (yen === null || !unit || yen % unit !== 0) return null;
  const digits = String(Math.abs(yen) / unit).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${yen < 0 ? "△" : ""}${digits}`;
}

/** @returns {Record<string, any[]>} the figures, in columns */
export function openedFigures({ amount, ...figures }, accounts) {
  const units = figures.unit_yen;
  const settled = differing(
    amount.map((number, at) => (number === null ? null : number * units[at])),
    figures.amount_yen,
  );
  const printed = differing(settled, figures.printed_yen);
  const texts = printed.map((yen, at) => asPrinted(yen, units[at]));
  const names = figures.account.map((account) => (account === null ? null : accounts[account].name));
  return {
    ...figures,
    amount_yen: settled,
    printed_yen: printed,
    printed_text: differing(texts, figures.printed_text),
    label: differing(names, figures.label),
  };
}

/** @returns {Record<string, any[]>} the identities, in columns: each with the numbers of its figures */
export function openedIdentities({ steps, ...identities }, figures, accounts) {
  let first = 0;
  const terms = steps.map((one) => {
    let at = first;
    const numbers = one.map((step) => {
      at += step;
      return at;
    });
    first = numbers[0] ?? 0;
    return numbers;
  });
  const { weights, residual_yen: residuals } = identities;
  const left = identities.left_yen.map((yen, at) => yen ?? told(terms[at], weights[at], figures));
  const right = left.map((yen, at) => (yen === null || residuals[at] === null ? null : yen - residuals[at]));
  return {
    ...identities,
    figures: terms,
    place: identities.place.map((place, at) => placeOf(place, terms[at][0], figures, accounts)),
    left_yen: left,
    right_yen: differing(right, identities.right_yen),
  };
}

function told(terms, weights, figures) {
  const yen = terms.length > 0 ? figures.amount_yen[terms[0]] : null;
  return yen === null ? null : yen * weights[0];
}

function placeOf(place, first, figures, accounts) {
  const path = place.startsWith(PATH)
    ? `${figures.statement[first]}/${accounts[figures.account[first]].path}${place.slice(PATH.length)}`
    : place;
  return path.endsWith(LINE)
    ? `${path.slice(0, -LINE.length)}, line ${figures.line[first]} cell ${figures.cell[first]}`
    : path;
}

/** @returns {any} the money: statements and charts with an amount in each of their cells */
export function openedMoney(money, figures) {
  const charts = (all) => all.map((one) => ({ ...one, steps: walked(one.steps, figures) }));
  return {
    ...money,
    statements: money.statements.map((one) => ({ ...one, rows: openedRows(one.rows, figures) })),
    waterfalls: charts(money.waterfalls),
    cash: charts(money.cash),
    balances: money.balances.map((one) => ({
      ...one,
      ...Object.fromEntries(SIDES.map((side) => [side, one[side].map((part) => openedPart(part, figures))])),
    })),
  };
}

function openedRows(rows, figures) {
  const above = [];
  return rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, at) => {
      if (typeof cell !== "number") return cell;
      const figure = (above[at] ?? 0) + cell;
      above[at] = figure;
      return { yen: figures.amount_yen[figure], status: figures.status[figure], figure };
    }),
  }));
}

/** Each step goes on from the one before by its amount, unless it says otherwise. */
function walked(steps, figures) {
  let level = 0;
  return steps.map((step) => {
    const one = { start_yen: level, ...openedPart(step, figures) };
    const by = one.kind === "fall" && one.yen !== null ? -one.yen : one.yen;
    if (one.end_yen === undefined) one.end_yen = one.start_yen === null || by === null ? null : one.start_yen + by;
    level = one.end_yen;
    return one;
  });
}

function openedPart(part, figures) {
  const own = part.figure === null ? {} : { yen: figures.amount_yen[part.figure], status: figures.status[part.figure] };
  return { name: null, ...own, ...part };
}
