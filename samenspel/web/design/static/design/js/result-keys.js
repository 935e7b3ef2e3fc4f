// [data-result-keys]: "/" goes to the search field, the arrows go from there over the results, Escape goes back.
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

export function attach(box) {
  const field = box.querySelector("input[type=search]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea")) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  box.addEventListener("keydown", (event) => {
    const results = [...box.querySelectorAll("a[data-result]")];
    const here = results.indexOf(event.target);
    if (here < 0 && event.target !== field) return;
    if (event.key === "Escape" && here >= 0) field.focus();
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    const next = here + STEPS[event.key];
    (next < 0 ? field : results[next])?.focus();
  });
  // Who typed the words that were just looked for goes on typing, or down.
  if (field.value && document.activeElement === document.body) {
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }
}
