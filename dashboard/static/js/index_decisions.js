/** What is kept out, what people decided, and whether the meetings agree with each other. */

import { append, make } from "./dom.js";
import { agencyName, count, date, fiscalYear, meetingName, time, versionName } from "./format.js";
import { loadJson } from "./load.js";
import { amount, amounts, longTable, number, table } from "./tables.js";
import { nameOf, say, sayCode } from "./words.js";

const DIFFERING = "data/differing.json";

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
    amounts(say("column.settled")),
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
        amount(one.corrected_yen),
        say(one.is_needed ? "answer.yes" : "answer.no"),
        one.reason,
        one.corrected_by,
        date(one.corrected_on),
      ]),
    ),
  );
}

/**
 * @param {any} agreement
 * @param {boolean} withAgency where there are several, each row names its own
 * @returns {import("./dom.js").Child[]} whether what one meeting calls adopted is what another adopted
 */
export function adoption(agreement, withAgency) {
  if (agreement.checked + agreement.not_comparable === 0) return [make("p.none", {}, say("index.adoption_none"))];
  const failed = agreement.failed_count;
  const values = { checked: count(agreement.checked), failed: count(failed) };
  const of = (outcome) => agreement.differing.filter((one) => one.outcome === outcome);
  return [
    make("p", {}, say(failed === 0 ? "index.adoption_held" : "index.adoption_failed", values)),
    failed > 0 && pairs(say("index.adoption"), of("disagrees"), withAgency),
    agreement.has_more && rest(agreement, withAgency),
    agreement.not_comparable > 0 && [
      make("h3.sub", { id: "not-comparable" }, say("index.not_comparable", { n: count(agreement.not_comparable) })),
      make("p.note", {}, say("index.not_comparable_note")),
      pairs(say("index.not_comparable", { n: count(agreement.not_comparable) }), of("not_comparable"), withAgency),
    ],
  ];
}

/** A button that brings what the overview leaves out. */
function rest(agreement, withAgency) {
  const button = make("button.plain", { type: "button" }, say("index.adoption_rest"));
  button.addEventListener("click", async () => {
    const { differing } = await loadJson(DIFFERING);
    const section = button.closest("section");
    if (!section) return;
    const title = section.querySelector("h2");
    section.replaceChildren(...(title ? [title] : []));
    append(section, adoption({ ...agreement, differing, has_more: false }, withAgency));
  });
  return make("p.more", {}, button);
}

/** What two meetings say of one thing, each amount under its meeting. */
function pairs(label, differing, withAgency) {
  const columns = [
    say("column.account"),
    say("column.segment"),
    say("column.year"),
    say("column.earlier"),
    amounts(say("column.earlier_amount")),
    say("column.later"),
    amounts(say("column.later_amount")),
    amounts(say("column.difference")),
  ];
  const accountOf = (one) =>
    `${sayCode("statement", one.statement_code)} ${nameOf({ name: lastPart(one.account_path), name_en: one.account_name_en })}`;
  const cells = (one) => [
    withAgency ? [accountOf(one), make("span.agency", {}, agencyName(one.agency))] : accountOf(one),
    nameOf({ name: one.segment_name, name_en: one.segment_name_en }),
    fiscalYear(one.fiscal_year),
    meetingCell(one, "earlier"),
    amount(one.earlier_yen, one.earlier_unit_yen),
    meetingCell(one, "later"),
    amount(one.later_yen, one.later_unit_yen),
    amount(one.residual_yen, Math.max(one.earlier_unit_yen, one.later_unit_yen)),
  ];
  return longTable(label, columns, differing, cells, 20);
}

function meetingCell(one, side) {
  const meeting = {
    committee: one[`${side}_committee`],
    number: one[`${side}_meeting_number`],
    file_name: one[`${side}_file_name`],
  };
  const id = one[`${side}_id`];
  const name = meetingName(meeting);
  const link = id ? make("a", { href: `meeting.html?id=${encodeURIComponent(id)}#view=money` }, name) : name;
  return [link, make("span.file", {}, `${date(one[`${side}_meeting_date`])} ${versionName(one[`${side}_version`])}`)];
}

function lastPart(path) {
  return String(path ?? "")
    .split("/")
    .at(-1);
}
