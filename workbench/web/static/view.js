// Draws what was said and what lies behind it. Holds no state but the elements it made.

import { reachable } from "./service.js";

const SHOWN_PAUSE_MS = 1500;

export const $ = (selector) => document.querySelector(selector);

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name in element && name !== "role") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export function duration(ms) {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

export const position = (ms) => `${Math.floor(ms / 60000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, "0")}`;

// Words sentence by sentence, each with its share of the time; pauses and sounds as they are.
export function sentences(pieces) {
  return pieces.flatMap((piece) => (piece.kind === "words" ? parts(piece) : [piece]));
}

function parts(piece) {
  const texts = piece.text.split(/(?<=[.?!])\s+/);
  const letters = texts.reduce((sum, text) => sum + text.length, 0);
  let left = piece.ms;
  return texts.map((text, at) => {
    const ms = at === texts.length - 1 ? left : Math.round((piece.ms * text.length) / letters);
    left -= ms;
    return { ...piece, text, ms };
  });
}

// What the device does, in a word, and how its ring shows it.
export function mood(name = "idle") {
  $("#ring").dataset.mood = name;
  $("#mood").textContent = MOODS[name];
}

const MOODS = {
  idle: "Say “open steady stride”, or just ask.",
  thinking: "…",
  speaking: "Speaking. Interrupt whenever you like.",
  hushed: "Hushed. Time stands still.",
  listening: "Listening.",
  hearing: "I hear you.",
  playing: "Playing. “Next”, “pause” and the like need no name.",
};

// Things to say; `onchoose(words)` when one is pressed.
export function showChips(shown, onchoose) {
  const chips = shown.map((words) => {
    const chip = make("button", { type: "button" }, words);
    chip.addEventListener("click", () => onchoose(words));
    return make("li", {}, chip);
  });
  const among = $("#chips").contains(document.activeElement);
  $("#chips").replaceChildren(...chips);
  if (among) $("#words").focus();
}

// The transcript

export class Transcript {
  #list = $("#transcript");
  #pieces = [];
  #index = -1;
  #following = true;

  constructor() {
    for (const byHand of ["wheel", "touchmove", "keydown"])
      this.#list.addEventListener(byHand, () => (this.#following = false), { passive: true });
  }

  clear() {
    this.#list.replaceChildren($("#empty").content.cloneNode(true));
    this.#pieces = [];
  }

  said(words, note) {
    this.#add(make("li", { className: "said" }, words));
    if (note) this.#add(make("li", { className: "note" }, note));
  }

  happened(words, bad = false) {
    this.#add(make("li", { className: bad ? "happened bad" : "happened" }, words));
  }

  // Something the device told the skill in silence; `onchoose` when somebody wants to see what lies behind it.
  event(exchange, onchoose) {
    const chooser = make("button", { type: "button" }, described(exchange));
    chooser.addEventListener("click", () => onchoose(exchange));
    this.#add(make("li", { className: exchange.problems.length ? "happened bad" : "happened" }, chooser));
  }

  // A reply; `onchoose` when somebody wants to see what lies behind it.
  reply(exchange, onchoose) {
    const heard = this.#drawn(exchange.heard);
    const length = exchange.heard.reduce((sum, piece) => sum + piece.ms, 0);
    const chooser = make("button", { type: "button" }, exchange.intent ?? exchange.kind);
    const meta = make("div", { className: "meta" }, chooser, make("span", {}, duration(length)));
    if (exchange.problems.length) meta.append(make("span", { className: "bad" }, counted(exchange.problems.length)));
    const item = make("li", { className: "reply" }, heard, meta);
    item.addEventListener("click", () => {
      this.choose(item);
      onchoose(exchange);
    });
    this.choose(item);
    this.#add(item);
  }

  // The question once more, because nobody answered.
  again(pieces) {
    const heard = this.#drawn(pieces);
    this.#add(make("li", { className: "reply" }, heard, make("div", { className: "meta" }, "Reprompt")));
  }

  choose(item) {
    this.#list.querySelector('[aria-current="true"]')?.removeAttribute("aria-current");
    item.setAttribute("aria-current", "true");
  }

  // Shows how far the last reply has been heard.
  move(index, within) {
    if (index !== this.#index && this.#following) this.#pieces[index]?.scrollIntoView({ block: "nearest" });
    this.#index = index;
    this.#pieces.forEach((piece, at) => {
      piece.classList.toggle("done", at < index);
      piece.classList.toggle("now", at === index && !piece.classList.contains("pause"));
      const ms = Number(piece.dataset.ms);
      const gone = at < index ? 1 : at === index ? Math.min(1, within / ms) : 0;
      if (piece.classList.contains("pause")) piece.style.setProperty("--gone", `${Math.round(gone * 100)}%`);
    });
  }

  #drawn(pieces) {
    for (const piece of this.#pieces) piece.classList.remove("now");
    this.#pieces = sentences(pieces).map(drawnPiece);
    const heard = make("p", { className: "heard" });
    for (const piece of this.#pieces) heard.append(piece, " ");
    return heard;
  }

  #add(item) {
    this.#list.querySelector(".empty")?.remove();
    this.#list.append(item);
    this.#following = true;
    const tall = item.offsetHeight > this.#list.clientHeight - 60;
    item.scrollIntoView({ block: tall ? "start" : "end" });
  }
}

