import { ComponentResource } from "@pulumi/pulumi";
import type { Input } from "@pulumi/pulumi";
import {
  DomainsAuthenticationFactorSetting,
  DomainsIdentitySetting,
  DomainsKmsiSetting,
  DomainsPasswordPolicy,
  DomainsSetting,
} from "@pulumi/oci/identity";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { authenticationFactors } from "./authentication-factors";

export interface SignOnArgs extends Declaration {
  /** The identity domain's own. */
  readonly endpoint: Input<string>;
  /** Groups whose members have to have strong passwords. */
  readonly groupIds: readonly Input<string>[];
}

const schema = (kind: string) => [`urn:ietf:params:scim:schemas:oracle:idcs:${kind}`];

/**
 * How people sign in to an identity domain. That they need a second factor each time is up to the sign-on policy "Security
 * Policy for OCI Console", which Oracle declares in every domain, and has in force: it asks everybody for one that can't be
 * phished. Who changes it has to consent, and every administrator of the domain is told; the provider can't declare it, as
 * it is there before. It is about the console: whom another identity provider vouches for has that one's second factor, and
 * a key of a person's own asks for none, nor can a statement ask for it (`request.user.mfaTotpVerified` counts outside
 * identity domains alone). So nobody can allow themself such keys, and whoever adds a person takes away that capability.
 * Here is what Oracle leaves open: which factors there are, whether one stays signed in, how strong a password is, who may
 * have keys, and that Oracle's support can't sign in.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/signonpolicies/managingsignonpolicies.htm
 * https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/policyreference_topic-General_Variables_for_All_Requests.htm
 * https://docs.oracle.com/en-us/iaas/Content/Security/Reference/iam_security_topic-iam_mfa_identity_domains_signon_policy.htm
 * https://docs.oracle.com/en-us/iaas/Content/Identity/users/edit-users-capabilities.htm
 * https://docs.oracle.com/en-us/iaas/Content/Security/Reference/iam_security_topic_update_default_security_policy_using_required_consent_overview.htm
 *
 * All but the password policy are settings that every domain has: they are changed, and stay when they are destroyed.
 */
export class SignOn extends ComponentResource {
  constructor(name: string, args: SignOnArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:SignOn", name, declared(args), opts);
    const idcsEndpoint = args.endpoint;

    new DomainsAuthenticationFactorSetting(
      name,
      {
        idcsEndpoint,
        authenticationFactorSettingId: "AuthenticationFactorSettings",
        schemas: schema("AuthenticationFactorSettings"),
        ...authenticationFactors,
      },
      // The service adds schemas by itself.
      // https://github.com/oracle/terraform-provider-oci/blob/master/examples/identity_domains/authentication_factor_settings.tf
      { parent: this, ignoreChanges: ["schemas"] },
    );
    new DomainsKmsiSetting(
      name,
      {
        idcsEndpoint,
        kmsiSettingId: "KmsiSettings",
        schemas: schema("KmsiSettings"),
        // "Keep me signed in": nobody is.
        kmsiFeatureEnabled: false,
        kmsiPromptEnabled: false,
      },
      { parent: this },
    );
    new DomainsSetting(
      name,
      // Whether Oracle's support may sign in to the domain.
      { idcsEndpoint, settingId: "Settings", schemas: schema("Settings"), csrAccess: "none" },
      { parent: this },
    );
    new DomainsIdentitySetting(
      name,
      {
        idcsEndpoint,
        identitySettingId: "IdentitySettings",
        schemas: schema("IdentitySettings"),
        primaryEmailRequired: true,
        // A password is reset by the address that the company gave, and no other.
        userAllowedToSetRecoveryEmail: false,
        myProfile: {
          allowEndUsersToChangeTheirPassword: true,
          allowEndUsersToLinkTheirSupportAccount: true,
          // API keys, tokens and secret keys, which work without a second factor.
          allowEndUsersToManageTheirCapabilities: false,
          // Their second factors.
          allowEndUsersToUpdateTheirSecuritySettings: true,
        },
      },
      // The service doesn't give it back as it was told.
      // https://github.com/oracle/terraform-provider-oci/blob/master/examples/identity_domains/identity_setting.tf
      { parent: this, ignoreChanges: ["myProfile"] },
    );
    new DomainsPasswordPolicy(
      name,
      {
        idcsEndpoint,
        name: `${name}-passwords`,
        description: "Of whoever has to do with US users' data",
        schemas: schema("PasswordPolicy"),
        groups: args.groupIds.map((value) => ({ value })),
        // Optional in the declaration, not in the service: https://github.com/oracle/terraform-provider-oci/issues/2522
        priority: 1,
        ...passwords,
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

/**
 * CIS Oracle Cloud Infrastructure Foundations Benchmark, 1.4 to 1.6: at least 14 characters, for a year at most, and none
 * of the last 24. Durations are in minutes and days.
 * https://registry.terraform.io/providers/oracle/oci/latest/docs/resources/identity_domains_password_policy
 */
const passwords = {
  passwordStrength: "Custom",
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
} as const;

function refuseWrong(name: string, args: SignOnArgs): void {
  check.refuseWrong("sign-on", name, {
    ...declarationChecks(args),
    groupIds:
      args.groupIds.length > 0
        ? undefined
        : { value: "[]", allowed: "the groups that the password policy is for, at least one" },
  });
}
