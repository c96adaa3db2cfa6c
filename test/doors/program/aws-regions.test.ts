import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { globalTypes, takesRegion } from "../../../doors/program/aws-regions";

const sdk = path.dirname(require.resolve("@pulumi/aws/package.json"));

/** Resource type → whether its arguments have a `region`, read from the declarations of the installed SDK. */
function declaredTypes(): Map<string, boolean> {
  const types = new Map<string, boolean>();
  for (const file of readdirSync(sdk, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".js") || file.includes("node_modules")) continue;
    const code = readFileSync(path.join(sdk, file), "utf8");
    const type = / __pulumiType = '(aws:[^']+)'/.exec(code)?.[1];
    if (type === undefined) continue;
    const name = type.split(":").at(-1) ?? "";
    const declarations = readFileSync(path.join(sdk, file.replace(/\.js$/, ".d.ts")), "utf8");
    const args = declarations.split(`export interface ${name}Args {`)[1]?.split(/^}/m)[0];
    if (args === undefined) throw new Error(`${type} has no arguments in ${file}`);
    types.set(type, /^ {4}region\?: /m.test(args));
  }
  return types;
}

it("lists exactly the AWS types whose arguments have no region", () => {
  const types = declaredTypes();
  expect(types.size).toBeGreaterThan(1000);
  const without = [...types].filter(([, hasRegion]) => !hasRegion).map(([type]) => type);
  expect([...globalTypes].sort()).toEqual(without.sort());
});

it.each([
  ["aws:s3/bucket:Bucket", "7.48.0", true],
  ["aws:s3/bucket:Bucket", "7.0.0-alpha.1", true],
  ["aws:s3/bucket:Bucket", "", true],
  ["aws:s3/bucket:Bucket", "6.83.0", false],
  ["aws:iam/role:Role", "7.48.0", false],
  ["gcp:storage/bucket:Bucket", "9.37.0", false],
  ["awsx:ec2:Vpc", "7.0.0", false],
])("a %s of version %j takes a region: %s", (type, version, takes) => {
  expect(takesRegion(type, version)).toBe(takes);
});
