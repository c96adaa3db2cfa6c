import type { Invariant } from "../invariant";
import { at, named, rows, some, text, type One } from "../reading";

/** What each setting of the domain has to be. */
const settings: readonly (readonly [kind: string, input: string, wanted: unknown])[] = [
  ["domainsAuthenticationFactorSetting", "mfaEnrollmentType", "Required"],
  ["domainsAuthenticationFactorSetting", "smsEnabled", false],
  ["domainsAuthenticationFactorSetting", "phoneCallEnabled", false],
  ["domainsAuthenticationFactorSetting", "emailEnabled", false],
  ["domainsAuthenticationFactorSetting", "securityQuestionsEnabled", false],
  ["domainsAuthenticationFactorSetting", "fidoAuthenticatorEnabled", true],
  ["domainsAuthenticationFactorSetting", "endpointRestrictions.trustedEndpointsEnabled", false],
  ["domainsAuthenticationFactorSetting", "bypassCodeSettings.selfServiceGenerationEnabled", false],
  ["domainsIdentitySetting", "userAllowedToSetRecoveryEmail", false],
  ["domainsIdentitySetting", "primaryEmailRequired", true],
  // API keys, tokens and secret keys work without a second factor.
  ["domainsIdentitySetting", "myProfile.allowEndUsersToManageTheirCapabilities", false],
  ["domainsIdentitySetting", "myProfile.allowEndUsersToManageTheirCapabilities", false],
  ["domainsKmsiSetting", "kmsiFeatureEnabled", false],
  ["domainsKmsiSetting", "kmsiPromptEnabled", false],
  ["domainsPasswordPolicy", "userNameDisallowed", true],
  ["domainsSetting", "csrAccess", "none"],
];

export const signOnTakesTwoFactors: Invariant = {
  name: "sign-on-takes-two-factors",
  says: "who signs on has a second factor that can't be passed on, and is asked for it each time",
  *problems(enclave) {
    for (const [kind, input, wanted] of settings) {
      const setting = named(enclave, `oci:Identity/${kind}`, "enclave");
      if (at(setting, input) !== wanted) yield `${kind}: ${input} isn't ${String(wanted)}`;
    }
  },
};

/** Each number and what it has to be at least, or at most. */
const bounds: readonly (readonly [input: string, least: number, most: number])[] = [
  ["minLength", 14, 500],
  ["minLowerCase", 1, 14],
  ["minUpperCase", 1, 14],
  ["minNumerals", 1, 14],
  ["minSpecialChars", 1, 14],
  ["maxIncorrectAttempts", 1, 5],
  ["lockoutDuration", 30, 1440],
  ["numPasswordsInHistory", 24, 500],
  ["passwordExpiresAfter", 1, 365],
];

export const passwordsAreStrong: Invariant = {
  name: "passwords-are-strong",
  says: "each of the three groups has long passwords, and five attempts",
  *problems(enclave) {
    const policy = named(enclave, "oci:Identity/domainsPasswordPolicy", "enclave");
    for (const [input, least, most] of bounds) {
      const value = Number(at(policy, input));
      if (!(value >= least && value <= most)) yield `${input} is ${value}`;
    }
    const groups = rows(policy, "groups").map(({ value }) => value);
    for (const role of ["gatekeepers", "operators", "auditors"]) {
      const group = named(enclave, "oci:Identity/domainsGroup", `enclave-${role}`);
      if (!groups.includes(group.urn)) yield `${role} may have weak passwords`;
    }
  },
};

export const identitiesStayInUs: Invariant = {
  name: "identities-stay-in-us",
  says: "the identity domain is in the United States, in both regions, and nobody can ask to be in its groups",
  *problems(enclave) {
    const domain = named(enclave, "oci:Identity/domain", "enclave");
    const replicas = some(enclave, "oci:Identity/domainReplicationToRegion").filter(
      (each) => at(each, "domainId") === domain.urn,
    );
    const places = [text(domain, "homeRegion"), ...replicas.map((each) => text(each, "replicaRegion"))].sort();
    if (places.join() !== "us-ashburn-1,us-phoenix-1") yield `the domain is in ${places.join()}`;
    for (const group of some(enclave, "oci:Identity/domainsGroup")) {
      const extension = "urnietfparamsscimschemasoracleidcsextensionrequestableGroup";
      if (at(group, `${extension}.requestable`) !== false) yield `anybody may ask to be in ${group.name}`;
    }
    const workloads = named(enclave, "oci:Identity/domainsDynamicResourceGroup", "enclave-workloads");
    if (!isOfApplication(workloads, named(enclave, "oci:Identity/compartment", "enclave-application"))) {
      yield "workloads are others than the application's";
    }
  },
};

function isOfApplication(group: One, { urn }: One): boolean {
  const compartments = [...text(group, "matchingRule").matchAll(/(?:instance|resource)\.compartment\.id = '([^']+)'/g)];
  return compartments.length === 2 && compartments.every(([, id]) => id === urn);
}
