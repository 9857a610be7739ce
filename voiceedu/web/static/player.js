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
const before = part => parts[parts.indexOf(part) - 1];
const section = () => headings.filter(one => one.start <= place + 0.01).pop();

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
// A screen reader says only what changes, piece by piece: the words are one piece unless they are in two languages, and
// the same message again differs by a space that nobody hears, also if the page was empty between: a browser that is busy
// may not have told that.
let lastSaid;
function say(message, quote = '') {
  const words = control.quote.lang ? message : (message + ' ' + quote).trim();
  if (words) lastSaid = lastSaid === words ? words + '\u00a0' : words;
  write(control.message, words && lastSaid);
  write(control.quote, words === message ? quote : '');
  if (message) control.status.scrollIntoView({ block: 'nearest' });
}

// The mark: a highlight, which changes no element under a screen reader's cursor, or else a class.
const highlight = window.Highlight && CSS.highlights ? new Highlight() : null;
if (highlight) {
  CSS.highlights.set('spoken', highlight);
  document.styleSheets[0].insertRule('@media screen { ::highlight(spoken) { background-color: var(--mark);'
    + ' color: var(--mark-ink); text-decoration: underline 0.12em; text-underline-offset: 0.06em; } }');
}
let marked = null;
const whole = part => part.element.closest('tr') || part.element; // a row of a table is said in one sentence
function show(part, on) {
  if (!highlight) return whole(part).classList.toggle('spoken', on);
  highlight.clear();
  if (!on) return;
  const range = new Range();
  range.selectNodeContents(whole(part));
  const { lastChild } = whole(part);
  if (/\s$/.test(lastChild.data)) range.setEnd(lastChild, lastChild.length - 1); // the space to the next sentence
  highlight.add(range);
}
function mark(part) {
  if (part === marked) return;
  if (marked && control.marking.checked) show(marked, false);
  marked = part;
  if (part && control.marking.checked) show(part, true);
}
function setMarking(on) {
  control.marking.checked = on;
  if (marked) show(marked, on);
}

// The page goes along with the reading, until the reader scrolls away from it.
let goesAlong = true;
let scrolledTo = scrollY;
const hidden = () => (getComputedStyle(control.bar).position === 'sticky' ? control.bar.offsetHeight : 0);
function isInView(element) {
  const box = element.getBoundingClientRect();
  return box.bottom > hidden() && box.top < innerHeight;
}
function goAlong() {
  if (!marked || !goesAlong || audio.paused) return;
  const box = whole(marked).getBoundingClientRect();
  const room = innerHeight - hidden();
  if (box.top >= hidden() && box.bottom <= innerHeight) return;
  scrollBy(0, box.top - hidden() - Math.max(0, (room - box.height) / 2));
  scrolledTo = scrollY;
}
function noteScroll() {
  if (Math.abs(scrollY - scrolledTo) < 2) return;
  scrolledTo = scrollY;
  goesAlong = !marked || isInView(marked.element);
}
addEventListener('scroll', noteScroll);

// Tab reaches one sentence of all, and none before Play: not the title, nor the opening. From there the arrow keys reach the others, and Enter plays.
const isInWords = part => part.element.closest('.words');
const firstStop = parts.find(part => isInWords(part) && !headings.includes(part)) || parts[0];
let reached = null;
function reach(part) {
  if (isList || part === reached) return;
  const left = reached;
  reached = part;
  part.element.tabIndex = 0;
  if (!part.element.href) part.element.setAttribute('role', 'button'); // a link leads to another procedure
  if (!left) return;
  if (document.activeElement === left.element) part.element.focus();
  left.element.tabIndex = -1;
  left.element.removeAttribute('role');
}
function showStop() {
  const part = place && current();
  control.stopped.hidden = control.again.hidden = !part;
  if (!part) return;
  control.back.hidden = control.forward.hidden = failed; // a list has none before anything is heard
  control.stopped.hash = part.element.id;
  // The focus is the listener's to move.
  if (reached && document.activeElement !== reached.element) reach(isInWords(part) ? part : firstStop);
}

