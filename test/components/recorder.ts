import { runtime } from "@pulumi/pulumi";
import type { CustomResourceOptions, ResourceOptions, ResourceTransformationArgs } from "@pulumi/pulumi";
import { lookUp } from "../support/lookups";

/** A resource as the engine was told of it; others are named by type and name, `aws:s3/bucket:Bucket backup`. */
export interface Recorded {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly parent: string | undefined;
  /** The name of the provider. */
  readonly provider: string | undefined;
  readonly protect: boolean;
  /** What it is declared to come after, beside what its inputs need. */
  readonly after: readonly string[];
  readonly deletedWith: string | undefined;
}

/** What a provider would answer beside a resource's inputs. */
const computed: Readonly<Record<string, (name: string) => Record<string, unknown>>> = {
  "oci:Kms/vault:Vault": (name) => ({ managementEndpoint: `https://${name}.management.example` }),
  "oci:Kms/key:Key": (name) => ({ currentKeyVersion: `${name}-version` }),
  "oci:DevOps/repository:Repository": (name) => ({ httpUrl: `https://devops.example/${name}` }),
  "oci:Core/publicIp:PublicIp": (name) => ({ ipAddress: name.endsWith("standby") ? "192.0.2.2" : "192.0.2.1" }),
  "oci:Dns/zone:Zone": () => ({ nameservers: [{ hostname: "ns1.example.net." }, { hostname: "ns2.example.net." }] }),
  "oci:Core/vcn:Vcn": (name) => ({ defaultSecurityListId: `${name}-default-list` }),
  "oci:Core/drg:Drg": (name) => ({ defaultDrgRouteTables: [{ virtualCircuit: `${name}-default-table` }] }),
  "oci:Identity/domain:Domain": (name) => ({ url: `https://${name}.identity.example` }),
  "oci:CloudGuard/securityZone:SecurityZone": (name) => ({ securityZoneTargetId: `${name}-target` }),
  "oci:FileStorage/mountTarget:MountTarget": (name) => ({ exportSetId: `${name}-exports` }),
  "oci:Identity/domainsUser:DomainsUser": (name) => ({ ocid: `ocid1.user.oc1..${name}` }),
  "oci:Identity/domainsCustomerSecretKey:DomainsCustomerSecretKey": (name) => ({
    accessKey: `${name}-access-key`,
    secretKey: `${name}-secret-key`,
  }),
  "aws:networkfirewall/firewallPolicy:FirewallPolicy": (name) => ({
    arn: `arn:aws:network-firewall:us-east-1:111122223333:firewall-policy/${name}`,
  }),
  "aws:networkfirewall/ruleGroup:RuleGroup": (name) => ({
    arn: `arn:aws:network-firewall:us-east-1:111122223333:rulegroup/${name}`,
  }),
  "aws:datasync/agent:Agent": (name) => ({ arn: `arn:aws:datasync:us-east-1:111122223333:agent/${name}` }),
  "aws:datasync/locationObjectStorage:LocationObjectStorage": (name) => ({
    arn: `arn:aws:datasync:us-east-1:111122223333:location/${name}-source`,
  }),
  "aws:datasync/s3Location:S3Location": (name) => ({
    arn: `arn:aws:datasync:us-east-1:111122223333:location/${name}-destination`,
  }),
  "aws:cloudwatch/logGroup:LogGroup": (name) => ({ arn: `arn:aws:logs:us-east-1:111122223333:log-group:${name}` }),
  "aws:iam/role:Role": (name) => ({ arn: `arn:aws:iam::111122223333:role/${name}` }),
  "aws:ec2/securityGroup:SecurityGroup": (name) => ({
    arn: `arn:aws:ec2:us-east-1:111122223333:security-group/${name}`,
  }),
  "aws:ec2/subnet:Subnet": (name) => ({ arn: `arn:aws:ec2:us-east-1:111122223333:subnet/${name}` }),
  "aws:ec2/instance:Instance": () => ({ privateIp: "10.30.0.10" }),
  "aws:ec2/vpc:Vpc": (name) => ({ defaultRouteTableId: `${name}-default-table` }),
  "aws:networkfirewall/firewall:Firewall": (name) => ({
    arn: `arn:aws:network-firewall:us-east-1:111122223333:firewall/${name}`,
    firewallStatuses: [{ syncStates: [{ attachments: [{ endpointId: `vpce-${name}` }] }] }],
  }),
  "gcp:storage/hmacKey:HmacKey": (name) => ({ accessId: `${name}-access-id`, secret: `${name}-secret` }),
  "gcp:serviceaccount/account:Account": (name) => ({
    email: `${name}@acme.iam.gserviceaccount.com`,
    member: `serviceAccount:${name}@acme.iam.gserviceaccount.com`,
  }),
  "gcp:projects/serviceIdentity:ServiceIdentity": (name) => ({ member: `serviceAccount:${name}-agent@example` }),
  "gcp:compute/networkFirewallPolicy:NetworkFirewallPolicy": (name) => ({ name: `${name}-policy` }),
  "gcp:dns/managedZone:ManagedZone": (name) => ({ name: `${name}-zone` }),
  "gcp:networkconnectivity/regionalEndpoint:RegionalEndpoint": (name) => ({ address: `${name}-address` }),
  "gcp:logging/projectSink:ProjectSink": (name) => ({ writerIdentity: `serviceAccount:${name}-writer@example` }),
  "gcp:secretmanager/regionalSecretVersion:RegionalSecretVersion": (name) => ({ name: `${name}-secret/versions/1` }),
  "aws:kms/key:Key": (name) => ({ arn: `arn:aws:kms:us-east-1:111122223333:key/${name}` }),
};

