// Loopback ports: which are free, and behind which a PostgreSQL answers.
import { connect, createServer } from 'node:net';

export const loopback = '127.0.0.1';

/** Both ways of asking, as systems differ in what a port taken on all addresses means for one of them. */
export async function isFree(port) {
  if (await accepts(port)) return false;
  return new Promise(done => {
    const server = createServer().once('error', () => done(false));
    server.listen({ port, host: loopback, exclusive: true }, () => server.close(() => done(true)));
  });
}

function accepts(port) {
  return new Promise(done => {
    const socket = connect({ port, host: loopback });
    const answer = value => { socket.destroy(); done(value); };
    socket.once('connect', () => answer(true)).once('error', () => answer(false)).setTimeout(1000, () => answer(false));
  });
}

export async function freePort(preferred) {
  for (let port = preferred; port < preferred + 100; port++) {
    if (await isFree(port)) return port;
  }
  return new Promise((done, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, loopback, () => { const { port } = server.address(); server.close(() => done(port)); });
  });
}

/** Asks for TLS, the one question that every PostgreSQL answers before sign-in. A host that begins with / is a socket's folder. */
export function answersAsPostgres(port, host = loopback, waitMs = 2000) {
  const request = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
  const address = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { port, host };
  return new Promise(done => {
    const socket = connect(address, () => socket.write(request));
    const answer = value => { socket.destroy(); done(value); };
    socket.once('data', data => answer(['S', 'N', 'E'].includes(String.fromCharCode(data[0]))));
    socket.once('error', () => answer(false)).once('end', () => answer(false)).setTimeout(waitMs, () => answer(false));
  });
}