let boundary;
function follow() {
  clearTimeout(boundary);
  if (audio.readyState) place = audio.currentTime;
  noteScroll(); // a busy browser tells late of the reader's own
  mark(place || !audio.paused ? current() : null);
  goAlong();
  if (length()) write(control.time, fill(text.time, { at: clock(place), length: clock(length()) }));
  control.bar.style.setProperty('--played', place / length() || 0);
  if (audio.paused) return;
  const next = after(current());
  if (next && next.src === source()) {
    boundary = setTimeout(follow, Math.max(10, (next.start - place) / audio.playbackRate * 1000));
  }
  if (Math.abs(place - savedPlace) > 5) savePlace();
}
function move(seconds) {
  place = Math.max(0, seconds);
  if (audio.readyState) audio.currentTime = place;
  goesAlong = true;
}
function seek(seconds) {
  say('');
  move(length() ? Math.min(seconds, length() - 0.2) : seconds);
  if (audio.paused) showStop();
  follow();
}
function play() {
  say('');
  fail(false);
  goesAlong = true;
  if (audio.error) audio.load();
  audio.play().catch(() => {}); // the error event tells
}
function playFrom(part) {
  if (part.src !== source()) audio.src = part.src;
  move(part.start);
  reach(part);
  play();
}

// What the button says: before anything was heard it is the page that says it.
const listen = control.play.textContent;
let heard = false;
let returned = false;
let failed = false;
function label() {
  const words = failed ? text.retry : !audio.paused ? text.pause
    : returned ? fill(text.continue, { at: clock(place) }) : heard ? text.play : listen;
  write(control.play, words);
  control.play.classList.toggle('playing', !audio.paused);
}
// While a recording cannot be had, no button is shown that would do nothing.
function fail(on) {
  failed = on;
  ['back', 'forward', 'more'].forEach(name => { control[name].hidden = on; });
  if (control.person) control.person.hidden = !on;
  label();
}
function setSpeed(speed) {
  control.speed.value = speed;
  if (control.speed.selectedIndex < 0) control.speed.value = 1; // an old choice
  audio.defaultPlaybackRate = audio.playbackRate = control.speed.value;
}

