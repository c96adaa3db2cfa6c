import ipaddr from "ipaddr.js";
import type { Invariant } from "../invariant";
import { about, at, members, named, rows, some, text, texts, type Enclave, type One } from "../reading";

const balancerKind = "oci:LoadBalancer/loadBalancer";

function sideOf({ region }: One): string {
  return region === "us-phoenix-1" ? "standby" : "primary";
}

function ofBalancer(enclave: Enclave, kind: string, { urn }: One): readonly One[] {
  return enclave.all(`oci:LoadBalancer/${kind}`).filter((each) => at(each, "loadBalancerId") === urn);
}

export const usersComeByTls: Invariant = {
  name: "users-come-by-tls",
  says: "each balancer takes TLS 1.2 and above alone, with strong ciphers, and tells browsers to keep to it",
  *problems(enclave) {
    for (const balancer of some(enclave, balancerKind)) {
      const listeners = ofBalancer(enclave, "listener", balancer);
      if (listeners.length !== 1) yield `${about(balancer)} has ${listeners.length} listeners`;
      for (const listener of listeners) {
        if (at(listener, "port") !== 443) yield `${about(listener)} listens elsewhere than on 443`;
        if (members(listener, "sslConfiguration.certificateIds").length === 0)
          yield `${about(listener)} has no certificate`;
        yield* wrongTls(enclave, listener, balancer);
        const [headers] = ofBalancer(enclave, "ruleSet", balancer).filter(({ inputs }) =>
          texts(listener, "ruleSetNames").includes(text(inputs, "name")),
        );
        const rules = rows(headers?.inputs ?? {}, "items");
        if (!rules.some((rule) => rule["header"] === "Strict-Transport-Security"))
          yield `${about(listener)} lets browsers fall back`;
        if (!rules.some((rule) => rule["action"] === "CONTROL_ACCESS_USING_HTTP_METHODS"))
          yield `${about(listener)} takes any method`;
        if (!rules.some((rule) => rule["header"] === "Server")) yield `${about(listener)} says what serves`;
      }
    }
  },
};

function* wrongTls(enclave: Enclave, each: One, balancer: One) {
  const protocols = texts(each, "sslConfiguration.protocols").sort().join();
  if (protocols !== "TLSv1.2,TLSv1.3") yield `${about(each)} speaks ${protocols || "what the service likes"}`;
  const suite = ofBalancer(enclave, "sslCipherSuite", balancer).find(
    ({ inputs }) => text(inputs, "name") === text(each, "sslConfiguration.cipherSuiteName"),
  );
  const ciphers = texts(suite?.inputs ?? {}, "ciphers");
  if (ciphers.length === 0) yield `${about(each)} has no cipher suite of its own`;
  for (const cipher of ciphers) if (!/GCM|CHACHA20/.test(cipher)) yield `${about(each)} takes ${cipher}`;
}

