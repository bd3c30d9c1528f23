// The script of a board: shows one view at a time, filters, sorts and finds the cards, turns a wall.
//
// The hash of the address is its only state: `#/tasks?light=red` a list, `#ID` a card opened. It words nothing, since all
// words stand in the page, and it fetches and keeps nothing. Where it cannot run, the page is whole without it.
"use strict";
{
  const root = document.documentElement;
  root.classList.add("js");

  /** Cards that are put into the page at a time, and how many of them before a button has to be pressed. */
  const BATCH = 50, BY_ITSELF = 200;
  /** Milliseconds that a page of a wall stays. */
  const TURN = 15_000;
  const LIGHTS = ["red", "yellow", "green", "blue", "none"];
  /** The parameters of a list in the order of `data-f`. */
  const FACETS = ["area", "unit", "leader", "source"];
  const ORDERS = ["lag", "due", "id"];
  /** The first character of each letter in the order of pinyin. */
  const FIRST = "吖八嚓咑妸发旮哈丌咔垃妈拏噢妑七呥仨他穵夕丫帀";
  const LETTERS = "abcdefghjklmnopqrstwxyz";

  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const filled = (words, figures) => words.replace(/\{(\w+)\}/g, (whole, name) => figures[name] ?? whole);

  const start = () => {
    const list = one("[data-cards]"), form = one("form[role=search]"), search = form.elements.q;
    const count = one("[data-count]"), clear = one("[data-clear]"), chip = one("[data-matter]");
    const more = one("[data-more]"), nothing = one("[data-nothing]"), fold = one("[data-fold]");
    const views = new Map(all("section.view").map((view) => [view.id.slice(1), view]));
    const first = document.body.dataset.view ?? "home";
    const filters = all("a[href*='?']", one("main")), tabs = all("nav a"), selects = all("select", form), title = document.title;
    const matters = JSON.parse(form.dataset.matters);
    const keys = new Map(selects.map((select) => [select.name, [...select.options].slice(1).map((option) => option.value)]));

    const cards = all("details.card", list).map((element, nth) => {
      const [lag, due, id] = element.dataset.o.split(" ").map(Number);
      const light = LIGHTS.find((name) => element.classList.contains(name));
      const facets = element.dataset.f.split(" ");
      return { element, nth, lag, due, id, light, facets, matters: element.dataset.m.split(" ") };
    });
    const byId = new Map(cards.map((card) => [card.element.id, card]));

    // Finding: each word of what is asked for stands in the card, or its letters begin the Chinese characters of it.

    const plain = (text) => text.normalize("NFKC").toLowerCase();

    const textOf = (card) => {
      if (!card.text) {
        const parts = [];
        const texts = document.createTreeWalker(one("summary", card.element), NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) parts.push(texts.currentNode.data);
        for (const [at, name] of FACETS.slice(0, 3).entries()) {
          const option = form.elements[name]?.options[Number(card.facets[at]) + 1];
          if (option) parts.push(option.text);
        }
        card.text = plain(parts.join("\n"));
      }
      return card.text;
    };

    const letters = new Map();
    let collator;
    const letterOf = (character) => {
      if (!letters.has(character)) {
        collator ??= new Intl.Collator("zh-u-co-pinyin");
        const after = [...FIRST].findIndex((first) => collator.compare(first, character) > 0);
        letters.set(character, LETTERS.at(after < 0 ? -1 : Math.max(after - 1, 0)));
      }
      return letters.get(character);
    };
    const initialsOf = (card) =>
      (card.initials ??= textOf(card).replace(/\p{Script=Han}/gu, letterOf).replace(/[^a-z0-9\n]/g, ""));

    // One letter alone would find nearly everything.
    const contains = (card, word) =>
      textOf(card).includes(word) || (/^[a-z]{2,}$/.test(word) && initialsOf(card).includes(word));

    /** The cards that fit the parameters of a list, in the order asked for. A key that is not known fits none. */
    const fitting = (params) => {
      const tests = [];
      for (const [at, name] of FACETS.entries()) {
        const key = params.get(name), nth = String(keys.get(name)?.indexOf(key));
        if (key) tests.push((card) => card.facets[at] === nth);
      }
      const light = params.get("light"), matter = params.get("matter");
      if (light) tests.push((card) => card.light === light);
      if (matter) {
        const nth = String(matters.findIndex(([key]) => key === matter));
        tests.push((card) => card.matters.includes(nth));
      }
      for (const word of plain(params.get("q") ?? "").split(/\s+/).filter(Boolean)) {
        tests.push((card) => contains(card, word));
      }
      const found = cards.filter((card) => tests.every((test) => test(card)));
      const order = params.get("sort");
      return ORDERS.includes(order) ? found.sort((a, b) => a[order] - b[order]) : found;
    };

    // The list: what fits, a batch at a time.

    let found = cards, shown = 0;

    /** Puts in those that fit, up to so many; what is there already stays as it is. */
    const draw = (upTo, from = 0) => {
      shown = Math.min(upTo, found.length);
      const elements = found.slice(from, shown).map((card) => card.element);
      if (from) list.append(...elements);
      else list.replaceChildren(...elements);
      const rest = found.length - shown;
      more.hidden = !rest;
      more.textContent = filled(more.dataset.more, { more: Math.min(rest, BATCH) });
      return elements[0];
    };
    const grow = () => draw(shown + BATCH, shown);

    more.addEventListener("click", () => one("summary", grow())?.focus());
    new IntersectionObserver(
      (seen) => seen.at(-1).isIntersecting && !more.hidden && shown < BY_ITSELF && document.activeElement !== more && grow(),
      { rootMargin: "0px 0px 600px" },
    ).observe(more);

    // The address.

    /** Where each entry of the history was left: how far down, and how many cards were there. */
    const places = new Map();
    let now = {};

    const addressOf = (view, params) => {
      const query = params.toString();
      return `#/${view}${query && `?${query}`}`;
    };

    const decoded = (text) => {
      try {
        return decodeURIComponent(text);
      } catch {
        return text;
      }
    };

    const read = () => {
      const hash = location.hash.slice(1), card = byId.get(decoded(hash));
      // A card that was opened by hand within a list comes back within it.
      const kept = (card && history.state?.list) || (hash && !hash.startsWith("/") ? "/tasks" : hash);
      const cut = kept.includes("?") ? kept.indexOf("?") : kept.length;
      const name = kept.slice(1, cut), params = new URLSearchParams(kept.slice(cut + 1));
      // Who writes an address by hand writes names.
      for (const select of selects) {
        const named = [...select.options].slice(1).find((option) => option.text === params.get(select.name));
        if (named) params.set(select.name, named.value);
      }
      return { view: views.has(name) ? name : first, params, card, entry: history.state?.entry ?? Math.random() };
    };

    const keep = () => places.set(now.entry, { y: scrollY, shown });

    // A page within another, as previews are, may not be allowed a history.
    const write = (how, hash, state) => {
      try {
        history[how]({ entry: now.entry, ...state }, "", hash);
      } catch {}
    };

    const mark = (link, what) => (what ? link.setAttribute("aria-current", what) : link.removeAttribute("aria-current"));

    /** Shows the controls as the parameters are. */
    const showControls = ({ view, params }) => {
      for (const select of selects) select.value = params.get(select.name) ?? "";
      if (search.value.trim() !== (params.get("q") ?? "")) search.value = params.get("q") ?? "";
      const matter = params.get("matter");
      chip.hidden = !matter;
      chip.textContent = matters.find(([key]) => key === matter)?.[1] ?? matter ?? "";
      const isFiltered = [...params].some(([name, value]) => value && name !== "sort");
      const chosen = selects.filter((select) => select.value && select.name !== "sort").map((select) => select.selectedOptions[0].text);
      count.dataset.filters = [...chosen, chip.textContent, params.get("q")].filter(Boolean).join(" · ");
      const words = isFiltered ? count.dataset.some : count.dataset.all;
      const said = filled(words, { shown: found.length, all: cards.length });
      if (count.textContent !== said) count.textContent = said;
      nothing.hidden = found.length > 0;
      clear.hidden = !isFiltered;
      const order = params.get("sort");
      clear.setAttribute("href", addressOf("tasks", new URLSearchParams(order ? { sort: order } : {})));
      for (const tab of tabs) mark(tab, tab.hash === `#/${view}` && "page");
      for (const link of filters) {
        const asked = [...new URLSearchParams(link.hash.split("?")[1])];
        mark(link, asked.every(([name, value]) => params.get(name) === value) && "true");
      }
    };

    /** Shows a list or a card. `back`: how the entry of the history was left, where there was one. */
    const route = (next, back) => {
      if (now.card && now.card !== next.card) now.card.element.open = false;
      found = fitting(next.params);
      const drawn = back?.shown ?? BATCH;
      // What lies further down comes first, or everything above it would have to be drawn.
      if (found.indexOf(next.card) >= drawn) found = [next.card, ...found.filter((card) => card !== next.card)];
      draw(drawn);
      now = next;
      document.body.dataset.view = now.view;
      list.dataset.ready = "";
      showControls(now);
      const tab = tabs.find((link) => link.hash === `#/${now.view}`);
      document.title = now.view === "home" || !tab ? title : `${tab.textContent} · ${title}`;
      turnWall();
    };

    const show = (element) => {
      element.open = true;
      element.scrollIntoView({ behavior: "instant" });
      one("summary", element).focus({ preventScroll: true });
    };

    /** Goes where the address says; the eyes and the keyboard go along. */
    const follow = () => {
      const { view } = now, back = places.get(history.state?.entry), held = document.activeElement;
      // By a link it was kept before the browser moved.
      if (history.state?.entry) keep();
      route(read(), back);
      if (!history.state?.entry) write("replaceState", location.hash, {});
      if (now.card) show(now.card.element);
      else if (view && view !== now.view) one("h1, h2", views.get(now.view))?.focus({ preventScroll: true });
      // What had the focus was taken out and put in again.
      else if (held?.isConnected) held.focus({ preventScroll: true });
      if (back || !now.card) scrollTo({ top: back?.y ?? 0, behavior: "instant" });
    };

    /** Another list, chosen by hand; typing does not make an entry a letter. */
    const choose = (name, value, how = "pushState") => {
      const params = new URLSearchParams(now.params);
      if (value) params.set(name, value);
      else params.delete(name);
      keep();
      const entry = how === "pushState" ? Math.random() : now.entry;
      route({ view: "tasks", params, entry });
      write(how, addressOf("tasks", params), {});
    };

    // Nothing moves by itself before the list is there.
    history.scrollRestoration = "manual";
    addEventListener("hashchange", follow);

    // Controls.

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      one("summary", list)?.focus();
    });
    for (const select of selects) select.addEventListener("change", () => choose(select.name, select.value));
    const type = () => {
      const asked = search.value.trim();
      if (asked !== (now.params.get("q") ?? "")) choose("q", asked, now.params.has("q") ? "replaceState" : "pushState");
    };
    search.addEventListener("input", (event) => event.isComposing || type());
    search.addEventListener("compositionend", type);
    chip.addEventListener("click", () => {
      choose("matter", "");
      count.focus();
    });
    fold.addEventListener("click", () => fold.setAttribute("aria-expanded", fold.getAttribute("aria-expanded") !== "true"));

    const leave = (element) => {
      const isLast = now.card?.element === element;
      if (isLast && history.state?.pushed) return history.back();
      if (isLast) now.card = undefined;
      write("replaceState", addressOf(now.view, now.params), {});
    };

    // A click comes before the card opens or closes, by keyboard as well.
    list.addEventListener("click", (event) => {
      const summary = event.target.closest("summary");
      if (!summary || event.target.closest("a")) return;
      const card = summary.parentElement, from = addressOf(now.view, now.params).slice(1);
      if (card.open) leave(card);
      else {
        // The back key closes it; of several that were opened one after the other, the last.
        const how = now.card ? "replaceState" : "pushState";
        keep();
        now = { ...now, card: byId.get(card.id), entry: how === "pushState" ? Math.random() : now.entry };
        write(how, `#${encodeURIComponent(card.id)}`, { list: from, pushed: how === "pushState" || history.state?.pushed });
      }
    });

    // A link to a part of the page that is no view, as to its content, is no address.
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href^='#']"), hash = link?.hash.slice(1);
      keep();
      if (!hash || hash.startsWith("/") || byId.has(decoded(hash))) return;
      event.preventDefault();
      document.getElementById(decoded(hash))?.focus();
    });

    // Keys.

    const escape = () => {
      const opened = all("details[open]", list);
      const card = document.activeElement?.closest("details[open]") ?? opened.at(-1);
      if (document.activeElement === search && search.value) {
        search.value = "";
        type();
      } else if (list.contains(card)) {
        card.open = false;
        leave(card);
        one("summary", card).focus();
      } else if (now.view !== "home" && addressOf(now.view, now.params) !== "#/tasks") {
        location.hash = "#/tasks";
      }
    };

    const find = () => {
      if (!search.getClientRects().length) choose("q", "");
      search.focus();
      search.select();
    };

    /** To the next or the one before of some elements, where one of them has the focus. */
    const step = (elements, by) => {
      const at = elements.indexOf(document.activeElement);
      if (at < 0) return false;
      elements[at + by]?.focus();
      return true;
    };

    const moved = (key) => {
      const by = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 }[key];
      if (!by) return false;
      if (key === "ArrowLeft" || key === "ArrowRight") return step(tabs, by) || turnBy(by);
      const heads = all(":scope > details > summary", list);
      if (by > 0 && document.activeElement === search) heads[0]?.focus();
      else if (by > 0 && document.activeElement === heads.at(-1) && shown < found.length) one("summary", grow()).focus();
      else return step(heads, by);
      return true;
    };

    document.addEventListener("keydown", (event) => {
      const { key, target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || target.localName === "select") return;
      const isTyping = target === search;
      if (key === "Escape") escape();
      else if (key === "/" && !isTyping) find();
      else if ((isTyping && key !== "ArrowDown") || !moved(key)) return;
      event.preventDefault();
    });

    // Paper: of the tasks what is opened, else what was asked for; of everything what is red or yellow.

    let opened;
    const onPaper = () => {
      const isList = now.view === "tasks", isOpened = ({ element }) => opened.includes(element);
      if (isList && opened.length) return found.filter(isOpened);
      const isAsked = isList && count.dataset.filters;
      return found.filter(({ light }) => isAsked || light === "red" || light === "yellow");
    };
    addEventListener("beforeprint", () => {
      if (opened) return;
      opened = all("details[open]", list);
      if (now.view !== "tasks") for (const card of opened) card.open = false;
      list.replaceChildren(...onPaper().map((card) => card.element));
      showWhole();
    });
    addEventListener("afterprint", () => {
      draw(shown);
      for (const card of opened ?? []) card.open = true;
      opened = undefined;
      turnWall();
    });

    // A wall whose columns do not fit shows as many as fit, and turns. A column that does not fit alone is shown in parts.

    const turned = one("[data-turn]"), area = one(".wall");
    const columns = all(".wall .column").map((column) => ({ column, tiles: all("a", column) }));
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    let pages = [], page = 0;

    /** Shows columns `from` up to but not including `to`, or of one column tiles. */
    const showColumns = (from, to, [first, last] = [0, Infinity]) => {
      for (const [nth, { column, tiles }] of columns.entries()) {
        column.hidden = nth < from || nth >= to;
        for (const [at, tile] of tiles.entries()) tile.hidden = at < first || at >= last;
      }
    };
    const showWhole = () => showColumns(0, columns.length);
    const fits = () => area.getBoundingClientRect().bottom + scrollY <= innerHeight;

    /** The greatest number from 1 up to `most` with which it fits, or 1. */
    const greatest = (most, show) => {
      let low = 1, high = most;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        show(middle);
        if (fits()) low = middle;
        else high = middle - 1;
      }
      return low;
    };

    const pagesOfWall = () => {
      const made = [];
      for (let from = 0; from < columns.length; ) {
        const { tiles } = columns[from];
        const wide = greatest(columns.length - from, (many) => showColumns(from, from + many));
        showColumns(from, from + wide);
        for (let first = 0; wide === 1 && !fits() && first < tiles.length; ) {
          const many = greatest(tiles.length - first, (upTo) => showColumns(from, from + 1, [first, first + upTo]));
          made.push([from, from + 1, [first, first + many]]);
          first += many;
        }
        if (!made.some(([known]) => known === from)) made.push([from, from + wide]);
        from += wide;
      }
      return made;
    };

    const showPage = () => {
      showColumns(...pages[page]);
      turned.textContent = filled(turned.dataset.turn, { page: page + 1, pages: pages.length });
    };

    const turnBy = (by) => {
      if (now.view !== "wall" || pages.length < 2) return false;
      page = (page + by + pages.length) % pages.length;
      showPage();
      return true;
    };

    const turnWall = () => {
      if (!("wall" in root.dataset) || now.view !== "wall") return;
      showWhole();
      turned.hidden = true;
      pages = [];
      // Who wants nothing to move reads it all, and scrolls.
      if (still.matches || fits()) return;
      turned.hidden = false;
      turned.textContent = filled(turned.dataset.turn, { page: 1, pages: columns.length });
      pages = pagesOfWall();
      page = Math.min(page, pages.length - 1);
      showPage();
    };

    const isLookedAt = () => document.hidden || area.matches(":focus-within, :hover");
    setInterval(() => pages.length > 1 && !isLookedAt() && turnBy(1), TURN);
    let resized;
    addEventListener("resize", () => {
      cancelAnimationFrame(resized);
      resized = requestAnimationFrame(turnWall);
    });
    still.addEventListener("change", turnWall);

    list.replaceChildren();
    for (const { element } of cards) element.open = false;
    for (const view of views.values()) one("h1, h2", view)?.setAttribute("tabindex", "-1");
    count.tabIndex = -1;
    follow();
    // The first search finds its texts made: a few at a time, while nothing else is to be done.
    const later = window.requestIdleCallback ?? ((work) => setTimeout(work, 50));
    const prepare = (from) => {
      cards.slice(from, from + BATCH).forEach(initialsOf);
      if (from + BATCH < cards.length) later(() => prepare(from + BATCH));
    };
    later(() => prepare(0));
    // The browser looks for the hash once more, when it has loaded everything.
    addEventListener("load", () => now.card && show(now.card.element));
  };

  const safely = () => {
    try {
      start();
    } catch (error) {
      // An old browser: the page as it is without a script.
      root.classList.remove("js");
      throw error;
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", safely);
  else safely();
}
