import { readFileSync } from "node:fs";
import path from "node:path";

interface Controls {
  readonly date: string;
  readonly frameworks: Readonly<Record<string, { readonly title: string; readonly source: string }>>;
  readonly controls: readonly {
    readonly framework: string;
    readonly id: string;
    readonly meaning: string;
    readonly textSeen: boolean;
  }[];
}

const file = path.join(__dirname, "../../policies/residency/data/controls.json");
// SAFETY: the tests below check the form.
const { date, frameworks, controls } = JSON.parse(readFileSync(file, "utf8")) as Controls;

describe("controls.json", () => {
  it("is sorted, and names each control once", () => {
    const keys = controls.map(({ framework, id }) => `${framework} ${id}`);
    expect(keys).toEqual([...new Set(keys)].sort());
    expect(new Set(controls.map(({ id }) => id)).size).toBe(controls.length);
  });

  it("says where each framework comes from, and when it was read", () => {
    expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(Object.keys(frameworks).sort()).toEqual([...new Set(controls.map(({ framework }) => framework))].sort());
    for (const { title, source } of Object.values(frameworks)) {
      expect(title).not.toBe("");
      expect(source).not.toBe("");
    }
  });

  it("gives each control a meaning, and says whether its text was seen", () => {
    for (const { meaning, textSeen } of controls) {
      expect(meaning).not.toBe("");
      expect(typeof textSeen).toBe("boolean");
    }
  });
});
