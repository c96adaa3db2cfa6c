import { writeFileSync } from "node:fs";
import path from "node:path";
import { describeEngine, root, type Run } from "./engine";

const policyPack = path.join(root, "policies");
const fixture = (name: string) => path.join(root, "test/fixtures/programs", name);
const own = (name: string) => path.join(__dirname, "programs", name);

/** Policy, level and resource of every violation. */
const violations = ({ events }: Run) =>
  events.flatMap(({ policyEvent }) =>
    policyEvent === undefined
      ? []
      : [[policyEvent.policyName, policyEvent.enforcementLevel, policyEvent.resourceUrn?.split("::").at(-1) ?? ""]],
  );
const names = (run: Run) => run.state.map(({ urn }) => urn.split("::").at(-1));

const refused = "us-data-stays-in-us";
const sentence = (name: string) => `bucket "${name}" holds us-user data in eu-central-1 (`;

describeEngine("the pack in `pulumi`", (engine) => {
  it("fails a preview with a bucket abroad, and names it", async () => {
    const run = await engine().run(engine().copy(fixture("bucket-abroad")), "dev", ["preview"], { policyPack });
    expect(run.code).not.toBe(0);
    expect(run.stdout).toContain(sentence("exports"));
    expect(violations(run)).toEqual([[refused, "mandatory", "exports"]]);
  });

  it("stops `up` as a whole: nothing is created, not even what is allowed", async () => {
    const run = await engine().run(engine().copy(own("one-after-another")), "dev", ["up"], { policyPack });
    expect(run.code).not.toBe(0);
    expect(run.stdout).toContain(sentence("abroad"));
    expect(run.calls).toEqual([]);
    expect(names(run)).toEqual([]);
  });

  it("stops `up --skip-preview` before what one resource alone shows to be abroad; what came before stays", async () => {
    const directory = engine().copy(own("one-after-another"));
    const run = await engine().run(directory, "dev", ["up", "--skip-preview"], { policyPack });
    expect(run.code).not.toBe(0);
    expect(violations(run)).toEqual([[refused, "mandatory", "abroad"]]);
    expect(run.calls).toEqual([expect.stringMatching(/^create .*::home$/)]);
    expect(names(run)).toEqual(["home"]);
  });

  it("stops an ordinary `up` before what only the graph shows", async () => {
    const run = await engine().run(engine().copy(own("only-the-graph")), "dev", ["up"], { policyPack });
    expect(run.code).not.toBe(0);
    expect(violations(run)).toEqual([[refused, "mandatory", "orders"]]);
    expect(run.calls).toEqual([]);
  });

  it("can't stop `up --skip-preview` from creating what only the graph shows: it fails and lists it after", async () => {
    const directory = engine().copy(own("only-the-graph"));
    const run = await engine().run(directory, "dev", ["up", "--skip-preview"], { policyPack });
    expect(run.code).not.toBe(0);
    expect(violations(run)).toEqual([[refused, "mandatory", "orders"]]);
    expect(names(run)).toEqual(["shop", "orders"]);
  });

  it("finds the same in an exported state, which `policy analyze` reads", async () => {
    const directory = engine().copy(own("one-after-another"));
    await engine().run(directory, "dev", ["up", "--skip-preview"]);
    writeFileSync(path.join(directory, "state.json"), await engine().export(directory, "dev"));
    const run = await engine().run(directory, "dev", ["policy", "analyze", "--file", "state.json"], { policyPack });
    expect(run.code).not.toBe(0);
    expect(run.stdout).toContain(sentence("abroad"));
    expect(run.stdout).not.toContain('"home"');
  });

  it.each(["refresh", "destroy"])("has no say in `%s`, which takes no pack", async (command) => {
    const directory = engine().copy(own("one-after-another"));
    await engine().run(directory, "dev", ["up", "--skip-preview"]);
    const run = await engine().run(directory, "dev", [command], { policyPack });
    expect(run.stdout).toContain("unknown flag: --policy-pack");
    expect(await engine().run(directory, "dev", [command])).toMatchObject({ code: 0 });
  });

  it("judges what the deployed resource keeps, where changes to an input are ignored", async () => {
    const directory = engine().copy(own("ignored-region"));
    const up = await engine().run(directory, "dev", ["up", "--skip-preview"], { policyPack });
    expect(names(up)).toEqual(["orders"]);
    const moved = ["preview", "--config", "ignored-region:region=eu-central-1"];
    const run = await engine().run(directory, "dev", moved, { policyPack });
    expect([run.code, violations(run)]).toEqual([0, []]);
    const anew = await engine().run(directory, "anew", moved, { policyPack });
    expect(violations(anew)).toEqual([[refused, "mandatory", "orders"]]);
  });

  it("warns of a place that only `up` will know, and refuses there before it is created", async () => {
    const directory = engine().copy(own("known-only-at-up"));
    const preview = await engine().run(directory, "dev", ["preview"], { policyPack });
    expect([preview.code, violations(preview)]).toEqual([0, [["places-are-known", "advisory", "abroad"]]]);
    const up = await engine().run(directory, "dev", ["up"], { policyPack });
    expect(up.code).not.toBe(0);
    expect(violations(up)).toContainEqual([refused, "mandatory", "abroad"]);
    expect(names(up)).toEqual(["home"]);
  });

  it("refuses at the preview what only `up` will know, when its configuration says so", async () => {
    const directory = engine().copy(own("known-only-at-up"));
    const policyPackConfig = { "places-are-known": { undecided: "block" } };
    const preview = await engine().run(directory, "dev", ["preview"], { policyPack, policyPackConfig });
    expect(preview.code).not.toBe(0);
    expect(violations(preview)).toEqual([["places-are-known", "mandatory", "abroad"]]);
  });

  it("sees default providers", async () => {
    const run = await engine().run(engine().copy(own("default-provider")), "dev", ["preview"], { policyPack });
    expect(violations(run)).toEqual([[refused, "mandatory", "abroad"]]);
    expect(run.stdout).toContain(sentence("abroad"));
  });

  it("judges by a secret; the SDK doesn't mark it, so that its place is told", async () => {
    const run = await engine().run(engine().copy(own("secret-region")), "dev", ["preview"], { policyPack });
    expect(violations(run)).toEqual([[refused, "mandatory", "abroad"]]);
    expect(run.stdout).toContain(sentence("abroad"));
  });

  it("takes AWS's region from the environment as the provider writes it into resources", async () => {
    const directory = engine().copy(own("default-provider"));
    const environment = { AWS_REGION: "eu-west-1" };
    const elsewhere = ["preview", "--config", "aws:region="];
    const run = await engine().run(directory, "dev", elsewhere, { policyPack, environment });
    expect(violations(run)).toEqual([[refused, "mandatory", "abroad"]]);
    expect(run.stdout).toContain("eu-west-1");
  });

  it("sees no resource that is only looked up; in a state it can't be told from others", async () => {
    const directory = engine().copy(own("looked-up"));
    const up = await engine().run(directory, "dev", ["up", "--skip-preview"], { policyPack });
    expect([up.code, violations(up)]).toEqual([0, []]);
    writeFileSync(path.join(directory, "state.json"), await engine().export(directory, "dev"));
    const analyzed = await engine().run(directory, "dev", ["policy", "analyze", "--file", "state.json"], {
      policyPack,
    });
    expect(analyzed.stdout).toContain(sentence("abroad"));
  });

  it("tells a hostile name so that a terminal obeys nothing in it; Pulumi's own heading shows it raw", async () => {
    const run = await engine().run(engine().copy(own("hostile-name")), "dev", ["preview"], { policyPack });
    const [message = ""] = run.events.flatMap(({ policyEvent }) => policyEvent?.message ?? []);
    expect(message.split("\n")[0]).toContain(sentence("\\x1b[2Jorders\\n\\x1b[32mno violation"));
    expect(message).not.toContain("\u001b");
    expect(run.stdout).toContain(`${refused}  (aws:s3:Bucket: \u001b[2Jorders`);
  });

  it("lets what is abroad be deleted", async () => {
    const directory = engine().copy(own("one-after-another"));
    await engine().run(directory, "dev", ["up", "--skip-preview"]);
    const away = ["up", "--skip-preview", "--config", "one-after-another:abroad=false"];
    const run = await engine().run(directory, "dev", away, { policyPack });
    expect([run.code, violations(run)]).toEqual([0, []]);
    expect(run.calls).toEqual([expect.stringMatching(/^delete .*::abroad$/)]);
  });

  it.each([
    ["advisory", 0, [[refused, "advisory", "exports"]]],
    ["disabled", 0, []],
  ])("stays at the level `%s` that the pack's configuration sets", async (enforcementLevel, code, found) => {
    const directory = engine().copy(fixture("bucket-abroad"));
    const policyPackConfig = { [refused]: { enforcementLevel } };
    const run = await engine().run(directory, "dev", ["preview"], { policyPack, policyPackConfig });
    expect([run.code, violations(run)]).toEqual([code, found]);
  });

  it("refuses a configuration that the schema doesn't allow", async () => {
    const directory = engine().copy(fixture("bucket-abroad"));
    const policyPackConfig = { "places-are-known": { undecided: "ignore" } };
    const run = await engine().run(directory, "dev", ["preview"], { policyPack, policyPackConfig });
    expect(run.code).not.toBe(0);
    expect(run.stdout).toMatch(/undecided/);
  });
});
