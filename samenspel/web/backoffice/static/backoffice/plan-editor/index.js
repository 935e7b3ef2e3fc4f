// The seat plan editor: floor, tools, panel and problems around one drawing that keeps itself.
import { ACTIONS } from "./actions.js";
import { Canvas } from "./canvas.js";
import { Editor } from "./editor.js";
import { attachKeys } from "./keys.js";
import { Panel } from "./panel.js";
import { Picture } from "./picture.js";
import { Pointer } from "./pointer.js";
import { Problems } from "./problems.js";
import { Layout, Saving } from "./server.js";
import { View } from "./view.js";

const root = document.querySelector("[data-plan-editor]");
const one = (name) => root.querySelector(`[data-${name}]`);

async function start() {
  const { drawingUrl, layoutUrl, pictureUrl, token } = root.dataset;
  const words = JSON.parse(root.dataset.words);
  const { drawing, revision } = await (await fetch(drawingUrl)).json();
  const editor = new Editor(drawing, words);
  editor.says = (sentence) => (one("says").textContent = sentence);
  const svg = one("floor");
  const canvas = new Canvas({ svg, editor, pictureUrl: (name) => `${pictureUrl}${name}.webp` });
  const view = new View({ svg, onChange: (scale) => canvas.zoomed(scale) });
  const problems = new Problems({ mount: one("problems"), summary: one("summary"), publish: one("publish"), editor, view });
  const layout = new Layout({
    url: layoutUrl,
    token,
    onPlaces: (of, answer) => {
      if (of !== editor.drawing) return;
      editor.laid(answer.places);
      problems.show(answer);
    },
    onRefused: (found) => problems.refuse(found),
  });
  const saving = new Saving({ url: drawingUrl, token, revision, onState: (state, body) => showState(state, body, words) });
  const picture = new Picture({ editor, url: pictureUrl, token, view });
  new Pointer({ svg, editor, canvas, view });
  new Panel({ mount: one("panel"), editor, picture });
  attachKeys({ root, svg, editor, view, showKeys: () => document.getElementById("plan-keys").showModal() });
  editor.on((kind) => {
    if (kind === "tool") showTool(editor);
    if (kind !== "drawing") return;
    layout.ask(editor.drawing);
    saving.change(editor.drawing);
  });
  attachButtons(editor, view);
  attachSaving({ editor, saving, layout, drawingUrl });
  canvas.drawGround();
  view.whole(drawing.bounds);
  editor.use("select");
  layout.ask(drawing, 0);
  root.dataset.ready = "";
}

function attachButtons(editor, view) {
  const views = { closer: () => view.zoomBy(1.4), farther: () => view.zoomBy(1 / 1.4), whole: () => view.whole(editor.drawing.bounds), west: () => view.panBy(80, 0), east: () => view.panBy(-80, 0), north: () => view.panBy(0, 80), south: () => view.panBy(0, -80) };
  root.addEventListener("click", (event) => {
    const { tool, act, view: way } = event.target.closest("button")?.dataset ?? {};
    if (tool) editor.use(tool);
    if (act) ACTIONS[act](editor);
    if (way) views[way]();
  });
}

function showTool(editor) {
  root.querySelectorAll("[data-tool]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.tool === editor.tool)));
  one("floor").dataset.with = editor.tool;
  one("hint").textContent = editor.words[`hint_${editor.tool}`] ?? "";
}

function showState(state, body, words) {
  const told = { saved: body.saved_at ? words.saved_at.replace("{at}", body.saved_at) : words.saved, waiting: words.saving, saving: words.saving, refused: words.not_saved, offline: words.offline, conflict: words.not_saved }[state];
  const box = one("state");
  if (box.textContent !== told) box.textContent = told;
  box.dataset.state = state;
  one("conflict").hidden = state !== "conflict";
  if (state === "conflict") one("conflict-text").textContent = body.text;
}

function attachSaving({ editor, saving, layout, drawingUrl }) {
  // Theirs becomes the next step: undoing it brings back mine, which is then saved over theirs, knowingly.
  one("take-theirs").addEventListener("click", async () => {
    const { drawing, revision } = await (await fetch(drawingUrl)).json();
    saving.took(revision);
    editor.edit(drawing, { say: editor.words.took_theirs });
    layout.ask(drawing, 0);
  });
  const form = one("publish-form");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!(await saving.flush())) return;
    form.elements.revision.value = saving.revision;
    form.submit();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!saving.isClean) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saving.flush());
}

start().catch((error) => {
  one("state").textContent = JSON.parse(root.dataset.words).offline;
  console.warn("plan editor", error);
});
