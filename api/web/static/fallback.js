// Where htmx could not swap a piece in place (signed out, refused, server away), do what the page does without script:
// follow the link or send the form, so that the answer is seen. A form that saves itself (ui.autosave) says instead that
// it could not: in the answer's words where they tell what to mend, else in the page's own.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => {
    const element = event.detail.elt;
    if (element.dataset.fel) element.textContent = element.dataset.fel;
    else if (element.href) location.assign(element.href);
    else if (element.form) element.form.requestSubmit(element);
  });
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.elt.dataset.fel && [409, 422].includes(detail.xhr.status)) {
    detail.shouldSwap = true;
    detail.isError = false;
  }
});

// What has been typed and neither sent nor saved by itself is asked about before its page is left.
const unsaved = new Set();

document.addEventListener("input", ({ target }) => {
  if (target.form && target.form.matches("form.form[method=post]")) unsaved.add(target.form);
});
document.addEventListener("submit", ({ target }) => unsaved.delete(target));
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful && detail.elt.dataset.fel) unsaved.delete(detail.elt.closest("form"));
});
addEventListener("beforeunload", (event) => {
  for (const form of unsaved) if (form.isConnected) event.preventDefault();
});

// What is folded is read on paper: opened before the page is printed, and folded again.
const unfolded = new Set();

addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("main details:not([open], .earlier, .no-print, .cell details)")) {
    one.open = true;
    unfolded.add(one);
  }
});
addEventListener("afterprint", () => {
  for (const one of unfolded) one.open = false;
  unfolded.clear();
});
