/** Where a thing is that a link names: in one of a few small files, told by the letters of its name. */

import { loadJson } from "./load.js";

const SHARDS = 64; // as in dashboard/lists.py

function shardOf(text) {
  let sum = 0;
  for (const letter of text) sum += letter.codePointAt(0) ?? 0;
  return sum % SHARDS;
}

/**
 * @param {string} text the beginning of the hash of its bytes
 * @returns {Promise<{isCurrent: boolean, successor: string|null}>} the text that took its place
 */
export async function knownText(text) {
  const { texts, superseded } = await loadJson(`data/known/${shardOf(text)}.json`);
  return { isCurrent: texts.includes(text), successor: superseded[text] ?? null };
}

/** @returns {Promise<string|null>} the text of a meeting that counts */
export async function textOfMeeting(meeting) {
  const { meetings } = await loadJson(`data/known/${shardOf(meeting)}.json`);
  return meetings[meeting] ?? null;
}

/** @returns {Promise<string|null>} under which name an account is stored */
export async function accountSlug({ statement, path }) {
  const key = `${statement}|${path}`;
  const { accounts } = await loadJson(`data/slugs/${shardOf(key)}.json`);
  return accounts[key] ?? null;
}

/** @returns {Promise<string|null>} under which name a segment is stored */
export async function segmentSlug(name) {
  const { segments } = await loadJson(`data/slugs/${shardOf(name)}.json`);
  return segments[name] ?? null;
}
