import { PolicyPack } from "@pulumi/policy";
import { mandatePolicy } from "./pack/mandate-policy";
import { policiesOf } from "./pack/policies";
import { PackTerms } from "./pack/terms";
import { packRules } from "./rules";

const surroundings = { packFolder: __dirname, workingFolder: process.cwd(), environment: process.env };
// After its first line, the pack's output is shown among the operation's diagnostics.
const terms = new PackTerms(surroundings, (sentence) => {
  console.log(`stateside: ${sentence}`);
});
const settle = (urn: string | undefined, configured?: unknown) => terms.settle(urn, configured);

new PolicyPack("stateside", {
  displayName: "Stateside",
  description: "US users' data stays in the United States",
  enforcementLevel: "mandatory",
  policies: [mandatePolicy(settle), ...policiesOf(packRules, settle)],
});

// What Pulumi's policy SDK can't decode, it reports and leaves unanswered, and the engine would wait for ever. A pack that
// ends makes the operation fail.
process.on("unhandledRejection", () => process.exit(1));
