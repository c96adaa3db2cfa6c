import { ComponentResource, output } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { Policy } from "@pulumi/oci/identity";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ocid } from "../checks";
import { tags } from "../tags";
import { clusterStatements, deployStatements, labelStatements } from "./cluster-statements";

export interface ClusterAccessArgs extends Declaration {
  /** Holds the labels, and the policy about them. */
  readonly tenancyId: Input<string>;
  /** Holds the other policy: the compartment that the others are in. */
  readonly enclaveCompartmentId: Input<string>;
  readonly applicationCompartmentId: Input<string>;
  readonly networkCompartmentId: Input<string>;
  readonly inspectionCompartmentId: Input<string>;
  readonly keysCompartmentId: Input<string>;
  /** What encrypts Kubernetes' secrets, what encrypts the nodes' boot volumes, and what signs images. */
  readonly secretsKeyId: Input<string>;
  readonly nodesKeyId: Input<string>;
  readonly signingKeyId: Input<string>;
  /** The standby side's keys. */
  readonly standbySecretsKeyId: Input<string>;
  readonly standbyNodesKeyId: Input<string>;
  readonly standbySigningKeyId: Input<string>;
}

/** What the clusters of both sides may use, and who may use them: the deploy gates. Needs the home region. */
export class ClusterAccess extends ComponentResource {
  /** Known when the policies are there: a cluster comes after them. */
  readonly policyIds: Output<readonly string[]>;

  constructor(name: string, args: ClusterAccessArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:ClusterAccess", name, declared(args), opts);

    const use = new Policy(
      name,
      {
        compartmentId: args.enclaveCompartmentId,
        name: `${name}-cluster-use`,
        description: "Lets clusters use their keys, network and images, and the deploy gates use the clusters",
        statements: output({
          applicationCompartmentId: args.applicationCompartmentId,
          networkCompartmentId: args.networkCompartmentId,
          inspectionCompartmentId: args.inspectionCompartmentId,
          keysCompartmentId: args.keysCompartmentId,
          enclaveCompartmentId: args.enclaveCompartmentId,
          secretsKeyIds: [args.secretsKeyId, args.standbySecretsKeyId],
          nodesKeyIds: [args.nodesKeyId, args.standbyNodesKeyId],
          signingKeyIds: [args.signingKeyId, args.standbySigningKeyId],
        }).apply((uses) => [...clusterStatements(uses), ...deployStatements(uses)]),
        ...tags(args),
      },
      { parent: this },
    );
    const label = new Policy(
      `${name}-labels`,
      {
        compartmentId: args.tenancyId,
        name: `${name}-cluster-labels`,
        description: "Lets the application's clusters label what they make",
        statements: output(args.applicationCompartmentId).apply(labelStatements),
        ...tags(args),
      },
      { parent: this },
    );

    this.policyIds = output([use.id, label.id]);
    this.registerOutputs({ policyIds: this.policyIds });
  }
}

function refuseWrong(name: string, args: ClusterAccessArgs): void {
  check.refuseWrong("cluster access", name, {
    ...declarationChecks(args),
    tenancyId: check.against(args.tenancyId, ocid("tenancy")),
    enclaveCompartmentId: check.against(args.enclaveCompartmentId, ocid("compartment")),
    applicationCompartmentId: check.against(args.applicationCompartmentId, ocid("compartment")),
    networkCompartmentId: check.against(args.networkCompartmentId, ocid("compartment")),
    inspectionCompartmentId: check.against(args.inspectionCompartmentId, ocid("compartment")),
    keysCompartmentId: check.against(args.keysCompartmentId, ocid("compartment")),
    secretsKeyId: check.against(args.secretsKeyId, ocid("key")),
    nodesKeyId: check.against(args.nodesKeyId, ocid("key")),
    signingKeyId: check.against(args.signingKeyId, ocid("key")),
    standbySecretsKeyId: check.against(args.standbySecretsKeyId, ocid("key")),
    standbyNodesKeyId: check.against(args.standbyNodesKeyId, ocid("key")),
    standbySigningKeyId: check.against(args.standbySigningKeyId, ocid("key")),
  });
}
