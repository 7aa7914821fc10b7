// Where the reader is. "Visa fler" puts the focus on the first thing it added, and the address counts how often it was
// pressed: who reads one of the rows and goes back finds the list as long as it was, and themselves where they were.
const MORE = ".more > a[hx-get], .more-row a[hx-get]";
const pressed = () => Number(/^#fler-(\d+)$/.exec(location.hash)?.[1] ?? 0);
const goal = pressed();
const lists = document.querySelectorAll(MORE).length;
let place = history.state?.place ?? 0;
let shown = 0;
let grows = null;

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.requestConfig.elt.matches(MORE) || !detail.shouldSwap) return;
  const { parentElement, previousElementSibling } = detail.target;
  grows = { parentElement, previousElementSibling };
});

document.addEventListener("htmx:afterSettle", () => {
  if (!grows) return;
  const first = grows.previousElementSibling?.nextElementSibling ?? grows.parentElement.firstElementChild;
  grows = null;
  shown += 1;
  if (shown < goal) {
    more();
  } else if (shown === goal) {
    scrollTo({ top: place, behavior: "instant" });
  } else {
    // A page has one address: with two lists on it none of them is remembered.
    if (lists === 1) history.replaceState(history.state, "", `#fler-${shown}`);
    focus(first);
  }
});

function more() {
  document.querySelector(MORE)?.click();
}

function focus(piece) {
  const target = piece.matches("a, summary") ? piece : piece.querySelector("a, summary, button");
  if (!target) piece.tabIndex = -1;
  (target ?? piece).focus({ preventScroll: Boolean(!target) });
}

addEventListener("pagehide", () => {
  if (pressed()) history.replaceState({ ...history.state, place: scrollY }, "");
});

// htmx takes the page over when it has been read: from then on a press is a press.
document.addEventListener("DOMContentLoaded", () => {
  if (goal && lists === 1) setTimeout(more);
});
