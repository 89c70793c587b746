// Copies texts and links.
(() => {
  "use strict";

  const { page } = window;

  // A button says for a moment what became of it; pressed again, it says so again.
  const before = new WeakMap();
  page.say = (button, text) => {
    const known = before.get(button);
    clearTimeout(known?.timer);
    const html = known ? known.html : button.innerHTML;
    button.textContent = text;
    const timer = setTimeout(() => {
      button.innerHTML = html;
      before.delete(button);
    }, 1500);
    before.set(button, { html, timer });
  };

  // Browsers have a clipboard only on pages that came by https or from this computer.
  const copySelected = (text) => {
    const area = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
    area.style = "position: fixed; opacity: 0";
    const focused = document.activeElement;
    (document.querySelector("dialog[open]") || document.body).append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    focused?.focus();
    return done;
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copySelected(text);
    }
  };

  // Spreadsheet programs take a table as HTML or as text with tabs.
  const copyTable = async (table) => {
    const lines = [...table.rows].map(({ cells }) => [...cells].map((cell) => cell.innerText.replace(/\s+/g, " ").trim()).join("\t"));
    const text = lines.join("\n");
    try {
      const blob = (type, content) => new Blob([content], { type });
      const item = { "text/plain": blob("text/plain", text), "text/html": blob("text/html", table.outerHTML) };
      await navigator.clipboard.write([new ClipboardItem(item)]);
      return true;
    } catch {
      return copy(text);
    }
  };

  const linkOf = {
    view: () => window.location.origin + window.location.pathname + page.lasting(),
    // A link without a day opens at the newest figures whenever it is opened.
    newest: () => window.location.origin + window.location.pathname + page.addressOf({ "as-of": null }),
    relative: () => page.lasting(),
  };

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const { copy: given, copyOf, copyLink, copyTable: name, at } = button.dataset;
    const text = copyLink ? `${linkOf[copyLink]()}#${at}` : copyOf ? document.getElementById(copyOf).textContent : given;
    if (!text && !name) return;
    const done = name ? await copyTable(document.getElementById(name)) : await copy(text);
    page.say(button, done ? page.words.copied : page.words.notCopied);
  });
})();
