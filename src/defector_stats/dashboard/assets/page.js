// What needs the browser: to draw what it has, to save a picture or rows, to copy a citation.
(() => {
  "use strict";

  // The view in the address, in the language of the page.
  const search = () => {
    const query = new URLSearchParams(window.location.search);
    query.set("lang", document.documentElement.lang);
    return `?${query}`;
  };
  const address = (path) => path + search();

  const save = (href, filename) => {
    const link = document.createElement("a");
    link.href = href;
    link.download = filename;
    link.click();
  };

  const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

  const savePicture = async (name) => {
    const response = await fetch(address(`picture/${name}`));
    if (!response.ok) throw new Error(`${document.documentElement.dataset.failed} (${response.status})`);
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

  const page = {};
  const unchanged = () => { throw window.dash_clientside.PreventUpdate; };

  const CONFIG = {
    responsive: true, displayModeBar: false, displaylogo: false, locale: document.documentElement.lang,
  };
  const onScreen = new Map();
  const plot = (name, figure) => {
    const before = onScreen.get(name);
    if (before === figure) return;
    onScreen.set(name, figure);
    delete document.getElementById(`${name}-plot`).dataset.point;
    const place = document.getElementById(`${name}-plot`);
    window.Plotly.react(place, figure.data, figure.layout, CONFIG);
    if (before) return;
    place.on("plotly_click", ({ points }) => press({ year: points[0].customdata.at(-1) }));
    new MutationObserver(() => sayPoint(place))
      .observe(place.querySelector(".hoverlayer"), { childList: true, subtree: true });
  };

  // Pressing the same thing twice are two events.
  const press = (what) => window.dash_clientside.set_props("pressed", { data: { ...what, at: Date.now() } });

  // With the keyboard: from one point of a chart to the next, said aloud, and to its history.
  const keys = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
  const pointsOf = (place) => place._fullData
    .flatMap(({ x, customdata }, curveNumber) => customdata
      ? Array.from(x, (at, pointNumber) => ({ at, curveNumber, pointNumber, year: customdata[pointNumber].at(-1) }))
      : [])
    .sort((one, two) => (one.at < two.at ? -1 : one.at > two.at ? 1 : one.curveNumber - two.curveNumber));

  document.addEventListener("keydown", (event) => {
    const place = event.target;
    if (!place.matches?.(".plot") || !place.data) return;
    const points = pointsOf(place);
    const now = Number(place.dataset.point ?? -1);
    if (event.key === "Enter" && points[now]) press({ year: points[now].year });
    if (!(event.key in keys) || !points.length) return;
    event.preventDefault();
    const next = Math.min(Math.max(now + keys[event.key], 0), points.length - 1);
    place.dataset.point = next;
    window.Plotly.Fx.hover(place, [points[next]]);
  });
  const sayPoint = (place) => {
    if (document.activeElement !== place) return;
    const lines = [...place.querySelectorAll(".hoverlayer .nums .line, .hoverlayer text:not(:has(.line))")];
    document.getElementById("said").textContent = lines.map(({ textContent }) => textContent).join(", ");
  };
  document.addEventListener("focusout", ({ target }) => {
    if (target.matches?.(".plot") && target.data) window.Plotly.Fx.unhover(target);
  });

  // Draws a chart; returns its title, finding, notes, source, alt, citation and style.
  const prepared = new Map();
  const drawn = new Map();
  page.draw = (drawings, { unit } = {}) => {
    const { name, by } = drawings;
    prepared.set(name, by);
    const chart = by[unit] || by[""];
    const before = drawn.get(name);
    if (before === chart) unchanged();
    drawn.set(name, chart);
    const { title, finding, notes, source, alt, citation, style, figure } = chart;
    plot(name, figure);
    if (!before) unchanged(); // its words came with the page
    const item = (text) =>
      ({ type: "Li", namespace: "dash_html_components", props: { children: text } });
    return [title, finding, notes.map(item), source, alt, citation, style];
  };

  // What is further down is drawn when it is less than a screen away.
  const placed = new Map();
  const whenNear = (make) => (content, near) => {
    const { name, section } = content;
    if ((section && !near.includes(section)) || placed.get(name) === content) unchanged();
    placed.set(name, content);
    return make(content);
  };
  page.drawNear = whenNear(page.draw);
  page.place = whenNear(({ name, html }) => {
    const place = document.getElementById(name);
    place.innerHTML = html;
    page.show();
    if (place instanceof HTMLDialogElement && place.open !== Boolean(html)) {
      if (html) place.showModal();
      else place.close();
    }
  });

  // The controls are elements of the page; the store has what they are set to.
  let values = {};
  page.show = (controls = values) => {
    values = controls;
    const elements = document.getElementById("choices")?.elements || {};
    for (const name of ["first", "last"]) {
      if (elements[name]) Object.assign(elements[name], { min: values.min, max: values.max });
    }
    for (const [name, value] of Object.entries(values)) {
      if (elements[name] && elements[name].value !== value) elements[name].value = value;
    }
    document.querySelectorAll("#choices output").forEach((output) => {
      output.value = output.parentElement.querySelector("input").value;
    });
  };

  document.addEventListener("submit", (event) => event.preventDefault());

  document.addEventListener("input", ({ target }) => {
    if (target.form?.id === "choices" && target.type === "range") {
      target.parentElement.querySelector("output").value = target.value;
    }
  });

  document.addEventListener("change", ({ target }) => {
    if (target.dataset.told) window.dash_clientside.set_props(target.id, { value: target.value });
    if (target.form?.id !== "choices" || !target.reportValidity()) return;
    const chosen = Object.fromEntries(new FormData(target.form));
    const data = { ...values, ...chosen, changed: target.name };
    // Bars that are here already are drawn at once, their words a moment later.
    if (target.name === "unit") plot("change", prepared.get("change")[target.value].figure);
    window.dash_clientside.set_props("controls", { data });
  });

  // The theme follows the system until the reader chooses the other one; choosing that of the
  // system follows it again.
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const themeNow = () => localStorage.getItem("theme") || (system.matches ? "dark" : "light");
  const other = { dark: "light", light: "dark" };
  const path = document.documentElement.dataset.prefix;
  const remember = (name, value) => {
    document.cookie = `${name}=${value}; path=${path}; samesite=lax; max-age=31536000`;
  };
  const labelTheme = () => {
    const button = document.getElementById("theme");
    if (button) button.textContent = button.dataset[other[themeNow()]];
  };
  const setTheme = () => {
    const theme = themeNow();
    document.documentElement.dataset.theme = theme;
    remember("theme", theme);
    labelTheme();
    const data = { language: document.documentElement.lang, theme };
    window.dash_clientside.set_props("reader", { data });
  };
  system.addEventListener("change", setTheme);

  document.addEventListener("click", (event) => {
    if (event.target.id === "theme") {
      const chosen = other[themeNow()];
      if (chosen === (system.matches ? "dark" : "light")) localStorage.removeItem("theme");
      else localStorage.setItem("theme", chosen);
      setTheme();
    }
    const link = event.target.closest("a.language");
    if (link) {
      const query = new URLSearchParams(window.location.search);
      query.set("lang", link.hreflang);
      link.href = `?${query}`;
      remember("language", link.hreflang);
    }
  });

  // A printed page is as wide as A4 less its margins, whatever the window is.
  const resize = (width) => document.querySelectorAll(".plot.js-plotly-plot").forEach((place) => {
    place.style.width = width;
    window.Plotly.Plots.resize(place);
  });

  const near = new Set();
  const draws = (sections) => {
    sections.forEach(({ id }) => near.add(id));
    window.dash_clientside.set_props("near", { data: [...near] });
  };
  // When the first charts are drawn; then, while there is nothing else to do, one after the other.
  page.watch = () => requestIdleCallback(() => {
    labelTheme();
    const sections = [...document.querySelectorAll("main section[id]")];
    const rest = () => {
      const next = sections.find(({ id }) => !near.has(id));
      if (!next) return;
      draws([next]);
      requestIdleCallback(rest);
    };
    requestIdleCallback(rest);
    const observer = new IntersectionObserver((entries) => {
      const come = entries.filter((entry) => entry.isIntersecting).map(({ target }) => target);
      come.forEach((section) => observer.unobserve(section));
      if (come.length) draws(come);
    }, { rootMargin: "100%" });
    sections.forEach((section) => observer.observe(section));
    window.addEventListener("beforeprint", () => resize("18cm"));
    window.addEventListener("afterprint", () => resize(""));
  });

  window.dash_clientside = { ...window.dash_clientside, page };

  // The Escape key closes a dialog without being asked; then the address must follow.
  document.addEventListener("cancel", ({ target }) => {
    if (target.id === "history") press({ year: "" });
  }, true);

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { picture, download, copy, copyOf, copyLink, dismiss, year, sort } = button.dataset;
    try {
      if (year !== undefined) press({ year });
      if (sort) press({ sort });
      if (picture) await savePicture(picture);
      if (download) save(address(download), "");
      if (dismiss) window.dash_clientside.set_props(dismiss, { children: [] });
      const copied = copyLink
        ? window.location.origin + window.location.pathname + search()
        : copyOf ? document.getElementById(copyOf).textContent : copy;
      if (copied) {
        await navigator.clipboard.writeText(copied);
        say(button, document.documentElement.dataset.copied);
      }
    } catch (error) {
      say(button, error.message);
    }
  });
})();
