// urql, headless, against a running server: node urql.mjs URL
import { Client, fetchExchange } from '@urql/core';
import { count, document, expect, person } from './expect.mjs';
import { headers } from './transport.mjs';

const make = (more, preferGetMethod) => new Client({
  url: process.argv[2], exchanges: [fetchExchange], fetchOptions: { headers: { ...headers, ...more } }, preferGetMethod,
});
const codes = (result) => result.error?.graphQLErrors.map((e) => e.extensions.code);

for (const get of [false, 'force']) {
  const client = make({}, get);
  const people = (variables) => client.query(document('People'), variables).toPromise();
  const first = await people({ first: 3 });
  expect(`no error (GET ${get})`, first.error, undefined);
  const { pageInfo, edges } = first.data.mediators;
  expect('forwards', [edges.length, pageInfo.hasPreviousPage, pageInfo.hasNextPage], [3, false, true]);
  const second = await people({ first: 3, after: pageInfo.endCursor });
  const back = await people({ last: 3, before: second.data.mediators.pageInfo.startCursor });
  expect('no error backwards', back.error?.message, undefined);
  expect('backwards', back.data.mediators.edges.map((e) => e.node.id), edges.map((e) => e.node.id));
  const match = await client.query(document('Match'), { input: { text: '邻居漏水', regionCode: '440703101' }, first: 2 }).toPromise();
  expect('a match', match.data.matchMediators.candidates.length, 2);
  expect('the cost is told', typeof match.extensions.cost.requested, 'number');
  expect('node refetches', (await client.query(document('Refetch'), { id: edges[0].node.id }).toPromise()).data.node.id, edges[0].node.id);
  expect('a bad cursor', codes(await people({ after: 'x' })), ['BAD_CURSOR']);
  const refused = await client.mutation(document('Register'), { input: person('', {}) }).toPromise();
  expect('a refusal is data', refused.data.registerMediator.userErrors[0].code, 'INVALID');
}
expect('a validation error', codes(await make({}, false).query('{ mediatorz { id } }', {}).toPromise()), ['GRAPHQL_VALIDATION_FAILED']);
expect('a bad key', (await make({ authorization: 'Bearer x' }, false).query('{ viewer { roles } }', {}).toPromise()).error.response.status, 401);
console.log(`urql: ${count()} checks`);
