// Reads a typed date back in words (2026年11月22日（星期日）) and shows what must be corrected.

const WEEKDAYS = "日一二三四五六";

for (const field of document.querySelectorAll("[data-date]")) {
  field.addEventListener("input", () => readBack(field));
}
document.querySelector("[data-summary]")?.focus();

function readBack(field) {
  const told = field.parentElement.querySelector("[data-read-back]");
  const date = new Date(`${field.value}T00:00:00`);
  if (Number.isNaN(date.getTime())) {
    told.textContent = "例如 2026-11-22";
    return;
  }
  const words = `${date.getFullYear()}年${date.getMonth() + 1}月${date.getDate()}日`;
  told.textContent = `${words}（星期${WEEKDAYS[date.getDay()]}）`;
}
