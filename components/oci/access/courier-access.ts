import { ComponentResource, output, secret } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { DomainsCustomerSecretKey, DomainsGroup, DomainsUser, NetworkSource, Policy } from "@pulumi/oci/identity";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { courierBlock, ocid, oracleBucketName, oracleDomainName } from "../checks";
import { tags } from "../tags";
import { courierName, courierStatements } from "./courier-statements";
import { domainTags } from "./domain-tags";
import { groupSchemas, ofGroups } from "./identity-domain";

export interface CourierAccessArgs extends Declaration {
  /** The center that the courier pulls to, as the mandate names it. */
  readonly center: string;
  readonly tenancyId: Input<string>;
  /** The enclave's identity domain. */
  readonly domainName: Input<string>;
  /** Where the domain's own service answers. */
  readonly domainEndpoint: Input<string>;
  /** Holds the policy: the compartment that the data's is in. */
  readonly enclaveCompartmentId: Input<string>;
  readonly dataCompartmentId: Input<string>;
  /** The bucket that the courier copies. */
  readonly bucketName: Input<string>;
  /** The bucket's, in the United States. */
  readonly region: string;
  /** The tenancy's home region, in the United States; the component's provider works there. */
  readonly homeRegion: string;
  /** The network whose service gateway the courier's requests pass. */
  readonly hubId: Input<string>;
  /** The addresses of the courier's subnet in its center. */
  readonly addressBlock: string;
}

/**
 * What a center's courier may do in the enclave: read one bucket, from the center's addresses, over the private line. It is
 * a user of its own in the enclave's domain, a machine's: it can't sign in, and has a key for the S3-compatible API, the only
 * credential that a courier outside Oracle Cloud can use. Requests that come over the line to the hub's service gateway
 * have the center's addresses in that network, so that the key is worth nothing elsewhere.
 * https://docs.oracle.com/en-us/iaas/Content/Network/Tasks/transitroutingoracleservices.htm
 * https://docs.oracle.com/en-us/iaas/Content/Identity/access/managing-user-credentials.htm
 */
export class CourierAccess extends ComponentResource {
  readonly accessKey: Output<string>;
  /** Secret: it can only be read once, when the key is made. */
  readonly secretKey: Output<string>;

  constructor(name: string, args: CourierAccessArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:CourierAccess", name, declared(args), opts);
    const courier = output(args.domainName).apply((domainName) => courierName(domainName, args.center));

    const user = this.declareUser(name, args, courier);
    const group = this.declareGroup(name, args, courier, user);
    const source = new NetworkSource(
      name,
      {
        // Network sources are the tenancy's.
        compartmentId: args.tenancyId,
        name: courier,
        description: `Where the courier of ${args.center} asks from: its own subnet, over the private line`,
        virtualSourceLists: [{ vcnId: args.hubId, ipRanges: [args.addressBlock] }],
        // No service may ask on its behalf from elsewhere.
        services: ["none"],
        ...tags(args),
      },
      { parent: this },
    );
    new Policy(
      name,
      {
        compartmentId: args.enclaveCompartmentId,
        name: courier,
        description: `The courier of ${args.center} reads the bucket that it copies`,
        statements: output({
          domainName: args.domainName,
          groupName: group.displayName,
          networkSource: source.name,
          region: args.region,
          dataCompartmentId: args.dataCompartmentId,
          bucketName: args.bucketName,
        }).apply(courierStatements),
        ...tags(args),
      },
      { parent: this },
    );
    const key = new DomainsCustomerSecretKey(
      name,
      {
        idcsEndpoint: args.domainEndpoint,
        schemas: ["urn:ietf:params:scim:schemas:oracle:idcs:customerSecretKey"],
        displayName: courier,
        description: `The courier of ${args.center} signs its requests with it`,
        user: { ocid: user.ocid, value: user.id },
      },
      { parent: this, additionalSecretOutputs: ["secretKey"] },
    );

    this.accessKey = key.accessKey;
    this.secretKey = secret(key.secretKey);
    this.registerOutputs({ accessKey: this.accessKey });
  }

