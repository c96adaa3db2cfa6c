/** A class of resources that programs are made of. */
export interface ResourceClass {
  readonly package: "aws" | "gcp" | "oci" | "random" | "cloud";
  /** The SDK's module and class; without one, the resource is a bare `CustomResource` of the type. */
  readonly module?: { readonly path: string; readonly name: string };
  readonly type: string;
  /** The version that a bare resource asks for. */
  readonly version?: string;
  /** Inputs that are always given, as source text. */
  readonly fixed: Readonly<Record<string, string>>;
  /** Inputs that take any value, in order. */
  readonly free: readonly string[];
  /** The input that takes a place. */
  readonly place?: string;
  /** The output that an input was given for. */
  readonly named: string;
  /** An output that nothing was given for: known later only. */
  readonly later: string;
}

const laterOutputs = { aws: "arn", gcp: "selfLink", oci: "etag" };

export const classes: readonly ResourceClass[] = [
  bare("cloud", "cloud:index:Thing", ["size", "note", "tags", "parts"]),
  sdk("aws", "s3/bucket", "Bucket", "bucket", ["bucket", "tags", "forceDestroy"], {}, "region"),
  sdk("aws", "ssm/parameter", "Parameter", "value", ["value", "tags", "description"], { type: '"String"' }, "region"),
  sdk("aws", "iam/role", "Role", "description", ["description", "tags"], { assumeRolePolicy: '"{}"' }),
  sdk("aws", "sqs/queue", "Queue", "policy", ["policy", "tags", "delaySeconds"], {}, "region"),
  sdk("gcp", "storage/bucket", "Bucket", "name", ["name", "labels"], {}, "location", '"US"'),
  sdk("gcp", "storage/bucketObject", "BucketObject", "content", ["content", "name"], { bucket: '"given"' }),
  sdk("oci", "objectstorage/bucket", "Bucket", "name", ["name", "freeformTags"], {
    compartmentId: '"c"',
    namespace: '"n"',
  }),
  bare("random", "random:index/randomId:RandomId", ["prefix", "keepers", "byteLength"], "4.18.0"),
  bare("cloud", "cloud:index:Thing", ["size", "note"], "2.1.0-alpha.1+build"),
];

/** Places by package: in the US, abroad, misspelt. */
export const places = {
  aws: ["us-east-1", "eu-west-1", "us-gov-west-1", "us-nowhere-1"],
  gcp: ["US-EAST4", "europe-west1", "EU", "moon"],
  oci: ["us-ashburn-1", "eu-frankfurt-1", "uk-london-1", "mars"],
  random: ["anywhere"],
  cloud: ["west"],
} as const;

export const providerModules = {
  aws: "@pulumi/aws/provider",
  gcp: "@pulumi/gcp/provider",
  oci: "@pulumi/oci/provider",
};
export const packages = ["aws", "gcp", "oci", "cloud", "random"] as const;

function sdk(
  packageName: "aws" | "gcp" | "oci",
  path: string,
  name: string,
  named: string,
  free: readonly string[],
  fixed: Readonly<Record<string, string>>,
  place?: string,
  placed?: string,
): ResourceClass {
  const folder = packageName === "oci" ? path.replace("objectstorage", "ObjectStorage") : path;
  return {
    package: packageName,
    module: { path: `@pulumi/${packageName}/${path}`, name },
    type: `${packageName}:${folder}:${name}`,
    ...{ named, free },
    later: laterOutputs[packageName],
    fixed: placed === undefined || place === undefined ? fixed : { ...fixed, [place]: placed },
    ...(place !== undefined && { place }),
  };
}

function bare(packageName: "random" | "cloud", type: string, free: readonly string[], version?: string): ResourceClass {
  return {
    package: packageName,
    type,
    fixed: {},
    free,
    named: free[0] ?? "",
    later: "unset",
    ...(version !== undefined && { version }),
  };
}
