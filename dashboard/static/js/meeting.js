/** The data of one meeting, read by index: figures, identities, what touches what, and the lines of the text. */

import { loadJson } from "./load.js";
import { openedFigures, openedIdentities, openedMoney } from "./meeting_data.js";
import { nameOf, say } from "./words.js";

/**
 * One object of the data; dashboard/trust.py and dashboard/money.py say what it holds.
 * @typedef {Record<string, any>} Entry
 */

/**
 * The text: its lines and, of a PDF, their pages.
 * @typedef {{lines: Record<string, string>, pages: Record<string, number>|null,
 *   contents: Array<{line: number, level: number, part_kind: string|null, title: string}>}} Lines
 */

/** One meeting as data/meetings/ID.json gives it; columns become objects when they are asked for. */
export class Meeting {
  #data;
  /** @type {Map<string, Promise<void>>} parts that are files of their own */
  #parts = new Map();
  /** @type {Map<number, number[]>|null} */
  #touching = null;
  /** @type {Map<string, number>|null} */
  #places = null;
  /** @type {Map<number, Entry>|null} */
  #repairs = null;
  /** @type {Map<string, Map<number, Entry[]>>} */
  #saying = new Map();
  /** @type {Promise<Lines>|null} */
  #lines = null;

  /** @param {Entry} data as in data/meetings/ID.json */
  constructor(data) {
    this.#data = { ...data, figures: openedFigures(data.figures, data.accounts) };
    this.figureCount = data.figures.line.length;
    this.identityCount = data.summary.identities.checked;
  }

  /**
   * Loads parts that are files of their own, each once: who shows figures need not wait for what proves them.
   * @param {Array<"money"|"identities">} names
   * @returns {Promise<this>} once they are there
   */
  async withParts(...names) {
    await Promise.all(names.map((name) => this.#withPart(name)));
    return this;
  }

  #withPart(name) {
    const { figures, accounts, meeting } = this.#data;
    const opened = name === "money" ? openedMoney : openedIdentities;
    const loading =
      this.#parts.get(name) ??
      loadJson(`data/meetings/${meeting.id}.${name}.json`).then(
        (part) => {
          this.#data[name] = opened(part, figures, accounts);
        },
        (fault) => {
          this.#parts.delete(name); // so that the next one who asks tries again
          throw fault;
        },
      );
    this.#parts.set(name, loading);
    return loading;
  }

  /** @returns {boolean} whether such a part is there */
  hasPart(name) {
    return name in this.#data;
  }

  /** @returns {any} a part of the data as it is */
  part(name) {
    return this.#data[name];
  }

  /** @returns {Entry|null} a figure with its account and segment */
  figure(index) {
    if (index === null || index === undefined || !(index >= 0 && index < this.figureCount)) return null;
    const columns = this.#data.figures;
    /** @type {Entry} */
    const figure = { index };
    for (const name of Object.keys(columns)) figure[name] = columns[name]?.[index] ?? null;
    figure.account = this.account(columns.account[index]);
    figure.segment = this.segment(columns.segment[index]);
    return figure;
  }

  /** @returns {Entry|null} */
  account(index) {
    return index === null || index === undefined ? null : this.#data.accounts[index];
  }

  /** @returns {Entry|null} */
  segment(index) {
    return index === null || index === undefined ? null : this.#data.segments[index];
  }

  /** @returns {string} what a figure is called: its account, or its label where it has none */
  figureName(figure) {
    return (figure.account && nameOf(figure.account)) || figure.label || say("figure.no_account");
  }

  /** @returns {Entry} an identity with its terms */
  identity(index) {
    const columns = this.#data.identities;
    /** @type {Entry} */
    const identity = { index };
    for (const name of Object.keys(columns)) identity[name] = columns[name]?.[index] ?? null;
    identity.terms = columns.figures[index].map((figure, at) => ({
      figure: this.figure(figure),
      weight: columns.weights[index][at],
    }));
    return identity;
  }

  /** @returns {string} what an identity is called in every text of its meeting: its name, and the place where it applies */
  identityKey(index) {
    const { name, place } = this.#data.identities;
    return `${name[index]}|${place[index]}`;
  }

  /** @returns {number|null} the identity of that key */
  identityNamed(key) {
    for (let index = 0; index < this.identityCount; index += 1) if (this.identityKey(index) === key) return index;
    return null;
  }

  /** @returns {number[]} the identities that fail after all repairs */
  failing() {
    return this.#data.identities.holds.flatMap((holds, index) => (holds ? [] : [index]));
  }

  /** @returns {number[]} the identities that touch a figure */
  touching(figureIndex) {
    this.#touching ??= identitiesByFigure(this.#data.identities.figures);
    return this.#touching.get(figureIndex) ?? [];
  }

  /** @returns {number|null} the figure that stands in a cell */
  figureAt(line, cell) {
    if (!this.#places) {
      const { line: lines, cell: cells } = this.#data.figures;
      this.#places = new Map(lines.map((number, index) => [`${number},${cells[index]}`, index]));
    }
    return this.#places.get(`${line},${cell}`) ?? null;
  }

  /**
   * What a figure is called in every text of its meeting: statement, account, segment, year, version and measure.
   * @param {number} index
   * @returns {string}
   */
  keyOf(index) {
    const figure = this.figure(index);
    if (!figure) return "";
    const { statement, account, segment, year, version, measure } = figure;
    return [statement, account?.path ?? figure.label, segment?.name, year, version, measure]
      .map((one) => one ?? "")
      .join("|");
  }

  /** @returns {number|null} the first figure of that key; the text may print it more than once */
  figureNamed(key) {
    for (let index = 0; index < this.figureCount; index += 1) if (this.keyOf(index) === key) return index;
    return null;
  }

  /** @returns {Entry|null} the repair of a figure */
  repairOf(figureIndex) {
    this.#repairs ??= new Map(this.#data.repairs.map((repair) => [repair.figure, repair]));
    return this.#repairs.get(figureIndex) ?? null;
  }

  /** @returns {Entry[]} what the figure rests on though the text does not print it */
  assumptionsOf(figureIndex) {
    return this.#sayingOf("assumptions", figureIndex, (assumption) => [assumption.figure]);
  }

  /** @returns {Entry[]} the slips of structure that moved the figure, or may have moved it */
  structureOf(figureIndex) {
    return this.#sayingOf("structure", figureIndex, (slip) => slip.figures);
  }

  /** @returns {Entry[]} the disputes that leave the figure open, by itself or by an identity on it */
  disputesOf(figureIndex) {
    return this.#sayingOf("disputes", figureIndex, (dispute) => [
      ...dispute.figures,
      ...dispute.identities.flatMap((identity) => this.#data.identities.figures[identity]),
    ]);
  }

