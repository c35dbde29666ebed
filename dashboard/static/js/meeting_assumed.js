/** What figures rest on though the text does not print it: the mark beside them, the words, and all of a meeting. */

import { make } from "./dom.js";
import { figureButton } from "./figure_button.js";
import { count, fiscalYear, period } from "./format.js";
import { lineLinks } from "./meeting_structure.js";
import { amounts, longTable, number } from "./tables.js";
import { unitName } from "./units.js";
import { isWord, nameOf, say, sayCode } from "./words.js";

const AT_ONCE = 30;

/** @returns {HTMLElement} the mark beside a figure that rests on an assumption */
export function assumedMark() {
  const word = say("assumed.mark");
  return make(
    "span.assumed-mark",
    { title: word },
    make("span", { "aria-hidden": "true" }, "※"),
    make("span.only-heard", {}, word),
  );
}

/** @returns {string} an assumption in words; those of the reading where the pages have none */
export function assumptionWords(figure, assumption) {
  const key = `assumed_note.${assumption.subject}`;
  if (!isWord(key)) return assumption.words;
  return say(key, {
    unit: unitName(figure.unit_yen),
    year: fiscalYear(figure.year),
    segment: nameOf(figure.segment),
  });
}

/** @returns {HTMLElement} all figures that rest on an assumption, with a filter by what is assumed */
export function assumed(meeting) {
  const all = meeting.part("assumptions");
  const subjects = [...new Set(all.map((assumption) => assumption.subject))];
  const choice = make(
    "select",
    {},
    make("option", { value: "" }, say("meeting.filter_all")),
    subjects.map((subject) => make("option", { value: subject }, sayCode("assumed", subject))),
  );
  const found = make("output", { "aria-live": "polite" });
  const place = make("div");
  const draw = () => {
    const wanted = all.filter((assumption) => !choice.value || assumption.subject === choice.value);
    found.textContent = `${count(wanted.length)} / ${count(all.length)}`;
    place.replaceChildren(list(meeting, wanted));
  };
  choice.addEventListener("change", draw);
  draw();
  return make(
    "div",
    {},
    make("p.note", {}, say("meeting.assumed_note")),
    make("div.controls", {}, make("label", {}, say("assumed.subject"), choice), found),
    place,
  );
}

function list(meeting, wanted) {
  const columns = [
    say("column.account"),
    say("column.segment"),
    say("column.year"),
    number(say("column.line")),
    amounts(say("column.amount")),
    say("assumed.what"),
  ];
  return longTable(
    say("meeting.assumed"),
    columns,
    wanted,
    (assumption) => {
      const figure = meeting.figure(assumption.figure);
      return [
        meeting.figureName(figure),
        nameOf(figure.segment),
        period(figure.year, figure.version),
        lineLinks([figure.line]),
        figureButton(figure.index, figure.amount_yen, figure.status),
        assumptionWords(figure, assumption),
      ];
    },
    AT_ONCE,
  );
}
