// Apollo Client against a running server: node apollo.mjs URL
import { ApolloClient, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { count, document, expect, person } from './expect.mjs';
import { headers } from './transport.mjs';

const possibleTypes = { Node: ['Mediator', 'Organization', 'Region'], DirectoryEntry: ['Mediator', 'Organization'] };
const make = (more = {}) => new ApolloClient({
  link: new HttpLink({ uri: process.argv[2], headers: { ...headers, ...more } }),
  cache: new InMemoryCache({ possibleTypes, typePolicies: { Query: { fields: { mediators: relayStylePagination(['filter', 'orderBy']) } } } }),
});
const client = make();

const match = await client.query({ query: document('Match'), variables: { input: { text: '工地拖欠十二个工人工资', regionCode: '440703101' } } });
expect('a typed match has candidates', match.data.matchMediators.candidates.length, 5);
for (const c of match.data.matchMediators.candidates) expect('the points make the total', c.contributions.reduce((sum, p) => sum + p.points, 0), c.total);

// Forwards twice, merged by the cache policy; then the last page backwards.
const filter = { regionCode: '440703101' };
const watched = client.watchQuery({ query: document('People'), variables: { first: 5, filter } });
const first = await watched.refetch();
const more = await watched.fetchMore({ variables: { first: 5, after: first.data.mediators.pageInfo.endCursor, filter } });
expect('the second page is another', more.data.mediators.edges.some((e) => e.cursor === first.data.mediators.edges[0].cursor), false);
expect('the cache joined both pages', client.cache.readQuery({ query: document('People'), variables: { filter } })?.mediators.edges.length, 10);
const back = await client.query({ query: document('People'), variables: { last: 5, before: more.data.mediators.pageInfo.startCursor, filter }, fetchPolicy: 'no-cache' });
expect('backwards leads to the first page', back.data.mediators.edges.map((e) => e.node.id), first.data.mediators.edges.map((e) => e.node.id));

const search = await client.query({ query: document('Search'), variables: { query: '劳资' } });
expect('a union is read by its types', search.data.searchDirectory.edges.every((e) => ['Mediator', 'Organization'].includes(e.node.__typename)), true);

const made = await client.mutate({ mutation: document('Register'), variables: { input: person('阿波罗一号', { idempotencyKey: `apollo-${process.pid}` }) } });
const { mediator, userErrors, syncToken } = made.data.registerMediator;
expect('a mutation has no userErrors', [userErrors, typeof syncToken], [[], 'string']);
expect('the cache knows the person by id', client.cache.extract()[`Mediator:${mediator.id}`].name, '阿波罗一号');
const again = await client.mutate({ mutation: document('Register'), variables: { input: person('阿波罗一号', { idempotencyKey: `apollo-${process.pid}` }) } });
expect('the same key has the same effect', again.data.registerMediator.mediator.id, mediator.id);
const node = await client.query({ query: document('Refetch'), variables: { id: mediator.id }, fetchPolicy: 'network-only' });
expect('node refetches by global id', [node.data.node.__typename, node.data.node.name], ['Mediator', '阿波罗一号']);
const refused = await client.mutate({ mutation: document('Register'), variables: { input: person('', {}) } });
expect('a business refusal is data', [refused.data.registerMediator.mediator, refused.data.registerMediator.userErrors[0].code, refused.data.registerMediator.userErrors[0].field], [null, 'INVALID', ['name']]);

const code = async (run) => {
  try {
    await run();
  } catch (error) {
    if (CombinedGraphQLErrors.is(error)) return error.errors[0].extensions.code;
    throw error;
  }
  return 'none';
};
const bad = gql`query Bad { mediatorz { id } }`;
expect('a validation error has a code', await code(() => client.query({ query: bad })), 'GRAPHQL_VALIDATION_FAILED');
expect('a bad cursor has a code', await code(() => client.query({ query: document('People'), variables: { after: 'x' }, fetchPolicy: 'no-cache' })), 'BAD_CURSOR');
expect('a bad key has a code', await code(() => make({ authorization: 'Bearer ly_no_key' }).query({ query: document('Search'), variables: { query: 'x' } })), 'UNAUTHENTICATED');
console.log(`apollo: ${count()} checks`);
