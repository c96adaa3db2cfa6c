import fc from "fast-check";
import { hostName } from "../../../../components/checks";
import { planWebFirewall } from "../../../../components/oci/traffic/web-firewall-plan";
import {
  ciphers,
  methods,
  tlsVersions,
  applicationPort,
  userPort,
} from "../../../../components/oci/traffic/traffic-tls";

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,60}[a-z0-9]$/);
const host = fc
  .array(label, { minLength: 2, maxLength: 4 })
  .map((labels) => labels.join("."))
  .filter(hostName.accepts);
const country = fc.stringMatching(/^[A-Z]{2}$/);
const wishes = fc.record({
  hostNames: fc.uniqueArray(host, { minLength: 1, maxLength: 10 }),
  admittedCountries: fc.uniqueArray(country, { maxLength: 40 }),
  requestsPerMinute: fc.integer({ min: 60, max: 100_000 }),
});

interface Request {
  readonly host: string;
  readonly method: string;
  readonly country: string;
}

/** Reads the few forms of conditions that the plan has. */
function holds(condition: string, request: Request): boolean {
  return condition.split(" && ").every((part) => {
    const [, fold, list = "", subject = ""] = /^(i_)?contains\(\[(.*)\], ([\w.]+)\)$/.exec(part) ?? [];
    const members = list.split(", ").map((member) => member.slice(1, -1));
    const value = {
      "http.request.host": request.host,
      "http.request.method": request.method,
      "connection.source.geo.countryCode": request.country,
    }[subject];
    if (value === undefined) throw new Error(`unknown condition ${part}`);
    return members.includes(fold === undefined ? value : value.toLowerCase());
  });
}

it("admits requests by the enclave's names alone, with a known method, from an admitted country", () => {
  fc.assert(
    fc.property(
      wishes,
      host,
      country,
      fc.constantFrom(...methods, "TRACE", "CONNECT"),
      (given, other, from, method) => {
        const { requestAccessControl } = planWebFirewall(given);
        const { rules, defaultActionName } = requestAccessControl;
        expect(defaultActionName).toBe("refuse");
        expect(new Set(rules.map(({ actionName }) => actionName))).toEqual(new Set(["admit"]));
        const [own = ""] = given.hostNames;
        const isKnown = (methods as readonly string[]).includes(method);
        const isFrom = given.admittedCountries.length === 0 || given.admittedCountries.includes(from);
        for (const name of [own, own.toUpperCase(), `${own}:443`, other, `${own}.example`, `${own}:8443`]) {
          const isOwn = given.hostNames.some((one) => [one, `${one}:443`].includes(name.toLowerCase()));
          const isAdmitted = rules.some(({ condition }) => holds(condition, { host: name, method, country: from }));
          expect(isAdmitted).toBe(isOwn && isKnown && isFrom);
        }
      },
    ),
  );
});

it("keeps to what the service allows: conditions of 1,024 characters, names and actions that are there once", () => {
  fc.assert(
    fc.property(wishes, (given) => {
      const { actions, requestAccessControl, requestRateLimiting, requestProtection } = planWebFirewall(given);
      const rules = [requestAccessControl.rules, requestRateLimiting.rules, requestProtection.rules];
      expect(Math.max(...requestAccessControl.rules.map(({ condition }) => condition.length))).toBeLessThanOrEqual(
        1024,
      );
      for (const module of rules) expect(new Set(module.map(({ name }) => name)).size).toBe(module.length);
      const names = actions.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const { actionName } of rules.flat()) expect(names).toContain(actionName);
    }),
  );
});

it("inspects every request, bodies too, and refuses what matches", () => {
  const { requestProtection, requestRateLimiting, actions } = planWebFirewall({
    hostNames: ["www.example.com"],
    admittedCountries: [],
    requestsPerMinute: 600,
  });
  expect(actions).toEqual([
    { name: "admit", type: "ALLOW" },
    { name: "refuse", type: "RETURN_HTTP_RESPONSE", code: 403, body: { type: "STATIC_TEXT", text: "Forbidden" } },
    {
      name: "slow-down",
      type: "RETURN_HTTP_RESPONSE",
      code: 503,
      headers: [{ name: "Retry-After", value: "60" }],
      body: { type: "STATIC_TEXT", text: "Too many requests" },
    },
  ]);
  expect(requestProtection).toEqual({
    bodyInspectionSizeLimitInBytes: 8192,
    rules: [
      {
        name: "owasp",
        type: "PROTECTION",
        actionName: "refuse",
        isBodyInspectionEnabled: true,
        protectionCapabilities: [
          { key: "9420000", version: 2 },
          { key: "9410000", version: 3 },
          { key: "9330000", version: 2 },
          { key: "9320000", version: 2 },
          { key: "9320001", version: 2 },
          { key: "9300000", version: 2 },
          { key: "944150", version: 1 },
          { key: "921110", version: 3 },
          { key: "920380", version: 1 },
          { key: "911100", version: 1 },
        ],
        protectionCapabilitySettings: {
          allowedHttpMethods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
          maxNumberOfArguments: 255,
          maxSingleArgumentLength: 400,
          maxTotalArgumentLength: 64_000,
          maxHttpRequestHeaders: 25,
          maxHttpRequestHeaderLength: 8000,
        },
      },
    ],
  });
  expect(requestRateLimiting).toEqual({
    rules: [
      {
        name: "each-address",
        type: "REQUEST_RATE_LIMITING",
        actionName: "slow-down",
        configurations: [{ periodInSeconds: 60, requestsLimit: 600, actionDurationInSeconds: 60 }],
      },
    ],
  });
});

it("speaks TLS 1.2 and 1.3 alone, with forward secrecy and authenticated encryption", () => {
  expect(tlsVersions).toEqual(["TLSv1.2", "TLSv1.3"]);
  expect(
    ciphers.filter((cipher) => !/^(TLS_AES_\d+_GCM|ECDHE-(ECDSA|RSA)-AES\d+-GCM)[_-]SHA\d+$/.test(cipher)),
  ).toEqual([]);
  for (const key of ["ECDSA", "RSA", "TLS_"]) expect(ciphers.some((cipher) => cipher.includes(key))).toBe(true);
});

it("listens where the flows lead", () => {
  expect([userPort, applicationPort]).toEqual([443, 8443]);
});
