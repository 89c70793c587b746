// Menus, what is behind a button on a narrow page, and the section that is in sight.
(() => {
  "use strict";

  const root = document.documentElement;
  root.classList.toggle("local", /^(localhost|127\..*|\[::1\])$/.test(window.location.hostname));

  const buttons = [...document.querySelectorAll("button[aria-expanded][aria-controls]")];
  const openMenus = () => document.querySelectorAll("details.menu[open]");
  const show = (button, open) => {
    button.setAttribute("aria-expanded", open);
    document.getElementById(button.getAttribute("aria-controls")).classList.toggle("open", open);
  };
  // On a narrow page the controls are under their button, on a wide one at their chart.
  const controls = document.getElementById("choices");
  const [home, bar] = [controls.parentElement, document.querySelector("nav .bar")];
  const narrow = window.matchMedia("(max-width: 760px)");
  const settle = () => {
    if (narrow.matches) bar.append(controls);
    else if (controls.parentElement !== home) home.prepend(controls);
  };
  narrow.addEventListener?.("change", settle);
  settle();
  const opened = (button) => button.getAttribute("aria-expanded") === "true";

  document.addEventListener("click", ({ target }) => {
    for (const menu of openMenus())
      if (!menu.contains(target)) menu.open = false;
    const pressed = target.closest("button[aria-controls]");
    for (const button of buttons) {
      const place = document.getElementById(button.getAttribute("aria-controls"));
      if (button === pressed) show(button, !opened(button));
      else if (!place.contains(target) || target.closest("a")) show(button, false);
    }
  });

  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    for (const menu of openMenus()) {
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    }
    for (const button of buttons.filter(opened)) {
      show(button, false);
      button.focus();
    }
  });

  // The first rows of a table, or all of them.
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button[data-all]");
    if (!button) return;
    const all = button.getAttribute("aria-expanded") !== "true";
    const { fewer } = button.dataset;
    button.dataset.fewer = button.textContent;
    button.textContent = fewer;
    button.setAttribute("aria-expanded", all);
    document.querySelector(`#${button.dataset.all} [data-rows]`).classList.toggle("first-rows", !all);
  });

  // The last section whose top is above the middle of the screen.
  const links = [...document.querySelectorAll("#sections a")];
  const sections = links.map(({ hash }) => document.querySelector(hash));
  const mark = () => {
    const above = (section) => section.getBoundingClientRect().top < window.innerHeight / 2;
    const bottom = window.innerHeight + window.scrollY >= root.scrollHeight - 2;
    const now = bottom && window.scrollY ? sections.length - 1 : sections.findLastIndex(above);
    links.forEach((link, place) => {
      if (place === now) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  };
  document.addEventListener("scroll", soon, { passive: true });
  window.addEventListener("resize", soon);
  soon();
})();
