// How long the largest page takes, told and not judged: a machine that is busy is no fault of the page.
import { seen } from "./browser.js";

/** Milliseconds until a control's answer stands in the page, laid out. */
const answered = (page, name, value) => page.evaluate(([name, value]) => {
  const control = document.querySelector(`[name=${name}]`), start = performance.now();
  control.value = value;
  control.dispatchEvent(new Event(name === "q" ? "input" : "change", { bubbles: true }));
  document.body.getBoundingClientRect();
  return Math.round(performance.now() - start);
}, [name, value]);

const measured = {
  name: "time",
  on: (page) => page.kind === "large",
  options: { viewport: { width: 360, height: 760 } },
  run: async ({ open, expect, tell }) => {
    const page = await open("#/tasks");
    const opened = await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now())))));
    const times = { opened: Math.round(opened) };
    for (const [name, value] of [["light", "red"], ["light", ""], ["sort", "due"], ["q", "征迁"], ["q", "征迁 剩"], ["q", "zq"], ["q", ""]]) {
      times[`${name} ${value}`] = await answered(page, name, value);
    }
    expect("cards", await seen.count(page), 5_000);
    tell(JSON.stringify(times));
  },
};

export const checks = [measured];
