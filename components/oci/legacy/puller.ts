import { ComponentResource, interpolate, output } from "@pulumi/pulumi";
import type { Input, Output, ProviderResource, Resource } from "@pulumi/pulumi";
import { ContainerInstance } from "@pulumi/oci/containerengine";
import { DynamicGroup, Policy } from "@pulumi/oci/identity";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { googleBucketName } from "../../gcp/checks";
import { untilSettled } from "../../until-settled";
import { availabilityDomainNumber, imageDigest, ocid, oracleBucketName } from "../checks";
import { availabilityDomain } from "../data/availability-domain";
import { notAuthorized } from "../not-settled";
import { tags } from "../tags";
import type { PullerPlace } from "./puller-place";
import { pullerRule, pullerStatements, repositoryOf } from "./puller-statements";

export interface PullerArgs extends Declaration {
  readonly tenancyId: Input<string>;
  /** Holds the policy. */
  readonly enclaveCompartmentId: Input<string>;
  readonly inspectionCompartmentId: Input<string>;
  readonly dataCompartmentId: Input<string>;
  readonly keysCompartmentId: Input<string>;
  /** The region of the provider, in the United States. */
  readonly region: string;
  /** Writes what belongs to the tenancy. */
  readonly homeProvider: ProviderResource;
  /** Where it runs, and what keeps its credential. */
  readonly place: Pick<PullerPlace, "compartmentId" | "secretId">;
  /** 1, 2 or 3. */
  readonly availabilityDomain: number;
  /** The application's, from which alone a route leads to the private line. */
  readonly subnetId: Input<string>;
  readonly groupId: Input<string>;
  /** Of the inspected image, `<host>/<namespace>/<repository>`. */
  readonly imagePath: Input<string>;
  /** `sha256:<64 digits>`: nobody can put another image under it. */
  readonly imageDigest: string;
  /** What is copied home. */
  readonly sourceBuckets: readonly string[];
  /** The reader of these at Google Cloud. */
  readonly accessId: Input<string>;
  readonly namespace: Input<string>;
  readonly bucketName: Input<string>;
  /** A higher number starts another run, of a new instance. */
  readonly run: number;
  /** From 1 to 16. @default - 2 */
  readonly processors?: number;
}

/** https://docs.oracle.com/en-us/iaas/Content/container-instances/container-instance-shapes.htm */
const shape = "CI.Standard.E4.Flex";
const gigabytesPerProcessor = 8;

/** The image's own user; see images/puller. */
const user = 10_001;

/**
 * A container that takes yesterday's data home: it reads Google Cloud's buckets over the private line and writes the
 * primary's, below `legacy/<bucket>/`, so that nothing of today's is touched. It runs until everything is there and then
 * stops; each run is an instance of its own.
 *
 * Nothing listens in it, its file system can't be written to, and what it signs its requests with is in a vault: the
 * instance knows the OCID alone.
 * https://docs.oracle.com/en-us/iaas/Content/container-instances/overview-of-container-instances.htm
 */
export class Puller extends ComponentResource {
  readonly instanceId: Output<string>;

  constructor(name: string, args: PullerArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:Puller", name, declared(args), opts);

    const { compartmentId, secretId } = args.place;
    const allowed = this.allow(name, args, compartmentId, secretId);
    const instance = this.start(name, args, compartmentId, secretId, [allowed]);

    this.instanceId = instance.id;
    this.registerOutputs({ instanceId: this.instanceId });
  }

  private allow(name: string, args: PullerArgs, compartmentId: Output<string>, secretId: Output<string>): Policy {
    const home = { parent: this, provider: args.homeProvider };
    const group = new DynamicGroup(
      name,
      {
        compartmentId: args.tenancyId,
        name: `${name}-puller`,
        description: "What takes yesterday's data home",
        matchingRule: compartmentId.apply(pullerRule),
        ...tags(args),
      },
      home,
    );
    const plan = {
      groupId: group.id,
      region: args.region,
      inspectionCompartmentId: args.inspectionCompartmentId,
      repository: output(args.imagePath).apply(repositoryOf),
      keysCompartmentId: args.keysCompartmentId,
      secretId,
      dataCompartmentId: args.dataCompartmentId,
      bucketName: args.bucketName,
    };
    return new Policy(
      name,
      {
        compartmentId: args.enclaveCompartmentId,
        name: `${name}-puller`,
        description: "Lets the puller run its image, read its secret and write into the primary bucket",
        statements: output(plan).apply(pullerStatements),
        ...tags(args),
      },
      home,
    );
  }

