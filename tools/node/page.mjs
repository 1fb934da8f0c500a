// A page on trial: opens one HTML file in Chromium without a net, in each view, and does what people do there.
//
//   node page.mjs ORDER.json > ANSWER.json
//
// The order names the file, the browser, and the views: name, width, height, dark, script (whether scripts run), at
// (a fragment) and steps: ["type", selector, text], ["press", key] or ["choose", selector, value]. The answer has for each
// view what was logged, every request that left the file, which cards are shown, where the focus is, what is wider
// than the window, and which words are too faint.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const order = JSON.parse(readFileSync(process.argv[2], "utf8"));

// runs in the browser
function look() {
  const seen = (element) => element.checkVisibility() && element.getClientRects().length > 0;
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = ([red, green, blue]) => [red, green, blue].map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = channels(getComputedStyle(one).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const contrast = (element) => {
    const both = [light(channels(getComputedStyle(element).color)), light(ground(element))].sort((a, b) => b - a);
    return (both[0] + 0.05) / (both[1] + 0.05);
  };
  const own = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const texts = [...document.querySelectorAll("body *")].filter((element) => !element.closest("svg, script") && own(element) && seen(element));
  const name = (element) => `${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 30)}`;
  return {
    shown: [...document.querySelectorAll(".card")].filter(seen).map((card) => card.id),
    bar: seen(document.querySelector(".bar")),
    told: document.querySelector("output").textContent,
    nothing: seen(document.querySelector(".nothing")),
    focus: document.activeElement.id || document.activeElement.name || document.activeElement.tagName,
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth
      ? texts.filter((element) => element.getBoundingClientRect().right > innerWidth + 1).map(name) : [],
    texts: texts.length,
    faint: texts.filter((element) => contrast(element) < 4.5).map((element) => `${name(element)} ${contrast(element).toFixed(1)}`),
  };
}

const ACTS = {
  type: (page, selector, text) => page.type(selector, text),
  press: (page, key) => page.keyboard.press(key),
  choose: (page, selector, value) => page.select(selector, value),
};

async function open(browser, view) {
  const page = await browser.newPage();
  const told = { view: view.name, errors: [], outside: [] };
  await page.setJavaScriptEnabled(view.script);
  await page.setViewport({ width: view.width, height: view.height, deviceScaleFactor: 1 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: view.dark ? "dark" : "light" }]);
  const address = pathToFileURL(order.file).href;
  page.on("request", (request) => !request.url().startsWith(address) && !request.url().startsWith("data:") && told.outside.push(request.url()));
  page.on("pageerror", (problem) => told.errors.push(String(problem)));
  page.on("console", (message) => message.type() === "error" && told.errors.push(message.text()));
  await page.setOfflineMode(true);
  await page.goto(address + view.at, { waitUntil: "load" });
  for (const [act, ...rest] of view.steps) await ACTS[act](page, ...rest);
  Object.assign(told, await page.evaluate(look));
  await page.close();
  return told;
}

const browser = await puppeteer.launch({ executablePath: order.chromium, args: ["--no-sandbox", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND"] });
try {
  const answers = [];
  for (const view of order.views) answers.push(await open(browser, view));
  process.stdout.write(JSON.stringify(answers));
} finally {
  await browser.close();
}
