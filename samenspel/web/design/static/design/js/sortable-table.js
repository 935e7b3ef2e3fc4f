// table[data-sortable]: headers become buttons that sort the rows on this page (cells may carry data-sort).
export function attach(table) {
  const body = table.tBodies[0];
  for (const header of table.tHead.querySelectorAll("th")) {
    if (header.querySelector("a") || !header.textContent.trim()) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => sort(table, body, header));
  }
}

function sort(table, body, header) {
  const column = header.cellIndex;
  const falling = header.getAttribute("aria-sort") === "ascending";
  const key = (row) => row.cells[column]?.dataset.sort ?? row.cells[column]?.textContent.trim() ?? "";
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const rows = [...body.rows].sort((a, b) => order.compare(key(a), key(b)) * (falling ? -1 : 1));
  body.append(...rows);
  table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
  header.setAttribute("aria-sort", falling ? "descending" : "ascending");
}
