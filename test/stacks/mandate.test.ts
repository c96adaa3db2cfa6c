import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { centerOf, currentMandate, dataClasses, liveRegions } from "../../stacks/mandate";
import { refusal } from "../components/recorder";

const folder = mkdtempSync(path.join(tmpdir(), "mandate-"));
const file = path.join(folder, "mandate.yaml");
const given = process.env["STATESIDE_MANDATE"];

afterAll(() => {
  rmSync(folder, { recursive: true });
  if (given === undefined) delete process.env["STATESIDE_MANDATE"];
  else process.env["STATESIDE_MANDATE"] = given;
});

function mandate(centers: string): void {
  writeFileSync(file, `name: us-user-data\ncenters:\n${centers}\n`);
  process.env["STATESIDE_MANDATE"] = file;
}

const singapore = "kind: backup, stack: backup-singapore, cloud: gcp";

it("gives the center of a stack with its phase and its one region", () => {
  mandate(
    `  singapore: { ${singapore}, regions: [asia-southeast1], phase: draining, phaseSince: 2022-08-01, until: 2022-09-30 }`,
  );
  expect(centerOf("backup-singapore", "gcp")).toMatchObject({
    name: "singapore",
    phase: "draining",
    phaseSince: "2022-08-01",
    until: "2022-09-30",
    region: "asia-southeast1",
  });
});

it("reads the project's own mandate when none is handed down", () => {
  process.env["STATESIDE_MANDATE"] = "";
  expect(centerOf("backup-virginia", "aws")).toMatchObject({ cloud: "aws", region: "us-east-1" });
});

it("gives the regions of a cloud's centers that aren't deleted, of any kind", () => {
  mandate(
    [
      "  oregon: { kind: backup, stack: oregon, cloud: aws, regions: [us-west-2, us-east-1], phase: dual-run }",
      "  virginia: { kind: legacy, stack: virginia, cloud: aws, regions: [us-east-1], phase: draining, phaseSince: 2022-08-01, until: 2022-09-30 }",
      "  ohio: { kind: backup, stack: ohio, cloud: aws, regions: [us-east-2], phase: deleted, phaseSince: 2022-08-01, until: 2022-07-31 }",
      `  singapore: { ${singapore}, regions: [asia-southeast1], phase: dual-run }`,
    ].join("\n"),
  );
  expect(liveRegions(currentMandate(), "aws")).toEqual(["us-east-1", "us-west-2"]);
  expect(liveRegions(currentMandate(), "gcp")).toEqual(["asia-southeast1"]);
  expect(liveRegions(currentMandate(), "oci")).toEqual([]);
});

it("gives the classes that data may have", () => {
  writeFileSync(file, "name: us-user-data\nclasses:\n  secret: { countries: [US] }\n  us-user: { countries: [US] }\n");
  process.env["STATESIDE_MANDATE"] = file;
  expect(dataClasses(currentMandate())).toEqual(["secret", "us-user"]);
});

it.each([
  [
    "a stack that isn't in it",
    `  singapore: { ${singapore}, regions: [asia-southeast1], phase: dual-run }`,
    () => centerOf("backup-tokyo", "gcp"),
    `${file}: no center has \`stack: backup-tokyo\`; add it under \`centers\``,
  ],
  [
    "another cloud",
    `  singapore: { ${singapore}, regions: [asia-southeast1], phase: dual-run }`,
    () => centerOf("backup-singapore", "aws"),
    `${file}: center \`singapore\` has cloud \`gcp\` and regions \`asia-southeast1\`; stack \`backup-singapore\` builds one center with cloud \`aws\` and one region`,
  ],
  [
    "two regions",
    `  singapore: { ${singapore}, regions: [asia-southeast1, asia-southeast2], phase: dual-run }`,
    () => centerOf("backup-singapore", "gcp"),
    `${file}: center \`singapore\` has cloud \`gcp\` and regions \`asia-southeast1, asia-southeast2\`; stack \`backup-singapore\` builds one center with cloud \`gcp\` and one region`,
  ],
  [
    "a phase that doesn't exist",
    `  singapore: { ${singapore}, regions: [asia-southeast1], phase: drained }`,
    () => centerOf("backup-singapore", "gcp"),
    `${file}:3:102: unknown phase \`drained\`; use \`dual-run\`, \`backup-only\`, \`draining\` or \`deleted\``,
  ],
])("refuses a mandate with %s", async (_, centers, build, message) => {
  mandate(centers);
  expect(await refusal(build)).toBe(message);
});

it("says which mandate can't be read", async () => {
  process.env["STATESIDE_MANDATE"] = path.join(folder, "none.yaml");
  expect(await refusal(() => centerOf("backup-singapore", "gcp"))).toBe(
    `the mandate can't be read: ENOENT: no such file or directory, open '${path.join(folder, "none.yaml")}'`,
  );
});
