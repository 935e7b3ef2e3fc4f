// The picture to trace: chosen from the disk, checked and kept by the server, then put under the floor.
import { node } from "./fields.js";

export class Picture {
  constructor({ editor, url, token, view }) {
    Object.assign(this, { editor, url, token, view });
    const { words } = editor;
    this.said = node("p", { className: "pe-field__hint", role: "status" });
    const input = node("input", { type: "file", id: "pe-picture", accept: "image/jpeg,image/png,image/webp", onchange: () => this.send(input) });
    this.form = node("div", { className: "pe-field pe-field--wide" }, node("label", { htmlFor: "pe-picture", className: "pe-field__label", textContent: words.picture_file }), input, this.said);
  }

  async send(input) {
    const [file] = input.files;
    if (!file) return;
    const body = new FormData();
    body.set("file", file);
    this.said.textContent = this.editor.words.picture_sending;
    const answer = await this.post(body);
    input.value = "";
    this.said.textContent = answer.text ?? "";
    if (!answer.picture) return;
    const { bounds } = this.editor.drawing;
    const scale = Math.min(bounds.width / answer.width, bounds.height / answer.height);
    this.editor.edit({ ...this.editor.drawing, background: { picture: answer.picture, at: { x: bounds.x, y: bounds.y }, scale: Math.round(scale * 1e5) / 1e5 } });
  }

  async post(body) {
    try {
      const response = await fetch(this.url, { method: "POST", headers: { "X-CSRFToken": this.token }, body });
      // Larger than any form may be: refused before it was read.
      return response.status === 413 ? { text: this.editor.words.picture_too_heavy } : await response.json();
    } catch {
      return { text: this.editor.words.offline };
    }
  }
}
