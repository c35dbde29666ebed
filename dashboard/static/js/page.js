/** What every page does: start the switches, load, render, render again in another language, say what failed. */

import { chartsAreDrawn, disposeCharts } from "./charts/chart.js";
import { append, make } from "./dom.js";
import { startFinding } from "./find.js";
import { placed } from "./frame.js";
import { LoadFault, reasonOf } from "./load.js";
import { startTheme } from "./theme.js";
import { onUnit, startUnits } from "./units.js";
import { onLanguage, say, startLanguages } from "./words.js";

/**
 * Runs a page. `render` gives the content of the page's <div id="page">, newly for each language.
 * @param {{load: () => Promise<any>, render: (data: any) => import("./dom.js").Child[], title: (data: any) => string,
 *          afterRender?: (data: any) => void}} page
 */
export async function startPage({ load, render, title, afterRender }) {
  startLanguages();
  startTheme();
  startUnits();
  startFinding();
  let data;
  try {
    data = await load();
  } catch (fault) {
    showTrouble(fault);
    onLanguage(() => location.reload());
    return;
  }
  let shown = 0; // a change of the language may come before the page is drawn
  const show = () => {
    shown += 1;
    const own = shown;
    delete document.documentElement.dataset.ready;
    try {
      disposeCharts();
      const place = placed("page");
      place.replaceChildren();
      append(place, render(data));
      place.removeAttribute("aria-busy");
      document.title = `${title(data)} · ${say("site.name")}`;
      afterRender?.(data);
      void chartsAreDrawn().then(() => {
        if (own === shown) document.documentElement.dataset.ready = "true";
      });
    } catch (fault) {
      showTrouble(fault);
      throw fault;
    }
  };
  onLanguage(show);
  onUnit(show);
  show();
}

/** @param {unknown} fault */
function showTrouble(fault) {
  const trouble = placed("trouble");
  const message = fault instanceof LoadFault ? fault.message : say("state.page_broken", { reason: reasonOf(fault) });
  const place = placed("page");
  place.replaceChildren(make("h1", {}, say("state.failed_title")));
  place.removeAttribute("aria-busy");
  trouble.replaceChildren(
    make("p", {}, message),
    make("p", {}, make("a", { href: "index.html" }, say("meeting.back"))),
  );
  trouble.hidden = false;
  document.documentElement.dataset.ready = "failed";
}
