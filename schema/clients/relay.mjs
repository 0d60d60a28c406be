// Runs relay-compiler over relay/src with the given schema: node relay.mjs SCHEMA.graphql
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';

copyFileSync(process.argv[2], 'relay/schema.graphql');
mkdirSync('relay/src/__generated__', { recursive: true });
try {
  const out = execFileSync('../node_modules/.bin/relay-compiler', ['relay.config.json'], { cwd: 'relay', encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  console.log(out.replace(/\x1b\[[0-9;]*m/g, '').trim().split('\n').slice(-4).join('\n'));
} catch (error) {
  console.log(`${error.stdout}${error.stderr}`);
  process.exitCode = 1;
}
