// The fields of every form: what stands in them, what is wrong with them, and having them saved.
(() => {
  "use strict";

  const { page } = window;
  const named = (within) => [...(within?.querySelectorAll(".field [name]") || [])];

  page.cells = (within) =>
    Object.fromEntries(named(within).map(({ name, value }) => [name, value]));
  page.fill = (within, cells) => {
    for (const field of named(within))
      if (field.name in cells) field.value = cells[field.name];
  };

  // A field is wrong where one of the errors that it is described by says something.
  page.tellErrors = (form, errors) => {
    for (const place of form.querySelectorAll(".error[id$='-error']")) {
      place.textContent = errors[place.id.slice(0, -"-error".length)] || "";
    }
    for (const field of form.querySelectorAll("[aria-describedby]")) {
      const by = field.getAttribute("aria-describedby").split(" ");
      const says = (id) => id.endsWith("-error") && document.getElementById(id)?.textContent;
      field.setAttribute("aria-invalid", by.some(says));
    }
  };

  // Resolves with the answer, with nothing when the server is gone.
  page.write = async (button, name, question) => {
    button.disabled = true;
    const answer = await Promise.race([page.ask(name, question), page.whenGone()]);
    button.disabled = false;
    return answer;
  };
})();
