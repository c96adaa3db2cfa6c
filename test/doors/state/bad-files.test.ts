import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { aws, bucket, exported, faultOf, fileOf, read } from "./reading";

const good = exported([aws, bucket("orders")]);
const line = (text: string, needle: string) => text.slice(0, text.indexOf(needle)).split("\n").length;

describe("a file that is no state", () => {
  it.each([
    ["nothing", "", "it is empty"],
    ["white space", " \n\n", "it is empty"],
    ["text", "hello", "line 1, column 1: it is not JSON: an object is expected here"],
    [
      "a warning before the JSON",
      `warning: x\n${good}`,
      "line 1, column 1: it is not JSON: an object is expected here",
    ],
    [
      "binary",
      Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0),
      "line 1, column 1: it is not JSON: an object is expected here",
    ],
    [
      "UTF-16",
      Buffer.from(`\ufeff${good}`, "utf16le"),
      "it is not UTF-8 but UTF-16, or binary; write it with `--file` rather than `>`",
    ],
    ["a list", "[1]", "it is not an exported state, a checkpoint, the JSON of a preview, or an event log"],
    [
      "an object of something else",
      '{"a":1}',
      "it is not an exported state, a checkpoint, the JSON of a preview, or an event log",
    ],
    ["a state of Terraform", '{"version":4,"terraform_version":"1.9"}', /; it is a state of Terraform$/],
    ["a bare deployment", '{"manifest":{},"resources":[]}', /`pulumi stack export` writes it so$/],
    ["a result of our own", '{"version":1,"findings":[]}', /; it is a result of stateside$/],
    ["two kinds at once", '{"version":3,"deployment":{},"steps":[]}', /^it is not an exported state/],
    ["two states in one file", `${good}${good}`, /the file goes on where its content has ended$/],
    [
      "a byte that is no UTF-8",
      Buffer.concat([Buffer.from('{"version":3,"a":"'), Buffer.of(0xc3, 0x28), Buffer.from('"}')]),
      "it is not UTF-8",
    ],
    ["a NUL", good.replace("{", "{\u0000"), /not JSON/],
    ["a NUL in a text", good.replace("orders", "or\u0000ders"), /what begins here is not JSON$/],
    ["a million brackets", "[".repeat(1_000_000), "line 1, column 501: it is nested deeper than 500 levels"],
    [
      "a million brackets in a value",
      good.replace('"orders"', "[".repeat(1_000_000)),
      /it is nested deeper than 500 levels$/,
    ],
    ["a bracket that closes nothing", "{}}", "line 1, column 3: it is not JSON: `}` closes nothing"],
    ["brackets that don't match", '{"a":[}', "line 1, column 7: it is not JSON: `}` closes nothing"],
    ["a comma too many", good.replace(/\}\s*\]/, "},]"), "line 1, column 1: what begins here is not JSON"],
    [
      "compressed content that is cut off",
      gzipSync(good).subarray(0, 60),
      "it is cut off: its compressed content has no end",
    ],
    [
      "compressed content that is damaged",
      Buffer.concat([gzipSync(good).subarray(0, -8), Buffer.alloc(8)]),
      "its compressed content is damaged",
    ],
    [
      "a number beyond all",
      good.replace('"inputs": {}', '"inputs": { "a": 1e400 }'),
      /a number in it is larger than any that can be read$/,
    ],
    [
      "half of a character",
      good.replace('"inputs": {}', String.raw`"inputs": { "a": "\ud800" }`),
      /half of a character/,
    ],
  ] as const)("says what is wrong: %s", async (_, content, message) => {
    const fault = await faultOf(content);
    if (typeof message === "string") expect(fault).toBe(message);
    else expect(fault).toMatch(message);
  });

  it("is never taken for a shorter one where it is cut off, wherever that is", async () => {
    const faults = new Set<string>();
    for (let end = 1; end < good.length - 1; end += 7) faults.add(await faultOf(good.slice(0, end)));
    expect([...faults].filter((fault) => !fault.startsWith("it is cut off: it ends at line "))).toEqual([]);
  });

  it.each([
    ["the list of resources", good.replace('"manifest"', '"resources": [], "manifest"')],
    ["the deployment", good.replace('"version"', '"deployment": {}, "version"')],
    ["a key of a resource", good.replace('"custom": true', '"custom": false, "custom": true')],
    ["an input, one of them escaped", good.replace('"inputs": {}', String.raw`"inputs": { "acl": 1, "\u0061cl": 2 }`)],
  ])("says so where a key is there twice: %s", async (_, content) => {
    expect(await faultOf(content)).toMatch(/^line \d+, column \d+: what begins here states a key twice$/);
  });

  it("says in which resource something is wrong, and nothing of what stands there", async () => {
    const broken = good.replace('"id": "orders"', '"id": canary');
    expect(await faultOf(broken)).toBe(
      `line ${line(good, bucket("orders").urn) - 1}, column 13: what begins here is not JSON`,
    );
  });

  it("tells of all files at once", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "stateside-"));
    mkdirSync(path.join(folder, "folder"));
    const files = [fileOf("", "empty.json"), path.join(folder, "folder"), path.join(folder, "none.json"), "/dev/zero"];
    const result = await read([...files, fileOf(good, "good.json")]);
    const faults =
      result.kind === "failed" ? result.faults.map(({ file, message }) => [path.basename(file), message]) : [];
    expect(faults).toEqual([
      ["empty.json", "it is empty"],
      ["folder", "it is a folder; --state takes a file, such as `pulumi stack export --file state.json` writes"],
      ["none.json", "there is no such file"],
      ["zero", "it is a device or pipe; --state takes a file, such as `pulumi stack export --file state.json` writes"],
    ]);
  });
});

