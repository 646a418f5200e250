// Copies text for pages that offer it, with a way for browsers and addresses without a clipboard.

/** Puts text on the clipboard; false where the browser refuses both ways. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Plain http addresses inside an office network have no clipboard API.
    return copyBySelection(text);
  }
}

function copyBySelection(text) {
  const before = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  area.setAttribute("aria-hidden", "true");
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  before?.focus({ preventScroll: true });
  return done;
}

/** Copies, and says on the button for two seconds whether it worked. */
export async function copyAndSay(text, button) {
  const words = button.querySelector("span") ?? button;
  words.dataset.before ??= words.textContent;
  words.textContent = (await copyText(text)) ? "已复制" : "没能复制，请选中文字复制";
  clearTimeout(Number(words.dataset.timer));
  words.dataset.timer = setTimeout(() => {
    words.textContent = words.dataset.before;
  }, 2000);
}

/** What a reader would copy of a part of the page: its sentences, then each fact as 名称：值. */
export function plainText(part) {
  const lines = [];
  for (const line of part.querySelectorAll(".sentence, .lines li, dl > div")) {
    const label = line.querySelector("dt");
    const value = label ? line.querySelector("dd") : line;
    const text = value.innerText.trim().replace(/\n{2,}/g, "\n");
    lines.push(label ? `${label.innerText.trim()}：${text}` : text);
  }
  return lines.join("\n");
}
