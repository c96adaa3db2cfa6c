import { all, ComponentResource, output } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { DynamicGroup, Policy } from "@pulumi/oci/identity";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ocid } from "../checks";
import { tags } from "../tags";
import { projectPrefix } from "./admission";
import { mirrorMembers, mirrorStatements, scanStatements } from "./inspection-statements";

export interface MirrorAccessArgs extends Declaration {
  /** Holds the dynamic group, which only a tenancy can. */
  readonly tenancyId: Input<string>;
  /** Holds the policy: the compartment that all others are in. */
  readonly enclaveCompartmentId: Input<string>;
  readonly inspectionCompartmentId: Input<string>;
  /** What the group's and the policy's names begin with; both are taken once in a tenancy. */
  readonly projectName: string;
}

/** Lets sources be mirrored and images be scanned, in both regions. Needs the home region. */
export class MirrorAccess extends ComponentResource {
  /** Known when the policy is there: what it is for comes after it. */
  readonly policyId: Output<string>;

  constructor(name: string, args: MirrorAccessArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:MirrorAccess", name, declared(args), opts);

    const group = new DynamicGroup(
      name,
      {
        compartmentId: args.tenancyId,
        name: `${args.projectName}-mirrors`,
        description: "What fetches the sources of what may run in the enclave",
        matchingRule: output(args.inspectionCompartmentId).apply(mirrorMembers),
        ...tags(args),
      },
      { parent: this },
    );
    const policy = new Policy(
      name,
      {
        compartmentId: args.enclaveCompartmentId,
        name: `${args.projectName}-mirrors`,
        description: "Lets sources be mirrored, and images be scanned",
        statements: all([group.id, args.inspectionCompartmentId]).apply(([groupId, compartmentId]) => [
          ...mirrorStatements(groupId, compartmentId),
          ...scanStatements(compartmentId),
        ]),
        ...tags(args),
      },
      { parent: this },
    );
    this.policyId = policy.id;
    this.registerOutputs({ policyId: this.policyId });
  }
}

function refuseWrong(name: string, args: MirrorAccessArgs): void {
  check.refuseWrong("mirror access", name, {
    ...declarationChecks(args),
    tenancyId: check.against(args.tenancyId, ocid("tenancy")),
    enclaveCompartmentId: check.against(args.enclaveCompartmentId, ocid("compartment")),
    inspectionCompartmentId: check.against(args.inspectionCompartmentId, ocid("compartment")),
    projectName: check.against(args.projectName, projectPrefix),
  });
}
