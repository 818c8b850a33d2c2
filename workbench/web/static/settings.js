// What the browser keeps between visits: who one is, so that the skill remembers, and how the page is set.

import { $ } from "./view.js";

const THEMES = { system: "as the system", light: "light", dark: "dark" };

// The name the skill knows somebody by; anew for somebody it has never met.
export function user(anew = false) {
  let name = localStorage.getItem("stride.user");
  if (!name || anew) {
    name = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(36)).join("").slice(0, 20);
    localStorage.setItem("stride.user", name);
  }
  return name;
}

// Keeps what is chosen in an element, and does `onchange` when something else is.
export function remembered(element, name, onchange) {
  const kept = localStorage.getItem(`stride.${name}`);
  const checkbox = element.type === "checkbox";
  if (kept !== null && checkbox) element.checked = kept === "true";
  if (kept !== null && !checkbox && [...element.options].some((option) => option.value === kept)) element.value = kept;
  element.addEventListener("change", () => {
    localStorage.setItem(`stride.${name}`, checkbox ? element.checked : element.value);
    onchange();
  });
}

function theme(name) {
  if (name === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  $("#theme").setAttribute("aria-label", `Colours: ${THEMES[name]}`);
  $("#theme").title = `Colours: ${THEMES[name]}`;
  localStorage.setItem("stride.theme", name);
}

const themeKept = () => localStorage.getItem("stride.theme") ?? "system";

export const keptTheme = () => theme(themeKept());

export function nextTheme() {
  const names = Object.keys(THEMES);
  theme(names[(names.indexOf(themeKept()) + 1) % names.length]);
}
