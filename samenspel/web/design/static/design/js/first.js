// Runs before the first paint: marks that scripts work and applies the chosen theme, so that nothing flashes.
(() => {
  const root = document.documentElement;
  root.classList.remove("no-js");
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  } catch {
    // Storage may be forbidden; the system's theme stands.
  }
})();
