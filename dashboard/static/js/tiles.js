/** Tiles with the counts: figures by status, identities, number account, runs. */

import { append, make, statusMark } from "./dom.js";
import { count, date, time } from "./format.js";
import { say, sayCode, sayName } from "./words.js";

export const STATUSES = ["proven", "repaired", "unchecked", "disputed"];

/** @returns {HTMLElement} the row of tiles */
export function tileRow(...tiles) {
  const present = tiles.filter(Boolean);
  return make("div.tiles", { data: { count: present.length } }, present);
}

/** @returns {HTMLElement} a tile */
export function tile(title, big, ...rest) {
  return make("div.tile", {}, make("h2", {}, title), make("p.big", {}, big), rest);
}

/** @returns {HTMLElement} a bar of figures by status; said in words for readers of the screen */
export function statusBar(figures, isSmall = false) {
  const present = STATUSES.filter((status) => figures[status] > 0);
  const total = STATUSES.reduce((sum, status) => sum + figures[status], 0);
  const parts = present.map((status) => `${sayCode("status", status)} ${count(figures[status])}`).join(", ");
  const label = say("tile.figures_label", { total: count(total), parts });
  const bar = make(isSmall ? "div.stack.mini" : "div.stack", {
    role: "img",
    "aria-label": label,
    title: isSmall ? label : null,
  });
  return append(
    bar,
    present.map((status) => {
      const piece = make("span", { data: { status } });
      piece.style.flexGrow = String(figures[status]);
      return piece;
    }),
  );
}

/** @returns {HTMLElement} the tile of figures by status */
export function figuresTile(figures) {
  const total = STATUSES.reduce((sum, status) => sum + figures[status], 0);
  const parts = make(
    "ul.parts",
    {},
    STATUSES.map((status) =>
      make(
        "li",
        figures[status] === 0 ? { class: "nil" } : {},
        statusMark(status),
        " ",
        make("strong", {}, count(figures[status])),
      ),
    ),
  );
  const one = tile(say("tile.figures"), count(total), statusBar(figures), parts);
  one.classList.add("wide");
  return one;
}

/** @returns {HTMLElement} the tile of identities */
export function identitiesTile(identities) {
  const { checked, held_as_printed: asPrinted, held, failed } = identities;
  const mark = (status, key, n) => {
    return make("li", {}, statusMark(status, say(key, { n: count(n) })));
  };
  return tile(
    say("tile.identities"),
    [count(held), make("small", {}, ` / ${count(checked)} ${say("tile.held")}`)],
    make(
      "ul.parts",
      {},
      mark("held_as_printed", "tile.held_as_printed", asPrinted),
      held > asPrinted && mark("held_after", "tile.held_after", held - asPrinted),
      failed > 0 && mark("failed", "tile.failed", failed),
    ),
  );
}

/** @returns {HTMLElement} the tile of the number account */
export function numbersTile(numbers) {
  const isWhole = numbers.unexplained === 0;
  return tile(
    say("tile.numbers"),
    count(numbers.total),
    make(
      "p.small",
      {},
      isWhole ? say("tile.numbers_all") : say("tile.numbers_unexplained", { n: count(numbers.unexplained) }),
    ),
  );
}

/** @returns {HTMLElement} the tile of the last run of the expectations */
export function lastRunTile(run) {
  if (!run) return tile(say("tile.last_run"), "–", make("p.small", {}, say("tile.no_run")));
  const word = say(run.is_success ? "tile.run_success" : "tile.run_failed");
  const mark = statusMark(run.is_success ? "held" : "failed", word);
  return tile(
    say("tile.last_run"),
    mark,
    make("p.small", {}, say("tile.checks", { checked: count(run.checked), held: count(run.held) })),
    make("p.small", {}, time(run.run_time)),
  );
}

const DAY = 86_400_000; // milliseconds

/**
 * The tile of freshness: the day of reading counts, not that of the build.
 * @returns {HTMLElement|null} null where no meeting names its day
 */
export function freshnessTile(told) {
  const { last_meeting_date: last, expected_next_date: next, overdue_after_date: end } = told;
  if (!last) return null;
  const since = (day) => Math.floor((Date.now() - Date.parse(day)) / DAY);
  const late = end && since(end) > 0 ? since(next) : 0; // materials are published some weeks after a meeting
  // The last meeting may be another committee's.
  const named = told.expected_committee;
  const committee = named ? sayName("committee", named) : say("tile.some_committee");
  return tile(
    say("tile.freshness"),
    [count(Math.max(since(last), 0)), make("small", {}, ` ${say("tile.days_since")}`)],
    make("p.small", {}, say("tile.last_meeting", { date: date(last) })),
    next
      ? make(
          "p.small",
          { data: { late: late > 0 } },
          say(late > 0 ? "tile.overdue" : "tile.expected", { committee, date: date(next), n: count(late) }),
        )
      : make("p.small", {}, say("tile.no_rhythm")),
  );
}
