/** The answer in five seconds: do the figures add up? For all meetings and for one. */

import { append, icon, make } from "./dom.js";
import { count } from "./format.js";
import { say } from "./words.js";

const ICONS = {
  holds: "proven",
  holds_but: "disputed",
  disputed: "disputed",
  disagree: "failed",
  fails: "failed",
  empty: "empty",
  unchecked: "unchecked",
};

/**
 * @param {{figures: Record<string, number>, identities: Record<string, number>}} totals of a meeting or of all
 * @param {{quarantined?: number, waiting?: number, isEmpty?: boolean, disagreements?: number}} [more]
 * @returns {"holds"|"holds_but"|"disputed"|"disagree"|"fails"|"empty"|"unchecked"}
 */
export function judge(totals, more = {}) {
  if (more.isEmpty) return more.quarantined || more.waiting ? "holds_but" : "empty";
  if (totals.identities.failed > 0) return "fails";
  if (totals.figures.disputed > 0) return "disputed";
  if ((more.disagreements ?? 0) > 0) return "disagree";
  if (totals.identities.checked === 0) return "unchecked";
  return more.quarantined || more.waiting ? "holds_but" : "holds";
}

/** @returns {string} the sentence under the verdict */
export function sentence(totals) {
  const { checked, held_as_printed: asPrinted, held, failed } = totals.identities;
  if (checked === 0) return say("verdict.no_identity");
  if (failed > 0) return say("verdict.some_fail", { checked: count(checked), failed: count(failed) });
  const values = { checked: count(checked), after: count(held - asPrinted), repairs: count(totals.repairs) };
  return say(held > asPrinted ? "verdict.all_hold_repaired" : "verdict.all_hold_printed", values);
}

/**
 * @param {string} verdict as of `judge`
 * @param {{where?: string, text: string, links: Array<{key: string, n: number, href: string, tone?: string,
 *          icon?: string, only?: string}>}} content links of none are left out
 * @returns {HTMLElement}
 */
export function verdictBanner(verdict, { where, text, links }) {
  const title = verdict === "holds_but" && !text ? "verdict.empty" : `verdict.${verdict}`;
  const chips = links
    .filter((link) => link.n > 0)
    .map((link) =>
      make(
        "li",
        {},
        make(
          "a",
          { href: link.href, "data-only": link.only, data: { tone: link.tone ?? "bad" } },
          icon(link.icon ?? "disputed"),
          say(link.key, { n: count(link.n) }),
        ),
      ),
    );
  const banner = make("div.verdict", { data: { verdict } }, icon(ICONS[verdict]));
  return append(banner, [
    make("div", {}, where && make("p.where", {}, where), make("h1", {}, say(title))),
    make("p.sentence", {}, text || say("verdict.empty_next")),
    chips.length > 0 && make("ul", {}, chips),
  ]);
}
