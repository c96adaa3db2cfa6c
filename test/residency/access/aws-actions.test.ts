import fc from "fast-check";
import { byService, type Access } from "../../../policies/residency/access/access";
import {
  contentActions,
  listedOnly,
  managing,
  withoutContent,
} from "../../../policies/residency/access/aws-action-table";
import { accessTo, dataAccess } from "../../../policies/residency/access/aws-actions";
import { managedAccess } from "../../../policies/residency/access/aws-managed";
import { absent, known } from "../../../policies/residency/access/elements";

const access = (how: string): Access => ({ reads: how.includes("r"), writes: how.includes("w") });

describe("one action", () => {
  it.each([
    ["s3:GetObject", "s3", "r"],
    ["s3:getobject", "s3", "r"],
    ["S3:GETOBJECT", "s3", "r"],
    ["s3:PutObject", "s3", "w"],
    ["s3:*", "s3", "rw"],
    ["s3:Get*", "s3", "r"],
    ["s3:GetObject*", "s3", "r"],
    ["s3:?etObject", "s3", "r"],
    ["s3:*Object", "s3", "rw"],
    ["s3:GetBucket*", "s3", ""],
    ["s3:List*", "s3", ""],
    ["s3:ListBucket", "s3", ""],
    ["s3:GetBucketLocation", "s3", ""],
    ["s3:GetObjectTagging", "s3", ""],
    ["s3:PutBucketPolicy", "s3", ""],
    ["s3:DeleteObject", "s3", ""],
    ["s3:CreateBucket", "s3", ""],
    ["s3:GetSomethingOfNextYear", "s3", "r"],
    ["dynamodb:Query", "dynamodb", "r"],
    ["dynamodb:Scan", "dynamodb", "r"],
    ["dynamodb:BatchGetItem", "dynamodb", "r"],
    ["dynamodb:BatchWriteItem", "dynamodb", "w"],
    ["dynamodb:UpdateItem", "dynamodb", "w"],
    ["dynamodb:UpdateTable", "dynamodb", ""],
    ["dynamodb:DescribeTable", "dynamodb", ""],
    ["sqs:SendMessage", "sqs", "w"],
    ["sqs:ReceiveMessage", "sqs", "r"],
    ["sqs:DeleteMessage", "sqs", ""],
    ["sqs:GetQueueUrl", "sqs", ""],
    ["sqs:GetQueueAttributes", "sqs", ""],
    ["sqs:ChangeMessageVisibility", "sqs", ""],
    ["sns:Publish", "sns", "w"],
    ["sns:Subscribe", "sns", "r"],
    ["kinesis:PutRecords", "kinesis", "w"],
    ["kinesis:GetRecords", "kinesis", "r"],
    ["kinesis:GetShardIterator", "kinesis", ""],
    ["firehose:*", "firehose", "w"],
    ["secretsmanager:GetSecretValue", "secretsmanager", "r"],
    ["secretsmanager:DescribeSecret", "secretsmanager", ""],
    ["logs:PutLogEvents", "logs", "w"],
    ["logs:CreateLogStream", "logs", ""],
    ["logs:FilterLogEvents", "logs", "r"],
    ["lambda:InvokeFunction", "lambda", "w"],
    ["lambda:Invoke*", "lambda", "w"],
    ["lambda:GetFunction", "lambda", "r"],
    ["ecr:BatchGetImage", "ecr", "r"],
    ["ecr:GetAuthorizationToken", "ecr", ""],
    ["rds-db:connect", "rds-db", "rw"],
    ["rds:*", "rds", "rw"],
    ["rds:RestoreDBInstanceToPointInTime", "rds", ""],
    ["ec2:RunInstances", "ec2", ""],
    ["ec2:CopySnapshot", "ec2", "rw"],
    ["es:ESHttp*", "es", "rw"],
    ["es:ESHttpPut", "es", "w"],
    ["elasticfilesystem:ClientMount", "elasticfilesystem", "r"],
    ["ssm:GetParametersByPath", "ssm", "r"],
    ["kms:*", "kms", ""],
    ["kms:Decrypt", "kms", ""],
    ["sts:AssumeRole", "sts", ""],
    ["iam:*", "iam", ""],
    ["cloudwatch:PutMetricData", "cloudwatch", ""],
    // Services that the table hasn't.
    ["comprehend:GetSomething", "comprehend", "r"],
    ["comprehend:Get*", "comprehend", "r"],
    ["comprehend:GetResourcePolicy", "comprehend", ""],
    ["comprehend:Describe*", "comprehend", ""],
    ["comprehend:BatchGetThings", "comprehend", "r"],
    ["comprehend:CreateThing", "comprehend", "w"],
    ["comprehend:Getaway", "comprehend", "rw"],
    ["comprehend:DoSomething", "comprehend", "rw"],
    ["comprehend:*", "comprehend", "rw"],
    ["comprehend:G*", "comprehend", "rw"],
    ["comprehend:", "comprehend", "rw"],
    ["constructor:GetThing", "constructor", "r"],
    ["__proto__:TagThing", "__proto__", ""],
    // What may be of any service.
    ["*", "*", "rw"],
    ["**", "*", "rw"],
    ["*:*", "*", "rw"],
    ["s*:GetObject", "*", "r"],
    ["*:Get*", "*", "rw"],
    ["GetObject", "*", "rw"],
    ["", "*", "rw"],
    ["stateside0123456789abcdef:GetObject", "*", "r"],
    ["s3:stateside0123456789abcdef", "s3", "rw"],
  ])("%s is judged for %s: %s", (action, service, how) => {
    const found = dataAccess(known(action), absent);
    expect(found).toEqual({ ...access(how), services: new Map([[service, access(how)]]) });
  });
});

