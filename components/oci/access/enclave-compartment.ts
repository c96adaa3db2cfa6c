import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { Compartment } from "@pulumi/oci/identity";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ocid, oracleCompartmentName } from "../checks";
import { tags } from "../tags";

export interface EnclaveCompartmentArgs extends Declaration {
  readonly tenancyId: string;
  /** Unique among the tenancy's top compartments. */
  readonly enclaveName: string;
}

/** What each compartment inside the enclave is for. */
const parts = {
  network: "Networks, firewalls and gateways of the enclave",
  application: "What serves US users, and reads and writes their data",
  data: "Stores of US users' data",
  keys: "Vaults and the keys that encrypt the enclave's stores",
  audit: "Logs and evidence, out of reach of those whom they watch",
  inspection: "Sources, builds and images of what may run in the enclave",
} as const;

type Part = keyof typeof parts;

/** One compartment for the enclave, right under the tenancy, and one inside it for each part. Needs the home region. */
export class EnclaveCompartment extends ComponentResource {
  readonly enclaveId: Output<string>;
  readonly networkId: Output<string>;
  readonly applicationId: Output<string>;
  readonly dataId: Output<string>;
  readonly keysId: Output<string>;
  readonly auditId: Output<string>;
  readonly inspectionId: Output<string>;

  constructor(name: string, args: EnclaveCompartmentArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:EnclaveCompartment", name, declared(args), opts);

    this.enclaveId = this.declare(name, args, {
      compartmentId: args.tenancyId,
      name: args.enclaveName,
      description: "US users' data and what keeps it",
    });
    const inside = (part: Part) =>
      this.declare(`${name}-${part}`, args, { compartmentId: this.enclaveId, name: part, description: parts[part] });
    this.networkId = inside("network");
    this.applicationId = inside("application");
    this.dataId = inside("data");
    this.keysId = inside("keys");
    this.auditId = inside("audit");
    this.inspectionId = inside("inspection");
    this.registerOutputs({
      enclaveId: this.enclaveId,
      networkId: this.networkId,
      applicationId: this.applicationId,
      dataId: this.dataId,
      keysId: this.keysId,
      auditId: this.auditId,
      inspectionId: this.inspectionId,
    });
  }

  /**
   * `enableDelete` is on for what else it does: without it, a compartment that somebody else has under the same name would
   * be adopted in silence. `protect` is what keeps compartments from being deleted.
   * https://registry.terraform.io/providers/oracle/oci/latest/docs/resources/identity_compartment
   */
  private declare(
    name: string,
    declaration: Declaration,
    inputs: { readonly compartmentId: Input<string>; readonly name: string; readonly description: string },
  ): Output<string> {
    const tagged = { ...inputs, enableDelete: true, ...tags(declaration) };
    return new Compartment(name, tagged, { parent: this, protect: true }).id;
  }
}

function refuseWrong(name: string, args: EnclaveCompartmentArgs): void {
  check.refuseWrong("enclave compartment", name, {
    ...declarationChecks(args),
    tenancyId: check.against(args.tenancyId, ocid("tenancy")),
    enclaveName: check.against(args.enclaveName, oracleCompartmentName),
  });
}
