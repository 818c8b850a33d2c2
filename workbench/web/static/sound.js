// Lets the stream of the device's player be heard, and knows how far it has come, in the device's milliseconds.
// While it is heard it drives the clock; hurried, or where the browser keeps silent, the clock goes on without it.

import { reachable } from "./service.js";

const DRIFT_MS = 400; // a stream that is heard this near to where it should be is let be

export class Sound {
  #audio;
  #url = null;
  #wanted = false;
  #blocked = false;

  // `onlost()` tells that the address gives no sound.
  constructor(audio, { onlost }) {
    this.#audio = audio;
    this.#audio.addEventListener("error", () => this.#wanted && onlost());
  }

  set muted(on) {
    this.#audio.muted = on;
  }

  // Whether a stream ought to be heard and has not come yet: it is being made.
  get waiting() {
    return this.#wanted && !this.#blocked && this.#audio.readyState < HTMLMediaElement.HAVE_FUTURE_DATA && !this.#audio.ended;
  }

  // Whether the browser lets nothing sound before somebody has pressed something.
  get blocked() {
    return this.#wanted && this.#blocked;
  }

  // Milliseconds into the stream; null where no sound drives the clock.
  get position() {
    if (!this.#wanted || this.#blocked) return null;
    return this.#audio.ended ? Infinity : this.#audio.currentTime * 1000;
  }

  // Plays the stream at an address from a place on.
  play(url, at) {
    this.#wanted = true;
    this.#blocked = false;
    if (url !== this.#url) {
      this.#url = url;
      this.#audio.src = reachable(url);
      this.#audio.currentTime = at / 1000;
    } else if (Math.abs(this.position - at) > DRIFT_MS) this.#audio.currentTime = at / 1000;
    if (this.#audio.paused || this.#audio.ended) this.#audio.play().catch((error) => this.#unplayed(error));
  }

  hush() {
    this.#wanted = false;
    this.#audio.pause();
  }

  // An address that failed is tried anew when it is asked for again.
  forget() {
    this.hush();
    this.#url = null;
  }

  #unplayed(error) {
    if (error.name === "NotAllowedError") this.#blocked = true;
  }
}
