// What buttons and keys do with what is chosen.
import * as change from "./change.js";
import { nudge } from "./pointer.js";

export const ACTIONS = {
  undo: (editor) => editor.undo(),
  redo: (editor) => editor.redo(),
  copy(editor) {
    if (!editor.parts.size) return;
    const { drawing, ids } = change.copy(editor.drawing, editor.parts, 2, 2);
    editor.edit(drawing, { say: editor.words.copied });
    editor.choose({ parts: ids });
  },
  remove(editor) {
    if (editor.nothingChosen) return;
    const next = change.remove(editor.drawing, { parts: editor.parts, seats: editor.seats });
    editor.choose({});
    editor.edit(next, { say: editor.words.removed });
  },
  mirror: (editor) => around(editor, (drawing, ids, middle) => change.mirror(drawing, ids, middle), "mirrored"),
  left: (editor) => around(editor, (drawing, ids, middle) => change.rotate(drawing, ids, -5, middle), "rotated"),
  right: (editor) => around(editor, (drawing, ids, middle) => change.rotate(drawing, ids, 5, middle), "rotated"),
  all: (editor) => editor.chooseAll(),
  none(editor) {
    if (editor.tool !== "select" && editor.tool !== "seats") editor.use("select");
    else editor.choose({});
  },
  move: (editor, dx, dy) => !editor.nothingChosen && nudge(editor, dx, dy),
};

function around(editor, act, word) {
  const middle = editor.middleOfChosen();
  if (!middle || !editor.parts.size) return;
  editor.edit(act(editor.drawing, editor.parts, middle), { word, say: editor.words[word] });
}
