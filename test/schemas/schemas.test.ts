import Ajv from "ajv/dist/2020";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { renderJson } from "../../cli/reports/json";
import { parseMandate } from "../../policies/residency/mandate";
import { judgedKeys } from "../../policies/residency/mandate-form";
import { laterKeys } from "../../policies/residency/mandate-later";
import { parseWaivers } from "../../policies/residency/waivers";
import { waiverKeys } from "../../policies/residency/waivers-form";
import { goldenResult } from "../cli/golden/result";
import { hostileResult } from "../cli/hostile";
import { mandateSchema } from "./mandate-schema";
import { resultSchema } from "./result-schema";
import { waiversSchema } from "./waivers-schema";
import { folder, published, textOf } from "./write";

const root = path.join(__dirname, "../..");
const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true, strictRequired: false });
ajv.addFormat("date", /^\d{4}-\d\d-\d\d$/);
const mandateForm = ajv.compile(mandateSchema);
const waiversForm = ajv.compile(waiversSchema);
const resultForm = ajv.compile(resultSchema);

/** Every file of a name in the project. */
function filesNamed(name: string): string[] {
  const all = readdirSync(path.join(root, "test"), { recursive: true, encoding: "utf8" });
  const beside = readdirSync(root).filter((file) => file === name);
  return [...beside, ...all.filter((file) => path.basename(file) === name).map((file) => path.join("test", file))].filter(
    (file) => !file.includes("node_modules") && !file.includes("/broken-"),
  );
}

const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const who = "owner: data-platform, reason: reviewed";
const center = (more = "") =>
  `centers: { a: { kind: backup, stack: b, cloud: aws, regions: [us-east-1], phase: dual-run${more} } }`;
const waiver =
  "finding: 7f3a91c2b4d50e16, rule: types-are-known, stack: dev, owner: a, approver: b, reason: c, ticket: d, created: 2026-01-01, expires: 2026-02-01";

