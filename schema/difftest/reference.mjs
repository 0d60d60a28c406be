// The fixture of fixture.go over graphql-js. Reads {"sdl", "cases": [{"query", "variables", "operationName"}]} from
// standard input and prints one JSON line for each case:
// {"kind": "parse"|"invalid"|"ok", "data": text, "errors": [{"path", "locations"}]}.
import { readFileSync } from 'node:fs';
import {
  buildSchema, execute, getIntrospectionQuery, buildClientSchema, validateSchema, parse, printSchema, validate, Kind, GraphQLError,
} from 'graphql';

const { sdl, cases, introspectionOptions, introspections } = JSON.parse(readFileSync(0, 'utf8'));
const schema = buildSchema(sdl);

const people = {
  p1: { type: 'Person', id: 'p1', name: '王芳', age: 41, role: 'MEDIATOR', nick: '小王', friends: ['p2', 'p3'], home: 'h1' },
  p2: { type: 'Person', id: 'p2', name: 'Li "Lei"\n', age: 29, role: 'LAWYER', nick: null, friends: ['p1'], home: 'h1' },
  p3: { type: 'Person', id: 'p3', name: '赵云 😀', age: 0, role: 'ELDER', nick: null, friends: [], home: '' },
};
const places = { h1: { type: 'Place', id: 'h1', title: '蓬江' } };

const some = (ids, first) => ids.slice(0, first ?? ids.length).map((id) => people[id]);
const fail = () => { throw new Error('shown'); };
const later = (get) => (s, args, context) => Promise.resolve().then(() => get(s, args, context));

function canonical(v) {
  if (v instanceof Day) return 'day ' + v.text;
  if (Array.isArray(v)) return '[' + v.map(canonical).join(',') + ']';
  if (v !== null && typeof v === 'object') return '{' + Object.keys(v).sort().map((k) => k + ':' + canonical(v[k])).join(',') + '}';
  return JSON.stringify(v);
}

class Day { constructor(text) { this.text = text; } }
function parseDay(v) {
  if (typeof v === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(v) && !isNaN(Date.parse(v)) && new Date(v).toISOString().startsWith(v)) return new Day(v);
  throw new GraphQLError('not a day');
}

const resolvers = {
  Person: {
    name: (s, { upper }) => (upper === true ? s.name.toUpperCase() : s.name), oldName: (s) => s.name,
    score: (s) => s.age / 7, tiny: () => 0.00000012, whole: () => 5, big: () => 2 ** 40, badRole: () => 'NONE',
    adult: (s) => s.age >= 18, born: (s) => new Day(`${2026 - s.age}-01-02`),
    friends: (s, { first }) => some(s.friends, first), best: (s) => people[s.friends[0]], home: (s) => places[s.home],
    failing: fail, strict: fail, missing: () => null, numbers: () => [1, null, 3], strictly: () => [1, null, 3],
    later: later((s) => s.name), lateFail: later(fail), lateBest: later((s) => people[s.friends[0]]),
  },
  Place: { strict: () => 'ok', people: () => some(['p1', 'p2']), nodes: (s) => [people.p1, s, null] },
  Query: {
    person: (_, { id }) => people[id], people: (_, { first }) => some(['p1', 'p2', 'p3'], first),
    node: (_, { id }) => people[id] ?? places[id], things: () => [people.p1, places.h1, null, people.p2],
    echo: (_, args) => canonical(args), need: (_, args) => canonical(args),
    boom: fail, boomStrict: fail, confused: () => ({ type: 'Nothing' }),
  },
  Counter: { value: (n) => n.now, late: later((_, __, context) => context.counter) },
  Mutation: { bump: (_, { by }, context) => ({ now: (context.counter += by ?? 0) }), fail, failSoft: fail },
};
for (const [type, fields] of Object.entries(resolvers)) {
  for (const [name, resolve] of Object.entries(fields)) schema.getType(type).getFields()[name].resolve = resolve;
}
for (const name of ['Node', 'Thing']) schema.getType(name).resolveType = (v) => v.type;
const date = schema.getType('Date');
date.parseValue = parseDay;
date.parseLiteral = (node) => {
  if (node.kind !== Kind.STRING) throw new GraphQLError('not a day');
  return parseDay(node.value);
};
date.serialize = (v) => v.text;

async function answer({ query, variables, operationName }) {
  let document;
  try {
    document = parse(query);
  } catch {
    return { kind: 'parse' };
  }
  if (validate(schema, document).length > 0) return { kind: 'invalid' };
  const result = await execute({
    schema, document, variableValues: variables, operationName, rootValue: undefined, contextValue: { counter: 0 },
  });
  if (!('data' in result)) return { kind: 'invalid' };
  return {
    kind: 'ok', data: JSON.stringify(result.data),
    errors: (result.errors ?? []).map((e) => ({ path: e.path, locations: e.locations.map(({ line, column }) => ({ line, column })) })),
  };
}

for (const c of cases ?? []) console.log(JSON.stringify(await answer(c)));

for (const options of introspectionOptions ?? []) console.log(JSON.stringify(getIntrospectionQuery(options)));

// Introspection answers of the engine must build the same schema.
for (const data of introspections ?? []) {
  const client = buildClientSchema(data);
  console.log(JSON.stringify({ problems: validateSchema(client).map(String), sdl: printSchema(client), want: printSchema(schema) }));
}
