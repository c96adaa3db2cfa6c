import type { Invariant } from "../invariant";
import { about, at, fields, members, named, rows, some, text, texts, type Enclave, type One } from "../reading";
import { statementsOf } from "./statements";

/** The statements that let somebody do something, told apart from those that can't be read. */
function granted(enclave: Enclave) {
  return [...statementsOf(enclave)].filter((each) => typeof each !== "string");
}

/** What a group that goes by its id consists of. */
function rulesOf(enclave: Enclave, subject: string): string {
  const [, id] = /^dynamic-group id (\S+)$/.exec(subject) ?? [];
  return text(enclave.find(id)?.inputs ?? {}, "matchingRule");
}

function compartmentOf(enclave: Enclave, place: string): string {
  return enclave.find(place)?.name ?? place;
}

export const pipelinesAlonePushAndSign: Invariant = {
  name: "pipelines-alone-push-and-sign",
  says: "the inspection's own pipelines push images, and its gates alone sign them; whoever runs images only reads them",
  *problems(enclave) {
    const gates = some(enclave, "oci:DevOps/buildPipeline").filter(({ name }) => name.endsWith("-gate"));
    const ofGates = (rule: string) => {
      const ids = [...rule.matchAll(/resource\.id = '([^']+)'/g)].map(([, id]) => id);
      return ids.length === gates.length && gates.every(({ urn }) => ids.includes(urn));
    };
    for (const { subject, verb, type, place, conditions, text: all } of granted(enclave)) {
      if (type === "repos" && (verb === "manage" || verb === "use")) {
        if (
          !/^ANY \{(?:ALL \{resource\.type = 'devopsbuildpipeline', resource\.id = '[^']+'\}(?:, |\}$))+/.test(
            rulesOf(enclave, subject),
          )
        )
          yield all;
        if (compartmentOf(enclave, place) !== "enclave-inspection") yield all;
      }
      const [, key] = /target\.key\.id = '([^']+)'/.exec(conditions) ?? [];
      if (type !== "keys" || !/-signing$/.test(enclave.find(key)?.name ?? "")) continue;
      const mayNotSign = conditions.includes("request.permission != 'KEY_SIGN'");
      const signsAlone =
        /any \{request\.permission = 'KEY_INSPECT', request\.permission = 'KEY_READ', request\.permission = 'KEY_SIGN'\}/;
      if (!mayNotSign && !(ofGates(rulesOf(enclave, subject)) && signsAlone.test(conditions))) yield all;
    }
    for (const side of ["", "-standby"]) {
      const { urn } = named(enclave, "oci:Kms/key", `inspection${side}-signing`);
      const signers = granted(enclave).filter(
        (each) => each.conditions.includes(`'${urn}'`) && each.conditions.includes("= 'KEY_SIGN'"),
      );
      if (!signers.some((each) => ofGates(rulesOf(enclave, each.subject))))
        yield `nobody signs on ${side || "the primary"}`;
    }
  },
};

export const couriersReadOneBucket: Invariant = {
  name: "couriers-read-one-bucket",
  says: "each courier's user has one kind of key alone, and reads the one bucket, in the one region, from its own subnet on its line",
  *problems(enclave) {
    const users = some(enclave, "oci:Identity/domainsUser");
    for (const user of users) {
      const name = text(user, "userName");
      const may = fields(at(user, "urnietfparamsscimschemasoracleidcsextensioncapabilitiesUser"));
      for (const [capability, is] of Object.entries(may)) {
        if (is !== (capability === "canUseCustomerSecretKeys")) yield `${name}: ${capability} is ${String(is)}`;
      }
      if (Object.keys(may).length < 8) yield `${name} may do whatever users may by default`;
      if (at(user, "urnietfparamsscimschemasoracleidcsextensionuserUser.serviceUser") !== true)
        yield `${name} is a person`;
      const keys = some(enclave, "oci:Identity/domainsCustomerSecretKey").filter(
        (each) => at(each, "user.value") === user.urn,
      );
      if (keys.length !== 1) yield `${name} has ${keys.length} keys`;
      const groups = some(enclave, "oci:Identity/domainsGroup").filter((each) =>
        rows(each, "members").some((member) => member["value"] === user.urn),
      );
      if (groups.map((group) => text(group, "displayName")).join() !== name) yield `${name} isn't in its group alone`;
      const source = some(enclave, "oci:Identity/networkSource").find((each) => text(each, "name") === name);
      yield* wrongSource(enclave, name, source);
      yield* wrongGrants(enclave, name);
    }
    for (const group of some(enclave, "oci:Identity/domainsGroup")) {
      if (/-courier-/.test(text(group, "displayName")) && members(group, "members").length !== 1)
        yield `${about(group)} has others than its courier`;
    }
  },
};

