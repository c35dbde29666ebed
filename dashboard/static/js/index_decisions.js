/** What is kept out, what people decided, and whether the meetings agree with each other. */

import { make } from "./dom.js";
import { count, date, fiscalYear, thousandYen, time, versionName } from "./format.js";
import { longTable, number, table } from "./tables.js";
import { say, sayCode } from "./words.js";

function part(id, title, content) {
  return make(
    "section.sub",
    { id, "aria-labelledby": `${id}-title` },
    make("h3", { id: `${id}-title` }, title),
    content,
  );
}

/** @returns {HTMLElement} documents in quarantine, or waiting */
export function keptOut(kind, documents) {
  const title = say(`index.${kind}`);
  if (documents.length === 0) return part(kind, title, make("p.none", {}, say(`index.${kind}_none`)));
  const columns = ["document", "since", "reason", "next_step"].map((key) => say(`column.${key}`));
  return part(
    kind,
    title,
    table(
      title,
      columns,
      documents.map((one) => [one.document, time(one.since), one.reason, one.next_step]),
    ),
  );
}

/** @returns {HTMLElement} documents published with disputed figures */
export function acceptances(accepted) {
  const title = say("index.acceptances");
  if (accepted.length === 0) return part("acceptances", title, make("p.none", {}, say("index.acceptances_none")));
  const columns = ["document", "reason", "by", "when"].map((key) => say(`column.${key}`));
  return part(
    "acceptances",
    title,
    table(
      title,
      columns,
      accepted.map((one) => [one.file_name, one.reason, one.accepted_by, time(one.accepted_at)]),
    ),
  );
}

/** @returns {HTMLElement} figures corrected by hand */
export function corrections(corrected) {
  const title = say("index.corrections");
  if (corrected.length === 0) return part("corrections", title, make("p.none", {}, say("index.corrections_none")));
  const columns = [
    say("column.document"),
    number(say("column.line")),
    number(say("column.cell")),
    number(say("column.printed")),
    number(say("column.settled")),
    say("column.needed"),
    say("column.reason"),
    say("column.by"),
    say("column.when"),
  ];
  return part(
    "corrections",
    title,
    table(
      title,
      columns,
      corrected.map((one) => [
        one.file_name,
        count(one.line),
        count(one.cell),
        one.printed_text,
        thousandYen(one.corrected_yen),
        say(one.is_needed ? "answer.yes" : "answer.no"),
        one.reason,
        one.corrected_by,
        date(one.corrected_on),
      ]),
    ),
  );
}

/** @returns {Node[]} whether what one meeting calls adopted is what another adopted */
export function adoption(agreement) {
  if (!agreement || agreement.checked === 0) return [make("p.none", {}, say("index.adoption_none"))];
  const failed = agreement.failed_count;
  const values = { checked: count(agreement.checked), failed: count(failed) };
  if (failed === 0) return [make("p", {}, say("index.adoption_held", values))];
  const columns = [
    say("column.account"),
    say("column.segment"),
    say("column.year"),
    say("column.earlier"),
    say("column.later"),
    number(say("column.amount")),
    number(say("column.amount")),
    number(say("column.difference")),
  ];
  const cells = (one) => [
    `${sayCode("statement", one.statement_code)} ${lastPart(one.account_path)}`,
    one.segment_name,
    fiscalYear(one.fiscal_year),
    `${one.earlier_file_name ?? ""} ${versionName(one.earlier_version)}`,
    `${one.later_file_name ?? ""} ${versionName(one.later_version)}`,
    thousandYen(one.earlier_yen),
    thousandYen(one.later_yen),
    thousandYen(one.residual_yen),
  ];
  return [
    make("p", {}, say("index.adoption_failed", values)),
    longTable(say("index.adoption"), columns, agreement.failed, cells, 20),
  ];
}

function lastPart(path) {
  return String(path ?? "")
    .split("/")
    .at(-1);
}
