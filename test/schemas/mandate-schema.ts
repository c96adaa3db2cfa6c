import { holdings, roles } from "../../policies/residency/catalog";
import { clouds } from "../../policies/residency/geography";
import { kinds, phases } from "../../policies/residency/mandate-centers";
import { effects } from "../../policies/residency/mandate-form";
import { loweringLabels } from "../../policies/residency/mandate-lowering";
import { scopeKeys } from "../../policies/residency/mandate-scope";
import { dutyNames } from "../../policies/residency/rule-names";
import { causes } from "../../policies/residency/values";
import { day, draft, glob, kebabCase, listOf, mapOf, mapping, oneOf, setOf, text, type Schema } from "./parts";

const cloud = oneOf(clouds(), "Whose regions are meant.");
const className = text("One of `classes`.");
const owner = text("Who answers for the entry.");
const reason = text("Why it holds.");
const country: Schema = { type: "string", pattern: "^[A-Z]{2}$", description: "A code of ISO 3166-1 alpha-2." };
const names = (description: string) => setOf(text("A name."), description);
const perCloud = (description: string) =>
  mapping(description, {}, Object.fromEntries(clouds().map((one) => [one, names(`On ${one}.`)])));

const regions = setOf(text("A region or multi-region, by its name or key."), "Regions of the cloud.", 1);

const exception = mapping("Lets the center be where the class of its data may not be, for at most 90 days.", {
  owner,
  approver: text("One of `approvers`, and not the owner."),
  reason,
  ticket: text("Where it was asked for."),
  created: day("The first day that it counts."),
  expires: day("The last day that it counts, UTC; at most 90 days after `created`."),
});

const center: Schema = {
  ...mapping(
    "A data center beside the primary.",
    {
      kind: oneOf(kinds, "What it is to the primary: a backup, or what some data sits on from before."),
      stack: text("The stack that declares it."),
      cloud,
      regions,
      phase: oneOf(phases, "Where it is in its life; phases come in this order."),
    },
    {
      phaseSince: day("The first day of the phase."),
      until: day("The last day on which it may hold data."),
      exception,
    },
  ),
  if: { properties: { phase: { enum: ["draining", "deleted"] } }, required: ["phase"] },
  then: { required: ["until"] },
};

const dataClass: Schema = {
  ...mapping(
    "Where data of the class may be.",
    {
      countries: {
        anyOf: [{ const: "any" }, setOf(country, "Countries.", 1)],
        description: "`any`, or a list of codes of ISO 3166-1 alpha-2.",
      },
    },
    { reason: text("Why; needed with `any`.") },
  ),
  if: { properties: { countries: { const: "any" } }, required: ["countries"] },
  then: { required: ["reason"] },
};

const scopeEntry: Schema = {
  ...mapping("Classes what all of its globs match.", { class: className, owner, reason }, {
    stack: glob("The stack's name"),
    project: glob("The project's name"),
    type: glob("The resource's type"),
    account: glob("The AWS account, the Google Cloud project or the Oracle Cloud tenancy"),
    compartment: glob("The Oracle Cloud compartment's OCID, or the name of one that the program makes"),
  } satisfies Record<(typeof scopeKeys)[number], Schema>),
  anyOf: scopeKeys.map((key) => ({ required: [key] })),
};

const catalogRow = mapping(
  "A type of a package that the catalog doesn't cover.",
  {
    type: text("A resource type, such as `snowflake:index/database:Database`."),
    role: oneOf(roles, "What it does with content; where two fit, the first."),
    location: text("Where it is: a chain of terms such as `property:region|provider`."),
    because: text("The input or sentence of its documentation that decided."),
  },
  {
    cloud,
    holds: oneOf(holdings, "What a store holds."),
    label: text("The input that carries labels."),
  },
);

/** The form of `mandate.yaml`, for editors. What takes more than the form to tell, `stateside` tells. */
export const mandateSchema: Schema = {
  $schema: draft,
  $id: "mandate.schema.json",
  title: "Stateside mandate",
  ...mapping(
    "The promise: where data may be, where it is at home, and who may approve what differs.",
    { name: text("What the promise is called.") },
    {
      classes: mapOf(
        kebabCase,
        dataClass,
        "Classes of data, by name. By default `us-user` in the US, and `operational` anywhere.",
      ),
      defaultClass: { ...className, default: "us-user", description: "The class of what declares none." },
      loweringLabels: {
        ...oneOf(loweringLabels, "Whether a label may lower a class."),
        default: "allow",
      },
      declassify: listOf(
        mapping("Ends a class where it arrives.", {
          from: className,
          at: glob("The URN of the resource"),
          to: className,
          owner,
          reason,
        }),
        "Reviewed places where data becomes data of another class.",
      ),
      effects: mapping(
        "What an undecided judgement leads to, by its cause.",
        {},
        Object.fromEntries(causes.map((cause) => [cause, oneOf(effects, "Fails the check, or only shows it.")])),
      ),
      scope: listOf(scopeEntry, "Classes by where a resource is declared."),
      catalog: listOf(catalogRow, "An organization's own reviewed types."),
      sites: listOf(
        mapping("Where dedicated hardware stands.", {
          cloud,
          at: glob("The URN, id, ARN or OCID of the hardware, or the name of a dedicated region"),
          country,
          reason,
        }),
        "Where hardware of one's own stands.",
      ),
      territories: { type: "boolean", description: "Whether US territories count as the US.", default: false },
      primary: mapping(
        "Where the data is at home.",
        { stack: text("The stack that declares it."), cloud, regions },
        { since: day("The day from which data outside it has to be in a center.") },
      ),
      centers: mapOf(kebabCase, center, "Data centers beside the primary, by name."),
      approvers: names("Who may approve exceptions and waivers; without it, nobody may."),
      duties: mapOf({ enum: dutyNames }, text("A stack."), "Rules of the organization that one stack answers for."),
      edge: mapping("Where traffic enters.", {}, { hostnames: names("Host names."), listeners: names("Listeners.") }),
      gateways: mapping("Where traffic leaves.", {}, { egress: names("Gateways.") }),
      gatekeepers: perCloud("Who alone reaches the data."),
      operators: perCloud("Who runs the infrastructure and never reads the data."),
      keyAdmins: perCloud("Who administers keys."),
      workloads: perCloud("Application roles, dynamic groups and service principals."),
      auditors: perCloud("Who may read what proves the promise."),
      parent: mapping(
        "The foreign parent.",
        {},
        {
          ociTenancies: names("Its tenancies."),
          awsAccounts: names("Its accounts."),
          gcpDomains: names("Its domains."),
        },
      ),
      people: mapping("People.", {}, { networkSources: names("Networks that they come from.") }),
      audit: mapping(
        "The audit trail.",
        {},
        { stores: names("Globs over URNs: stores that hold what proves who did what, and nothing that users gave.") },
      ),
      inspected: mapping("Inspected code.", {}, { registries: names("Registries.") }),
      vendorApproval: oneOf(["required"], "Whether the cloud's own staff needs approval."),
      records: mapping(
        "Records.",
        {},
        { auditLogMonths: { type: "integer", minimum: 1, description: "How long audit logs are kept." } },
      ),
    },
  ),
};
