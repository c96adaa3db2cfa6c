import fc from "fast-check";
import type { Resource } from "../../policies/residency/estate";
import type { Judgement } from "../../policies/residency/judgement";
import { isRecord, record, type Value } from "../../policies/residency/values";
import { traceHash } from "../../policies/residency/fingerprint";
import { rules } from "../../policies/rules";
import { usDataFlowsStayInUs } from "../../policies/rules/us-data-flows-stay-in-us";
import { estate } from "../support/estates";
import { flowsOf, flowTerms, verdictOf } from "../support/flows";
import { factsAbout } from "../support/movements";
import { plainName, plans, planOf, resourcesOf, stores, type NameOf, type Plan } from "../support/random-estates";

const terms = flowTerms();
/** Where a class ends, what reaches compute may be another one: here the order of starts would show. */
const declassifying = flowTerms(
  ["Queue", "Function"].reduce(
    (text, type) => `${text}\n  - { from: us-user, at: "*:${type}::*", to: operational, owner: o, reason: r }`,
    "name: t\ndeclassify:",
  ),
);
const settings = { seed: 20261122, numRuns: 80 };

/** Every finding of every rule, without the names of resources: their numbers stand for them. */
function findings(resources: readonly Resource[], nameOf: NameOf = plainName, given = terms): string[] {
  const all = estate(...resources);
  const numbers = new Map(Array.from({ length: 40 }, (_, number) => [nameOf(number), number]));
  return rules
    .flatMap((rule) => [...(rule.judgeEstate?.({ estate: all, ...given }) ?? [])])
    .filter(({ verdict }) => verdict !== "allowed")
    .map((judgement) => {
      const { rule, subject, evidence } = judgement;
      const number = numbers.get(all.find(subject)?.name ?? "") ?? "none";
      return `${rule} ${number} ${evidence.property ?? ""} ${verdictOf(judgement)} ${evidence.trace?.length ?? 0}`;
    })
    .sort();
}

const refusals = (resources: readonly Resource[]) =>
  new Set(
    flowsOf(resources)
      .filter(({ verdict }) => verdict === "refused")
      .map(({ subject, evidence }) => `${subject} ${evidence.property ?? ""} ${evidence.places.join()}`),
  );

/** Free of the default that compute and transfers hold only until something else arrives. */
const addable = (plan: Plan): boolean => plan.label !== "operational";

describe("whatever an estate is made of", () => {
  it("comes to some refusals, some doubts and some ways that are allowed", () => {
    const verdicts = fc
      .sample(plans, { seed: settings.seed, numRuns: 60 })
      .flatMap((all) => flowsOf(resourcesOf(all), terms, true).map(({ verdict }) => verdict));
    for (const verdict of ["refused", "undecided", "allowed"])
      expect(verdicts.filter((one) => one === verdict).length).toBeGreaterThan(5);
  });

  it("has the same findings in whatever order its resources come", () => {
    const ordered = plans.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all.keys()], { minLength: all.length })),
    );
    fc.assert(
      fc.property(ordered, ([all, order]) => {
        const resources = resourcesOf(all);
        const shuffled = order.flatMap((number) => resources[number] ?? []);
        for (const given of [terms, declassifying])
          expect(findings(shuffled, plainName, given)).toEqual(findings(resources, plainName, given));
      }),
      settings,
    );
  });

  it("has the same findings whatever its resources are called", () => {
    const odd: NameOf = (number) => ["constructor", "__proto__", "a b", "é", "*"][number] ?? `zz${99 - number}`;
    fc.assert(
      fc.property(plans, (all) => {
        expect(findings(resourcesOf(all, odd), odd)).toEqual(findings(resourcesOf(all)));
      }),
      settings,
    );
  });

  it("has only findings of places, labels and types where no tables of movements are", () => {
    const still = { ...terms, movements: { of: () => [], whyNone: () => undefined } };
    const withoutReferences = (resources: readonly Resource[]) =>
      resources.map((one) => ({ ...one, references: new Map() }));
    fc.assert(
      fc.property(plans, (all) => {
        const found = findings(withoutReferences(resourcesOf(all)), plainName, still);
        expect(found.filter((text) => text.startsWith(usDataFlowsStayInUs.name))).toEqual([]);
      }),
      settings,
    );
  });

  // Two kinds of additions can end a refusal. A transfer or compute without a declared class carries what certainly
  // reaches it in place of the default, so a way to it from data that is free ends its own. And a resource with the name
  // that a text meant is then what is meant. So what is added has a name of its own and data that is restricted.
  it("keeps its refusals when a store of restricted data is added", () => {
    const added = fc.tuple(plans, planOf(fc.constantFrom(...stores)).filter(addable));
    fc.assert(
      fc.property(added, ([all, more]) => {
        // Numbers above the estate's, so that what others name stays what it was.
        const before = resourcesOf(all);
        const after = [...before, ...resourcesOf([more], () => "added")];
        for (const refusal of refusals(before)) expect(refusals(after)).toContain(refusal);
      }),
      settings,
    );
  });

  it("keeps its refusals when a way from restricted data is added", () => {
    fc.assert(
      fc.property(plans, planOf(fc.constantFrom("notification", "replication")), fc.nat(20), (all, way, number) => {
        const holder: Plan = { ...way, kind: "bucket", label: "us-user", target: { number: 0, as: "absent" } };
        const numbered = (number % all.length) + 1;
        const shifted = all.map((plan) => ({
          ...plan,
          source: { ...plan.source, number: (plan.source.number % all.length) + 1 },
          target: { ...plan.target, number: (plan.target.number % all.length) + 1 },
        }));
        const before = resourcesOf([holder, ...shifted, holder]);
        const added: Plan = {
          ...way,
          ignores: false,
          source: { number: 0, as: "output" },
          target: { number: numbered, as: "output" },
        };
        const after = resourcesOf([holder, ...shifted, added]);
        const was = refusals(before.slice(0, -1));
        for (const refusal of was) expect(refusals(after)).toContain(refusal);
      }),
      settings,
    );
  });

  it("has no worse a finding in the half of one resource than in that of the estate", () => {
    fc.assert(
      fc.property(plans, (all) => {
        const resources = resourcesOf(all);
        const known = refusals(resources);
        for (const resource of resources) {
          const alone: readonly Judgement[] = [
            ...(usDataFlowsStayInUs.judgeResource?.({ resource, ancestors: [], ...terms }) ?? []),
          ];
          for (const { subject, verdict, evidence } of alone) {
            expect(verdict).toBe("refused");
            expect(known).toContain(`${subject} ${evidence.property ?? ""} ${evidence.places.join()}`);
          }
        }
      }),
      settings,
    );
  });

  it("has the same findings whichever of two equal labels says a class", () => {
    const viaProvider = (resource: Resource): Resource => {
      const tags: Value | undefined = resource.inputs["tags"];
      if (tags === undefined || !isRecord(tags) || resource.provider?.package !== "aws") return resource;
      const { provider } = resource;
      const inputs = record(Object.entries(resource.inputs).filter(([key]) => key !== "tags"));
      return {
        ...resource,
        inputs,
        provider: {
          ...provider,
          inputs: record([...Object.entries(provider.inputs), ["defaultTags", record([["tags", tags]])]]),
        },
      };
    };
    fc.assert(
      fc.property(plans, (all) => {
        const resources = resourcesOf(all);
        expect(findings(resources.map(viaProvider))).toEqual(findings(resources));
      }),
      settings,
    );
  });
});

