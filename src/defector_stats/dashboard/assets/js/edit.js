// The dialog that corrects and removes rows and takes steps back: shown first, then written.
(() => {
  "use strict";

  const { page } = window;
  const dialog = document.getElementById("edit");
  if (!dialog) return;
  const content = document.getElementById("edit-content");
  const within = (id) => document.getElementById(id);
  // The change that is shown, and written by the button.
  let shown = null;

  const open = async (name, question) => {
    content.innerHTML = (await page.ask(name, question)).html;
    quiet();
    shown = null;
    if (!dialog.open) dialog.showModal();
  };

  const tell = ({ html, write, errors = {} }) => {
    page.tellErrors(content, errors);
    within("edit-preview").innerHTML = html;
    const button = within("edit-write");
    button.textContent = write;
    button.hidden = !write;
    const remove = content.querySelector("[data-remove]");
    if (remove) remove.hidden = Boolean(write) && shown.how === "remove";
  };

  const { quiet, ask, atAPause } = page.previewing("consider", tell);
  const consider = (change) => {
    shown = change;
    return ask(change);
  };

  const ofForm = (how) => {
    const form = content.querySelector("form");
    const { why, with_cited } = form.elements;
    const row = { what: form.dataset.what, words: JSON.parse(form.dataset.words) };
    if (how === "remove") return { how, ...row, with_cited: Boolean(with_cited?.checked) };
    return { how, ...row, cells: page.cells(form), by_document: why.value === "document" };
  };

  const write = async () => {
    quiet();
    const answer = await page.write(within("edit-write"), "change", shown);
    if (!answer) {
      within("edit-preview").textContent = page.words.notSaved;
      return;
    }
    tell(answer);
    page.refresh();
    page.renewDocuments();
  };

  content.addEventListener("input", ({ target }) => {
    // What is shown and could be written is not what stands in the fields.
    within("edit-write").hidden = true;
    const how = target.name === "with_cited" ? "remove" : "edit";
    atAPause(() => consider(ofForm(how)));
  });
  content.addEventListener("submit", (event) => event.preventDefault());

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const { row, words, steps, consider: change, remove, addYear } = button.dataset;
    if (row) open("row", { what: row, words: JSON.parse(words) });
    if (steps !== undefined) {
      button.closest("details").open = false;
      open("steps", {});
    }
    if (change) consider(JSON.parse(change));
    if (remove !== undefined) consider(ofForm("remove"));
    if (button.id === "edit-write") write();
    if (addYear) page.addFigure(addYear);
  });
})();
