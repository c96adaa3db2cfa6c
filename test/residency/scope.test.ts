import { declaredClass, mayBeLowered } from "../../policies/residency/classify";
import type { Resource } from "../../policies/residency/estate";
import { Unknown } from "../../policies/residency/values";
import { estate, provider, resource } from "../support/estates";
import { termsOf } from "../support/terms";

const later = new Unknown("not-yet-known");
const bucket = (inputs: Readonly<Record<string, unknown>> = {}, more: Partial<Resource> = {}) =>
  resource("aws:s3/bucket:Bucket", "b", inputs, more);
const disk = (inputs: Readonly<Record<string, unknown>> = {}, more: Partial<Resource> = {}) =>
  resource("gcp:compute/disk:Disk", "d", inputs, more);
const ociBucket = (inputs: Readonly<Record<string, unknown>> = {}, more: Partial<Resource> = {}) =>
  resource("oci:ObjectStorage/bucket:Bucket", "b", inputs, more);
const compartment = resource("oci:Identity/compartment:Compartment", "logs", { name: "audit-logs" });
const inCompartment = ociBucket(
  { compartmentId: later },
  { references: new Map([["compartmentId", [compartment.urn]]]) },
);
const ocid = "ocid1.compartment.oc1..aaaaaaaalogs";

function mandateOf(entries: string, more = ""): string {
  return `name: test\nclasses: { us-user: { countries: [US] }, eu-user: { countries: [DE, FR] }, operational: { countries: any, reason: none } }\n${more}\nscope: ${entries}`;
}

const entry = (globs: string, dataClass = "operational") =>
  `{ ${globs}, class: ${dataClass}, owner: data-platform, reason: reviewed }`;

function classOf(mandate: string, subject: Resource, ...others: readonly Resource[]) {
  const { name, why } = declaredClass(subject, { ...termsOf(mandate), ...estate(subject, ...others) });
  return `${name} by ${why}`;
}

