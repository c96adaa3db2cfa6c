import { detectionStatements } from "../../../../components/oci/guardrails/detection-statements";
import { planQuotas } from "../../../../components/oci/guardrails/quota-statements";
import { zonePolicies } from "../../../../components/oci/guardrails/security-zone";
import type { Invariant } from "../invariant";
import { about, at, fields, members, named, rows, some, text, texts, Unmet, type Fields } from "../reading";

const regions = ["us-ashburn-1", "us-phoenix-1"];

export const quotasAreComplete: Invariant = {
  name: "quotas-are-complete",
  says: "every family of services is zeroed outside the enclave's regions",
  *problems(enclave) {
    const found = some(enclave, "oci:Limits/quota").flatMap((each) => texts(each, "statements"));
    for (const wanted of planQuotas("us-enclave", regions).flatMap(({ statements }) => statements)) {
      if (!found.includes(wanted)) yield `there is no ${wanted}`;
    }
  },
};

export const zonesCoverWhatIsKept: Invariant = {
  name: "zones-cover-what-is-kept",
  says: "the compartments with data, keys and evidence are security zones, with every policy of the recipe",
  *problems(enclave) {
    const zones = some(enclave, "oci:CloudGuard/securityZone");
    for (const part of ["data", "keys", "audit"]) {
      const compartment = named(enclave, "oci:Identity/compartment", `enclave-${part}`).urn;
      const zone = zones.find((each) => at(each, "compartmentId") === compartment);
      const recipe = enclave.find(at(zone?.inputs ?? {}, "securityZoneRecipeId"));
      if (recipe === undefined) yield `enclave-${part} is no zone with a recipe`;
      else if (members(recipe, "securityPolicies").length !== zonePolicies.length)
        yield `${about(recipe)} lacks policies`;
    }
  },
};

export const problemsAreTold: Invariant = {
  name: "problems-are-told",
  says: "Cloud Guard watches the enclave, gathers what it finds in the United States, and tells those who answer for it",
  *problems(enclave) {
    const guard = named(enclave, "oci:CloudGuard/cloudGuardConfiguration", "enclave");
    if (at(guard, "status") !== "ENABLED") yield "Cloud Guard is off";
    if (!text(guard, "reportingRegion").startsWith("us-")) yield "Cloud Guard doesn't report in the United States";
    const target = named(enclave, "oci:CloudGuard/target", "enclave");
    const watched = enclave.find(at(target, "targetResourceId"));
    if (watched?.name !== "enclave") yield "Cloud Guard doesn't watch the enclave";
    if (members(target, "targetDetectorRecipes").length !== 3) yield "Cloud Guard lacks detectors";
    if (members(target, "targetResponderRecipes").length !== 1) yield "Cloud Guard has no responder";
    const granted = some(enclave, "oci:Identity/policy").flatMap((each) => texts(each, "statements"));
    for (const wanted of detectionStatements()) if (!granted.includes(wanted)) yield `there is no ${wanted}`;
    const rule = named(enclave, "oci:Events/rule", "enclave");
    if (at(rule, "isEnabled") !== true || !text(rule, "condition").includes("cloudguard.problemdetected")) {
      yield "no event says that there is a problem";
    }
    const actions = rows(rule, "actions.actions").filter((action) => action["isEnabled"] === true);
    const topics = actions.map((action) => enclave.find(action["topicId"])?.urn);
    const told = some(enclave, "oci:Ons/subscription").filter(
      (each) => topics.includes(text(each, "topicId")) && text(each, "endpoint") !== "",
    );
    if (told.length === 0) yield "nobody is told of problems";
  },
};

export const auditEventsAreKept: Invariant = {
  name: "audit-events-are-kept",
  says: "the tenancy keeps audit events for a year",
  *problems(enclave) {
    const days = Number(at(named(enclave, "oci:Audit/configuration", "tenancy"), "retentionPeriodDays"));
    if (!(days >= 365)) yield `audit events are kept for ${days} days`;
  },
};

