// Answers with what the listener has kept when the server cannot be reached. It keeps nothing by itself.
addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil(clients.claim()));

// A player asks for a part of a recording: the part is cut out of what is kept.
async function part(kept, range) {
  const data = await kept.arrayBuffer();
  const [, first, last] = range.match(/bytes=(\d+)-(\d*)/) || [];
  const start = Number(first || 0);
  const end = last ? Math.min(Number(last), data.byteLength - 1) : data.byteLength - 1;
  return new Response(data.slice(start, end + 1), {
    status: 206,
    headers: {
      'Content-Type': kept.headers.get('Content-Type'),
      'Content-Range': `bytes ${start}-${end}/${data.byteLength}`,
      'Content-Length': String(end - start + 1),
    },
  });
}
async function answer(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const cache = await caches.open('kept');
    const kept = await cache.match(request, { ignoreSearch: true, ignoreVary: true })
      || (request.mode === 'navigate' && await cache.match('/')); // the list of what is kept
    if (!kept) throw error;
    const range = request.headers.get('Range');
    return range ? part(kept, range) : kept;
  }
}
addEventListener('fetch', event => {
  if (event.request.method === 'GET') event.respondWith(answer(event.request));
});
