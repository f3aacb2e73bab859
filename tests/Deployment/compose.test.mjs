// deploy/compose.yaml against the Compose specification's schema, and against what the anonymity contract asks of it.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { settings } from '../../scripts/lib/cluster-settings.mjs';
import { read } from './places.mjs';

const text = read('deploy/compose.yaml');
const { services, networks } = parse(text, { merge: true });

/** The specification's own schema, which dclint brings along. */
function schema() {
  const folder = join(createRequire(import.meta.url).resolve('dclint/package.json'), '..');
  const { $schema, ...rest } = JSON.parse(readFileSync(join(folder, 'schemas', 'compose.schema.json'), 'utf8'));
  return rest;
}

test('It is a compose file by the specification', () => {
  const valid = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema());
  assert.ok(valid(parse(text, { merge: true })), JSON.stringify(valid.errors, null, 2));
  assert.ok(!valid({ services: { service: { imagine: 'a misspelt word' } } }), 'the schema must refuse what is wrong');
});

test('Only the migration has the owner\'s connection, and the database its password', () => {
  const named = Object.entries(services).filter(([, service]) => /owner/i.test(JSON.stringify(service.environment ?? {}))).map(([name]) => name);
  assert.deepEqual(named, ['database', 'migrate']);
  assert.deepEqual(Object.keys(services.service.environment).filter(name => name.startsWith('ConnectionStrings__')),
    ['Issuance', 'Ballot', 'Insight', 'Jobs'].map(side => `ConnectionStrings__${side}`));
});

test('The service starts once the schema is up to date, and the proxy once the service is ready', () => {
  assert.equal(services.service.depends_on.migrate.condition, 'service_completed_successfully');
  assert.equal(services.proxy.depends_on.service.condition, 'service_healthy');
});

test('The database runs with the settings of the servers that scripts start', () => {
  const [program, ...arguments_] = services.database.command;
  const given = Object.fromEntries(arguments_.map(argument => /^-c([^=]+)=(.*)$/.exec(argument).slice(1)));
  // How it is reached is another matter in a container, and the most connections are for many tests at once
  const { listen_addresses, unix_socket_directories, max_connections, ...wanted } = settings;
  assert.equal(program, 'postgres');
  assert.deepEqual(given, { ...Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, String(value)])), archive_mode: 'off', shared_preload_libraries: 'timescaledb' });
});

test('Whatever is ours has no right to write, no privilege and no way to get one', () => {
  for (const name of ['migrate', 'service', 'proxy']) {
    assert.equal(services[name].read_only, true, name);
    assert.ok(services[name].tmpfs.every(place => place.startsWith('/tmp')), name);
  }
  for (const [name, service] of Object.entries(services)) {
    assert.deepEqual(service.cap_drop, ['ALL'], name);
    assert.deepEqual(service.security_opt, ['no-new-privileges:true'], name);
    assert.ok(!service.privileged && !service.cap_add, name);
  }
});

test('Only the proxy can be reached from outside, and the database can reach nothing there', () => {
  assert.deepEqual(Object.entries(services).filter(([, service]) => service.ports).map(([name]) => name), ['proxy']);
  assert.deepEqual(services.database.networks, ['store']);
  assert.equal(networks.store.internal, true);
});

test('example.env names every variable, each empty, and no other', () => {
  const wanted = new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
  const given = read('deploy/example.env').split('\n').filter(line => line && !line.startsWith('#'));
  assert.deepEqual(given.filter(line => !/^[A-Z_]+=$/.test(line)), []);
  assert.deepEqual(given.map(line => line.slice(0, -1)).sort(), [...wanted].sort());
});
