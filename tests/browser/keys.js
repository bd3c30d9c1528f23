// The keyboard alone: everything is reached, opened, found and closed.
import { seen, settled } from "./browser.js";

const isSample = (page) => page.kind === "sample";

const tab = {
  name: "Tab reaches everything",
  on: (page) => page.kind === "sample" || page.kind === "empty",
  run: async ({ open, expect }) => {
    for (const view of ["home", "tasks", "units", "wall"]) {
      const page = await open(`#/${view}`);
      const reachable = () => {
        const all = document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']");
        return [...all].filter((element) => element.checkVisibility({ visibilityProperty: true })).length;
      };
      const expected = await page.evaluate(reachable);
      await page.evaluate(() => {
        document.activeElement.blur();
        window.reached = new Set();
        document.addEventListener("focusin", (event) => window.reached.add(event.target));
      });
      for (let nth = 0; nth < expected + 5; nth += 1) await page.keyboard.press("Tab");
      const reached = await page.evaluate(() => [...window.reached].filter((element) => element.isConnected && element.tabIndex >= 0).length);
      expect(view, reached >= expected, true);
      const seenFocus = await page.evaluate(() => {
        document.querySelector("nav a").focus();
        return document.activeElement.matches(":focus-visible") && getComputedStyle(document.activeElement).outlineStyle !== "none";
      });
      expect(`${view}: focus is seen`, seenFocus);
      await page.close();
    }
  },
};

const cards = {
  name: "arrows and Enter in the list",
  on: isSample,
  run: async ({ open, expect }) => {
    const page = await open("#/tasks?light=red"), press = (key) => page.keyboard.press(key);
    const [first, second] = await seen.cards(page);
    await press("/");
    expect("/ searches", await seen.focus(page), "q");
    await press("ArrowDown");
    expect("down to the first card", await seen.focus(page), first);
    await press("ArrowDown");
    expect("to the second", await seen.focus(page), second);
    await press("ArrowUp");
    expect("up again", await seen.focus(page), first);
    await press("Enter");
    expect("Enter opens", [await seen.opened(page), await seen.hash(page)], [[first], `#${first}`]);
    await press("Escape");
    expect("Esc closes", [await seen.opened(page), await seen.hash(page), await seen.focus(page)], [[], "#/tasks?light=red", first]);
    await press("Escape");
    await settled(page);
    expect("Esc shows all", await seen.hash(page), "#/tasks");
    await press("/");
    await page.keyboard.type("P-07");
    expect("typing finds", await seen.cards(page), ["P-07"]);
    expect("and stays", await seen.focus(page), "q");
    await press("Enter");
    expect("Enter goes to what is found", await seen.focus(page), "P-07");
    await press("/");
    expect("a second /", await seen.focus(page), "q");
    await press("Escape");
    expect("Esc clears", [await seen.hash(page), await page.locator("[name=q]").inputValue()], ["#/tasks", ""]);
  },
};

const tabs = {
  name: "arrows in the tabs, Esc out of a view",
  on: isSample,
  run: async ({ open, expect }) => {
    const page = await open("#/units"), press = (key) => page.keyboard.press(key);
    await page.locator("nav a").first().focus();
    await press("ArrowRight");
    expect("right", await seen.focus(page), "#/tasks");
    await press("ArrowLeft");
    expect("left", await seen.focus(page), "#/home");
    await press("ArrowRight");
    await press("Enter");
    await settled(page);
    expect("Enter opens", await seen.view(page), "tasks");
    await page.goBack();
    await settled(page);
    await press("Escape");
    await settled(page);
    expect("Esc goes to the list", await seen.view(page), "tasks");
    await page.locator("nav a[href='#/wall']").focus();
    await press("Enter");
    await settled(page);
    await press("/");
    expect("/ goes to the list", [await seen.view(page), await seen.focus(page)], ["tasks", "q"]);
  },
};

const skip = {
  name: "the first link leads to the content",
  on: isSample,
  run: async ({ open, expect }) => {
    const page = await open("#/tasks?light=red");
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await settled(page);
    expect("the list stays", [await seen.hash(page), await seen.focus(page)], ["#/tasks?light=red", "main"]);
  },
};

export const checks = [tab, cards, tabs, skip];
