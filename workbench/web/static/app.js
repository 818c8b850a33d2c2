// The page: one device, its clock, and a person who types or talks.
//
// The server holds the device. The page keeps `passed`, the milliseconds of the device's time since the server last
// knew; every action sends them along, so an interruption comes exactly where the listener was.

import { Ears } from "./ears.js";
import { History } from "./history.js";
import { choices, Device } from "./service.js";
import { keptTheme, nextTheme, remembered, user } from "./settings.js";
import { Sound } from "./sound.js";
import { $, make, mood, sentences, showChips, showExchange, showPlayer, showPosition, showScreen, Transcript } from "./view.js";
import { Voice } from "./voice.js";

const TICK_MS = 100;
const transcript = new Transcript();
const history = new History($("#words"));
let phrases = { open: [], closed: [], playing: [] };
let silence = ""; // why nothing can be played here
let device = null;
let state = null;
let passed = 0; // of the device's time, beyond what the voice has spoken; while a stream is heard, what was heard of it
let busy = Promise.resolve();
let speed = 1;
let paused = false;

const voice = new Voice({ onmove: (index, within) => moved(index, within), onend: () => sync() });
const sound = new Sound($("#sound"), { onlost: () => lost() });
const ears = new Ears({ onhearing: (words) => ($("#words").value = words), onheard: (words) => heardPerson(words) });

// What is done

async function begin(words) {
  device = new Device({ locale: $("#locale").value, kind: $("#kind").value, user: user() });
  stopTime();
  voice.locale = $("#locale").value;
  transcript.clear();
  if (words) transcript.happened(words);
  await perform(() => device.start());
}

const say = (words) => {
  history.add(words);
  return act("say", { words });
};

// Time, speech and sound stop where they are when it is this action's turn.
function act(action, more, later = 0) {
  stopTime();
  return perform(() => {
    stopTime();
    return device.act(action, heardSoFar() + later, more);
  });
}

function stopTime() {
  listenOn();
  voice.hush();
  sound.hush();
}

// Tells the server that what was due has come. A stream sounds on meanwhile.
const sync = () => {
  voice.hush();
  return perform(() => device.act("wait", heardSoFar()));
};

const later = (ms) => act("wait", {}, ms);

// The device finds that an address gives no sound.
function lost() {
  sound.forget();
  return act("lose");
}

function heardSoFar() {
  const spoken = state?.speaking.length ? voice.heard - state.spoken : 0;
  return Math.round(Math.max(0, spoken) + passed);
}

// One thing after another: an answer is shown before the next is asked.
function perform(ask) {
  busy = busy.then(async () => {
    mood("thinking");
    try {
      take(await ask());
    } catch (error) {
      transcript.happened(error.message, true);
      if (state) tell();
      else mood();
    }
  });
  return busy;
}

function take({ exchanges, state: now }) {
  exchanges.forEach(show);
  state = now;
  passed = 0;
  paused = false;
  if (state.again && !state.spoken) transcript.again(state.speaking);
  if (state.speaking.length) voice.play(sentences(state.speaking), state.spoken);
  showScreen(state.screen, $("#kind").value === "screen");
  showPlayer(state.player, silence);
  offerChips();
  tell();
}

function show(exchange) {
  if (exchange.said) transcript.said(exchange.said, exchange.note);
  if (exchange.heard.length) transcript.reply(exchange, showExchange);
  else transcript.event(exchange, showExchange);
  showExchange(exchange);
}

// How time passes

setInterval(() => {
  if (!state) return;
  if (runs()) {
    if (!listenOn()) passed += TICK_MS * speed;
    if (state.due !== null && passed >= state.due) {
      passed = state.due;
      sync();
    }
    showPosition(state.player, passed, sound);
  }
  $("#clock").textContent = clockText();
}, TICK_MS);

// Takes the time from a stream that is heard, and says whether there is one.
function listenOn() {
  const at = sound.position;
  if (at === null) return false;
  passed = Math.min(Math.max(passed, at - state.player.offset), state.due ?? Infinity);
  return true;
}

// Whether the device's time goes on without the voice: a stream plays, or the microphone's patience runs out.
function runs() {
  if (paused || state.speaking.length || ["thinking", "hearing"].includes($("#ring").dataset.mood)) return false;
  if (state.listening) return !$("#patient").checked;
  return state.due !== null;
}

const clockText = () => new Date(Date.parse(state.now) + heardSoFar()).toISOString().slice(11, 19);

function moved(index, within) {
  transcript.move(index, within);
}

const plays = () => state?.player?.activity === "PLAYING";
const holds = () => ["PLAYING", "PAUSED"].includes(state?.player?.activity);

// Lets the stream be heard from where it is, while time goes by as it does in the room.
function followPlayer() {
  if (plays() && runs() && speed === 1) sound.play(state.player.current.url, state.player.offset + passed);
  else sound.hush();
}