describe("a statement's actions", () => {
  it("concern their own services only", () => {
    const found = dataAccess(known("s3:GetObject", "s3:PutObject", "logs:PutLogEvents", "kms:Decrypt"), absent);
    expect(found).toMatchObject(access("rw"));
    expect(accessTo(found, "s3")).toEqual(access("rw"));
    expect(accessTo(found, "logs")).toEqual(access("w"));
    expect(accessTo(found, "sqs")).toEqual(access(""));
  });

  it("concern every service with `*`, but none that has no content", () => {
    const found = dataAccess(known("s3:GetObject", "*"), absent);
    expect(["s3", "sqs", "kms"].map((service) => accessTo(found, service))).toEqual(["rw", "rw", ""].map(access));
  });

  it("may be all of them where they aren't known", () => {
    const found = dataAccess({ kind: "unknown", cause: "not-yet-known", texts: ["s3:ListBucket"] }, absent);
    expect(accessTo(found, "s3")).toEqual(access("rw"));
  });

  it("are none where neither element stands", () => {
    expect(dataAccess(absent, absent)).toEqual(byService(new Map()));
  });
});

describe("everything but some actions", () => {
  it.each([
    ["s3:*", "s3", ""],
    ["S3:*", "s3", ""],
    ["s3:*", "sqs", "rw"],
    ["s3:DeleteObject", "s3", "rw"],
    ["sqs:Receive*", "sqs", "rw"], // moving messages to another queue reads them, too
    ["sns:Publish", "sns", "r"],
    ["kinesis:Put*", "kinesis", "r"],
    ["comprehend:Get*", "comprehend", "rw"],
    ["comprehend:*", "comprehend", ""],
    ["iam:*", "s3", "rw"],
    ["iam:*", "iam", ""],
    ["*", "s3", ""],
    ["*:*", "s3", ""],
    ["*:Get*", "s3", "rw"],
    ["s*:*", "s3", "rw"],
    ["GetObject", "s3", "rw"],
    ["", "s3", "rw"],
    ["stateside0123456789abcdef:*", "s3", "rw"],
  ])("%s leaves of %s: %s", (action, service, how) => {
    expect(accessTo(dataAccess(absent, known(action)), service)).toEqual(access(how));
  });

  it("adds up what several leave out", () => {
    const found = dataAccess(absent, known("kinesis:Put*", "kinesis:GetRecords", "kinesis:Subscribe*", "iam:*"));
    expect(accessTo(found, "kinesis")).toEqual(access(""));
    expect(found).toMatchObject(access("rw"));
  });

  it("may be everything where they aren't known", () => {
    const found = dataAccess(absent, { kind: "unknown", cause: "possible", texts: ["s3:*"] });
    expect(accessTo(found, "s3")).toEqual(access("rw"));
  });
});

