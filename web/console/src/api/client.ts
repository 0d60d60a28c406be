import { Client, cacheExchange, fetchExchange } from "urql";

import { headers } from "./session";

/** makeClient is a client whose cache is new, for a new reader or language. */
export function makeClient(): Client {
  return new Client({
    url: "/graphql",
    exchanges: [cacheExchange, fetchExchange],
    fetchOptions: () => ({ headers: headers() }),
    preferGetMethod: false,
  });
}
