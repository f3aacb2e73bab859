// Connection strings: the owner's migrates, the four of the sides run the service.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './say.mjs';

export const sides = ['Issuance', 'Ballot', 'Insight', 'Jobs'];

const variable = name => `ConnectionStrings__${name}`;

/** .NET reads these variables in any case, so the scripts do too. */
const isNamed = (key, name) => key.toLowerCase() === variable(name).toLowerCase();
export const given = name => Object.entries(process.env).find(([key, value]) => value && isNamed(key, name))?.[1];

const credentials = ['username', 'user name', 'userid', 'user id', 'uid', 'password', 'psw', 'pwd', 'passfile'];

/** Reads "Key=Value;Key='va;lue'" into pairs. */
export function parse(text) {
  const pairs = [];
  for (const [, key, quoted2, quoted1, plain] of text.matchAll(/\s*([^=;]+?)\s*=\s*(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)'|([^;]*))\s*(?:;|$)/g)) {
    pairs.push([key, quoted2?.replaceAll('""', '"') ?? quoted1?.replaceAll("''", "'") ?? plain.trim()]);
  }
  return pairs;
}

const format = pairs => pairs.map(([key, value]) => `${key}=${/[;"'=]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value}`).join(';');

export function valueOf(text, ...names) {
  return parse(text).find(([key]) => names.includes(key.toLowerCase()))?.[1];
}

/** Where the server of a connection string is: [{host, port}], as one string may name several. */
export function serversOf(text) {
  const usual = Number(valueOf(text, 'port') ?? 5432);
  const hosts = valueOf(text, 'host', 'server');
  if (!hosts || !valueOf(text, 'database', 'db')) throw new Refusal(`${variable('Owner')} must name at least Host and Database, as in "Host=db.example;Database=moralepulse;Username=…;Password=…".`);
  return hosts.split(',').map(host => {
    const [, name, port] = /^\s*(.*?)(?::(\d+))?\s*$/.exec(host);
    return { host: name, port: Number(port ?? usual) };
  });
}

/** Passwords that stay the same from run to run, for the roles that the scripts make. */
function passwords(data) {
  const file = join(data, 'roles.json');
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const missing = sides.filter(side => !known[side]);
  for (const side of missing) known[side] = randomBytes(24).toString('base64url');
  if (missing.length) writeFileSync(file, `${JSON.stringify(known, null, 2)}\n`, { mode: 0o600 });
  return known;
}

/** Every side's connection string: the environment's, else the owner's with a role of its own. `made` tells whether any was made here. */
export function connections(owner, data) {
  const missing = sides.filter(side => !given(side));
  const secret = missing.length ? passwords(data) : {};
  const where = parse(owner).filter(([key]) => !credentials.includes(key.toLowerCase()));
  const own = side => format([...where, ['Username', `moralepulse_${side.toLowerCase()}`], ['Password', secret[side]]]);
  return { owner, runtime: Object.fromEntries(sides.map(side => [side, given(side) ?? own(side)])), made: missing.length > 0 };
}

/** The environment with exactly these connection strings; the owner's is only there when it is asked for. */
export function environment({ owner, runtime }, { withOwner }) {
  const all = { ...runtime, ...(withOwner && { Owner: owner }) };
  const others = Object.entries(process.env).filter(([key]) => !['Owner', ...sides].some(name => isNamed(key, name)));
  return { ...Object.fromEntries(others), ...Object.fromEntries(Object.entries(all).map(([name, value]) => [variable(name), value])) };
}