/** Options that let the recorder see a component and what it declares. */
export type Seen = Pick<ResourceOptions, "transformations">;

/**
 * Builds components as a preview would and gives what they declared, in order, components first.
 *
 * @param build - hands what it gets to every component
 */
export async function record(build: (seen: Seen) => unknown): Promise<Recorded[]> {
  const told = new Map<string, { readonly inputs: Record<string, unknown>; readonly provider: string | undefined }>();
  await mock({
    newResource: ({ type, name, inputs, provider }) => {
      told.set(`${type} ${name}`, { inputs, provider: provider?.split("::").at(-2) });
      return { id: `${name}-id`, state: inputs };
    },
  });
  const declared: ResourceTransformationArgs[] = [];
  build({ transformations: [(args) => void declared.push(args)] });
  await runtime.disconnect();

  const named = new Map<unknown, string>(declared.map(({ resource, type, name }) => [resource, `${type} ${name}`]));
  return declared.map(({ type, name, opts }) => ({
    type,
    name,
    inputs: told.get(`${type} ${name}`)?.inputs ?? {},
    parent: named.get(opts.parent),
    provider: told.get(`${type} ${name}`)?.provider,
    protect: opts.protect ?? false,
    after: [opts.dependsOn ?? []].flat().map((resource) => named.get(resource) ?? "?"),
    deletedWith: named.get(opts.deletedWith),
  }));
}

/** How a resource is changed and replaced, which a recording leaves out. */
export type Upkeep = Pick<CustomResourceOptions, "ignoreChanges" | "deleteBeforeReplace" | "retainOnDelete">;

/** The resources of which {@link Upkeep} is declared, by type and name. */
export async function upkeep(build: (seen: Seen) => unknown): Promise<Record<string, Upkeep>> {
  const found: Record<string, Upkeep> = {};
  await record(({ transformations = [] }) =>
    build({
      transformations: [
        ...transformations,
        ({ type, name, opts }) => {
          const { ignoreChanges, deleteBeforeReplace, retainOnDelete }: Upkeep = opts;
          const declared = [ignoreChanges, deleteBeforeReplace, retainOnDelete];
          if (declared.every((option) => option === undefined)) return undefined;
          found[`${type} ${name}`] = {
            ...(ignoreChanges !== undefined && { ignoreChanges }),
            ...(deleteBeforeReplace !== undefined && { deleteBeforeReplace }),
            ...(retainOnDelete !== undefined && { retainOnDelete }),
          };
          return undefined;
        },
      ],
    }),
  );
  return found;
}

/** A resource that a mock is told of. */
export interface Told {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly provider: string | undefined;
}

/** Puts an engine in place that answers from here. */
export async function mock(engine: {
  readonly newResource: (told: Told) => { readonly id: string; readonly state: Record<string, unknown> };
  readonly stack?: string;
}): Promise<void> {
  const regions = new Map<string | undefined, unknown>();
  await runtime.setMocks(
    {
      // SAFETY: a resource's inputs are an object, whatever the declaration leaves open.
      newResource: ({ type, name, inputs, provider }) => {
        const given = inputs as Record<string, unknown>;
        if (type.startsWith("pulumi:providers:")) regions.set(name, given["region"]);
        const { id, state } = engine.newResource({ type, name, inputs: given, provider });
        return { id, state: { ...state, ...computed[type]?.(name) } };
      },
      call: ({ token, inputs, provider }) => {
        const region = regions.get(provider?.split("::").at(-2));
        // SAFETY: as above.
        return lookUp(token, inputs as Record<string, unknown>, typeof region === "string" ? region : "");
      },
    },
    "stateside",
    engine.stack ?? "test",
    true,
    "organization",
  );
}

/** The message that building fails with. */
export async function refusal(build: (seen: Seen) => unknown): Promise<string> {
  await mock({ newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }) });
  try {
    build({});
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error("nothing was refused");
}
