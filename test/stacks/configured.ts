import { readFileSync } from "node:fs";
import path from "node:path";
import { output, runtime } from "@pulumi/pulumi";
import { parse } from "yaml";
import program from "../../stacks/index";
import { mock } from "../components/recorder";
import type { Told } from "../components/recorder";

const root = path.join(__dirname, "..", "..");

/** The parts of `Pulumi.yaml` and of a stack's file that are read here. */
interface Project {
  readonly name: string;
  readonly config: Readonly<Record<string, { readonly default?: string; readonly description?: string }>>;
}
interface StackFile {
  readonly config: Readonly<Record<string, string>>;
}

// SAFETY: the project's own files; were they of another form, the tests that read them would fail.
export const project = () => parse(readFileSync(path.join(root, "Pulumi.yaml"), "utf8")) as Project;
const stackFile = (stack: string) =>
  parse(readFileSync(path.join(root, "stacks", `Pulumi.${stack}.yaml`), "utf8")) as StackFile;

/** The example configuration of a stack, with the project's defaults, as the engine would hand it over. */
export function example(stack: string): Record<string, string> {
  const { name, config } = project();
  const defaults: Record<string, string> = {};
  for (const [key, { default: value }] of Object.entries(config)) {
    if (value !== undefined) defaults[`${name}:${key}`] = value;
  }
  return { ...defaults, ...stackFile(stack).config };
}

/** Puts an engine in place that runs a stack with a configuration. */
export async function runAs(
  stack: string,
  config: Readonly<Record<string, string>>,
  {
    secret = [],
    told = () => undefined,
    landing = {},
    primary = {},
    inspection = inspectionOutputs,
  }: Partial<Engine> = {},
): Promise<void> {
  await mock({
    stack,
    newResource: (resource) => {
      told(resource);
      const { type, name, inputs } = resource;
      const exported = name.endsWith("/primary") ? primary : name.endsWith("/inspection") ? inspection : landing;
      const outputs = type === "pulumi:pulumi:StackReference" ? { outputs: exported } : {};
      return { id: `${name}-id`, state: { ...inputs, ...outputs } };
    },
  });
  runtime.setAllConfig({ ...config }, [...secret]);
}

/** What the `landing` stack exports for others, in the form of the cloud. */
export const landingOutputs = {
  tenancyId: "ocid1.tenancy.oc1..tenancy",
  enclaveCompartmentId: "ocid1.compartment.oc1..enclave",
  networkCompartmentId: "ocid1.compartment.oc1..network",
  applicationCompartmentId: "ocid1.compartment.oc1..application",
  dataCompartmentId: "ocid1.compartment.oc1..data",
  keysCompartmentId: "ocid1.compartment.oc1..keys",
  auditCompartmentId: "ocid1.compartment.oc1..audit",
  inspectionCompartmentId: "ocid1.compartment.oc1..inspection",
  identityDomainName: "us-enclave",
  identityDomainEndpoint: "https://us-enclave.identity.example",
};

/** What the `inspection` stack exports for others. */
export const inspectionOutputs = {
  registryPath: "iad.ocir.io/axexample/us-enclave",
  standbyRegistryPath: "phx.ocir.io/axexample/us-enclave",
  signingKeyId: "ocid1.key.oc1.iad.vault.signing",
  signingKeyVersionId: "ocid1.keyversion.oc1.iad.vault.signing",
  standbySigningKeyId: "ocid1.key.oc1.phx.vault.signing",
  standbySigningKeyVersionId: "ocid1.keyversion.oc1.phx.vault.signing",
  logGroupId: "ocid1.loggroup.oc1.iad.inspection",
  standbyLogGroupId: "ocid1.loggroup.oc1.phx.inspection",
};

/** What a stack's program declared and exports. */
export interface Ran {
  readonly resources: readonly Told[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Runs a stack's program to its end, with its example configuration and a plain landing unless others are given. */
export async function runStack(
  stack: string,
  {
    config = example(stack),
    landing = landingOutputs,
    ...engine
  }: Partial<Omit<Engine, "told">> & { readonly config?: Record<string, string> } = {},
): Promise<Ran> {
  const resources: Told[] = [];
  await runAs(stack, config, { ...engine, landing, told: (resource) => void resources.push(resource) });
  const outputs = await new Promise<Record<string, unknown>>((resolve) => {
    output({ ...program() }).apply(resolve);
  });
  await runtime.disconnect();
  return { resources, outputs };
}

interface Engine {
  readonly secret: readonly string[];
  readonly told: (resource: Told) => void;
  /** What the `landing` stack exports. */
  readonly landing: Readonly<Record<string, string>>;
  /** What the `primary` stack exports. */
  readonly primary: Readonly<Record<string, string>>;
  /** What the `inspection` stack exports. @default - an example of all that it does */
  readonly inspection: Readonly<Record<string, string>>;
}
