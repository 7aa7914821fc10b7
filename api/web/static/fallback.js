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
