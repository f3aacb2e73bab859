// What nginx makes of deploy/proxy.conf: what the service is told, what nobody is told, and that nothing is kept.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { nginx, proxied } from './proxied.mjs';

const why = !nginx && (process.env.MORALEPULSE_NGINX_MISSING || 'MORALEPULSE_NGINX names no nginx');

describe('The proxy', { skip: why }, () => {
  let proxy;
  before(async () => { proxy = await proxied(); });
  after(() => proxy.end());

  test('tells the service by which name and scheme it was asked, whatever a client claims', async () => {
    const { text } = await proxy.ask('/x', { headers: { 'X-Forwarded-Proto': 'http', 'X-Forwarded-Host': 'elsewhere.example' } });
    const { host, 'x-forwarded-host': name, 'x-forwarded-proto': scheme } = JSON.parse(text);
    assert.deepEqual([host, name, scheme], ['morale.example:8443', 'morale.example:8443', 'https']);
  });

  test('tells nobody\'s address, neither its own finding nor what a client or a proxy before it wrote', async () => {
    const told = ['X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'X-Client-IP', 'True-Client-IP', 'Via'];
    const { text } = await proxy.ask('/api/v1/ry5/ratings', { method: 'POST', headers: Object.fromEntries(told.map(name => [name, '192.0.2.77'])), body: '{}' });
    assert.doesNotMatch(text, /192\.0\.2\.77|127\.0\.0\.1/);
    assert.deepEqual(told.filter(name => JSON.parse(text)[name.toLowerCase()] !== undefined), []);
  });

  test('lets the largest import through and refuses more', async () => {
    assert.equal((await proxy.ask('/setup/import', { method: 'POST', body: Buffer.alloc(8.5 * 1024 * 1024) })).status, 200);
    assert.equal((await proxy.ask('/setup/import', { method: 'POST', headers: { 'Content-Length': 10 * 1024 * 1024 } })).status, 413);
  });

  test('upgrades live boards and nothing else', async () => {
    const headers = { Connection: 'Upgrade', Upgrade: 'websocket' };
    assert.equal((await proxy.ask('/hubs/pulse?id=1', { headers })).status, 101);
    const { status, text } = await proxy.ask('/tap', { headers });
    assert.deepEqual([status, JSON.parse(text).upgrade], [200, undefined]);
  });

  test('leads to https and says that it stays so', async () => {
    const answer = await fetch(`http://127.0.0.1:${proxy.http}/ry5?a=b`, { redirect: 'manual' });
    assert.deepEqual([answer.status, answer.headers.get('location')], [308, 'https://127.0.0.1/ry5?a=b']);
    assert.match((await proxy.ask('/')).headers['strict-transport-security'], /^max-age=31536000/);
  });

  test('keeps nothing of a request, not even of one that fails', async () => {
    for (const path of ['/gone', '/tap', '/tapped', '/api/v1/passes', '/api/v1/ry5/ratings', '/%00']) await proxy.ask(path);
    await new Promise(done => connect(proxy.https, '127.0.0.1').end('this is no TLS\r\n\r\n').once('close', done).resume());
    await new Promise(done => connect(proxy.http, '127.0.0.1').end('nor is this HTTP\r\n\r\n').once('close', done).resume());
    assert.equal((await proxy.ask('/gone')).status, 502);
    assert.doesNotMatch(proxy.said(), /client|request|upstream|GET|POST|127\.0\.0\.1/);
    assert.deepEqual(readdirSync(`${proxy.folder}/logs`), []);
  });
});
