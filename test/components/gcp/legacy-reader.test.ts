import { Provider } from "@pulumi/gcp/provider";
import { isSecret, output } from "@pulumi/pulumi";
import { LegacyReader } from "../../../components/gcp/legacy-reader";
import type { LegacyReaderArgs } from "../../../components/gcp/legacy-reader";
import { record, refusal } from "../recorder";
import type { Seen } from "../recorder";

function build(seen: Seen, change: Partial<LegacyReaderArgs> = {}, name = "legacy"): LegacyReader {
  return new LegacyReader(
    name,
    {
      dataClass: "us-user",
      owner: "data-platform",
      projectId: "acme-legacy",
      buckets: { "acme-orders": output("acme-orders"), "acme-photos": output("acme-photos") },
      ...change,
    },
    { ...seen, provider: new Provider("google", { region: "us-east4" }) },
  );
}

const child = {
  name: "legacy",
  parent: "stateside:gcp:LegacyReader legacy",
  provider: "google",
  protect: false,
  after: [],
  deletedWith: undefined,
};
const reads = (bucket: string) => ({
  ...child,
  type: "gcp:storage/bucketIAMMember:BucketIAMMember",
  name: `legacy-${bucket}`,
  inputs: {
    bucket,
    role: "roles/storage.objectViewer",
    member: "serviceAccount:legacy@acme.iam.gserviceaccount.com",
  },
});

it("declares an account that reads the buckets and nothing else, with one key", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:gcp:LegacyReader",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  expect(children).toEqual([
    {
      ...child,
      type: "gcp:serviceaccount/account:Account",
      inputs: {
        project: "acme-legacy",
        accountId: "legacy-reader",
        displayName: "Puller of the US enclave",
        description: "Reads yesterday's data, which goes home to the enclave on Oracle Cloud",
      },
    },
    reads("acme-orders"),
    reads("acme-photos"),
    {
      ...child,
      type: "gcp:storage/hmacKey:HmacKey",
      inputs: {
        project: "acme-legacy",
        serviceAccountEmail: "legacy@acme.iam.gserviceaccount.com",
        state: "ACTIVE",
      },
    },
  ]);
});

it("keeps the key secret", async () => {
  let isKept: Promise<boolean> | undefined;
  await record((seen) => {
    isKept = isSecret(build(seen).secret);
  });
  expect(await isKept).toBe(true);
});

it.each<[Partial<LegacyReaderArgs>, string, string]>([
  [
    {},
    "legacy-of-the-old-shops-data",
    "`name` is `legacy-of-the-old-shops-data`; use 1 to 23 lower-case letters, digits and hyphens, a letter first",
  ],
  [
    { projectId: "ACME" },
    "legacy",
    "`projectId` is `ACME`; use the id of a project: 6 to 30 lower-case letters, digits and hyphens, a letter first, no hyphen last",
  ],
  [{ buckets: {} }, "legacy", "`buckets` is `{}`; use at least one bucket"],
])("refuses %j called %s", async (change, name, message) => {
  expect(await refusal((seen) => build(seen, change, name))).toBe(`legacy reader \`${name}\`: ${message}`);
});
