// Before anything is shown; where nothing may be remembered, the theme follows the system.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  root.dataset.search = window.location.search;
  let chosen = null;
  try {
    chosen = localStorage.getItem("theme");
  } catch { /* blocked */ }
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.dataset.theme = ["dark", "light"].includes(chosen) ? chosen : system;
})();
