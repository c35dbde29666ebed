/** Light and dark: follows the system unless the reader chooses. Charts ask here for the colours of the style sheet. */

const STORED_THEME = "tsujitsuma.theme";
const THEMES = ["auto", "light", "dark"];
const listeners = [];
// A custom property is given as it is written; only the colour of an element is that of the theme. It is never seen.
const probe = document.createElement("span");

/** Makes the choice in the header work and watches the system's. */
export function startTheme() {
  const choice = /** @type {HTMLSelectElement} */ (document.querySelector("[data-theme-choice]"));
  choice.value = remembered();
  show(choice.value);
  choice.addEventListener("change", () => {
    try {
      localStorage.setItem(STORED_THEME, choice.value);
    } catch {
      // storage may be forbidden; the choice then lasts as long as the page
    }
    show(choice.value);
    for (const listener of listeners) listener();
  });
  // Charts are pictures in the colours of the screen: on paper light labels would not be seen.
  addEventListener("beforeprint", () => {
    document.documentElement.dataset.printing = "";
    redrawnAs("light");
  });
  addEventListener("afterprint", () => {
    delete document.documentElement.dataset.printing;
    redrawnAs(choice.value);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const listener of listeners) listener();
  });
}

function redrawnAs(theme) {
  show(theme);
  for (const listener of listeners) listener();
}

function remembered() {
  try {
    const stored = localStorage.getItem(STORED_THEME);
    return stored !== null && THEMES.includes(stored) ? stored : "auto";
  } catch {
    return "auto";
  }
}

function show(theme) {
  document.documentElement.dataset.theme = theme;
}

/** Calls `listener` when the colours change. */
export function onTheme(listener) {
  listeners.push(listener);
}

/**
 * @param {string} name of a custom property without the dashes
 * @returns {string} its value now
 */
export function colour(name) {
  if (!probe.isConnected) {
    probe.hidden = true;
    document.body.append(probe);
  }
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}
