// A page that waits for a result looks again every two seconds.
if (document.querySelector("[data-waiting]")) {
  setTimeout(() => location.reload(), 2000);
}
