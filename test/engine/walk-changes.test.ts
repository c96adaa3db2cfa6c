import type { StateResource } from "./engine";
import { changesOf } from "./walk/changes";

const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
const resource = (type: string, name: string, more: Partial<StateResource> = {}): StateResource => ({
  ...{ urn: urn(type, name), type, custom: true, inputs: {} },
  ...more,
});
const bucket = (more: Partial<StateResource> = {}) => resource("aws:s3/bucket:Bucket", "orders", more);
const { urn: itself } = bucket();

describe("what a run changed", () => {
  it.each<readonly [string, readonly StateResource[], readonly StateResource[], readonly string[], readonly string[]]>([
    ["nothing", [bucket()], [bucket()], [], []],
    ["created", [], [bucket()], [`create ${itself}`], ["create aws:s3/bucket:Bucket orders"]],
    ["deleted", [bucket()], [], [`delete ${itself}`], ["delete aws:s3/bucket:Bucket orders"]],
    ["left in the cloud", [bucket({ retainOnDelete: true })], [], [], ["leave aws:s3/bucket:Bucket orders"]],
    ["gone with another", [bucket({ deletedWith: "x" })], [], [], ["drop aws:s3/bucket:Bucket orders"]],
    ["forgotten", [bucket()], [], [], ["lose aws:s3/bucket:Bucket orders"]],
    [
      "deleted though it was to be left",
      [bucket({ retainOnDelete: true })],
      [],
      [`delete ${itself}`],
      ["delete aws:s3/bucket:Bucket orders"],
    ],
    [
      "updated",
      [bucket({ inputs: { a: 1, b: [1], c: 1, __defaults: [] } })],
      [bucket({ inputs: { a: 1, b: [2], d: 1, __defaults: ["x"] } })],
      [`update ${itself}`],
      ["update aws:s3/bucket:Bucket orders: b, c, d"],
    ],
    [
      "replaced",
      [bucket({ inputs: { bucket: "a" } })],
      [bucket({ inputs: { bucket: "b" } })],
      [`create ${itself}`, `delete ${itself}`],
      ["replace aws:s3/bucket:Bucket orders: bucket"],
    ],
    [
      "given up by Pulumi",
      [bucket({ protect: true })],
      [bucket({ retainOnDelete: true })],
      [],
      ["let go aws:s3/bucket:Bucket orders", "unprotect aws:s3/bucket:Bucket orders"],
    ],
    [
      "made again by another name",
      [resource("t", "policy-0a1b2c-0123456789ab")],
      [resource("t", "policy-0a1b2c-ba9876543210")],
      [`delete ${urn("t", "policy-0a1b2c-0123456789ab")}`],
      ["renew t policy"],
    ],
    ["protected", [bucket()], [bucket({ protect: true })], [], ["protect aws:s3/bucket:Bucket orders"]],
    ["of a component, or looked up", [], [bucket({ custom: false }), bucket({ external: true })], [], []],
  ])("is told of what is %s", (_, before, after, calls, expected) => {
    expect(changesOf({ before, after, calls })).toEqual(expected);
  });
});
