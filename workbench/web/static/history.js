// What was said before, brought back into a field by the arrow keys.

export class History {
  #said = [];
  #at = 0;

  constructor(field) {
    field.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step || !this.#said.length) return;
      event.preventDefault();
      this.#at = Math.max(0, Math.min(this.#said.length, this.#at + step));
      field.value = this.#said[this.#at] ?? "";
    });
  }

  add(words) {
    this.#said.push(words);
    this.#at = this.#said.length;
  }
}
