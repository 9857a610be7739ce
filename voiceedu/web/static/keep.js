// Keeps pages with their recordings on this device when the listener asks for that, and lets them go.
const box = document.querySelector('[data-keep]');
const [keep, removeAll] = box.querySelectorAll('button');
const [state, answer] = box.querySelectorAll('.note span'); // what was not asked for is not in a live region
const text = box.dataset;
const keepName = keep.textContent;
const here = location.pathname;
const player = document.querySelector('audio').dataset;
const OFFLINE = '/'; // under the address of no kept page: what is shown in place of all that is not kept

const parse = html => new DOMParser().parseFromString(html, 'text/html');
const neededBy = page => Array.from(
  page.querySelectorAll('link[rel=stylesheet], link[rel=icon], header img, script[src], audio, track'),
  element => element.getAttribute('href') || element.getAttribute('src'));

// Keep a page with the recording of its own words, or leave all as it was.
async function store(cache, path) {
  const answer = await fetch(path);
  if (answer.status === 404) return cache.delete(path); // the words are withdrawn
  if (!answer.ok) throw new Error(answer.status);
  const files = neededBy(parse(await answer.clone().text()));
  const isThere = file => file.startsWith('/clips/') && cache.match(file); // the bytes at this address never change
  const there = await Promise.all(files.map(isThere));
  await cache.addAll(files.filter((_, number) => !there[number]));
  await cache.put(path, answer);
}
async function keptPages(cache) {
  const all = await Promise.all((await cache.keys()).map(async ({ url }) => ({
    path: new URL(url).pathname, answer: await cache.match(url),
  })));
  const pages = all.filter(one => one.path !== OFFLINE && /html/.test(one.answer.headers.get('Content-Type')));
  return Promise.all(pages.map(async one => ({ ...one, page: parse(await one.answer.text()) })));
}
function offlinePage({ page, answer }, titles) {
  const make = (name, words, ...children) => {
    const element = page.createElement(name);
    element.append(words, ...children);
    return element;
  };
  page.querySelectorAll('script, nav, meta[name=description], link:not([rel=stylesheet]):not([rel=icon])')
    .forEach(element => element.remove());
  page.title = [text.offline, player.clinic].filter(Boolean).join(' – ');
  const list = page.createElement('ul');
  list.className = 'library';
  titles.forEach(({ path, title, lang }) => {
    const link = make('a', title);
    link.href = path;
    link.lang = lang;
    list.append(make('li', make('h2', link)));
  });
  const again = make('a', player.retry);
  again.setAttribute('href', '');
  page.querySelector('main').replaceChildren(
    make('h1', text.offline), make('p', text.offlineList), list, make('p', again));
  return new Response('<!doctype html>' + page.documentElement.outerHTML, { headers: answer.headers });
}
async function letGo() {
  await caches.delete('kept');
  const worker = await navigator.serviceWorker.getRegistration();
  if (worker) await worker.unregister();
}
// Let go of what no kept page needs, have the page ready that lists them, and return what is kept now.
async function tidy() {
  if (!await caches.has('kept')) return { titles: [], bytes: 0 };
  const cache = await caches.open('kept');
  const pages = await keptPages(cache);
  const titles = pages.map(({ path, page }) => {
    const heading = page.querySelector('h1');
    return { path, title: heading.textContent.trim(), lang: heading.lang || page.documentElement.lang };
  });
  const needed = new Set([OFFLINE, ...pages.flatMap(({ path, page }) => [path, ...neededBy(page)])]);
  for (const { url } of await cache.keys()) {
    if (!needed.has(new URL(url).pathname)) await cache.delete(url);
  }
  if (pages.length) await cache.put(OFFLINE, offlinePage(pages.find(one => one.path === here) || pages[0], titles));
  else await letGo();
  const blobs = await Promise.all((await cache.matchAll()).map(answer => answer.blob()));
  return { titles, bytes: blobs.reduce((sum, blob) => sum + blob.size, 0) };
}
let isKept = false;
let isAsked = false;
// A screen reader that is reading the page may stop where it changes.
function set(element, words) {
  if (element.textContent !== words) element.textContent = words;
}
function write(words) {
  set(state, isAsked ? '' : words);
  set(answer, isAsked ? words : '');
}
async function tell(done) {
  const { titles, bytes } = await tidy();
  isKept = titles.some(one => one.path === here);
  set(keep, isKept ? text.remove : keepName);
  const isOneAtMost = titles.length < 2 && (isKept || !titles.length);
  if (removeAll.hidden !== isOneAtMost) removeAll.hidden = isOneAtMost;
  const size = new Intl.NumberFormat(document.documentElement.lang, {
    style: 'unit', unit: 'megabyte', unitDisplay: 'long', maximumFractionDigits: 1,
  }).format(Math.max(0.1, bytes / 1e6)).replace(' ', '\u00a0');
  const room = text.room.replace('{size}', size).replace('{titles}', () => titles.map(one => one.title).join(', '));
  write([done || (isKept && text.kept), titles.length && room].filter(Boolean).join(' '));
}
// Whoever has been online since hears newer words offline too, and not that the old ones were reviewed.
async function refresh() {
  if (!await caches.has('kept')) return;
  const cache = await caches.open('kept');
  const pages = await keptPages(cache);
  await Promise.allSettled(pages.map(({ path }) => store(cache, path))); // what cannot be fetched stays as it was
  if (!isAsked) await tell();
}
// One thing after the other, also of two pages that are open: what one has just got would seem unneeded to another.
let last = Promise.resolve();
function next(act) {
  const alone = () => (navigator.locks ? navigator.locks.request('kept', act) : act());
  last = last.then(alone).catch(() => {});
  return last;
}
function change(act) {
  if (isAsked) return;
  isAsked = true;
  const slow = setTimeout(() => write(text.keeping), 2000);
  next(() => act().then(tell).catch(() => tell(text.notKept))).then(() => {
    clearTimeout(slow);
    isAsked = false;
  });
}
keep.addEventListener('click', () => change(async () => {
  const cache = await caches.open('kept');
  if (isKept) {
    await cache.delete(here);
    return text.removed;
  }
  await navigator.serviceWorker.register('/service-worker.js');
  return store(cache, here);
}));
removeAll.addEventListener('click', () => change(async () => {
  await letGo();
  keep.focus();
  return text.removed;
}));
if (window.caches && navigator.serviceWorker) {
  box.hidden = false;
  next(async () => {
    await tell();
    await refresh();
  });
}
