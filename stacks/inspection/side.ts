import type { ProviderResource, Resource } from "@pulumi/pulumi";
import type { z } from "zod";
import type { Declaration } from "../../components/declaration";
import { KeyVault } from "../../components/oci/data/key-vault";
import { ImageBuild } from "../../components/oci/inspection/image-build";
import { InspectedRegistry } from "../../components/oci/inspection/inspected-registry";
import { InspectionLogs } from "../../components/oci/inspection/inspection-logs";
import { RunnerNetwork, runnerBlock } from "../../components/oci/inspection/runner-network";
import { SigningGate } from "../../components/oci/inspection/signing-gate";
import { sourceHosts, SourceMirror } from "../../components/oci/inspection/source-mirror";
import {
  accessToken,
  branchName,
  cvssLimit,
  imageTag,
  projectPrefix,
  sourceUrl,
} from "../../components/oci/inspection/admission";
import { logDays } from "../../components/oci/checks";
import { numberOf, oneOf, text } from "../config";
import type { Outputs } from "../stack-outputs";

/** What the inspections of both sides are told. */
export const sideSettings = {
  projectName: text(projectPrefix).default("us-enclave"),
  sourceHost: oneOf(sourceHosts).default("GITHUB_ACCESS_TOKEN"),
  sourceToken: text(accessToken),
  inspectionUrl: text({ ...sourceUrl, example: "https://github.com/example/stateside.git" }),
  inspectionBranch: text(branchName).default("main"),
  applicationUrl: text(sourceUrl),
  applicationBranch: text(branchName).default("main"),
  baseTag: text(imageTag),
  rcloneTag: text({ ...imageTag, example: "rclone-1.71" }),
  commandLineTag: text({ ...imageTag, example: "oci-cli-3.68" }),
  cvssLimit: text(cvssLimit).default("3.9"),
  runnerBlock: text(runnerBlock).default("192.168.0.0/28"),
  logDays: numberOf(logDays).default(180),
};

/** What a pipeline here makes an image of. */
const built = ["application", "puller"] as const;

interface Given {
  readonly settings: { readonly [Key in keyof typeof sideSettings]: z.output<(typeof sideSettings)[Key]> };
  readonly declaration: Declaration;
  readonly landing: Outputs<"landing">;
  readonly region: string;
  readonly provider: ProviderResource;
  /** What lets sources be mirrored and images be scanned. */
  readonly access: Resource;
}

/**
 * The inspection of one side, from source to signature, with nothing from the other: a registry is one region's, and so are
 * the keys that its images are signed with, and a cluster reaches only its own region's. So each side builds the same
 * commits by itself, and goes on when the other is gone.
 */
export function inspectedSide(name: string, { settings, declaration, landing, region, provider, access }: Given) {
  const options = { provider };
  const common = { ...declaration, region, inspectionCompartmentId: landing("inspectionCompartmentId") };
  const { projectName } = settings;

  const vault = new KeyVault(
    name,
    {
      ...declaration,
      compartmentId: landing("inspectionCompartmentId"),
      region,
      vaultType: "DEFAULT",
      purposes: ["signing", "secrets"],
    },
    options,
  );
  const network = new RunnerNetwork(name, { ...common, addressBlock: settings.runnerBlock }, options);
  const mirror = new SourceMirror(
    name,
    {
      ...common,
      projectName: `${projectName}-${name}`,
      vaultId: vault.vaultId,
      secretsKeyId: vault.keyIds.secrets,
      sourceHost: settings.sourceHost,
      sourceToken: settings.sourceToken,
      sources: { inspection: settings.inspectionUrl, application: settings.applicationUrl },
      access,
    },
    options,
  );
  const logs = new InspectionLogs(
    name,
    {
      ...declaration,
      region,
      auditCompartmentId: landing("auditCompartmentId"),
      projectId: mirror.projectId,
      subnetId: network.subnetId,
      days: settings.logDays,
    },
    options,
  );
  const registry = new InspectedRegistry(
    name,
    { ...common, prefix: projectName, images: ["base", ...built], access },
    options,
  );

  const inspection = { source: mirror.sources.inspection, branch: settings.inspectionBranch };
  const application = { source: mirror.sources.application, branch: settings.applicationBranch };
  const pipeline = { ...common, projectId: mirror.projectId, runner: network };
  const image = { ...pipeline, registryPath: registry.path, repositories: registry.repositories };
  const builds = {
    application: new ImageBuild(
      `${name}-application`,
      {
        ...image,
        image: "application",
        bases: { BASE: settings.baseTag },
        checkouts: { inspection, application },
        cvssLimit: settings.cvssLimit,
      },
      options,
    ),
    puller: new ImageBuild(
      `${name}-puller`,
      {
        ...image,
        image: "puller",
        // As images/puller/Dockerfile calls them.
        bases: { RCLONE: settings.rcloneTag, CLI: settings.commandLineTag },
        checkouts: { inspection },
      },
      options,
    ),
  };
  const gate = new SigningGate(
    `${name}-gate`,
    {
      ...pipeline,
      prefix: projectName,
      images: built,
      signingKeyId: vault.keyIds.signing,
      signingKeyVersionId: vault.keyVersionIds.signing,
      checkouts: { inspection },
      cvssLimit: settings.cvssLimit,
    },
    options,
  );
  return { vault, logs, registry, builds, gate };
}
