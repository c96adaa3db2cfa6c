import { PolicyPack } from "@pulumi/policy";
import { policiesOf } from "./pack/policies";
import { loadTerms } from "./pack/terms";
import { packRules } from "./rules";

new PolicyPack("stateside", {
  displayName: "Stateside",
  description: "US users' data stays in the United States",
  enforcementLevel: "mandatory",
  policies: policiesOf(packRules, loadTerms(__dirname)),
});

// What Pulumi's policy SDK can't decode, it reports and leaves unanswered, and the engine would wait for ever. A pack that
// ends makes the operation fail.
process.on("unhandledRejection", () => process.exit(1));
