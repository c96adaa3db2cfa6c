import fc from "fast-check";
import { quotaFamilies } from "../../../../components/oci/guardrails/quota-families";
import { planQuotas } from "../../../../components/oci/guardrails/quota-statements";
import { placeRows } from "../../../../policies/residency/geography";

const form =
  /^zero ([a-z-]+) quotas in (tenancy|compartment [A-Za-z0-9._-]+) where (?:all \{(.+)\}|(request\.region .+))$/;
const term = /^request\.region != '([a-z0-9-]+)'$/;

/** A statement, taken apart. */
function parsed(statement: string) {
  const [, family = "", reach = "", several, single = ""] = form.exec(statement) ?? [];
  const open = (several?.split(", ") ?? [single]).map((each) => term.exec(each)?.[1] ?? `unreadable: ${statement}`);
  return { family, reach, open: new Set(open) };
}

const planned = (name: string | undefined, allowed: readonly string[]) =>
  planQuotas(name, allowed).flatMap(({ statements }) => statements.map(parsed));

/** The families that are forbidden in a region, sorted. */
const forbidden = (statements: ReturnType<typeof planned>, region: string) =>
  statements.flatMap(({ family, open }) => (open.has(region) ? [] : [family])).sort();

const regions = placeRows().filter(({ cloud, realm, kind }) => cloud === "oci" && realm === "oc1" && kind === "region");
const isUs = ({ countries }: (typeof regions)[number]) => countries?.every((country) => country === "US") === true;
const ids = (rows: typeof regions) => rows.map(({ id }) => id);
const us = ids(regions.filter(isUs));
const foreign = ids(regions.filter((row) => !isUs(row)));
const families = quotaFamilies.map(({ name }) => name).sort();

const open = fc.subarray(us, { minLength: 1 });
const compartment = fc.option(fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/), { nil: undefined });

it("zeroes every family once in every foreign region, whether its country is known or not", () => {
  expect(foreign).toEqual(expect.arrayContaining(["ap-singapore-1", "ca-toronto-1", "us-lenexa-1"]));
  fc.assert(
    fc.property(compartment, open, (name, allowed) => {
      const statements = planned(name, allowed);
      expect(foreign.map((region) => forbidden(statements, region))).toEqual(foreign.map(() => families));
    }),
  );
});

it("zeroes every family once in every region that is still to come", () => {
  fc.assert(
    fc.property(open, fc.stringMatching(/^[a-z]{2}-[a-z]{3,12}-\d$/), (allowed, region) => {
      fc.pre(!allowed.includes(region));
      expect(forbidden(planned("us-enclave", allowed), region)).toEqual(families);
    }),
  );
});

it("zeroes nothing in the regions that stay open, named once or twice", () => {
  fc.assert(
    fc.property(compartment, open, (name, allowed) => {
      const statements = planned(name, [...allowed, ...allowed]);
      expect(allowed.flatMap((region) => forbidden(statements, region))).toEqual([]);
      for (const { open: regionsLeft } of statements) expect(regionsLeft).toEqual(new Set(allowed));
    }),
  );
});

it("holds in the compartment alone, else in the tenancy", () => {
  fc.assert(
    fc.property(compartment, open, (name, allowed) => {
      const reach = name === undefined ? "tenancy" : `compartment ${name}`;
      expect(new Set(planned(name, allowed).map((statement) => statement.reach))).toEqual(new Set([reach]));
    }),
  );
});

it("makes one quota a kind, each with no more statements than an access policy may have", () => {
  const quotas = planQuotas("us-enclave", us);
  expect(quotas.map(({ kind }) => kind)).toEqual(["compute", "storage", "database", "network", "service"]);
  for (const { statements } of quotas) expect(statements.length).toBeLessThanOrEqual(50);
});

it("lists each family once, with the page that names it", () => {
  expect(new Set(families).size).toBe(families.length);
  for (const { source } of quotaFamilies) expect(source).toMatch(/^https:\/\/docs\.oracle\.com\/\S+$/);
  expect(families).toEqual(
    expect.arrayContaining(["block-storage", "compute-core", "database", "filesystem", "kms", "object-storage", "vcn"]),
  );
});
