// What an app writes against the generated types; it is compiled, not run.
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { MatchDocument, PeopleDocument, RegisterDocument, SearchDocument } from './generated/operations.js';

declare function run<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data>;

export async function bestFor(text: string): Promise<string> {
  const { matchMediators } = await run(MatchDocument, { input: { text, regionCode: '440703101' }, first: 3 });
  return matchMediators.candidates.map((c) => `${c.rank} ${c.mediator.name}: ${c.contributions.map((p) => p.reason.message).join(', ')}`).join('\n');
}

export async function everybody(): Promise<number> {
  let after: string | null | undefined;
  let seen = 0;
  do {
    const { mediators } = await run(PeopleDocument, { first: 100, after });
    seen += mediators.edges.length;
    after = mediators.pageInfo.hasNextPage ? mediators.pageInfo.endCursor : null;
  } while (after);
  return seen;
}

export async function find(query: string): Promise<string[]> {
  const { searchDirectory } = await run(SearchDocument, { query });
  return searchDirectory.edges.map(({ node }) => node.name);
}

export async function register(name: string): Promise<string> {
  const { registerMediator } = await run(RegisterDocument, {
    input: {
      name, roles: ['MEDIATOR'], standings: [{ kind: 'ENGAGED' }], specialties: [{ disputeType: '10.01', level: 2 }],
      serviceAreaCodes: ['440703'], languages: ['cmn'], capacity: 5, idempotencyKey: name,
    },
  });
  return registerMediator.mediator?.id ?? registerMediator.userErrors.map((e) => e.code).join(', ');
}

// @ts-expect-error a field that does not exist does not compile
export const wrong = run(MatchDocument, { input: { txt: 'x' } });
