// Small words for what a client must see.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse, print, Kind } from 'graphql';

let seen = 0;
export function expect(what, actual, wanted) {
  assert.deepEqual(actual, wanted, what);
  seen++;
}
export const count = () => seen;

const definitions = ['operations/match.graphql', 'operations/directory.graphql']
  .flatMap((file) => parse(readFileSync(new URL(file, import.meta.url), 'utf8')).definitions);

// document is the operation of a name with the fragments that it may use.
export function document(name) {
  const operation = definitions.find((d) => d.kind === Kind.OPERATION_DEFINITION && d.name.value === name);
  const fragments = definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION && print(operation).includes(`...${d.name.value}`));
  return { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
}

export const person = (name, more = {}) => ({
  name, roles: ['MEDIATOR'], standings: [{ kind: 'ENGAGED' }], specialties: [{ disputeType: '10.01', level: 2 }],
  serviceAreaCodes: ['440703'], homeRegionCode: '440703101', languages: ['cmn'], capacity: 5, ...more,
});
