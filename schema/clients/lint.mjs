// Lints the SDL with @graphql-eslint: its recommended and Relay sets, tuned where the API's names are fixed.
import { readFileSync } from 'node:fs';
import { Linter } from 'eslint';
import graphql from '@graphql-eslint/eslint-plugin';

const recommended = graphql.configs['flat/schema-recommended'].rules;
const [, naming] = recommended['@graphql-eslint/naming-convention'];
const { 'ObjectTypeDefinition,ObjectTypeExtension': _, 'EnumTypeDefinition,EnumTypeExtension': __, ...ownNames } = naming;

const rules = {
  ...recommended,
  ...graphql.configs['flat/schema-relay'].rules,
  // DisputeType and TypeSuggestion are about types of disputes (纠纷类型).
  '@graphql-eslint/naming-convention': ['error', ownNames],
  // Organization.kind and DisputeEvent.disputeType read better than one word for two things.
  '@graphql-eslint/no-typename-prefix': 'off',
  // Values, payloads, edges and the parts of an answer have no identity; what is stored and can be refetched implements Node.
  '@graphql-eslint/strict-id-in-types': 'off',
  // Short lists that belong to a record are plain lists; what can be long is a connection. An event of a timeline is
  // part of its dispute and never fetched alone.
  '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false }],
  // What is ordered by relevance is read forwards only.
  '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
  '@graphql-eslint/require-description': ['error', {
    types: true, rootField: true, FieldDefinition: true, EnumValueDefinition: true, InputValueDefinition: true, DirectiveDefinition: true,
  }],
  '@graphql-eslint/require-deprecation-reason': 'error',
  '@graphql-eslint/no-scalar-result-type-on-mutation': 'error',
  '@graphql-eslint/require-nullable-fields-with-oneof': 'error',
  '@graphql-eslint/input-name': ['error', { checkInputType: false, caseSensitiveInputType: true }],
};

const text = readFileSync(process.argv[2], 'utf8');
const messages = new Linter({ configType: 'flat' }).verify(text, [{
  files: ['**/*.graphql'],
  plugins: { '@graphql-eslint': graphql },
  languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: process.argv[2] } } },
  rules,
}], 'schema.graphql');
const lines = text.split('\n');
for (const m of messages) console.log(`${m.line}: ${m.ruleId ?? 'parser'}: ${m.message} | ${(lines[m.line - 1] ?? '').trim()}`);
process.exitCode = messages.length > 0 ? 1 : 0;
