/** Loads the JSON beside the pages, and says in plain words what went wrong if it cannot. */

import { say } from "./words.js";

/** A fault whose message may be shown to the reader. */
export class LoadFault extends Error {}

/**
 * @param {unknown} fault whatever was thrown
 * @returns {string}
 */
export function reasonOf(fault) {
  return fault instanceof Error ? fault.message : String(fault);
}

/**
 * @param {string} path relative to the page, such as "data/index.json"
 * @returns {Promise<any>}
 * @throws {LoadFault}
 */
export async function loadJson(path) {
  if (location.protocol === "file:") throw new LoadFault(say("state.file_scheme"));
  let response;
  try {
    response = await fetch(path);
  } catch (fault) {
    throw new LoadFault(say("state.unreadable", { path, reason: reasonOf(fault) }));
  }
  if (response.status === 404) throw new LoadFault(say("state.not_found", { path }));
  if (!response.ok) throw new LoadFault(say("state.unreadable", { path, reason: `HTTP ${response.status}` }));
  try {
    return await response.json();
  } catch (fault) {
    throw new LoadFault(say("state.unreadable", { path, reason: reasonOf(fault) }));
  }
}

/**
 * @param {string} name
 * @returns {string|null} a parameter of the page's address
 */
export function asked(name) {
  return new URLSearchParams(location.search).get(name);
}

const MEETING_ID = /^[0-9a-f]{16}$/;

/** @returns {string|null} the meeting's id that the address names, null where it is none */
export function askedMeeting() {
  const id = asked("id") ?? "";
  return MEETING_ID.test(id) ? id : null;
}
