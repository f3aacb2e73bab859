// A throwaway PostgreSQL for tests: node scripts/lib/temporary-database.mjs [--fsync=off] [--again] [--database=NAME]
// Prints one line of JSON, {owner, dataDirectory, postmaster}, when it accepts connections. It is stopped and deleted when standard input closes
// (so also when the process that started it is killed) or on SIGTERM or Ctrl-C. With --again, for drills: when its server was killed, each line on standard
// input starts it again, as any supervisor would, and another line of JSON says so. With --database the service's roles may go into that one only, as in a clone's own.
import { join } from 'node:path';
import { findBinaries } from './binaries.mjs';
import { create, ownerConnection, start, stop } from './cluster.mjs';
import { atEnd, finish, main } from './ending.mjs';
import { dataFolder, temporaryFolder } from './place.mjs';
import { note } from './say.mjs';
import { databaseUser } from './user.mjs';

await main(async () => {
  const closed = new Promise(done => process.stdin.once('end', done).once('close', done).once('error', done));
  closed.then(() => finish(0));
  let wanted = 0; // a line may come before its server's end has been noticed
  let asked = () => {};
  process.stdin.on('data', () => { wanted++; asked(); });

  const user = databaseUser();
  const fsync = process.argv.includes('--fsync=off') ? 'off' : 'on';
  const database = process.argv.find(argument => argument.startsWith('--database='))?.slice('--database='.length);
  const binaries = await findBinaries({ user, store: () => join(dataFolder(), 'programs') });
  const home = temporaryFolder(user);
  const [folder, secret, log] = ['postgres', 'password', 'log'].map(name => join(home, name));
  await create({ binaries, folder, secret, user, sync: fsync === 'on' });
  // Away from the port that scripts/run prefers
  let server = { port: 5600 };
  atEnd(() => server.pid && stop({ pid: server.pid, binaries, user }));
  for (;;) {
    server = await start({ binaries, folder, log, user, preferredPort: server.port, database, changed: { fsync } });
    console.log(JSON.stringify({ owner: ownerConnection({ port: server.port, secret, database: 'postgres' }), dataDirectory: folder, postmaster: server.pid }));
    const killed = await Promise.race([closed.then(() => false), server.exited.then(() => true)]);
    if (!killed) return 0;
    if (!process.argv.includes('--again')) {
      note('The temporary database was stopped by something else.');
      return 1;
    }
    const again = wanted ? true : await Promise.race([closed.then(() => false), new Promise(line => (asked = () => line(true)))]);
    if (!again) return 0;
    wanted = 0;
  }
}, () => 0);
