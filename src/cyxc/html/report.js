"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const index = JSON.parse($("index").textContent);
  const words = index.words;
  const entries = [...document.querySelectorAll("details.verdict")];
  const position = new Map(entries.map((entry, i) => [entry, i]));
  const sections = [...document.querySelectorAll("section.clause")];
  const rests = [...document.querySelectorAll("details.rest")];
  const cells = [...document.querySelectorAll("td[data-column]")].map((cell) => ({ cell, whole: cell.textContent }));
  const boxes = [...document.querySelectorAll("input[name=status]")];
  const most = Number($("filters").dataset.most);

  // Details: held as text until the first is needed, drawn when an entry is opened.
  let held = null;
  const details = (i) => (held ??= JSON.parse($("details").textContent))[i];

  function made(tag, text, name) {
    const one = document.createElement(tag);
    if (text) one.textContent = text;
    if (name) one.className = name;
    return one;
  }

  function lines(rows) {
    const block = made("div", "", "lines");
    for (const [label, text, style] of rows) {
      const line = made("p", "", `line ${style}`.trim());
      if (label) line.append(made("span", label, "label"));
      line.append(text);
      block.append(line);
    }
    return block;
  }

  function table({ title, head, rows }) {
    const block = made("table");
    block.append(made("caption", title));
    const top = block.createTHead().insertRow();
    for (const name of head) {
      const cell = made("th", name);
      cell.scope = "col";
      top.append(cell);
    }
    const body = block.createTBody();
    for (const row of rows) {
      const line = body.insertRow();
      row.forEach((text, column) => {
        const cell = made("td", text);
        cell.dataset.head = head[column];
        line.append(cell);
      });
    }
    return block;
  }

  function draw(entry) {
    if (entry.childElementCount > 1) return;
    const opened = made("div", "", "opened");
    entry.append(opened);
    for (const block of details(position.get(entry))) {
      opened.append(Array.isArray(block) ? lines(block) : table(block));
    }
  }

  function open(entry, yes) {
    if (yes) draw(entry);
    entry.open = yes;
  }

  // Filter.
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  let haystacks = null;
  const haystack = (i) =>
    (haystacks ??= entries.map((entry, n) =>
      folded(`${entry.firstElementChild.textContent} ${details(n).flatMap((b) => b.rows ?? b).flat().join(" ")}`)
    ))[i];

  function asked() {
    const goal = $("goal").value;
    const cut = goal.indexOf(":");
    return {
      statuses: new Set(boxes.filter((box) => box.checked).map((box) => box.value)),
      kind: $("kind").value,
      office: $("office").value,
      by: goal.slice(0, cut),
      goal: goal.slice(cut + 1),
      terms: folded($("search").value).split(/\s+/).filter(Boolean),
    };
  }

  function answers(verdict, i, filter) {
    if (filter.kind && verdict.kind !== filter.kind) return false;
    if (filter.office && !verdict.offices.includes(Number(filter.office))) return false;
    if (filter.by === "goal" && !verdict.goals.includes(filter.goal)) return false;
    if (filter.by === "clause" && verdict.clause !== filter.goal && !verdict.clause.startsWith(`${filter.goal}/`)) {
      return false;
    }
    return filter.terms.every((term) => haystack(i).includes(term));
  }

  function count(counts, ...keys) {
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }

  const filled = (pattern, parts) => pattern.replace(/\{(\w+)\}/g, (_, name) => parts[name]);

  function said(filter) {
    const chosen = (id) => $(id).selectedOptions[0].textContent.trim();
    const name = (id) => document.querySelector(`label[for=${id}]`).textContent;
    const statuses = boxes.filter((box) => box.checked);
    const pairs = statuses.length
      ? [[document.querySelector("legend").textContent, statuses.map((b) => b.parentElement.querySelector(".name").textContent).join(" + ")]]
      : [];
    for (const id of ["kind", "office", "goal"]) if ($(id).value) pairs.push([name(id), chosen(id)]);
    if (filter.terms.length) pairs.push([name("search"), $("search").value.trim()]);
    return pairs.map(([n, value]) => filled(words.pair, { name: n, value })).join(words.between);
  }

  function apply() {
    const filter = asked();
    const statuses = new Map();
    const counts = new Map();
    let listed = 0;
    index.verdicts.forEach((verdict, i) => {
      const otherwise = answers(verdict, i, filter);
      if (otherwise) count(statuses, verdict.status);
      const shown = otherwise && (!filter.statuses.size || filter.statuses.has(verdict.status));
      if (entries[i].hidden === shown) entries[i].hidden = !shown;
      if (!shown) return;
      listed += 1;
      count(counts, `${verdict.kind} ${verdict.column}`, `all ${verdict.column}`, `${verdict.kind} entries`, "all entries");
    });
    const filtered = said(filter);
    report(filter, filtered, listed, statuses, counts);
  }

  function report(filter, filtered, listed, statuses, counts) {
    const total = entries.length;
    for (const { cell, whole } of cells) {
      const here = counts.get(`${cell.dataset.kind} ${cell.dataset.column}`) ?? 0;
      cell.textContent = filtered ? `${here} / ${whole}` : whole;
    }
    for (const box of boxes) {
      box.parentElement.querySelector(".count").textContent = statuses.get(box.value) ?? 0;
    }
    for (const rest of rests) {
      const here = [...rest.children].filter((child) => child.matches("details:not([hidden])")).length;
      rest.hidden = !here;
      rest.open = Boolean(filtered);
    }
    for (const section of sections) section.hidden = !section.querySelector("details.verdict:not([hidden])");
    const line = filled(filtered ? words.listed : words.whole, { count: listed, total });
    $("listed").textContent = filtered ? `${line}${words.between}${filled(words.said, { said: filtered })}` : line;
    $("nothing").hidden = listed > 0;
    $("clear-button").disabled = !filtered;
    $("open-button").disabled = listed > most;
  }

  // A word typed letter by letter is looked for once it stands.
  let waiting = 0;
  $("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 150);
  });
  $("filters").addEventListener("change", apply);
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  function clear() {
    $("filters").reset();
    apply();
  }
  $("clear-button").addEventListener("click", clear);
  $("open-button").addEventListener("click", () => {
    for (const rest of rests) rest.open = true;
    for (const entry of entries) if (!entry.hidden) open(entry, true);
  });
  $("close-button").addEventListener("click", () => {
    for (const entry of entries) if (entry.open) open(entry, false);
  });
  $("print-button").addEventListener("click", () => print());
  $("list").addEventListener("toggle", (event) => {
    if (event.target.open && position.has(event.target)) draw(event.target);
  }, true);

  // An address that ends in #entry-ID opens that entry.
  function follow() {
    const entry = $(decodeURIComponent(location.hash.slice(1)));
    if (!position.has(entry)) return;
    if (entry.hidden) clear();
    const rest = entry.closest("details.rest");
    if (rest) rest.open = true;
    open(entry, true);
    entry.scrollIntoView();
    // The heights of entries off the screen were guesses; on the screen they are known.
    requestAnimationFrame(() => requestAnimationFrame(() => entry.scrollIntoView()));
  }

  $("filters").hidden = false;
  document.querySelector(".more").open = !matchMedia("(max-width: 60rem)").matches;
  apply();
  follow();
  addEventListener("hashchange", follow);
})();
