/** What the address says after the #: which view of a meeting, which figure is open. Back and forward work on it. */

/** The names of a route that open a figure, taken out of it. */
export const NO_FIGURE = { f: null, figure: null, line: null, cell: null };

/** @returns {URLSearchParams} what stands after the # */
export function route() {
  return new URLSearchParams(location.hash.slice(1));
}

/**
 * The address's part after the # with some names changed; null takes a name out.
 * @param {Record<string, string|number|null>} changes
 * @returns {string} with the #
 */
export function routeWith(changes) {
  const now = route();
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) now.delete(name);
    else now.set(name, String(value));
  }
  return `#${now}`;
}

/** @returns {number|null} a whole number of the route */
export function routeNumber(name) {
  const value = route().get(name);
  return value !== null && /^\d+$/.test(value) ? Number(value) : null;
}
