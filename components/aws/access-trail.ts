import { ComponentResource } from "@pulumi/pulumi";
import { Trail } from "@pulumi/aws/cloudtrail";
import * as check from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import type { AccessLog } from "./access-log";
import { awsBucketName, awsName } from "./checks";

export interface AccessTrailArgs extends Declaration {
  /** The region of the provider: the center's, in the United States. */
  readonly region: string;
  readonly trailName: string;
  /** Where it writes to, in another region. */
  readonly log: Pick<AccessLog, "bucketName" | "keyArn">;
  /** The bucket each access to whose objects is told. */
  readonly bucketName: string;
  /** The log's bucket: whoever reads the evidence is told, too. */
  readonly logBucketName: string;
}

/**
 * What tells the access log: all that is done with the account, in every region, as somebody could do it elsewhere; that
 * covers each use of a key and all that is done to vaults. Beside that, each access to the backup's objects, and each
 * reading of the evidence. Writing evidence isn't told: it would be told of itself.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
export class AccessTrail extends ComponentResource {
  constructor(name: string, args: AccessTrailArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:aws:AccessTrail", name, declared(args), opts);
    const objectsOf = (bucketName: string) => [
      { field: "eventCategory", equals: ["Data"] },
      { field: "resources.type", equals: ["AWS::S3::Object"] },
      { field: "resources.ARN", startsWiths: [`arn:aws:s3:::${bucketName}/`] },
    ];

    new Trail(
      name,
      {
        name: args.trailName,
        s3BucketName: args.log.bucketName,
        kmsKeyId: args.log.keyArn,
        enableLogFileValidation: true,
        includeGlobalServiceEvents: true,
        isMultiRegionTrail: true,
        advancedEventSelectors: [
          { name: "management", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
          { name: "backup", fieldSelectors: objectsOf(args.bucketName) },
          {
            name: "evidence",
            fieldSelectors: [...objectsOf(args.logBucketName), { field: "readOnly", equals: ["true"] }],
          },
        ],
        tags: labels(args),
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

function refuseWrong(name: string, args: AccessTrailArgs): void {
  check.refuseWrong("access trail", name, {
    ...declarationChecks(args),
    region: check.against(args.region, check.usRegion("aws", "us-east-1")),
    trailName: check.against(args.trailName, awsName),
    bucketName: check.against(args.bucketName, awsBucketName),
    logBucketName: check.against(args.logBucketName, awsBucketName),
  });
}
