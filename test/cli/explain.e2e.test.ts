import path from "node:path";
import type { Result } from "../../cli/judge/result";
import { root, stateside } from "./run";

const scenarios = path.join(root, "test/scenarios/refused");
const chain = "cross-stack-chain-of-three";
const options = ["--quiet", "--program", chain, "--date", "2026-11-22"];
const run = (...args: string[]) => stateside(args, { cwd: scenarios });

jest.setTimeout(60_000);

async function fingerprintOf(rule: string): Promise<string> {
  const { stdout } = await run("check", ...options, "-o", "json");
  // SAFETY: the command has just written its own result.
  const { findings } = JSON.parse(stdout) as Result;
  return findings.find((finding) => finding.rule === rule)?.fingerprint ?? "";
}

describe("stateside explain", () => {
  it("tells how a finding comes about, hop by hop, with source lines and verified cuts, and ends with 0", async () => {
    const id = await fingerprintOf("us-data-flows-stay-in-us");
    const { code, stdout, stderr } = await run("explain", id.slice(0, 8).toUpperCase(), ...options);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`\
✖ us-data-flows-stay-in-us                                          critical
  bucket replication config "to-edge" replicates us-user data of bucket "staging" to bucket "served" in eu-central-1 (Frankfurt, Germany)
    ${chain}/index.ts:15:3  aws:s3/bucketReplicationConfig:BucketReplicationConfig in stack hub, rules[0].destination.bucket: aws:eu-central-1
  fix      lead it to a place in the US, or take the movement out
  rule     US users' data flows stay in the United States
  class    us-user, of bucket "orders": the mandate's default, as nothing declares one
  id       ${id}

  hop 1    ingest/orders (us-east-1) → hub/staging (us-west-2)
           replication, certain
           declared by \`rules[0].destination.bucket\` of bucket replication config "to-hub" in stack ingest
           ${chain}/index.ts:15:3  new aws.s3.BucketReplicationConfig(\`to-\${to}\`, {
  hop 2    hub/staging (us-west-2) → edge/served (eu-central-1)
           replication, certain
           declared by \`rules[0].destination.bucket\` of bucket replication config "to-edge" in stack hub
           ${chain}/index.ts:15:3  new aws.s3.BucketReplicationConfig(\`to-\${to}\`, {

  cut      any one of these 2 ends it, as judging again without it has shown
    take out  bucket replication config "to-hub" in stack ingest
              ${chain}/index.ts:15:3
    take out  bucket replication config "to-edge" in stack hub
              ${chain}/index.ts:15:3
`);
  });

  it("is what the report of check says to run", async () => {
    const { stdout } = await run("check", ...options);
    const [, command = ""] = /^ {2}explain {2}stateside (explain .*)$/m.exec(stdout) ?? [];
    expect(command).toMatch(/^explain [0-9a-f]{8} --program cross-stack-chain-of-three --date 2026-11-22$/);
    expect((await run(...command.split(" "), "--quiet")).code).toBe(0);
  });

  it("tells all that there is when none has the id", async () => {
    const { code, stdout, stderr } = await run("explain", "dead0000", ...options);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: no finding `dead0000`; use one of these\n(?: {2}[0-9a-f]{8} {2}\S+: .*\n){3}$/);
  });

  it("fails as check does when the program can't be previewed", async () => {
    expect(await run("explain", "dead0000", "--quiet", "--program", "nowhere")).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: can't read `--program nowhere`: no such file or folder; use a folder that holds Pulumi.yaml\n",
    });
  });
});
