import { interpolate } from "@pulumi/pulumi";
import type { Output } from "@pulumi/pulumi";
import type { z } from "zod";
import type { ComponentOptions, Declaration } from "../../components/declaration";
import type { LegacyPlan } from "../../components/gcp/legacy-plan";
import { LegacyReader } from "../../components/gcp/legacy-reader";
import { availabilityDomainNumber, imageDigest } from "../../components/oci/checks";
import { Puller } from "../../components/oci/legacy/puller";
import { PullerPlace } from "../../components/oci/legacy/puller-place";
import { numberOf, text, wholeFrom } from "../config";
import type { Enclave, JoinedLine } from "./line";

/** What the puller is told. */
export const pullSettings = {
  pullerDigest: text(imageDigest),
  pullRun: wholeFrom(1, 9999, "runs").default(1),
  pullProcessors: wholeFrom(1, 16, "processors").default(2),
  availabilityDomain: numberOf(availabilityDomainNumber).default(1),
};

type Settings = Readonly<z.output<z.ZodObject<typeof pullSettings>>>;

interface Given extends Enclave {
  readonly settings: Settings & { readonly projectId: string; readonly bucketNames: readonly string[] };
  readonly declaration: Declaration;
  readonly plan: Pick<LegacyPlan, "isPulled">;
  readonly google: { readonly region: string } & Pick<ComponentOptions, "provider">;
  readonly buckets: Readonly<Record<string, Output<string>>>;
  readonly line: JoinedLine;
}

/**
 * What takes yesterday's data home, and whom it is for Google Cloud; while nothing is fetched, only the empty place that it
 * runs in.
 */
export function pull(given: Given): Output<string> | undefined {
  const { settings, declaration, plan, google, buckets, line, landing, inspection, primary, home, ashburn } = given;
  const { projectId, bucketNames } = settings;
  const common = {
    ...declaration,
    enclaveCompartmentId: landing("enclaveCompartmentId"),
    keysCompartmentId: landing("keysCompartmentId"),
    region: ashburn.region,
    homeProvider: home,
  };
  const { provider } = ashburn;
  if (!plan.isPulled) {
    new PullerPlace("legacy", common, { provider });
    return undefined;
  }

  const reader = new LegacyReader("legacy", { ...declaration, projectId, buckets }, { provider: google.provider });
  const place = new PullerPlace("legacy", { ...common, credential: reader.secret }, { provider });
  const { instanceId } = new Puller(
    "legacy",
    {
      ...common,
      tenancyId: landing("tenancyId"),
      inspectionCompartmentId: landing("inspectionCompartmentId"),
      dataCompartmentId: landing("dataCompartmentId"),
      place,
      availabilityDomain: settings.availabilityDomain,
      subnetId: primary("applicationSubnetId"),
      groupId: primary("applicationGroupId"),
      imagePath: interpolate`${inspection("registryPath")}/puller`,
      imageDigest: settings.pullerDigest,
      sourceBuckets: bucketNames,
      accessId: reader.accessId,
      namespace: primary("namespace"),
      bucketName: primary("bucketName"),
      run: settings.pullRun,
      processors: settings.pullProcessors,
    },
    { provider, dependsOn: [...line.parts] },
  );
  return instanceId;
}
