import { readFileSync } from "node:fs";
import path from "node:path";
import { answeredFor, answeredOutputs } from "../../../doors/program/symbolic-names";
import { installedTypes } from "../../data/declared/sdk";

/** Output → its type, as the SDK declares it, by resource type. */
const declared = new Map(
  (["aws", "gcp", "oci"] as const).flatMap((cloud) => {
    const root = path.dirname(require.resolve(`@pulumi/${cloud}/package.json`));
    return [...installedTypes(cloud)].map(([type, file]) => {
      const members = readFileSync(path.join(root, file), "utf8").matchAll(
        /^ {4}readonly (\w+)!?: pulumi\.Output<([^;]*)>;$/gm,
      );
      return [type, new Map([...members].map(([, name = "", text = ""]) => [name, text]))] as const;
    });
  }),
);

const table = answeredOutputs.map((row) => [`${row.cloud} ${row.name} as ${row.form}`, row] as const);

it.each(table)("%s: every type that is meant declares a text, and every other one is named", (_, row) => {
  const wrong = [...declared].flatMap(([type, outputs]) => {
    const text = outputs.get(row.name);
    if (!type.startsWith(`${row.cloud}:`) || text === undefined) return [];
    const isMeant = answeredFor(type).includes(row);
    return isMeant && text !== "string" ? [`${type} declares ${text}`] : [];
  });
  expect(wrong).toEqual([]);
  // A name that no type declares in this way says nothing.
  for (const type of row.only ?? []) expect([type, declared.get(type)?.get(row.name)]).toEqual([type, "string"]);
  for (const type of row.except ?? []) {
    const text = declared.get(type)?.get(row.name);
    expect([type, text !== undefined && text !== "string"]).toEqual([type, true]);
  }
});

it("answers no place, and each output of a type in one form", () => {
  const places = /region|location|zone|^availability|country|^project$/i;
  expect(answeredOutputs.filter(({ name }) => places.test(name)).map(({ name }) => name)).toEqual([
    // Names of the service's, whatever they say of a region.
    ...["bucketRegionalDomainName", "regionalDomainName", "multiRegionClusterName"],
  ]);
  for (const type of declared.keys()) {
    const names = answeredFor(type).map(({ name }) => name);
    expect([type, new Set(names).size]).toEqual([type, names.length]);
  }
});

it("answers nothing of other packages", () => {
  expect(answeredFor("random:index/randomId:RandomId")).toEqual([]);
});
