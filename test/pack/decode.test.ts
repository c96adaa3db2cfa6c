import { Asset, Unknown } from "../../policies/residency/values";
import { decodeProperties } from "../../policies/pack/decode";
import { decodeProviderInputs } from "../../policies/residency/provider-inputs";
import { unknownSentinels } from "../../policies/residency/sentinels";
import { analyzer, fileArchive, secret, stringAsset, unknownString, urnOf } from "./analyzer";

/* eslint-disable-next-line @typescript-eslint/no-require-imports --
   SAFETY: the SDK's sentinels; its declarations leave them out as internal. */
const sdk = require("@pulumi/policy/proxy") as Readonly<Record<string, unknown>>;

const type = "aws:s3/bucket:Bucket";

/** What the decoder makes of properties that came through the SDK's proxy. */
async function decoded(props: Readonly<Record<string, unknown>>, decode = decodeProperties) {
  let result: unknown;
  const policies = [
    {
      name: "look",
      description: "look",
      validateResource: (args: { readonly props: object }) => {
        result = decode(args.props);
      },
    },
  ];
  await analyzer(policies).analyze({ type, name: "orders", props });
  return result;
}

describe("decoding what the policy SDK hands over", () => {
  it("knows every sentinel of the SDK", () => {
    const exported = Object.entries(sdk).filter(([name]) => /^unknown\w+Value$/.test(name));
    expect([...unknownSentinels].sort()).toEqual(exported.map(([, value]) => value).sort());
  });

  it("makes an unknown a value, at any depth", async () => {
    const props = { region: unknownString, rules: [{ to: unknownString, of: 1 }, unknownString], all: { good: true } };
    const unknown = new Unknown("not-yet-known");
    expect(await decoded(props)).toEqual({
      region: unknown,
      rules: [{ to: unknown, of: 1 }, unknown],
      all: { good: true },
    });
  });

  it("keeps a string that only mentions a sentinel", async () => {
    expect(await decoded({ arn: `arn:${unknownString}` })).toEqual({ arn: `arn:${unknownString}` });
  });

  it("makes assets and archives opaque", async () => {
    expect(await decoded({ code: fileArchive("./dist"), page: stringAsset("hello") })).toEqual({
      code: new Asset("archive"),
      page: new Asset("asset"),
    });
  });

  it("takes no plain object for an asset", async () => {
    const props = { tags: { __pulumiAsset: true, "data-class": "us-user" } };
    expect(await decoded(props)).toEqual(props);
  });

  it("sees a secret's value, as the SDK has unwrapped it", async () => {
    expect(await decoded({ region: secret("us-east-1") })).toEqual({ region: "us-east-1" });
  });

  it.each(["__proto__", "constructor", "prototype", "hasOwnProperty", "toString", "__isSpecialProxy"])(
    "lets the key `%s` reach nothing but its own value",
    async (key) => {
      const props: Record<string, unknown> = {};
      Object.defineProperty(props, key, { value: { region: "eu-central-1" }, enumerable: true });
      const result = await decoded({ tags: props, ...(key === "__proto__" ? {} : props) });
      expect(({} as Readonly<Record<string, unknown>>)["region"]).toBeUndefined();
      expect((result as { readonly region?: unknown }).region).toBeUndefined();
    },
  );

  it("reads a provider's JSON text, and leaves digits and other text as they are", async () => {
    const props = {
      defaultTags: JSON.stringify({ tags: { "data-class": "operational", next: unknownString } }),
      allowedAccountIds: '["111122223333"]',
      accountId: "111122223333",
      skipMetadata: "true",
      region: "us-east-1",
      broken: "{not json",
      endpoint: unknownString,
    };
    expect(await decoded(props, (given) => decodeProviderInputs(decodeProperties(given)))).toEqual({
      ...props,
      defaultTags: { tags: { "data-class": "operational", next: new Unknown("not-yet-known") } },
      allowedAccountIds: ["111122223333"],
      endpoint: new Unknown("not-yet-known"),
    });
  });

  it("can't help that the SDK refuses an empty string asset: the analysis fails, and with it the operation", async () => {
    await expect(decoded({ page: stringAsset("") })).rejects.toThrow("Invalid asset encountered");
    expect(urnOf(type, "orders")).toContain(type);
  });
});
