// A table that is chosen, dropped or pasted: what it says is shown before it is saved.
(() => {
  "use strict";

  const { page } = window;
  const form = document.getElementById("import-content");
  if (!form) return;
  const LARGEST = 700_000; // bytes: as base64 it must fit into a question
  const file = document.getElementById("import-file");
  const pasted = document.getElementById("import-pasted");
  const drop = document.getElementById("import-drop");
  const complaint = document.getElementById("import-file-error");
  const about = document.getElementById("import-document");
  let table = null;

  const base64 = (bytes) => {
    let text = "";
    for (let at = 0; at < bytes.length; at += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    }
    return btoa(text);
  };

  const part = (name) => form.querySelector(`.${name}`);
  const given = () => {
    const { counted_to, ...of_document } = page.cells(about);
    const mapping = page.cells(part("columns"));
    return {
      ...table,
      document: of_document,
      counted_to,
      mapping: Object.keys(mapping).length ? mapping : null,
      accepted: [...form.querySelectorAll(".doubts :checked")].map(({ value }) => value),
    };
  };

  const tell = ({ html, errors = {}, values = {}, reads = false }) => {
    about.hidden = !reads;
    const { id } = document.activeElement;
    const chosen = part("columns")?.open;
    const read = part("scroll")?.scrollTop || 0;
    part("told").innerHTML = html;
    if (part("scroll")) part("scroll").scrollTop = read;
    // Who names one column may want to name another.
    if (chosen && part("columns")) part("columns").open = true;
    page.tellErrors(form, errors);
    // What somebody typed before the answer came is theirs.
    const typed = page.cells(about);
    const blank = ([name]) => !typed[name];
    page.fill(about, Object.fromEntries(Object.entries(values).filter(blank)));
    // The keyboard stays where it was, also on what is drawn anew.
    if (id && document.activeElement.id !== id) document.getElementById(id)?.focus();
  };
  const say = (done, step = "") => {
    part("done").textContent = done;
    part("undo").hidden = !step;
    part("undo").dataset.step = step;
  };
  const { quiet, ask, atAPause } = page.previewing("read-table", tell);
  const clear = () => {
    quiet();
    table = null;
    tell({ html: "" });
    for (const each of about.querySelectorAll("input, select")) each.value = "";
  };
  const preview = () => ask(given());

  const read = (name, bytes) => {
    clear();
    say("");
    if (bytes.length > LARGEST) {
      complaint.textContent = page.words.tooLarge;
      return;
    }
    table = { name, content: base64(bytes) };
    preview();
  };
  const readFile = async (chosen) => {
    if (!chosen) return;
    pasted.value = "";
    if (chosen.size > LARGEST) {
      read(chosen.name, { length: chosen.size });
      return;
    }
    read(chosen.name, new Uint8Array(await chosen.arrayBuffer()));
  };

  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    file.value = "";
    readFile(event.dataTransfer.files[0]);
  });
  form.addEventListener("input", ({ target }) => {
    if (target === file) readFile(file.files[0]);
    else if (target === pasted) {
      file.value = "";
      if (pasted.value.trim()) read("", new TextEncoder().encode(pasted.value));
    } else if (table && target.type !== "checkbox") atAPause(preview);
  });

  const write = async (name, question) => {
    quiet();
    say(page.words.saving);
    const answer = await page.write(part("primary"), name, question);
    if (!answer) {
      say(page.words.notSaved);
      return;
    }
    tell(answer);
    form.querySelector("[aria-invalid=true]")?.focus();
    say(answer.done || answer.refused || "", answer.step);
    if (!answer.done) return;
    clear();
    file.value = "";
    pasted.value = "";
    page.refresh();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (table) write("import", given());
  });
  part("undo").addEventListener("click", ({ target }) =>
    write("undo", { time: target.dataset.step }),
  );
})();
