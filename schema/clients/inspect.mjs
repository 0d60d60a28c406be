// Compares two texts of the schema with graphql-inspector: node inspect.mjs OLD.graphql NEW.graphql.
// Prints every change; exits with 1 if one of them breaks clients of the old schema.
import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { diff } from '@graphql-inspector/core';

const [before, after] = process.argv.slice(2).map((file) => buildSchema(readFileSync(file, 'utf8')));
const changes = await diff(before, after);
let breaking = 0;
for (const { criticality, message } of changes) {
  if (criticality.level === 'NON_BREAKING') continue;
  console.log(`${criticality.level}: ${message}`);
  if (criticality.level === 'BREAKING') breaking++;
}
console.log(`${changes.length} changes, ${breaking} breaking`);
process.exitCode = breaking > 0 ? 1 : 0;
