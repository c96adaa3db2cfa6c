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
  "oci:Core/publicIp:PublicIp": (name) => ({ ipAddress: name.endsWith("standby") ? "192.0.2.2" : "192.0.2.1" }),
  "oci:Dns/zone:Zone": () => ({ nameservers: [{ hostname: "ns1.example.net." }, { hostname: "ns2.example.net." }] }),
  "oci:Core/vcn:Vcn": (name) => ({ defaultSecurityListId: `${name}-default-list` }),
  "oci:Identity/domain:Domain": (name) => ({ url: `https://${name}.identity.example` }),
  "oci:CloudGuard/securityZone:SecurityZone": (name) => ({ securityZoneTargetId: `${name}-target` }),
  "oci:FileStorage/mountTarget:MountTarget": (name) => ({ exportSetId: `${name}-exports` }),
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
export type Upkeep = Pick<CustomResourceOptions, "ignoreChanges" | "deleteBeforeReplace">;

/** The resources of which {@link Upkeep} is declared, by type and name. */
export async function upkeep(build: (seen: Seen) => unknown): Promise<Record<string, Upkeep>> {
  const found: Record<string, Upkeep> = {};
  await record(({ transformations = [] }) =>
    build({
      transformations: [
        ...transformations,
        ({ type, name, opts }) => {
          const { ignoreChanges, deleteBeforeReplace }: Upkeep = opts;
          if (ignoreChanges === undefined && deleteBeforeReplace === undefined) return undefined;
          found[`${type} ${name}`] = {
            ...(ignoreChanges !== undefined && { ignoreChanges }),
            ...(deleteBeforeReplace !== undefined && { deleteBeforeReplace }),
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
