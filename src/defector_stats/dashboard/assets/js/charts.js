// Draws the charts from what the page holds: first those on the screen, the others when near.
(() => {
  "use strict";

  const { page } = window;
  const root = document.documentElement;
  const CONFIG = { displayModeBar: false, displaylogo: false, locale: root.lang };
  const PAPER = 680; // pixels between the margins of A4
  const WIDE = 885; // pixels that the wide drawing of a chart needs

  // By name: its drawings by variant, the variant that is shown, what is drawn of it, whether near.
  const charts = new Map();
  let printing = false;

  const place = (name) => document.getElementById(`${name}-plot`);
  const drawing = ({ by, chosen }) => by[chosen] || by[""];

  // The server draws in the light theme; the dark one is the same in other colours.
  const colors = JSON.parse(document.getElementById("in-dark").textContent);
  const darkened = new WeakMap();
  const inDark = (figure) => {
    if (!darkened.has(figure)) {
      const dark = (color) => colors[color] || color;
      const text = JSON.stringify(figure).replace(/#[0-9a-f]{6}\b/g, dark);
      darkened.set(figure, JSON.parse(text));
    }
    return darkened.get(figure);
  };

  const draw = (name) => {
    const chart = charts.get(name);
    const where = place(name);
    const { wide, narrow, empty } = drawing(chart);
    where.parentElement.querySelector(".wide").setAttribute("height", wide.height);
    where.parentElement.querySelector(".narrow").setAttribute("height", narrow.height);
    document.getElementById(name).toggleAttribute("data-empty", empty);
    const width = printing ? PAPER : where.clientWidth;
    if (empty || !width || (!chart.near && !printing)) return;
    const { figure: light, height } = width < WIDE ? narrow : wide;
    const figure = printing || root.dataset.theme !== "dark" ? light : inDark(light);
    const size = { width, height };
    if (chart.drawn === figure && chart.size === `${size.width} ${size.height}`) return;
    const first = !chart.drawn;
    if (chart.drawn !== figure) delete where.dataset.point;
    Object.assign(chart, { drawn: figure, size: `${size.width} ${size.height}` });
    window.Plotly.react(where, figure.data, { ...figure.layout, ...size, autosize: false }, CONFIG);
    if (first) page.charts.drawnFirst(where);
  };

  const say = (name) => {
    for (const [word, html] of Object.entries(drawing(charts.get(name)).words)) {
      document.getElementById(`${name}-${word}`).innerHTML = html;
    }
  };

  page.charts = {
    // Another variant, which is here already: its bars and its words.
    show: (name, variant) => {
      const chart = charts.get(name);
      if (chart.chosen === variant) return;
      chart.chosen = variant;
      say(name);
      draw(name);
    },
    take: (drawings, chosen) => {
      for (const [name, json] of Object.entries(drawings)) {
        Object.assign(charts.get(name), { by: JSON.parse(json), chosen: chosen[name] });
        say(name);
        draw(name);
      }
      for (const name of charts.keys()) page.charts.show(name, chosen[name]);
    },
    redraw: () => charts.forEach((_chart, name) => draw(name)),
  };

  for (const element of document.querySelectorAll("script[data-chosen]")) {
    const by = JSON.parse(element.textContent);
    charts.set(element.id.replace("-drawings", ""), { by, chosen: element.dataset.chosen });
  }

  // Boxes that change their size: the window, a larger text, another number of rows.
  const sizes = new ResizeObserver((entries) => {
    if (!printing) entries.forEach(({ target }) => draw(target.id.replace("-plot", "")));
  });

  const come = (name) => {
    charts.get(name).near = true;
    draw(name);
    sizes.observe(place(name));
  };
  const idle = window.requestIdleCallback || ((then) => setTimeout(then, 50));

  const start = () => {
    const names = [...charts.keys()];
    const onScreen = (name) => place(name).getBoundingClientRect().top < window.innerHeight;
    names.filter(onScreen).forEach(come);
    const rest = () => {
      const next = names.find((name) => !charts.get(name).near);
      if (!next) return;
      come(next);
      idle(rest);
    };
    idle(rest);
  };

  queueMicrotask(start); // when this whole script was read

  // Paper is white, as wide as A4, and does not wait.
  const print = (now) => {
    if (printing === now) return;
    printing = now;
    page.charts.redraw();
  };
  window.addEventListener("beforeprint", () => print(true));
  window.addEventListener("afterprint", () => print(false));
  window.matchMedia("print").addEventListener?.("change", ({ matches }) => print(matches));
})();
