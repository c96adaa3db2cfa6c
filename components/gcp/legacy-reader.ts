import { ComponentResource, interpolate, secret } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { Account } from "@pulumi/gcp/serviceaccount";
import { BucketIAMMember, HmacKey } from "@pulumi/gcp/storage";
import * as check from "../checks";
import { declarationChecks, declared } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import { untilSettled } from "../until-settled";
import { googleProjectId } from "./checks";

export interface LegacyReaderArgs extends Declaration {
  readonly projectId: string;
  /** What it may read, each by a name of its own. */
  readonly buckets: Readonly<Record<string, Input<string>>>;
}

/**
 * New accounts take a while to be known.
 * https://cloud.google.com/iam/docs/service-accounts-create#creating
 */
const notKnownYet = ["does not exist", "notFound"];

/**
 * Whom the enclave's puller is for Google Cloud: an account that can list and read yesterday's buckets and do nothing else,
 * with the kind of key that S3-compatible clients sign with. Nobody can sign in as it, and whoever had the key would still
 * have to ask from where the buckets' filters let requests come from.
 * https://cloud.google.com/storage/docs/authentication/hmackeys
 */
export class LegacyReader extends ComponentResource {
  readonly accessId: Output<string>;
  /** Secret: it can only be read once, when the key is made. */
  readonly secret: Output<string>;

  constructor(name: string, args: LegacyReaderArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:gcp:LegacyReader", name, declared(args), opts);

    const account = new Account(
      name,
      {
        project: args.projectId,
        accountId: `${name}-reader`,
        displayName: "Puller of the US enclave",
        description: "Reads yesterday's data, which goes home to the enclave on Oracle Cloud",
      },
      { parent: this },
    );
    for (const [bucketName, bucket] of Object.entries(args.buckets)) {
      new BucketIAMMember(
        `${name}-${bucketName}`,
        { bucket, role: "roles/storage.objectViewer", member: interpolate`serviceAccount:${account.email}` },
        { parent: this, ...untilSettled(`${name}-${bucketName}-account-known`, notKnownYet) },
      );
    }
    const key = new HmacKey(
      name,
      { project: args.projectId, serviceAccountEmail: account.email, state: "ACTIVE" },
      { parent: this, ...untilSettled(`${name}-key-account-known`, notKnownYet) },
    );

    this.accessId = key.accessId;
    this.secret = secret(key.secret);
    this.registerOutputs({ accessId: this.accessId });
  }
}

/** `<name>-reader` is the account's id, of 6 to 30 characters. */
const shortName = check.pattern(
  "1 to 23 lower-case letters, digits and hyphens, a letter first",
  "legacy",
  /^[a-z][a-z0-9-]{0,22}$/,
);

function refuseWrong(name: string, args: LegacyReaderArgs): void {
  check.refuseWrong("legacy reader", name, {
    ...declarationChecks(args),
    name: check.against(name, shortName),
    projectId: check.against(args.projectId, googleProjectId),
    buckets: Object.keys(args.buckets).length > 0 ? undefined : { value: "{}", allowed: "at least one bucket" },
  });
}
