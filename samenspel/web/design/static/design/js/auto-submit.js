// form[data-auto-submit]: a filter form that sends itself when something changes; its own button is then not needed.
const WAIT_MS = 400;

export function attach(form) {
  let timer = 0;
  const send = () => form.requestSubmit();
  form.querySelectorAll("[data-auto-submit-button]").forEach((button) => button.classList.add("visually-hidden"));
  form.addEventListener("change", () => {
    clearTimeout(timer);
    send();
  });
  form.addEventListener("input", (event) => {
    if (!event.target.matches("input[type=search]")) return;
    clearTimeout(timer);
    timer = setTimeout(send, WAIT_MS);
  });
}