function* wrongSource(enclave: Enclave, name: string, source: One | undefined) {
  const [list, ...more] = rows(source?.inputs ?? {}, "virtualSourceLists");
  const hub = named(enclave, "oci:Core/vcn", "primary-hub").urn;
  const ranges = texts(list ?? {}, "ipRanges");
  const isNarrow = ranges.length === 1 && Number(ranges[0]?.split("/")[1]) >= 24;
  if (source === undefined || more.length > 0 || list?.["vcnId"] !== hub || !isNarrow)
    yield `${name} comes from elsewhere than its line`;
  if (texts(source?.inputs ?? {}, "services").join() !== "none") yield `services ask in the name of ${name}`;
  if (members(source?.inputs ?? {}, "publicSourceLists").length > 0) yield `${name} comes from the internet`;
}

function* wrongGrants(enclave: Enclave, name: string) {
  const bucket = text(named(enclave, "oci:ObjectStorage/bucket", "user-data"), "name");
  const grants = granted(enclave).filter(({ subject }) => subject === `group 'us-enclave'/'${name}'`);
  const wanted = ["region = 'IAD'", `networkSource.name = '${name}'`, `target.bucket.name = '${bucket}'`];
  for (const { text: all, verb, type, place, conditions } of grants) {
    const isNarrow = conditions.startsWith("all {") && wanted.every((condition) => conditions.includes(condition));
    const isOfData = compartmentOf(enclave, place) === "enclave-data" && /^(?:buckets|objects)$/.test(type);
    if (!isNarrow || !isOfData || verb !== "read") yield all;
  }
  if (grants.length !== 2) yield `${name} has ${grants.length} grants`;
}

export const pullersOnlyBringHome: Invariant = {
  name: "pullers-only-bring-home",
  says: "what takes yesterday's data home adds objects, reads its own secret and image, and runs with no more rights than that needs",
  *problems(enclave) {
    const [puller] = some(enclave, "oci:ContainerEngine/containerInstance");
    const compartment = text(puller ?? {}, "compartmentId");
    const rule = `ALL {resource.type = 'computecontainerinstance', resource.compartment.id = '${compartment}'}`;
    const grants = granted(enclave).filter(({ subject }) =>
      rulesOf(enclave, subject).includes("computecontainerinstance"),
    );
    if (grants.length !== 3) yield `the puller has ${grants.length} grants`;
    for (const { text: all, subject, verb, type, conditions } of grants) {
      if (rulesOf(enclave, subject) !== rule) yield "others than the puller may do what it does";
      const what = `${verb} ${type}`;
      const [, secret] = /target\.secret\.id = '([^']+)'/.exec(conditions) ?? [];
      const isNarrow =
        (what === "read repos" && /target\.repo\.name = '[^']+\/puller'/.test(conditions)) ||
        (what === "read secret-bundles" && enclave.find(secret)?.type === "oci:Vault/secret:Secret") ||
        (what === "manage objects" &&
          conditions.includes("target.bucket.name = 'user-data'") &&
          /any \{(?:request\.permission = 'OBJECT_(?:INSPECT|CREATE|OVERWRITE)'(?:, )?){3}\}/.test(conditions));
      if (!isNarrow || !conditions.includes("request.region = 'IAD'")) yield all;
    }
    for (const container of rows(puller ?? {}, "containers")) {
      if (!/@sha256:[0-9a-f]{64}$/.test(text(container, "imageUrl"))) yield "the puller's image may change";
      if (at(container, "securityContext.isNonRootUserCheckEnabled") !== true) yield "the puller may run as root";
      if (at(container, "securityContext.isRootFileSystemReadonly") !== true) yield "the puller may change its image";
      if (texts(container, "securityContext.capabilities.dropCapabilities").join() !== "ALL")
        yield "the puller keeps rights of the system";
    }
    const group = named(enclave, "oci:Core/networkSecurityGroup", "primary-application").urn;
    const subnet = named(enclave, "oci:Core/subnet", "primary-application").urn;
    const ends = rows(puller ?? {}, "vnics");
    if (ends.length !== 1) yield "the puller has other ends than one";
    for (const end of ends) {
      if (end["isPublicIpAssigned"] !== false) yield "the puller has a public address";
      if (end["subnetId"] !== subnet || texts(end, "nsgIds").join() !== group)
        yield "the puller isn't where flows are planned";
    }
  },
};
