import { ComponentResource, output } from "@pulumi/pulumi";
import type { Input, Output, Resource } from "@pulumi/pulumi";
import { Domain, DomainReplicationToRegion, DomainsDynamicResourceGroup, DomainsGroup } from "@pulumi/oci/identity";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ocid, oracleDomainName } from "../checks";
import { tags } from "../tags";
import { groupName } from "./access-statements";
import type { People, Role } from "./access-statements";
import { domainTags } from "./domain-tags";

export interface IdentityDomainArgs extends Declaration {
  readonly tenancyId: string;
  /** No other domain of the tenancy may have the name. */
  readonly domainName: string;
  /** The tenancy's home region, in the United States; the component's provider works there. */
  readonly homeRegion: string;
  /** Where the enclave is: other than the Default domain, this one is only in its home region until it is replicated. */
  readonly regions: readonly string[];
  /** What runs in it is a workload. */
  readonly applicationCompartmentId: Input<string>;
}

const people: Readonly<Record<People, string>> = {
  gatekeepers: "Reach US users' data and the keys to it",
  operators: "Run the network and the application, and never see data",
  auditors: "Read the evidence, and never see data",
};

export const groupSchemas = [
  "urn:ietf:params:scim:schemas:core:2.0:Group",
  "urn:ietf:params:scim:schemas:oracle:idcs:extension:requestable:Group",
  "urn:ietf:params:scim:schemas:oracle:idcs:extension:OCITags",
  "urn:ietf:params:scim:schemas:oracle:idcs:extension:group:Group",
];
/** What may change of a group, other than by the program: everything, and its members. */
export const ofGroups = [
  "displayName",
  "members",
  "schemas",
  "urnietfparamsscimschemasoracleidcsextensionOciTags",
  "urnietfparamsscimschemasoracleidcsextensiongroupGroup",
  "urnietfparamsscimschemasoracleidcsextensionrequestableGroup",
];
const dynamicGroupSchemas = [
  "urn:ietf:params:scim:schemas:oracle:idcs:DynamicResourceGroup",
  "urn:ietf:params:scim:schemas:oracle:idcs:extension:OCITags",
];

/**
 * Who has to do with the enclave: an identity domain of its own, right under the tenancy, so that rights over the enclave's
 * compartments are none over its people. The groups' members are people: they come from the identity provider or the
 * console, never from a program.
 *
 * A domain is deleted only after it was deactivated, and with it go its people: `state` `INACTIVE` comes first.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/domains/to-delete-a-domain.htm
 */
export class IdentityDomain extends ComponentResource {
  readonly domainId: Output<string>;
  /** Where the domain's own service answers. */
  readonly endpoint: Output<string>;
  readonly groupIds: Readonly<Record<People, Output<string>>>;
  /** What a statement about the groups comes after. */
  readonly groups: readonly Resource[];

  constructor(name: string, args: IdentityDomainArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:IdentityDomain", name, declared(args), opts);

    const domain = new Domain(
      name,
      {
        compartmentId: args.tenancyId,
        displayName: args.domainName,
        description: "Whoever has to do with US users' data, and nobody else",
        homeRegion: args.homeRegion,
        // It has all that is needed here: groups for Oracle Cloud, second factors and password policies.
        // https://docs.oracle.com/en-us/iaas/Content/Identity/sku/overview.htm
        licenseType: "free",
        isHiddenOnLogin: false,
        isPrimaryEmailRequired: true,
        ...tags(args),
      },
      { parent: this, protect: true },
    );
    this.domainId = domain.id;
    this.endpoint = domain.url;

    const group = (role: People) => this.declareGroup(`${name}-${role}`, args, role);
    const groups = { gatekeepers: group("gatekeepers"), operators: group("operators"), auditors: group("auditors") };
    this.groupIds = {
      gatekeepers: groups.gatekeepers.id,
      operators: groups.operators.id,
      auditors: groups.auditors.id,
    };
    this.groups = [...Object.values(groups), this.declareWorkloads(`${name}-workloads`, args)];
    this.replicate(name, args);
    this.registerOutputs({ domainId: this.domainId, endpoint: this.endpoint, groupIds: this.groupIds });
  }

