import fc from "fast-check";
import { readPolicy, type Statement } from "../../../policies/residency/access/aws-policy";
import { known } from "../../../policies/residency/access/elements";
import { Secret, Unknown, type Output, type Value } from "../../../policies/residency/values";
import { values } from "../../support/estates";

const token = "stateside0123456789abcdef";
const output: Output = { urn: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::orders", name: "arn", placeholder: token };
const outputs = new Map([[token, output]]);

const statement = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" };
const asText = (document: unknown) => JSON.stringify(document);
const policy = (more: Readonly<Record<string, unknown>>) => ({
  Version: "2012-10-17",
  Statement: [{ ...statement, ...more }],
});

function statementsOf(value: Value): readonly Statement[] {
  const read = readPolicy(value);
  if (read.kind !== "read") throw new Error(JSON.stringify(read));
  return read.statements;
}

describe("a document that can be read", () => {
  const whole: Statement = {
    effect: "allow",
    principals: { kind: "everyone" },
    actions: known("s3:GetObject"),
    notActions: { kind: "absent" },
    resources: known("arn:aws:s3:::orders/*"),
    notResources: { kind: "absent" },
    hasCondition: false,
  };

  it.each<[string, Value]>([
    ["a text", asText(policy({}))],
    ["an object", values(policy({}))],
    ["a secret text", new Secret(asText(policy({})))],
    ["a secret object", new Secret(values(policy({})))],
    ["a secret in a secret", new Secret(new Secret(asText(policy({}))))],
    ["an object with a secret in it", values(policy({ Action: new Secret("s3:GetObject") }))],
    ["a single statement", asText({ Statement: statement })],
    ["an object with a single statement", values({ Statement: statement })],
    ["an id and a statement's id", asText({ Id: "x", Version: "2008-10-17", Statement: [{ Sid: "y", ...statement }] })],
    ["lists of one", asText(policy({ Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::orders/*"] }))],
    ["an empty condition", asText(policy({ Condition: {} }))],
    ["a symbolic text without outputs", new Unknown("not-yet-known", { text: asText(policy({})), outputs: new Map() })],
  ])("is %s", (_, value) => {
    expect(readPolicy(value)).toEqual({ kind: "read", statements: [whole], outputs: new Map() });
  });

  it("has every statement, in order", () => {
    const document = { Statement: [statement, { ...statement, Effect: "Deny" }] };
    expect(statementsOf(asText(document)).map(({ effect }) => effect)).toEqual(["allow", "deny"]);
  });

  it("may have no statement at all", () => {
    expect(statementsOf(asText({ Statement: [] }))).toEqual([]);
  });

  it("tells what everything but something is from what something is", () => {
    const [only] = statementsOf(
      asText({ Statement: { Effect: "Deny", NotPrincipal: "*", NotAction: "s3:*", NotResource: ["a", "b"] } }),
    );
    expect(only).toMatchObject({
      effect: "deny",
      principals: { kind: "all-but", names: [{ by: "AWS", name: "*" }] },
      actions: { kind: "absent" },
      notActions: known("s3:*"),
      resources: { kind: "absent" },
      notResources: known("a", "b"),
    });
  });

  it("names principals by what they are", () => {
    const Principal = {
      AWS: ["111122223333", "arn:aws:iam::444455556666:root"],
      Service: "s3.amazonaws.com",
      Federated: "accounts.google.com",
      CanonicalUser: "79a5",
    };
    expect(statementsOf(asText(policy({ Principal })))[0]?.principals).toEqual({
      kind: "named",
      names: [
        { by: "AWS", name: "111122223333" },
        { by: "AWS", name: "arn:aws:iam::444455556666:root" },
        { by: "Service", name: "s3.amazonaws.com" },
        { by: "Federated", name: "accounts.google.com" },
        { by: "CanonicalUser", name: "79a5" },
      ],
    });
  });

  it("says that a policy of an identity has no principal", () => {
    const identity = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
    expect(statementsOf(asText({ Statement: identity }))[0]?.principals).toEqual({ kind: "absent" });
  });

  it.each([
    ["an operator", { StringEquals: { "aws:PrincipalOrgID": "o-1" } }],
    ["a condition that isn't known", new Unknown("not-yet-known")],
  ])("has a condition with %s", (_, Condition) => {
    expect(statementsOf(values(policy({ Condition })))[0]?.hasCondition).toBe(true);
  });

  it("takes the last of a key that stands twice", () => {
    const text = `{"Statement": [{"Effect": "Deny", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}`;
    expect(statementsOf(text)[0]?.effect).toBe("allow");
  });
});

describe("outputs in a document", () => {
  const resource = `${token}/*`;

  it.each<[string, Value]>([
    ["a text", new Unknown("not-yet-known", { text: asText(policy({ Resource: resource })), outputs })],
    ["an object", values(policy({ Resource: new Unknown("not-yet-known", { text: resource, outputs }) }))],
    ["a list", values(policy({ Resource: [new Unknown("not-yet-known", { text: resource, outputs })] }))],
    ["a secret", new Secret(new Unknown("not-yet-known", { text: asText(policy({ Resource: resource })), outputs }))],
  ])("stand as tokens in %s, and are told", (_, value) => {
    const read = readPolicy(value);
    expect(read).toMatchObject({ kind: "read", statements: [{ resources: known(resource) }], outputs });
  });

  it.each([
    ["the whole document", token],
    ["a statement", `{"Statement": [${token}]}`],
  ])("leave it unknown where one of them is %s", (_, text) => {
    expect(readPolicy(new Unknown("not-yet-known", { text, outputs }))).toEqual({
      kind: "unknown",
      cause: "not-yet-known",
    });
  });

  it("may be a word of the grammar", () => {
    const text = asText(policy({ Effect: token, Principal: token }));
    expect(statementsOf(new Unknown("not-yet-known", { text, outputs }))[0]).toMatchObject({
      effect: "unknown",
      principals: { kind: "unknown", cause: "not-yet-known" },
      cause: "not-yet-known",
    });
  });

  it("can't be forged by a text that looks like one", () => {
    expect(readPolicy(asText(policy({ Effect: token })))).toMatchObject({ kind: "unreadable" });
  });
});

describe("what isn't known", () => {
  const later = new Unknown("encrypted");
  const unknown = { kind: "unknown", cause: "encrypted", texts: [] };

  it.each<[string, Value]>([
    ["the document", later],
    ["a secret document", new Secret(later)],
    ["the list of statements", values({ Statement: later })],
  ])("is the whole where it is %s", (_, value) => {
    expect(readPolicy(value)).toEqual({ kind: "unknown", cause: "encrypted" });
  });

  it.each<[string, Readonly<Record<string, unknown>>, object]>([
    ["the effect", { Effect: later }, { effect: "unknown" }],
    ["the principal", { Principal: later }, { principals: { kind: "unknown", cause: "encrypted" } }],
    ["the actions", { Action: later }, { actions: unknown }],
    ["one of the actions", { Action: ["s3:*", later] }, { actions: { ...unknown, texts: ["s3:*"] } }],
    ["the resources", { Resource: later }, { resources: unknown }],
    ["the condition", { Condition: later }, { hasCondition: true }],
    [
      "one of those named",
      { Principal: { AWS: ["111122223333", later] } },
      { principals: { kind: "named", names: [{ by: "AWS", name: "111122223333" }], cause: "encrypted" } },
    ],
  ])("is never absent: %s", (_, more, expected) => {
    expect(statementsOf(values(policy(more)))).toEqual([expect.objectContaining({ ...expected, cause: "encrypted" })]);
  });

  it("leaves nothing of a statement known", () => {
    expect(statementsOf(values({ Statement: [statement, later] }))[1]).toMatchObject({
      effect: "unknown",
      principals: { kind: "unknown" },
      actions: unknown,
      resources: unknown,
      cause: "encrypted",
    });
  });
});

describe("a document that can't be read", () => {
  it.each<[string, unknown, RegExp]>([
    ["an empty object", {}, /^`Statement` is missing$/],
    ["a list", [], /^the document isn't an object$/],
    ["null", null, /^the document isn't an object$/],
    ["a number", 1, /^the document isn't an object$/],
    ["a text in a text", "{}", /^the document isn't an object$/],
    ["another element", { Statement: [], Extra: 1 }, /^the document has an element other than `Version`, /],
    ["another version", { Version: "2020-01-01", Statement: [] }, /^`Version` isn't 2012-10-17 or 2008-10-17$/],
    ["a version that is a number", { Version: 1, Statement: [] }, /^`Version` isn't /],
    ["a statement that is a text", { Statement: "x" }, /^`Statement` isn't an object$/],
    ["null among the statements", { Statement: [statement, null] }, /^`Statement\[1\]` isn't an object$/],
    ["an element in lower case", policy({ action: "s3:*" }), /^`Statement\[0\]` has an element other than `Sid`, /],
    ["an effect in lower case", policy({ Effect: "allow" }), /^`Statement\[0\].Effect` isn't `Allow` or `Deny`$/],
    ["no effect", { Statement: { Action: "s3:*" } }, /^`Statement.Effect` isn't /],
    ["no action", { Statement: [{ Effect: "Allow", Resource: "*" }] }, /^`Statement\[0\].Action` is missing$/],
    ["no action in a list", policy({ Action: [] }), /^`Statement\[0\].Action` is empty$/],
    ["null for the action", policy({ Action: null }), /^`Statement\[0\].Action` isn't a string$/],
    ["a number among the actions", policy({ Action: ["s3:*", 7] }), /^`Statement\[0\].Action\[1\]` isn't a string$/],
    ["a list in a list", policy({ Resource: [["a"]] }), /^`Statement\[0\].Resource\[0\]` isn't a string$/],
    ["actions twice", policy({ NotAction: "s3:*" }), /^`Statement\[0\]` has both `Action` and `NotAction`$/],
    ["principals twice", policy({ NotPrincipal: "*" }), /has both `Principal` and `NotPrincipal`$/],
    ["resources twice", policy({ NotResource: "*" }), /has both `Resource` and `NotResource`$/],
    ["a condition that is a text", policy({ Condition: "x" }), /^`Statement\[0\].Condition` isn't an object$/],
    ["a principal that is a name", policy({ Principal: "111122223333" }), /^`Statement\[0\].Principal` isn't `\*` or /],
    ["nobody", policy({ Principal: {} }), /^`Statement\[0\].Principal` names nobody$/],
    ["an empty list of principals", policy({ Principal: { AWS: [] } }), /^`Statement\[0\].Principal.AWS` is empty$/],
    ["another kind of principal", policy({ Principal: { Aws: "*" } }), /^`Statement\[0\].Principal` has an element/],
    ["a principal that is a number", policy({ Principal: { AWS: 111122223333 } }), /Principal.AWS` isn't a string$/],
  ])("is %s", (_, document, reason) => {
    expect(readPolicy(asText(document))).toEqual({
      kind: "unreadable",
      reason: expect.stringMatching(reason) as string,
    });
  });

  it.each(["", "x", "{", `{"Statement": [}`, "\u0000"])("is %j, which isn't JSON", (text) => {
    expect(readPolicy(text)).toEqual({ kind: "unreadable", reason: "the document isn't JSON" });
  });

  it("has no element of a prototype's", () => {
    const hostile = `{"Statement": [{"__proto__": {"Action": "s3:*"}, "Effect": "Allow", "Action": "s3:*"}]}`;
    expect(readPolicy(hostile)).toMatchObject({ kind: "unreadable" });
    expect(readPolicy(`{"__proto__": {"Statement": []}}`)).toMatchObject({ kind: "unreadable" });
  });

  it("ends soon, however deep and large it is", () => {
    const deep = 200_000;
    expect(readPolicy("[".repeat(deep) + "]".repeat(deep)).kind).toBe("unreadable");
    expect(readPolicy(`{"Statement":`.repeat(deep)).kind).toBe("unreadable");
    const large = asText({ Statement: Array.from({ length: 20_000 }, () => statement) });
    expect(statementsOf(large)).toHaveLength(20_000);
  });
});

describe("any document", () => {
  const json = fc.jsonValue().map((value) => JSON.stringify(value));

  it("never makes reading throw", () => {
    fc.assert(
      fc.property(fc.oneof(json, fc.string()), (text) => {
        expect(["unreadable", "read"]).toContain(readPolicy(text).kind);
      }),
      { seed: 20261122 },
    );
  });

  it("is unreadable with a key that the grammar doesn't have, and the key and its value stay unsaid", () => {
    const place = fc.constantFrom("document", "statement", "principal");
    const key = fc.string({ minLength: 1 }).map((text) => `junk-${text}`);
    fc.assert(
      fc.property(place, key, fc.jsonValue(), (where, junk, value) => {
        const more = Object.fromEntries([[junk, value]]);
        const document = {
          Statement: [
            {
              ...statement,
              Principal: { AWS: "111122223333", ...(where === "principal" && more) },
              ...(where === "statement" && more),
            },
          ],
          ...(where === "document" && more),
        };
        for (const read of [readPolicy(asText(document)), readPolicy(values(document))]) {
          expect(read.kind).toBe("unreadable");
          expect(JSON.stringify(read)).not.toContain("junk-");
        }
      }),
      { seed: 20261122 },
    );
  });
});
