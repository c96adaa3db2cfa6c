import { hostileNames } from "../hostile";

/** Pulumi's signature of special values, and what it says a secret is. */
const signature = "4dabf18193072939515e22adb298388d";
const isSecret = "1b47061264138c4ac30d75fd1eb44270";

/** As `pulumi stack export --show-secrets` has it. */
function shown(value: unknown) {
  return { [signature]: isSecret, plaintext: JSON.stringify(value) };
}

/** As any other export has it. */
function sealed() {
  return { [signature]: isSecret, ciphertext: "v1:AAAAAAAAAAAAAAAA:qzxkvjAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" };
}

type Resource = Readonly<Record<string, unknown>> & { readonly urn: string };

function resource(type: string, name: string, more: Readonly<Record<string, unknown>> = {}): Resource {
  const urn = `urn:pulumi:dev::canaries::${type}::${name}`;
  return { urn, type, custom: true, id: `qzxkvj-id-of-${type}`, inputs: {}, outputs: { arn: "qzxkvj-arn" }, ...more };
}

function provider(name: string, region: unknown): Resource {
  const inputs = { region, accessKey: "qzxkvj-access-key", secretKey: shown("qzxkvj-secret-key") };
  return resource("pulumi:providers:aws", name, { id: name, inputs, outputs: inputs });
}

/** A stack in which values are canaries wherever they can be, in plain text, and secret in either form. */
export function canaryResources(): readonly Resource[] {
  const home = provider("home", "us-east-1");
  const abroad = provider("abroad", "eu-west-1");
  const hidden = provider("hidden", shown("sa-east-1"));
  const dark = provider("dark", sealed());
  const by = ({ urn, id }: Resource) => ({ provider: `${urn}::${String(id)}` });
  const bucket = (name: string, of: Resource, inputs: object = {}, outputs: object = {}) =>
    resource("aws:s3/bucket:Bucket", name, {
      ...by(of),
      inputs: { bucket: "qzxkvj-bucket", tags: { note: "qzxkvj-tag", key: shown("qzxkvj-secret-tag") }, ...inputs },
      outputs: { arn: `arn:aws:s3:::qzxkvj-${name}`, id: `qzxkvj-${name}`, ...outputs },
      additionalSecretOutputs: ["arn"],
      importID: "qzxkvj-import",
    });
  const orders = bucket("orders", home);
  return [
    resource("pulumi:pulumi:Stack", "canaries-dev", {
      custom: false,
      outputs: { password: shown("qzxkvj-output"), sealed: sealed(), plain: "qzxkvj-plain-output" },
    }),
    ...[home, abroad, hidden, dark, orders],
    bucket("exports", abroad),
    bucket("hidden", hidden),
    bucket("dark", dark),
    bucket("nowhere", home, { region: shown("qzxkvj-no-region") }, { region: shown("qzxkvj-no-region") }),
    bucket("classed", home, { tags: { "data-class": shown("qzxkvj-class") } }),
    bucket("left", home, { region: shown("eu-west-3") }, { region: shown("eu-west-3") }),
    resource("aws:s3/bucketReplicationConfig:BucketReplicationConfig", "away", {
      ...by(home),
      inputs: {
        ...{ bucket: "qzxkvj-orders", role: "qzxkvj-role" },
        rules: ["arn:aws:s3:::qzxkvj-exports", shown("arn:aws:s3:::qzxkvj-hidden"), "arn:aws:s3:::qzxkvj-other"].map(
          (one) => ({ id: "qzxkvj-rule", status: "Enabled", destination: { bucket: one } }),
        ),
      },
      propertyDependencies: { bucket: [orders.urn] },
      initErrors: ["qzxkvj-init-error"],
    }),
    resource("aws:rds/instance:Instance", "database", {
      ...by(home),
      inputs: { password: shown("qzxkvj-password"), username: "qzxkvj-user", availabilityZone: "us-east-1a" },
      outputs: { endpoint: "qzxkvj.example:5432", password: sealed() },
    }),
    resource("cloud:index:Vault", "vault", { inputs: { key: "qzxkvj-key" }, custom: true }),
  ];
}

