// Prints an item's guide as the one-time notice (一次性告知单).

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
