/** The identities of a meeting: those that fail, the disputes they leave, and all of them by family and segment. */

import { disputeQuestion } from "./dispute_question.js";
import { lazyDetails, make, statusMark } from "./dom.js";
import { figureButton } from "./figure_button.js";
import { count } from "./format.js";
import { identityPlace, identityTitle, identityView, outcomeOf } from "./identity_view.js";
import { inParts } from "./tables.js";
import { thousandYen } from "./units.js";
import { nameOf, say, sayCode } from "./words.js";

const AT_ONCE = 30;
const OPEN_AT_FIRST = 3;
const OUTCOMES = ["failed", "held_after", "held_as_printed"];

/** @returns {Node[]} every failing identity with its numbers */
export function failing(meeting) {
  const indexes = meeting.failing();
  if (indexes.length === 0) return [make("p.none", {}, say("meeting.failing_none"))];
  const list = make("div.cards");
  let drawn = 0;
  const more = inParts(
    list,
    indexes,
    (index) => {
      drawn += 1;
      return identityCard(meeting, index, drawn <= OPEN_AT_FIRST);
    },
    AT_ONCE,
    "meeting.more_identities",
  );
  return [list, more];
}

/** @returns {HTMLElement} an identity that opens to its numbers */
export function identityCard(meeting, index, isOpen = false) {
  const identity = meeting.identity(index);
  const first = identity.terms[0]?.figure;
  const summary = [
    make(
      "span.what",
      {},
      first ? meeting.figureName(first) : "",
      " ",
      make("small", {}, identityTitle(meeting, identity), " · ", identityPlace(identity)),
    ),
    make(
      "span.values",
      {},
      !identity.holds && [say("identity.residual"), " ", make("strong", {}, thousandYen(identity.residual_yen)), "  "],
      statusMark(outcomeOf(identity)),
    ),
  ];
  const attributes = { class: "card", open: isOpen, data: { identity: index, holds: String(identity.holds) } };
  return lazyDetails(summary, () => identityView(meeting, index), attributes);
}

/** @returns {Node[]} disputed figures with their rival explanations */
export function disputes(meeting) {
  return meeting.part("disputes").map((dispute) =>
    make(
      "div.sub",
      {},
      make("h3", {}, say("meeting.dispute", { n: dispute.number })),
      dispute.reason && make("p.note", {}, sayCode("dispute", dispute.reason)),
      make(
        "p",
        {},
        dispute.figures.map((index, at) => [at > 0 && "、", figureWithName(meeting, index)]),
      ),
      dispute.explanations.length === 0
        ? make("p.none", {}, say("meeting.no_explanation"))
        : make(
            "ol",
            {},
            dispute.explanations.map((explanation) =>
              make(
                "li",
                {},
                explanation.changes.map((change, at) => [at > 0 && "、", changeWords(meeting, change)]),
              ),
            ),
          ),
      disputeQuestion(meeting, dispute.figures),
    ),
  );
}

function figureWithName(meeting, index) {
  const figure = meeting.figure(index);
  if (!figure) return "?";
  const name = [meeting.figureName(figure), figure.segment && nameOf(figure.segment)].filter(Boolean).join(" · ");
  return [
    `${name} `,
    figureButton(index, figure.amount_yen, figure.status, figure.printed_text ?? thousandYen(figure.amount_yen)),
  ];
}

function changeWords(meeting, change) {
  return [
    figureWithName(meeting, change.figure),
    " → ",
    make("span.now", {}, thousandYen(change.settled_yen)),
    ` (${sayCode("kind", change.kind)})`,
  ];
}

/**
 * All identities with a filter.
 * @returns {{node: HTMLElement, show: (family: string, segment: number|null) => void}} `show` sets the filter
 */
export function allIdentities(meeting) {
  const families = [...new Set(meeting.part("identities").family)];
  const family = filter(
    "column.family",
    families.map((code) => [code, sayCode("family", code)]),
  );
  const segments = meeting.part("segments").map((segment, index) => [String(index), nameOf(segment)]);
  const segment = filter("column.segment", [...segments, ["none", say("segment.none")]]);
  const outcome = filter(
    "column.result",
    OUTCOMES.map((code) => [code, sayCode("status", code)]),
  );
  const list = make("div.cards");
  const more = make("div");
  const found = make("output", { "aria-live": "polite" });
  const draw = () => {
    const wanted = wantedIdentities(meeting, family.choice.value, segment.choice.value, outcome.choice.value);
    list.replaceChildren();
    more.replaceChildren(
      inParts(list, wanted, (index) => identityCard(meeting, index), AT_ONCE, "meeting.more_identities"),
    );
    found.textContent = `${count(wanted.length)} / ${count(meeting.identityCount)}`;
  };
  for (const { choice } of [family, segment, outcome]) choice.addEventListener("change", draw);
  draw();
  const node = make("div", {}, make("div.controls", {}, family.label, segment.label, outcome.label, found), list, more);
  const show = (code, segmentIndex) => {
    family.choice.value = code;
    segment.choice.value = segmentIndex === null ? "none" : String(segmentIndex);
    outcome.choice.value = "";
    draw();
  };
  return { node, show };
}

function filter(key, options) {
  const choice = make(
    "select",
    {},
    make("option", { value: "" }, say("meeting.filter_all")),
    options.map(([value, text]) => make("option", { value }, text)),
  );
  return { choice, label: make("label", {}, say(key), choice) };
}

function wantedIdentities(meeting, family, segment, outcome) {
  const columns = meeting.part("identities");
  const wantedSegment = segment === "none" ? null : Number(segment);
  return columns.name.flatMap((_, index) => {
    if (family && columns.family[index] !== family) return [];
    if (segment && columns.segment[index] !== wantedSegment) return [];
    const one = { holds: columns.holds[index], holds_as_printed: columns.holds_as_printed[index] };
    return outcome && outcomeOf(one) !== outcome ? [] : [index];
  });
}
