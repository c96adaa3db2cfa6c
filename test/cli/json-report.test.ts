import { renderJson } from "../../cli/reports/json";
import { buildResult } from "../../cli/result";
import { bucket, checked, refusal } from "./checked";

describe("the JSON report", () => {
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
