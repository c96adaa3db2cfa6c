import { ComponentResource, output } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { DynamicGroup, Policy } from "@pulumi/oci/identity";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ocid } from "../checks";
import { tags } from "../tags";
import { keyStatements, membersOf } from "./key-statements";

export interface KeyAccessArgs extends Declaration {
  /** Holds the dynamic groups, which only a tenancy can. */
  readonly tenancyId: Input<string>;
  /** Holds the policy: the compartment that the others are in. */
  readonly enclaveCompartmentId: Input<string>;
  readonly dataCompartmentId: Input<string>;
  readonly keysCompartmentId: Input<string>;
  /** The vault of the database's key. */
  readonly vaultId: Input<string>;
  readonly databaseKeyId: Input<string>;
  readonly volumesKeyId: Input<string>;
  readonly filesKeyId: Input<string>;
  /** The standby side's keys. */
  readonly standbyVolumesKeyId: Input<string>;
  readonly standbyFilesKeyId: Input<string>;
}

/** Which store may use which key. Needs the home region. */
export class KeyAccess extends ComponentResource {
  /** Known when the policy is there: what is encrypted by a key comes after it. */
  readonly policyId: Output<string>;

  constructor(name: string, args: KeyAccessArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:KeyAccess", name, declared(args), opts);

    const databases = this.group(`${name}-databases`, "Databases of US users' data", "autonomousdatabase", args);
    const fileSystems = this.group(`${name}-file-systems`, "File systems of US users' data", "filesystem", args);
    const statements = output({
      keysCompartmentId: args.keysCompartmentId,
      databasesId: databases.id,
      fileSystemsId: fileSystems.id,
      vaultId: args.vaultId,
      databaseKeyId: args.databaseKeyId,
      volumeKeyIds: [args.volumesKeyId, args.standbyVolumesKeyId],
      fileKeyIds: [args.filesKeyId, args.standbyFilesKeyId],
    }).apply(keyStatements);
    const policy = new Policy(
      name,
      {
        compartmentId: args.enclaveCompartmentId,
        name: `${name}-key-use`,
        description: "Lets the stores of US users' data use their own keys",
        statements,
        ...tags(args),
      },
      { parent: this },
    );

    this.policyId = policy.id;
    this.registerOutputs({ policyId: this.policyId });
  }

  private group(name: string, description: string, type: Parameters<typeof membersOf>[0], args: KeyAccessArgs) {
    const matchingRule = output(args.dataCompartmentId).apply((compartment) => membersOf(type, compartment));
    const inputs = { compartmentId: args.tenancyId, name, description, matchingRule, ...tags(args) };
    return new DynamicGroup(name, inputs, { parent: this });
  }
}

function refuseWrong(name: string, args: KeyAccessArgs): void {
  check.refuseWrong("key access", name, {
    ...declarationChecks(args),
    tenancyId: check.against(args.tenancyId, ocid("tenancy")),
    enclaveCompartmentId: check.against(args.enclaveCompartmentId, ocid("compartment")),
    dataCompartmentId: check.against(args.dataCompartmentId, ocid("compartment")),
    keysCompartmentId: check.against(args.keysCompartmentId, ocid("compartment")),
    vaultId: check.against(args.vaultId, ocid("vault")),
    databaseKeyId: check.against(args.databaseKeyId, ocid("key")),
    volumesKeyId: check.against(args.volumesKeyId, ocid("key")),
    filesKeyId: check.against(args.filesKeyId, ocid("key")),
    standbyVolumesKeyId: check.against(args.standbyVolumesKeyId, ocid("key")),
    standbyFilesKeyId: check.against(args.standbyFilesKeyId, ocid("key")),
  });
}
