import { isSecret, output, runtime } from "@pulumi/pulumi";
import type { Output, Resource } from "@pulumi/pulumi";
import { Policy } from "@pulumi/oci/identity";
import { Provider } from "@pulumi/oci/provider";
import { SourceMirror } from "../../../../components/oci/inspection/source-mirror";
import type { SourceMirrorArgs } from "../../../../components/oci/inspection/source-mirror";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

type Args = SourceMirrorArgs<"inspection" | "application">;

function policy(seen: Seen): Resource {
  return new Policy("access", { compartmentId: "c", description: "d", statements: [] }, { ...seen });
}

function build(seen: Seen, change: Partial<Args> = {}): SourceMirror<"inspection" | "application"> {
  return new SourceMirror(
    "inspection",
    {
      dataClass: "us-user",
      owner: "data-security",
      inspectionCompartmentId: output("ocid1.compartment.oc1..inspection"),
      region: "us-ashburn-1",
      projectName: "us-enclave-inspection",
      vaultId: output("ocid1.vault.oc1.iad.vault"),
      secretsKeyId: output("ocid1.key.oc1.iad.vault.secrets"),
      sourceHost: "GITHUB_ACCESS_TOKEN",
      sourceToken: "example-token",
      sources: {
        inspection: "https://github.com/example/stateside.git",
        application: "https://github.com/example/application.git",
      },
      access: policy(seen),
      ...change,
    },
    { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) },
  );
}

const tagged = {
  freeformTags: { "data-class": "us-user", owner: "data-security" },
  definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-security" },
};

it("declares a project with a mirror of each source, read with a token that only the vault has", async () => {
  const [, component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:SourceMirror",
    inputs: { dataClass: "us-user", owner: "data-security" },
  });
  const child = (type: string, name: string, inputs: object, after: readonly string[] = []) => ({
    type,
    name,
    inputs: { ...inputs, ...tagged },
    parent: "stateside:oci:SourceMirror inspection",
    provider: "ashburn",
    protect: false,
    after,
    deletedWith: undefined,
  });
  const access = ["oci:Identity/policy:Policy access"];
  const compartmentId = "ocid1.compartment.oc1..inspection";
  const mirror = (source: string, repositoryUrl: string) =>
    child(
      "oci:DevOps/repository:Repository",
      `inspection-${source}`,
      {
        projectId: "inspection-id",
        name: source,
        description: `What ${repositoryUrl} has`,
        repositoryType: "MIRRORED",
        mirrorRepositoryConfig: {
          connectorId: "inspection-id",
          repositoryUrl,
          triggerSchedule: { scheduleType: "DEFAULT" },
        },
      },
      access,
    );
  expect(children).toEqual([
    child("oci:Ons/notificationTopic:NotificationTopic", "inspection", {
      compartmentId,
      name: "us-enclave-inspection",
      description: "What happens to sources, builds and images",
    }),
    child("oci:DevOps/project:Project", "inspection", {
      compartmentId,
      name: "us-enclave-inspection",
      description: "Sources, builds and images of what may run in the enclave",
      notificationConfig: { topicId: "inspection-id" },
    }),
    child("oci:Vault/secret:Secret", "inspection", {
      compartmentId,
      vaultId: "ocid1.vault.oc1.iad.vault",
      keyId: "ocid1.key.oc1.iad.vault.secrets",
      secretName: "inspection-source-token",
      description: "Reads the sources of what may run in the enclave",
      secretContent: {
        [runtime.specialSigKey]: runtime.specialSecretSig,
        value: { contentType: "BASE64", content: "ZXhhbXBsZS10b2tlbg==" },
      },
    }),
    child(
      "oci:DevOps/connection:Connection",
      "inspection",
      {
        projectId: "inspection-id",
        displayName: "inspection-sources",
        description: "Reads the sources where they are written",
        connectionType: "GITHUB_ACCESS_TOKEN",
        accessToken: "inspection-id",
      },
      access,
    ),
    mirror("inspection", "https://github.com/example/stateside.git"),
    mirror("application", "https://github.com/example/application.git"),
  ]);
});

it("keeps the token a secret in the state", async () => {
  const secrets: unknown[] = [];
  await record(({ transformations = [] }) =>
    build({
      transformations: [
        ...transformations,
        ({ type, props }) => {
          // SAFETY: a secret's own arguments, as the component gives them.
          const { secretContent } = props as { readonly secretContent?: { readonly content: Output<string> } };
          if (type === "oci:Vault/secret:Secret" && secretContent) secrets.push(isSecret(secretContent.content));
          return undefined;
        },
      ],
    }),
  );
  expect(await Promise.all(secrets)).toEqual([true]);
});

it("gives each mirror's address, as DevOps has it", async () => {
  let urls: unknown[] = [];
  await record((seen) => {
    const { sources } = build(seen);
    output([sources.inspection.url, sources.application.url]).apply((known) => (urls = known));
  });
  expect(urls).toEqual([
    "https://devops.example/inspection-inspection",
    "https://devops.example/inspection-application",
  ]);
});

it.each([
  [
    { sourceToken: "two words" },
    "`sourceToken` is `[secret]`; use a token of 8 to 255 letters, digits, hyphens and underscores",
  ],
  [
    { sources: { inspection: "git@github.com:example/stateside.git", application: "https://github.com/example/app" } },
    "`sources.inspection` is `git@github.com:example/stateside.git`; use the HTTPS address of a Git repository, such as `https://github.com/example/application.git`",
  ],
  [
    { projectName: "Enclave" },
    "`projectName` is `Enclave`; use 1 to 60 lower-case letters, digits and hyphens, a letter first, none at the end a hyphen",
  ],
  [{ vaultId: "vault" }, "`vaultId` is `vault`; use the OCID of a vault, `ocid1.vault.<realm>.[region].<unique id>`"],
  [{ secretsKeyId: "key" }, "`secretsKeyId` is `key`; use the OCID of a key, `ocid1.key.<realm>.[region].<unique id>`"],
  [
    { region: "eu-frankfurt-1" },
    "`region` is `eu-frankfurt-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`source mirror \`inspection\`: ${message}`);
});