  /**
   * A service user has no password and no way into the console. The domain asks for an address of everybody, and this one
   * no mail can be sent to.
   * https://docs.oracle.com/en-us/iaas/tools/dotnet/latest/api/Oci.IdentitydomainsService.Models.ExtensionUserUser.html
   * https://www.rfc-editor.org/rfc/rfc2606#section-2
   */
  private declareUser(name: string, args: CourierAccessArgs, courier: Output<string>): DomainsUser {
    return new DomainsUser(
      name,
      {
        idcsEndpoint: args.domainEndpoint,
        schemas: [
          "urn:ietf:params:scim:schemas:core:2.0:User",
          "urn:ietf:params:scim:schemas:oracle:idcs:extension:user:User",
          "urn:ietf:params:scim:schemas:oracle:idcs:extension:capabilities:User",
          "urn:ietf:params:scim:schemas:oracle:idcs:extension:OCITags",
        ],
        userName: courier,
        description: `The courier of ${args.center}, a machine`,
        name: { givenName: "courier", familyName: args.center },
        emails: [{ type: "work", primary: true, value: courier.apply((local) => `${local}@courier.invalid`) }],
        active: true,
        urnietfparamsscimschemasoracleidcsextensionuserUser: {
          serviceUser: true,
          bypassNotification: true,
          creationMechanism: "api",
        },
        urnietfparamsscimschemasoracleidcsextensioncapabilitiesUser: {
          canUseCustomerSecretKeys: true,
          canUseApiKeys: false,
          canUseAuthTokens: false,
          canUseConsole: false,
          canUseConsolePassword: false,
          canUseDbCredentials: false,
          canUseOauth2clientCredentials: false,
          canUseSmtpCredentials: false,
        },
        urnietfparamsscimschemasoracleidcsextensionOciTags: domainTags(args),
      },
      // The service adds schemas by itself.
      // https://github.com/oracle/terraform-provider-oci/blob/master/examples/identity_domains/user.tf
      { parent: this, ignoreChanges: ["schemas"] },
    );
  }

  /** Left as it is once declared, as the enclave's other groups are: see there. */
  private declareGroup(name: string, args: CourierAccessArgs, courier: Output<string>, user: DomainsUser) {
    return new DomainsGroup(
      name,
      {
        idcsEndpoint: args.domainEndpoint,
        displayName: courier,
        schemas: groupSchemas,
        members: [{ type: "User", value: user.id, ocid: user.ocid }],
        urnietfparamsscimschemasoracleidcsextensiongroupGroup: {
          creationMechanism: "api",
          description: `The courier of ${args.center}, and nobody else`,
        },
        urnietfparamsscimschemasoracleidcsextensionrequestableGroup: { requestable: false },
        urnietfparamsscimschemasoracleidcsextensionOciTags: domainTags(args),
      },
      { parent: this, ignoreChanges: ofGroups },
    );
  }
}

function refuseWrong(name: string, args: CourierAccessArgs): void {
  const inUs = check.usRegion("oci", "us-ashburn-1");
  check.refuseWrong("courier access", name, {
    ...declarationChecks(args),
    center: check.against(args.center, check.centerName),
    tenancyId: check.against(args.tenancyId, ocid("tenancy")),
    domainName: check.against(args.domainName, oracleDomainName),
    enclaveCompartmentId: check.against(args.enclaveCompartmentId, ocid("compartment")),
    dataCompartmentId: check.against(args.dataCompartmentId, ocid("compartment")),
    bucketName: check.against(args.bucketName, oracleBucketName),
    region: check.against(args.region, inUs),
    homeRegion: check.against(args.homeRegion, inUs),
    hubId: check.against(args.hubId, ocid("vcn")),
    addressBlock: check.against(args.addressBlock, courierBlock),
  });
}
