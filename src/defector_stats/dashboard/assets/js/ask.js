// Asks the server by way of Dash: a question in one store, its answer in another.
(() => {
  "use strict";

  const page = (window.page = {});
  page.words = JSON.parse(document.getElementById("words").textContent);

  // Dash needs a component for each store; it draws nothing.
  window.defector_stats = { Store: () => null };

  // Nobody answers before Dash has read its layout.
  page.ready = false;
  let setReady;
  const ready = new Promise((resolve) => {
    setReady = resolve;
  });

  const WRITING = new Set(["save", "undo", "change", "import"]);
  const waiting = new Map();
  let number = 0;

  // Resolves with the answer; a question that a newer one of its name overtakes is never answered.
  page.ask = async (name, question) => {
    await ready;
    return new Promise((resolve) => {
      number += 1;
      const data = { ...question, number, language: document.documentElement.lang };
      waiting.set(name, { data, resolve });
      window.dash_clientside.set_props(name, { data });
      setTimeout(() => waiting.get(name)?.data === data && page.look(), 1500);
    });
  };

  const PAUSE = 300; // milliseconds without a key, after which a preview is asked for

  // A preview of what is typed. It is not told any more when something newer was asked or nothing
  // is wanted, and not asked for at every key: saving would wait until all of them are answered.
  page.previewing = (name, tell) => {
    let newest = null;
    let timer = 0;
    const quiet = () => {
      clearTimeout(timer);
      newest = null;
    };
    const ask = async (question) => {
      quiet();
      const asked = page.ask(name, question);
      newest = asked;
      const answer = await asked;
      if (newest === asked) tell(answer);
    };
    const atAPause = (show) => {
      quiet();
      timer = setTimeout(show, PAUSE);
    };
    return { quiet, ask, atAPause };
  };

  // What was asked while the server was gone is asked again, but never that something be written.
  page.askAgain = () => {
    for (const [name, { data, resolve }] of [...waiting]) {
      waiting.delete(name);
      if (!WRITING.has(name)) page.ask(name, data).then(resolve);
    }
  };

  const answered = (answer) => {
    page.ready = true;
    setReady();
    const asked = waiting.get(answer?.name);
    if (!asked || asked.data.number !== answer.number) return;
    waiting.delete(answer.name);
    asked.resolve(answer);
  };

  window.dash_clientside = { ...window.dash_clientside, page: { answered } };
})();
