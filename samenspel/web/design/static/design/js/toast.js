// data-toast: a message that moves to the corner and leaves after a while; it stays under the pointer or focus.
const STAY_MS = 7000;

export function attach(toast, stayMs = STAY_MS) {
  const corner = document.querySelector("[data-toasts]");
  if (corner && toast.parentElement !== corner) corner.append(toast);
  const leave = () => {
    if (toast.matches(":hover, :focus-within")) return void setTimeout(leave, 1000);
    toast.classList.add("toast--leaving");
    setTimeout(() => toast.remove(), 400);
  };
  setTimeout(leave, stayMs);
}

// With `action` {label, run, stayMs} the message has a button, which can be used once.
export function say(words, kind = "ok", action = null) {
  const toast = document.createElement("div");
  toast.className = `toast toast--${kind}`;
  toast.textContent = words;
  if (action) {
    const button = document.createElement("button");
    button.className = "toast__action";
    button.type = "button";
    button.textContent = action.label;
    button.addEventListener("click", () => {
      toast.remove();
      action.run();
    });
    toast.append(button);
  }
  document.querySelector("[data-toasts]")?.append(toast);
  attach(toast, action?.stayMs);
}
