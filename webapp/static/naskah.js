// Makes the pages quicker to use; every page works without it.
"use strict";

document.documentElement.classList.add("scripted");

// Forms that are sent as soon as something is chosen.
for (const field of document.querySelectorAll("[data-submit]")) {
  field.addEventListener("change", () => field.form.requestSubmit());
}
for (const button of document.querySelectorAll("[data-without-script]")) button.hidden = true;

// "/" goes to the search box, as in many archives.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector("input[type=search]");
  if (box) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});

// The facets are folded on narrow screens.
for (const part of document.querySelectorAll("[data-collapse]")) {
  const narrow = matchMedia(`(max-width: ${part.dataset.collapse})`);
  const fold = () => { part.open = !narrow.matches; };
  narrow.addEventListener("change", fold);
  fold();
}

// One open menu at a time; Escape and a click elsewhere close it.
const menus = document.querySelectorAll("details.menu");
document.addEventListener("click", (event) => {
  for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus) {
    if (menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
});

// Suggestions while typing: a combobox after the ARIA practices.
for (const input of document.querySelectorAll("[data-suggest]")) suggestions(input);

function suggestions(input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = input.id + "-suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  list.hidden = true;
  input.parentElement.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  let chosen = -1;
  let waiting = 0;
  let running = null;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (number) => {
    chosen = number;
    [...list.children].forEach((item, position) => item.setAttribute("aria-selected", String(position === chosen)));
    if (chosen >= 0) input.setAttribute("aria-activedescendant", list.children[chosen].id);
    else input.removeAttribute("aria-activedescendant");
  };
  const take = (item) => {
    if (item.dataset.address) location.href = item.dataset.address;
    else {
      input.value = item.dataset.query;
      close();
      input.form.requestSubmit();
    }
  };
  const show = (found) => {
    list.replaceChildren(...found.map((one, position) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${position}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.query = one.query;
      if (one.address) item.dataset.address = one.address;
      const name = document.createElement("span");
      name.textContent = one.text;
      const kind = document.createElement("span");
      kind.className = "kind";
      kind.textContent = [one.name, one.detail].filter(Boolean).join(" · ");
      item.append(name, kind);
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(item); });
      return item;
    }));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(Boolean(found.length)));
    chosen = -1;
  };
  const ask = async () => {
    running?.abort();
    running = new AbortController();
    const typed = input.value.trim();
    if (typed.length < 2) return close();
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: running.signal });
      if (answer.ok) show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 120); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const last = list.children.length - 1;
    if (event.key === "ArrowDown") choose(chosen >= last ? -1 : chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? last : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else return;
    event.preventDefault();
  });
}

// Plots as PNG: the drawing of the server, painted at twice its size.
for (const button of document.querySelectorAll("[data-png]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const image = new Image();
    image.addEventListener("load", () => {
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth * 2;
      canvas.height = image.naturalHeight * 2;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(blob);
        link.download = button.dataset.name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      });
    });
    image.src = button.dataset.png;
  });
}

// Single keys for whatever names one, as on the pages for reviewing.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const target = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
  if (!target) return;
  event.preventDefault();
  target.click();
  if (target.hash) document.querySelector(`${target.hash} .correct summary`)?.focus();
});

// Uploads with progress.
for (const form of document.querySelectorAll("[data-upload]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const bar = form.querySelector("progress");
    const send = new XMLHttpRequest();
    bar.hidden = false;
    form.querySelector("button").disabled = true;
    send.upload.addEventListener("progress", (step) => {
      if (step.lengthComputable) bar.value = 100 * step.loaded / step.total;
    });
    send.addEventListener("loadend", () => location.reload());
    send.open("POST", form.action || location.href);
    send.send(new FormData(form));
  });
}
const polled = [...document.querySelectorAll("[data-poll]")];
if (polled.length) {
  const ask = async () => {
    for (const row of polled) {
      const answer = await fetch(row.dataset.poll);
      if (answer.ok && !["waiting", "reading"].includes((await answer.json()).state)) return location.reload();
    }
    setTimeout(ask, 2000);
  };
  setTimeout(ask, 1500);
}

// Wide drawings on narrow screens begin where there is most to see.
for (const part of document.querySelectorAll("[data-middle]")) part.scrollLeft = (part.scrollWidth - part.clientWidth) * 0.38;
for (const part of document.querySelectorAll("[data-end]")) part.scrollLeft = part.scrollWidth;
