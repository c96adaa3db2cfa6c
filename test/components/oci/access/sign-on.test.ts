import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { SignOn } from "../../../../components/oci/access/sign-on";
import type { SignOnArgs } from "../../../../components/oci/access/sign-on";
import { record, refusal, upkeep } from "../../recorder";
import type { Seen } from "../../recorder";

const idcsEndpoint = "https://enclave.identity.example";

function build(seen: Seen, change: Partial<SignOnArgs> = {}): SignOn {
  const provider = new Provider("home", { region: "us-ashburn-1" });
  return new SignOn(
    "enclave",
    {
      dataClass: "us-user",
      owner: "data-security",
      endpoint: output(idcsEndpoint),
      groupIds: [output("gatekeepers"), "operators"],
      ...change,
    },
    { ...seen, provider },
  );
}

const child = {
  name: "enclave",
  parent: "stateside:oci:SignOn enclave",
  provider: "home",
  protect: false,
  after: [],
  deletedWith: undefined,
};
const schemas = (kind: string) => [`urn:ietf:params:scim:schemas:oracle:idcs:${kind}`];

it("lets nobody stay signed in or allow themself keys, Oracle's support sign in, or a weak password be", async () => {
  const [component, , ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:SignOn",
    inputs: { dataClass: "us-user", owner: "data-security" },
  });
  expect(children).toEqual([
    {
      ...child,
      type: "oci:Identity/domainsKmsiSetting:DomainsKmsiSetting",
      inputs: {
        idcsEndpoint,
        kmsiSettingId: "KmsiSettings",
        schemas: schemas("KmsiSettings"),
        kmsiFeatureEnabled: false,
        kmsiPromptEnabled: false,
      },
    },
    {
      ...child,
      type: "oci:Identity/domainsSetting:DomainsSetting",
      inputs: { idcsEndpoint, settingId: "Settings", schemas: schemas("Settings"), csrAccess: "none" },
    },
    {
      ...child,
      type: "oci:Identity/domainsIdentitySetting:DomainsIdentitySetting",
      inputs: {
        idcsEndpoint,
        identitySettingId: "IdentitySettings",
        schemas: schemas("IdentitySettings"),
        primaryEmailRequired: true,
        userAllowedToSetRecoveryEmail: false,
        myProfile: {
          allowEndUsersToChangeTheirPassword: true,
          allowEndUsersToLinkTheirSupportAccount: true,
          allowEndUsersToManageTheirCapabilities: false,
          allowEndUsersToUpdateTheirSecuritySettings: true,
        },
      },
    },
    {
      ...child,
      type: "oci:Identity/domainsPasswordPolicy:DomainsPasswordPolicy",
      inputs: {
        idcsEndpoint,
        name: "enclave-passwords",
        description: "Of whoever has to do with US users' data",
        schemas: schemas("PasswordPolicy"),
        groups: [{ value: "gatekeepers" }, { value: "operators" }],
        priority: 1,
        // The SDK takes it for a password, and for a secret.
        passwordStrength: expect.objectContaining({ value: "Custom" }) as unknown,
        minLength: 14,
        minLowerCase: 1,
        minUpperCase: 1,
        minNumerals: 1,
        minSpecialChars: 1,
        userNameDisallowed: true,
        numPasswordsInHistory: 24,
        passwordExpiresAfter: 365,
        maxIncorrectAttempts: 5,
        lockoutDuration: 30,
      },
    },
  ]);
});

it("has second factors that can't be phished, asks for one each time, and takes no code by text, call or mail", async () => {
  const [, factors] = await record(build);
  expect(factors).toMatchObject({
    ...child,
    type: "oci:Identity/domainsAuthenticationFactorSetting:DomainsAuthenticationFactorSetting",
    inputs: {
      idcsEndpoint,
      authenticationFactorSettingId: "AuthenticationFactorSettings",
      schemas: schemas("AuthenticationFactorSettings"),
      mfaEnrollmentType: "Required",
      fidoAuthenticatorEnabled: true,
      pushEnabled: true,
      totpEnabled: true,
      smsEnabled: false,
      phoneCallEnabled: false,
      emailEnabled: false,
      securityQuestionsEnabled: false,
      bypassCodeEnabled: true,
      bypassCodeSettings: { selfServiceGenerationEnabled: false, helpDeskMaxUsage: 1, helpDeskCodeExpiryInMins: 60 },
      endpointRestrictions: { trustedEndpointsEnabled: false },
      clientAppSettings: { deviceProtectionPolicy: "APP_PIN", minPinLength: 6 },
    },
  });
  expect(factors?.inputs["compliancePolicies"]).toHaveLength(10);
});

it("takes the schemas that the service adds to the factors, and how it gives profiles back", async () => {
  expect(await upkeep(build)).toEqual({
    "oci:Identity/domainsAuthenticationFactorSetting:DomainsAuthenticationFactorSetting enclave": {
      ignoreChanges: ["schemas"],
    },
    "oci:Identity/domainsIdentitySetting:DomainsIdentitySetting enclave": { ignoreChanges: ["myProfile"] },
  });
});

it.each<[Partial<SignOnArgs>, string]>([
  [
    { owner: "Security" },
    "`owner` is `Security`; use 1 to 63 lower-case letters, digits, hyphens and underscores, a letter first",
  ],
  [{ groupIds: [] }, "`groupIds` is `[]`; use the groups that the password policy is for, at least one"],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`sign-on \`enclave\`: ${message}`);
});