export const labelsAreRequired: Invariant = {
  name: "labels-are-required",
  says: "nothing can be made in the enclave without class and owner, and a class is one of the mandate's",
  *problems(enclave) {
    const root = named(enclave, "oci:Identity/compartment", "enclave").urn;
    const namespace = named(enclave, "oci:Identity/tagNamespace", "stateside").urn;
    for (const label of ["data-class", "owner"]) {
      const tag = named(enclave, "oci:Identity/tag", `stateside-${label}`);
      if (at(tag, "tagNamespaceId") !== namespace) yield `${about(tag)} isn't in the namespace`;
      const required = some(enclave, "oci:Identity/tagDefault").filter(
        (each) =>
          at(each, "tagDefinitionId") === tag.urn &&
          at(each, "compartmentId") === root &&
          at(each, "isRequired") === true,
      );
      if (required.length === 0) yield `${label} isn't required`;
      if (label === "data-class" && texts(tag, "validator.values").join() !== "us-user,operational")
        yield "a class may be anything";
    }
  },
};

export const everythingIsLabeled: Invariant = {
  name: "everything-is-labeled",
  says: "whatever Oracle lets be labeled has class and owner, for those who look (free) and for those who require it (defined)",
  *problems(enclave) {
    const labeled = enclave.resources.filter(
      ({ type, inputs }) => type.startsWith("oci:") && (definesLabels.test(type) || isLabelable(inputs)),
    );
    if (labeled.length === 0) throw new Unmet("nothing is labeled");
    for (const each of labeled) {
      const free = fields(at(each, "freeformTags"));
      const defined = fields(at(each, "definedTags"));
      const labels = [free["data-class"], free["owner"], defined["stateside.data-class"], defined["stateside.owner"]];
      const wanted = definesLabels.test(each.type) ? labels.slice(0, 2) : labels;
      if (!wanted.every((label) => typeof label === "string" && label !== "")) yield `${about(each)} lacks a label`;
    }
  },
};

/** What can't have labels that it defines itself, and isn't in the enclave. */
const definesLabels = /^oci:Identity\/tag(?:Namespace)?:/;

function isLabelable(inputs: Fields): boolean {
  return "freeformTags" in inputs || "definedTags" in inputs;
}

export const otherCloudsAreClosedAbroad: Invariant = {
  name: "other-clouds-are-closed-abroad",
  says: "on AWS and Google Cloud, nothing can be made outside the regions of the mandate's centers and of their evidence",
  *problems(enclave) {
    const attachment = named(enclave, "aws:organizations/policyAttachment", "regions");
    const policy = enclave.find(at(attachment, "policyId"));
    if (policy === undefined || text(attachment, "targetId") === "") throw new Unmet("nothing is bound on AWS");
    const statements = rows(fields(JSON.parse(text(policy, "content") || "{}")), "Statement");
    const bySid = (sid: string) => statements.find((each) => each["Sid"] === sid && each["Effect"] === "Deny") ?? {};
    const open = texts(bySid("OtherRegions"), "Condition.StringNotEquals.aws:RequestedRegion");
    if (open.join() !== "us-east-1,us-west-2") yield `on AWS, the regions [${open.join()}] are open`;
    if (!texts(bySid("DeliveryFromAbroad"), "Action").includes("cloudfront:*"))
      yield "on AWS, content may be delivered";
    if (!texts(bySid("WaysOut"), "Action").includes("organizations:LeaveOrganization")) yield "on AWS, one can get out";
    const locations = named(enclave, "gcp:orgpolicy/policy", "locations");
    if (!text(locations, "name").endsWith("/policies/gcp.resourceLocations"))
      yield "on Google Cloud, locations are free";
    const allowed = rows(locations, "spec.rules").flatMap((rule) => texts(rule, "values.allowedValues"));
    if (allowed.join() !== "in:us-locations,in:asia-southeast1-locations")
      yield `on Google Cloud, [${allowed.join()}] are open`;
  },
};
