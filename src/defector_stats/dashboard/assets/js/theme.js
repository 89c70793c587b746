// Light or dark: as the system until the reader chooses the other one, and again when not.
(() => {
  "use strict";

  const { page } = window;
  const root = document.documentElement;
  const button = document.getElementById("theme");
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const other = { dark: "light", light: "dark" };
  const ofSystem = () => (system.matches ? "dark" : "light");

  // Remembered where the browser allows it.
  const remember = (theme) => {
    try {
      if (theme === ofSystem()) localStorage.removeItem("theme");
      else localStorage.setItem("theme", theme);
    } catch { /* blocked */ }
  };
  const remembered = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null;
    }
  };

  const show = (theme) => {
    root.dataset.theme = theme;
    button.textContent = button.dataset[other[theme]];
    page.charts.redraw();
  };

  button.textContent = button.dataset[other[root.dataset.theme]];
  button.addEventListener("click", () => {
    const theme = other[root.dataset.theme];
    remember(theme);
    show(theme);
  });
  system.addEventListener?.("change", () => show(remembered() || ofSystem()));

  // A language that was chosen stays chosen, with the view.
  document.addEventListener("click", ({ target }) => {
    const link = target.closest("a.language");
    if (!link) return;
    link.href = page.addressOf({ lang: link.hreflang });
    try {
      document.cookie = `language=${link.hreflang}; path=${root.dataset.prefix}; samesite=lax; max-age=31536000`;
    } catch { /* blocked */ }
  });
})();
