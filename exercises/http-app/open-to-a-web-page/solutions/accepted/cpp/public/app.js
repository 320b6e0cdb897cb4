"use strict";

const list = document.querySelector("#notes");
const form = document.querySelector("#add");

function show(note) {
  const item = document.createElement("li");
  item.textContent = note.text; // as text, whatever letters it has
  list.append(item);
}

async function load() {
  const answer = await fetch("/notes");
  const { notes } = await answer.json();
  notes.forEach(show);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const note = { text: new FormData(form).get("text") };
  const answer = await fetch("/notes", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(note),
  });
  if (answer.ok) {
    show(await answer.json());
    form.reset();
  }
});

load();
