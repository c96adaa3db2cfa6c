import { all, ComponentResource, output } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { DynamicGroup, Policy } from "@pulumi/oci/identity";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ocid } from "../checks";
import { tags } from "../tags";
import { projectPrefix } from "./admission";
import { builderStatements, pipelineMembers, signerStatements } from "./inspection-statements";

export interface BuildAccessArgs extends Declaration {
  /** Holds the dynamic groups, which only a tenancy can. */
  readonly tenancyId: Input<string>;
  /** Holds the policy: the compartment that all others are in. */
  readonly enclaveCompartmentId: Input<string>;
  readonly inspectionCompartmentId: Input<string>;
  /** What the groups' and the policy's names begin with; they are taken once in a tenancy. */
  readonly projectName: string;
  /** The pipelines that build and push images, of both regions. */
  readonly builderIds: readonly Input<string>[];
  /** The pipelines that sign them. */
  readonly signerIds: readonly Input<string>[];
  /** What images are signed with. */
  readonly signingKeyIds: readonly Input<string>[];
}

/**
 * Who may push images, and who may sign them: two groups without a member in common, as builds run what others wrote. No
 * other statement of the enclave lets anybody do either. Needs the home region.
 */
export class BuildAccess extends ComponentResource {
  readonly policyId: Output<string>;

  constructor(name: string, args: BuildAccessArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:BuildAccess", name, declared(args), opts);

    const builders = this.group(`${name}-builders`, "builders", "Builds of what may run", args.builderIds, args);
    const signers = this.group(`${name}-signers`, "signers", "What signs inspected images", args.signerIds, args);
    const policy = new Policy(
      name,
      {
        compartmentId: args.enclaveCompartmentId,
        name: `${args.projectName}-builds`,
        description: "Lets builds push images, and the gate alone sign them",
        statements: output({
          builders: builders.id,
          signers: signers.id,
          compartmentId: args.inspectionCompartmentId,
          keyIds: all([...args.signingKeyIds]),
        }).apply((known) => [
          ...builderStatements(known.builders, known.compartmentId),
          ...signerStatements(known.signers, known.compartmentId, known.keyIds),
        ]),
        ...tags(args),
      },
      { parent: this },
    );
    this.policyId = policy.id;
    this.registerOutputs({ policyId: this.policyId });
  }

  private group(
    name: string,
    role: string,
    description: string,
    pipelineIds: readonly Input<string>[],
    args: BuildAccessArgs,
  ): DynamicGroup {
    return new DynamicGroup(
      name,
      {
        compartmentId: args.tenancyId,
        name: `${args.projectName}-${role}`,
        description,
        matchingRule: all([...pipelineIds]).apply(pipelineMembers),
        ...tags(args),
      },
      { parent: this },
    );
  }
}

function refuseWrong(name: string, args: BuildAccessArgs): void {
  check.refuseWrong("build access", name, {
    ...declarationChecks(args),
    tenancyId: check.against(args.tenancyId, ocid("tenancy")),
    enclaveCompartmentId: check.against(args.enclaveCompartmentId, ocid("compartment")),
    inspectionCompartmentId: check.against(args.inspectionCompartmentId, ocid("compartment")),
    projectName: check.against(args.projectName, projectPrefix),
    // A rule without anybody in it would be none.
    builderIds: noneRefusal(args.builderIds),
    signerIds: noneRefusal(args.signerIds),
    signingKeyIds: noneRefusal(args.signingKeyIds),
  });
}

function noneRefusal(ids: readonly Input<string>[]): check.Refusal | undefined {
  return ids.length === 0 ? { value: "[]", allowed: "at least one" } : undefined;
}