  /** The entries of a part that speak of a figure. */
  #sayingOf(part, figureIndex, figuresOf) {
    let byFigure = this.#saying.get(part);
    if (!byFigure) {
      byFigure = new Map();
      for (const entry of this.#data[part]) {
        for (const figure of new Set(figuresOf(entry))) {
          byFigure.set(figure, [...(byFigure.get(figure) ?? []), entry]);
        }
      }
      this.#saying.set(part, byFigure);
    }
    return byFigure.get(figureIndex) ?? [];
  }

  /** @returns {Promise<Lines>} loaded once */
  lines() {
    const loading =
      this.#lines ??
      loadJson(`data/meetings/${this.#data.meeting.id}.lines.json`).catch((fault) => {
        this.#lines = null; // so that the next click tries again
        throw fault;
      });
    this.#lines = loading;
    return loading;
  }
}

/**
 * @param {number[][]} figuresByIdentity
 * @returns {Map<number, number[]>} the identities that touch a figure, each once
 */
function identitiesByFigure(figuresByIdentity) {
  const touching = new Map();
  figuresByIdentity.forEach((figures, identity) => {
    for (const figure of new Set(figures)) {
      if (!touching.has(figure)) touching.set(figure, []);
      touching.get(figure).push(identity);
    }
  });
  return touching;
}

/**
 * The terms of an identity on its two sides. The rule may have several terms on the left: it is the shortest run
 * of first terms that makes the left side.
 * @returns {{left: Array<{figure: Entry, weight: number}>, right: Array<{figure: Entry, weight: number}>}}
 */
export function sides(identity) {
  let sum = 0;
  let length = 1;
  if (identity.terms.every(({ figure }) => figure?.amount_yen !== null)) {
    for (let at = 0; at < identity.terms.length; at += 1) {
      sum += identity.terms[at].weight * identity.terms[at].figure.amount_yen;
      if (sum === identity.left_yen) {
        length = at + 1;
        break;
      }
    }
  }
  const right = identity.terms.slice(length).map(({ figure, weight }) => ({ figure, weight: -weight }));
  return { left: identity.terms.slice(0, length), right };
}
