import { PolicyPack } from "@pulumi/policy";
import { policiesOf } from "./pack/policies";
import { loadTerms } from "./pack/terms";
import { rules } from "./rules";

new PolicyPack("stateside", {
  displayName: "Stateside",
  description: "US users' data stays in the United States",
  enforcementLevel: "mandatory",
  policies: policiesOf(rules, loadTerms(__dirname)),
});
