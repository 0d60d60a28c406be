import type { DisputeStatus } from "../gql/graphql";

/** The names of the texts for what comes next. */
export type Step = "stepAssess" | "stepMatch" | "stepAnswer" | "stepMediate" | "stepAgree" | "stepClosed" | "stepTerminated";

const steps: Readonly<Record<DisputeStatus, Step>> = {
  REGISTERED: "stepMatch",
  ASSESSING: "stepAssess",
  AWAITING_MATCH: "stepMatch",
  AWAITING_CHOICE: "stepMatch",
  AWAITING_ACCEPTANCE: "stepAnswer",
  MEDIATING: "stepMediate",
  AGREED: "stepAgree",
  PERFORMING: "stepAgree",
  CLOSED: "stepClosed",
  TERMINATED: "stepTerminated",
};

/** nextStep is what has to be done next in a state. */
export function nextStep(status: DisputeStatus): Step {
  return steps[status];
}

/** isFinal says that nothing more happens. */
export function isFinal(status: DisputeStatus): boolean {
  return status === "CLOSED" || status === "TERMINATED";
}
