/** Undoes what dashboard/packed_series.py does to a year, account or segment. */

/**
 * @param {any} page of one agency, as it is stored
 * @returns {any} the same with its amounts as objects
 */
export function openedPage({ named, ...page }) {
  const series = page.series.map((one) => openedSeries(one, named));
  const settled = page.budget_and_settlement?.map((row) => ("series" in row ? openedRow(row, series) : row));
  return { ...page, series, ...(settled && { budget_and_settlement: settled }) };
}

function openedSeries(one, named) {
  const opened = { ...one, ...(one.segment === undefined ? {} : named.segments[one.segment]) };
  if (one.amounts) opened.amounts = one.amounts.map((row) => amountOf(row, named));
  if (one.years)
    opened.years = one.years.map(([year, ...rows]) => ({ year, amounts: rows.map((row) => amountOf(row, named)) }));
  return opened;
}

function amountOf([version, yen, unit, status, whose, line, cell, isPrinted, others = [], more], named) {
  return {
    version: named.versions[version],
    ...toldBy([yen, unit, status, whose], named),
    line,
    cell,
    is_printed: Boolean(isPrinted),
    others: others.map((other) => toldBy(other, named)),
    ...(more && { more_others: more }),
  };
}

function toldBy([number, unit, status, whose], named) {
  const unitYen = named.units[unit];
  const [id, meeting] = named.meetings[whose];
  // A number that is no whole count of its unit is stored as it is, in yen.
  const yen = typeof number === "string" ? Number(number) : number === null ? null : number * unitYen;
  return { yen, unit_yen: unitYen, status: named.statuses[status], id, meeting };
}

/** A budget beside its settlement: two amounts of a series. */
function openedRow({ series: at, budget, settlement, is_contradicted }, series) {
  const { account, segment, segment_en, is_total, amounts } = series[at];
  const side = (name, { yen, unit_yen, status, id, line, cell }) => ({
    [`${name}_yen`]: yen,
    [`${name}_unit_yen`]: unit_yen,
    [`${name}_status`]: status,
    [`${name}_id`]: id,
    [`${name}_line`]: line,
    [`${name}_cell`]: cell,
  });
  return {
    account,
    segment,
    segment_en,
    is_total,
    budget_version: amounts[budget].version,
    ...side("budget", amounts[budget]),
    ...side("settlement", amounts[settlement]),
    difference_yen: amounts[settlement].yen - amounts[budget].yen,
    is_contradicted,
  };
}
