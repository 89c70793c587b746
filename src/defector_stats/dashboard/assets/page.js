// What a button does that needs the browser: save a picture, save rows, copy a citation.
(() => {
  "use strict";

  const address = (path) => path + window.location.search;

  const save = (href, filename) => {
    const link = document.createElement("a");
    link.href = href;
    link.download = filename;
    link.click();
  };

  const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

  const savePicture = async (name) => {
    const response = await fetch(address(`picture/${name}`));
    if (!response.ok) throw new Error(`The picture could not be made (${response.status}).`);
    const { figure, filename, scale, texts, at } = await response.json();
    const { width, height } = figure.layout;
    const drawn = await window.Plotly.toImage(figure, { format: "png", width, height, scale });
    const png = bytes(drawn.slice(drawn.indexOf(",") + 1));
    const parts = [png.subarray(0, at), bytes(texts), png.subarray(at)];
    const href = URL.createObjectURL(new Blob(parts, { type: "image/png" }));
    save(href, `${filename}.png`);
    setTimeout(() => URL.revokeObjectURL(href), 60000);
  };

  const say = (button, text) => {
    const before = button.innerHTML;
    button.textContent = text;
    setTimeout(() => { button.innerHTML = before; }, 1500);
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelector("#history .head button")?.click();
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { picture, download, copy, copyOf, copyLink, dismiss } = button.dataset;
    try {
      if (picture) await savePicture(picture);
      if (download) save(address(download), "");
      if (dismiss) window.dash_clientside.set_props(dismiss, { children: [] });
      const copied = copyLink
        ? window.location.href
        : copyOf ? document.getElementById(copyOf).textContent : copy;
      if (copied) {
        await navigator.clipboard.writeText(copied);
        say(button, "Copied");
      }
    } catch (error) {
      say(button, error.message);
    }
  });
})();
