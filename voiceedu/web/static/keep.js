// Keeps the page and its recording on this device when the listener asks for that, and lets them go.
const box = document.querySelector('[data-keep]');
const [keep, remove] = box.querySelectorAll('button');
const status = box.querySelector('[aria-live]');
const audio = document.querySelector('audio');

async function tell() {
  const answers = await caches.has('kept') ? await (await caches.open('kept')).matchAll() : [];
  const blobs = await Promise.all(answers.map(answer => answer.blob()));
  const bytes = blobs.reduce((sum, blob) => sum + blob.size, 0);
  remove.hidden = !answers.length;
  const size = new Intl.NumberFormat(document.documentElement.lang,
    { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(Math.max(0.1, bytes / 1e6));
  status.textContent = answers.length ? box.dataset.kept.replace('{size}', size) : '';
}
function recording(text) {
  const player = new DOMParser().parseFromString(text, 'text/html').querySelector('audio');
  return player && player.getAttribute('src');
}
// The page is kept with the recording of its own words, or not at all: they may change at this moment.
async function store(cache) {
  const page = await fetch(location.pathname);
  const source = audio.getAttribute('src');
  if (recording(await page.clone().text()) !== source) throw new Error('The words have just changed.');
  const files = [...document.querySelectorAll('link[rel=stylesheet], link[rel=icon], script[src], track')]
    .map(element => element.href || element.src);
  await cache.addAll(['/' + location.pathname.split('/')[1] + '/', source, ...files]);
  await cache.put(location.pathname, page);
}
// Whoever has seen newer words hears those offline too, and not that the old ones were reviewed.
async function refresh() {
  const cache = await caches.has('kept') && await caches.open('kept');
  const before = cache && await cache.match(location.pathname);
  if (!before) return;
  const old = recording(await before.text());
  await store(cache);
  if (old && old !== audio.getAttribute('src')) await cache.delete(old);
}
keep.addEventListener('click', async () => {
  try {
    await navigator.serviceWorker.register('/service-worker.js');
    await store(await caches.open('kept'));
    await tell();
  } catch {
    status.textContent = box.dataset.notKept;
  }
});
remove.addEventListener('click', async () => {
  await caches.delete('kept');
  const worker = await navigator.serviceWorker.getRegistration();
  if (worker) await worker.unregister();
  keep.focus();
  await tell();
});
if (window.caches && navigator.serviceWorker) {
  box.hidden = false;
  refresh().catch(() => {}).then(tell); // what cannot be fetched stays as it was kept
}