function pause(on) {
  paused = on;
  if (on) stopTime();
  else voice.resume();
  tell();
}

// Saying `wait` with all that is left hears a reply, or the stream that plays, to its end at once.
const end = () => (state.speaking.length ? voice.skip() : later(plays() ? leftOfStream() : (state.due ?? 0)));

function leftOfStream() {
  listenOn();
  return state.player.length === null ? state.due : state.player.length - state.player.offset - passed;
}

// What is shown

function tell() {
  const speaking = state.speaking.length > 0;
  const playing = plays();
  $("#pause").disabled = !(speaking || playing);
  $("#pause").setAttribute("aria-pressed", String(paused));
  $("#pause").textContent = paused ? "Go on" : "Pause";
  $("#end").disabled = !(speaking || playing);
  $("#silence").hidden = !state.listening;
  mood(paused ? "hushed" : speaking ? "speaking" : state.listening ? "listening" : playing ? "playing" : "idle");
  followPlayer();
  showPosition(state.player, passed, sound);
}

let chipsShown = null;

function offerChips() {
  const shown = state?.session ? phrases.open : holds() ? phrases.playing : phrases.closed;
  if (shown === chipsShown) return;
  chipsShown = shown;
  showChips(shown, say);
}

// Hands, voice and keys

function heardPerson(words) {
  $("#words").value = "";
  if (words) {
    say(words);
    return;
  }
  if (!paused) voice.resume();
  tell();
}

function listen() {
  if (!Ears.available || !state) return;
  stopTime();
  ears.open($("#locale").value);
  mood("hearing");
}

function setHands() {
  $("#say").addEventListener("submit", (event) => {
    event.preventDefault();
    const words = $("#words").value.trim();
    $("#words").value = "";
    if (words) say(words);
  });
  $("#pause").addEventListener("click", () => pause(!paused));
  $("#end").addEventListener("click", end);
  $("#silence").addEventListener("click", () => later(state.due ?? 0));
  $("#new-user").addEventListener("click", () => {
    user(true);
    begin("Somebody new");
  });
  $("#theme").addEventListener("click", nextTheme);
  for (const radio of document.querySelectorAll("[name=speed]")) radio.addEventListener("change", () => setSpeed(Number(radio.value)));
  for (const button of document.querySelectorAll("[data-later]"))
    button.addEventListener("click", () => {
      $(".menu").open = false;
      transcript.happened(button.textContent);
      later(Number(button.dataset.later));
    });
  for (const button of document.querySelectorAll("[data-press]"))
    button.addEventListener("click", () => act("press", { button: button.dataset.press }));
  setRing();
}

function setRing() {
  const ring = $("#ring");
  ring.disabled = !Ears.available;
  if (!Ears.available) ring.setAttribute("aria-label", "This browser has no speech recognition");
  ring.addEventListener("pointerdown", listen);
  for (const over of ["pointerup", "pointercancel", "pointerleave"]) ring.addEventListener(over, () => ears.close());
}

function setSpeed(chosen) {
  listenOn();
  speed = voice.speed = chosen;
  followPlayer();
  if (!voice.running) return;
  voice.hush();
  voice.resume();
}

function setAloud() {
  voice.aloud = $("#aloud").checked;
  sound.muted = !voice.aloud;
}

function setKeys() {
  const typing = (target) => target.closest("input, select, textarea, button:not(#ring), summary, a, pre");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && (voice.running || plays())) pause(true);
    if (event.code === "Space" && !event.repeat && !typing(event.target)) {
      event.preventDefault();
      listen();
    }
  });
  document.addEventListener("keyup", (event) => {
    if (event.code === "Space" && !typing(event.target)) ears.close();
  });
}

async function main() {
  keptTheme();
  const [chosen, said] = await Promise.all([choices(), fetch("/simulator/static/phrases.json").then((file) => file.json())]);
  phrases = said;
  silence = chosen.silence;
  $("#locale").replaceChildren(...chosen.locales.map((locale) => make("option", { value: locale }, locale)));
  remembered($("#locale"), "locale", () => begin(`Now in ${$("#locale").value}`));
  remembered($("#kind"), "kind", () => begin(`Now a device ${$("#kind").selectedOptions[0].textContent.toLowerCase()}`));
  remembered($("#aloud"), "aloud", () => setAloud());
  remembered($("#patient"), "patient", () => {});
  setAloud();
  setHands();
  setKeys();
  new ResizeObserver(([header]) => document.documentElement.style.setProperty("--header", `${header.target.offsetHeight}px`)).observe($("header"));
  if (matchMedia("(pointer: fine)").matches) $("#words").focus();
  offerChips();
  await begin("");
}

main();