describe("a state that can't be relied on", () => {
  const state = (more: object, deployment = {}) => exported([], more, deployment);
  it.each([
    [
      "no version",
      exported([]).replace(/"version": 3,/, ""),
      "it has no `version`; versions 3 and 4 of states can be read",
    ],
    [
      "a version that is a text",
      state({ version: "3" }),
      "it has no `version`; versions 3 and 4 of states can be read",
    ],
    ["an older version", state({ version: 2 }), "it has version 2, older than 3; export it with a current Pulumi CLI"],
    ["a newer version", state({ version: 5 }), "it has version 5, newer than 4; a newer stateside may read it"],
    [
      "features that nobody knows",
      state({ version: 4, features: ["views", "clouds", 1] }),
      "it relies on features that aren't known: `clouds`, `?`; a newer stateside may know them",
    ],
    [
      "an integrity error",
      state({}, { metadata: { integrity_error: { error: "canary" } } }),
      "its last operation left it inconsistent; mend it with `pulumi state repair` and export it again",
    ],
    ["resources that are no list", state({}, { resources: {} }), "its `resources` is not a list"],
    ["a deployment that is no object", state({ deployment: 1 }), "its `deployment` is not an object"],
    [
      "a pending operation without a resource",
      state({}, { pending_operations: [{ type: "creating" }] }),
      "a pending operation in it has no resource",
    ],
  ])("is refused: %s", async (_, content, message) => {
    expect(await faultOf(content)).toBe(message);
  });

  it.each([
    ["no URN", { urn: "orders" }, "its `urn` is not the URN of a resource"],
    ["no type", { type: "" }, "it has no `type`"],
    ["the type of something else", { type: "pulumi:providers:aws" }, "its `type` is another one than its `urn` says"],
    ["inputs that are a list", { inputs: [1] }, "its `inputs` is not an object"],
    ["a flag that is a text", { custom: "true" }, "its `custom` is not true or false"],
    ["dependencies that are no texts", { dependencies: [1] }, "its `dependencies` is not a list of texts"],
    [
      "a signature that nobody knows",
      { inputs: { a: [{ "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4" }] } },
      "a value in it has a signature that isn't known; a newer stateside may know it",
    ],
    [
      "a secret that is nothing",
      { inputs: { a: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" } } },
      "a secret in it has not exactly one of `ciphertext` and `plaintext`",
    ],
  ])("is refused for a resource with %s", async (_, more, message) => {
    expect(await faultOf(exported([aws, bucket("orders", {}, more)]))).toMatch(
      new RegExp(`^line \\d+, column 13: ${message.replaceAll(/[.*+?^$()]/g, "\\$&")}$`),
    );
  });

  it("is refused with two resources of one URN, but not with what a replacement has left", async () => {
    const twice = await faultOf(exported([aws, bucket("orders"), bucket("orders")]));
    expect(twice).toBe(`it has two resources with the URN ${bucket("orders").urn}`);
    expect(await faultOf(exported([aws, bucket("orders"), bucket("orders", {}, { delete: true })]))).toBe("nothing");
  });

  it("is refused where another file is of the same stack", async () => {
    const result = await read([fileOf(good, "one.json"), fileOf(exported([bucket("other")]), "two.json")]);
    expect(result).toMatchObject({
      kind: "failed",
      faults: [{ message: "stack `shop/dev` is in one.json already; give one file for each stack" }],
    });
    const file = fileOf(good);
    expect((await read([file, file])).kind).toBe("read");
  });
});
