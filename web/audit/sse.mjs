// Subscribes with the graphql-sse client and prints one JSON line for each answer, then "done".
import { createClient } from 'graphql-sse';

const [url, query] = process.argv.slice(2);
const client = createClient({ url, retryAttempts: 0 });
await new Promise((resolve, reject) => {
  client.subscribe({ query }, {
    next: (answer) => console.log(JSON.stringify({ data: answer.data, codes: (answer.errors ?? []).map((e) => e.extensions.code) })),
    error: reject,
    complete: resolve,
  });
});
console.log('"done"');
