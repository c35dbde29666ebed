/** The index of names and words, as dashboard/finding.py writes it: a search loads what its letters ask for. */

import { date } from "./format.js";
import { loadJson } from "./load.js";
import { nameOf, sayCode, sayName } from "./words.js";

/**
 * What can be found: what it is called, what is said of it, and where it leads.
 * @typedef {{kind: string, name: string, about: string, href: string}} Entry
 * @typedef {{groups: string[], texts: any[], meetings: number}} Known
 */

const SHARDS = 32; // as in dashboard/finding.py
const BLOCK = 100;
const BEGINS = "^";
const KINDS = ["segment", "account", "meeting"];
/** @type {Map<string, Promise<any>>} files of the index, each loaded once */
const files = new Map();

/**
 * Letters as they are sought: one width, one case, hiragana, without blanks, dashes and dots.
 * @param {string|null|undefined} text
 * @returns {string}
 */
export function sought(text) {
  return (text ?? "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))
    .replace(/[\s・･,、，.\-‐–—ー−～〜（）()「」]+/g, "");
}

/** @returns {string} the beginning of a text */
export function excerpt(text, most) {
  const whole = text.replace(/\t/g, " ").trim();
  return whole.length > most ? `${whole.slice(0, most)}…` : whole;
}

function loaded(name) {
  const loading = files.get(name) ?? loadJson(`data/find/${name}.json`);
  files.set(name, loading);
  return loading;
}

/** @returns {Promise<Known>} what there is to find */
export function known() {
  return loaded("groups");
}

/** @returns {Promise<Record<string, Set<number>>>} the entries that have a letter or pair of letters, by their groups */
async function having(term) {
  let sum = 0;
  for (const letter of term) sum += letter.codePointAt(0) ?? 0;
  const groups = (await loaded(`terms/${sum % SHARDS}`))[term] ?? {};
  return Object.fromEntries(Object.entries(groups).map(([group, steps]) => [group, new Set(counted(steps))]));
}

function counted(steps) {
  let at = 0;
  return steps.map((step) => {
    at += step;
    return at;
  });
}

function pairsOf(word) {
  const letters = [...word];
  return letters.length === 1 ? letters : letters.slice(1).map((letter, at) => letters[at] + letter);
}

/**
 * @param {string[]} wanted words as they are sought
 * @param {number} most
 * @returns {Promise<Entry[]>} in the language of the page; what begins with the words comes first
 */
export async function foundEntries(wanted, most) {
  const { groups } = await known();
  const all = await Promise.all([...new Set(wanted.flatMap(pairsOf))].map(having));
  const begins = await Promise.all(wanted.map((word) => having(BEGINS + [...word].slice(0, 2).join(""))));
  const candidates = groups.flatMap((group, order) =>
    [...(all[0][group] ?? [])]
      .filter((number) => all.every((numbers) => numbers[group]?.has(number)))
      .map((number) => ({ group, number, order, rank: begins.filter((one) => !one[group]?.has(number)).length })),
  );
  candidates.sort((a, b) => a.rank - b.rank || a.order - b.order || a.number - b.number);
  const found = [];
  for (let start = 0; start < candidates.length && found.length < most; start += most * 2)
    found.push(...(await fitting(candidates.slice(start, start + most * 2), wanted)));
  found.sort((a, b) => a.rank - b.rank || a.kind - b.kind);
  return found.slice(0, most).map(({ entry }) => shown(entry));
}

/** Pairs of letters may stand apart: of the candidates those that hold the words whole. */
async function fitting(candidates, wanted) {
  const entries = await Promise.all(
    candidates.map(async ({ group, number }) => {
      const { entries: block } = await loaded(`${group}/${Math.floor(number / BLOCK)}`);
      return block[number % BLOCK];
    }),
  );
  return entries.flatMap((entry) => {
    const rank = rankOf([entry.name, entry.name_en, ...entry.keys].map(sought), wanted);
    const kind = KINDS.indexOf(entry.kind);
    return rank === null ? [] : [{ entry, rank, kind: kind < 0 ? KINDS.length : kind }];
  });
}

function rankOf(keys, wanted) {
  let rank = 0;
  for (const word of wanted) {
    const places = keys.map((key) => key.indexOf(word)).filter((place) => place >= 0);
    if (places.length === 0) return null;
    rank += places.includes(0) ? 0 : 1;
  }
  return rank;
}

/** @returns {Entry} */
function shown({ kind, name, name_en, about, agency, href }) {
  const said = {
    account: () => sayCode("statement", about),
    meeting: () => [agency && sayName("agency", agency), date(about)].filter(Boolean).join(" "),
  }[kind];
  return { kind, name: nameOf({ name, name_en }), about: said ? said() : excerpt(about, 60), href };
}
