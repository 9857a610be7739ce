/* A player around the native <audio>, and a mark on what is being read. It takes no key from the page, starts nothing
   by itself, and announces nothing that was not asked for. Without it the native player stays. */
const audio = document.querySelector('audio');
const text = audio.dataset;
const control = {};
document.querySelectorAll('[data-control]').forEach(element => { control[element.dataset.control] = element; });

// What is played, part by part: the sentences of one recording, or the recordings of a list.
const isList = !audio.hasAttribute('src');
const parts = Array.from(document.querySelectorAll('[data-start], [data-src]'), element => ({
  element,
  src: element.dataset.src || audio.getAttribute('src'),
  start: element.dataset.start / 1000 || 0,
}));
const headings = isList ? [] : parts.filter(part => part.element.closest('h1, h2, h3, h4, h5, h6'));
if (isList) audio.src = parts[0].src;

let place = 0; // in seconds; the element has none before it loads
const source = () => audio.getAttribute('src');
const length = () => audio.duration || text.duration / 1000 || 0;
// 0.01: a seek may land a rounding before its aim
const current = () => parts.filter(part => part.src === source() && part.start <= place + 0.01).pop();
const after = part => parts[parts.indexOf(part) + 1];

// What this device remembers: the settings, and for each page the place and the speed.
function recall() {
  let memory;
  try { memory = JSON.parse(localStorage.voiceedu); } catch { /* nothing yet */ }
  return { pages: {}, ...memory };
}
function remember(change) {
  const memory = recall();
  change(memory);
  try { localStorage.voiceedu = JSON.stringify(memory); } catch { /* it may not be kept */ }
}
let savedPlace = 0;
function savePlace() {
  savedPlace = place;
  const page = { src: source(), place, speed: audio.defaultPlaybackRate };
  remember(memory => { memory.pages[location.pathname] = place || page.speed !== 1 ? page : undefined; });
}

const fill = (template, words) => template.replace(/{(\w+)}/g, (_, name) => words[name]);
const clock = s => Math.floor(s / 60) + ':' + String(Math.floor(s % 60)).padStart(2, '0');
function inWords(seconds) {
  const count = (number, unit) => new Intl.NumberFormat(
    document.documentElement.lang, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.floor(number));
  try {
    return (seconds < 60 ? '' : count(seconds / 60, 'minute') + ' ') + count(seconds % 60, 'second');
  } catch { return clock(seconds); } // an old browser
}
function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}
function say(message, quote = '') {
  write(control.message, message);
  write(control.quote, quote);
}

// The mark: a highlight, which changes no element under a screen reader's cursor, or else a class.
const highlight = window.Highlight && CSS.highlights ? new Highlight() : null;
if (highlight) {
  CSS.highlights.set('spoken', highlight);
  document.styleSheets[0].insertRule('::highlight(spoken) { background-color: var(--mark); color: var(--mark-ink);'
    + ' text-decoration: underline 0.12em; text-underline-offset: 0.06em; }');
}
let marking = true;
let marked = null;
const whole = part => part.element.closest('tr') || part.element; // a row of a table is said in one sentence
function show(part, on) {
  if (!highlight) return whole(part).classList.toggle('spoken', on);
  highlight.clear();
  if (!on) return;
  const range = new Range();
  range.selectNodeContents(whole(part));
  highlight.add(range);
}
function isInView(element) {
  const box = element.getBoundingClientRect();
  return box.bottom > control.bar.offsetHeight && box.top < innerHeight;
}
function mark(part) {
  if (part === marked) return;
  const readsAlong = marked && isInView(marked.element); // who has scrolled away is not dragged back
  if (marked && marking) show(marked, false);
  marked = part;
  if (!part || !marking) return;
  show(part, true);
  if (readsAlong && !audio.paused && !isInView(part.element)) part.element.scrollIntoView({ block: 'center' });
}
function setMarking(on) {
  if (marked) show(marked, on);
  marking = on;
  write(control.marking, control.marking.dataset[on ? 'off' : 'on']);
}

// Tab reaches one sentence of all. From there the arrow keys reach the others, and Enter plays.
let reached = null;
function reach(part) {
  if (isList || part === reached) return;
  const left = reached;
  reached = part;
  part.element.tabIndex = 0;
  if (!part.element.href) part.element.setAttribute('role', 'button'); // a link leads to another procedure
  if (!left) return;
  if (document.activeElement === left.element) part.element.focus();
  left.element.removeAttribute('tabindex');
  left.element.removeAttribute('role');
}
function showStop() {
  const part = place && current();
  control.stopped.hidden = !part;
  if (!part) return;
  control.stopped.hash = part.element.id;
  // The focus is the listener's to move; and the title would be a stop before Play.
  if (reached && document.activeElement !== reached.element) reach(parts[parts.indexOf(part) || 1]);
}

