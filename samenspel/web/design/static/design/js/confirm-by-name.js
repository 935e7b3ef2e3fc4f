// form[data-confirm-name]: the button works once the name is typed. The server checks it again.
export function attach(form) {
  const input = form.querySelector("[name=confirm_name]");
  const button = form.querySelector("button");
  const fold = (text) => text.trim().toLocaleLowerCase();
  const check = () => {
    button.disabled = fold(input.value) !== fold(form.dataset.confirmName);
  };
  input.addEventListener("input", check);
  check();
}
