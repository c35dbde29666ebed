/** The panel beside the page: opens for a figure of the address (#line=796&cell=1), closes with Esc and Back. */

import { awaiting } from "./charts/chart.js";
import { append, make } from "./dom.js";
import { figureContent } from "./figure_content.js";
import { placed } from "./frame.js";
import { NO_FIGURE, route, routeNumber, routeWith } from "./route.js";
import { say } from "./words.js";

const panel = /** @type {HTMLDialogElement} */ (placed("figure-panel"));
const body = /** @type {HTMLElement} */ (panel.querySelector(".panel-body"));
/** @type {import("./meeting.js").Meeting} */
let meeting;
/** @type {HTMLElement|null} where the focus goes back to */
let opener = null;
let isClosing = false;

/**
 * Makes figures open the panel, and shows the one that the address names.
 * @param {import("./meeting.js").Meeting} ofMeeting
 */
export function startPanel(ofMeeting) {
  meeting = ofMeeting;
  document.addEventListener("click", (event) => {
    const { target } = event;
    const button = target instanceof Element && target.closest("[data-figure]");
    if (button instanceof HTMLElement) openFigure(Number(button.dataset.figure), button);
    else if (target instanceof Element && target.closest("[data-close]")) close();
    else if (event.target === panel) closeFromOutside(event);
  });
  panel.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  addEventListener("popstate", showRoute);
  showRoute();
}

/**
 * Opens a figure; the address names it from then on.
 * @param {number|null} figure index
 * @param {HTMLElement|null} [from] where the focus goes back to
 */
export function openFigure(figure, from = null) {
  if (figure === null || figure === undefined) return;
  if (!panel.open) opener = from ?? /** @type {HTMLElement|null} */ (document.activeElement);
  const depth = (history.state?.depth ?? 0) + 1;
  history.pushState({ depth }, "", location.search + routeWith({ f: null, figure: null, ...placeOf(figure) }));
  showRoute();
}

/** Where a figure stands in its text: that lasts, its number among those of this build does not. */
function placeOf(figure) {
  const { line, cell } = meeting.figure(figure) ?? { line: null, cell: null };
  return { line, cell };
}

/** Draws the open figure again, in another language. */
export function redrawPanel() {
  if (panel.open) fill(askedFigure());
}

function askedFigure() {
  const line = routeNumber("line");
  const named = route().get("figure");
  const found = line === null ? routeNumber("f") : meeting.figureAt(line, routeNumber("cell") ?? 1);
  // In a text that took another's place a figure may stand in another line: its name leads to it.
  return named !== null && (found === null || meeting.keyOf(found) !== named) ? meeting.figureNamed(named) : found;
}

function isAsked() {
  return ["f", "line", "figure"].some((name) => route().has(name));
}

function showRoute() {
  if (isClosing) {
    isClosing = false;
    if (isAsked()) leaveFigure(); // the address that the page was opened with names a figure itself
  }
  if (!isAsked()) {
    hide();
    return;
  }
  fill(askedFigure());
  if (!panel.open) panel.showModal();
  placed("figure-title").focus({ preventScroll: true });
}

function fill(figure) {
  if (meeting.hasPart("identities")) {
    show(figureContent(meeting, figure));
    return;
  }
  show(make("p.quiet", {}, say("state.loading")));
  const loading = meeting.withParts("identities").then(
    () => isAsked() && askedFigure() === figure && show(figureContent(meeting, figure)),
    (fault) => show(make("p.notice", {}, fault.message)),
  );
  void awaiting(loading);
}

function show(content) {
  body.replaceChildren();
  append(body, [content]);
  body.scrollTop = 0;
}

function hide() {
  if (!panel.open) return;
  panel.close();
  if (opener?.isConnected) opener.focus({ preventScroll: true });
  opener = null;
}

function close() {
  const depth = history.state?.depth ?? 0;
  if (depth > 0) {
    hide();
    isClosing = true;
    history.go(-depth);
  } else {
    leaveFigure();
    hide();
  }
}

function leaveFigure() {
  history.replaceState(null, "", location.search + routeWith(NO_FIGURE));
}

/**
 * A click beside the panel closes it; on another figure it opens that one.
 * @param {MouseEvent} click
 */
function closeFromOutside({ clientX, clientY }) {
  panel.close();
  const below = document.elementFromPoint(clientX, clientY)?.closest("[data-figure]");
  if (below instanceof HTMLElement) {
    panel.showModal();
    openFigure(Number(below.dataset.figure), below);
    opener = below;
    return;
  }
  panel.showModal();
  close();
}
