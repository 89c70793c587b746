// The controls, and all that is pressed to see another view: names and values are of the address.
(() => {
  "use strict";

  const { page } = window;
  const form = document.getElementById("choices");

  page.controls = {
    show: (values) => {
      for (const [name, value] of Object.entries(values)) {
        const control = form.elements[name];
        if (control && control.value !== value) control.value = value;
      }
    },
  };

  const chosen = ({ name, value }) => {
    if (name === "day") return { "as-of": value || "latest" };
    if (name !== "first" && name !== "last") return { [name]: value };
    const years = [form.elements.first.value, form.elements.last.value].sort();
    return { years: years.join("-") };
  };

  const use = (control) => {
    if (!control.reportValidity()) return;
    const { variantsOf } = control.closest("[data-variants-of]")?.dataset || {};
    if (variantsOf) page.charts.show(variantsOf, control.value);
    page.choose(chosen(control), control.closest("#years") ? "replaceState" : "pushState");
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("change", ({ target }) => {
    if (target.form === form) use(target);
  });

  // What was chosen before this script was there.
  const changed = (control) => {
    if (control.type === "radio") return control.checked && !control.defaultChecked;
    if (control.options) return !control.options[control.selectedIndex]?.defaultSelected;
    return control.value !== control.defaultValue;
  };
  queueMicrotask(() => {
    const early = [...form.elements].find(changed);
    if (early) use(early);
  });

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-choose]");
    if (!pressed || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    page.choose(Object.fromEntries(new URLSearchParams(pressed.dataset.choose)));
  });

  // A link that is opened elsewhere leads to the view that is shown now.
  const complete = ({ target }) => {
    const link = target.closest?.("a[data-choose]");
    if (link) link.href = page.addressOf(Object.fromEntries(new URLSearchParams(link.dataset.choose)));
  };
  document.addEventListener("pointerover", complete);
  document.addEventListener("focusin", complete);
})();
