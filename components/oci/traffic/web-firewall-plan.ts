import { methods } from "./traffic-tls";

/** What the web application firewall is to let through. */
export interface WebFirewallWishes {
  /** The names that users come by; whatever asks for another is refused. */
  readonly hostNames: readonly string[];
  /** Two-letter codes of the countries that users may come from; empty for all. */
  readonly admittedCountries: readonly string[];
  /** For each address that requests come from. */
  readonly requestsPerMinute: number;
}

/** Of an `AppFirewallPolicy`, all that decides on a request. */
export interface WebFirewallPlan {
  readonly actions: WebAction[];
  readonly requestAccessControl: { defaultActionName: string; rules: AccessRule[] };
  readonly requestRateLimiting: { rules: RateRule[] };
  readonly requestProtection: { bodyInspectionSizeLimitInBytes: number; rules: ProtectionRule[] };
}

interface WebAction {
  readonly name: string;
  readonly type: "ALLOW" | "RETURN_HTTP_RESPONSE";
  readonly code?: number;
  readonly body?: { type: "STATIC_TEXT"; text: string };
  readonly headers?: { name: string; value: string }[];
}

interface Rule {
  readonly name: string;
  readonly actionName: string;
}

interface AccessRule extends Rule {
  readonly type: "ACCESS_CONTROL";
  readonly conditionLanguage: "JMESPATH";
  readonly condition: string;
}

interface RateRule extends Rule {
  readonly type: "REQUEST_RATE_LIMITING";
  readonly configurations: { periodInSeconds: number; requestsLimit: number; actionDurationInSeconds: number }[];
}

interface ProtectionRule extends Rule {
  readonly type: "PROTECTION";
  readonly isBodyInspectionEnabled: boolean;
  readonly protectionCapabilities: { key: string; version: number }[];
  readonly protectionCapabilitySettings: {
    allowedHttpMethods: string[];
    maxNumberOfArguments: number;
    maxSingleArgumentLength: number;
    maxTotalArgumentLength: number;
    maxHttpRequestHeaders: number;
    maxHttpRequestHeaderLength: number;
  };
}

/**
 * OWASP's core rules by group, and what no group has. Only these versions are offered.
 * https://docs.oracle.com/en-us/iaas/Content/WAF/Protections/protections_management.htm
 */
const capabilities = [
  { key: "9420000", version: 2 }, // SQL injection
  { key: "9410000", version: 3 }, // cross-site scripting
  { key: "9330000", version: 2 }, // injection of PHP
  { key: "9320000", version: 2 }, // execution of commands, UNIX
  { key: "9320001", version: 2 }, // execution of commands, Windows
  { key: "9300000", version: 2 }, // inclusion of local files
  { key: "944150", version: 1 }, // Log4Shell
  { key: "921110", version: 3 }, // request smuggling
  { key: "920380", version: 1 }, // too many arguments
  { key: "911100", version: 1 }, // methods other than those allowed
];

/**
 * Refuses whatever no rule admits. A rule admits requests by one of the names, with one of the methods, from one of the
 * countries if those are stated: a name for each rule, as a condition has 1,024 characters at most. What is admitted goes
 * on to the limit and to the inspection.
 *
 * `http.request.host` has the port if the user wrote one.
 * https://docs.oracle.com/en-us/iaas/Content/WAF/Concepts/understanding_conditions.htm
 */
export function planWebFirewall({
  hostNames,
  admittedCountries,
  requestsPerMinute,
}: WebFirewallWishes): WebFirewallPlan {
  const countries =
    admittedCountries.length === 0 ? [] : [isOneOf(admittedCountries, "connection.source.geo.countryCode")];
  const admission = (name: string) =>
    [
      `i_contains(${listOf([name, `${name}:443`])}, http.request.host)`,
      isOneOf(methods, "http.request.method"),
      ...countries,
    ].join(" && ");
  return {
    actions: [
      { name: "admit", type: "ALLOW" },
      { name: "refuse", type: "RETURN_HTTP_RESPONSE", code: 403, body: { type: "STATIC_TEXT", text: "Forbidden" } },
      {
        name: "slow-down",
        type: "RETURN_HTTP_RESPONSE",
        // 429 isn't among the codes that the service knows.
        code: 503,
        headers: [{ name: "Retry-After", value: "60" }],
        body: { type: "STATIC_TEXT", text: "Too many requests" },
      },
    ],
    requestAccessControl: {
      defaultActionName: "refuse",
      rules: hostNames.map((name, index) => ({
        name: `admit-${index + 1}`,
        type: "ACCESS_CONTROL",
        actionName: "admit",
        conditionLanguage: "JMESPATH",
        condition: admission(name),
      })),
    },
    requestRateLimiting: {
      rules: [
        {
          name: "each-address",
          type: "REQUEST_RATE_LIMITING",
          actionName: "slow-down",
          configurations: [{ periodInSeconds: 60, requestsLimit: requestsPerMinute, actionDurationInSeconds: 60 }],
        },
      ],
    },
    requestProtection: {
      // The most that the service inspects; the rest of a longer body goes on uninspected.
      bodyInspectionSizeLimitInBytes: 8192,
      rules: [
        {
          name: "owasp",
          type: "PROTECTION",
          actionName: "refuse",
          isBodyInspectionEnabled: true,
          protectionCapabilities: capabilities.map((capability) => ({ ...capability })),
          // The service's own, but for the methods, which would be four.
          protectionCapabilitySettings: {
            allowedHttpMethods: [...methods],
            maxNumberOfArguments: 255,
            maxSingleArgumentLength: 400,
            maxTotalArgumentLength: 64_000,
            maxHttpRequestHeaders: 25,
            maxHttpRequestHeaderLength: 8000,
          },
        },
      ],
    },
  };
}

function isOneOf(values: readonly string[], subject: string): string {
  return `contains(${listOf(values)}, ${subject})`;
}

/** The values have no quotes: they are host names, methods and country codes. */
function listOf(values: readonly string[]): string {
  return `[${values.map((value) => `'${value}'`).join(", ")}]`;
}
