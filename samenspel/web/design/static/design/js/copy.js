// data-copy="text" (or the id of an element with data-copy-from): puts it on the clipboard and says so (data-copied).
import { say } from "./toast.js";

export function attach(button) {
  button.addEventListener("click", async () => {
    const source = button.dataset.copyFrom && document.getElementById(button.dataset.copyFrom);
    const text = source ? (source.value ?? source.textContent.trim()) : button.dataset.copy;
    try {
      await navigator.clipboard.writeText(text);
      if (button.dataset.copied) say(button.dataset.copied);
    } catch {
      // Without permission the text is selected, so that Ctrl+C works.
      if (source) getSelection().selectAllChildren(source);
    }
  });
}
