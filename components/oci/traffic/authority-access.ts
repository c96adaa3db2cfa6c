import { all, ComponentResource, output } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { DynamicGroup, Policy } from "@pulumi/oci/identity";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ocid } from "../checks";
import { membersOf } from "../data/key-statements";
import { tags } from "../tags";
import { authorityStatements } from "./authority-statements";

export interface AuthorityAccessArgs extends Declaration {
  /** Holds the dynamic group, which only a tenancy can. */
  readonly tenancyId: Input<string>;
  /** Holds the policy: the compartment that the other is in. */
  readonly enclaveCompartmentId: Input<string>;
  /** Holds the certificate authorities and their keys. */
  readonly keysCompartmentId: Input<string>;
  /** The key of the certificate authority of each side. */
  readonly keyId: Input<string>;
  readonly standbyKeyId: Input<string>;
}

/** Lets the certificate authorities of both sides sign with their keys. Needs the home region. */
export class AuthorityAccess extends ComponentResource {
  readonly policyId: Output<string>;

  constructor(name: string, args: AuthorityAccessArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:AuthorityAccess", name, declared(args), opts);

    const group = new DynamicGroup(
      name,
      {
        compartmentId: args.tenancyId,
        name: `${name}-authorities`,
        description: "Certificate authorities of the enclave",
        matchingRule: output(args.keysCompartmentId).apply((id) => membersOf("certificateauthority", id)),
        ...tags(args),
      },
      { parent: this },
    );
    const statements = all([group.id, args.keysCompartmentId, args.keyId, args.standbyKeyId]).apply(
      ([groupId, keysCompartmentId, ...keyIds]) => authorityStatements(groupId, keysCompartmentId, keyIds),
    );
    const policy = new Policy(
      name,
      {
        compartmentId: args.enclaveCompartmentId,
        name: `${name}-authority-keys`,
        description: "Lets the enclave's certificate authorities sign with their own keys",
        statements,
        ...tags(args),
      },
      { parent: this },
    );

    this.policyId = policy.id;
    this.registerOutputs({ policyId: this.policyId });
  }
}

function refuseWrong(name: string, args: AuthorityAccessArgs): void {
  check.refuseWrong("authority access", name, {
    ...declarationChecks(args),
    tenancyId: check.against(args.tenancyId, ocid("tenancy")),
    enclaveCompartmentId: check.against(args.enclaveCompartmentId, ocid("compartment")),
    keysCompartmentId: check.against(args.keysCompartmentId, ocid("compartment")),
    keyId: check.against(args.keyId, ocid("key")),
    standbyKeyId: check.against(args.standbyKeyId, ocid("key")),
  });
}
