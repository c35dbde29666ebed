/** Elements of the page. Every text goes in as text: nothing here, or anywhere, takes HTML from the data. */

import { sayCode } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * What may be put into an element: strings become text, arrays are flattened, and nothing is skipped.
 * @typedef {Node|string|number|null|undefined|false|Array<any>} Child
 */

/**
 * The element that a tag makes.
 * @template {string} Tag
 * @typedef {Tag extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Tag] : HTMLElement} Made
 */

/**
 * An element with attributes and children.
 * @template {string} Tag
 * @param {Tag} tag "p", or with classes "p.quiet.small"
 * @param {Record<string, unknown>} [attributes] null and false are left out; `data` is an object of data attributes
 * @param {...Child} children
 * @returns {Made<Tag>}
 */
export function make(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "data") Object.assign(element.dataset, value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  append(element, children);
  return /** @type {Made<Tag>} */ (element);
}

/**
 * Puts children behind what an element holds.
 * @template {Element} Parent
 * @param {Parent} element
 * @param {Child[]} children
 * @returns {Parent} the element
 */
export function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

/**
 * @param {string} name a symbol of the page's sprite, without "icon-"
 * @returns {SVGElement} hidden from readers, who get the word beside it
 */
export function icon(name) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("class", "icon");
  picture.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  picture.append(use);
  return picture;
}

/**
 * @param {string} status
 * @param {string} [word] in place of the status's own
 * @returns {HTMLElement} a status as shape, colour and word
 */
export function statusMark(status, word = sayCode("status", status)) {
  return make("span.status", { data: { status } }, icon(iconOf(status)), word);
}

/** @returns {HTMLElement} a status as shape and colour; the word is heard only */
export function statusShape(status) {
  const word = make("span.only-heard", {}, sayCode("status", status));
  return make("span.status", { data: { status }, title: sayCode("status", status) }, icon(iconOf(status)), word);
}

function iconOf(status) {
  return { held: "proven", held_as_printed: "proven", held_after: "repaired" }[status] ?? status;
}

/** @returns {HTMLElement} a section with its heading */
export function section(id, title, ...children) {
  return make(
    "section",
    { id, "aria-labelledby": `${id}-title` },
    make("h2", { id: `${id}-title` }, title),
    ...children,
  );
}

/** A <details> whose content is made when it is first opened. */
export function lazyDetails(summary, fill, attributes = {}) {
  const details = make("details", attributes, make("summary", {}, ...[summary].flat()));
  const body = make("div.details-body");
  details.append(body);
  let isFilled = false;
  const open = () => {
    if (isFilled || !details.open) return;
    isFilled = true;
    append(body, [fill()]);
  };
  details.addEventListener("toggle", open);
  open();
  return details;
}
