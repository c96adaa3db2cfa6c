import { clouds } from "../../policies/residency/geography";
import type { GateTerm } from "../../policies/residency/movements";
import { rowEstates } from "./estates";
import { type Data, inputsOf } from "./inputs";
import { typeErrors } from "./programs";
import { movementRows, titleOf } from "./rows";
import { Shapes } from "./shapes";

describe.each(clouds())("the movements of %s", (cloud) => {
  const shapes = new Shapes(cloud);
  const resources = movementRows(cloud).flatMap((row) =>
    (row.from.length === 0 ? [[]] : row.from).map((source, alternative) => ({
      row,
      title: titleOf(row),
      type: row.type,
      named: [...source, ...row.to],
      ...inputsOf(shapes, row, new Map(), alternative),
    })),
  );

  it("can each be made to happen with inputs of the right types", () => {
    expect(resources.flatMap(({ title, problems }) => problems.map((problem) => `${title}: ${problem}`))).toEqual([]);
  });

  it("have gates that hold where their inputs say so", () => {
    const closed = resources.flatMap(({ row, title, inputs }) =>
      row.gate.filter((term) => !holds(term, at(inputs, term.path))).map(({ path }) => `${title}: ${path}`),
    );
    expect(closed).toEqual([]);
  });

  it("have their source and destination in the inputs, unless the gate wants them unset", () => {
    const missing = resources.flatMap(({ row, title, named, inputs }) =>
      named
        .filter((path) => at(inputs, path).length === 0)
        .filter((path) => !row.gate.some((term) => term.test === "unset" && path.startsWith(term.path)))
        .map((path) => `${title}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it("and the estates around them are written in inputs that the SDK's types accept", () => {
    const written = [...rowEstates(cloud)].flatMap((one) => one.written);
    expect(typeErrors(shapes, [...resources, ...written])).toEqual([]);
  });
});

/** What stands at a path; read here once more, so that a mistake of the builder's isn't the kernel's too. */
function at(data: Data | undefined, path: string): Data[] {
  let found = data === undefined ? [] : [data];
  for (const step of path.replaceAll(/(\[\]|\{\})/g, ".$1").split(".")) {
    found = found.flatMap((one) => {
      if (step === "[]") return Array.isArray(one) ? (one as readonly Data[]) : [];
      if (typeof one !== "object" || Array.isArray(one)) return [];
      // SAFETY: neither a scalar nor a list; the kernel's classes have no property of these names.
      const members = one as Readonly<Record<string, Data>>;
      const member = members[step];
      return step === "{}" ? Object.values(members) : member === undefined ? [] : [member];
    });
  }
  return found;
}

function holds({ test, values }: GateTerm, found: readonly Data[]): boolean {
  const texts = found.flat().map((one) => String(one as string | number | boolean));
  switch (test) {
    case "set":
      return texts.length > 0;
    case "unset":
      return texts.length === 0;
    case "is":
      return texts.some((text) => values.includes(text));
    case "is-not":
      return texts.length === 0 || texts.some((text) => !values.includes(text));
  }
}