let boundary;
function follow() {
  clearTimeout(boundary);
  if (audio.readyState) place = audio.currentTime;
  const part = current();
  mark(place || !audio.paused ? part : null);
  if (length()) write(control.time, fill(text.time, { at: clock(place), length: clock(length()) }));
  control.bar.style.setProperty('--played', place / length() || 0);
  if (audio.paused) return;
  const next = after(part);
  if (next && next.src === source()) {
    boundary = setTimeout(follow, Math.max(10, (next.start - place) / audio.playbackRate * 1000));
  }
  if (Math.abs(place - savedPlace) > 5) savePlace();
}
function move(seconds) {
  place = Math.max(0, seconds);
  if (audio.readyState) audio.currentTime = place;
}
function seek(seconds) {
  say('');
  move(length() ? Math.min(seconds, length() - 0.2) : seconds);
  if (audio.paused) showStop();
  follow();
}
function play() {
  say('');
  if (audio.error) audio.load();
  audio.play().catch(() => {}); // the error event tells
}
function playFrom(part) {
  if (part.src !== source()) audio.src = part.src;
  move(part.start);
  reach(part);
  play();
}
function setPlaying(on) {
  write(control.play, on ? text.pause : text.play);
  control.play.classList.toggle('playing', on);
}
function setSpeed(speed) {
  control.speed.value = speed;
  if (control.speed.selectedIndex < 0) control.speed.value = 1; // an old choice
  audio.defaultPlaybackRate = audio.playbackRate = control.speed.value;
}
function whereAmI() {
  const part = current();
  const heading = headings.filter(one => one.start < part.start).pop();
  const at = length() ? fill(text.where, { at: inWords(place), length: inWords(length()) }) : '';
  say(at, [heading, part].filter(Boolean).map(one => whole(one).textContent.trim()).join(': '));
}
function forget() {
  audio.pause();
  move(0);
  setSpeed(1);
  setMarking(true);
  showStop();
  follow();
  try { delete localStorage.voiceedu; } catch { /* nothing to forget */ }
  say(text.forgotten);
}

function on(name, event, listener) {
  if (control[name]) control[name].addEventListener(event, listener);
}
on('play', 'click', () => (audio.paused ? play() : audio.pause()));
on('back', 'click', () => seek(place - 15));
on('forward', 'click', () => seek(place + 15));
on('repeat', 'click', () => playFrom(current()));
on('next', 'click', () => playFrom(after(current()) || parts[0]));
on('where', 'click', whereAmI);
on('forget', 'click', forget);
on('marking', 'click', () => {
  setMarking(!marking);
  remember(memory => { memory.unmarked = !marking; });
});
on('speed', 'change', () => {
  setSpeed(control.speed.value);
  remember(memory => { memory.speed = audio.playbackRate; });
  savePlace();
});
on('stopped', 'click', event => {
  event.preventDefault();
  reach(current());
  current().element.focus();
});
document.addEventListener('click', event => {
  const part = !isList && !event.target.closest('a') && parts.find(one => whole(one).contains(event.target));
  if (part && !String(getSelection())) playFrom(part);
});
document.addEventListener('keydown', event => {
  if (!reached || event.target !== reached.element || event.altKey || event.ctrlKey || event.metaKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const other = step && parts[parts.indexOf(reached) + step];
  if (other) reach(other);
  else if (reached.element.href) return;
  else if (event.key === 'Enter' || event.key === ' ') playFrom(reached);
  else if (!step) return;
  event.preventDefault();
});

let patience;
function expectSound() {
  clearTimeout(patience);
  patience = setTimeout(() => {
    if (!audio.paused && audio.readyState < 3) say(navigator.onLine ? text.waiting : text.offline);
  }, 2000);
}
const hear = (events, listener) => events.split(' ').forEach(event => audio.addEventListener(event, listener));
hear('play waiting', expectSound);
hear('timeupdate seeked ratechange play playing', follow);
hear('loadedmetadata', () => { if (place) audio.currentTime = place; });
hear('play', () => {
  setPlaying(true);
  control.stopped.hidden = true;
  control.more.hidden = false;
});
hear('playing', () => {
  clearTimeout(patience);
  if (control.message.textContent === text.waiting) say('');
});
hear('pause', () => {
  if (audio.ended) return;
  setPlaying(false);
  showStop();
  savePlace();
});
hear('ended', () => {
  const next = isList && after(current());
  if (next) return playFrom(next);
  setPlaying(false);
  if (isList) audio.src = parts[0].src;
  move(0);
  follow();
  savePlace();
});
hear('error', () => {
  audio.pause();
  say(navigator.onLine ? text.failed : text.offline);
});
addEventListener('pagehide', () => { if (!audio.paused) savePlace(); });

document.querySelectorAll('[data-from]').forEach(button => {
  const part = parts.find(one => one.element.id === button.dataset.from);
  button.addEventListener('click', () => playFrom(part));
});
const memory = recall();
const here = memory.pages[location.pathname] || {};
if (here.place && parts.some(part => part.src === here.src)) {
  if (isList) audio.src = here.src;
  place = here.place;
}
setSpeed(here.speed || memory.speed || 1);
setMarking(!memory.unmarked);
if (parts.length) reach(parts[1]);
showStop();
follow();
audio.controls = false;
document.querySelectorAll('[data-reveal]').forEach(element => { element.hidden = false; });
if (place) control.more.hidden = false;
