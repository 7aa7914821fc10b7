// Where htmx could not swap a piece in place (signed out, refused, server away), do what the page does without script:
// follow the link or send the form, so that the answer is seen.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => {
    const element = event.detail.elt;
    if (element.href) location.assign(element.href);
    else if (element.form) element.form.requestSubmit(element);
  });
}
