/**
 * Opens the tap page without network. It keeps one page, that of whoever is signed in on a device of her own, with what that page loads and the public
 * tap form; never a board, never another answer of the API. Signing out removes it, and so does an answer that shows nobody, or somebody else, signed in.
 */
import { ownerOf } from "./background.ts";
import { keptPages, nameOf, ofVersion, ofWallet } from "./kept-pages.ts";
import { pagesOf, sendWaiting } from "./sending.ts";
import { Wallet } from "./wallet.ts";

declare const self: ServiceWorkerGlobalScope;

/** A digest of what pages load: another build is another worker. */
declare const VERSION: string;

/** For so long the network is waited for, where a kept page could be shown instead. */
const patienceMs = 3_000;

const page = "/tap";
const loaded = /(?:src|href|data-worker)="(\/(?:assets\/|icons?[./]|manifest)[^"]+)"/g;

self.addEventListener("install", event => event.waitUntil(keep(fetch(page, { redirect: "manual", headers: { Accept: "text/html" } })).then(() => self.skipWaiting())));
self.addEventListener("activate", event => event.waitUntil(forget(name => !ofVersion(name, VERSION)).then(() => self.clients.claim())));
self.addEventListener("fetch", event => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && request.method === "POST") {
    if (url.pathname === "/sign-out") event.waitUntil(forget());
  } else if (request.method !== "GET") {
    return;
  } else if (request.mode === "navigate") {
    if (url.pathname.startsWith("/sign-in")) event.waitUntil(forget()); // whoever comes next is not shown the page of whoever was here
    else if (url.pathname === page || url.pathname === "/") event.respondWith(shown(event, url.pathname));
  } else if (/^\/api\/v1\/[^/]+\/tap-form$/.test(url.pathname)) {
    event.respondWith(form(request));
  } else if (/^\/(assets\/|icon|manifest)/.test(url.pathname)) {
    event.respondWith(caches.match(request, { ignoreVary: true }).then(kept => kept ?? fetch(request)));
  }
});

self.addEventListener("sync", event => {
  const sync = event as ExtendableEvent & { readonly tag: string };
  sync.waitUntil(sendTaps(sync.tag));
});

/** There is network: sends what no page has sent. Throws where something still waits: the browser then wakes us later. */
async function sendTaps(tag: string): Promise<void> {
  const owner = ownerOf(tag);
  if (!owner) return;
  const [wallet, pages] = [await Wallet.open(owner.wallet), pagesOf(owner)];
  try {
    await sendWaiting(owner, wallet, () => pages.postMessage(null), true);
    if ((await wallet.kept()).length > 0) throw new Error("Something still waits.");
  } finally {
    pages.close();
    wallet.close();
  }
}

/** The page as the service shows it now; the kept one where that takes too long or does not come. */
async function shown(event: FetchEvent, path: string): Promise<Response> {
  let copy: Response | undefined;
  const fresh = fetch(event.request).then(response => {
    if (response.status >= 500) throw new Error(String(response.status));
    copy = response.clone();
    return response;
  });
  event.waitUntil(fresh.then(() => (path === page ? keep(copy!) : forgetIfNobody(copy!))).catch(() => undefined));
  const kept = path === page ? await caches.match(page, { ignoreVary: true }) : undefined;
  if (!kept) return fresh;
  const late = new Promise<Response>(resolve => setTimeout(() => resolve(kept), patienceMs));
  return Promise.race([fresh.catch(() => kept), late]);
}

async function form(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    const [mine] = (await caches.keys()).filter(name => ofVersion(name, VERSION));
    if (response.ok && mine !== undefined) await (await caches.open(mine)).put(request, response.clone());
    return response;
  } catch (fault) {
    const kept = await caches.match(request, { ignoreVary: true });
    if (kept) return kept;
    throw fault;
  }
}

/** Keeps a tap page that shows somebody signed in on a device of her own; anything else removes what was kept. */
async function keep(answer: Response | Promise<Response>): Promise<void> {
  const response = await answer;
  const html = response.ok ? await response.text() : "";
  const wallet = /data-wallet="([^"]+)"/.exec(html)?.[1];
  if (wallet === undefined || html.includes('data-shared="true"')) return forget();
  await forget(name => !ofWallet(name, wallet));
  const cache = await caches.open(nameOf(VERSION, wallet));
  const ods = /data-ods="([^"]+)"/.exec(html)?.[1];
  for (const address of [...[...html.matchAll(loaded)].map(found => found[1]!), `/api/v1/${ods}/tap-form`]) {
    if ((await cache.match(address, { ignoreVary: true })) === undefined) await cache.put(address, await found(address));
  }

  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  await cache.put(page, new Response(html.replace('id="who"', 'id="who" data-offline="true"'), { headers }));
}

async function found(address: string): Promise<Response> {
  const response = await fetch(address, { credentials: "omit" });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}

async function forgetIfNobody(response: Response): Promise<void> {
  if (response.type === "basic" && response.ok && !/data-wallet="/.test(await response.text())) await forget();
}

async function forget(which: (name: string) => boolean = () => true): Promise<void> {
  for (const name of (await caches.keys()).filter(keptPages).filter(which)) await caches.delete(name);
}
