// The controls, and all that is pressed to see another view: names and values are of the address.
(() => {
  "use strict";

  const { page } = window;
  const form = document.getElementById("choices");
  const day = form.elements["as-of"];

  page.controls = {
    show: (values, idle) => {
      for (const [name, value] of Object.entries(values)) {
        const control = form.elements[name];
        if (control?.type === "checkbox") control.checked = value === "on";
        else if (control && control.value !== value) control.value = value;
      }
      if (document.activeElement === day) leave();
      for (const control of document.querySelectorAll("[data-control]")) {
        control.hidden = idle.includes(control.dataset.control);
      }
    },
    newest: () => form.elements.newest.value,
  };

  // The list of a text shows what fits its words: while somebody chooses, all of it has to fit.
  let named = day.value;
  const leave = () => {
    named = day.value;
    day.setCustomValidity("");
  };
  day.addEventListener("focus", () => {
    named = day.value;
    day.placeholder = named;
    day.value = "";
  });
  day.addEventListener("blur", () => {
    day.placeholder = "";
    if (!day.value || !day.validity.valid) day.value = named;
    day.setCustomValidity("");
  });
  day.addEventListener("input", () => day.setCustomValidity(""));

  // A document of the list, its word in addresses, or a day however it is written: 2011-10-31, 2011. 10. 31., 2011-10.
  const vintage = (text) => {
    const listed = [...day.list.options].find((each) => [each.value, each.dataset.day].includes(text));
    if (listed) return listed.dataset.day;
    const [, year, month = "12", date] = /^\s*(\d{4})(?:\D+(\d{1,2}))?(?:\D+(\d{1,2}))?\D*$/.exec(text) || [];
    if (!year) return "";
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const iso = `${year}-${month.padStart(2, "0")}-${(date || String(last)).padStart(2, "0")}`;
    return month >= 1 && month <= 12 && (date || 1) >= 1 && (date || 1) <= last ? iso : "";
  };

  const chosen = ({ name, value, type, checked }) => {
    if (type === "checkbox") return {
      [name]: checked ? "on" : "off"
    };
    if (name === "as-of") return { "as-of": vintage(value) };
    if (name !== "first" && name !== "last") return {
      [name]: value
    };
    const { first, last } = form.elements;
    const years = [first.value, last.value].sort();
    const all = years[0] === first.options[0].value && years[1] === [...last.options].at(-1).value;
    return { years: all ? "" : years.join("-") };
  };

  const use = (control) => {
    if (control === day) {
      if (!day.value) return;
      day.setCustomValidity(vintage(day.value) ? "" : page.words.noDay);
      if (!day.reportValidity()) return;
      named = day.value;
    }
    const { variantsOf } = control.closest("[data-variants-of]")?.dataset || {};
    if (variantsOf) page.charts.show(variantsOf, control.value);
    page.choose(chosen(control), control.closest("#years") ? "replaceState" : "pushState");
  };

  form.addEventListener("submit", (event) => event.preventDefault());

  // Whether it was chosen before this script was there.
  const changed = (control) => {
    if (control.type === "checkbox") return control.checked !== control.defaultChecked;
    if (control.type === "radio") return control.checked && !control.defaultChecked;
    if (control.options) return !control.options[control.selectedIndex]?.defaultSelected;
    return control.type === "text" && control.value !== control.defaultValue;
  };
  // Once all of the page's scripts are there: one of them may move the field that has the keyboard.
  queueMicrotask(() => {
    document.addEventListener("change", ({ target }) => {
      if (target.form === form) use(target);
    });
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
