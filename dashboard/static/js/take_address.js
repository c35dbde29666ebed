/** The address of what a page shows: copied as it is, or with what it is called. */

import { make } from "./dom.js";
import { copyButton } from "./take.js";

/**
 * @param {() => string} title what the address leads to
 * @returns {HTMLElement}
 */
export function takeAddress(title) {
  return make(
    "div.table-tools.before",
    {},
    copyButton("take.copy_link", () => location.href),
    copyButton("take.copy_citation", () => `${title()}, ${location.href}`),
  );
}
