import { stackName, usRegion } from "../components/checks";
import { BuildAccess } from "../components/oci/inspection/build-access";
import { MirrorAccess } from "../components/oci/inspection/mirror-access";
import { readSettings, text } from "./config";
import { inspectedSide, sideSettings } from "./inspection/side";
import { ashburn, oracle, phoenix } from "./providers/oci";
import { outputsOf } from "./stack-outputs";

export const inspectionSettings = {
  homeRegion: text(usRegion("oci", ashburn)).default(ashburn),
  landingStack: text(stackName).optional(),
  ...sideSettings,
};

/** What may run in the enclave: sources, builds, images and their signatures, on both sides. */
export function inspection() {
  const settings = readSettings(inspectionSettings);
  const { owner, dataClass, projectName } = settings;
  const declaration = { owner, dataClass };
  const landing = outputsOf("landing", settings.landingStack);
  const atHome = { provider: oracle("home", settings.homeRegion) };
  const inHome = {
    ...declaration,
    projectName,
    tenancyId: landing("tenancyId"),
    enclaveCompartmentId: landing("enclaveCompartmentId"),
    inspectionCompartmentId: landing("inspectionCompartmentId"),
  };

  const access = new MirrorAccess("inspection", inHome, atHome);
  const common = { settings, declaration, landing, access };
  const side = inspectedSide("inspection", { ...common, region: ashburn, provider: oracle("ashburn", ashburn) });
  const standby = inspectedSide("inspection-standby", {
    ...common,
    region: phoenix,
    provider: oracle("phoenix", phoenix),
  });
  const sides = [side, standby];
  new BuildAccess(
    "inspection",
    {
      ...inHome,
      builderIds: sides.flatMap(({ builds }) => Object.values(builds).map(({ pipelineId }) => pipelineId)),
      signerIds: sides.map(({ gate }) => gate.pipelineId),
      signingKeyIds: sides.map(({ vault }) => vault.keyIds.signing),
    },
    atHome,
  );

  return {
    registryPath: side.registry.path,
    pullerRepository: side.registry.path.apply((path) => `${path}/puller`),
    signingKeyId: side.vault.keyIds.signing,
    signingKeyVersionId: side.vault.keyVersionIds.signing,
    logGroupId: side.logs.logGroupId,
    applicationPipelineId: side.builds.application.pipelineId,
    pullerPipelineId: side.builds.puller.pipelineId,
    gatePipelineId: side.gate.pipelineId,
    standbyRegistryPath: standby.registry.path,
    standbySigningKeyId: standby.vault.keyIds.signing,
    standbySigningKeyVersionId: standby.vault.keyVersionIds.signing,
    standbyLogGroupId: standby.logs.logGroupId,
    standbyApplicationPipelineId: standby.builds.application.pipelineId,
    standbyPullerPipelineId: standby.builds.puller.pipelineId,
    standbyGatePipelineId: standby.gate.pipelineId,
  };
}
