/** A settled amount outside its own text: it leads to its line, and says what is doubtful about it. */

import { make, statusShape } from "./dom.js";
import { meetingOf } from "./format.js";
import { amountText, isRounded } from "./units.js";
import { say } from "./words.js";

/** @returns {string|null} the address of the figure that states an amount; none where the text leaves it out */
export function sourceOf(id, line, cell) {
  return id && line ? `meeting.html?id=${encodeURIComponent(id)}#line=${line}&cell=${cell ?? 1}` : null;
}

/**
 * An amount that leads to its source line. One that is disputed is never without its mark, a rounded one never
 * without its sign, and one that another meeting prints otherwise never without that.
 * @param {{yen: number|null, status: string, unit_yen?: number|null, id?: string|null, line?: number|null,
 *          cell?: number|null, others?: any[], more_others?: number}} amount
 * @returns {import("./dom.js").Child}
 */
export function settledAmount(amount) {
  const { yen, status, unit_yen: unit = null } = amount;
  const shown = [status === "disputed" && [statusShape(status), " "], amountText(yen, unit)];
  const attributes = {
    data: { status, value: yen ?? "" },
    title: isRounded(unit) ? say("amount.rounded") : null,
  };
  const href = sourceOf(amount.id, amount.line, amount.cell);
  const main = href ? make("a.figure", { ...attributes, href }, shown) : make("span.yen", attributes, shown);
  return [main, contradictions(amount)];
}

/**
 * What other meetings print for the same thing: both are shown, for nobody knows which holds.
 * @param {{others?: any[], more_others?: number}} amount
 */
function contradictions({ others, more_others: more }) {
  const named = (others ?? []).map((other) =>
    make(
      "span.contradicted",
      { title: say("years.contradicted") },
      "≠ ",
      make(
        "a",
        { href: `meeting.html?id=${encodeURIComponent(other.id)}#view=money` },
        amountText(other.yen, other.unit_yen),
      ),
      " ",
      make("small", {}, meetingOf(other.meeting)),
    ),
  );
  return more ? [named, make("span.contradicted", {}, say("years.more_contradict", { n: more }))] : named;
}
