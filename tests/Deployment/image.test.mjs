// deploy/Dockerfile: read as a builder reads it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { read } from './places.mjs';

const text = read('deploy/Dockerfile');
const instructions = DockerfileParser.parse(text).getInstructions();
const last = instructions.slice(instructions.findLastIndex(one => one.getKeyword() === 'FROM'));
const argumentsOf = keyword => last.filter(one => one.getKeyword() === keyword).map(one => one.getArgumentsContent());
const variables = Object.fromEntries(argumentsOf('ENV')[0].split(' ').map(pair => pair.split('=')));
const [entry] = JSON.parse(argumentsOf('ENTRYPOINT')[0]);

test('It has nothing that a builder would refuse or warn of', () => {
  assert.deepEqual(validate(text, {}), []);
  assert.notDeepEqual(validate('FRM scratch\n', {}), [], 'the linter must refuse what is wrong');
});

test('What is run has no shell, no tools and is not root', () => {
  assert.match(argumentsOf('FROM')[0], /^mcr\.microsoft\.com\/dotnet\/aspnet:10\.0-noble-chiseled-extra$/);
  assert.deepEqual(argumentsOf('USER'), ['1654:1654']);
  assert.deepEqual(argumentsOf('RUN'), []);
  assert.equal(entry, '/app/MoralePulse.Web');
});

test('It listens on 8080, which the proxy asks at', () => {
  assert.equal(variables.ASPNETCORE_HTTP_PORTS, '8080');
  assert.deepEqual(argumentsOf('EXPOSE'), ['8080']);
  assert.match(read('deploy/proxy.conf'), /set \$service http:\/\/service:8080;/);
});

test('The compose file asks its health of the program itself, and keeps its data folder', () => {
  const { services } = parse(read('deploy/compose.yaml'), { merge: true });
  assert.deepEqual(services.service.healthcheck.test, ['CMD', entry, 'healthy']);
  assert.match(read('src/MoralePulse.Web/Program.cs'), /\["healthy"\] =>/);
  assert.deepEqual(services.service.volumes, [`keys:${variables.DATA_DIR}`]);
});

test('Nothing but sources reaches the builder', () => {
  const lines = read('.dockerignore').split('\n').filter(line => line && !line.startsWith('#'));
  assert.equal(lines[0], '*');
  assert.deepEqual(lines.filter(line => line.startsWith('!')), ['!.editorconfig', '!BannedSymbols.txt', '!Directory.*', '!global.json', '!src']);
});
