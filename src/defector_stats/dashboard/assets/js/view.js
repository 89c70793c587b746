// The view in the address: another one is asked for, and put in as a whole when it is there.
(() => {
  "use strict";

  const { page } = window;
  // What the page shows: the query of its address, and the version and state of the files.
  let shown = JSON.parse(document.getElementById("shown").textContent);
  // The newest query that was asked for, and how its address goes into the history.
  let wanted = shown.search;
  let entry = null;
  // What was drawn, which is not the address of now if a reader went back before this ran.
  let address = document.documentElement.dataset.search ?? window.location.search;

  page.shown = () => shown;

  // Changes to the view by the words of the address; what is asked already is kept.
  page.choose = (changes, how = "pushState") => {
    const query = new URLSearchParams(wanted);
    for (const [name, value] of Object.entries(changes)) query.set(name, value);
    go(`?${query}`, how);
  };
  page.addressOf = (changes) => {
    const query = new URLSearchParams(shown.search);
    query.set("lang", document.documentElement.lang);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) query.delete(name);
      else query.set(name, value);
    }
    return `?${query}`;
  };
  // The newest figures are those of another day when the link is opened, so it names today's.
  page.lasting = () => {
    const old = new URLSearchParams(shown.search).has("as-of");
    return page.addressOf(old ? {} : { "as-of": page.controls.newest() });
  };
  page.refresh = () => go(wanted, null);

  const go = async (search, how) => {
    wanted = search;
    // Where Dash is not there yet, or never comes, the server draws the page of the address.
    if (!page.ready) {
      if (how) window.location.assign(search);
      return;
    }
    // A press that waits for its answer keeps its place in the history.
    if (entry !== "pushState") entry = how || entry;
    take(await page.ask("view", { search, shown }));
  };

  const take = (answer) => {
    if (answer.shown.version !== shown.version) page.renewDocuments?.();
    for (const [id, html] of Object.entries(answer.parts)) page.put(id, html);
    page.charts.take(answer.drawings, answer.chosen);
    page.controls.show(answer.values, answer.idle);
    shown = answer.shown;
    wanted = shown.search;
    setAddress(window.location.pathname + shown.search);
    address = window.location.search;
  };

  const setAddress = (path) => {
    try {
      if (entry) window.history[entry](null, "", path);
    } catch { /* a frame without an origin of its own may not */ }
    entry = null;
  };

  // Keeps the keyboard where it is when what it is on is drawn anew.
  page.put = (id, html) => {
    const place = document.getElementById(id);
    if (!place) return;
    const { choose } = place.contains(document.activeElement) ? document.activeElement.dataset : {};
    const columnOf = (asked) => asked?.replace(/=-?/, "=");
    place.innerHTML = html;
    if (choose !== undefined) {
      [...place.querySelectorAll("[data-choose]")]
      .find((each) => columnOf(each.dataset.choose) === columnOf(choose))
        ?.focus();
    }
    if (place instanceof HTMLDialogElement) page.showDialog(place);
  };

  const follow = () => {
    if (window.location.search === address) return; // only the place on the page changed
    address = window.location.search;
    entry = null;
    if (page.ready) go(address || "?", null);
    else window.location.reload();
  };
  window.addEventListener("popstate", follow);
  follow();
})();
