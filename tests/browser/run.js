// Opens pages in one Chromium and prints a line for each thing that is not as it should be, then how many things were looked at.
//
// `node run.js PACKAGES PAGES`: the folder of the packages, and a file that lists the pages, which lie beside it.
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Browser, PAGES_AT_ONCE } from "./browser.js";
import { checks as addresses } from "./addresses.js";
import { checks as figures } from "./figures.js";
import { checks as keys } from "./keys.js";
import { checks as lists } from "./lists.js";
import { checks as looks } from "./looks.js";
import { checks as paper } from "./paper.js";
import { checks as speed } from "./speed.js";
import { checks as walls } from "./walls.js";

const [packages, list] = process.argv.slice(2);
const pages = JSON.parse(readFileSync(list, "utf8"));
const all = [...looks, ...lists, ...addresses, ...keys, ...paper, ...walls, ...figures];
const named = process.env.ONLY ?? "";
const jobsOf = (checks) =>
  checks.flatMap((check) => pages.filter((page) => check.on(page)).map((page) => ({ check, page })))
    .filter(({ check, page }) => `${page.name}: ${check.name}`.includes(named));

const browser = await Browser.start(packages, dirname(resolve(list)));
// What is measured is measured alone.
for (const job of jobsOf(speed)) await browser.run(job);
const jobs = jobsOf(all);
const worker = async () => {
  for (let job = jobs.shift(); job; job = jobs.shift()) await browser.run(job);
};
await Promise.all(Array.from({ length: PAGES_AT_ONCE }, worker));
await browser.stop();
for (const line of browser.told) console.error(line);
for (const line of browser.wrong) console.log(line);
console.log(`looked at ${browser.looked}`);
