// Hears through the browser's own recognition, where it has one. What it hears goes where the browser sends it.

const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;

export class Ears {
  static available = Boolean(Recognition);
  #recognition = null;

  // `onhearing(words)` while somebody speaks, `onheard(words)` once at the end; the words may be empty.
  constructor({ onhearing, onheard }) {
    this.onhearing = onhearing;
    this.onheard = onheard;
  }

  open(locale) {
    if (!Recognition || this.#recognition) return;
    const recognition = new Recognition();
    let words = "";
    recognition.lang = locale;
    recognition.interimResults = true;
    recognition.onresult = (event) => {
      words = Array.from(event.results, (result) => result[0].transcript).join(" ").trim();
      this.onhearing(words);
    };
    recognition.onend = () => {
      this.#recognition = null;
      this.onheard(words);
    };
    recognition.onerror = () => {};
    this.#recognition = recognition;
    recognition.start();
  }

  close() {
    this.#recognition?.stop();
  }
}
