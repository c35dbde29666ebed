/** All meetings: do the data add up? */

import { doubtsChart } from "./charts/doubts.js";
import { heatChart, heatLegend } from "./charts/heat.js";
import { trendChart } from "./charts/trend.js";
import { make, section } from "./dom.js";
import { count, fiscalYear } from "./format.js";
import { acceptances, adoption, corrections, keptOut } from "./index_decisions.js";
import { meetingsTable, showOnly } from "./index_meetings.js";
import { takeAway } from "./index_take.js";
import { loadJson } from "./load.js";
import { startPage } from "./page.js";
import { figuresTile, freshnessTile, identitiesTile, lastRunTile, numbersTile, tile, tileRow } from "./tiles.js";
import { judge, sentence, verdictBanner } from "./verdict.js";
import { say } from "./words.js";

startPage({
  load: () => loadJson("data/index.json"),
  title: () => say("index.title"),
  render: (index) => [banner(index), ...(isEmpty(index) ? [] : content(index)), waitingRoom(index)],
});

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[data-only]");
  if (link instanceof HTMLElement) showOnly(link.dataset.only);
});

function isEmpty(index) {
  return index.meetings.length === 0;
}

function banner(index) {
  const { totals, adoption: agreement } = index;
  const verdict = judge(totals, {
    quarantined: index.quarantine.length,
    waiting: index.waiting.length,
    disagreements: disagreements(agreement),
    isEmpty: isEmpty(index),
  });
  return verdictBanner(verdict, {
    where: say("site.tagline"),
    text: isEmpty(index) ? "" : sentence(totals),
    links: [
      {
        key: "verdict.link_failed",
        n: totals.identities.failed,
        ...toMeetings(index, "failed", "failing", "attention"),
        icon: "failed",
      },
      {
        key: "verdict.link_disputed",
        n: totals.figures.disputed,
        ...toMeetings(index, "disputed", "disputes", "attention"),
      },
      { key: "verdict.link_adoption", n: disagreements(agreement), href: "#adoption", icon: "failed" },
      {
        key: "verdict.link_not_comparable",
        n: agreement.not_comparable,
        href: "#not-comparable",
        tone: "quiet",
        icon: "unchecked",
      },
      { key: "verdict.link_quarantine", n: index.quarantine.length, href: "#quarantine", tone: "attention" },
      { key: "verdict.link_waiting", n: index.waiting.length, href: "#waiting", tone: "attention" },
      {
        key: "verdict.link_unexplained",
        n: totals.numbers.unexplained,
        ...toMeetings(index, "unexplained", "numbers", "attention"),
        tone: "attention",
      },
      {
        key: "verdict.link_repairs",
        n: totals.repairs,
        ...toMeetings(index, "repaired", "repairs", "repaired"),
        tone: "repaired",
        icon: "repaired",
      },
    ],
  });
}

function disagreements(agreement) {
  return agreement?.failed_count ?? 0;
}

/** Straight to the meeting if it is the only one; to the filtered table if there are more. */
function toMeetings(index, concern, at, only) {
  const [id, another] = index.concerned?.[concern] ?? [];
  if (id && !another) return { href: `meeting.html?id=${encodeURIComponent(id)}#view=trust&at=${at}` };
  return { href: "#meetings", only };
}

function content(index) {
  const { totals } = index;
  return [
    tileRow(
      documentsTile(totals.documents),
      figuresTile(totals.figures),
      identitiesTile(totals.identities),
      numbersTile(totals.numbers),
      lastRunTile(index.last_run),
      freshnessTile(index.freshness),
    ),
    section("meetings", say("index.meetings"), meetingsTable(index)),
    index.heat.cells.length > 0 &&
      section("heat", say("index.heat"), heatLegend(), heatChart(index.heat, say("index.heat"))),
    make(
      "div.pair",
      {},
      index.runs.length > 0 && section("trend", say("index.trend"), ...trend(index.runs)),
      index.meetings.length > 1 && section("doubts", say("index.doubts"), ...doubts(index.meetings)),
      section(
        "years",
        say("index.years"),
        make("p.note", {}, say("index.years_note")),
        yearLinks(index.fiscal_years),
        compareLink(),
      ),
    ),
    section("adoption", say("index.adoption"), ...adoption(index.adoption, index.has_several_agencies)),
    section("take", say("package.title"), takeAway(index.package)),
  ];
}

/** One run is no trend. */
function trend(runs) {
  if (runs.length < 2) return [make("p.none", {}, say("index.trend_one"))];
  return [make("p.note", {}, say("index.trend_note")), trendChart(runs)];
}

/** Where nothing ever was in doubt there is nothing to draw. */
function doubts(meetings) {
  if (meetings.every((one) => one.figures.disputed + one.numbers.unexplained === 0))
    return [make("p.none", {}, say("index.doubts_none"))];
  return [make("p.note", {}, say("index.doubts_note")), doubtsChart(meetings)];
}

function documentsTile(documents) {
  const others = ["superseded", "waiting", "quarantined"].filter((kind) => documents[kind] > 0);
  return tile(
    say("tile.documents"),
    count(documents.published),
    make("p.small", {}, say("documents.published")),
    others.map((kind) => make("p.small", {}, `${say(`documents.${kind}`)} ${count(documents[kind])}`)),
  );
}

function compareLink() {
  return make("p.more", {}, make("a", { href: "compare.html" }, say("compare.title")));
}

function yearLinks(years) {
  if (years.length === 0) return make("p.none", {}, say("index.years_none"));
  return make(
    "ul.links",
    {},
    years.toReversed().map((year) => make("li", {}, make("a", { href: `years.html?fy=${year}` }, fiscalYear(year)))),
  );
}

function waitingRoom(index) {
  return section(
    "waiting-room",
    say("index.waiting_room"),
    make(
      "div.pair",
      {},
      keptOut("quarantine", index.quarantine),
      keptOut("waiting", index.waiting),
      acceptances(index.acceptances),
      index.corrections.length === 0 && corrections(index.corrections),
    ),
    index.corrections.length > 0 && corrections(index.corrections),
  );
}
