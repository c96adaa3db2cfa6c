import fc from "fast-check";
import { accessStatements, roles } from "../../../../components/oci/access/access-statements";
import type { AccessPlan, Role } from "../../../../components/oci/access/access-statements";

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,11}$/);
const compartment = (place: string) => word.map((each) => `ocid1.compartment.oc1..${place}-${each}`);
const region = fc.constantFrom("us-ashburn-1", "us-phoenix-1", "us-sanjose-1", "us-chicago-1");
const plans: fc.Arbitrary<AccessPlan> = fc.record({
  domainName: word,
  networkSource: word.map((each) => `${each}-offices`),
  regions: fc.uniqueArray(region, { minLength: 1 }),
  homeRegion: region,
  enclaveCompartmentId: compartment("enclave"),
  networkCompartmentId: compartment("network"),
  applicationCompartmentId: compartment("application"),
  dataCompartmentId: compartment("data"),
  keysCompartmentId: compartment("keys"),
  auditCompartmentId: compartment("audit"),
  inspectionCompartmentId: compartment("inspection"),
});

const form =
  /^Allow (?<kind>group|dynamic-group) '(?<domain>[^']+)'\/'(?<group>[^']+)' to (?<verb>inspect|read|use|manage) (?<type>[a-z-]+) in compartment id ocid1\.compartment\.oc1\.\.(?<place>[a-z]+)-\S+ where all \{(?<conditions>.+)\}$/;

interface Parsed {
  readonly kind: string;
  readonly domain: string;
  readonly group: string;
  readonly verb: string;
  readonly type: string;
  readonly place: string;
  readonly conditions: string;
}

function parsed(role: Role, plan: AccessPlan): Parsed[] {
  return accessStatements(role, plan).map((statement) => {
    const groups = form.exec(statement)?.groups;
    if (groups === undefined) throw new Error(`not of the form: ${statement}`);
    // SAFETY: the form has exactly these groups, none of them optional.
    return groups as unknown as Parsed;
  });
}

function everywhere(holds: (role: Role, statement: Parsed, plan: AccessPlan) => void): void {
  fc.assert(
    fc.property(plans, (plan) => {
      for (const role of roles) for (const statement of parsed(role, plan)) holds(role, statement, plan);
    }),
  );
}

const people = ["gatekeepers", "operators", "auditors"];
const keys: Readonly<Record<string, string>> = {
  "us-ashburn-1": "IAD",
  "us-phoenix-1": "PHX",
  "us-sanjose-1": "SJC",
  "us-chicago-1": "ORD",
};
/** The verb of each right to what holds data, keys or evidence. */
const sensitive = new Set(["data", "keys"]);

it("plans for gatekeepers, operators, auditors and workloads, and nobody else", () => {
  expect(roles).toEqual([...people, "workloads"]);
});

it("names no principal but the role's own group in the enclave's domain", () => {
  everywhere((role, { kind, domain, group }, { domainName }) => {
    expect({ kind, domain, group }).toEqual({
      kind: role === "workloads" ? "dynamic-group" : "group",
      domain: domainName,
      group: `${domainName}-${role}`,
    });
  });
});

it("binds each statement to the enclave's regions, and those about identity to the home region, too", () => {
  everywhere((role, { type, conditions }, { regions, homeRegion }) => {
    const atHome = role === "auditors" && ["all-resources", "policies", "audit-events"].includes(type);
    const allowed = new Set([...regions, ...(atHome ? [homeRegion] : [])].map((each) => keys[each]));
    const [, listed = ""] = /^any \{((?:request\.region = '[A-Z]{3}'(?:, )?)+)\}/.exec(conditions) ?? [];
    const named = [...listed.matchAll(/'([A-Z]{3})'/g)].map(([, key]) => key);
    expect(new Set(named)).toEqual(allowed);
    expect(conditions.match(/request\.region/g)).toHaveLength(allowed.size);
  });
});

it("binds each statement to people to where their requests come from", () => {
  everywhere((role, { conditions }, { networkSource }) => {
    const bound = conditions.split(", ").includes(`request.networkSource.name = '${networkSource}'`);
    expect(bound).toBe(people.includes(role));
  });
});

it("gives operators nothing beyond the names of what holds data and keys", () => {
  everywhere((role, { verb, type, place }) => {
    if (role !== "operators") return;
    if (sensitive.has(place)) expect({ type, verb }).toEqual({ type, verb: "inspect" });
    expect(place).not.toBe("audit");
    if (place === "enclave") expect(type).toBe("metrics");
  });
});

it("lets operators turn machines on and off, and neither start new ones, nor copy nor enter them", () => {
  everywhere((role, { verb, type, place, conditions }) => {
    if (role !== "operators" || place !== "application" || verb === "read") return;
    expect({ verb, type }).toEqual({ verb: "use", type: "instances" });
    expect(conditions).toMatch(
      /any \{request\.permission = 'INSTANCE_INSPECT', request\.permission = 'INSTANCE_READ', request\.permission = 'INSTANCE_POWER_ACTIONS'\}$/,
    );
  });
});

it("lets auditors only inspect and read, and read objects in the evidence alone", () => {
  everywhere((role, { verb, type, place, conditions }) => {
    if (role !== "auditors") return;
    expect(["inspect", "read"]).toContain(verb);
    if (["objects", "object-family", "log-content"].includes(type)) expect(place).toBe("audit");
    if (type === "all-resources") expect(conditions).toContain("request.permission != 'OBJECT_INSPECT'");
  });
});

it("leaves data and keys to gatekeepers alone, among people", () => {
  const beyondReading = (role: Role, plan: AccessPlan) =>
    parsed(role, plan).filter(({ verb, place }) => sensitive.has(place) && !["inspect", "read"].includes(verb));
  fc.assert(
    fc.property(plans, (plan) => {
      expect(beyondReading("gatekeepers", plan).map(({ verb, type }) => `${verb} ${type}`)).toEqual([
        "manage objects",
        "use autonomous-databases",
        "manage keys",
      ]);
      expect([...beyondReading("operators", plan), ...beyondReading("auditors", plan)]).toEqual([]);
    }),
  );
});

it("lets people read what clusters are, and nobody use one or its images but the workloads that pull them", () => {
  const found = new Set<string>();
  everywhere((role, { verb, type, place }) => {
    if (/^(?:clusters?|cluster-.*|repos)$/.test(type)) found.add(`${role}: ${verb} ${type} in ${place}`);
    if (place === "inspection")
      expect({ role, verb, type }).toEqual({ role: "workloads", verb: "read", type: "repos" });
  });
  expect([...found]).toEqual([
    "operators: read cluster-family in application",
    "auditors: read cluster-family in application",
    "workloads: read repos in inspection",
  ]);
});

it.each<[string, Role, string, RegExp]>([
  ["no version of an object is removed", "gatekeepers", "objects", /request\.permission != 'OBJECT_VERSION_DELETE'/],
  [
    "no key leaves its vault or is deleted",
    "gatekeepers",
    "keys",
    /any \{request\.permission = 'KEY_INSPECT', request\.permission = 'KEY_READ', request\.permission = 'KEY_ENCRYPT', request\.permission = 'KEY_DECRYPT', request\.permission = 'KEY_ROTATE', request\.permission = 'KEY_UPDATE'\}$/,
  ],
  [
    "workloads delete no version, and share nothing",
    "workloads",
    "objects",
    /any \{request\.permission = 'OBJECT_INSPECT', request\.permission = 'OBJECT_READ', request\.permission = 'OBJECT_CREATE', request\.permission = 'OBJECT_OVERWRITE', request\.permission = 'OBJECT_DELETE'\}$/,
  ],
  [
    "workloads write logs and read none",
    "workloads",
    "log-content",
    /any \{request\.permission = 'LOG_CONTENT_PUSH', request\.permission = 'UNIFIED_AGENT_CONFIG_GENERATE'\}$/,
  ],
  [
    "an entry point is taken out of service, and the balancer not reconfigured",
    "operators",
    "load-balancers",
    /request\.operation = 'UpdateBackend'$/,
  ],
])("sees to it that %s", (_, concerned, concernedType, condition) => {
  everywhere((role, { verb, type, conditions }) => {
    if (role !== concerned || type !== concernedType || verb === "read" || verb === "inspect") return;
    expect(conditions).toMatch(condition);
  });
});

it("writes statements as the service reads them", () => {
  const plan: AccessPlan = {
    domainName: "us-enclave",
    networkSource: "us-enclave-offices",
    regions: ["us-ashburn-1", "us-phoenix-1"],
    homeRegion: "us-sanjose-1",
    enclaveCompartmentId: "ocid1.compartment.oc1..enclave",
    networkCompartmentId: "ocid1.compartment.oc1..network",
    applicationCompartmentId: "ocid1.compartment.oc1..application",
    dataCompartmentId: "ocid1.compartment.oc1..data",
    keysCompartmentId: "ocid1.compartment.oc1..keys",
    auditCompartmentId: "ocid1.compartment.oc1..audit",
    inspectionCompartmentId: "ocid1.compartment.oc1..inspection",
  };
  expect(accessStatements("gatekeepers", plan)[1]).toBe(
    "Allow group 'us-enclave'/'us-enclave-gatekeepers' to manage objects in compartment id ocid1.compartment.oc1..data where all {any {request.region = 'IAD', request.region = 'PHX'}, request.networkSource.name = 'us-enclave-offices', request.permission != 'OBJECT_VERSION_DELETE'}",
  );
  expect(accessStatements("workloads", plan)[0]).toBe(
    "Allow dynamic-group 'us-enclave'/'us-enclave-workloads' to read buckets in compartment id ocid1.compartment.oc1..data where all {any {request.region = 'IAD', request.region = 'PHX'}}",
  );
  expect(accessStatements("auditors", plan)[2]).toBe(
    "Allow group 'us-enclave'/'us-enclave-auditors' to read audit-events in compartment id ocid1.compartment.oc1..enclave where all {any {request.region = 'IAD', request.region = 'PHX', request.region = 'SJC'}, request.networkSource.name = 'us-enclave-offices'}",
  );
  expect(() => accessStatements("operators", { ...plan, regions: ["us-nowhere-1"] })).toThrow(
    "`us-nowhere-1` has no key; use a region of Oracle Cloud",
  );
});
