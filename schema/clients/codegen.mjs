// Generates TypeScript for the schema and the operations, then has the compiler check usage.ts against it:
// node codegen.mjs SCHEMA.graphql
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { buildSchema, parse } from 'graphql';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as operations from '@graphql-codegen/typescript-operations';
import * as documents from '@graphql-codegen/typed-document-node';

const sdl = readFileSync(process.argv[2], 'utf8');
const scalars = { DateTime: 'string', Date: 'string' };
const files = readdirSync('operations').sort().map((name) => ({
  location: `operations/${name}`, document: parse(readFileSync(`operations/${name}`, 'utf8')),
}));

async function generate(file, plugins, pluginMap) {
  const text = await codegen({
    filename: file, schema: parse(sdl), schemaAst: buildSchema(sdl), documents: files, config: { scalars, strictScalars: true, useTypeImports: true },
    plugins, pluginMap,
  });
  writeFileSync(file, text);
}

mkdirSync('generated', { recursive: true });
await generate('generated/schema.ts', [{ typescript: {} }], { typescript });
await generate('generated/operations.ts', [{ operations: {} }, { documents: {} }], { operations, documents });
execFileSync('node_modules/.bin/tsc', ['--project', '.'], { stdio: 'inherit' });
console.log(`${files.length} files of operations`);