describe("a published schema", () => {
  it.each(Object.entries(published))("is as `npm run schemas` writes it: %s", (file, schema) => {
    expect(readFileSync(path.join(folder, file), "utf8")).toBe(textOf(schema));
  });

  it("has the keys that are read, and no others", () => {
    // SAFETY: both schemas were made from mappings.
    const keys = (schema: object) => Object.keys((schema as { properties: object }).properties).toSorted();
    expect(keys(mandateSchema)).toEqual([...judgedKeys, ...laterKeys].toSorted());
    // SAFETY: a list of mappings.
    expect(keys((waiversSchema as { items: object }).items)).toEqual([...waiverKeys].toSorted());
  });

  it.each(filesNamed("mandate.yaml"))("accepts %s, as the reader does", (file) => {
    expect(parseMandate(read(file), file)).not.toHaveProperty("errors");
    mandateForm(parse(read(file)));
    expect(mandateForm.errors).toBeNull();
  });

  it.each(filesNamed("waivers.yaml"))("accepts %s, as the reader does", (file) => {
    expect(parseWaivers(read(file), file)).not.toHaveProperty("errors");
    waiversForm(parse(read(file)) ?? null);
    expect(waiversForm.errors).toBeNull();
  });

  it.each([
    ["one of everything", goldenResult()],
    ["hostile names", hostileResult()],
  ])("accepts a result with %s", (_, result) => {
    resultForm(JSON.parse(renderJson(result)));
    expect(resultForm.errors).toBeNull();
  });

  it("accepts a result of a later version 1, which has more fields", () => {
    expect(resultForm({ ...goldenResult(), later: [] })).toBe(true);
  });

  it.each([
    ["no verdict", { verdict: undefined }],
    ["another version", { version: 2 }],
    ["a finding without a rule", { findings: [{ ...goldenResult().findings[0], rule: undefined }] }],
  ])("refuses a result with %s", (_, wrong) => {
    expect(resultForm({ ...goldenResult(), ...wrong })).toBe(false);
  });

  it.each([
    ["no name", "classes: {}"],
    ["another key", "name: test\ncentres: {}"],
    ["a blank name", 'name: " "'],
    ["a class without countries", "name: test\nclasses: { us-user: {} }"],
    ["a class of no country", "name: test\nclasses: { us-user: { countries: [] } }"],
    ["a class anywhere for no reason", "name: test\nclasses: { us-user: { countries: any } }"],
    ["a class in capitals", "name: test\nclasses: { us-user: { countries: [US] }, EU: { countries: [DE] } }"],
    ["an effect of no cause", "name: test\neffects: { unknown: warn }"],
    ["an unknown effect", "name: test\neffects: { possible: ignore }"],
    ["an unknown word for labels", "name: test\nloweringLabels: maybe"],
    ["a declassification without an owner", "name: test\ndeclassify: [{ from: us-user, at: x, to: operational, reason: y }]"],
    ["a scope entry about nothing", `name: test\nscope: [{ class: operational, ${who} }]`],
    ["a scope entry without a class", `name: test\nscope: [{ stack: a, ${who} }]`],
    ["a glob that is too long", `name: test\nscope: [{ stack: ${"a".repeat(301)}, class: operational, ${who} }]`],
    ["a row of an unknown role", 'name: test\ncatalog: [{ type: "a:b:C", role: stored, location: global, because: x }]'],
    ["a row of no reason", 'name: test\ncatalog: [{ type: "a:b:C", role: control, location: global }]'],
    ["a site without a country", "name: test\nsites: [{ cloud: aws, at: x, reason: y }]"],
    ["a site of another cloud", "name: test\nsites: [{ cloud: azure, at: x, country: US, reason: y }]"],
    ["territories in a word", "name: test\nterritories: sometimes"],
    ["a primary without regions", "name: test\nprimary: { stack: a, cloud: oci }"],
    ["a primary since no day", "name: test\nprimary: { stack: a, cloud: oci, regions: [us-ashburn-1], since: 2022-13-01 }"],
    ["a center of an unknown kind", `name: test\n${center().replace("kind: backup", "kind: spare")}`],
    ["a center of an unknown phase", `name: test\n${center().replace("dual-run", "idle")}`],
    ["a draining center without an end", `name: test\n${center().replace("dual-run", "draining")}`],
    ["an exception without an approver", `name: test\n${center(", exception: { owner: a, reason: b, ticket: c, created: 2026-01-01, expires: 2026-01-02 }")}`],
    ["an approver twice", "name: test\napprovers: [a, a]"],
    ["a duty of no rule", "name: test\nduties: { some-rule: a }"],
    ["a duty of a rule of each stack", "name: test\nduties: { us-data-stays-in-us: a }"],
    ["gatekeepers of no cloud", "name: test\ngatekeepers: { azure: [a] }"],
    ["records of no month", "name: test\nrecords: { auditLogMonths: 0 }"],
    ["an unknown vendor approval", "name: test\nvendorApproval: absent"],
  ])("refuses, as the reader does, a mandate with %s", (_, text) => {
    expect(parseMandate(text, "mandate.yaml")).toHaveProperty("errors");
    expect(mandateForm(parse(text))).toBe(false);
  });

  it.each([
    ["no finding", waiver.replace("finding: 7f3a91c2b4d50e16, ", "")],
    ["a finding in part", waiver.replace("7f3a91c2b4d50e16", "7f3a91c2")],
    ["an unknown rule", waiver.replace("types-are-known", "types-are-unknown")],
    ["the rule about waivers", waiver.replace("types-are-known", "waivers-are-valid")],
    ["another key", `${waiver}, until: 2026-02-01`],
    ["a stack that none can be called", waiver.replace(/stack: [^,]+/, "stack: our stack")],
    ["a day of no calendar", waiver.replace("2026-02-01", "2026-02-32")],
    ["a trace that is no hash", `${waiver}, traceHash: changed`],
  ])("refuses, as the reader does, a waiver with %s", (_, text) => {
    expect(parseWaivers(`[{ ${text} }]`, "waivers.yaml")).toHaveProperty("errors");
    expect(waiversForm(parse(`[{ ${text} }]`))).toBe(false);
  });

  it("accepts a waiver that is whole", () => {
    expect(parseWaivers(`[{ ${waiver} }]`, "waivers.yaml")).not.toHaveProperty("errors");
    expect(waiversForm(parse(`[{ ${waiver} }]`))).toBe(true);
  });
});

describe("the mandate that the project ships", () => {
  it("tells editors its schema, which is there", () => {
    const [, file] = /^# yaml-language-server: \$schema=(.+)$/m.exec(read("mandate.yaml")) ?? [];
    expect(file).toBe("./schemas/mandate.schema.json");
    expect(published).toHaveProperty([path.basename(file ?? "")]);
  });
});
