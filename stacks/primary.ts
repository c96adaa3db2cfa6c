import { stackName, usRegion } from "../components/checks";
import { readSettings, text } from "./config";
import { currentMandate } from "./mandate";
import { application, applicationSettings } from "./primary/application";
import { audit, auditSettings } from "./primary/audit";
import { data, dataSettings } from "./primary/data";
import { keys, keySettings } from "./primary/keys";
import { inspectedNetwork, joinedCenters, networkSettings } from "./primary/network";
import { ashburn, oracle, phoenix } from "./providers/oci";
import { outputsOf } from "./stack-outputs";

export const primarySettings = {
  homeRegion: text(usRegion("oci", ashburn)).default(ashburn),
  landingStack: text(stackName).optional(),
  inspectionStack: text(stackName).optional(),
  ...networkSettings,
  ...keySettings,
  ...dataSettings,
  ...applicationSettings,
  ...auditSettings,
};

/** US users' data at home: Oracle Cloud in Ashburn, with everything a second time in Phoenix. */
export function primary() {
  const settings = readSettings(primarySettings);
  const { owner, dataClass, addressBlock, standbyAddressBlock } = settings;
  const declaration = { owner, dataClass };
  const landing = outputsOf("landing", settings.landingStack);
  const inspection = outputsOf("inspection", settings.inspectionStack);
  const here = { region: ashburn, provider: oracle("ashburn", ashburn) };
  const there = { region: phoenix, provider: oracle("phoenix", phoenix) };
  const common = { settings, declaration, landing, home: oracle("home", settings.homeRegion) };

  const network = { ...declaration, compartmentId: landing("networkCompartmentId") };
  const centers = joinedCenters(currentMandate().centers, settings);
  const side = inspectedNetwork(
    "primary",
    { ...network, region: ashburn, addressBlock, otherAddressBlock: standbyAddressBlock, centers },
    { provider: here.provider },
  );
  const standby = inspectedNetwork(
    "standby",
    { ...network, region: phoenix, addressBlock: standbyAddressBlock, otherAddressBlock: addressBlock },
    { provider: there.provider },
  );

  const vaults = keys({ ...common, primary: here, standby: there });
  const { vault, standbyVault } = vaults;
  const { storage, database, files } = data({
    ...common,
    primary: { ...here, network: side.network },
    standby: { ...there, network: standby.network },
    keys: vaults,
  });

  const trail = audit("primary", {
    ...common,
    ...here,
    evidenceBucketName: settings.evidenceBucketName,
    evidenceKeyId: vault.keyIds.evidence,
    inspectionLogGroupId: inspection("logGroupId"),
    other: { ...there, evidenceKeyId: standbyVault.keyIds.evidence },
    subnetIds: side.network.subnetIds,
    firewallIds: { firewall: side.firewall.firewallId, edge: side.edge.firewallId },
    bucketNames: { data: storage.bucketName },
  });
  const standbyTrail = audit("standby", {
    ...common,
    ...there,
    evidenceBucketName: settings.standbyEvidenceBucketName,
    evidenceKeyId: standbyVault.keyIds.evidence,
    inspectionLogGroupId: inspection("standbyLogGroupId"),
    other: { ...here, evidenceKeyId: vault.keyIds.evidence },
    subnetIds: standby.network.subnetIds,
    firewallIds: { firewall: standby.firewall.firewallId, edge: standby.edge.firewallId },
    bucketNames: { data: storage.replicaBucketName },
  });

  const { cluster, standbyCluster, gate, standbyGate } = application({
    ...common,
    inspection,
    primary: { ...here, network: side.network, logGroupId: trail.logGroupId },
    standby: { ...there, network: standby.network, logGroupId: standbyTrail.logGroupId },
    keys: vaults,
  });

  return {
    namespace: storage.namespace,
    bucketName: storage.bucketName,
    replicaBucketName: storage.replicaBucketName,
    databaseId: database.databaseId,
    hubId: side.network.networkIds.hub,
    drgId: side.network.drgId,
    centersTableId: side.routes.centersTableId,
    trafficSubnetId: side.network.subnetIds.traffic,
    trafficGroupId: side.network.groupIds.traffic,
    applicationCidr: side.network.plan.application.subnet,
    logGroupId: trail.logGroupId,
    authorityKeyId: vault.keyIds.authority,
    clusterId: cluster.clusterId,
    releasePipelineId: gate.pipelineId,
    manifestsId: gate.manifestsId,
    applicationNetworkId: side.network.networkIds.application,
    applicationSubnetId: side.network.subnetIds.application,
    applicationGroupId: side.network.groupIds.application,
    standbyTrafficSubnetId: standby.network.subnetIds.traffic,
    standbyTrafficGroupId: standby.network.groupIds.traffic,
    standbyApplicationCidr: standby.network.plan.application.subnet,
    standbyLogGroupId: standbyTrail.logGroupId,
    standbyAuthorityKeyId: standbyVault.keyIds.authority,
    standbyClusterId: standbyCluster.clusterId,
    standbyReleasePipelineId: standbyGate.pipelineId,
    standbyManifestsId: standbyGate.manifestsId,
    standbyApplicationSubnetId: standby.network.subnetIds.application,
    standbyApplicationGroupId: standby.network.groupIds.application,
    standbyExportSetId: files.replicaExportSetId,
  };
}
