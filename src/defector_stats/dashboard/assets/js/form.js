// The form that adds a document: what it states in rows, its preview while somebody types, saving.
(() => {
  "use strict";

  const { page } = window;
  const form = document.getElementById("add-content");
  if (!form) return;
  const dialog = document.getElementById("add");
  const part = (selector) => form.querySelector(selector);

  // Of this tab alone, so that another one has its own.
  const memory = {
    get: (name) => {
      try {
        return JSON.parse(sessionStorage.getItem(name));
      } catch {
        return null;
      }
    },
    set: (name, value) => {
      try {
        sessionStorage.setItem(name, JSON.stringify(value));
      } catch { /* blocked */ }
    },
  };

  // What was saved last: how it is told, the step that it was, and what had been typed for it.
  let saved = memory.get("saved");
  // The questions after counts that are taken as they are.
  let sure = [];
  let number = 0;

  const chosen = () => document.getElementById("document-source");
  const rows = (what = "") => [...form.querySelectorAll(`.row${what && `[data-what=${what}]`}`)];
  const typed = () => ({
    source: chosen().value,
    document: page.cells(part(".new")),
    rows: rows().map((row) => ({
      what: row.dataset.what,
      number: Number(row.dataset.number),
      cells: page.cells(row),
    })),
  });

  const addRow = (what, cells = {}) => {
    const place = part(`[data-of=${what}]`);
    number += 1;
    const html = place.querySelector("template").innerHTML.replaceAll(`${what}-0-`, `${what}-${number}-`);
    place.insertAdjacentHTML("beforeend", html);
    const row = place.lastElementChild;
    row.dataset.number = number;
    page.fill(row, cells);
    return row;
  };

  const known = () => {
    part(".new").hidden = Boolean(chosen().value);
  };
  const choose = (source) => {
    chosen().value = source;
    // One that was taken back meanwhile is gone.
    if (chosen().selectedIndex < 0) chosen().value = "";
    known();
  };
  const show = ({ source, document: cells, rows: stated }) => {
    form.reset();
    for (const row of rows()) row.remove();
    choose(source);
    page.fill(part(".new"), cells);
    for (const row of stated) addRow(row.what, row.cells);
    if (!stated.length) addRow("figure");
  };
  const setDocuments = (html) => {
    const { value } = chosen();
    chosen().innerHTML = html;
    choose(value);
  };

  const tell = ({ errors = {}, html }) => {
    page.tellErrors(form, errors);
    part(".told").innerHTML = html;
    // What is told grows upwards, over the field in which somebody types.
    const field = form.querySelector(".field:focus-within");
    const top = part(".foot").getBoundingClientRect().top;
    if (field?.getBoundingClientRect().bottom > top) field.scrollIntoView({ block: "nearest" });
  };
  const say = (done, doubts = []) => {
    part(".done").textContent = [...doubts, done].join(" ");
    part(".sure").hidden = !doubts.length;
    part(".sure").dataset.doubts = JSON.stringify(doubts);
  };
  const offerUndo = () => {
    part(".undo").hidden = !saved?.step;
    part(".undo").textContent = saved?.undo;
  };
  const { quiet, ask, atAPause } = page.previewing("preview", tell);
  const preview = () => {
    known();
    memory.set("typed", typed());
    say("");
    atAPause(() => ask({ ...typed(), sure }));
  };

  const open = async () => {
    if (!form.childElementCount) {
      const { html } = await page.ask("form", {});
      form.innerHTML = html;
      const draft = memory.get("typed");
      show(draft || typed());
      offerUndo();
      if (draft) preview();
    }
    chosen().focus();
  };
  dialog.addEventListener("opened", open);

  page.addFigure = async (year) => {
    dialog.showModal();
    await open();
    const free = rows("figure").find((row) => !page.cells(row).arrivals);
    const row = free || addRow("figure");
    page.fill(row, { year });
    row.querySelector("[name=arrivals]").focus();
    preview();
  };

  page.renewDocuments = async () => {
    if (form.childElementCount) setDocuments((await page.ask("documents", {})).documents);
  };

  const write = async (name, question) => {
    quiet();
    say(page.words.saving);
    const answer = await page.write(part(".primary"), name, question);
    if (!answer) {
      say(page.words.notSaved);
      return null;
    }
    tell(answer);
    say(answer.done || answer.refused || "", answer.doubts);
    if (answer.done) page.refresh();
    return answer.done ? answer : null;
  };
  const words = () => JSON.stringify([part(".new"), ...rows()].map(page.cells));
  const remember = (step) => {
    saved = step;
    sure = [];
    memory.set("saved", saved);
    memory.set("typed", typed());
    offerUndo();
  };
  // The next figures may be of the same document.
  const save = async () => {
    const draft = typed();
    const made = await write("save", { ...draft, sure });
    if (!made) return;
    setDocuments(made.documents);
    show({ source: made.source, document: {}, rows: [] });
    remember({ step: made.step, undo: made.undo, draft, left: words() });
  };
  // What was taken back stands in the form again, unless something else was typed there.
  const takeBack = async () => {
    if (!(await write("undo", { time: saved.step }))) return;
    if (words() === saved.left) show(saved.draft);
    remember(null);
  };

  form.addEventListener("input", preview);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  form.addEventListener("click", ({ target }) => {
    const { add, doubts } = target.dataset;
    if (add) addRow(add).querySelector("input").focus();
    if (target.matches(".leave")) {
      const row = target.closest(".row");
      row.remove();
      part(`[data-add=${row.dataset.what}]`).focus();
      preview();
    }
    if (doubts) {
      sure = [...sure, ...JSON.parse(doubts)];
      save();
    }
    if (target.matches(".undo")) takeBack();
    // What is usual is typed over, not continued: 6 after the 12 of the full year was 126.
    if (target.value && target.value === target.defaultValue) target.select?.();
  });
})();
