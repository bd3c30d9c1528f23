// One browser for all checks: each gets a page of its own, whose complaints are counted as faults.
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { pathToFileURL } from "node:url";

export const PAGES_AT_ONCE = 3;

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/** Milliseconds after which a page that does not answer is a fault. */
const PATIENCE = 20_000;

/** A program, for who does not look along the path himself. */
const onPath = (name) => process.env.PATH.split(delimiter).map((folder) => join(folder, name)).find(existsSync);

export class Browser {
  wrong = [];
  told = [];
  looked = 0;

  static async start(packages, folder) {
    const require = createRequire(resolve(packages, "package.json"));
    const browser = new Browser();
    const profile = mkdtempSync(join(folder, "profile-"));
    browser.folder = folder;
    browser.axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
    const { chromium } = require("playwright-core");
    browser.chromium = await chromium.launch({
      executablePath: onPath("chromium"),
      args: FLAGS,
      env: { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
    });
    return browser;
  }

  stop() {
    return this.chromium.close();
  }

  /** Runs a check on a page and notes what is not as it should be. */
  async run({ check, page: file }) {
    const options = { viewport: { width: 1440, height: 900 }, ...check.options };
    const context = await this.chromium.newContext(options);
    context.setDefaultTimeout(PATIENCE);
    const where = `${file.name}: ${check.name}`;
    const expect = (what, found, expected = true) => {
      this.looked += 1;
      if (isDeepStrictEqual(found, expected)) return;
      this.wrong.push(`${where}: ${what}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
    };
    const address = pathToFileURL(join(this.folder, file.file)).href;
    const open = async (hash = "") => {
      const page = await context.newPage();
      const complain = (what) => this.wrong.push(`${where}: ${what}`);
      page.on("console", (message) => complain(`console: ${message.text()}`));
      page.on("pageerror", (error) => complain(`error: ${error}`));
      page.on("request", (request) => request.url().split("#")[0] === address || complain(`asked for ${request.url()}`));
      if (check.before) await check.before(page);
      await page.goto(address + hash);
      return page;
    };
    const tell = (what) => this.told.push(`${where}: ${what}`);
    try {
      await check.run({ file, open, expect, tell, axe: this.axe, folder: this.folder });
    } catch (error) {
      this.wrong.push(`${where}: ${String(error.message).split("\n")[0]}`);
    }
    await context.close();
  }
}

/** What a page shows, asked by the tests of several files. */
export const seen = {
  view: (page) => page.evaluate(() => document.body.dataset.view),
  hash: (page) => page.evaluate(() => decodeURIComponent(location.hash)),
  cards: (page) => page.locator("[data-cards]>.card").evaluateAll((cards) => cards.map((card) => card.id)),
  opened: (page) => page.locator(".card[open]").evaluateAll((cards) => cards.map((card) => card.id)),
  /** How many fit, as the page says. */
  count: (page) => page.locator("[data-count]").evaluate((count) => Number(/\d+/.exec(count.textContent))),
  /** What has the focus, by its first words. */
  focus: (page) => page.evaluate(() => {
    const at = document.activeElement;
    return at.closest(".card")?.id ?? at.getAttribute("href") ?? at.name ?? at.localName;
  }),
};

/** Lets a page do what it does after the event at hand. */
export const settled = (page) => page.evaluate(() => new Promise((done) => setTimeout(done)));

/** The views that a page has, as their addresses name them. */
export const viewsOf = (page) => page.locator("section.view").evaluateAll((views) => views.map((view) => view.id));
