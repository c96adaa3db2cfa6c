import { buildResult } from "../../cli/judge/build-result";
import type { Result } from "../../cli/judge/result";
import { renderGithub } from "../../cli/reports/github";
import { bucket, bucketOfNoLine, checked, doubt, refusal, waived } from "./checked";
import { expectGolden } from "./golden/golden";
import { goldenResult } from "./golden/result";
import { hostileNames, hostileResult } from "./hostile";
import { commandsOf, type Command } from "./runner-commands";

const look = { color: false, seconds: 1, shown: (file: string) => file };
const rendered = (result: Result) => renderGithub(result, look);
const commands = (result: Result): readonly Command[] => commandsOf(rendered(result));
const levels = (result: Result) => commands(result).map(({ name }) => name);
const found = (...findings: ReturnType<typeof refusal>[]) => buildResult(checked({ findings }));

describe("GitHub annotations", () => {
  it("tell all of a result", () => {
    expectGolden("result.github.txt", rendered(goldenResult()));
  });

  it("are nothing but a line for the log when all is clean", () => {
    const result = buildResult(checked({ resources: [bucket("orders")] }));
    expect(rendered(result)).toBe("1 stack · 1 resource · clean\n");
    expect(commands(result)).toEqual([]);
  });

  it("are on the line of the resource, and say what, how to fix it, and by which id it is known", () => {
    expect(commands(found(refusal(bucket("exports"))))).toEqual([
      {
        name: "error",
        properties: { file: "index.ts", line: "7", col: "16", title: "Stateside: us-data-stays-in-us (critical)" },
        data: 'bucket "exports" holds us-user data in eu-central-1, which is in Germany, in stack dev\nfix: place it in the United States\nid: 7f3a91c2',
      },
    ]);
  });

  it("are on the line of the input where the resource's isn't known, and on none where nothing is", () => {
    const finding = refusal(bucketOfNoLine("a"));
    const { decidedAt, ...evidence } = finding.evidence;
    expect(commands(found(finding))[0]?.properties).toMatchObject({ file: decidedAt?.file, line: "3" });
    expect(commands(found({ ...finding, evidence }))[0]?.properties).toEqual({
      title: "Stateside: us-data-stays-in-us (critical)",
    });
  });

  it("are errors for what is refused or blocks, and warnings for what warns", () => {
    const findings = [refusal(bucket("a")), doubt(bucket("b"), "block"), doubt(bucket("c"))];
    expect(levels(found(...findings))).toEqual(["error", "error", "warning"]);
  });

  it("sum up in one notice what is waived or known to the baseline", () => {
    const result = found(refusal(bucket("a"), { waiver: waived() }), refusal(bucket("b")), refusal(bucket("c")));
    const known = { ...result, findings: result.findings.map((one) => ({ ...one, known: one.waiver === null })) };
    expect(commands(known)).toEqual([
      {
        name: "notice",
        properties: { title: "Stateside: not counted" },
        data: 'known to the baseline: 2 findings\nwaived until 2026-12-04: bucket "a" holds us-user data in eu-central-1, which is in Germany',
      },
    ]);
  });

  it("are no more than GitHub shows, the most important ones, and say how many more there are", () => {
    const many = (count: number, make: (index: number) => ReturnType<typeof refusal>) =>
      Array.from({ length: count }, (_, index) => make(index));
    const result = found(
      ...many(12, (index) => doubt(bucket(`warns${index}`))),
      ...many(3, (index) => doubt(bucket(`blocks${index}`), "block")),
      ...many(9, (index) => refusal(bucket(`refused${index}`))),
    );
    const told = commands(result);
    expect(told.map(({ name }) => name)).toEqual([
      ...Array<string>(10).fill("error"),
      ...Array<string>(10).fill("warning"),
      "notice",
    ]);
    expect(told.slice(0, 9).every(({ data }) => data.includes("refused"))).toBe(true);
    expect(told.at(-1)?.data).toMatch(/^4 more, as GitHub shows 10 of a level/);
  });

  it("sum up many notices in ten lines each", () => {
    const result = found(...Array.from({ length: 30 }, () => refusal(bucket("a"), { waiver: waived() })));
    const [notice, ...others] = commands(result);
    expect(others).toEqual([]);
    expect(notice?.data.split("\n")).toHaveLength(11);
    expect(notice?.data).toMatch(/\nand 20 more$/);
  });
});

describe("GitHub annotations of hostile texts", () => {
  it("are exactly those that are meant, and nothing else is a command to the runner", () => {
    const result = hostileResult();
    const refused = result.findings.filter(({ waiver, known }) => waiver === null && !known).length;
    const text = rendered(result);
    expect(levels(result)).toEqual([
      ...Array<string>(refused).fill("error"),
      ...Array<string>(10).fill("warning"),
      ...Array<string>(3).fill("notice"),
    ]);
    // Every line but the last is one command, and none has another hidden in it.
    expect(text.trimEnd().split("\n")).toHaveLength(commands(result).length + 1);
    expect(text).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}\u0000-\u0009\u000b-\u001f\u007f-\u009f]|##\[/u);
  });

  it.each(hostileNames.map((name) => [name.slice(0, 200)]))(
    "keep hostile name %# within its own annotation",
    (name) => {
      const finding = refusal(bucket(name, { source: { file: `${name}.ts`, line: 2, column: 3 } }), { rule: name });
      const told = commands(found({ ...finding, remedy: name }));
      expect(told).toHaveLength(1);
      expect(told[0]?.name).toBe("error");
      expect(Object.keys(told[0]?.properties ?? {})).toEqual(["file", "line", "col", "title"]);
      expect(told[0]?.properties).toMatchObject({ line: "2", col: "3" });
      expect(told[0]?.data.split("\n")).toHaveLength(3);
    },
  );

  it("would be others if a name were told as it is", () => {
    const name = "a\n::set-output name=x::y";
    expect(commandsOf(`::error title=x::${name}\n`).map((one) => one.name)).toEqual(["error", "set-output"]);
    expect(commandsOf("bucket ##[error]forged\n").map((one) => one.name)).toEqual(["error"]);
  });
});
