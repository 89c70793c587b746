// The history of a year: open while there is something in it.
(() => {
  "use strict";

  const { page } = window;

  page.showDialog = (dialog) => {
    const wanted = Boolean(dialog.textContent.trim());
    if (dialog.open !== wanted) wanted ? dialog.showModal() : dialog.close();
  };

  const history = document.getElementById("history");
  // The Escape key closes a dialog without being asked; then the address must follow.
  history.addEventListener("cancel", (event) => {
    event.preventDefault();
    page.choose({ year: "" });
  });
  if (history.open) {
    history.close();
    page.showDialog(history);
  }
})();
