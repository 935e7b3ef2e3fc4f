// data-disclose="id": a button that shows and hides that element (data-open), for menus on small screens.
export function attach(button) {
  const target = document.getElementById(button.dataset.disclose);
  if (!target) return;
  const set = (open) => {
    target.toggleAttribute("data-open", open);
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => set(!target.hasAttribute("data-open")));
  target.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    set(false);
    button.focus();
  });
}
