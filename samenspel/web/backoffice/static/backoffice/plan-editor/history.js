// Undo and redo without limit. Drawings share what they have in common, so a step costs what it changed.
const MERGE_MS = 1000;

export class History {
  constructor(first) {
    this.past = [];
    this.now = first;
    this.future = [];
    this.last = { word: "", at: 0 };
  }

  // Steps of one word in quick succession (arrow keys) are undone together.
  push(next, word = "") {
    const at = performance.now();
    const same = word && word === this.last.word && at - this.last.at < MERGE_MS;
    if (!same) this.past.push(this.now);
    this.now = next;
    this.future = [];
    this.last = { word, at };
  }

  undo() {
    if (!this.past.length) return false;
    this.future.push(this.now);
    this.now = this.past.pop();
    this.last = { word: "", at: 0 };
    return true;
  }

  redo() {
    if (!this.future.length) return false;
    this.past.push(this.now);
    this.now = this.future.pop();
    this.last = { word: "", at: 0 };
    return true;
  }
}
