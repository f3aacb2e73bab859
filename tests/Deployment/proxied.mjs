// deploy/proxy.conf in a real nginx on loopback, before a service that tells what it was sent.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { request } from 'node:https';
import { createServer as createListener } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read } from './places.mjs';

export const nginx = process.env.MORALEPULSE_NGINX;

const listening = server => new Promise((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', () => done(server.address().port)));

/** So many free ports, each another. */
async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createListener());
  const ports = await Promise.all(servers.map(listening));
  await Promise.all(servers.map(server => new Promise(done => server.close(done))));
  return ports;
}

/** The file as it is, but for places and ports; each of them must be in it. */
function configuration(folder, places) {
  let text = read('deploy/proxy.conf');
  for (const [from, to] of Object.entries({ ' /tmp/': ` ${folder}/`, '/etc/moralepulse/': `${folder}/`, ...places })) {
    if (!text.includes(from)) throw new Error(`deploy/proxy.conf has no ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}

/** The stand-in for the service: answers with the head that reached it, accepts every upgrade, and breaks off at /gone. */
function service() {
  const server = createServer((asked, answer) => {
    if (asked.url === '/gone') return asked.socket.destroy();
    asked.on('end', () => answer.end(JSON.stringify(asked.headers))).resume();
  });
  return server.on('upgrade', (asked, socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'));
}

/** Starts both: {https, http, folder, said(), ask(path, options), end()}. */
export async function proxied() {
  const folder = mkdtempSync(join(tmpdir(), 'moralepulse-proxy-'));
  chmodSync(folder, 0o711); // its workers are somebody else, if root started it
  const [certificate, key] = ['certificate.pem', 'certificate.key'].map(name => join(folder, name));
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost', '-keyout', key, '-out', certificate], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`openssl made no certificate: ${made.error ?? made.stderr}`);

  const behind = service();
  const [port, [http, https]] = [await listening(behind), await freePorts(2)];
  const file = join(folder, 'proxy.conf');
  mkdirSync(join(folder, 'logs'));
  writeFileSync(file, configuration(folder, { 'service:8080': `127.0.0.1:${port}`, 'listen 8080': `listen 127.0.0.1:${http}`, 'listen 8443': `listen 127.0.0.1:${https}` }));
  const program = spawn(nginx, ['-e', 'stderr', '-p', folder, '-c', file], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [program.stdout, program.stderr]) stream.setEncoding('utf8').on('data', text => (said += text));
  const exited = new Promise(done => program.once('close', done));

  const ask = (path, { method = 'GET', headers = {}, body } = {}) => new Promise((done, failed) => {
    const asking = request({ host: '127.0.0.1', port: https, path, method, headers: { Host: 'morale.example:8443', ...headers }, rejectUnauthorized: false, agent: false });
    asking.once('error', failed).once('upgrade', answer => { answer.socket.destroy(); done({ status: answer.statusCode, headers: answer.headers }); });
    asking.once('response', answer => {
      let text = '';
      answer.setEncoding('utf8').on('data', part => (text += part)).on('end', () => done({ status: answer.statusCode, headers: answer.headers, text }));
    });
    asking.end(body);
  });
  for (let tries = 0; !(await ask('/').catch(() => undefined)); tries++) {
    if (tries === 1200 || program.exitCode !== null) throw new Error(`nginx did not start: ${said}`);
    await new Promise(done => setTimeout(done, 50));
  }

  const end = async () => {
    program.kill('SIGQUIT');
    await exited;
    behind.closeAllConnections();
    behind.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { http, https, folder, said: () => said, ask, end };
}
