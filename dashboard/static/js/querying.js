/** Asks the server of this machine; a page on another host, or opened as a file, says what it needs. */

import { reasonOf } from "./load.js";
import { say } from "./words.js";

/**
 * @param {string} query
 * @returns {Promise<any>} the answer, or {error}
 */
export async function queryServer(query) {
  if (location.protocol === "file:") return { error: say("sql.no_server") };
  try {
    const response = await fetch("/query", { method: "POST", body: query });
    if (response.status === 413) return { error: say("sql.too_long") };
    if (!response.ok) return { error: say("sql.no_server") };
    return await response.json();
  } catch (fault) {
    return { error: say("state.unreadable", { path: "/query", reason: reasonOf(fault) }) };
  }
}
