// data-print: a button that prints this page.
export function attach(button) {
  button.addEventListener("click", () => print());
}
