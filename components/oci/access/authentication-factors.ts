/**
 * The second factors: the mobile app's notification and passcode, and FIDO, which the console's sign-on policy asks for.
 * Codes by text message, call and mail are off, as are questions. A lost device is bridged by a code from the help desk,
 * good for once and an hour, and never by one that a user gives to themself. No device is trusted, so the factor is asked
 * for each time.
 *
 * The service wants every setting at once. Those that decide nothing here are as the service has them: its example.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/api-getstarted/use-duosec-identity-cloud-service.htm
 * https://registry.terraform.io/providers/oracle/oci/latest/docs/resources/identity_domains_authentication_factor_setting
 */
export const authenticationFactors = {
  mfaEnrollmentType: "Required",
  fidoAuthenticatorEnabled: true,
  pushEnabled: true,
  totpEnabled: true,
  bypassCodeEnabled: true,
  emailEnabled: false,
  phoneCallEnabled: false,
  securityQuestionsEnabled: false,
  smsEnabled: false,
  bypassCodeSettings: {
    helpDeskGenerationEnabled: true,
    helpDeskCodeExpiryInMins: 60,
    helpDeskMaxUsage: 1,
    selfServiceGenerationEnabled: false,
    length: 12,
    maxActive: 1,
  },
  endpointRestrictions: {
    trustedEndpointsEnabled: false,
    maxTrustedEndpoints: 1,
    maxEndpointTrustDurationInDays: 1,
    maxEnrolledDevices: 5,
    maxIncorrectAttempts: 10,
  },
  clientAppSettings: {
    // The app asks for a PIN.
    deviceProtectionPolicy: "APP_PIN",
    minPinLength: 6,
    initialLockoutPeriodInSecs: 30,
    keyPairLength: 2048,
    lockoutEscalationPattern: "Constant",
    maxFailuresBeforeLockout: 10,
    maxFailuresBeforeWarning: 5,
    maxLockoutIntervalInSecs: 86400,
    policyUpdateFreqInDays: 7,
    requestSigningAlgo: "SHA256withRSA",
    sharedSecretEncoding: "Base32",
    unlockAppForEachRequestEnabled: false,
    unlockAppIntervalInSecs: 300,
    unlockOnAppForegroundEnabled: false,
    unlockOnAppStartEnabled: false,
  },
  compliancePolicies: Object.entries({
    lockScreenRequired: "false",
    lockScreenRequiredUnknown: "false",
    jailBrokenDevice: "false",
    jailBrokenDeviceUnknown: "false",
    minWindowsVersion: "8.1",
    minIosVersion: "7.1",
    minAndroidVersion: "4.1",
    minIosAppVersion: "4.0",
    minAndroidAppVersion: "8.0",
    minWindowsAppVersion: "1.0",
  }).map(([name, value]) => ({ action: "Allow", name, value })),
  notificationSettings: { pullEnabled: true },
  totpSettings: {
    emailOtpValidityDurationInMins: 10,
    emailPasscodeLength: 6,
    hashingAlgorithm: "SHA1",
    jwtValidityDurationInSecs: 300,
    keyRefreshIntervalInDays: 60,
    passcodeLength: 6,
    smsOtpValidityDurationInMins: 6,
    smsPasscodeLength: 6,
    timeStepInSecs: 30,
    timeStepTolerance: 3,
  },
};
