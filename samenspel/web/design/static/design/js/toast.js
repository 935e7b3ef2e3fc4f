// data-toast: a message that moves to the corner and leaves after a while; it stays under the pointer or focus.
const STAY_MS = 7000;

export function attach(toast) {
  const corner = document.querySelector("[data-toasts]");
  if (corner && toast.parentElement !== corner) corner.append(toast);
  const leave = () => {
    if (toast.matches(":hover, :focus-within")) return void setTimeout(leave, 1000);
    toast.classList.add("toast--leaving");
    setTimeout(() => toast.remove(), 400);
  };
  setTimeout(leave, STAY_MS);
}

export function say(words, kind = "ok") {
  const toast = document.createElement("div");
  toast.className = `toast toast--${kind}`;
  toast.textContent = words;
  document.querySelector("[data-toasts]")?.append(toast);
  attach(toast);
}