describe("every trace", () => {
  it("is of movements of the estate, starts where its class does, is connected and ends at the sink", () => {
    fc.assert(
      fc.property(plans, (all) => {
        const resources = resourcesOf(all);
        const facts = factsAbout(resources, terms);
        const made = new Set(
          facts.movements().map(({ by, from, property, kind }) => `${by.urn} ${from.urn} ${property} ${kind}`),
        );
        for (const { subject, evidence } of flowsOf(resources)) {
          const trace = evidence.trace ?? [];
          expect(trace.length).toBeGreaterThan(0);
          trace.forEach((hop, index) => {
            expect(made).toContain(`${hop.by} ${hop.from} ${hop.property} ${hop.kind}`);
            if (index > 0) expect(hop.from).toBe(trace[index - 1]?.to);
          });
          const [first, last] = [trace[0], trace.at(-1)];
          const start = resources.find(({ urn }) => urn === first?.from);
          expect(start && facts.rowOf(start)?.role).toMatch(/^(store|compute|transfer)$/);
          expect(start && [...facts.carriedBy(start).values()].some(({ by }) => by === undefined)).toBe(true);
          expect(last?.by).toBe(subject);
          expect(last?.property).toBe(evidence.property);
          expect(last?.place ?? "").toBe(evidence.places.join(" "));
          expect(new Set(trace.map(({ from }) => from)).size).toBe(trace.length);
        }
      }),
      settings,
    );
  });

  it("has the same hash in every stack, and another one when any hop changes", () => {
    const inStack = (resource: Resource, stack: string): Resource => ({
      ...resource,
      stack,
      urn: resource.urn.replace(":dev::", `:${stack}::`),
    });
    fc.assert(
      fc.property(plans, (all) => {
        for (const { evidence } of flowsOf(resourcesOf(all))) {
          const trace = evidence.trace ?? [];
          const hash = traceHash(trace);
          const renamed = (urn: string) => inStack({ urn } as Resource, "prod").urn;
          const elsewhere = trace.map((hop) => ({
            ...hop,
            from: renamed(hop.from),
            by: renamed(hop.by),
            ...(hop.to !== undefined && { to: renamed(hop.to) }),
          }));
          expect(traceHash(elsewhere)).toBe(hash);
          const changes = trace.flatMap((hop, index) =>
            [
              { ...hop, from: `${hop.from}x` },
              { ...hop, to: `${hop.to ?? ""}x` },
              { ...hop, by: `${hop.by}x` },
              { ...hop, property: `${hop.property}x` },
              { ...hop, kind: `${hop.kind}x` },
              { ...hop, place: `${hop.place ?? ""}x` },
              { ...hop, certainty: hop.certainty === "certain" ? ("possible" as const) : ("certain" as const) },
            ].map((changed) => trace.with(index, changed)),
          );
          for (const changed of [...changes, trace.slice(1), [...trace, ...trace]])
            expect(traceHash(changed)).not.toBe(hash);
        }
      }),
      settings,
    );
  });
});
