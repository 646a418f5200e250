// The operators' console: searches while one types, opens a card, copies what to say.

import { isComposing } from "./composing.js";
import { copyAndSay } from "./copy.js";

const PAUSE = 120;
const LIMIT = 10;
const WORD_AFTER = 300;

const desk = document.querySelector("[data-console]");
const part = (name) => desk.querySelector(`[data-${name}]`);
const search = part("search");
const words = search.elements.q;
const hits = part("hits");
const hitTemplate = part("hit-template");
const replyTemplate = part("reply-template");
const lineTemplate = part("line-template");
const emptyScript = "打开事项后，可以照着念的内容显示在这里。";

let timer;
let asked = 0;
let opened = 0;

part("keys").hidden = false;
part("copy-notes").hidden = false;
part("copy-answer").hidden = !hits.querySelector("[aria-current]") && !part("fields").children.length;
words.focus();

words.addEventListener("input", (event) => {
  if (!event.isComposing) searchSoon();
});
words.addEventListener("compositionend", searchSoon);

search.addEventListener("submit", (event) => {
  event.preventDefault();
  openFirst();
});

hits.addEventListener("click", (event) => {
  const hit = event.target.closest("a");
  if (!hit || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  open(hit);
});

part("copy-answer").addEventListener("click", copyAnswer);
part("copy-notes").addEventListener("click", (event) => {
  const notes = desk.querySelector("#notes").value.trim();
  const said = part("copy-answer").hidden ? "" : part("script").innerText.trim();
  const told = [notes && `通话记录：\n${notes}`, said && `答复：\n${said}`].filter(Boolean).join("\n\n");
  if (told) copyAndSay(told, event.currentTarget);
});

document.addEventListener("keydown", (event) => {
  if (isComposing(event)) return;
  const writing = event.target.matches("textarea");
  if (event.altKey && event.code === "KeyC") {
    event.preventDefault();
    copyAnswer();
  } else if (event.key === "/" && !writing && event.target !== words) {
    event.preventDefault();
    words.focus();
    words.select();
  } else if (event.key === "Escape" && !writing) {
    event.preventDefault();
    clear();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && inFind(event.target)) {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  }
});

function inFind(element) {
  return element === words || hits.contains(element);
}

function move(step) {
  const links = [...hits.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement) + step;
  if (at < 0) words.focus();
  else links[Math.min(at, links.length - 1)]?.focus();
}

function searchSoon() {
  clearTimeout(timer);
  timer = setTimeout(find, PAUSE);
}

async function find() {
  clearTimeout(timer);
  const q = words.value.trim();
  const mine = ++asked;
  if (!q) {
    showHits([], "输入后，事项列在这里。");
    return;
  }
  const word = setTimeout(() => mine === asked && say("正在查找"), WORD_AFTER);
  try {
    const found = await read(`/api/v1/items?${new URLSearchParams({ q, limit: LIMIT, reply: 1 })}`);
    // An answer that was overtaken by later typing would make the list jump back.
    if (mine !== asked) return;
    showHits(found.hits, stateOf(q, found), found.reply);
  } catch (error) {
    if (mine === asked) say(`没有查到：${error.message}`);
  } finally {
    clearTimeout(word);
  }
}

function stateOf(q, found) {
  if (!found.hits.length) return found.reply ? "" : `没有找到与“${q}”相符的事项，请换个说法。`;
  return found.total > found.hits.length
    ? `找到 ${found.total} 项，列出前 ${found.hits.length} 项`
    : `找到 ${found.total} 项`;
}

function showHits(found, state, reply) {
  const current = hits.querySelector("[aria-current]")?.dataset.code;
  const rows = found.map((hit) => hitRow(hit, hit.code === current));
  hits.replaceChildren(...(reply ? [replyRow(reply)] : []), ...rows);
  say(state);
}

// What the words mean besides items: another office, a report, an emergency.
function replyRow(reply) {
  const hit = { code: "-", name: reply.title, department: "", why: [reply.text] };
  const row = hitRow(hit, false, replyTemplate);
  row.querySelector("a").dataset.reply = reply.text;
  return row;
}

function hitRow(hit, current, template = hitTemplate) {
  const row = template.content.firstElementChild.cloneNode(true);
  const link = row.querySelector("a");
  link.href = `/console?${new URLSearchParams({ q: words.value.trim(), code: hit.code })}`;
  link.dataset.code = hit.code;
  if (current) link.setAttribute("aria-current", "true");
  row.querySelector("[data-name]").textContent = hit.name;
  row.querySelector("[data-department]").textContent = hit.department;
  row.querySelector("[data-why]").textContent = hit.why.join("；");
  return row;
}

async function openFirst() {
  if (words.value.trim()) await find();
  const first = hits.querySelector("a");
  if (first) open(first);
}

async function open(link) {
  const mine = ++opened;
  for (const other of hits.querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  if (link.dataset.reply) {
    showReply(link.querySelector("[data-name]").textContent, link.dataset.reply);
    return;
  }
  try {
    const found = await read(`/api/v1/items/${encodeURIComponent(link.dataset.code)}`);
    if (mine === opened) showCard(found.item, found.card);
  } catch (error) {
    if (mine === opened) say(`没能打开：${error.message}`);
  }
}

function showCard(item, card) {
  part("title").textContent = item.name;
  part("about").textContent = [item.department, item.code].filter(Boolean).join("　");
  part("lists").replaceChildren(...badges(item.four_lists ?? []));
  part("fields").replaceChildren(...card.map(cardLine));
  part("guide").hidden = false;
  part("guide").querySelector("a").href = `/items/${encodeURIComponent(item.code)}`;
  part("script").textContent = scriptOf(item, card);
  part("copy-answer").hidden = false;
  part("card").scrollTop = 0;
  part("script").scrollTop = 0;
}

function showReply(title, text) {
  part("title").textContent = title;
  part("about").textContent = "照“答复口径”念。";
  part("lists").replaceChildren();
  part("fields").replaceChildren();
  part("guide").hidden = true;
  part("script").textContent = text;
  part("copy-answer").hidden = false;
  part("script").scrollTop = 0;
}

function badges(names) {
  if (!names.length) return [];
  const list = document.createElement("ul");
  list.className = "badges";
  list.setAttribute("aria-label", "审批服务形式");
  for (const name of names) {
    const badge = document.createElement("li");
    badge.className = "badge badge-list";
    badge.textContent = name;
    list.append(badge);
  }
  return [list];
}

function cardLine(field) {
  const line = lineTemplate.content.firstElementChild.cloneNode(true);
  line.querySelector("[data-label]").textContent = field.label;
  const value = document.createElement("span");
  value.className = field.missing ? "missing" : "held";
  value.textContent = field.value;
  line.querySelector("[data-value]").replaceChildren(value, ...(field.sample ? [" ", sampleMark()] : []));
  return line;
}

function sampleMark() {
  const mark = document.createElement("span");
  mark.className = "badge badge-sample";
  mark.textContent = "示例";
  return mark;
}

function scriptOf(item, card) {
  const said = part("script").dataset.said.split(" ");
  const known = card.filter((field) => said.includes(field.field) && !field.missing);
  return [item.name, ...known.map((field) => `${field.label}：${field.value}`)].join("\n");
}

function copyAnswer() {
  const button = part("copy-answer");
  if (!button.hidden) copyAndSay(part("script").innerText.trim(), button);
}

function clear() {
  asked += 1;
  opened += 1;
  clearTimeout(timer);
  words.value = "";
  showHits([], "输入后，事项列在这里。");
  part("title").textContent = "事项内容";
  part("about").textContent = "选中左边的事项后，办理信息显示在这里。";
  part("lists").replaceChildren();
  part("fields").replaceChildren();
  part("guide").hidden = true;
  part("script").textContent = emptyScript;
  part("copy-answer").hidden = true;
  words.focus();
}

function say(state) {
  part("state").textContent = state;
}

async function read(address) {
  let reply;
  try {
    reply = await fetch(address, { headers: { Accept: "application/json" } });
  } catch {
    throw new Error("网络不通，请检查后再试。");
  }
  const data = await reply.json().catch(() => null);
  if (!reply.ok || !data) throw new Error(data?.error?.message ?? "服务暂时没有答复，请再试一次。");
  return data;
}
