// Sends a question without leaving the page; without this script the form posts a whole page.

import { isComposing } from "./composing.js";
import { copyAndSay, plainText } from "./copy.js";

const PATIENCE = 20_000;
const WORD_AFTER = 300;

const page = document.querySelector("[data-ask-page]");
const turns = page.querySelector("[data-turns]");
const composer = page.querySelector("[data-composer]");
const field = composer.elements.question;
const pending = page.querySelector("[data-pending]");
let busy = false;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-ask]")) {
    event.preventDefault();
    ask(fields(form, event.submitter), form === composer);
  } else if (form.matches("[data-feedback]")) {
    event.preventDefault();
    thank(form, fields(form, event.submitter));
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy-button]");
  if (button) {
    copyAndSay(plainText(button.closest("[data-answer]").querySelector("[data-copy]")), button);
  }
});

field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !isComposing(event)) {
    event.preventDefault();
    composer.requestSubmit();
  }
});

showCopyButtons(page);

function fields(form, submitter) {
  const data = new URLSearchParams(new FormData(form));
  if (submitter?.name) data.set(submitter.name, submitter.value);
  if (form.matches("[data-ask]")) data.set("conversation", composer.elements.conversation.value);
  return data;
}

async function ask(data, typed) {
  const question = data.get("question").trim();
  if (busy || !question) return;
  if (typed) field.value = "";
  page.querySelector("[data-error]").textContent = "";
  field.removeAttribute("aria-invalid");
  await attempt(data, waitingTurn(question));
}

async function attempt(data, turn) {
  setBusy(true);
  const state = turn.querySelector("[data-state]");
  state.replaceChildren(paragraph("waiting", ""));
  const word = setTimeout(() => state.replaceChildren(paragraph("waiting", "正在查找")), WORD_AFTER);
  try {
    turn.replaceWith(...(await answerTo(data)));
    landed();
  } catch (error) {
    offerRetry(state, error, () => attempt(data, turn));
  } finally {
    clearTimeout(word);
    setBusy(false);
  }
}

async function answerTo(data) {
  const reply = await fetch("/", {
    method: "POST",
    body: data,
    headers: { Accept: "text/html", "X-Fragment": "turn" },
    signal: AbortSignal.timeout?.(PATIENCE),
  });
  const text = await reply.text();
  if (!reply.ok) throw new Refusal(sentenceFor(reply, text));
  const holder = document.createElement("template");
  holder.innerHTML = text;
  return holder.content.children;
}

/** An error whose message came from the service and is meant to be read. */
class Refusal extends Error {}

function sentenceFor(reply, text) {
  const shown = new DOMParser().parseFromString(text, "text/html").querySelector("[data-message]");
  if (shown) return shown.textContent;
  return reply.status === 429 ? "提问太快了，请过一分钟再试。" : "服务暂时没能答复。";
}

function offerRetry(state, error, again) {
  const told = error instanceof Refusal ? error.message : "网络不通，问题没有送到。";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = "重试";
  button.addEventListener("click", again);
  state.replaceChildren(paragraph("failed-note", told), paragraph("", "您写的内容还在上面，可以重试。"), button);
  state.parentElement.scrollIntoView({ block: "nearest" });
}

function waitingTurn(question) {
  page.classList.add("started");
  page.querySelector("[data-examples]")?.remove();
  const turn = pending.content.firstElementChild.cloneNode(true);
  turn.querySelector("[data-question]").textContent = question;
  turns.append(turn);
  turn.scrollIntoView({ block: "start" });
  return turn;
}

function landed() {
  const turn = turns.lastElementChild;
  const conversation = turn.dataset.conversation;
  if (conversation) composer.elements.conversation.value = conversation;
  showCopyButtons(turn);
  turn.scrollIntoView({ block: "start" });
  // On a phone the keyboard would cover the answer that was just asked for.
  if (matchMedia("(pointer: coarse)").matches) field.blur();
  else field.focus({ preventScroll: true });
}

async function thank(form, data) {
  const words = document.createElement("p");
  words.setAttribute("role", "status");
  words.className = "soft";
  try {
    const reply = await fetch(form.action, { method: "POST", body: data, headers: { "X-Fragment": "feedback" } });
    if (!reply.ok) throw new Error(String(reply.status));
    words.textContent =
      data.get("value") === "up" ? "已记下。" : `已记下。要人工帮忙，请拨打 ${form.dataset.hotline}。`;
    if (data.get("value") === "down") {
      const why = document.createElement("a");
      why.href = `/feedback?answer=${encodeURIComponent(data.get("answer"))}`;
      why.textContent = "说说哪里没帮上";
      words.append(why);
    }
    form.replaceChildren(words);
  } catch {
    form.querySelector("[role=status]")?.remove();
    words.textContent = "没能记下，请再点一次。";
    form.append(words);
  }
}

function setBusy(value) {
  busy = value;
  turns.setAttribute("aria-busy", String(value));
  composer.querySelector("button").setAttribute("aria-disabled", String(value));
}

function showCopyButtons(part) {
  for (const button of part.querySelectorAll("[data-copy-button]")) button.hidden = false;
}

function paragraph(kind, words) {
  const made = document.createElement("p");
  made.className = kind;
  made.textContent = words;
  return made;
}
