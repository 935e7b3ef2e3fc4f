// What keeps the plan from being published, always up to date; a click chooses the seats and brings them into sight.
import { node } from "./fields.js";

export class Problems {
  constructor({ mount, summary, publish, editor, view }) {
    Object.assign(this, { mount, summary, publish, editor, view });
  }

  show({ problems, problem_count: count, count: places }) {
    const { words } = this.editor;
    this.summary.textContent = count ? (count === 1 ? words.one_problem : words.n_problems.replace("{n}", count)) : words.ready.replace("{n}", places);
    this.summary.classList.toggle("pe-problems__summary--ok", !count);
    this.publish.disabled = count > 0;
    const items = problems.map((problem) => node("li", {}, node("button", { type: "button", className: "pe-problem", textContent: problem.text, onclick: () => this.choose(problem) })));
    this.mount.replaceChildren(...items, ...(count > problems.length ? [node("li", { textContent: words.more.replace("{n}", count - problems.length) })] : []));
  }

  // The drawing is none at this moment: the server says why.
  refuse(problems) {
    const { words } = this.editor;
    this.publish.disabled = true;
    this.summary.textContent = problems.length ? words.refused : words.offline;
    this.summary.classList.remove("pe-problems__summary--ok");
    this.mount.replaceChildren(...problems.map((problem) => node("li", { textContent: problem.text })));
  }

  choose(problem) {
    const { editor } = this;
    if (problem.keys.length) {
      editor.use("seats");
      editor.choose({ seats: problem.keys });
      this.view.reveal(editor.boxOfChosen());
      return;
    }
    const [, list, at] = /^(\w+)\[(\d+)\]/.exec(problem.path) ?? [];
    const part = editor.drawing[list]?.[at];
    editor.use(problem.reason.includes("focal") ? "focal" : "select");
    if (part && list !== "sections") editor.choose({ parts: [part.id] });
    else editor.choose({});
    if (editor.boxOfChosen()) this.view.reveal(editor.boxOfChosen());
  }
}
