// Runs relay-compiler over relay/src with the given schema: node relay.mjs SCHEMA.graphql
// It works on a copy elsewhere, because the compiler adds what it writes to the git repository around it.
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const work = mkdtempSync(join(tmpdir(), 'relay-'));
try {
  cpSync('relay', work, { recursive: true });
  copyFileSync(process.argv[2], join(work, 'schema.graphql'));
  mkdirSync(join(work, 'src/__generated__'));
  const out = execFileSync(resolve('node_modules/.bin/relay-compiler'), ['relay.config.json'], { cwd: work, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  console.log(out.replace(/\x1b\[[0-9;]*m/g, '').trim().split('\n').slice(-3).join('\n'));
} catch (error) {
  console.log(`${error.stdout}${error.stderr}`);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true });
}
