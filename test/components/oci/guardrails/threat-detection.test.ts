import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { detectionStatements } from "../../../../components/oci/guardrails/detection-statements";
import { ThreatDetection } from "../../../../components/oci/guardrails/threat-detection";
import type { ThreatDetectionArgs } from "../../../../components/oci/guardrails/threat-detection";
import { record, refusal, upkeep } from "../../recorder";
import type { Seen } from "../../recorder";

type Change = Partial<Omit<ThreatDetectionArgs, "homeProvider">>;

function build(seen: Seen, change: Change = {}): ThreatDetection {
  return new ThreatDetection(
    "enclave",
    {
      dataClass: "us-user",
      owner: "security",
      tenancyId: "ocid1.tenancy.oc1..aaaa",
      enclaveName: "us-enclave",
      region: "us-phoenix-1",
      homeProvider: new Provider("home", { region: "us-ashburn-1" }),
      enclaveCompartmentId: output("ocid1.compartment.oc1..enclave"),
      auditCompartmentId: "ocid1.compartment.oc1..audit",
      contact: "security@example.com",
      noticeClass: "operational",
      ...change,
    },
    { ...seen, provider: new Provider("reporting", { region: "us-phoenix-1" }) },
  );
}

const tagged = (dataClass: string) => ({
  freeformTags: { "data-class": dataClass, owner: "security" },
  definedTags: { "stateside.data-class": dataClass, "stateside.owner": "security" },
});
const child = {
  parent: "stateside:oci:ThreatDetection enclave",
  provider: "reporting",
  protect: false,
  after: [],
  deletedWith: undefined,
};
const cloudGuard = "oci:CloudGuard/cloudGuardConfiguration:CloudGuardConfiguration enclave";

it("switches Cloud Guard on in the region, once it may read, and watches the enclave", async () => {
  const [first, ...children] = await record(build);
  expect(first).toMatchObject({
    type: "stateside:oci:ThreatDetection",
    inputs: { dataClass: "us-user", owner: "security" },
  });
  expect(children.slice(0, 3)).toEqual([
    {
      ...child,
      type: "oci:Identity/policy:Policy",
      name: "enclave",
      inputs: {
        compartmentId: "ocid1.tenancy.oc1..aaaa",
        name: "us-enclave-cloud-guard",
        description: "Lets Cloud Guard read what it looks for problems in",
        statements: detectionStatements(),
        ...tagged("us-user"),
      },
      provider: "home",
    },
    {
      ...child,
      type: "oci:CloudGuard/cloudGuardConfiguration:CloudGuardConfiguration",
      name: "enclave",
      inputs: {
        compartmentId: "ocid1.tenancy.oc1..aaaa",
        reportingRegion: "us-phoenix-1",
        status: "ENABLED",
        selfManageResources: false,
      },
      after: ["oci:Identity/policy:Policy enclave"],
    },
    {
      ...child,
      type: "oci:CloudGuard/target:Target",
      name: "enclave",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..enclave",
        displayName: "us-enclave",
        description: "The enclave, with all that is in it",
        targetResourceId: "ocid1.compartment.oc1..enclave",
        targetResourceType: "COMPARTMENT",
        targetDetectorRecipes: [
          { detectorRecipeId: "ocid1.cloudguarddetectorrecipe.oc1..oci-threat-detector-recipe" },
          { detectorRecipeId: "ocid1.cloudguarddetectorrecipe.oc1..oci-configuration-detector-recipe" },
          { detectorRecipeId: "ocid1.cloudguarddetectorrecipe.oc1..oci-activity-detector-recipe" },
        ],
        targetResponderRecipes: [{ responderRecipeId: "ocid1.cloudguardresponderrecipe.oc1..oci-responder-recipe" }],
        ...tagged("us-user"),
      },
      after: [cloudGuard],
    },
  ]);
});

it("mails each problem of the enclave, as a notice without content", async () => {
  const [, ...children] = await record(build);
  expect(children.slice(3)).toEqual([
    {
      ...child,
      type: "oci:Ons/notificationTopic:NotificationTopic",
      name: "enclave",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..audit",
        name: "us-enclave-security",
        description: "Problems that Cloud Guard finds in the enclave",
        ...tagged("operational"),
      },
    },
    {
      ...child,
      type: "oci:Ons/subscription:Subscription",
      name: "enclave",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..audit",
        topicId: "enclave-id",
        protocol: "EMAIL",
        endpoint: "security@example.com",
        ...tagged("operational"),
      },
    },
    {
      ...child,
      type: "oci:Events/rule:Rule",
      name: "enclave",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..enclave",
        displayName: "us-enclave-cloud-guard-problems",
        description: "Tells those who answer for the enclave's security of each problem",
        condition: JSON.stringify({
          eventType: [
            "com.oraclecloud.cloudguard.problemdetected",
            "com.oraclecloud.cloudguard.problemdismissed",
            "com.oraclecloud.cloudguard.problemremediated",
            "com.oraclecloud.cloudguard.problemthresholdreached",
          ],
        }),
        isEnabled: true,
        actions: { actions: [{ actionType: "ONS", isEnabled: true, topicId: "enclave-id" }] },
        ...tagged("operational"),
      },
    },
  ]);
});

it("gives up the enclave's target before it declares another, as a compartment has one", async () => {
  expect(await upkeep(build)).toEqual({ "oci:CloudGuard/target:Target enclave": { deleteBeforeReplace: true } });
});

it("says which recipe makes an event of a problem, for the targets that are Cloud Guard's own", async () => {
  const given: string[] = [];
  await record((seen) => build(seen).responderRecipeId.apply((id) => given.push(id)));
  expect(given).toEqual(["ocid1.cloudguardresponderrecipe.oc1..oci-responder-recipe"]);
});

it("names the topic without the periods that a compartment's name may have", async () => {
  const children = await record((seen) => build(seen, { enclaveName: "acme.us" }));
  const [topic] = children.filter(({ type }) => type === "oci:Ons/notificationTopic:NotificationTopic");
  expect(topic?.inputs["name"]).toBe("acme-us-security");
});

it("lets Cloud Guard alone read, and change nothing but rules of its own", () => {
  const statements = detectionStatements();
  for (const statement of statements) expect(statement).toMatch(/^Allow service cloudguard to /);
  expect(statements.filter((statement) => !statement.startsWith("Allow service cloudguard to read "))).toEqual([
    "Allow service cloudguard to use network-security-groups in tenancy",
    "Allow service cloudguard to manage cloudevents-rules in tenancy where target.rule.type = 'managed'",
  ]);
  expect(statements.length).toBeLessThanOrEqual(50);
});

it.each<[Change, string]>([
  [
    { region: "eu-frankfurt-1" },
    "`region` is `eu-frankfurt-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [{ contact: "security" }, "`contact` is `security`; use an e-mail address, `<name>@<domain>`"],
  [
    { noticeClass: "No Content" },
    "`noticeClass` is `No Content`; use 1 to 63 lower-case letters, digits, hyphens and underscores, a letter first",
  ],
  [
    { auditCompartmentId: "audit" },
    "`auditCompartmentId` is `audit`; use the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`threat detection \`enclave\`: ${message}`);
});