describe("AWS's own policies", () => {
  it.each([
    ["AdministratorAccess", "sqs", "rw"],
    ["PowerUserAccess", "s3", "rw"],
    ["ReadOnlyAccess", "s3", "r"],
    ["AmazonS3FullAccess", "s3", "rw"],
    ["AmazonS3FullAccess", "sqs", ""],
    ["AmazonS3ReadOnlyAccess", "s3", "r"],
    ["AmazonDynamoDBFullAccess", "dynamodb", "rw"],
    ["service-role/AWSLambdaBasicExecutionRole", "logs", "w"],
    ["service-role/AWSLambdaSQSQueueExecutionRole", "sqs", "r"],
    ["AmazonSQSReadOnlyAccess", "sqs", ""],
    ["AmazonSNSFullAccess", "sns", "rw"],
    ["AmazonKinesisReadOnlyAccess", "kinesis", "r"],
    ["AmazonKinesisReadOnlyAccess", "s3", ""],
  ])("%s grants on %s: %s", (name, service, how) => {
    for (const partition of ["aws", "aws-us-gov"]) {
      const found = managedAccess(`arn:${partition}:iam::aws:policy/${name}`);
      expect(found && accessTo(found, service)).toEqual(access(how));
    }
  });

  it.each([
    ["one that isn't in the table", "arn:aws:iam::aws:policy/AmazonBraketFullAccess"],
    ["a customer's of the same name", "arn:aws:iam::111122223333:policy/AmazonS3FullAccess"],
    ["a name alone", "AmazonS3FullAccess"],
    ["a name of a prototype's", "arn:aws:iam::aws:policy/constructor"],
    ["nothing", ""],
  ])("don't tell what %s grants", (_, arn) => {
    expect(managedAccess(arn)).toBeUndefined();
  });
});

describe("the table of actions", () => {
  it("has every action on a side once", () => {
    for (const [service, cell] of Object.entries(contentActions))
      for (const side of cell.split(">")) {
        const names = side.trim().split(" ");
        expect([service, names]).toEqual([service, [...new Set(names)]]);
        for (const name of names.filter((each) => each !== "")) expect(name).toMatch(/^[A-Za-z0-9]+$/);
      }
  });

  it("has no service both with and without content", () => {
    const services = [...Object.keys(contentActions), ...Object.keys(managing)];
    expect(services.filter((service) => withoutContent.has(service))).toEqual([]);
    expect([...listedOnly].filter((service) => !Object.hasOwn(contentActions, service))).toEqual([]);
  });

  it("has no action both with and without content", () => {
    for (const [service, cell] of Object.entries(managing)) {
      const listed = (contentActions[service] ?? "").split(/[ >]+/);
      expect(cell.split(" ").filter((name) => listed.includes(name))).toEqual([]);
    }
  });
});

describe("any action", () => {
  const text = fc.oneof(
    fc.string(),
    fc.stringMatching(/^[a-z*:?G-P]{0,12}$/),
    fc.tuple(fc.string(), fc.string()).map((both) => both.join(":")),
  );

  it("is judged without throwing, and so is everything but it", () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), (texts) => {
        for (const found of [dataAccess(known(...texts), absent), dataAccess(absent, known(...texts))]) {
          expect(found.reads).toBe([...found.services.values()].some(({ reads }) => reads));
          expect(found.writes).toBe([...found.services.values()].some(({ writes }) => writes));
        }
        texts.map(managedAccess);
      }),
      { seed: 20261122 },
    );
  });

  it("lets do no less in a pattern that covers it", () => {
    const services = Object.entries(contentActions).flatMap(([service, cell]) =>
      cell.split(/[ >]+/).flatMap((name) => (name === "" ? [] : [[service, name] as const])),
    );
    fc.assert(
      fc.property(fc.constantFrom(...services), fc.nat(), ([service, name], at) => {
        const exact = dataAccess(known(`${service}:${name}`), absent);
        const pattern = dataAccess(known(`${service}:${name.slice(0, at % name.length)}*`), absent);
        expect(exact.reads && !pattern.reads).toBe(false);
        expect(exact.writes && !pattern.writes).toBe(false);
      }),
      { seed: 20261122 },
    );
  });

  it("ends soon, however many wildcards it has", () => {
    expect(dataAccess(known(`s3:${"*a".repeat(50_000)}`), absent)).toMatchObject(access(""));
    expect(dataAccess(known(":".repeat(100_000)), absent)).toMatchObject(access("rw"));
  });
});
