// table[data-grid-keys]: Enter and the arrow keys go up and down a column of fields; a field that gets the focus is selected.
const DOWN = new Set(["ArrowDown", "Enter"]);

export function attach(table) {
  table.addEventListener("focusin", ({ target }) => target.matches("input") && target.select());
  table.addEventListener("keydown", (event) => {
    const step = DOWN.has(event.key) ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const cell = event.target.closest("td");
    if (!step || !cell || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    let row = cell.parentElement;
    do {
      row = step > 0 ? row.nextElementSibling : row.previousElementSibling;
    } while (row?.cells[cell.cellIndex]?.querySelector("input")?.disabled);
    row?.cells[cell.cellIndex]?.querySelector("input")?.focus();
  });
}