function drawnPiece(piece) {
  const ms = String(piece.ms);
  if (piece.kind === "words") return make("span", { "data-ms": ms }, piece.text);
  if (piece.kind === "clip") return make("span", { className: "pause", "data-ms": ms }, "sound");
  const shown = piece.ms >= SHOWN_PAUSE_MS ? duration(piece.ms) : "";
  return make("span", { className: shown ? "pause" : "", hidden: !shown, "data-ms": ms }, shown);
}

function described({ intent, kind, request: { request } }) {
  const at = request.offsetInMilliseconds;
  return [intent ?? kind, request.reason, at === undefined ? "" : position(at)].filter(Boolean).join(", ");
}

const counted = (count) => (count === 1 ? "1 problem" : `${count} problems`);

// What lies behind

export function showExchange(exchange) {
  showChecks(exchange);
  showCard(exchange.card);
  showJson($("#request"), exchange.request);
  showJson($("#response"), exchange.response);
}

function showChecks({ problems, warnings }) {
  const items = [
    ...problems.map((problem) => make("li", { className: "problem" }, problem)),
    ...warnings.map((warning) => make("li", { className: "warning" }, warning)),
  ];
  if (!items.length) items.push(make("li", {}, "Nothing here that Alexa would refuse"));
  $("#checks ul").replaceChildren(...items);
}

function showCard(card) {
  $("#card").hidden = !card;
  $("#card h3").textContent = card?.title ?? "";
  $("#card p").textContent = card?.content ?? card?.text ?? "";
}

export function showScreen(lines, there) {
  $("#screen").hidden = !there;
  const shown = lines.length ? lines : ["Nothing is shown"];
  $("#screen .glass").replaceChildren(...shown.map((line) => make("p", {}, line)));
}

// What the player holds; `silence` says why nothing is played here, where that is so.
export function showPlayer(player, silence) {
  $("#player").hidden = !player;
  if (!player) return;
  const { current, waiting } = player;
  $("#player .title").textContent = current ? current.title || current.token : "Nothing has been played yet";
  $("#player .subtitle").textContent = current?.subtitle ?? "";
  showArt(current);
  $("#player .silence").hidden = !silence;
  $("#player .silence").textContent = silence ? `The coach speaks every routine; ${silence}.` : "";
  $("#player .controls").hidden = !current;
  const toggle = $("#player .toggle");
  toggle.dataset.press = player.activity === "PLAYING" ? "Pause" : "Play";
  toggle.setAttribute("aria-label", toggle.dataset.press);
  const next = waiting.map((stream) => make("li", {}, stream.title || stream.token));
  if (!next.length && player.activity === "PLAYING") next.push(make("li", { className: "none" }, "The next track comes when this one is nearly over"));
  $("#player .queue").replaceChildren(...next);
}

// The picture of what plays; a picture that cannot be had leaves its place to the title.
function showArt(stream) {
  const art = $("#player .art");
  const source = stream?.art ? reachable(stream.art) : "";
  if (art.getAttribute("src") === source) return;
  art.hidden = !source;
  art.alt = stream?.art_says ?? "";
  art.onerror = () => (art.hidden = true);
  if (source) art.src = source;
  else art.removeAttribute("src");
}

// Where the current stream is, `passed` milliseconds after the server last knew.
export function showPosition(player, passed, sound) {
  if (!player?.current) return;
  const playing = player.activity === "PLAYING";
  const offset = playing ? player.offset + passed : player.offset;
  const word = sound.waiting ? "being made" : sound.blocked ? "silent until you press something" : player.activity.toLowerCase();
  $("#player .activity").textContent = word;
  $("#player progress").value = player.length ? Math.min(1, offset / player.length) : 0;
  $("#player .at").textContent = position(offset);
  $("#player .length").textContent = player.length ? position(player.length) : "";
}

function showJson(panel, value) {
  const text = JSON.stringify(value, null, 2);
  panel.querySelector("pre").replaceChildren(...coloured(text));
  const bytes = new TextEncoder().encode(JSON.stringify(value)).length;
  panel.querySelector(".size").textContent = `${bytes.toLocaleString("en")} bytes`;
  panel.querySelector(".copy").onclick = (event) => copy(text, event.currentTarget);
}

// Keys and plain values told apart from text, without reading any of it as markup.
function* coloured(text) {
  let at = 0;
  for (const match of text.matchAll(/^\s*("(?:[^"\\]|\\.)*")(?=:)|(?<=: |^\s+)(?:-?\d[\d.e+-]*|true|false|null)(?=,?$)/gm)) {
    const token = match[1] ?? match[0];
    const start = match.index + match[0].indexOf(token);
    yield text.slice(at, start);
    yield make(match[1] ? "b" : "i", {}, token);
    at = start + token.length;
  }
  yield text.slice(at);
}

async function copy(text, button) {
  await navigator.clipboard.writeText(text);
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = "Copy"), 1500);
}
