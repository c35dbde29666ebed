/** The words of the interface in the chosen language, and the switch between languages. */

import { having, placed } from "./frame.js";

/** @typedef {"ja"|"en"} Language */

const STORED_LANGUAGE = "tsujitsuma.language";
/** @type {Language[]} */
const LANGUAGES = ["ja", "en"];
/** @type {Record<string, Partial<Record<Language, string>>>} */
const words = JSON.parse(placed("words").textContent ?? "");
const listeners = [];
let language = firstLanguage();

/** @returns {Language} */
function firstLanguage() {
  const asked = new URLSearchParams(location.search).get("lang");
  return languageOf(asked) ?? languageOf(remembered()) ?? ofBrowser();
}

/** @returns {Language} the first of the browser's languages that the pages speak; English for one that speaks neither */
function ofBrowser() {
  for (const code of navigator.languages) {
    const spoken = languageOf(code.slice(0, 2).toLowerCase());
    if (spoken) return spoken;
  }
  return "en";
}

/**
 * @param {string|null|undefined} code
 * @returns {Language|undefined} none where the pages do not speak it
 */
function languageOf(code) {
  return LANGUAGES.find((one) => one === code);
}

function remembered() {
  try {
    return localStorage.getItem(STORED_LANGUAGE);
  } catch {
    return null; // storage may be forbidden; the address still carries the language
  }
}

function remember() {
  try {
    localStorage.setItem(STORED_LANGUAGE, language);
  } catch {
    // see remembered()
  }
}

/** @returns {Language} the language in use */
export function currentLanguage() {
  return language;
}

/**
 * The word of a key, with {braces} filled in.
 * @param {string} key as in words.yaml
 * @param {Record<string, string|number>} [values]
 * @returns {string}
 */
export function say(key, values = {}) {
  const text = words[key]?.[language] ?? words[key]?.ja ?? key;
  return text.replace(/\{(\w+)\}/g, (brace, name) => (name in values ? String(values[name]) : brace));
}

/**
 * The word of a code of the data; the code itself, spaced out, where there is none.
 * @param {string} kind such as "status"
 * @param {string|null} code
 * @returns {string}
 */
export function sayCode(kind, code) {
  if (code === null || code === undefined) return "";
  const key = `${kind}.${code}`;
  return key in words ? say(key) : String(code).replaceAll("_", " ");
}

/**
 * @param {string} key
 * @returns {boolean} whether the key has a word
 */
export function isWord(key) {
  return key in words;
}

/**
 * A name that the text gives: in English where that is wanted and known.
 * @param {{name?: string|null, name_en?: string|null}|null|undefined} thing
 * @returns {string}
 */
export function nameOf(thing) {
  if (!thing) return "";
  return (language === "en" && thing.name_en) || thing.name || "";
}

/**
 * The English of a name that only the texts give, such as a committee's; the name itself where there is none.
 * @param {string} kind such as "committee"
 * @param {string|null} name
 * @returns {string}
 */
export function sayName(kind, name) {
  return name && isWord(`${kind}.${name}`) ? say(`${kind}.${name}`) : (name ?? "");
}

/** Puts the language's words into every element of the frame that names one. */
export function applyWords(root = document) {
  for (const element of having(root, "data-word")) element.textContent = say(element.dataset.word ?? "");
  for (const element of having(root, "data-word-label")) {
    element.setAttribute("aria-label", say(element.dataset.wordLabel ?? ""));
  }
}

/** Calls `listener` after every change of the language. */
export function onLanguage(listener) {
  listeners.push(listener);
}

/**
 * Changes the language, remembers it, and puts it into the address.
 * @param {string|undefined} code
 */
export function setLanguage(code) {
  const wanted = languageOf(code);
  if (!wanted || wanted === language) return;
  language = wanted;
  remember();
  const address = new URL(location.href);
  address.searchParams.set("lang", language);
  history.replaceState(history.state, "", address);
  showLanguage();
  for (const listener of listeners) listener();
}

function showLanguage() {
  document.documentElement.lang = language;
  for (const button of having(document, "data-language")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
  applyWords();
}

/** Makes the switch of the header work, and shows the first language. */
export function startLanguages() {
  showLanguage();
  if (languageOf(new URLSearchParams(location.search).get("lang"))) remember();
  for (const button of having(document, "data-language")) {
    button.addEventListener("click", () => setLanguage(button.dataset.language));
  }
}
