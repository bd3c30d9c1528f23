// Where nothing runs and nothing moves: without script, and on paper.
import { writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { seen, settled } from "./browser.js";

const bare = {
  name: "without script",
  // Where nothing runs, 5,000 open cards are laid out at once, which takes as long as it takes.
  on: (page) => page.kind !== "large",
  options: { javaScriptEnabled: false, reducedMotion: "reduce", viewport: { width: 360, height: 760 } },
  run: async ({ open, expect, file }) => {
    const page = await open();
    const cards = page.locator(".card");
    expect("all cards", await cards.count(), file.expected.list.rows.length);
    expect("all open", await page.locator(".card[open]").count(), file.expected.list.rows.length);
    for (const view of await page.locator("section.view").all()) expect("a view", await view.isVisible());
    expect("the form", await page.locator("form").isVisible(), false);
    for (const button of await page.locator("button").all()) expect("a button", await button.isVisible(), false);
    // Boxes come from the browser, since nothing runs in the page.
    const { width } = await page.locator("body").boundingBox();
    expect("its width", width <= 360);
    await page.locator("nav a").nth(1).click();
    expect("a tab jumps", page.url().endsWith("#/tasks"));
    expect("there", (await page.locator("[id='/tasks']").boundingBox()).y < 200);
  },
};

/** Prints a page and says what pdfinfo says of its pages. */
const printed = async (page, folder, name) => {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const path = join(folder, `${name}.pdf`);
  writeFileSync(path, pdf);
  const said = execFileSync("pdfinfo", ["-f", "1", "-l", "-1", path], { encoding: "utf8" });
  const sizes = [...said.matchAll(/size:\s+([\d.]+) x ([\d.]+) pts/g)].map(([, wide, high]) => [Math.round(wide), Math.round(high)]);
  return { sizes, text: execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" }) };
};

const sheets = {
  name: "A4",
  on: (page) => page.kind === "sample",
  run: async ({ open, expect, file, folder }) => {
    const page = await open("#/home");
    const { sizes, text } = await printed(page, folder, `${file.name}-a4`);
    expect("sizes", sizes.filter(([wide, high]) => Math.abs(wide - 595) > 1 || Math.abs(high - 842) > 1), []);
    expect("pages", sizes.length >= 2 && sizes.length <= 6);
    for (const { id, light } of file.expected.list.rows) {
      const isWrong = light === "red" || light === "yellow";
      expect(`${id} is ${light}`, new RegExp(`(^|\\s)${id} ·`, "m").test(text), isWrong);
    }
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    expect("as before", (await seen.cards(page)).length, 50);
  },
};

const filtered = {
  name: "A4 of a list with an opened card",
  on: (page) => page.kind === "sample",
  run: async ({ open, expect, file, folder }) => {
    const page = await open("#/tasks?area=urban");
    const stands = (text, id) => new RegExp(`(^|\\s)${id} ·`, "m").test(text);
    const list = await printed(page, folder, `${file.name}-list`);
    for (const { id, area } of file.expected.list.rows) expect(`${id}`, stands(list.text, id), area === "urban");
    expect("what was asked for", list.text.includes(file.expected.list.rows.find(({ area }) => area === "urban").area_name));
    await page.locator(".card summary").first().click();
    const before = [await seen.cards(page), await seen.opened(page)];
    const { text } = await printed(page, folder, `${file.name}-card`);
    const [opened] = before[1];
    for (const { id } of file.expected.list.rows) expect(`the card alone: ${id}`, stands(text, id), id === opened);
    await settled(page);
    expect("as before", [await seen.cards(page), await seen.opened(page)], before);
  },
};

const wall = {
  name: "A3",
  on: (page) => page.kind === "sample" || page.kind === "wall",
  run: async ({ open, expect, file, folder }) => {
    const page = await open("#/wall");
    const { sizes, text } = await printed(page, folder, `${file.name}-a3`);
    expect("one page across", sizes, [[1191, 842]]);
    const squeezed = text.replace(/\s/g, "");
    const missing = file.expected.list.rows.filter(({ light }) => light === "red" || light === "yellow")
      .filter(({ title }) => !squeezed.includes(title.replace(/\s/g, "").slice(0, 4)));
    expect("titles", missing.map(({ id }) => id), []);
  },
};

export const checks = [bare, sheets, filtered, wall];
