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
    if (!answer.ok) throw new Error(answer.status);
    return answer;
  };

  const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

  const savePicture = async (name) => {
    const { theme } = document.documentElement.dataset;
    const answer = await fetched(`picture/${name}${page.addressOf({ theme })}`);
    const { figure, filename, scale, texts, at } = await answer.json();
    const { width, height } = figure.layout;
    const drawn = await window.Plotly.toImage(figure, { format: "png", width, height, scale });
    const png = bytes(drawn.slice(drawn.indexOf(",") + 1));
    const parts = [png.subarray(0, at), bytes(texts), png.subarray(at)];
    save(new Blob(parts, { type: "image/png" }), `${filename}.png`);
  };

  const saveRows = async (path) => {
    const answer = await fetched(path + page.addressOf({}));
    const [, filename] = /filename="(.*)"/.exec(answer.headers.get("Content-Disposition"));
    save(await answer.blob(), filename);
  };

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const { picture, download } = button.dataset;
    try {
      if (picture) await savePicture(picture);
      if (download) await saveRows(download);
    } catch {
      page.look();
      page.say(button, picture ? page.words.noPicture : page.words.noFile);
    }
  });
})();
