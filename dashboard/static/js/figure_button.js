/** A figure as a button that leads to its source. One listener on the page serves them all. */

import { icon, make } from "./dom.js";
import { amountText } from "./units.js";
import { sayCode } from "./words.js";

/**
 * @param {number|null} index of the figure; without one there is only the text
 * @param {number|null} yen
 * @param {string} status
 * @param {string} [text] in place of the amount
 * @returns {Node}
 */
export function figureButton(index, yen, status, text = amountText(yen)) {
  const value = yen === null || yen === undefined ? {} : { value: yen };
  if (index === null || index === undefined) return make("span.yen", { data: value }, text);
  const button = make("button.figure", { type: "button", data: { figure: index, status, ...value } });
  if (status !== "proven" && status) {
    const shape = icon(status);
    button.append(shape, make("span.only-heard", {}, sayCode("status", status)));
  }
  button.append(text);
  return button;
}
