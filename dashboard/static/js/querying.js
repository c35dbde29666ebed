/** Asks in SQL: the server of this machine, or where there is none the browser itself, if its engine lies beside. */

import { askHere } from "./in_browser.js";
import { reasonOf } from "./load.js";
import { say } from "./words.js";

const PATH = "/query";
const OFFERED = "data/sql.json";
/** @type {Promise<boolean>|null} */
let hasServer = null;

/**
 * @param {string} query
 * @param {boolean} isEngineBeside whether what answers in the browser lies beside the pages
 * @returns {Promise<any>} the answer, or {error}
 */
export async function answerTo(query, isEngineBeside) {
  if (location.protocol === "file:") return { error: say("sql.no_server") };
  try {
    if (await isServed()) return await queryServer(query);
    return isEngineBeside ? await askHere(query) : { error: say("sql.no_engine") };
  } catch (fault) {
    hasServer = null;
    return { error: say("state.unreadable", { path: PATH, reason: reasonOf(fault) }) };
  }
}

/** @returns {Promise<boolean>} whether the host of this page answers queries: our own server says so with all it sends */
export function isServed() {
  if (location.protocol === "file:") return Promise.resolve(false);
  hasServer ??= fetch(OFFERED, { method: "HEAD" }).then((response) => response.headers.has("Tsujitsuma-Query"));
  return hasServer;
}

async function queryServer(query) {
  const response = await fetch(PATH, { method: "POST", body: query });
  if (response.status === 413) return { error: say("sql.too_long") };
  if (!response.ok) return { error: say("sql.no_server") };
  return response.json();
}
