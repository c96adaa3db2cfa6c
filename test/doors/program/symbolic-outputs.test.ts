import { readFileSync } from "node:fs";
import path from "node:path";
import { Unknown } from "../../../policies/residency/values";
import { failures, previewed, programs, shown } from "./previewed";

jest.setTimeout(60_000);

const symbolic = { outputs: "symbolic", environment: { AWS_REGION: "us-east-1" } } as const;

const refused = "symbolic-outputs-refused";
const cases: readonly (readonly [program: string, shows: string, plainStacks: readonly string[]])[] = [
  ["symbolic-outputs", "outputs that aren't known yet are texts that stand for them, across stacks too", []],
  [refused, "a stack whose program fails on them runs once more without", ["producer"]],
];

it.concurrent.each(cases)("%s: %s", async (program, _, plainStacks) => {
  const result = await previewed(program, { ...symbolic, stacks: ["consumer", "producer"] });
  expect(shown(result)).toEqual(JSON.parse(readFileSync(path.join(programs, program, "symbolic.json"), "utf8")));
  expect(result.plainStacks).toEqual(plainStacks);
});

const bucket = (name: string) => `urn:pulumi:producer::symbolic-outputs::aws:s3/bucket:Bucket::${name}`;
/** The SDK says what an answer was computed from, and nothing of one that it doesn't ask for. */
const madeAnyway = {
  dependsOn: [bucket("named"), bucket("orders")],
  references: new Map([
    ["bucket", [bucket("named")]],
    ["policy", [bucket("orders")]],
  ]),
};

it("says the same references, dependencies and causes in both modes", async () => {
  const [one, other] = await Promise.all([
    previewed("symbolic-outputs", symbolic),
    previewed("symbolic-outputs", { ...symbolic, outputs: "plain" }),
  ]);
  expect(other.plainStacks).toEqual([]);
  for (const plain of other.estate.resources) {
    const found = one.estate.find(plain.urn);
    const { references, dependsOn } = plain.name === "looked-up" ? madeAnyway : plain;
    expect({ urn: plain.urn, references: found?.references, dependsOn: found?.dependsOn }).toEqual({
      ...{ urn: plain.urn, references, dependsOn },
    });
    for (const [key, value] of Object.entries(plain.inputs)) {
      const same = found?.inputs[key];
      if (value instanceof Unknown && same instanceof Unknown) expect(same.cause).toBe(value.cause);
    }
  }
  // Only symbolic outputs let code run that makes more.
  expect(one.estate.resources.length).toBe(other.estate.resources.length + 1);
});

it("runs a program once more that waits for what a placeholder will never be", async () => {
  const result = await previewed(refused, { ...symbolic, stacks: ["waits"], timeout: 6 });
  expect(result.plainStacks).toEqual(["waits"]);
});

it("tells why a program fails without placeholders, when it does", async () => {
  expect(await failures(refused, { ...symbolic, stacks: ["fails"] })).toMatchObject([
    { kind: "program", stack: "fails", message: "the program threw an error: this stack is never right" },
  ]);
});
