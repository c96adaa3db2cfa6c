import { isSecret, output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { CourierAccess } from "../../../../components/oci/access/courier-access";
import type { CourierAccessArgs } from "../../../../components/oci/access/courier-access";
import { courierStatements } from "../../../../components/oci/access/courier-statements";
import { record, refusal, upkeep } from "../../recorder";
import type { Seen } from "../../recorder";

function build(seen: Seen, change: Partial<CourierAccessArgs> = {}): CourierAccess {
  const provider = new Provider("home", { region: "us-ashburn-1" });
  return new CourierAccess(
    "courier",
    {
      dataClass: "us-user",
      owner: "data-security",
      center: "virginia",
      tenancyId: "ocid1.tenancy.oc1..aaaaexample",
      domainName: output("us-enclave"),
      domainEndpoint: output("https://us-enclave.identity.example"),
      enclaveCompartmentId: "ocid1.compartment.oc1..enclave",
      dataCompartmentId: output("ocid1.compartment.oc1..data"),
      bucketName: output("user-data"),
      region: "us-phoenix-1",
      homeRegion: "us-ashburn-1",
      hubId: output("ocid1.vcn.oc1.iad.hub"),
      addressBlock: "10.60.0.0/26",
      ...change,
    },
    { ...seen, provider },
  );
}

const idcsEndpoint = "https://us-enclave.identity.example";
const tags = {
  freeformTags: { "data-class": "us-user", owner: "data-security" },
  definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-security" },
};
const tagList = {
  freeformTags: [
    { key: "data-class", value: "us-user" },
    { key: "owner", value: "data-security" },
  ],
  definedTags: [
    { namespace: "stateside", key: "data-class", value: "us-user" },
    { namespace: "stateside", key: "owner", value: "data-security" },
  ],
};
const child = {
  name: "courier",
  parent: "stateside:oci:CourierAccess courier",
  provider: "home",
  protect: false,
  after: [],
  deletedWith: undefined,
};

it("declares a machine's user with a key alone, its group, where it asks from, and what it may read", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:CourierAccess",
    inputs: { dataClass: "us-user", owner: "data-security" },
  });
  expect(children).toEqual([
    {
      ...child,
      type: "oci:Identity/domainsUser:DomainsUser",
      inputs: {
        idcsEndpoint,
        schemas: [
          "urn:ietf:params:scim:schemas:core:2.0:User",
          "urn:ietf:params:scim:schemas:oracle:idcs:extension:user:User",
          "urn:ietf:params:scim:schemas:oracle:idcs:extension:capabilities:User",
          "urn:ietf:params:scim:schemas:oracle:idcs:extension:OCITags",
        ],
        userName: "us-enclave-courier-virginia",
        description: "The courier of virginia, a machine",
        name: { givenName: "courier", familyName: "virginia" },
        emails: [{ type: "work", primary: true, value: "us-enclave-courier-virginia@courier.invalid" }],
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
        urnietfparamsscimschemasoracleidcsextensionOciTags: tagList,
      },
    },
    {
      ...child,
      type: "oci:Identity/domainsGroup:DomainsGroup",
      inputs: {
        idcsEndpoint,
        displayName: "us-enclave-courier-virginia",
        schemas: [
          "urn:ietf:params:scim:schemas:core:2.0:Group",
          "urn:ietf:params:scim:schemas:oracle:idcs:extension:requestable:Group",
          "urn:ietf:params:scim:schemas:oracle:idcs:extension:OCITags",
          "urn:ietf:params:scim:schemas:oracle:idcs:extension:group:Group",
        ],
        members: [{ type: "User", value: "courier-id", ocid: "ocid1.user.oc1..courier" }],
        urnietfparamsscimschemasoracleidcsextensiongroupGroup: {
          creationMechanism: "api",
          description: "The courier of virginia, and nobody else",
        },
        urnietfparamsscimschemasoracleidcsextensionrequestableGroup: { requestable: false },
        urnietfparamsscimschemasoracleidcsextensionOciTags: tagList,
      },
    },
    {
      ...child,
      type: "oci:Identity/networkSource:NetworkSource",
      inputs: {
        compartmentId: "ocid1.tenancy.oc1..aaaaexample",
        name: "us-enclave-courier-virginia",
        description: "Where the courier of virginia asks from: its own subnet, over the private line",
        virtualSourceLists: [{ vcnId: "ocid1.vcn.oc1.iad.hub", ipRanges: ["10.60.0.0/26"] }],
        services: ["none"],
        ...tags,
      },
    },
    {
      ...child,
      type: "oci:Identity/policy:Policy",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..enclave",
        name: "us-enclave-courier-virginia",
        description: "The courier of virginia reads the bucket that it copies",
        statements: courierStatements({
          domainName: "us-enclave",
          groupName: "us-enclave-courier-virginia",
          networkSource: "us-enclave-courier-virginia",
          region: "us-phoenix-1",
          dataCompartmentId: "ocid1.compartment.oc1..data",
          bucketName: "user-data",
        }),
        ...tags,
      },
    },
    {
      ...child,
      type: "oci:Identity/domainsCustomerSecretKey:DomainsCustomerSecretKey",
      inputs: {
        idcsEndpoint,
        schemas: ["urn:ietf:params:scim:schemas:oracle:idcs:customerSecretKey"],
        displayName: "us-enclave-courier-virginia",
        description: "The courier of virginia signs its requests with it",
        user: { ocid: "ocid1.user.oc1..courier", value: "courier-id" },
      },
    },
  ]);
});

