/** The question of a dispute that only a person with the original can answer, and how the answer is given. */

import { make } from "./dom.js";
import { count } from "./format.js";
import { routeWith } from "./route.js";
import { copyButton } from "./take.js";
import { nameOf, say } from "./words.js";

const AT_MOST = 6;

/**
 * @param {import("./meeting.js").Meeting} meeting
 * @param {number[]} figures those in dispute
 * @returns {import("./dom.js").Child}
 */
export function disputeQuestion(meeting, figures) {
  const asked = figures.slice(0, AT_MOST).map((index) => meeting.figure(index));
  if (asked.length === 0) return null;
  return make(
    "div.question",
    {},
    make("h4", {}, say("question.title")),
    make(
      "ul.plain",
      {},
      asked.map((figure) => question(meeting, figure)),
    ),
    figures.length > AT_MOST && make("p.note", {}, say("question.more", { n: count(figures.length - AT_MOST) })),
    make("p.note", {}, say("question.next")),
  );
}

function question(meeting, figure) {
  const what = [meeting.figureName(figure), figure.segment && nameOf(figure.segment)].filter(Boolean).join(" · ");
  const place = say("figure.place", { line: count(figure.line), cell: figure.cell });
  const answer = make("input", {
    type: "text",
    class: "filter",
    value: figure.printed_text ?? "",
    "aria-label": say("question.answer", { what, place }),
  });
  return make(
    "li",
    {},
    make("a", { href: routeWith({ line: figure.line, cell: figure.cell, figure: null, f: null }) }, place),
    " ",
    say("question.asked", { what }),
    " ",
    answer,
    " ",
    copyButton("question.copy", () => correctionOf(meeting, figure, answer.value)),
  );
}

/** A row of corrections.csv: document, line, cell, value, reason, by, date. */
function correctionOf(meeting, { line, cell }, value) {
  const today = new Date();
  const date = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  return [meeting.part("document").file_name, line, cell, value, say("question.reason"), "", date].map(field).join(",");
}

function field(value) {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
