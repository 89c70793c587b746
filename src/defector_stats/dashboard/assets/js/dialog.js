// Dialogs: the history of a year, open while there is something in it, and what a button opens.
(() => {
  "use strict";

  const { page } = window;

  page.showDialog = (dialog) => {
    const wanted = Boolean(dialog.textContent.trim());
    if (dialog.open !== wanted) wanted ? dialog.showModal() : dialog.close();
  };

  document.addEventListener("click", ({ target }) => {
    const { open } = target.closest("[data-open]")?.dataset || {};
    if (!open) return;
    const dialog = document.getElementById(open);
    target.closest("details").open = false;
    dialog.showModal();
    dialog.dispatchEvent(new Event("opened"));
  });

  const history = document.getElementById("history");
  // The Escape key closes a dialog without being asked; then the address must follow.
  history.addEventListener("cancel", (event) => {
    event.preventDefault();
    page.choose({ year: "" });
  });
  // Once every script is there, since some of them hear that its first link gets the keyboard.
  queueMicrotask(() => {
    if (!history.open) return;
    history.close();
    page.showDialog(history);
  });
})();
