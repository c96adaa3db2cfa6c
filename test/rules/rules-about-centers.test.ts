import fc from "fast-check";
import { buildEstate, type Resource } from "../../policies/residency/estate";
import { backupsOnlyReceive } from "../../policies/rules/backups-only-receive";
import { backupsStayInDeclaredCenters } from "../../policies/rules/backups-stay-in-declared-centers";
import { judge } from "../../policies/rules/judge";
import { primaryIsOracle } from "../../policies/rules/primary-is-oracle";
import { usDataHasASecondUsRegion } from "../../policies/rules/us-data-has-a-second-us-region";
import { phaseTerms, primary } from "../support/phases";
import { plans, resourcesOf } from "../support/random-estates";

const rules = [primaryIsOracle, backupsStayInDeclaredCenters, backupsOnlyReceive, usDataHasASecondUsRegion];
const terms = phaseTerms(`
name: test
${primary}
centers:
  virginia: { kind: backup, stack: dev, cloud: aws, regions: [us-east-1], phase: backup-only }
  carolina: { kind: legacy, stack: dev, cloud: gcp, regions: [us-east1], phase: dual-run }
`);

const estateOf = (resources: readonly Resource[]) =>
  buildEstate("organization", [{ name: "dev", project: "shop" }], resources, []);
const found = (resources: readonly Resource[]) =>
  judge(estateOf(resources), rules, terms)
    .findings.map(({ rule, verdict, cause, fingerprint }) => [rule, verdict, cause, fingerprint].join(" "))
    .sort();

describe("the rules about the primary and its centers, in estates of any kind", () => {
  it("say the same whatever the order of resources", () => {
    fc.assert(
      fc.property(plans, fc.nat(), (all, turn) => {
        const resources = resourcesOf(all);
        const at = turn % resources.length;
        const turned = [...resources.slice(at), ...resources.slice(0, at)].reverse();
        expect(found(turned)).toEqual(found(resources));
      }),
      { numRuns: 100 },
    );
  });

  it("refuse nothing of one resource alone that the whole estate doesn't", () => {
    fc.assert(
      fc.property(plans, (all) => {
        const resources = resourcesOf(all);
        const whole = [...(primaryIsOracle.judgeEstate?.({ estate: estateOf(resources), ...terms }) ?? [])];
        for (const resource of resources) {
          for (const alone of primaryIsOracle.judgeResource?.({ resource, ancestors: [], ...terms }) ?? []) {
            expect(whole).toContainEqual(alone);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
