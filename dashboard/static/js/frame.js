/** What the page's frame holds before any script runs. */

/**
 * @param {string} id of an element that every page has
 * @returns {HTMLElement}
 */
export function placed(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element "${id}"`);
  return element;
}

/**
 * @param {ParentNode} root
 * @param {string} attribute
 * @returns {NodeListOf<HTMLElement>} the elements that have it
 */
export function having(root, attribute) {
  return root.querySelectorAll(`[${attribute}]`);
}
