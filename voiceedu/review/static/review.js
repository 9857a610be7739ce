/* Plays in place what is a link to a sound without this script, and fills the form that keeps a word. */
const audio = new Audio();
const status = document.querySelector(".playing");
let playing = null;

function stop(words = "") {
  audio.pause();
  playing?.setAttribute("aria-pressed", "false");
  playing = null;
  tell(words);
}

function tell(words) {
  if (!status) return;
  status.textContent = words;
  if (words) document.activeElement?.scrollIntoView({ block: "nearest" }); // the words are seen and cover nothing of it
}

function play(button, address) {
  const again = playing === button;
  stop();
  if (again) return;
  playing = button;
  button.setAttribute("aria-pressed", "true");
  tell(status.dataset.making);
  audio.src = address;
  audio.play().catch((error) => {
    if (error.name !== "AbortError" && playing === button) stop(status.dataset.failed);
  });
}

audio.addEventListener("playing", () => { if (playing) tell(status.dataset.playing); });
audio.addEventListener("ended", () => stop());

if (status) {
  for (const link of document.querySelectorAll("a[data-hear]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...link.childNodes);
    button.setAttribute("aria-pressed", "false");
    button.dataset.address = link.href;
    button.addEventListener("click", () => play(button, link.href));
    link.replaceWith(button);
  }
  for (const form of document.querySelectorAll("form[data-try]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const fields = new FormData(form);
      play(form.querySelector("button"), `${form.dataset.try}?${new URLSearchParams(fields)}`);
    });
  }
}

for (const form of document.querySelectorAll("form[data-from]")) {
  for (const name of form.dataset.from.split(" ")) {
    const from = document.getElementById(name);
    const to = form.elements.namedItem(name);
    to.closest("p").hidden = true; // what was heard is what is kept
    from.addEventListener("input", () => { to.value = from.value; });
    to.value = from.value;
  }
}