export const applicationIsKnownByCertificate: Invariant = {
  name: "application-is-known-by-certificate",
  says: "balancers talk to the application's servers alone, over TLS, by certificates of the enclave's own authority",
  *problems(enclave) {
    for (const balancer of some(enclave, balancerKind)) {
      const sets = ofBalancer(enclave, "backendSet", balancer);
      if (sets.length !== 1) yield `${about(balancer)} has ${sets.length} backend sets`;
      for (const set of sets) {
        const [authority] = texts(set, "sslConfiguration.trustedCertificateAuthorityIds").map((id) => enclave.find(id));
        if (at(set, "sslConfiguration.verifyPeerCertificate") !== true) yield `${about(set)} takes any certificate`;
        if (authority?.region !== balancer.region) yield `${about(set)} trusts others than its side's authority`;
        if (at(set, "healthChecker.isForcePlainText") !== false) yield `${about(set)} asks for health in the clear`;
        if (at(set, "healthChecker.port") !== 8443) yield `${about(set)} asks for health elsewhere`;
        yield* wrongTls(enclave, set, balancer);
      }
      const block = text(named(enclave, "oci:Core/subnet", `${sideOf(balancer)}-application`), "cidrBlock");
      const backends = ofBalancer(enclave, "backend", balancer);
      if (backends.length < 2) yield `${about(balancer)} has fewer servers than are declared`;
      for (const backend of backends) {
        const address = ipaddr.IPv4.parse(text(backend, "ipAddress"));
        if (!address.match(ipaddr.IPv4.parseCIDR(block))) yield `${about(backend)} isn't the application's`;
        if (at(backend, "port") !== 8443) yield `${about(backend)} listens elsewhere`;
      }
    }
    for (const authority of some(enclave, "oci:CertificatesManagement/certificateAuthority")) {
      const rules = rows(authority, "certificateAuthorityRules");
      const lasting = rules.find((rule) => rule["ruleType"] === "CERTIFICATE_AUTHORITY_ISSUANCE_EXPIRY_RULE") ?? {};
      if (text(lasting, "leafCertificateMaxValidityDuration") !== "P90D")
        yield `${about(authority)} signs for too long`;
      const issuing = rules.find((rule) => rule["ruleType"] === "CERTIFICATE_AUTHORITY_ISSUANCE_RULE") ?? {};
      if (issuing["pathLengthConstraint"] !== 0) yield `${about(authority)} may sign other authorities`;
    }
  },
};

export const requestsAreInspected: Invariant = {
  name: "requests-are-inspected",
  says: "each balancer is behind a web firewall that admits the enclave's own names, knows attacks and limits each address",
  *problems(enclave) {
    for (const balancer of some(enclave, balancerKind)) {
      const firewall = some(enclave, "oci:Waf/appFirewall").find((each) => at(each, "loadBalancerId") === balancer.urn);
      const policy = enclave.find(at(firewall?.inputs ?? {}, "webAppFirewallPolicyId"));
      if (policy === undefined) {
        yield `${about(balancer)} is behind no web firewall`;
        continue;
      }
      const actions = new Map(rows(policy, "actions").map((action) => [action["name"], action]));
      const refuses = (name: unknown) => actions.get(name)?.["type"] === "RETURN_HTTP_RESPONSE";
      if (!refuses(at(policy, "requestAccessControl.defaultActionName")))
        yield `${about(policy)} admits what it doesn't know`;
      for (const rule of rows(policy, "requestAccessControl.rules")) {
        if (actions.get(rule["actionName"])?.["type"] !== "ALLOW")
          yield `${about(policy)} admits by no action of its own`;
        if (!text(rule, "condition").includes("http.request.host")) yield `${about(policy)} admits any name`;
      }
      const known = rows(policy, "requestProtection.rules").filter((rule) => refuses(rule["actionName"]));
      if (known.flatMap((rule) => rows(rule, "protectionCapabilities")).length < 10)
        yield `${about(policy)} knows few attacks`;
      if (known.some((rule) => rule["isBodyInspectionEnabled"] !== true)) yield `${about(policy)} inspects no bodies`;
      const limits = rows(policy, "requestRateLimiting.rules").filter((rule) => refuses(rule["actionName"]));
      if (limits.flatMap((rule) => rows(rule, "configurations")).length === 0) yield `${about(policy)} limits nobody`;
    }
  },
};

