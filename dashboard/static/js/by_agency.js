/** A year, account or segment is stored by agency: joins what is wanted of it, so that a page shows one thing. */

import { make } from "./dom.js";
import { agencyName } from "./format.js";
import { asked, loadJson } from "./load.js";
import { openedPage } from "./packed_series.js";
import { say } from "./words.js";

// More agencies side by side tell nobody anything, and each is a file: then one of them is shown, and chosen.
const AGENCIES_AT_MOST = 8;

/**
 * @param {string} path of the file that names the agencies, without its ending
 * @param {string|null|undefined} [only] the agency that is wanted; all of them, or the one that the address asks for
 * @returns {Promise<any>}
 */
export async function loadByAgency(path, only) {
  const whole = await loadJson(`${path}.json`);
  const chosen = whole.agencies.filter(({ agency }) => only === undefined || agency === only);
  const shown = only === undefined ? wanted(chosen) : chosen;
  const parts = await Promise.all(shown.map(({ slug }) => loadJson(`${path}/${slug}.json`)));
  return { ...joined(whole, shown, parts.map(openedPage)), shown };
}

function wanted(agencies) {
  const slug = asked("agency");
  const found = agencies.filter((one) => one.slug === slug);
  if (found.length > 0) return found;
  return agencies.length > AGENCIES_AT_MOST ? agencies.slice(0, 1) : agencies;
}

/** Lists one behind the other: accounts are numbered in all of them, and each row names its agency where there are several. */
function joined(whole, shown, parts) {
  const all = { ...whole };
  parts.forEach((part, at) => {
    const before = all.accounts?.length ?? 0;
    const { agency } = shown[at];
    for (const [name, rows] of Object.entries(part)) {
      if (!Array.isArray(rows)) continue;
      const own = rows.map((row) => ({
        ...row,
        ...(typeof row.account === "number" ? { account: before + row.account } : {}),
        ...(whole.has_several && name !== "accounts" ? { agency } : {}),
      }));
      all[name] = [...(all[name] ?? []), ...own];
    }
  });
  return all;
}

/** @returns {HTMLElement|null} the choice of an agency, where there are too many to show them all */
export function agencyChoice({ agencies, shown }) {
  if (shown.length === agencies.length) return null;
  const select = make(
    "select",
    {},
    agencies.map(({ agency, slug }) =>
      make("option", { value: slug, selected: slug === shown[0].slug }, agencyName(agency)),
    ),
  );
  select.addEventListener("change", () => {
    const address = new URL(location.href);
    address.searchParams.set("agency", select.value);
    location.assign(address);
  });
  return make("div.controls", {}, make("label", {}, say("column.agency"), select));
}