  /**
   * Once declared, a group is left as it is. The provider updates a group by replacing it, without the people who have
   * become members since; and a group whose creator is of another domain, as an administrator of the tenancy is, refuses
   * each update. Oracle's own landing zone ignores all changes, too.
   * https://github.com/oracle/terraform-provider-oci/issues/2131
   * https://github.com/oci-landing-zones/terraform-oci-modules-iam/pull/48
   */
  private declareGroup(name: string, args: IdentityDomainArgs, role: People): DomainsGroup {
    return new DomainsGroup(
      name,
      {
        idcsEndpoint: this.endpoint,
        displayName: groupName(args.domainName, role),
        schemas: groupSchemas,
        urnietfparamsscimschemasoracleidcsextensiongroupGroup: { creationMechanism: "api", description: people[role] },
        // Nobody may ask for membership in the console.
        urnietfparamsscimschemasoracleidcsextensionrequestableGroup: { requestable: false },
        urnietfparamsscimschemasoracleidcsextensionOciTags: domainTags(args),
      },
      { parent: this, ignoreChanges: ofGroups },
    );
  }

  /** https://docs.oracle.com/en-us/iaas/Content/Identity/dynamicgroups/Writing_Matching_Rules_to_Define_Dynamic_Groups.htm */
  private declareWorkloads(name: string, args: IdentityDomainArgs): DomainsDynamicResourceGroup {
    const role: Role = "workloads";
    return new DomainsDynamicResourceGroup(
      name,
      {
        idcsEndpoint: this.endpoint,
        displayName: groupName(args.domainName, role),
        description: "What serves US users: the machines and containers of the application",
        matchingRule: output(args.applicationCompartmentId).apply(workloadRule),
        schemas: dynamicGroupSchemas,
        urnietfparamsscimschemasoracleidcsextensionOciTags: domainTags(args),
      },
      // The service adds schemas by itself.
      // https://github.com/oracle/terraform-provider-oci/blob/master/examples/identity_domains/dynamic_resource_group.tf
      { parent: this, ignoreChanges: ["schemas"] },
    );
  }

  /**
   * One region after the other, as a domain that is being changed refuses another change.
   * https://docs.oracle.com/en-us/iaas/Content/Identity/domains/to-manage-regions-for-domains.htm
   */
  private replicate(name: string, { regions, homeRegion }: IdentityDomainArgs): void {
    let before: readonly Resource[] = this.groups;
    for (const replicaRegion of regions.filter((region) => region !== homeRegion)) {
      const replication = new DomainReplicationToRegion(
        `${name}-${replicaRegion}`,
        { domainId: this.domainId, replicaRegion },
        { parent: this, dependsOn: [...before] },
      );
      before = [replication];
    }
  }
}

/** A machine or container of the application's compartment. */
function workloadRule(applicationCompartmentId: string): string {
  const containers = `resource.type = 'computecontainerinstance', resource.compartment.id = '${applicationCompartmentId}'`;
  return `ANY {instance.compartment.id = '${applicationCompartmentId}', ALL {${containers}}}`;
}

function refuseWrong(name: string, args: IdentityDomainArgs): void {
  const inUs = check.usRegion("oci", "us-ashburn-1");
  check.refuseWrong("identity domain", name, {
    ...declarationChecks(args),
    tenancyId: check.against(args.tenancyId, ocid("tenancy")),
    domainName: check.against(args.domainName, oracleDomainName),
    homeRegion: check.against(args.homeRegion, inUs),
    ...check.againstEach("regions", args.regions, inUs),
    applicationCompartmentId: check.against(args.applicationCompartmentId, ocid("compartment")),
  });
}
