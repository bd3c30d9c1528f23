// The lists: each tile, decision, area, unit and leader opens its own; filters, orders and words find what they should.
import { seen, settled, viewsOf } from "./browser.js";

const isSample = (page) => page.kind === "sample";

/** Goes back to where the links are and follows each: it must open a list as long as it says. */
const opensAsMany = (name, view, links, says) => ({
  name,
  on: (page) => isSample(page) || page.kind === "wall",
  run: async ({ open, expect }) => {
    const page = await open(`#/${view}`);
    if (!(await viewsOf(page)).includes(`/${view}`)) return;
    const found = page.locator(`[id="/${view}"] ${links}`), many = await found.count();
    expect("links", many > 0);
    for (let nth = 0; nth < many; nth += 1) {
      const link = found.nth(nth);
      const expected = await link.evaluate(says), address = await link.getAttribute("href");
      await link.click();
      await settled(page);
      expect(`${address} opens`, [await seen.view(page), await seen.hash(page)], ["tasks", decodeURIComponent(address)]);
      expect(`${address} counts`, await seen.count(page), expected);
      await page.goBack();
      await settled(page);
      expect(`${address} and back`, await seen.view(page), view);
    }
  },
});

const number = (link) => Number(/\d+/.exec(link.querySelector("b").textContent));
const small = (link) => Number(/\d+/.exec(link.querySelector("small").textContent));
const inRow = (link) => Number(/\d+/.exec(link.closest("tr").querySelector(".tally").textContent));

const chosen = {
  name: "what is chosen is seen",
  on: isSample,
  run: async ({ open, expect }) => {
    const page = await open("#/tasks?light=yellow&area=projects&sort=id");
    const values = await page.locator("form select").evaluateAll((all) => all.map((select) => [select.name, select.value]));
    expect("controls", Object.fromEntries(values.filter(([, value]) => value)), { light: "yellow", area: "projects", sort: "id" });
    const current = page.locator("a.tile[aria-current=true]");
    expect("tile", await current.evaluateAll((all) => all.map((tile) => tile.getAttribute("href"))), ["#/tasks?light=yellow"]);
    expect("tab", await page.locator("nav [aria-current=page]").getAttribute("href"), "#/tasks");
    await page.locator("[data-clear]").click();
    await settled(page);
    expect("order is kept", await seen.hash(page), "#/tasks?sort=id");
    expect("all again", await page.locator("[data-clear]").isHidden());
    await page.goto(page.url().split("#")[0] + "#/tasks?matter=awaiting");
    const matter = page.locator("[data-matter]");
    expect("matter is named", (await matter.textContent()).length > 0);
    await matter.click();
    expect("matter is taken off", await seen.hash(page), "#/tasks");
    expect("and gone", await matter.isHidden());
  },
};

const filters = {
  name: "filters by hand",
  on: isSample,
  run: async ({ open, expect, file }) => {
    const page = await open("#/tasks");
    const { rows } = file.expected.list;
    const keys = { area: (row) => row.area, unit: (row) => row.owner, leader: (row) => row.leader, light: (row) => row.light };
    const nested = await page.locator("form select").evaluateAll((all) =>
      all.map((select) => [select.name, [...select.options].slice(1).map((option) => option.value)]));
    for (const [name, values] of nested) {
      if (!keys[name]) continue;
      for (const value of values) {
        await page.locator(`select[name=${name}]`).selectOption(value);
        const fitting = rows.filter((row) => keys[name](row) === value).length;
        expect(`${name} ${value}`, await seen.count(page), fitting);
      }
      await page.locator(`select[name=${name}]`).selectOption("");
    }
    await page.locator("select[name=light]").selectOption("green");
    await page.locator("select[name=area]").selectOption("projects");
    const both = rows.filter((row) => row.light === "green" && row.area === "projects").length;
    expect("two filters", await seen.count(page), both);
    expect("their address", await seen.hash(page), "#/tasks?light=green&area=projects");
    await page.goBack();
    expect("back to one", await seen.hash(page), "#/tasks?light=green");
  },
};

