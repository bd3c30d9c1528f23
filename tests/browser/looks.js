// How pages look: nothing too wide, nothing too small, nothing that axe finds, at each width and in each view.
import { settled, viewsOf } from "./browser.js";

/** In the page: what runs out of it, what is too small to read or to touch. */
const faults = (touch) => {
  const found = new Set();
  const name = (element) => `${element.localName}.${element.className?.baseVal ?? element.className} "${element.textContent.slice(0, 20)}"`;
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });
  // What is only heard is one pixel large.
  const heard = new Map([[null, false]]);
  const isHeard = (element) => {
    if (!heard.has(element)) {
      const { width, height } = element.getBoundingClientRect();
      const isDot = (width <= 1 || height <= 1) && getComputedStyle(element).position === "absolute";
      heard.set(element, isDot || isHeard(element.parentElement));
    }
    return heard.get(element);
  };
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) found.add(`${root.scrollWidth - innerWidth} px too wide`);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const { currentNode: text } = texts, parent = text.parentElement;
    if (!text.data.trim() || /^(script|style|option)$/.test(parent.localName) || !isSeen(parent) || isHeard(parent)) continue;
    if (parseFloat(getComputedStyle(parent).fontSize) < 13) found.add(`small type: ${name(parent)}`);
    range.selectNodeContents(text);
    const { left, right } = range.getBoundingClientRect();
    if (right > innerWidth + 1 || left < -1) found.add(`out of the page: ${name(parent)}`);
    const box = parent.closest(".card, .tile, .sum, .area, .decision, .fold, .column, .box, nav a");
    if (box && right > box.getBoundingClientRect().right + 1) found.add(`out of its box: ${name(parent)}`);
  }
  for (const element of document.querySelectorAll("main *:not(svg, svg *), header *, footer *")) {
    if (!isSeen(element) || isHeard(element) || getComputedStyle(element).display.startsWith("inline")) continue;
    if (element.scrollWidth > element.clientWidth + 1 && element.localName !== "select") found.add(`too wide: ${name(element)}`);
  }
  if (touch) {
    for (const element of document.querySelectorAll("a, button, input, select, summary")) {
      if (!isSeen(element)) continue;
      // A link whose own layer covers its row is as large as the row.
      const layer = getComputedStyle(element, "::after").position === "absolute";
      const { width, height, bottom } = (layer ? element.closest("tr") : element).getBoundingClientRect();
      if (bottom > 0 && (height < 43.5 || width < 43.5)) found.add(`hard to touch (${width}×${height}): ${name(element)}`);
    }
  }
  return [...found].slice(0, 8);
};

const walk = async ({ open, expect }, width) => {
  const page = await open();
  for (const view of await viewsOf(page)) {
    await page.evaluate((hash) => (location.hash = hash), `#${view}`);
    await settled(page);
    if (view === "/tasks") {
      // Opened and closed ones, and the filters of a phone.
      const heads = page.locator(".card summary");
      for (let nth = 0; nth < Math.min(await heads.count(), 3); nth += 1) await heads.nth(nth).click();
      const fold = page.locator("[data-fold]");
      if (await fold.isVisible()) await fold.click();
      await settled(page);
    }
    expect(`${view} at ${width}`, await page.evaluate(faults, width === 360), []);
  }
};

const WIDTHS = [360, 800, 1440, 1920];
const widths = WIDTHS.map((width) => ({
  name: `${width} px`,
  // The words of the others are as wide at every width.
  on: (page) => page.name === "sample" || page.kind === "hostile" || width === 360 || (page.lang === "en" && width === 1440),
  options: { viewport: { width, height: width === 360 ? 760 : 900 } },
  run: (at) => walk(at, width),
}));

const audited = [[360, "dark"], [1440, "light"]].map(([width, colorScheme]) => ({
  name: `axe at ${width} px, ${colorScheme}`,
  on: (page) => page.name === "sample" || (/wall|hostile/.test(page.kind) && width === 1440),
  options: { viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" },
  run: async ({ file, open, expect, axe }) => {
    const page = await open();
    await page.evaluate(axe);
    for (const view of await viewsOf(page)) {
      // An area has cards of all lights; all areas would have more of the same.
      const hash = view === "/tasks" && file.kind === "sample" ? "#/tasks?area=projects" : `#${view}`;
      await page.evaluate((hash) => (location.hash = hash), hash);
      await settled(page);
      if (view === "/tasks") await page.locator(".card summary").first().click();
      const found = await page.evaluate(async () => {
        const { violations } = await axe.run(document, { resultTypes: ["violations"] });
        return violations.map(({ id, nodes }) => `${id}: ${nodes.length}, ${nodes[0].target} ${nodes[0].failureSummary.split("\n")[1]}`);
      });
      expect(view, found, []);
    }
  },
}));

const text = {
  name: "text is text",
  on: (page) => page.kind === "hostile",
  run: async ({ open, expect }) => {
    const page = await open("#/tasks");
    const foreign = () => document.querySelectorAll("main :is(script, img, iframe, object, link, style)").length;
    expect("elements out of names", await page.evaluate(foreign), 0);
    const shown = await page.locator("main").textContent();
    for (const words of ["<script>", "<img src=x onerror=", "\"'&amp;", "👩‍👩‍👧‍👦"]) expect(words, shown.includes(words));
    for (const character of ["\u202e", "\u2066", "\u0007"]) expect(escape(character), shown.includes(character), false);
    expect("run by a name", await page.evaluate(() => "broken" in window), false);
  },
};

export const checks = [...widths, ...audited, text];
