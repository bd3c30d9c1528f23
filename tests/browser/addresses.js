// Addresses: a link that is sent opens what it was sent for, back and forward go where one was, nonsense breaks nothing.
import { seen, settled, viewsOf } from "./browser.js";

const isSample = (page) => page.kind === "sample";

const views = {
  name: "views",
  on: () => true,
  run: async ({ open, expect, file }) => {
    const page = await open();
    const opens = file.kind === "wall" ? "wall" : "home";
    expect("at first", await seen.view(page), opens);
    expect("the title", (await page.title()).includes(await page.locator("h1").textContent()));
    const names = await viewsOf(page);
    const tabs = await page.locator("nav a").evaluateAll((all) => all.map((tab) => tab.getAttribute("href")));
    expect("tabs", tabs, names.map((name) => `#${name}`));
    for (const name of names) {
      await page.locator(`nav a[href="#${name}"]`).click();
      await settled(page);
      expect(`${name} is shown`, [await seen.view(page), await page.locator(`[id="${name}"]`).isVisible()], [name.slice(1), true]);
      const focus = await page.evaluate(() => document.activeElement.closest("section")?.id ?? document.activeElement.localName);
      if (name !== `/${opens}`) expect(`${name} has the focus`, focus, name);
    }
    for (const name of names.slice(0, -1).reverse()) {
      await page.goBack();
      await settled(page);
      expect(`back to ${name}`, await seen.view(page), name.slice(1));
    }
    await page.goForward();
    await settled(page);
    expect("forward", await seen.view(page), names[1].slice(1));
  },
};

const sent = {
  name: "links that are sent",
  on: isSample,
  run: async ({ open, expect, file }) => {
    const { rows } = file.expected.list;
    const list = await open("#/tasks?area=urban&light=red&sort=due");
    const expected = rows.filter((row) => row.area === "urban" && row.light === "red").map((row) => row.id);
    expect("a list", [await seen.view(list), (await seen.cards(list)).sort()], ["tasks", expected.sort()]);
    const card = await open("#P-07");
    expect("a card", [await seen.view(card), await seen.opened(card), await seen.focus(card)], ["tasks", ["P-07"], "P-07"]);
    expect("it is in sight", await card.locator("[id=P-07] summary").evaluate((head) => {
      const { top, bottom } = head.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }));
    const leader = encodeURIComponent(rows[0].leader);
    const page = await open(`#/tasks?leader=${leader}`);
    expect("in Chinese", await seen.count(page), rows.filter((row) => row.leader === rows[0].leader).length);
  },
};

const opening = {
  name: "cards opened by hand",
  on: isSample,
  run: async ({ open, expect }) => {
    const page = await open("#/home");
    const before = await page.evaluate(() => history.length);
    await page.locator("nav a[href='#/tasks']").click();
    await page.locator(".tile.red, a[href='#/tasks']").first().waitFor({ state: "attached" });
    await page.evaluate(() => (location.hash = "#/tasks?light=red"));
    await settled(page);
    const [first, second, third] = await seen.cards(page);
    const head = (id) => page.locator(`[id="${id}"] summary`);
    await head(first).click();
    expect("its address", [await seen.hash(page), await seen.opened(page)], [`#${first}`, [first]]);
    await head(second).click();
    expect("of the second", [await seen.hash(page), (await seen.opened(page)).length], [`#${second}`, 2]);
    expect("one entry of the history", await page.evaluate(() => history.length), before + 3);
    await page.locator("nav a[href='#/wall']").click();
    await page.goBack();
    await settled(page);
    expect("back within its list", [await seen.hash(page), (await seen.cards(page)).includes(first)], [`#${second}`, true]);
    expect("which is as long", await page.locator("[data-clear]").isVisible());
    await head(second).click();
    await settled(page);
    expect("closed", await seen.hash(page), "#/tasks?light=red");
    await head(third).click();
    await page.goBack();
    await settled(page);
    expect("the back key closes", [await seen.hash(page), (await seen.opened(page)).includes(third)], ["#/tasks?light=red", false]);
  },
};

const places = {
  name: "back to the same place",
  on: isSample,
  options: { viewport: { width: 360, height: 700 } },
  run: async ({ open, expect }) => {
    const page = await open("#/wall");
    const tile = page.locator(".wall .solid").last(), address = await tile.getAttribute("href");
    await tile.scrollIntoViewIfNeeded();
    const place = await page.evaluate(() => scrollY);
    await tile.click();
    await settled(page);
    expect("the tile's card", await seen.opened(page), [decodeURIComponent(address.slice(1))]);
    await page.goBack();
    await settled(page);
    expect("the wall", [await seen.view(page), Math.abs((await page.evaluate(() => scrollY)) - place) < 60], ["wall", true]);
    expect("closed again", await seen.opened(page), []);
  },
};

const NONSENSE = [
  "#%E0%A4%A", "#/nowhere", "#nobody", "#/tasks?light=purple", "#/tasks?unit=__proto__&area=constructor", "#/tasks?q=%E0%A4%A",
  "#/tasks?sort=constructor", "#/tasks?matter=nothing", "#/?", "#?", "##", "#/home?light=red&light=green", "#<script>alert(1)</script>",
  "#/tasks?q=" + "a".repeat(5_000), "#/tasks?q=%00%0A(*[", "#main", "#/tasks/units",
];

const nonsense = {
  name: "nonsense",
  on: (page) => page.kind !== "large",
  run: async ({ open, expect }) => {
    const page = await open(), total = await seen.count(page);
    for (const hash of NONSENSE) {
      await page.evaluate((nonsense) => (location.hash = nonsense), hash);
      await settled(page);
      const many = await seen.count(page), isNothing = await page.locator("[data-nothing]").evaluate((words) => !words.hidden);
      expect(`${hash.slice(0, 40)} says what fits`, isNothing, many === 0);
      expect(`${hash.slice(0, 40)} shows a view`, await page.locator("section.view:visible").count() > 0);
      if (!hash.includes("?")) expect(`${hash.slice(0, 40)} shows all`, many, total);
    }
    const fresh = await open(NONSENSE[0]);
    expect("opened with it", await seen.count(fresh), total);
  },
};

export const checks = [views, sent, opening, places, nonsense];
