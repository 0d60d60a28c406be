import type { GraphiQLProps } from "graphiql";
import { GraphiQL } from "graphiql";
import type { ExecutionResult } from "graphql";
import "graphiql/style.css";
import "./graphiql.css";
import { createRoot } from "react-dom/client";

const example = `# 六员 Liuyuan. ⌘/Ctrl + Enter 运行 · runs the query; Ctrl + Space 补全 · completes
query Match($text: String!) {
  classifyDispute(text: $text) {
    suggestions { disputeType { code name } confidence terms }
    riskLevel
    headcount
  }
  matchMediators(input: { text: $text, regionCode: "440703101" }, first: 3) {
    candidates {
      rank
      total
      distanceMetres
      mediator { name roles dutyPhone }
      organization { name }
      contributions { criterion points reason { message } }
    }
    summary { considered eligible }
  }
}
`;

const variables = JSON.stringify({ text: "工地拖欠十几个工人三个月工资" }, null, 2);

const fetcher: GraphiQLProps["fetcher"] = async (params, options) => {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json, application/json", ...options?.headers },
    body: JSON.stringify(params),
  });
  return (await response.json()) as ExecutionResult;
};

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(<GraphiQL fetcher={fetcher} defaultQuery={example} variables={variables} />);
}
