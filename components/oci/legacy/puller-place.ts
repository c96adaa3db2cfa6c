import { ComponentResource, output, secret } from "@pulumi/pulumi";
import type { Input, Output, ProviderResource } from "@pulumi/pulumi";
import { Compartment } from "@pulumi/oci/identity";
import { Secret } from "@pulumi/oci/vault";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ocid } from "../checks";
import { KeyVault } from "../data/key-vault";
import { tags } from "../tags";

export interface PullerPlaceArgs extends Declaration {
  /** Holds the puller's compartment. */
  readonly enclaveCompartmentId: Input<string>;
  readonly keysCompartmentId: Input<string>;
  /** The region of the provider, in the United States. */
  readonly region: string;
  /** Writes what belongs to the tenancy. */
  readonly homeProvider: ProviderResource;
  /** What the puller signs its requests to Google Cloud with. @default - nothing that opens anything: none is to run */
  readonly credential?: Input<string>;
}

/** What the secret says while there is no credential. */
const revoked = "revoked";

/**
 * Where the puller runs, and what keeps its credential: both stay from the first phase of its center to the last, also while
 * nothing is fetched. A compartment takes up to three hours to go, a secret and a vault stay for a month after they were
 * deleted and keep their names, and the next phase would need all of them again.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/compartments/delete-compartment.htm
 * https://docs.oracle.com/en-us/iaas/Content/KeyManagement/Tasks/managingsecrets.htm
 *
 * The compartment is one of its own: in the application's, the puller could do what the application can. So is the vault:
 * nobody who may use a key of the enclave's stores comes near this.
 */
export class PullerPlace extends ComponentResource {
  readonly compartmentId: Output<string>;
  readonly secretId: Output<string>;

  constructor(name: string, args: PullerPlaceArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:PullerPlace", name, declared(args), opts);

    const compartment = new Compartment(
      name,
      {
        compartmentId: args.enclaveCompartmentId,
        name,
        description: "What takes yesterday's data home, and nothing else",
        // Without it, a compartment of that name would be adopted in silence: see EnclaveCompartment.
        enableDelete: true,
        ...tags(args),
      },
      { parent: this, provider: args.homeProvider },
    );
    const { dataClass, owner, region, keysCompartmentId: compartmentId } = args;
    const vault = new KeyVault(
      name,
      { dataClass, owner, region, compartmentId, vaultType: "DEFAULT", purposes: ["secrets"], isReplaceable: true },
      { parent: this, provider: opts.provider },
    );
    const kept = new Secret(
      name,
      {
        compartmentId,
        vaultId: vault.vaultId,
        keyId: vault.keyIds.secrets,
        secretName: `${name}-google`,
        description: "What the puller signs its requests to Google Cloud with",
        secretContent: {
          contentType: "BASE64",
          content: secret(output(args.credential ?? revoked).apply((text) => Buffer.from(text).toString("base64"))),
        },
        ...tags(args),
      },
      { parent: this, additionalSecretOutputs: ["secretContent"] },
    );

    this.compartmentId = compartment.id;
    this.secretId = kept.id;
    this.registerOutputs({ compartmentId: this.compartmentId, secretId: this.secretId });
  }
}

function refuseWrong(name: string, args: PullerPlaceArgs): void {
  check.refuseWrong("puller place", name, {
    ...declarationChecks(args),
    enclaveCompartmentId: check.against(args.enclaveCompartmentId, ocid("compartment")),
    keysCompartmentId: check.against(args.keysCompartmentId, ocid("compartment")),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
  });
}