it("gives the key's two halves, the second as a secret", async () => {
  let given: CourierAccess | undefined;
  let secretOutputs: readonly string[] = [];
  await record(({ transformations = [] }) => {
    const seeSecrets: NonNullable<Seen["transformations"]> = [
      ...transformations,
      ({ type, opts }) => {
        const { additionalSecretOutputs = [] } = opts as { additionalSecretOutputs?: string[] };
        if (type.endsWith("DomainsCustomerSecretKey")) secretOutputs = additionalSecretOutputs;
        return undefined;
      },
    ];
    given = build({ transformations: seeSecrets });
  });
  expect(secretOutputs).toEqual(["secretKey"]);
  if (given === undefined) throw new Error("nothing was built");
  expect(await value(given.accessKey)).toBe("courier-access-key");
  expect(await value(given.secretKey)).toBe("courier-secret-key");
  expect(await isSecret(given.secretKey)).toBe(true);
});

function value(of: CourierAccess["accessKey"]): Promise<string> {
  return new Promise((resolve) => of.apply(resolve));
}

it("leaves the group as it was declared, and the schemas that the service adds to the user", async () => {
  expect(await upkeep(build)).toEqual({
    "oci:Identity/domainsUser:DomainsUser courier": { ignoreChanges: ["schemas"] },
    "oci:Identity/domainsGroup:DomainsGroup courier": {
      ignoreChanges: [
        "displayName",
        "members",
        "schemas",
        "urnietfparamsscimschemasoracleidcsextensionOciTags",
        "urnietfparamsscimschemasoracleidcsextensiongroupGroup",
        "urnietfparamsscimschemasoracleidcsextensionrequestableGroup",
      ],
    },
  });
});

const block = "use a block of private IPv4 addresses from /24 to /28, by its first address, such as `10.60.0.0/26`";

it.each<[Partial<CourierAccessArgs>, string]>([
  [
    { center: "Virginia" },
    "`center` is `Virginia`; use 1 to 11 small letters, digits and hyphens, a letter first and no hyphen last",
  ],
  [
    { center: "us-east-1-backup" },
    "`center` is `us-east-1-backup`; use 1 to 11 small letters, digits and hyphens, a letter first and no hyphen last",
  ],
  [{ addressBlock: "10.60.0.0/16" }, `\`addressBlock\` is \`10.60.0.0/16\`; ${block}`],
  [{ addressBlock: "203.0.113.0/26" }, `\`addressBlock\` is \`203.0.113.0/26\`; ${block}`],
  [{ addressBlock: "10.60.0.9/26" }, `\`addressBlock\` is \`10.60.0.9/26\`; ${block}`],
  [
    { hubId: "ocid1.subnet.oc1.iad.aaaa" },
    "`hubId` is `ocid1.subnet.oc1.iad.aaaa`; use the OCID of a vcn, `ocid1.vcn.<realm>.[region].<unique id>`",
  ],
  [
    { region: "eu-frankfurt-1" },
    "`region` is `eu-frankfurt-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [
    { homeRegion: "uk-london-1" },
    "`homeRegion` is `uk-london-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [{ bucketName: "a/b" }, "`bucketName` is `a/b`; use 1 to 256 letters, digits, hyphens, underscores and periods"],
  [{ domainName: "" }, "`domainName` is ``; use 1 to 80 letters, digits, periods, hyphens and underscores"],
  [
    { dataCompartmentId: "data" },
    "`dataCompartmentId` is `data`; use the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`courier access \`courier\`: ${message}`);
});
