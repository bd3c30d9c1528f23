// The figures, read out of the page and held against what the other commands say of the same day.
const isSample = (page) => page.kind === "sample" || page.kind === "wall";

const LIGHTS = { red: "red", yellow: "yellow", green: "green", blue: "blue", none: "no_light" };
const digits = (text) => Number(/\d+/.exec(text)?.[0] ?? 0);

/** Which figures of a group stand beside its key. */
const read = (rows) => rows.map(({ address, name, count, lights, lag }) => {
  const [, key] = /=(.*)$/.exec(decodeURIComponent(address)) ?? [, null];
  const [red, yellow] = ["red", "yellow"].map((light) => digits(lights.find(([hue]) => hue === light)?.[1] ?? "0"));
  return { key, name, tasks: digits(count), red, yellow, lag };
});

/** 1.08 is 欠1.1, -14.71 is 超14.7: as they are said, to one decimal. */
const isSaid = (lag, said) => {
  const found = /[\d.]+/.exec(said)?.[0];
  const near = lag === null ? said === "" : found === undefined ? Math.abs(lag) < 0.05 : Math.abs(Math.abs(lag) - Number(found)) < 0.0501;
  const isBehind = /欠|behind/.test(said), isAhead = /超|ahead/.test(said);
  return near && (lag === null || (!isBehind && !isAhead) || (isBehind ? lag > 0 : lag < 0));
};

const compared = (expect, found, rows, what) => {
  const of = new Map(rows.map((row) => [row.group, row]));
  for (const row of found) {
    const expected = of.get(row.key);
    if (!expected) {
      expect(`${what} ${row.name}`, row.key, "a group");
      continue;
    }
    const { tasks, red, yellow } = expected;
    expect(`${what} ${row.name}`, { tasks: row.tasks, red: row.red, yellow: row.yellow }, { tasks, red, yellow });
    expect(`${what} ${row.name}: ${expected.lag} said as ${row.lag}`, isSaid(expected.lag, row.lag));
  }
};

const home = {
  name: "figures of the overview",
  on: isSample,
  run: async ({ open, expect, file }) => {
    const page = await open("#/home"), { status, list, matters } = file.expected;
    const tiles = await page.locator(".tiles .tile").evaluateAll((all) =>
      all.map((tile) => [new URLSearchParams(tile.hash.split("?")[1]).get("light"), Number(tile.querySelector("b").textContent)]));
    for (const [light, count] of tiles) {
      expect(`tile ${light}, status`, count, status.totals[LIGHTS[light]]);
      expect(`tile ${light}, list`, count, list.rows.filter((row) => row.light === light).length);
    }
    expect("tiles", tiles.length, 5);
    const areas = await page.locator(".area:not(.all)").evaluateAll((all) => all.map((area) => ({
      address: area.getAttribute("href"), name: area.querySelector("b").textContent, count: area.querySelector("small").textContent,
      lights: [...area.querySelectorAll("span i")].map((light) => [light.className, light.textContent]), lag: area.querySelector("em").textContent,
    })));
    expect("areas", areas.length, status.rows.length);
    compared(expect, read(areas), status.rows, "area");
    const decisions = await page.locator(".decision").evaluateAll((all) =>
      all.map((decision) => [new URLSearchParams(decision.hash.split("?")[1]).get("matter"), Number(decision.querySelector("b").textContent)]));
    for (const [matter, count] of decisions) {
      if (matter in matters) expect(`decision ${matter}`, count, matters[matter].rows.length);
    }
    expect("decisions", decisions.length > 0);
  },
};

/** Units or leaders. */
const holders = (view, name) => ({
  name: `figures of ${view}`,
  on: isSample,
  run: async ({ open, expect, file }) => {
    const page = await open(`#/${view}`);
    const found = await page.locator(`[id="/${view}"] tbody tr`).evaluateAll((all) => all.map((row) => ({
      address: row.querySelector("a").getAttribute("href"), name: row.querySelector("a").textContent, count: row.querySelector(".tally").textContent,
      lights: [...row.querySelectorAll(".lights i")].map((light) => [light.className, light.textContent]), lag: row.querySelector(".lag").textContent,
      score: row.querySelector("td b")?.textContent,
    })));
    const { rows } = file.expected[name];
    const grouped = rows.filter((row) => row.group !== null);
    expect("rows", found.length, grouped.length);
    compared(expect, read(found), grouped, view);
    if (view !== "units") return;
    for (const row of file.expected.rank.rows.filter((row) => row.score !== null)) {
      const shown = found.find(({ address }) => address === `#/tasks?unit=${row.group}`);
      expect(`score of ${row.name}`, Math.abs(Number(shown?.score) - row.score) < 0.0051);
    }
  },
});

export const checks = [home, holders("units", "units"), holders("leaders", "leaders")];
