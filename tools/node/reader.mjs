// A reading system on trial: opens an EPUB with epub.js in Chromium and walks through all of it, in each view.
//
//   node reader.mjs ORDER.json > ANSWER.json
//
// The order names the book, the browser, the folder for pictures (or "") and the views: name, width, height, dark,
// paginated. The answer has for each view what was logged, every request that would have left the machine, and for
// each item of the spine what it shows and what is wrong with it. Book and library are served on loopback only.

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const require = createRequire(import.meta.url);
const order = JSON.parse(readFileSync(process.argv[2], "utf8"));
const PAGE = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>reader</title>
<style>html, body { margin: 0; height: 100% } #book { width: 100%; min-height: 100% }</style></head>
<body><div id="book"></div><script src="/jszip.js"></script><script src="/epub.js"></script></body></html>`;
const FILES = {
  "/": ["text/html", () => PAGE],
  "/jszip.js": ["text/javascript", () => readFileSync(require.resolve("jszip/dist/jszip.min.js"))],
  "/epub.js": ["text/javascript", () => readFileSync(require.resolve("epubjs/dist/epub.min.js"))],
  "/book.epub": ["application/epub+zip", () => readFileSync(order.book)],
};

function serve() {
  const server = createServer((request, response) => {
    const found = FILES[new URL(request.url, "http://here").pathname];
    if (!found) return response.writeHead(request.url === "/favicon.ico" ? 204 : 404).end();
    response.writeHead(200, { "content-type": found[0] }).end(found[1]());
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

// everything below runs in the browser

function open(view) {
  window.book = ePub("/book.epub");
  const size = { width: view.width, height: view.paginated ? view.height : undefined };
  const flow = view.paginated ? { flow: "paginated", spread: "none" } : { flow: "scrolled-doc" };
  window.rendition = book.renderTo("book", { ...size, ...flow });
  // as a reader does who wants it dark: on the page, not on what the book colours itself
  rendition.themes.default({ body: { color: view.dark ? "#eeeeee" : "#000000", background: view.ground } });
  document.body.style.background = view.ground;
  return book.ready.then(() => {
    const items = [];
    book.spine.each((item) => items.push(item.href));
    return items;
  });
}

async function look(href, view) {
  await rendition.display(href);
  const contents = rendition.getContents()[0];
  const page = contents.document;
  await Promise.all([...page.images].map((image) => image.decode().catch(() => undefined)));
  await page.fonts.ready;
  await new Promise((resolve) => setTimeout(resolve, 60));

  const name = (element) => element.tagName.toLowerCase() + (element.id ? `#${element.id}` : element.className && element.className.baseVal === undefined ? `.${element.className.split(" ")[0]}` : "");
  const shown = [...page.body.querySelectorAll("*")].filter((element) => element.getClientRects().length);
  const limit = view.paginated ? rendition.manager.layout.columnWidth : page.documentElement.clientWidth;
  // in columns a block has a box in each; what is too wide sticks out of its own
  const is_wide = (element) =>
    [...element.getClientRects()].some(
      (box) => box.width > limit + 1 || (!view.paginated && (box.right > limit + 1 || box.left < -1)),
    );

  const light = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = numbers(page.defaultView.getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0.5) return colour;
    }
    return numbers(view.dark ? "rgb(17,17,17)" : "rgb(255,255,255)");
  };
  const contrast = (element) => {
    const pair = [light(numbers(page.defaultView.getComputedStyle(element).color)), light(ground(element))].sort((a, b) => b - a);
    return (pair[0] + 0.05) / (pair[1] + 0.05);
  };
  const texts = shown.filter((element) => !element.closest("svg") && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));

  return {
    href,
    language: page.documentElement.lang,
    direction: page.documentElement.dir,
    letters: page.body.innerText.trim().length,
    pictures: page.images.length + page.querySelectorAll("svg").length,
    height: page.documentElement.scrollHeight,
    wide: shown.filter(is_wide).map(name),
    broken: [...page.images].filter((image) => !image.naturalWidth).map((image) => image.getAttribute("src")),
    faint: texts.filter((element) => contrast(element) < 4.5).map((element) => `${name(element)} ${contrast(element).toFixed(1)}`),
  };
}

async function read(browser, address, view) {
  const page = await browser.newPage();
  const told = { view: view.name, items: [], errors: [], outside: [] };
  const is_inside = (url) => url.startsWith(address) || /^(blob|data|about):/.test(url);
  await page.setViewport({ width: view.width, height: view.height, deviceScaleFactor: 1 });
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    if (is_inside(request.url())) return request.continue();
    told.outside.push(request.url());
    return request.abort();
  });
  page.on("response", (response) => response.status() >= 400 && told.errors.push(`${response.status()} ${response.url()}`));
  page.on("pageerror", (problem) => told.errors.push(String(problem)));
  page.on("console", (message) => message.type() === "error" && told.errors.push(message.text()));
  await page.goto(address, { waitUntil: "load" });
  for (const href of await page.evaluate(open, view)) {
    try {
      told.items.push(await page.evaluate(look, href, view));
    } catch (problem) {
      told.errors.push(`${href}: ${problem}`);
    }
    if (order.pictures) {
      const name = `${view.name}-${String(told.items.length).padStart(2, "0")}-${href.split("/").pop().replace(/\.\w+$/, "")}.png`;
      await page.screenshot({ path: join(order.pictures, name), fullPage: !view.paginated });
    }
  }
  await page.close();
  return told;
}

const server = await serve();
const browser = await puppeteer.launch({ executablePath: order.chromium, args: ["--no-sandbox", "--disable-background-networking"] });
try {
  const answers = [];
  for (const view of order.views) answers.push(await read(browser, `http://127.0.0.1:${server.address().port}/`, view));
  process.stdout.write(JSON.stringify(answers));
} finally {
  await browser.close();
  server.close();
}
