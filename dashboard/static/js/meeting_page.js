/** One meeting: trust, money and text, and the panel of a figure. */

import { awaiting, disposeChartsIn } from "./charts/chart.js";
import { append, make } from "./dom.js";
import { redrawPanel, startPanel } from "./figure_panel.js";
import { count, date, meetingName, time } from "./format.js";
import { having } from "./frame.js";
import { knownText, textOfMeeting } from "./known.js";
import { asked, askedMeeting, LoadFault, loadJson } from "./load.js";
import { Meeting } from "./meeting.js";
import { moneyView } from "./meeting_money.js";
import { textView } from "./meeting_text.js";
import { trustView } from "./meeting_trust.js";
import { startPage } from "./page.js";
import { NO_FIGURE, route, routeWith } from "./route.js";
import { judge, sentence, verdictBanner } from "./verdict.js";
import { say, sayName } from "./words.js";

/** @type {Record<string, {draw: (meeting: Meeting) => import("./dom.js").Child[], parts: Array<"money"|"identities">}>} */
const VIEWS = {
  trust: { draw: trustView, parts: ["identities"] },
  money: { draw: moneyView, parts: ["money"] },
  text: { draw: textView, parts: [] },
};
const place = make("div.view");
/** @type {{view: string, at: string|null}|null} the view and place that are drawn */
let shown = null;
let hasStarted = false;
/** @type {string|null} the text that was asked for, where another took its place */
let replaced = null;

startPage({
  load: async () => {
    const id = await wantedMeeting();
    return new Meeting(await loadJson(`data/meetings/${id}.json`)).withParts(...VIEWS[askedView()].parts);
  },
  title: (meeting) => meetingName({ ...meeting.part("meeting"), ...meeting.part("document") }),
  render: (meeting) => {
    shown = null;
    return [
      make("a.crumb", { href: "index.html" }, `← ${say("meeting.back")}`),
      replaced !== null && make("p.notice", { data: { replaced } }, say("meeting.replaced")),
      banner(meeting),
      documentLine(meeting),
      make(
        "nav.views",
        { "aria-label": say("meeting.views") },
        Object.keys(VIEWS).map((view) =>
          make("a", { href: routeWith({ view, ...NO_FIGURE, at: null }), data: { view } }, say(`meeting.${view}`)),
        ),
      ),
      place,
    ];
  },
  afterRender: (meeting) => {
    showView(meeting);
    if (hasStarted) {
      redrawPanel();
      return;
    }
    hasStarted = true;
    addEventListener("popstate", () => showView(meeting));
    startPanel(meeting);
  },
});

/**
 * The text that the address names: by its content, or by its meeting. Where another text took its place, that one.
 * @returns {Promise<string>}
 */
async function wantedMeeting() {
  const named = askedMeeting();
  const natural = asked("meeting");
  if (named === null && natural === null) throw new LoadFault(say("state.no_meeting"));
  if (named === null) {
    const found = await textOfMeeting(natural ?? "");
    if (found === null) throw new LoadFault(say("state.no_meeting"));
    return found;
  }
  const { isCurrent, successor } = await knownText(named);
  if (isCurrent || successor === null) return named; // of a text that nobody knows the file says so by its name
  replaced = named;
  const address = new URL(location.href);
  address.searchParams.set("id", successor);
  history.replaceState(history.state, "", address);
  return successor;
}

function banner(meeting) {
  const summary = meeting.part("summary");
  const about = meeting.part("meeting");
  const where = [
    meetingName({ ...about, ...meeting.part("document") }),
    date(about.date),
    sayName("agency", about.agency),
  ]
    .filter(Boolean)
    .join(" · ");
  const trust = (at) => routeWith({ view: "trust", at, ...NO_FIGURE });
  return verdictBanner(judge(summary), {
    where,
    text: sentence(summary),
    links: [
      { key: "verdict.link_failed", n: summary.identities.failed, href: trust("failing"), icon: "failed" },
      { key: "verdict.link_disputed", n: summary.figures.disputed, href: trust("disputes") },
      { key: "verdict.link_unexplained", n: summary.numbers.unexplained, href: trust("numbers"), tone: "attention" },
      {
        key: "verdict.link_structure",
        n: meeting.part("structure").length,
        href: trust("structure"),
        tone: "attention",
      },
      { key: "verdict.link_assumed", n: summary.assumed, href: trust("assumed"), tone: "attention", icon: "unchecked" },
      { key: "verdict.link_repairs", n: summary.repairs, href: trust("repairs"), tone: "repaired", icon: "repaired" },
    ],
  });
}

function documentLine(meeting) {
  const about = meeting.part("document");
  return make(
    "p.document",
    {},
    say("meeting.document", { file: about.file_name, lines: count(about.line_count), loaded: time(about.loaded_at) }),
    " · ",
    make("a", { href: `api/v1/meetings/${meeting.part("meeting").id}.json` }, say("meeting.as_json")),
    " · ",
    make("a", { href: "index.html#take" }, say("meeting.as_parquet")),
  );
}

/** @returns {string} the view that the address names */
function askedView() {
  const named = route().get("view") ?? "";
  return Object.hasOwn(VIEWS, named) ? named : "trust";
}

function showView(meeting) {
  const view = askedView();
  const { draw, parts } = VIEWS[view];
  if (parts.every((part) => meeting.hasPart(part))) {
    showWith(meeting, view, draw);
    return;
  }
  shown = null;
  disposeChartsIn(place);
  place.replaceChildren(make("p.quiet", {}, say("state.loading")));
  const isMeant = () => askedView() === view; // another may have been asked for meanwhile
  const loading = meeting.withParts(...parts).then(
    () => isMeant() && showWith(meeting, view, draw),
    (fault) => isMeant() && place.replaceChildren(make("p.notice", {}, fault.message)),
  );
  markView(view);
  void awaiting(loading);
}

/** Says which view is shown: to the style sheets, and in the row of views. */
function markView(view) {
  document.documentElement.dataset.view = view;
  for (const link of having(document, "data-view")) {
    if (link.dataset.view === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function showWith(meeting, view, draw) {
  const asked = route();
  const at = asked.get("at");
  markView(view);
  const isNew = shown?.view !== view || (view === "text" && shown?.at !== at);
  if (isNew) {
    disposeChartsIn(place);
    place.replaceChildren();
    append(place, draw(meeting));
  }
  if (at !== null && view !== "text" && (isNew || shown?.at !== at)) document.getElementById(at)?.scrollIntoView();
  if (isNew) document.querySelector("[data-named], #identity")?.scrollIntoView({ block: "center" });
  if (isNew && asked.has("commitment")) document.getElementById("commitments")?.scrollIntoView();
  shown = { view, at };
}
