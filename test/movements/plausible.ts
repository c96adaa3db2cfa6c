import type { Cloud } from "../../policies/residency/geography";

/** Where everything is that a row isn't about. */
export const home = { aws: "us-east-1", gcp: "us-east4", oci: "us-ashburn-1" } as const satisfies Record<Cloud, string>;

const account = "111122223333";

/**
 * A text that an input of this name could take, inside the United States where it names a place: so a row's verdict is
 * decided by what the row is about, not by what else its type requires.
 */
export function plausibleText(cloud: Cloud, name: string): string {
  const [, text] = spellings.find(([pattern]) => pattern.test(name)) ?? [/./, () => "text"];
  return text(cloud, name);
}

const spellings: readonly (readonly [RegExp, (cloud: Cloud, name: string) => string])[] = [
  [
    /zone$|availabilityDomain/i,
    (cloud) => ({ aws: "us-east-1a", gcp: "us-east4-a", oci: "Uocm:US-ASHBURN-AD-1" })[cloud],
  ],
  [/^(?:\w*location|location_?id|.*region(?:Name|Code)?s?)$/i, (cloud) => home[cloud]],
  [/arns?$|^arn/i, () => `arn:aws:service:${home.aws}:${account}:thing/other`],
  [/cidr|ipRange|prefix(?:es)?$/i, () => "10.0.0.0/16"],
  [/ip(?:Address)?(?:es)?$/i, () => "10.0.0.4"],
  [/email/i, () => "someone@example.com"],
  [/ur[il]$|endpoint$|host(?:name)?$/i, () => "https://service.example.com"],
  [/project$|projectId$/i, () => "shop"],
  [/account(?:Id)?$/i, () => account],
  [/compartmentId$/, () => "ocid1.compartment.oc1..home"],
  [
    /ids?$/i,
    (cloud, name) => (cloud === "oci" ? `ocid1.${name.replace(/ids?$/i, "").toLowerCase()}.oc1.iad.other` : "other"),
  ],
];
