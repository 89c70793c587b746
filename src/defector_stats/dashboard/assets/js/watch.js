// Notices that the files changed, and that the server is gone or back.
(() => {
  "use strict";

  const { page } = window;
  const { editable, every } = document.documentElement.dataset;
  // Seconds between two looks.
  const EVERY = Number(every);
  const GONE = 2;

  // A frame without an origin of its own may not ask.
  const alone = window.origin === "null";

  const notice = document.getElementById("connection");
  let looking = null;
  let timer = 0;
  let gone = false;
  let lost = [];

  const tell = (words) => {
    notice.textContent = words;
    lost.forEach((resolve) => resolve());
    lost = [];
  };
  const reached = (state, editing) => {
    const locked = editable === "yes" && editing !== "open";
    if (locked) tell(page.words.locked);
    if (gone) {
      gone = false;
      if (!locked) notice.textContent = "";
      page.askAgain();
    }
    if (state !== page.shown().state) page.refresh();
  };
  const missed = () => {
    gone = true;
    tell(page.words.gone);
  };
  // Resolves when the server is found not to answer, or not to let this page write.
  page.whenGone = () =>
    new Promise((resolve) => {
      lost.push(resolve);
      page.look();
    });

  const asked = async () => {
    try {
      const answer = await fetch("version", { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.status);
      reached(...(await answer.text()).split(" "));
    } catch {
      missed();
    }
  };

  // One look at a time, however long its answer takes; none while nobody sees the page.
  page.look = async () => {
    if (alone) return;
    looking ||= asked();
    await looking;
    looking = null;
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(page.look, 1000 * (gone ? GONE : EVERY));
  };

  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (!document.hidden) page.look();
  });
  window.addEventListener("pageshow", ({ persisted }) => persisted && page.look());
  timer = setTimeout(page.look, 1000 * EVERY);

  document.addEventListener("click", ({ target }) => {
    const { dismiss } = target.closest("button")?.dataset || {};
    if (dismiss) document.getElementById(dismiss).textContent = "";
  });
})();
