import { ambientRegion } from "../../policies/residency/ambient-region";
import { decodeProviderInputs } from "../../policies/residency/provider-inputs";
import { isRecord, Secret, Unknown } from "../../policies/residency/values";
import { values } from "../support/estates";

describe("a provider's inputs", () => {
  const later = new Unknown("not-yet-known");

  it.each<[string, unknown, unknown]>([
    ["a text", "us-east-1", "us-east-1"],
    ["digits", "123456789012", "123456789012"],
    ["a word of JSON", "true", "true"],
    ["a list as text", '["a", 1, true, null]', ["a", 1, true, null]],
    ["a record as text", '{"tags":{"a":["b"]}}', { tags: { a: ["b"] } }],
    ["a record behind a space", ' {"a":1}', { a: 1 }],
    ["what only begins like one", "{a", "{a"],
    ["what holds one", 'x{"a":1}', 'x{"a":1}'],
    ["a number", 7, 7],
    ["what isn't known", later, later],
    ["a secret list", new Secret('["a"]'), new Secret(["a"])],
  ])("are data where they are JSON: %s", (_, value, expected) => {
    expect(decodeProviderInputs(values({ key: value }))).toEqual(values({ key: expected }));
  });

  it("have records that no key reaches out of", () => {
    const { key = null } = decodeProviderInputs(values({ key: '{"__proto__":{"a":1}}' }));
    expect(isRecord(key) && Object.hasOwn(key, "__proto__")).toBe(true);
    expect(Object.getPrototypeOf(key)).toBeNull();
  });

  it("have what an engine says of a value that isn't known", () => {
    const { key } = decodeProviderInputs(values({ key: '["04da6b54-80e4-46f7-96ec-b56ff0331ba9"]' }));
    expect(key).toEqual([new Unknown("not-yet-known")]);
  });
});

describe("the region around a provider", () => {
  const assume = new Map([["aws:region", "us-west-2"]]);

  it.each<[string, string, Readonly<Record<string, string>>, ReadonlyMap<string, string>, unknown]>([
    [
      "the first variable that says one",
      "aws",
      { AWS_REGION: "a", AWS_DEFAULT_REGION: "b" },
      assume,
      ["a", "AWS_REGION"],
    ],
    [
      "a later one where the first is empty",
      "aws",
      { AWS_REGION: "", AWS_DEFAULT_REGION: "b" },
      assume,
      ["b", "AWS_DEFAULT_REGION"],
    ],
    [
      "that of Google Cloud",
      "gcp",
      { AWS_REGION: "a", CLOUDSDK_COMPUTE_REGION: "c" },
      assume,
      ["c", "CLOUDSDK_COMPUTE_REGION"],
    ],
    ["Google's own first", "gcp", { GCLOUD_REGION: "b", GOOGLE_REGION: "a" }, assume, ["a", "GOOGLE_REGION"]],
    ["what is assumed", "aws", {}, assume, ["us-west-2", "aws:region=us-west-2"]],
    [
      "what is assumed of any package",
      "oci",
      { AWS_REGION: "a" },
      new Map([["oci:region", "x"]]),
      ["x", "oci:region=x"],
    ],
    ["none", "gcp", {}, assume, undefined],
    ["none of a package that is called like a key of every object", "constructor", {}, assume, undefined],
  ])("is %s", (_, name, environment, assumed, expected) => {
    const found = ambientRegion(name, environment, assumed);
    expect(found && [found.region, found.by]).toEqual(expected);
    if (found !== undefined) expect(found.from).toBe(found.by.includes("=") ? "assumption" : "environment");
  });
});