describe("a scope entry", () => {
  it.each<[string, string, Resource, readonly Resource[]]>([
    ["its stack", "stack: d*v", bucket(), []],
    ["its project", "project: shop", bucket(), []],
    ["its type", 'type: "aws:s3/*"', bucket(), []],
    ["all of several", 'stack: dev, project: "*", type: "*Bucket"', bucket(), []],
    [
      "the one account that its provider allows",
      'account: "1234*"',
      bucket({}, { provider: provider("aws", { allowedAccountIds: ["123456789012"] }) }),
      [],
    ],
    [
      "the account of the last role that its provider assumes",
      'account: "222222222222"',
      bucket(
        {},
        {
          provider: provider("aws", {
            assumeRoles: [
              { roleArn: "arn:aws:iam::111111111111:role/a" },
              { roleArn: "arn:aws:iam::222222222222:role/b" },
            ],
          }),
        },
      ),
      [],
    ],
    ["its own Google project", 'account: "logs-*"', disk({ project: "logs-1" }), []],
    [
      "its provider's Google project",
      'account: "logs-*"',
      disk({}, { provider: provider("gcp", { project: "logs-1" }) }),
      [],
    ],
    [
      "its provider's tenancy",
      'account: "ocid1.tenancy.*"',
      ociBucket({}, { provider: provider("oci", { tenancyOcid: "ocid1.tenancy.oc1..a" }) }),
      [],
    ],
    ["its compartment's OCID", `compartment: ${ocid}`, ociBucket({ compartmentId: ocid }), []],
    ["the name of a compartment that the program makes", "compartment: audit-*", inCompartment, [compartment]],
  ])("classes what it is about by %s", (_, globs, subject, others) => {
    expect(classOf(mandateOf(`[${entry(globs)}]`), subject, ...others)).toBe("operational by scope");
  });

  it.each<[string, string, Resource, readonly Resource[]]>([
    ["another stack", "stack: prod", bucket(), []],
    ["another project", "project: shops", bucket(), []],
    ["another type", 'type: "aws:s3/bucketV2:*"', bucket(), []],
    ["one of two globs only", "stack: dev, project: bank", bucket(), []],
    [
      "another account",
      'account: "1*"',
      bucket({}, { provider: provider("aws", { allowedAccountIds: ["222222222222"] }) }),
      [],
    ],
    [
      "a provider that may use several accounts",
      'account: "1*"',
      bucket({}, { provider: provider("aws", { allowedAccountIds: ["111111111111", "222222222222"] }) }),
      [],
    ],
    ["an account that nothing states", 'account: "*"', bucket({}, { provider: provider("aws", {}) }), []],
    ["an account, of a resource without a provider", 'account: "*"', bucket(), []],
    [
      "its provider's project, where it states its own",
      "account: logs",
      disk({ project: "shop" }, { provider: provider("gcp", { project: "logs" }) }),
      [],
    ],
    ["a project that isn't known yet", 'account: "*"', disk({ project: later }), []],
    ["a compartment that isn't known yet", 'compartment: "*"', ociBucket({ compartmentId: later }), []],
    ["a compartment, on another cloud", 'compartment: "*"', bucket({ compartmentId: ocid }), []],
    ["the program's name for a compartment that has another", "compartment: logs", inCompartment, [compartment]],
  ])("doesn't lower the class of %s", (_, globs, subject, others) => {
    expect(classOf(mandateOf(`[${entry(globs)}]`), subject, ...others)).toBe("us-user by default");
  });

  it.each<[string, string, Resource]>([
    ["an account that nothing states", 'account: "1*"', bucket({}, { provider: provider("aws", {}) })],
    ["a compartment that isn't known yet", "compartment: users", ociBucket({ compartmentId: later })],
    ["a compartment of the program whose OCID isn't known yet", `compartment: ${ocid}`, inCompartment],
  ])("that raises the class counts for %s, too", (_, globs, subject) => {
    const mandate = mandateOf(`[${entry(globs, "us-user")}]`, "defaultClass: operational");
    expect(classOf(mandate, subject, compartment)).toBe("us-user by scope");
  });

  it("that raises the class for another compartment's name doesn't count for one that the program makes", () => {
    const mandate = mandateOf(`[${entry("compartment: users", "us-user")}]`, "defaultClass: operational");
    expect(classOf(mandate, inCompartment, compartment)).toBe("operational by default");
  });

  it.each([true, false])(
    "by a compartment's OCID and one by its name give the stricter class, either first: %s",
    (isFirst) => {
      const two = [entry(`compartment: ${ocid}`, "eu-user"), entry("compartment: audit-*")];
      const known = { ...compartment, id: ocid };
      const mandate = mandateOf(`[${(isFirst ? two : two.toReversed()).join(", ")}]`);
      expect(classOf(mandate, inCompartment, known)).toBe("eu-user by scope");
    },
  );

  it("that may be meant doesn't hide one that certainly is, and is stricter", () => {
    const two = `[${entry('account: "1*", stack: dev', "eu-user")}, ${entry('type: "aws:s3/bucket:*", project: shop, account: "2*"', "us-user")}]`;
    const inSecond = bucket({}, { provider: provider("aws", { allowedAccountIds: ["222222222222"] }) });
    expect(classOf(mandateOf(two, "defaultClass: operational"), inSecond)).toBe("us-user by scope");
    expect(classOf(mandateOf(two, "defaultClass: operational"), bucket())).toBe("us-user by scope");
  });

  it.each<[string, Resource, readonly Resource[], string]>([
    ["its own label", bucket({ tags: { "data-class": "eu-user" } }), [], "eu-user by label"],
    [
      "a component's",
      bucket({}, { parent: "urn:pulumi:dev::shop::my:C::c" }),
      [resource("my:C", "c", { dataClass: "eu-user" }, { kind: "component" })],
      "eu-user by component",
    ],
    [
      "its container's",
      resource("aws:s3/bucketObject:BucketObject", "o", { bucket: "held" }),
      [resource("aws:s3/bucket:Bucket", "held", { bucket: "held", tags: { "data-class": "eu-user" } })],
      "eu-user by container",
    ],
  ])("comes after %s", (_, subject, others, expected) => {
    expect(classOf(mandateOf(`[${entry("stack: dev")}]`), subject, ...others)).toBe(expected);
  });

  it("about a bucket is about the objects in it", () => {
    const mandate = mandateOf(`[${entry('type: "aws:s3/bucket:Bucket"')}]`);
    const object = resource("aws:s3/bucketObject:BucketObject", "o", { bucket: "b" });
    expect(classOf(mandate, object, bucket({ bucket: "b" }))).toBe("operational by container");
    expect(classOf(mandate, object)).toBe("us-user by default");
  });

  it("about the stack of a compartment isn't about what other stacks put into that compartment", () => {
    const mandate = mandateOf(`[${entry("stack: landing")}]`);
    const landed = resource("oci:Identity/compartment:Compartment", "c", {}, { stack: "landing" });
    const subject = ociBucket({ compartmentId: later }, { references: new Map([["compartmentId", [landed.urn]]]) });
    expect(classOf(mandate, subject, landed)).toBe("us-user by default");
    expect(classOf(mandate, landed)).toBe("operational by scope");
  });

  it("lowers although the mandate refuses labels that do", () => {
    const mandate = mandateOf(`[${entry("stack: dev")}]`, "loweringLabels: refuse");
    expect(classOf(mandate, bucket())).toBe("operational by scope");
  });

  it("decides for one resource alone, unless its container might", () => {
    const context = { ...termsOf(mandateOf(`[${entry("stack: dev")}]`)), ...estate() };
    expect(mayBeLowered(bucket(), context)).toBe(false);
    expect(mayBeLowered(ociBucket({ compartmentId: later }), context)).toBe(true);
  });
});