export const namesAnswerWithTheEnclave: Invariant = {
  name: "names-answer-with-the-enclave",
  says: "every name answers with a balancer of the enclave's, home first, and by one issuer's certificate",
  *problems(enclave) {
    const [policy, ...more] = some(enclave, "oci:Dns/steeringPolicy");
    if (policy === undefined || more.length > 0) yield "there are several steering policies";
    const answers = rows(policy?.inputs ?? {}, "answers");
    const addresses = some(enclave, balancerKind).flatMap((balancer) =>
      rows(balancer, "reservedIps").map(({ id }) => `${String(id)}#ipAddress`),
    );
    if (addresses.length !== 2) yield "a balancer has no reserved address";
    for (const address of addresses)
      if (!answers.some(({ rdata }) => rdata === address)) yield `no answer is ${address}`;
    for (const { rdata } of answers) if (!addresses.includes(String(rdata))) yield `an answer is ${String(rdata)}`;
    const kinds = rows(policy?.inputs ?? {}, "rules").map((rule) => text(rule, "ruleType"));
    if (kinds.join() !== "FILTER,HEALTH,PRIORITY,LIMIT") yield `answers are chosen by ${kinds.join()}`;
    const priorities = rows(policy?.inputs ?? {}, "rules").find((rule) => rule["ruleType"] === "PRIORITY") ?? {};
    const order = rows(priorities, "defaultAnswerDatas").map(
      (data) => `${text(data, "answerCondition")}: ${String(data["value"])}`,
    );
    if (order.join() !== "answer.pool == 'primary': 1,answer.pool == 'standby': 2") yield "home doesn't go first";
    const filters = rows(policy?.inputs ?? {}, "rules").find((rule) => rule["ruleType"] === "FILTER") ?? {};
    const kept = rows(filters, "defaultAnswerDatas").filter((data) => data["shouldKeep"] === true);
    if (kept.map((data) => data["answerCondition"]).join() !== "answer.isDisabled != true")
      yield "what is disabled answers";
    const zone = named(enclave, "oci:Dns/zone", "traffic");
    const hosts = some(enclave, "oci:Dns/steeringPolicyAttachment").filter(
      (each) => at(each, "zoneId") === zone.urn && at(each, "steeringPolicyId") === policy?.urn,
    );
    if (hosts.length !== 2) yield "a name has no answer";
    const issuers = some(enclave, "oci:Dns/rrset").filter((each) => at(each, "rtype") === "CAA");
    if (issuers.flatMap((each) => rows(each, "items")).length !== 1) yield "any issuer may issue certificates";
  },
};

/** https://docs.oracle.com/en-us/iaas/Content/HealthChecks/Concepts/healthchecks.htm */
const american = /^(?:aws-(?:iad|cmh|sfo|pdx)|azr-(?:iad\d?|sjc|dsm|ord|sat)|goo-(?:chs|cbf|iad|dls)|dgo-\w+)$/;

export const healthIsAskedFromUs: Invariant = {
  name: "health-is-asked-from-us",
  says: "both sides are asked for their health from the United States alone, over TLS, and steering listens",
  *problems(enclave) {
    const [monitor] = some(enclave, "oci:HealthChecks/httpMonitor");
    if (monitor === undefined) return;
    const from = texts(monitor, "vantagePointNames");
    if (from.length < 3) yield "health is asked from anywhere, or from too few places to tell who is ill";
    for (const point of from) if (!american.test(point)) yield `health is asked from ${point}`;
    if (at(monitor, "protocol") !== "HTTPS" || at(monitor, "isEnabled") !== true) yield "health isn't asked over TLS";
    const addresses = some(enclave, "oci:Core/publicIp").map(({ urn }) => `${urn}#ipAddress`);
    if (texts(monitor, "targets").sort().join() !== addresses.sort().join()) yield "others than both sides are asked";
    for (const policy of some(enclave, "oci:Dns/steeringPolicy")) {
      if (at(policy, "healthCheckMonitorId") !== monitor.urn) yield "steering doesn't know who is healthy";
    }
  },
};

export const balancersAreKept: Invariant = {
  name: "balancers-are-kept",
  says: "a balancer can't be deleted by mistake, and keeps its public address",
  *problems(enclave) {
    for (const balancer of some(enclave, balancerKind)) {
      if (at(balancer, "isDeleteProtectionEnabled") !== true) yield `${about(balancer)} can be deleted`;
    }
    for (const address of some(enclave, "oci:Core/publicIp")) {
      if (at(address, "lifetime") !== "RESERVED") yield `${about(address)} isn't kept`;
    }
  },
};
