// Saves pictures and rows.
(() => {
  "use strict";

  const { page } = window;

  const save = (blob, filename) => {
    const href = URL.createObjectURL(blob);
    Object.assign(document.createElement("a"), { href, download: filename }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
  };

  const fetched = async (address) => {
    const answer = await fetch(address);
    const later = answer.headers.get("Retry-After");
    if (later) {
      await new Promise((resume) => setTimeout(resume, later * 1000));
      return fetched(address);
    }
    if (!answer.ok) throw new Error(answer.status);
    return answer;
  };

  const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

  const sizeBy = (button) => button.closest(".sheet").querySelector(".size").value;

  // A picture as the command line makes it: the same figure, which says the same of itself.
  const drawn = async (name, format, size) => {
    const { theme } = document.documentElement.dataset;
    const answer = await fetched(`picture/${name}${page.addressOf({ theme, size })}`);
    const { figure, filename, scale, texts, at, svg } = await answer.json();
    const { width, height } = figure.layout;
    const url = await window.Plotly.toImage(figure, { format, width, height, scale: format === "png" ? scale : 1 });
    const content = url.slice(url.indexOf(",") + 1);
    if (format === "svg") {
      const whole = decodeURIComponent(content).replace(/^<svg[^>]*/, (head) => head + svg.attributes);
      const said = whole.replace(">", () => `>${svg.said}`);
      return { blob: new Blob([said], { type: "image/svg+xml" }), filename: `${filename}.svg` };
    }
    const png = bytes(content);
    const parts = [png.subarray(0, at), bytes(texts), png.subarray(at)];
    return { blob: new Blob(parts, { type: "image/png" }), filename: `${filename}.png` };
  };

  const savePicture = async (name, format, size) => {
    const { blob, filename } = await drawn(name, format, size);
    save(blob, filename);
  };
  // A browser that waits for the reader's press takes the promise of a picture.
  const copyPicture = (name, size) => {
    const blob = drawn(name, "png", size).then((picture) => picture.blob);
    return navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
  };

  const saveFile = async (path, size) => {
    const { theme } = document.documentElement.dataset;
    const answer = await fetched(`export/${path}${page.addressOf(size ? { theme, size } : {})}`);
    const [, filename] = /filename="(.*)"/.exec(answer.headers.get("Content-Disposition"));
    save(await answer.blob(), filename);
  };

  for (const button of document.querySelectorAll("[data-copy-picture]")) {
    button.hidden = !navigator.clipboard?.write || !window.ClipboardItem;
  }

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const { picture, format, export: path, copyPicture: copied } = button.dataset;
    try {
      if (picture) await savePicture(picture, format, sizeBy(button));
      if (path) await saveFile(path, /^(pdf|html)/.test(path) ? sizeBy(button) : "");
      if (copied) {
        await copyPicture(copied, sizeBy(button));
        page.say(button, page.words.copied);
      }
    } catch {
      page.look();
      page.say(button, picture || copied ? page.words.noPicture : page.words.noFile);
    }
  });
})();