  private start(
    name: string,
    args: PullerArgs,
    compartmentId: Output<string>,
    secretId: Output<string>,
    after: Resource[],
  ): ContainerInstance {
    const processors = args.processors ?? 2;
    return new ContainerInstance(
      name,
      {
        compartmentId,
        availabilityDomain: availabilityDomain(args.availabilityDomain, args.tenancyId, { parent: this }),
        displayName: name,
        shape,
        shapeConfig: { ocpus: processors, memoryInGbs: processors * gigabytesPerProcessor },
        containerRestartPolicy: "ON_FAILURE",
        vnics: [
          {
            displayName: name,
            subnetId: args.subnetId,
            nsgIds: [args.groupId],
            isPublicIpAssigned: false,
            ...tags(args),
          },
        ],
        containers: [
          {
            displayName: "puller",
            imageUrl: interpolate`${args.imagePath}@${args.imageDigest}`,
            isResourcePrincipalDisabled: false,
            environmentVariables: {
              PULL_RUN: String(args.run),
              SOURCE_BUCKETS: args.sourceBuckets.join(" "),
              SOURCE_ACCESS_ID: args.accessId,
              SOURCE_SECRET_OCID: secretId,
              HOME_NAMESPACE: args.namespace,
              HOME_COMPARTMENT_OCID: args.dataCompartmentId,
              HOME_REGION: args.region,
              HOME_BUCKET: args.bucketName,
            },
            securityContext: {
              securityContextType: "LINUX",
              isNonRootUserCheckEnabled: true,
              isRootFileSystemReadonly: true,
              runAsUser: user,
              runAsGroup: user,
              capabilities: { dropCapabilities: ["ALL"] },
            },
            volumeMounts: [{ volumeName: "scratch", mountPath: "/tmp", isReadOnly: false }],
            ...tags(args),
          },
        ],
        // In memory, so that nothing of it rests anywhere.
        volumes: [{ name: "scratch", volumeType: "EMPTYDIR", backingStore: "MEMORY" }],
        ...tags(args),
      },
      {
        parent: this,
        dependsOn: after,
        // Two runs at a time would write everything twice.
        deleteBeforeReplace: true,
        ...untilSettled(`${name}-compartment-seen`, notAuthorized),
      },
    );
  }
}

function refuseWrong(name: string, args: PullerArgs): void {
  check.refuseWrong("puller", name, {
    ...declarationChecks(args),
    tenancyId: check.against(args.tenancyId, ocid("tenancy")),
    enclaveCompartmentId: check.against(args.enclaveCompartmentId, ocid("compartment")),
    inspectionCompartmentId: check.against(args.inspectionCompartmentId, ocid("compartment")),
    dataCompartmentId: check.against(args.dataCompartmentId, ocid("compartment")),
    keysCompartmentId: check.against(args.keysCompartmentId, ocid("compartment")),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    availabilityDomain: check.against(args.availabilityDomain, availabilityDomainNumber),
    subnetId: check.against(args.subnetId, ocid("subnet")),
    groupId: check.against(args.groupId, ocid("networksecuritygroup")),
    imagePath: check.against(args.imagePath, imagePath),
    imageDigest: check.against(args.imageDigest, imageDigest),
    ...check.againstEach("sourceBuckets", args.sourceBuckets, googleBucketName),
    bucketName: check.against(args.bucketName, oracleBucketName),
    run: check.against(args.run, runNumber),
    processors: check.against(args.processors, check.whole(1, 16, "processors")),
  });
}

const runNumber = check.whole(1, 9999, "runs");

/** https://docs.oracle.com/en-us/iaas/Content/Registry/Concepts/registryprerequisites.htm */
const imagePath = check.pattern(
  "a repository of Oracle's registry, `<region key>.ocir.io/<namespace>/<repository>`, without a tag",
  "iad.ocir.io/axexample/us-enclave/puller",
  /^[a-z]{3}\.ocir\.io\/[a-z0-9]+(?:\/[a-z0-9][a-z0-9._-]*)+$/,
);
