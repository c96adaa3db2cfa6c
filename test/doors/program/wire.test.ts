import { Struct, Value as WireValue } from "google-protobuf/google/protobuf/struct_pb";
import { withDependencies, withoutOutputs } from "../../../doors/program/output-values";
import { decode, encryptedPlaceholder } from "../../../doors/program/wire";
import { unknownSentinel } from "../../../policies/residency/sentinels";
import { Secret, Unknown } from "../../../policies/residency/values";

const signature = "4dabf18193072939515e22adb298388d";
const output = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const secret = "1b47061264138c4ac30d75fd1eb44270";

const struct = (fields: object) => Struct.fromJavaScript(fields as Parameters<typeof Struct.fromJavaScript>[0]);

it("lets no key reach a prototype", () => {
  const inner = new Struct();
  const polluted = new WireValue();
  polluted.setStringValue("p");
  for (const key of ["__proto__", "constructor", "hasOwnProperty"]) inner.getFieldsMap().set(key, polluted);
  const { values } = decode(inner);
  expect(Object.getPrototypeOf(values)).toBeNull();
  // google-protobuf itself drops `__proto__`.
  expect(Object.entries(values).sort()).toEqual([
    ["constructor", "p"],
    ["hasOwnProperty", "p"],
  ]);
  expect({}).not.toHaveProperty("polluted");
});

it.each([
  unknownSentinel,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
])("reads %s as an unknown", (sentinel) => {
  expect(decode(struct({ a: sentinel })).values["a"]).toEqual(new Unknown("not-yet-known"));
});

it("reads text that holds an undecrypted value as unknown, with that cause", () => {
  const { values } = decode(struct({ a: `before ${encryptedPlaceholder} after`, b: `x${unknownSentinel}` }));
  expect(values).toMatchObject({ a: new Unknown("encrypted"), b: `x${unknownSentinel}` });
});

it("reads an output value as its content, and notes what it was computed from", () => {
  const wire = struct({
    known: { [signature]: output, value: "v", dependencies: ["urn:1"] },
    hidden: { [signature]: output, value: "s", secret: true, dependencies: ["urn:2", "urn:1"] },
    unknown: { [signature]: output, dependencies: [] },
    deep: { list: [{ [signature]: output, value: 1, dependencies: ["urn:3"] }] },
  });
  const { values, dependencies } = decode(wire);
  expect(values).toMatchObject({
    known: "v",
    hidden: new Secret("s"),
    unknown: new Unknown("not-yet-known"),
    deep: { list: [1] },
  });
  expect(dependencies).toEqual(
    new Map([
      ["known", new Set(["urn:1"])],
      ["hidden", new Set(["urn:1", "urn:2"])],
      ["deep", new Set(["urn:3"])],
    ]),
  );
});

it("puts dependencies into properties, and takes output values out again", () => {
  const plain = { text: "v", unknown: unknownSentinel, secret: { [signature]: secret, value: "s" }, other: [1] };
  const urns = ["urn:1"];
  const upgraded = withDependencies(
    struct(plain),
    new Map([
      ["text", urns],
      ["unknown", urns],
      ["secret", urns],
      ["gone", urns],
    ]),
  );
  expect(upgraded.toJavaScript()).toEqual({
    text: { [signature]: output, value: "v", dependencies: urns },
    unknown: { [signature]: output, dependencies: urns },
    secret: { [signature]: output, value: "s", secret: true, dependencies: urns },
    other: [1],
  });
  const again = withDependencies(upgraded, new Map([["secret", ["urn:2"]]]));
  expect(again.toJavaScript()["secret"]).toEqual({
    [signature]: output,
    value: "s",
    secret: true,
    dependencies: ["urn:1", "urn:2"],
  });
  expect(withoutOutputs(again).toJavaScript()).toEqual(plain);
});
