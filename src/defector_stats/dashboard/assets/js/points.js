// The points of a chart, by pointer and by keyboard: what they are, and the history of their year.
(() => {
  "use strict";

  const { page } = window;
  const keys = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

  const pointsOf = (place) =>
    place._fullData
    .flatMap(({ x, customdata }, curveNumber) =>
      customdata
      ? Array.from(x, (at, pointNumber) => ({ at, curveNumber, pointNumber, year: customdata[pointNumber].at(-1) }))
      : [])
    .sort((one, two) => (one.at < two.at ? -1 : one.at > two.at ? 1 : one.curveNumber - two.curveNumber));

  document.addEventListener("keydown", (event) => {
    const place = event.target;
    if (!place.matches?.(".plot") || !place.data) return;
    const points = pointsOf(place);
    const now = Number(place.dataset.point ?? -1);
    if (event.key === "Enter" && points[now]) page.choose({ year: points[now].year });
    if (!(event.key in keys) || !points.length) return;
    event.preventDefault();
    const next = Math.min(Math.max(now + keys[event.key], 0), points.length - 1);
    place.dataset.point = next;
    const { xaxis, yaxis } = place._fullData[points[next].curveNumber];
    window.Plotly.Fx.hover(place, [points[next]], xaxis + yaxis);
  });

  document.addEventListener("focusout", ({ target }) => {
    if (target.matches?.(".plot") && target.data) window.Plotly.Fx.unhover(target);
  });

  const sayPoint = (place) => {
    if (document.activeElement !== place) return;
    const lines = [...place.querySelectorAll(".hoverlayer .nums .line, .hoverlayer text:not(:has(.line))")];
    document.getElementById("said").textContent = lines.map(({ textContent }) => textContent).join(", ");
  };

  // A mouse shows a point before it presses it, a finger by its first tap, for which Plotly
  // reports two clicks; the second one may come late, when the next tap has begun elsewhere.
  const open = (place) => {
    let press = {};
    let shown = null;
    const across = (event) => (event.changedTouches?.[0] ?? event).clientX;
    const pressed = (event) => {
      press = { at: event.clientX, touch: event.pointerType === "touch", answered: false };
    };
    place.addEventListener("pointerdown", pressed, true);
    place.on("plotly_click", ({ event, points }) => {
      if (press.answered || Math.abs(across(event) - press.at) > 10) return;
      press.answered = true;
      const year = points[0].customdata.at(-1);
      if (press.touch && year !== shown) shown = year;
      else page.choose({ year });
    });
  };

  page.charts.drawnFirst = (place) => {
    open(place);
    new MutationObserver(() => sayPoint(place))
      .observe(place.querySelector(".hoverlayer"), { childList: true, subtree: true });
  };
})();
