import type { Invariant } from "../invariant";
import { about, at, members, named, some, text, texts, type Enclave, type One } from "../reading";

interface Statement {
  readonly policy: One;
  readonly text: string;
  readonly subject: string;
  readonly verb: string;
  readonly type: string;
  readonly place: string;
  readonly conditions: string;
}

const form =
  /^Allow (?<subject>.+?) to (?<verb>inspect|read|use|manage) (?<type>\S+) in (?<place>tenancy|compartment id \S+)(?: where (?<conditions>.+))?$/;

export function* statementsOf(enclave: Enclave): Generator<Statement | string> {
  for (const policy of some(enclave, "oci:Identity/policy")) {
    const all = texts(policy, "statements");
    if (all.length === 0 || all.length !== members(policy, "statements").length) {
      yield `the statements of ${about(policy)} can't be read`;
    }
    for (const each of all) {
      const { subject = "", verb = "", type = "", place = "", conditions = "" } = form.exec(each)?.groups ?? {};
      if (subject === "") yield `nobody knows whom this lets do what: ${each}`;
      else yield { policy, text: each, subject, verb, type, place: place.replace("compartment id ", ""), conditions };
    }
  }
}

/** An invariant about each statement. */
function ofStatements(
  name: string,
  says: string,
  wrong: (statement: Statement, enclave: Enclave) => boolean,
): Invariant {
  return {
    name,
    says,
    *problems(enclave) {
      for (const each of statementsOf(enclave)) {
        if (typeof each === "string") yield each;
        else if (wrong(each, enclave)) yield each.text;
      }
    },
  };
}

const people = ["gatekeepers", "operators", "auditors"].map((role) => `group 'us-enclave'/'us-enclave-${role}'`);
const workloads = "dynamic-group 'us-enclave'/'us-enclave-workloads'";
const services = new Set([
  ...[
    "objectstorage-us-ashburn-1",
    "objectstorage-us-phoenix-1",
    "blockstorage",
    "keymanagementservice",
    "cloudguard",
    "vulnerability-scanning-service",
  ].map((service) => `service ${service}`),
]);

export const statementsNameTheKnown = ofStatements(
  "statements-name-the-known",
  "statements name the roles, Oracle's services, and groups of one service's resources in one compartment",
  ({ subject, conditions }, enclave) => {
    const [, id] = /^dynamic-group id (\S+)$/.exec(subject) ?? [];
    if (id !== undefined) return !isNarrowGroup(enclave, id);
    if (subject === "any-user") return !machines.test(conditions);
    if (/^group 'us-enclave'\/'us-enclave-courier-(?:virginia|singapore)'$/.test(subject)) return false;
    return ![...people, workloads].includes(subject) && !services.has(subject);
  },
);

/** What comes as itself, and in no group: connectors, clusters with their nodes, and releases. */
const machines = /request\.principal\.type ?= ?'(?:serviceconnector|cluster|nodepool|devopsdeploypipeline)'/;

function isNarrowGroup(enclave: Enclave, id: string): boolean {
  const rule = text(enclave.find(id)?.inputs ?? {}, "matchingRule");
  const [, nodes] = /^ALL \{instance\.compartment\.id = '([^']+)'\}$/.exec(rule) ?? [];
  if (nodes !== undefined) return enclave.find(nodes)?.name === "enclave-application";
  const members = rule.startsWith("ANY {") ? rule.slice("ANY {".length, -1).split(/, (?=ALL)/) : [rule];
  return members.every((each) => {
    const [, type = "", by = "", id] =
      /^ALL \{resource\.type = '(\w+)', resource\.(id|compartment\.id) = '([^']+)'\}$/.exec(each) ?? [];
    const found = enclave.find(id);
    if (by === "id") return type === "devopsbuildpipeline" && found?.type === "oci:DevOps/buildPipeline:BuildPipeline";
    return ofOneService[type]?.test(found?.name ?? "") === true;
  });
}

