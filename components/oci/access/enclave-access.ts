import { ComponentResource, output } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { NetworkSource, Policy } from "@pulumi/oci/identity";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ocid, officeRange, oracleDomainName } from "../checks";
import { tags } from "../tags";
import { accessStatements, groupName, roles } from "./access-statements";
import type { Role } from "./access-statements";

export interface EnclaveAccessArgs extends Declaration {
  readonly tenancyId: string;
  /** The identity domain that the groups are in. */
  readonly domainName: string;
  /** The tenancy's home region, in the United States; the component's provider works there. */
  readonly homeRegion: string;
  /** Where the enclave is, in the United States. */
  readonly regions: readonly string[];
  /** Public IPv4 ranges that people's requests come from: the offices' and the VPN's. */
  readonly officeRanges: readonly string[];
  readonly enclaveCompartmentId: Input<string>;
  readonly networkCompartmentId: Input<string>;
  readonly applicationCompartmentId: Input<string>;
  readonly dataCompartmentId: Input<string>;
  readonly keysCompartmentId: Input<string>;
  readonly auditCompartmentId: Input<string>;
  readonly inspectionCompartmentId: Input<string>;
}

const descriptions: Readonly<Record<Role, string>> = {
  gatekeepers: "Gatekeepers alone reach US users' data and the keys to it",
  operators: "Operators run the network and the application, and see no data",
  auditors: "Auditors read the evidence, and see no data",
  workloads: "The application reads and writes objects, and writes logs",
};

/**
 * What people and workloads may do in the enclave. Comes after the groups that its statements name: a policy about a group
 * that isn't there is refused. Needs the home region.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/networksources/Restricting_Access_to_Specific_IP_Addresses.htm
 */
export class EnclaveAccess extends ComponentResource {
  readonly networkSource: Output<string>;

  constructor(name: string, args: EnclaveAccessArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:EnclaveAccess", name, declared(args), opts);

    const source = new NetworkSource(
      name,
      {
        // Network sources are the tenancy's.
        compartmentId: args.tenancyId,
        name: `${args.domainName}-offices`,
        description: "Where requests about the enclave come from: offices and VPN",
        publicSourceLists: [...args.officeRanges],
        ...tags(args),
      },
      { parent: this },
    );
    this.networkSource = source.name;

    const statements = this.planStatements(args);
    for (const role of roles) {
      new Policy(
        `${name}-${role}`,
        {
          compartmentId: args.enclaveCompartmentId,
          name: groupName(args.domainName, role),
          description: descriptions[role],
          statements: statements(role),
          ...tags(args),
        },
        { parent: this },
      );
    }
    this.registerOutputs({ networkSource: this.networkSource });
  }

  private planStatements(args: EnclaveAccessArgs) {
    const plan = output({
      domainName: args.domainName,
      networkSource: this.networkSource,
      regions: [...args.regions],
      homeRegion: args.homeRegion,
      enclaveCompartmentId: args.enclaveCompartmentId,
      networkCompartmentId: args.networkCompartmentId,
      applicationCompartmentId: args.applicationCompartmentId,
      dataCompartmentId: args.dataCompartmentId,
      keysCompartmentId: args.keysCompartmentId,
      auditCompartmentId: args.auditCompartmentId,
      inspectionCompartmentId: args.inspectionCompartmentId,
    });
    return (role: Role) => plan.apply((known) => accessStatements(role, known));
  }
}

function refuseWrong(name: string, args: EnclaveAccessArgs): void {
  const inUs = check.usRegion("oci", "us-ashburn-1");
  check.refuseWrong("enclave access", name, {
    ...declarationChecks(args),
    tenancyId: check.against(args.tenancyId, ocid("tenancy")),
    domainName: check.against(args.domainName, oracleDomainName),
    homeRegion: check.against(args.homeRegion, inUs),
    ...check.againstEach("regions", args.regions, inUs),
    ...check.againstEach("officeRanges", args.officeRanges, officeRange),
    enclaveCompartmentId: check.against(args.enclaveCompartmentId, ocid("compartment")),
    networkCompartmentId: check.against(args.networkCompartmentId, ocid("compartment")),
    applicationCompartmentId: check.against(args.applicationCompartmentId, ocid("compartment")),
    dataCompartmentId: check.against(args.dataCompartmentId, ocid("compartment")),
    keysCompartmentId: check.against(args.keysCompartmentId, ocid("compartment")),
    auditCompartmentId: check.against(args.auditCompartmentId, ocid("compartment")),
    inspectionCompartmentId: check.against(args.inspectionCompartmentId, ocid("compartment")),
  });
}
