// The look in the form, shown before it is saved: the server draws the preview, so it is what visitors will see.
const form = document.querySelector("[data-brand-form]");
const shown = document.querySelector("[data-brand-preview]");
const accent = form.querySelector("[data-accent]");
let asked = 0;

async function show() {
  const mine = ++asked;
  const data = new FormData(form);
  data.delete("csrfmiddlewaretoken");
  const answer = await fetch(`${form.dataset.brandForm}?${new URLSearchParams(data)}`);
  if (answer.ok && mine === asked) shown.innerHTML = await answer.text();
}

form.addEventListener("input", show);
shown.addEventListener("click", (event) => {
  const button = event.target.closest("[data-use-accent]");
  if (!button) return;
  accent.value = button.dataset.useAccent;
  accent.focus();
  show();
});