/** In which compartments the resources of a service are together in a group. */
const ofOneService: Readonly<Record<string, RegExp>> = {
  autonomousdatabase: /^enclave-data$/,
  filesystem: /^enclave-data$/,
  certificateauthority: /^enclave-keys$/,
  devopsconnection: /^enclave-inspection$/,
  devopsrepository: /^enclave-inspection$/,
  computecontainerinstance: /^legacy$/,
};

export const peopleComeFromOffices = ofStatements(
  "people-come-from-offices",
  "people do anything only from the offices' addresses",
  ({ subject, conditions }) =>
    people.includes(subject) && !conditions.includes("request.networkSource.name = 'us-enclave-offices'"),
);

export const requestsStayInUs = ofStatements(
  "requests-stay-in-us",
  "people and workloads do anything only in the enclave's two regions",
  ({ subject, conditions }) =>
    [...people, workloads].includes(subject) &&
    !conditions.startsWith("all {any {request.region = 'IAD', request.region = 'PHX'}"),
);

/** What would be too much as a whole, and what each is narrowed by. */
const narrowed: Readonly<Record<string, RegExp>> = {
  "inspect all-resources": /request\.permission != 'OBJECT_INSPECT'/,
  "manage objects": /request\.permission != 'OBJECT_VERSION_DELETE'|any \{request\.permission = |target\.bucket\.name=/,
  "manage keys": /any \{request\.permission = /,
  // Whoever may do more makes a repository public, or one in which a tag can be moved.
  "manage repos":
    /any \{request\.permission = 'REPOSITORY_INSPECT', request\.permission = 'REPOSITORY_READ', request\.permission = 'REPOSITORY_UPDATE'\}$/,
  "use load-balancers": /request\.operation = 'UpdateBackend'/,
  "use instances": /any \{request\.permission = /,
  "use log-content": /any \{request\.permission = /,
};

/** What machines make themselves: audits of sources, mirrors and what is released. */
const own = /^(?:adm-vulnerability-audits|devops-family|clusters)$/;

function isMachine(subject: string): boolean {
  return subject === "any-user" || subject.startsWith("dynamic-group id ");
}

export const verbsAreNarrowed = ofStatements(
  "verbs-are-narrowed",
  "nobody's permissions go beyond the role: not to delete versions or keys, open a machine's console, or list objects",
  ({ subject, verb, type, conditions }) => {
    if (subject.startsWith("service ")) return false;
    const narrowing = narrowed[`${verb} ${type}`];
    if (narrowing !== undefined) return !narrowing.test(conditions);
    return verb === "manage" && !(isMachine(subject) && own.test(type));
  },
);

/** What says nothing of any content. */
const contentless = new Set(["buckets", "vaults", "keys", "metrics"]);

export const contentIsForGatekeepers = ofStatements(
  "content-is-for-gatekeepers",
  "of data and keys, operators and auditors see that they are there, and no content",
  ({ subject, verb, type, place }, enclave) => {
    if (!people.slice(1).includes(subject)) return false;
    if (place === "tenancy") return true;
    const isNear = /^enclave(?:-data|-keys)?$/.test(enclave.find(place)?.name ?? "enclave");
    return (
      isNear &&
      verb !== "inspect" &&
      !(verb === "read" && (contentless.has(type) || /^(?:policies|audit-events)$/.test(type)))
    );
  },
);

export const servicesUseTheirOwn = ofStatements(
  "services-use-their-own",
  "a service uses the one key or vault that is for it; connectors write into the one bucket of evidence; rules are managed ones",
  ({ subject, verb, type, place, conditions }, enclave) => {
    const [, target] = /(?:^|^all \{|, )target\.(?:key|vault)\.id = '([^']+)'/.exec(conditions) ?? [];
    const isOwn = enclave.find(target)?.type.startsWith("oci:Kms/") === true;
    if (subject.startsWith("service ") || subject.startsWith("dynamic-group id ")) {
      if (verb === "use" && (type === "keys" || type === "vaults")) return !isOwn;
      if (place === "tenancy") return verb === "manage" && conditions !== "target.rule.type = 'managed'";
      return verb === "manage" && !/^enclave-(?:data|audit|keys|inspection)$/.test(enclave.find(place)?.name ?? "");
    }
    if (subject !== "any-user") return false;
    if (type === "keys" || type === "key-delegates") {
      if (!isOwn) return true;
      // A node pool's keys go by the key alone.
      if (type === "key-delegates") return false;
    }
    if (type === "objects" && !conditions.includes("target.bucket.name='")) return true;
    if (type === "tag-namespaces" && !conditions.includes("target.tag-namespace.name = 'stateside'")) return true;
    return !/request\.principal\.compartment\.id ?= ?'/.test(conditions);
  },
);

export const officesAreClosed: Invariant = {
  name: "offices-are-closed",
  says: "the network source of the offices is a few public ranges",
  *problems(enclave) {
    const source = named(enclave, "oci:Identity/networkSource", "enclave");
    const ranges = texts(source, "publicSourceLists");
    if (at(source, "name") !== "us-enclave-offices") yield "no network source has the name that statements give";
    if (ranges.length === 0) yield "no range is an office's";
    for (const range of ranges) if (!(Number(range.split("/")[1]) >= 8)) yield `${range} isn't an office`;
  },
};

/** What a store's service or group has to be allowed, by what it does with the store. */
function* needed(enclave: Enclave): Generator<readonly [one: One, wanted: RegExp]> {
  const keyOf = (each: One, input: string) => escaped(`target.key.id = '${text(each, input)}'`);
  for (const bucket of some(enclave, "oci:ObjectStorage/bucket")) {
    yield [
      bucket,
      new RegExp(`^Allow service objectstorage-${String(bucket.region)} to use keys .* ${keyOf(bucket, "kmsKeyId")}`),
    ];
    const replicated = enclave
      .all("oci:ObjectStorage/replicationPolicy")
      .some((each) => at(each, "bucket") === at(bucket, "name"));
    const place = escaped(text(bucket, "compartmentId"));
    if (replicated)
      yield [
        bucket,
        new RegExp(
          `^Allow service objectstorage-${String(bucket.region)} to manage object-family in compartment id ${place}$`,
        ),
      ];
  }
  for (const volume of some(enclave, "oci:Core/volume"))
    yield [volume, new RegExp(`^Allow service blockstorage .* ${keyOf(volume, "kmsKeyId")}`)];
  for (const copies of some(enclave, "oci:Core/volumeBackupPolicyAssignment")) {
    yield [copies, new RegExp(`^Allow service blockstorage .* ${keyOf(copies, "xrcKmsKeyId")}`)];
  }
  for (const kind of ["FileStorage/fileSystem", "CertificatesManagement/certificateAuthority"]) {
    for (const each of some(enclave, `oci:${kind}`))
      yield [each, new RegExp(`^Allow dynamic-group id .* ${keyOf(each, "kmsKeyId")}`)];
  }
  for (const database of some(enclave, "oci:Database/autonomousDatabase")) {
    if (at(database, "encryptionKey") === undefined) continue;
    yield [database, new RegExp(`^Allow dynamic-group id .* ${keyOf(database, "encryptionKey.kmsKeyId")}`)];
    const vault = escaped(text(database, "encryptionKey.vaultId"));
    yield [database, new RegExp(`^Allow dynamic-group id .* to use vaults .*target\\.vault\\.id = '${vault}'`)];
  }
  for (const connector of some(enclave, "oci:Sch/connector")) {
    yield [
      connector,
      new RegExp(`^Allow any-user to manage objects .*target\\.bucket\\.name='${text(connector, "target.bucket")}'`),
    ];
  }
  for (const replica of some(enclave, "oci:Kms/vaultVerification")) {
    yield [replica, /^Allow service keymanagementservice to manage vaults in compartment id /];
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

export const servicesMayDoTheirPart: Invariant = {
  name: "services-may-do-their-part",
  says: "each service may use the key of what it keeps, copy it to the other region, and write evidence",
  *problems(enclave) {
    const statements = some(enclave, "oci:Identity/policy").flatMap((each) => texts(each, "statements"));
    for (const [one, wanted] of needed(enclave)) {
      if (!statements.some((each) => wanted.test(each))) yield `${about(one)} lacks a statement like ${wanted.source}`;
    }
  },
};
