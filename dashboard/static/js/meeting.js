/** The data of one meeting, read by index: figures, identities, what touches what, and the lines of the text. */

import { loadJson } from "./load.js";
import { nameOf, say } from "./words.js";

/** One meeting as data/meetings/ID.json gives it; columns become objects when they are asked for. */
export class Meeting {
  #data;
  #touching = null;
  #places = null;
  #repairs = null;
  #lines = null;

  /** @param {object} data as in data/meetings/ID.json */
  constructor(data) {
    this.#data = data;
    this.figureCount = data.figures.line.length;
    this.identityCount = data.identities.name.length;
  }

  /** @returns {any} a part of the data as it is */
  part(name) {
    return this.#data[name];
  }

  /** @returns {object|null} a figure with its account and segment */
  figure(index) {
    if (index === null || index === undefined || !(index >= 0 && index < this.figureCount)) return null;
    const columns = this.#data.figures;
    const figure = { index };
    for (const name of Object.keys(columns)) figure[name] = columns[name]?.[index] ?? null;
    figure.account = this.account(columns.account[index]);
    figure.segment = this.segment(columns.segment[index]);
    return figure;
  }

  /** @returns {object|null} */
  account(index) {
    return index === null || index === undefined ? null : this.#data.accounts[index];
  }

  /** @returns {object|null} */
  segment(index) {
    return index === null || index === undefined ? null : this.#data.segments[index];
  }

  /** @returns {string} what a figure is called: its account, or its label where it has none */
  figureName(figure) {
    return (figure.account && nameOf(figure.account)) || figure.label || say("figure.no_account");
  }

  /** @returns {object} an identity with its terms */
  identity(index) {
    const columns = this.#data.identities;
    const identity = { index };
    for (const name of Object.keys(columns)) identity[name] = columns[name]?.[index] ?? null;
    identity.terms = columns.figures[index].map((figure, at) => ({
      figure: this.figure(figure),
      weight: columns.weights[index][at],
    }));
    return identity;
  }

  /** @returns {number[]} the identities that fail after all repairs */
  failing() {
    return this.#data.identities.holds.flatMap((holds, index) => (holds ? [] : [index]));
  }

  /** @returns {number[]} the identities that touch a figure */
  touching(figureIndex) {
    if (!this.#touching) {
      this.#touching = new Map();
      this.#data.identities.figures.forEach((figures, identity) => {
        for (const figure of new Set(figures)) {
          if (!this.#touching.has(figure)) this.#touching.set(figure, []);
          this.#touching.get(figure).push(identity);
        }
      });
    }
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

  /** @returns {object|null} the repair of a figure */
  repairOf(figureIndex) {
    this.#repairs ??= new Map(this.#data.repairs.map((repair) => [repair.figure, repair]));
    return this.#repairs.get(figureIndex) ?? null;
  }

  /** @returns {Promise<{lines: Record<string, string>, pages: Record<string, number>|null}>} loaded once */
  lines() {
    this.#lines ??= loadJson(`data/meetings/${this.#data.meeting.id}.lines.json`).catch((fault) => {
      this.#lines = null; // so that the next click tries again
      throw fault;
    });
    return this.#lines;
  }
}

/**
 * The terms of an identity on its two sides. The rule may have several terms on the left: it is the shortest run
 * of first terms that makes the left side.
 * @returns {{left: Array<{figure: object, weight: number}>, right: Array<{figure: object, weight: number}>}}
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