/** Resources whose names, types, stacks, projects and inputs' keys are hostile. */
export function hostileResources(): readonly Resource[] {
  // A file with half a character is refused as a whole.
  const names = hostileNames.map((name) => name.replaceAll(/\p{Cs}/gu, ""));
  const abroad = provider("abroad", "eu-west-1");
  return names.flatMap((name, index) => {
    // The first `::` would end what it is in.
    const part = name.replaceAll("::", ":");
    const urn = (type: string, of: string) => `urn:pulumi:${index % 2 === 0 ? "dev" : part}::${part}::${type}::${of}`;
    const stated = (type: string, of: string, inputs: object) =>
      resource(type, of, { urn: urn(type, of), inputs, provider: `${own}::1` });
    const own = urn("pulumi:providers:aws", "own");
    const [bucket, replication] = ["aws:s3/bucket:Bucket", "aws:s3/bucketReplicationConfig:BucketReplicationConfig"];
    const keyed = JSON.parse(
      `{${JSON.stringify(name)}: "qzxkvj-value", "data-class": ${JSON.stringify(name)}}`,
    ) as object;
    return [
      { ...abroad, urn: own, id: "1" },
      resource("pulumi:pulumi:Stack", name, { urn: urn("pulumi:pulumi:Stack", name), custom: false, outputs: keyed }),
      stated(bucket, name, { tags: keyed, region: index % 3 === 0 ? name : "eu-west-1" }),
      stated(replication, name, { bucket: name, rules: [{ destination: { bucket: `arn:aws:s3:::${name}` } }] }),
      stated(`cloud:index:${name.replaceAll(":", "_")}`, `typed ${index}`, keyed),
    ];
  });
}

const sourced = (resources: readonly Resource[], of: string): readonly Resource[] =>
  resources.map((one) => ({ ...one, sourcePosition: `project:///${of}#1,1` }));

/** The same resources in every form of deployed state that is read. */
export function stateFiles(resources: readonly Resource[], name = "index.ts"): Readonly<Record<string, string>> {
  const whole = sourced(resources, name);
  const deployment = {
    manifest: { time: "qzxkvj-time", magic: "qzxkvj-magic", version: "v3.259.0" },
    secrets_providers: { type: "passphrase", state: { salt: "v1:qzxkvjAAAAA=:v1:AAAAAAAAAAAAAAAA:AAAA" } },
    resources: whole,
    pending_operations: whole.slice(-1).map((one) => ({ type: "creating", resource: one })),
  };
  const steps = whole.map((one) => ({ op: "create", urn: one.urn, provider: one["provider"], newState: one }));
  const event = (sequence: number, more: object) => JSON.stringify({ sequence, timestamp: sequence, ...more });
  const log = [
    event(1, { preludeEvent: { config: { "canaries:password": "[secret]", plain: "qzxkvj-plain" } } }),
    ...whole.flatMap((one, index) => {
      const metadata = { op: "create", urn: one.urn, type: one["type"], old: null, new: one };
      return [
        event(2 * index + 2, { resourcePreEvent: { metadata } }),
        event(2 * index + 3, { resOutputsEvent: { metadata } }),
      ];
    }),
    event(9999, { diagnosticEvent: { message: "qzxkvj-diagnostic", severity: "info" } }),
    event(10_000, { summaryEvent: { result: "succeeded", resourceChanges: { create: whole.length } } }),
  ];
  return {
    "state.json": JSON.stringify({ version: 3, deployment }),
    "checkpoint.json": JSON.stringify({
      version: 3,
      checkpoint: { stack: "organization/canaries/dev", latest: deployment },
    }),
    "preview.json": JSON.stringify({
      config: { plain: "qzxkvj-plain" },
      steps,
      changeSummary: { create: steps.length },
    }),
    "log.ndjson": `${log.join("\n")}\n`,
  };
}
