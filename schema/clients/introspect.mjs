// Asks a running server every form of graphql-js's introspection query and builds the schema that each describes:
// node introspect.mjs URL
import { buildClientSchema, getIntrospectionQuery, validateSchema, printSchema, lexicographicSortSchema } from 'graphql';
import { post } from './transport.mjs';

const flags = ['descriptions', 'specifiedByUrl', 'directiveIsRepeatable', 'schemaDescription', 'inputValueDeprecation', 'oneOf'];
const printed = new Set();
let asked = 0;
for (let bits = 0; bits < 1 << flags.length; bits++) {
  const options = Object.fromEntries(flags.map((flag, i) => [flag, Boolean(bits & (1 << i))]));
  const { data, errors } = await post(process.argv[2], { query: getIntrospectionQuery(options) });
  if (errors) throw new Error(`${JSON.stringify(options)}: ${JSON.stringify(errors)}`);
  const schema = buildClientSchema(data);
  const problems = validateSchema(schema);
  if (problems.length > 0) throw new Error(`${JSON.stringify(options)}: ${problems.join('\n')}`);
  printed.add(printSchema(lexicographicSortSchema(schema)));
  asked++;
}
console.log(`${asked} option sets, ${printed.size} texts`);
