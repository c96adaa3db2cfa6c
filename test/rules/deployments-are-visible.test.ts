import { loadCatalog } from "../../policies/residency/catalog";
import type { Resource } from "../../policies/residency/estate";
import { Secret, Unknown } from "../../policies/residency/values";
import { judge } from "../../policies/rules/judge";
import { deploymentsAreVisible } from "../../policies/rules/deployments-are-visible";
import { estate, resource } from "../support/estates";
import { termsOf } from "../support/terms";

const terms = { ...termsOf(), catalog: loadCatalog() };
const judged = (...subjects: readonly Resource[]) => [
  ...(deploymentsAreVisible.judgeEstate?.({ estate: estate(...subjects), ...terms }) ?? []),
];
const stack = (inputs: Readonly<Record<string, unknown>> = {}, more: Partial<Resource> = {}) =>
  resource("aws:cloudformation/stack:Stack", "legacy", inputs, more);

describe("deployments-are-visible", () => {
  it("is undecided about a CloudFormation stack, and says that its template isn't looked into", () => {
    expect(judged(stack({ templateBody: "Resources: {}" }))).toEqual([
      {
        rule: "deployments-are-visible",
        subject: "urn:pulumi:dev::shop::aws:cloudformation/stack:Stack::legacy",
        verdict: "undecided",
        cause: "not-seen",
        evidence: {
          message:
            'stack "legacy" deploys what a template declares, so that the resources in it can\'t be seen; its `templateBody` is not looked into',
          places: [],
          property: "templateBody",
        },
      },
    ]);
  });

  it.each([
    ["elsewhere", { templateUrl: "https://example.com/t.yaml" }, undefined],
    ["not known yet", { templateBody: new Unknown("not-yet-known") }, "templateBody"],
    ["a secret", { templateBody: new Secret("password") }, "templateBody"],
  ])("is undecided just as well where the template is %s, and never shows it", (_, inputs, property) => {
    const [judgement, ...others] = judged(stack(inputs));
    expect(judgement).toMatchObject({ verdict: "undecided", cause: "not-seen" });
    expect(judgement?.evidence.property).toBe(property);
    expect(judgement?.evidence.message).not.toContain("password");
    expect(others).toEqual([]);
  });

  it.each([
    ["aws:cloudformation/stackSet:StackSet", "stack set", "deploys what a template declares"],
    ["aws:cloudformation/stackSetInstance:StackSetInstance", "stack set instance", "deploys what a template declares"],
    ["aws:servicecatalog/provisionedProduct:ProvisionedProduct", "provisioned product", "deploys what a template"],
    ["aws:controltower/landingZone:LandingZone", "landing zone", "deploys a ready-made setup"],
    ["aws:eks/capability:Capability", "capability", "deploys what is declared elsewhere"],
    ["aws:cloudcontrol/resource:Resource", "resource", "makes a resource of a type that an input names"],
    ["gcp:deploymentmanager/deployment:Deployment", "deployment", "deploys what a template declares"],
    ["gcp:configdeployment/deployment:Deployment", "deployment", "deploys what a template declares"],
    ["oci:FleetAppsManagement/provision:Provision", "provision", "deploys what a template declares"],
    ["kubernetes:helm.sh/v3:Release", "release", "deploys what a template declares"],
    ["command:local:Command", "command", "runs commands"],
    ["command:remote:Command", "command", "runs commands"],
    ["docker:index/container:Container", "container", "runs a container"],
  ])("is undecided about %s", (type, noun, does) => {
    expect(judged(resource(type, "x"))).toMatchObject([
      {
        verdict: "undecided",
        cause: "not-seen",
        evidence: { message: expect.stringContaining(`${noun} "x" ${does}`) as unknown },
      },
    ]);
  });

  it("never shows a script, and names what to do about it", () => {
    const [judgement] = judged(resource("command:local:Command", "make", { create: "aws s3 mb s3://hidden" }));
    expect(judgement?.evidence).toEqual({
      message: 'command "make" runs commands, so that what they make can\'t be seen; its `create` is not looked into',
      places: [],
      property: "create",
      remedy: "declare what the commands make as resources of a program",
    });
  });

  it("counts a fleet's feature only where it syncs from elsewhere", () => {
    const feature = (inputs: Readonly<Record<string, unknown>>) =>
      judged(resource("gcp:gkehub/featureMembership:FeatureMembership", "f", inputs)).map(({ verdict }) => verdict);
    expect(feature({ mesh: { management: "MANAGEMENT_AUTOMATIC" } })).toEqual(["allowed"]);
    expect(feature({ configmanagement: { configSync: { git: { syncRepo: "r" } } } })).toEqual(["undecided"]);
    expect(feature({ configmanagement: new Unknown("not-yet-known") })).toEqual(["undecided"]);
  });

  it("allows what deploys nothing unseen", () => {
    expect(judged(resource("aws:s3/bucket:Bucket", "b"))).toMatchObject([
      { verdict: "allowed", evidence: { message: 'bucket "b" deploys nothing unseen' } },
    ]);
  });

  it.each(["read", "component", "remote", "provider", "stack"] as const)("says nothing of a %s", (kind) => {
    expect(judged(stack({ templateBody: "" }, { kind }))).toEqual([]);
  });

  it("leaves a type that nobody has judged to types-are-known", () => {
    expect(judged(resource("my:own:Deployer", "d"))).toEqual([]);
  });

  it("says nothing before creation, as nothing is certain", () => {
    expect(deploymentsAreVisible.judgeResource).toBeUndefined();
  });

  it("blocks, unless the mandate lets what isn't seen pass with a warning", () => {
    const effects = (mandate?: string) =>
      judge(estate(stack()), [deploymentsAreVisible], { ...termsOf(mandate), catalog: loadCatalog() }).findings.map(
        ({ effect, remedy }) => [effect, remedy],
      );
    expect(effects()).toEqual([["block", "declare what it deploys as resources of a program"]]);
    expect(effects("name: test\neffects: { not-seen: warn }")[0]?.[0]).toBe("warn");
  });
});
