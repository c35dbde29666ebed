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
  if (location.protocol === "file:") return loadBeside(path);
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

/** @type {Map<string, (packed: string) => void>} what waits for the script of a path */
const waiting = new Map();

/**
 * A page that was opened as a file may load no JSON, but a script that holds the same, packed.
 * @param {string} path
 * @returns {Promise<any>}
 */
async function loadBeside(path) {
  Object.assign(window, { tsujitsuma: { receive: (name, packed) => waiting.get(name)?.(packed) } });
  const packed = await new Promise((resolve, reject) => {
    const script = document.createElement("script");
    waiting.set(path, resolve);
    script.src = `${path}.js`;
    script.addEventListener("error", () => reject(new LoadFault(say("state.not_found", { path: `${path}.js` }))));
    document.head.append(script);
  });
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
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
