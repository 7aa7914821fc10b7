// A long list is chosen from by typing: a search field before it leaves what fits. Without script the list stands as it is.
const MANY = 13; // the hours of a day that letters may leave at: those are found by looking
const PEOPLE = ["person", "organ", "avsandare", "part", "huvudman"];
const folded = (text) => text.normalize("NFC").toLocaleLowerCase("sv").replace(/[\u00ad\u200b-\u200d\u2060]/g, "");
const fits = (text, asked) => asked.every((word) => folded(text).includes(word));
const words = (text) => folded(text).split(/\s+/).filter(Boolean);

function searchable(list, name, count, narrow) {
  const id = `sok-${list.id || list.querySelector("input")?.id}`;
  if (document.getElementById(id)) return;
  const box = document.createElement("div");
  const label = document.createElement("label");
  const field = document.createElement("input");
  const said = document.createElement("span");
  box.className = "sok-val no-print";
  label.htmlFor = field.id = id;
  label.textContent = `Skriv för att söka bland ${count}`;
  // Which list it is for is heard after the words of its own.
  if (name) {
    name.id ||= `${id}-namn`;
    field.setAttribute("aria-describedby", name.id);
  }
  field.type = "search";
  field.autocomplete = "off";
  said.setAttribute("role", "status");
  box.append(label, field, said);
  list.before(box);
  field.addEventListener("input", (event) => {
    // What is sought is no part of what the form saves.
    event.stopPropagation();
    const left = narrow(words(field.value));
    said.textContent = field.value.trim() ? (left ? `${left} passar` : "Inget passar") : "";
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    (list.matches("select") ? list : list.querySelector("li:not([hidden]) input"))?.focus();
  });
}

function select(list) {
  const whole = list.cloneNode(true);
  const count = [...list.options].filter((one) => one.value).length;
  if (count <= MANY) return;
  searchable(list, list.labels[0], count, (asked) => {
    const chosen = list.value;
    const copy = whole.cloneNode(true);
    let left = [...copy.options].filter((one) => one.value && fits(one.text, asked));
    for (const one of [...copy.options]) if (one.value && !left.includes(one) && one.value !== chosen) one.remove();
    for (const group of copy.querySelectorAll("optgroup")) if (!group.children.length) group.remove();
    list.replaceChildren(...copy.childNodes);
    list.value = asked.length && left.length === 1 ? left[0].value : chosen;
    if (list.value !== chosen) list.dispatchEvent(new Event("change", { bubbles: true }));
    return left.length;
  });
}

function boxes(list) {
  const rows = [...list.children];
  if (rows.length <= MANY) return;
  searchable(list, list.closest("fieldset")?.querySelector("legend"), rows.length, (asked) => {
    const left = rows.filter((one) => fits(one.textContent, asked));
    for (const one of rows) one.hidden = !left.includes(one) && !one.querySelector(":checked");
    return left.length;
  });
}

function search(piece) {
  piece.querySelectorAll(`form.form select, ${PEOPLE.map((name) => `.filters select[name="${name}"]`)}`).forEach(select);
  piece.querySelectorAll(".choices.many").forEach(boxes);
}

search(document);
document.addEventListener("htmx:load", ({ detail }) => search(detail.elt));
