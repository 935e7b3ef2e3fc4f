// data-dialog="id" on a link or button: opens that <dialog>. Without script a link simply goes to its page.
export function attach(opener) {
  const box = document.getElementById(opener.dataset.dialog);
  if (!(box instanceof HTMLDialogElement)) return;
  opener.setAttribute("aria-haspopup", "dialog");
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    box.showModal();
  });
  box.addEventListener("click", (event) => {
    if (event.target === box) box.close();
  });
}
