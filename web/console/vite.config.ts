import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2022",
    sourcemap: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { console: "index.html", graphiql: "graphiql/index.html" },
    },
  },
  server: { proxy: { "/graphql": "http://127.0.0.1:8080" } },
});
