"use strict";
(() => {
  const bar = document.querySelector(".bar"), told = bar.querySelector("output");
  const cards = [...document.querySelectorAll(".card")], groups = [...document.querySelectorAll(".group")];
  const fold = text => text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u00ad\u200b]/g, "").toLowerCase().replace(/\s+/g, " ");
  const hay = new Map(cards.map(card => [card, fold([...card.querySelectorAll(".hay")].map(part => part.textContent).join(" "))]));
  const visible = () => cards.filter(card => !card.hidden);

  const choose = () => {
    const words = fold(bar.q.value).split(" ").filter(Boolean), stage = bar.stage.value, page = bar.page.value;
    for (const card of cards) card.hidden = !(
      words.every(word => hay.get(card).includes(word)) && (!stage || card.dataset.stage === stage) &&
      (!page || card.dataset.pages.split(" ").includes(page)) && (!bar.findings.checked || card.dataset.findings !== "0"));
    for (const group of groups) group.hidden = !group.querySelector(".card:not([hidden])");
    const count = visible().length;
    told.textContent = told.dataset.say.replace("{count}", count).replace("{total}", cards.length);
    document.querySelector(".nothing").hidden = count > 0;
  };

  const go = step => {
    const shown = visible(), here = shown.indexOf(document.activeElement.closest(".card"));
    const top = shown.findIndex(card => card.getBoundingClientRect().bottom > innerHeight * .25);
    const next = here < 0 ? Math.max(top, 0) : Math.min(Math.max(here + step, 0), shown.length - 1);
    if (shown[next]) { shown[next].focus({ preventScroll: true }); shown[next].scrollIntoView({ block: "start" }); }
  };

  // a link leads to a text even when the choice hides it
  const read = () => {
    const hash = location.hash.slice(1);
    if (hash.startsWith("q=")) { try { bar.q.value = decodeURIComponent(hash.slice(2)); } catch { bar.q.value = hash.slice(2); } }
    else if (document.getElementById(hash)?.closest(".card[hidden]")) bar.reset();
    else return;
    choose();
    if (!hash.startsWith("q=")) document.getElementById(hash).scrollIntoView();
  };

  bar.hidden = document.querySelector(".keys").hidden = false;
  bar.addEventListener("submit", event => event.preventDefault());
  bar.addEventListener("input", choose);
  addEventListener("hashchange", read);
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && bar.contains(event.target)) { bar.reset(); choose(); event.target.blur(); return; }
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    const act = { j: () => go(1), k: () => go(-1), "/": () => bar.q.focus() }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  choose();
  read();
})();
