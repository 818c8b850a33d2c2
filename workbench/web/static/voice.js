// Speaks a reply piece by piece and knows at any moment how much of it has been heard, in the device's milliseconds.
// Aloud, a piece of words lasts as long as the voice takes; its place in the device's time is interpolated.

const TICK_MS = 50;
const SLOW_VOICE = 3; // a voice that takes this many times as long as it should has got stuck
const SILENT_MS = 1500; // a voice that has not begun by then is not there

export class Voice {
  aloud = true;
  speed = 1;
  locale = "en-US";
  #pieces = [];
  #index = 0;
  #heard = 0; // milliseconds of the device before the current piece
  #within = 0; // milliseconds of the device into the current piece
  #waiting = null; // the utterance that is being spoken
  #begun = false; // whether the utterance can be heard
  #spent = 0; // milliseconds of ours in the current piece
  #running = false;
  #last = 0;

  // `onmove(index, within)` tells where the voice is; `onend()` that it came to its end by itself.
  constructor({ onmove, onend }) {
    this.onmove = onmove;
    this.onend = onend;
    setInterval(() => this.#tick(), TICK_MS);
  }

  get total() {
    return this.#pieces.reduce((sum, piece) => sum + piece.ms, 0);
  }

  get heard() {
    return this.#heard + this.#within;
  }

  get running() {
    return this.#running;
  }

  get over() {
    return this.#index >= this.#pieces.length;
  }

  // Speaks, beginning `from` milliseconds into the pieces.
  play(pieces, from = 0) {
    this.hush();
    this.#pieces = pieces;
    this.#index = this.#heard = 0;
    this.#within = from;
    while (!this.over && this.#within >= pieces[this.#index].ms) {
      this.#heard += pieces[this.#index].ms;
      this.#within -= pieces[this.#index].ms;
      this.#index += 1;
    }
    this.resume();
  }

  resume() {
    if (this.over || this.#running) return;
    this.#running = true;
    this.#last = performance.now();
    this.#begin();
  }

  hush() {
    this.#running = false;
    this.#silence();
  }

  skip() {
    this.hush();
    this.#index = this.#pieces.length;
    this.#heard = this.total;
    this.#within = 0;
    this.onmove(this.#index, 0);
    this.onend();
  }

  #tick() {
    const now = performance.now();
    const passed = now - this.#last;
    this.#last = now;
    if (!this.#running) return;
    this.#spent += passed;
    this.#within += passed * this.speed;
    const piece = this.#pieces[this.#index];
    const stuck = this.#begun ? this.#spent > piece.ms * SLOW_VOICE + 3000 : this.#spent > SILENT_MS;
    if (this.#waiting && !stuck) this.#within = Math.min(this.#within, Math.max(0, piece.ms - 1));
    if (this.#within >= piece.ms) this.#next();
    else this.onmove(this.#index, this.#within);
  }

  #next() {
    const left = this.#waiting ? 0 : this.#within - this.#pieces[this.#index].ms;
    this.#silence();
    this.#heard += this.#pieces[this.#index].ms;
    this.#index += 1;
    this.#within = 0;
    if (this.over) {
      this.#running = false;
      this.onmove(this.#index, 0);
      this.onend();
      return;
    }
    this.#within = Math.max(0, left);
    this.#begin();
  }

  #begin() {
    this.#spent = 0;
    this.#begun = false;
    const piece = this.#pieces[this.#index];
    this.onmove(this.#index, this.#within);
    if (piece.kind !== "words" || !this.aloud || this.speed !== 1 || !window.speechSynthesis) return;
    const words = piece.text.split(" ");
    const from = Math.floor((words.length * this.#within) / Math.max(1, piece.ms));
    const utterance = new SpeechSynthesisUtterance(words.slice(from).join(" "));
    utterance.lang = this.locale;
    utterance.onstart = () => (this.#begun = true);
    utterance.onend = () => this.#spoken(utterance);
    utterance.onerror = () => this.#unspoken(utterance);
    this.#waiting = utterance;
    window.speechSynthesis.speak(utterance);
  }

  #spoken(utterance) {
    if (utterance !== this.#waiting) return;
    this.#waiting = null;
    this.#within = this.#pieces[this.#index].ms;
  }

  // A browser without a voice: the words take the time they would have taken.
  #unspoken(utterance) {
    if (utterance === this.#waiting) this.#waiting = null;
  }

  #silence() {
    if (!this.#waiting) return;
    this.#waiting = null;
    window.speechSynthesis.cancel();
  }
}
