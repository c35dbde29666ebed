/** Trust in one meeting: counts, failures, disputes, repairs with their proof, heat map, findings, number account. */

import { heatChart, heatLegend } from "./charts/heat.js";
import { make, section } from "./dom.js";
import { count } from "./format.js";
import { identityView } from "./identity_view.js";
import { assumed } from "./meeting_assumed.js";
import { allIdentities, disputes, failing } from "./meeting_identities.js";
import { repairs } from "./meeting_repairs.js";
import { structure } from "./meeting_structure.js";
import { route, routeWith } from "./route.js";
import { number, table } from "./tables.js";
import { figuresTile, identitiesTile, numbersTile, tile, tileRow } from "./tiles.js";
import { currentLanguage, isWord, say, sayCode } from "./words.js";

/** @returns {import("./dom.js").Child[]} */
export function trustView(meeting) {
  const summary = meeting.part("summary");
  const identities = allIdentities(meeting);
  const pick = (family, heatSegment) => {
    identities.show(family, segmentOf(meeting, heatSegment));
    document.getElementById("identities")?.scrollIntoView();
  };
  return [
    tileRow(
      figuresTile(summary.figures),
      identitiesTile(summary.identities),
      numbersTile(summary.numbers),
      tile(say("tile.findings"), count(summary.findings)),
    ),
    namedIdentity(meeting),
    summary.identities.failed > 0 && section("failing", say("meeting.failing"), ...failing(meeting)),
    meeting.part("disputes").length > 0 && section("disputes", say("meeting.disputes"), ...disputes(meeting)),
    meeting.part("structure").length > 0 && section("structure", say("meeting.structure"), ...structure(meeting)),
    meeting.part("assumptions").length > 0 && section("assumed", say("meeting.assumed"), assumed(meeting)),
    section("repairs", say("meeting.repairs"), ...repairs(meeting)),
    meeting.part("heat").cells.length > 0 &&
      section("heat", say("meeting.heat"), heatLegend(), heatChart(meeting.part("heat"), say("meeting.heat"), pick)),
    section("identities", say("meeting.all_identities"), identities.node),
    make(
      "div.pair",
      {},
      section("findings", say("meeting.findings"), findings(meeting)),
      section("numbers", say("meeting.numbers"), numbers(meeting)),
    ),
  ];
}

/** The identity that the address names, by itself and first. */
function namedIdentity(meeting) {
  const key = route().get("identity");
  if (key === null) return null;
  const index = meeting.identityNamed(key);
  return section(
    "identity",
    say("meeting.named_identity"),
    index === null ? make("p.notice", {}, say("meeting.no_identity")) : identityView(meeting, index),
  );
}

function segmentOf(meeting, heatSegment) {
  const { name } = meeting.part("heat").segments[heatSegment];
  const index = meeting.part("segments").findIndex((segment) => segment.name === name);
  return index < 0 ? null : index;
}

function findings(meeting) {
  const found = meeting.part("findings");
  if (found.length === 0) return make("p.none", {}, say("meeting.findings_none"));
  const columns = [number(say("column.line")), say("column.code"), say("column.message")];
  return table(
    say("meeting.findings"),
    columns,
    found.map((finding) => [
      finding.line === null
        ? "–"
        : make("a", { href: routeWith({ view: "text", at: finding.line }) }, count(finding.line)),
      make("span.nowrap", {}, sayCode("finding", finding.code)),
      findingWords(finding),
    ]),
  );
}

/** What was found, by its code, in the reader's language; behind it, as the reading itself says it, what it is about. */
function findingWords({ code, message, message_ja: japanese }) {
  const key = `finding_note.${code}`;
  const isTold = currentLanguage() === "ja" && japanese;
  const words = isTold ? japanese : message;
  if (!isWord(key)) return words;
  return [say(key), make("small.reading", { lang: isTold ? "ja" : "en" }, words)];
}

function numbers(meeting) {
  const rows = Object.entries(meeting.part("numbers")).sort(([, a], [, b]) => b - a);
  return table(
    say("meeting.numbers"),
    [say("column.item"), number(say("column.count"))],
    rows.map(([role, n]) => [sayCode("role", role), count(n)]),
  );
}