const orders = {
  name: "orders",
  on: isSample,
  run: async ({ open, expect, file }) => {
    const page = await open("#/tasks?light=red");
    const { rows } = file.expected.list;
    const of = Object.fromEntries(rows.map((row) => [row.id, row]));
    const red = rows.filter((row) => row.light === "red").map((row) => row.id);
    const sorted = async (order) => {
      await page.locator("select[name=sort]").selectOption(order);
      return seen.cards(page);
    };
    const isRising = (values) => values.every((value, nth) => nth === 0 || values[nth - 1] <= value);
    const byDue = await sorted("due"), byId = await sorted("id"), byLag = await sorted("lag");
    for (const found of [byDue, byId, byLag]) expect("the same cards", [...found].sort(), [...red].sort());
    expect("due", isRising(byDue.map((id) => of[id].due)));
    expect("lag", isRising(byLag.map((id) => of[id].lag).filter((lag) => lag !== null).map((lag) => -lag)));
    expect("id", isRising(byId.map((id) => id.slice(0, 1))));
    expect("another order", byId.join() === byLag.join(), false);
  },
};

const words = {
  name: "searching",
  on: (page) => isSample(page) && page.lang === "zh-Hans",
  run: async ({ open, expect, file }) => {
    const page = await open("#/tasks"), search = page.locator("[name=q]");
    const titled = (part) => file.expected.list.rows.filter((row) => row.title.includes(part)).map((row) => row.id);
    const find = async (asked) => {
      await search.fill(asked);
      return seen.cards(page);
    };
    expect("by id", await find("P-07"), ["P-07"]);
    expect("in small letters", await find("p-07"), ["P-07"]);
    expect("in full width", await find("Ｐ－０７"), ["P-07"]);
    const lamps = titled("路灯");
    expect("by title", (await find("路灯")).filter((id) => lamps.includes(id)), lamps);
    expect("two words", await find("征迁 东海"), ["P-07"]);
    expect("parted by a wide blank", await find("征迁　东海"), ["P-07"]);
    expect("words in any order", await find("东海 征迁"), ["P-07"]);
    expect("by initials", (await find("dhpqzq")).includes("P-07"));
    expect("initials of a unit", (await find("qxjd")).length > 0);
    expect("initials and a word", (await find("zqsw 城东")).includes("P-03"));
    await find("没有这样的事");
    expect("nothing", [await seen.count(page), await page.locator("[data-nothing]").isVisible()], [0, true]);
    expect("its address", await seen.hash(page), "#/tasks?q=没有这样的事");
    await page.goBack();
    await settled(page);
    // Typing on is no further entry of the history.
    expect("back to before", [await seen.hash(page), await search.inputValue()], ["#/tasks", ""]);
    await find("征迁 东海");
    expect("words in the address", await page.evaluate(() => location.hash.includes("+")));
  },
};

const batches = {
  name: "cards come in batches",
  on: (page) => page.kind === "large",
  run: async ({ open, expect }) => {
    const page = await open("#/tasks"), more = page.locator("[data-more]");
    const first = (await seen.cards(page)).length;
    expect("at first", first, 50);
    await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: "instant" }));
    await page.waitForFunction(() => document.querySelectorAll(".card").length > 50);
    await more.click();
    expect("by the button", (await seen.cards(page)).length >= first + 100);
    expect("its first has the focus", await page.evaluate(() => document.activeElement.localName), "summary");
    await page.evaluate(() => (location.hash = "#T-4999"));
    await settled(page);
    expect("a card far down", [await seen.opened(page), (await seen.cards(page))[0]], [["T-4999"], "T-4999"]);
    await page.goBack();
    await settled(page);
    expect("as many as before", (await seen.cards(page)).length >= first + 100);
  },
};

export const checks = [
  opensAsMany("tiles", "home", ".tile", number),
  opensAsMany("decisions", "home", ".decision", number),
  opensAsMany("areas", "home", ".area", small),
  opensAsMany("units", "units", "tbody a", inRow),
  opensAsMany("leaders", "leaders", "tbody a", inRow),
  opensAsMany("lights of the wall", "wall", ".sum", number),
  chosen, filters, orders, words, batches,
];
