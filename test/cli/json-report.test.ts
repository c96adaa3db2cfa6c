import { renderJson } from "../../cli/reports/json";
import { buildResult } from "../../cli/judge/build-result";
import { expectGolden } from "./golden/golden";
import { goldenResult } from "./golden/result";
import { hostileResult } from "./hostile";
import { bucket, checked, refusal } from "./checked";

describe("the JSON report", () => {
  it("is as it was, for one of everything", () => {
    expectGolden("result.json", renderJson(goldenResult()));
  });

  it("is one line for each value, and none that a runner or terminal acts on, whatever names are like", () => {
    const text = renderJson(hostileResult());
    expect(text).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u);
    expect(text.split("\n").filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
    expect(JSON.parse(text)).toEqual(hostileResult());
  });

  it("reads back as the result, whatever names are like", () => {
    for (const name of [
      "exports",
      "\u001b[31m",
      "\u009b2J",
      "\u202e",
      "a\nb",
      "\u{e0041}",
      "__proto__",
      "n".repeat(10_000),
    ]) {
      const result = buildResult(checked({ stacks: ["dev"], findings: [refusal(bucket(name))] }));
      const text = renderJson(result);
      expect(JSON.parse(text)).toEqual(result);
      expect(text).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u);
      expect(text.endsWith("}\n")).toBe(true);
    }
  });
});
