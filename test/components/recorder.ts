import { runtime } from "@pulumi/pulumi";
import type { ResourceOptions, ResourceTransformationArgs } from "@pulumi/pulumi";

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
  "aws:kms/key:Key": (name) => ({ arn: `arn:aws:kms:us-east-1:111122223333:key/${name}` }),
};

const answers: Readonly<Record<string, Record<string, unknown>>> = {
  "oci:ObjectStorage/getNamespace:getNamespace": { namespace: "axexample" },
  "gcp:storage/getProjectServiceAccount:getProjectServiceAccount": { member: "serviceAccount:agent@example" },
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
  await runtime.setMocks(
    {
      // SAFETY: a resource's inputs are an object, whatever the declaration leaves open.
      newResource: ({ type, name, inputs, provider }) => {
        const { id, state } = engine.newResource({ type, name, inputs: inputs as Record<string, unknown>, provider });
        return { id, state: { ...state, ...computed[type]?.(name) } };
      },
      call: ({ token }) => answers[token] ?? {},
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
