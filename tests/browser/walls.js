// The wall: a tile opens its card, what is folded opens its list, and one that does not fit turns by itself.
import { seen, settled } from "./browser.js";

const tiles = {
  name: "tiles of the wall",
  on: (page) => page.kind === "sample" || page.kind === "wall",
  run: async ({ open, expect, file }) => {
    const page = await open("#/wall");
    const all = await page.locator(".wall .tile").evaluateAll((tiles) => tiles.map((tile) => decodeURIComponent(tile.hash.slice(1))));
    expect("a tile a task", all.sort(), file.expected.list.rows.map((row) => row.id).sort());
    for (const tile of (await page.locator(".wall .tile").all()).slice(0, 80).filter((_, nth) => nth % 9 === 0)) {
      const id = decodeURIComponent((await tile.getAttribute("href")).slice(1));
      await tile.click();
      await settled(page);
      expect(id, [await seen.view(page), await seen.opened(page)], ["tasks", [id]]);
      await page.goBack();
      await settled(page);
    }
    expect("all at one look", await page.evaluate(() => document.querySelector(".wall").getBoundingClientRect().bottom <= innerHeight));
    expect("it does not turn", await page.locator("[data-turn]").isHidden());
  },
};

const folded = {
  name: "what is folded opens",
  on: (page) => page.kind === "large",
  run: async ({ open, expect }) => {
    const page = await open("#/wall"), folds = page.locator(".fold");
    expect("folds", (await folds.count()) > 0);
    const expected = await folds.first().evaluate((fold) => Number(/\d+/.exec(fold.textContent)));
    await folds.first().click();
    await settled(page);
    expect("as many", await seen.count(page), expected);
  },
};

const shown = (page) => page.evaluate(() => {
  const seenTiles = [...document.querySelectorAll(".wall a")].filter((tile) => tile.checkVisibility());
  const ends = seenTiles.map((tile) => tile.getBoundingClientRect().bottom);
  return { tiles: seenTiles.map((tile) => tile.getAttribute("href")), fits: Math.max(...ends) <= innerHeight };
});

const turning = {
  name: "a wall that turns",
  on: (page) => page.kind === "wall",
  options: { viewport: { width: 1000, height: 640 } },
  before: (page) => page.clock.install(),
  run: async ({ open, expect }) => {
    const page = await open();
    const turn = page.locator("[data-turn]");
    const [now, pages] = (await turn.textContent()).match(/\d+/g).map(Number);
    expect("the first of several", [now, pages > 1], [1, true]);
    const seenTiles = new Set();
    for (let nth = 1; nth <= pages; nth += 1) {
      const { tiles, fits } = await shown(page);
      expect(`page ${nth} fits`, fits);
      expect(`page ${nth} is said`, (await turn.textContent()).match(/\d+/g).map(Number), [nth, pages]);
      for (const tile of tiles) seenTiles.add(tile);
      await page.clock.runFor(15_000);
    }
    expect("every tile had its turn", seenTiles.size, await page.locator(".wall a").count());
    expect("from the beginning", (await turn.textContent()).match(/\d+/g).map(Number)[0], 1);
    await page.locator(".wall a:visible").first().hover();
    await page.clock.runFor(40_000);
    expect("it waits for who looks", (await turn.textContent()).match(/\d+/g).map(Number)[0], 1);
    await page.mouse.move(1, 1);
    await page.locator(".wall a:visible").first().focus();
    await page.clock.runFor(40_000);
    expect("and for who reads", (await turn.textContent()).match(/\d+/g).map(Number)[0], 1);
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("ArrowRight");
    expect("by hand", (await turn.textContent()).match(/\d+/g).map(Number)[0], 2);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await turn.waitFor({ state: "hidden" });
    expect("and all is there", (await shown(page)).tiles.length, await page.locator(".wall a").count());
  },
};

export const checks = [tiles, folded, turning];
