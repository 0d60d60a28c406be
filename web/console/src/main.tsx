import { createRoot } from "react-dom/client";

function Shell() {
  return (
    <main style={{ fontFamily: "system-ui", margin: "3rem auto", maxWidth: "40rem" }}>
      <h1>六员 Liuyuan</h1>
      <p>控制台界面正在制作。GraphQL 接口可用：<a href="/graphiql">GraphiQL</a></p>
      <p>The console is being built. The GraphQL interface is at <a href="/graphiql">/graphiql</a>.</p>
    </main>
  );
}

const root = document.getElementById("root");
if (root) createRoot(root).render(<Shell />);
