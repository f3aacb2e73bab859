// Files of the clone, for tests.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const clone = fileURLToPath(new URL('../..', import.meta.url));
export const read = path => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
