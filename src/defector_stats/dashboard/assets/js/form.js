// The form that adds a figure: its preview while somebody types, saving it, taking it back.
(() => {
  "use strict";

  const { page } = window;
  const dialog = document.getElementById("add");
  if (!dialog) return;
  const form = document.getElementById("add-content");
  const within = (id) => document.getElementById(id);

  // The last figure that was added, to be taken back after a reload, too.
  const memory = {
    get: () => {
      try {
        return JSON.parse(sessionStorage.getItem("added"));
      } catch {
        return null;
      }
    },
    set: (added) => {
      try {
        sessionStorage.setItem("added", JSON.stringify(added));
      } catch { /* blocked */ }
    },
  };
  let added = memory.get();

  const given = () => {
    const fields = { figure: {}, document: {} };
    for (const { id, value } of form.querySelectorAll("input, select")) {
      const [group, name] = id.split("-");
      fields[group][name] = value;
    }
    return fields;
  };

  const offerUndo = (text) => {
    const undo = within("add-undo");
    if (text) added.undo = text;
    undo.hidden = !added;
    if (added) undo.textContent = added.undo;
  };

  const tell = ({ errors, preview }) => {
    for (const [field, error] of Object.entries(errors)) {
      within(`${field}-error`).textContent = error;
      within(field).toggleAttribute("aria-invalid", Boolean(error));
    }
    within("add-preview").innerHTML = preview;
  };
  const known = () => {
    within("document").hidden = Boolean(within("figure-source").value);
  };
  const setDocuments = (html) => {
    const choice = within("figure-source");
    const { value } = choice;
    choice.innerHTML = html;
    choice.value = value;
  };

  const fill = async () => {
    if (form.childElementCount) return;
    const { html } = await page.ask("form", {});
    form.innerHTML = html;
    offerUndo();
  };
  dialog.addEventListener("opened", fill);

  page.addFigure = async (year) => {
    dialog.showModal();
    await fill();
    within("figure-year").value = year;
    within("figure-arrivals").focus();
  };

  form.addEventListener("input", async () => {
    known();
    const asked = page.ask("preview", given());
    within("add-done").textContent = "";
    tell(await asked);
  });

  page.renewDocuments = async () => {
    if (form.childElementCount) setDocuments((await page.ask("documents", {})).documents);
  };

  const write = async (name, question) => {
    const button = within("add-save");
    const done = within("add-done");
    button.disabled = true;
    done.textContent = page.words.saving;
    const answer = await Promise.race([page.ask(name, question), page.whenGone()]);
    button.disabled = false;
    if (!answer) {
      done.textContent = page.words.notSaved;
      return;
    }
    tell(answer);
    done.textContent = answer.done || "";
    if (answer.documents) setDocuments(answer.documents);
    for (const [id, value] of Object.entries(answer.values || {})) within(id).value = value;
    known();
    if ("added" in answer) {
      added = answer.added;
      offerUndo(answer.undo);
      memory.set(added);
      page.refresh();
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    write("save", given());
  });
  form.addEventListener("click", ({ target }) => {
    if (target.id === "add-undo") write("undo", { added });
  });
})();
