import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Result } from "../../cli/judge/result";
import { stateside } from "../cli/run";
import { describeEngine, root, type Run } from "./engine";

const policyPack = path.join(root, "policies");
const own = (name: string) => path.join(__dirname, "programs", name);
const mandate = "name: ours\napprovers: [privacy-board]\n";

/** Policy, level and resource of every violation. */
const violations = ({ events }: Run) =>
  events.flatMap(({ policyEvent }) =>
    policyEvent === undefined
      ? []
      : [[policyEvent.policyName, policyEvent.enforcementLevel, policyEvent.resourceUrn?.split("::").at(-1) ?? ""]],
  );
const messages = ({ events }: Run) => events.flatMap(({ policyEvent }) => policyEvent?.message ?? []);

describeEngine("waivers in `pulumi`", (engine) => {
  /** A program with a mandate, all of whose findings are waived, as the command writes it. */
  async function waived(name: string) {
    const directory = engine().copy(own(name));
    writeFileSync(path.join(directory, "mandate.yaml"), mandate);
    const program = ["--quiet", "--stack", "dev"];
    const { stdout } = await stateside(["check", ...program, "-o", "json"], { cwd: directory });
    // SAFETY: the command has just written its own result.
    const { findings } = JSON.parse(stdout) as Result;
    const said = ["--owner", "data", "--approver", "privacy-board", "--reason", "rehearsal", "--ticket", "P-1"];
    for (const id of new Set(findings.map(({ fingerprint }) => fingerprint))) {
      const added = await stateside(["waivers", "new", id, ...said, ...program], { cwd: directory });
      expect(added).toMatchObject({ code: 0, stderr: "" });
    }
    const file = path.join(directory, "waivers.yaml");
    return { directory, file, text: readFileSync(file, "utf8") };
  }
  const run = (directory: string, args = ["preview"]) => engine().run(directory, "dev", args, { policyPack });

  it("let a movement abroad that an input names pass as a warning, at preview and at up", async () => {
    const { directory, file, text } = await waived("replicated-abroad");
    const flow = ["us-data-flows-stay-in-us", "advisory", "orders"];
    const preview = await run(directory);
    expect([preview.code, violations(preview)]).toEqual([0, [flow]]);
    expect(messages(preview)[0]).toMatch(
      /\n {2}waived until \d{4}-\d\d-\d\d by privacy-board for data: rehearsal, P-1\n/,
    );
    const up = await run(directory, ["up", "--skip-preview"]);
    expect([up.code, violations(up)]).toEqual([0, [flow]]);

    writeFileSync(file, text.replace(/created: .*\n {2}expires: .*/g, "created: 2024-02-01\n  expires: 2024-02-29"));
    const lapsed = await run(directory);
    expect(lapsed.code).not.toBe(0);
    expect(violations(lapsed).sort()).toEqual([
      ["us-data-flows-stay-in-us", "mandatory", "orders"],
      ["waivers-are-valid", "mandatory", "replicated-abroad-dev"],
    ]);
    expect(messages(lapsed).join("\n")).toContain(" for stack `dev` lapsed on 2024-02-29\n");
  });

  it("let a copy into a bucket abroad pass for the trace that was approved, and for no other", async () => {
    const { directory, file, text } = await waived("copied-abroad");
    const preview = await run(directory);
    expect([preview.code, violations(preview).map(([, level]) => level)]).toEqual([0, ["advisory"]]);
    const up = await run(directory, ["up"]);
    expect([up.code, violations(up).every(([, level]) => level === "advisory")]).toEqual([0, true]);

    writeFileSync(file, text.replaceAll(/traceHash: .*/g, "traceHash: 0000aaaa0000aaaa"));
    const changed = await run(directory);
    expect(changed.code).not.toBe(0);
    expect(violations(changed)).toContainEqual(["us-data-flows-stay-in-us", "mandatory", "copies"]);
  });

  it("block every operation when their file isn't valid", async () => {
    const { directory, file } = await waived("replicated-abroad");
    writeFileSync(file, "- finding: 7f3a\n");
    const { code, stdout } = await run(directory);
    expect(code).not.toBe(0);
    expect(stdout).toContain(`${file}:1:12: bad \`finding\` \`7f3a\`; use 16 hex digits in lower case`);
  });
});