// The answer is heard over a quieter recording; where a page cannot make it quieter, it pauses.
let quiet;
function quieten(words) {
  clearTimeout(quiet);
  if (audio.paused) return;
  audio.volume = 0.1;
  if (audio.volume > 0.5) return audio.pause();
  quiet = setTimeout(() => { audio.volume = 1; }, 2000 + 400 * words.split(' ').length);
}
function whereAmI() {
  const part = current();
  const time = length() ? fill(text.where, { at: inWords(place), length: inWords(length()) }) : '';
  const number = isList ? fill(text.number, { number: parts.indexOf(part) + 1, count: parts.length }) : '';
  const quote = [section(), part].filter((one, index, all) => one && all.indexOf(one) === index)
    .map(one => whole(one).textContent.trim()).join(': ');
  const message = [number, time].filter(Boolean).join(' ');
  say(message || text.making, quote); // without a length there is no recording yet
  quieten(message + ' ' + quote);
}
function forget() {
  audio.pause();
  move(0);
  returned = false;
  setSpeed(1);
  setMarking(true);
  showStop();
  follow();
  label();
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
on('again', 'click', () => {
  playFrom(parts[0]);
  label(); // before a screen reader says it
  control.play.focus();
});
on('where', 'click', whereAmI);
on('forget', 'click', forget);
on('marking', 'change', () => {
  setMarking(control.marking.checked);
  remember(memory => { memory.unmarked = !control.marking.checked; });
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
// Each sentence has handlers of its own: in browse mode a screen reader acts on what has them.
if (!isList) {
  parts.forEach(part => {
    const { element } = part;
    element.tabIndex = -1;
    whole(part).addEventListener('click', event => {
      if (!event.target.closest('a') && !String(getSelection())) playFrom(part);
    });
    element.addEventListener('keydown', event => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const step = { ArrowDown: after, ArrowUp: before }[event.key];
      const other = step && step(part);
      if (other) {
        reach(part);
        element.focus();
        reach(other);
      } else if (element.href) return;
      else if (event.key === 'Enter' || event.key === ' ') playFrom(part);
      else if (!step) return;
      event.preventDefault();
    });
  });
}

let patience;
function expectSound() {
  clearTimeout(patience);
  patience = setTimeout(() => {
    if (!audio.paused && audio.readyState < 3) say(navigator.onLine ? text.waiting : text.offline);
  }, 2000);
}
// What stopped it: no connection, a recording that is still being made (the server asks back soon), or a failure. Said
// a moment after the page has changed otherwise: Orca 48 leaves out what follows another change within 0.1 s.
const settled = () => new Promise(done => { setTimeout(done, 250); });
async function explain() {
  audio.pause();
  const isOffline = !navigator.onLine;
  const answer = isOffline ? null : await fetch(source(), { method: 'HEAD' }).catch(() => null);
  const isMade = answer && answer.status === 503 && answer.headers.get('Retry-After') < 30;
  if (!isOffline && !isMade) fail(true);
  await settled();
  if (audio.paused) say(isOffline ? text.offline : isMade ? text.making : text.failed);
}
const hear = (events, listener) => events.split(' ').forEach(event => audio.addEventListener(event, listener));
hear('play waiting', expectSound);
hear('timeupdate seeked ratechange play playing', follow);
hear('loadedmetadata', () => { if (place) audio.currentTime = place; });
hear('play', async () => {
  remember(memory => { memory.started = Date.now(); });
  heard = true;
  returned = false;
  label();
  await settled(); // Orca 43 says nothing of a focus that leaves what is hidden at once
  if (!audio.paused) control.stopped.hidden = control.again.hidden = true;
});
hear('playing', () => {
  clearTimeout(patience);
  if (control.message.textContent.trim() === text.waiting) say('');
  describe();
});
hear('pause', () => {
  if (audio.ended) return;
  label();
  showStop();
  savePlace();
});
hear('ended', () => {
  const next = isList && after(current());
  if (next) return playFrom(next);
  if (isList) audio.src = parts[0].src;
  move(0);
  label();
  follow();
  savePlace();
});
hear('error', explain);
addEventListener('pagehide', () => { if (!audio.paused) savePlace(); });
// What another page of this site begins to play takes the place of what is heard here.
const started = json => (JSON.parse(json) || {}).started;
addEventListener('storage', event => {
  if (event.key === 'voiceedu' && started(event.newValue) > (started(event.oldValue) || 0)) audio.pause();
});

// The lock screen and the keys of a headset: title, section, and a skip of 15 seconds or to the next part.
const session = navigator.mediaSession;
function describe() {
  if (!session || !window.MediaMetadata) return;
  const part = isList ? current() : section();
  session.metadata = new MediaMetadata({
    title: text.title || part.element.textContent,
    artist: isList || !part ? text.clinic : part.element.textContent,
    album: text.clinic || document.title,
    artwork: [{ src: '/static/cover.png', type: 'image/png' }],
  });
}
if (session) {
  const jump = step => {
    const all = isList ? parts : headings;
    const aim = all[all.indexOf(isList ? current() : section()) + step];
    if (aim) playFrom(aim);
  };
  const actions = {
    play,
    pause: () => audio.pause(),
    seekbackward: () => seek(place - 15),
    seekforward: () => seek(place + 15),
    previoustrack: () => jump(-1),
    nexttrack: () => jump(1),
  };
  Object.entries(actions).forEach(([name, act]) => {
    try { session.setActionHandler(name, act); } catch { /* a browser without this key */ }
  });
}

document.querySelectorAll('[data-from]').forEach(button => {
  const part = parts.find(one => one.element.id === button.dataset.from);
  button.addEventListener('click', () => playFrom(part));
});
const memory = recall();
const here = memory.pages[location.pathname] || {};
if (here.place && parts.some(part => part.src === here.src)) {
  if (isList) audio.src = here.src;
  place = here.place;
  returned = true;
}
setSpeed(here.speed || memory.speed || 1);
setMarking(!memory.unmarked);
if (parts.length) reach(firstStop);
showStop();
follow();
label();
audio.controls = false;
document.querySelectorAll('[data-reveal]').forEach(element => {
  element.hidden = false;
  delete element.dataset.reveal; // what is hidden from now on takes no room
});
const measure = () => document.documentElement.style.setProperty('--bar', hidden() + 'px');
new ResizeObserver(measure).observe(control.bar);
