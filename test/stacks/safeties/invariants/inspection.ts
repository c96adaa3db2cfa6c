import type { Invariant } from "../invariant";
import { about, at, members, named, rows, some, text, texts, type Enclave, type One } from "../reading";

const sides = ["inspection", "inspection-standby"] as const;
const stageKind = "oci:DevOps/buildPipelineStage";

/** Whom builds talk to. */
export const buildsReachOracleAlone: Invariant = {
  name: "builds-reach-oracle-alone",
  says: "builds run in a network without a way to the internet: to Oracle's own services, by HTTPS, and nobody reaches them",
  *problems(enclave) {
    for (const side of sides) {
      const network = named(enclave, "oci:Core/vcn", side).urn;
      const inside = enclave.resources.filter((each) => text(each, "vcnId") === network);
      const ways = inside.filter(({ type }) => /Gateway|ipsec|Drg|remotePeering/.test(type));
      const [way] = ways;
      if (ways.length !== 1 || way?.type !== "oci:Core/serviceGateway:ServiceGateway") yield `${side} leads elsewhere`;
      if (members(way ?? {}, "services").length !== 1) yield `${side} leads to other services than one list`;
      const subnet = named(enclave, "oci:Core/subnet", side);
      if (at(subnet, "prohibitInternetIngress") !== true) yield `${about(subnet)} may be public`;
      const routes = rows(enclave.find(at(subnet, "routeTableId"))?.inputs ?? {}, "routeRules");
      const [route] = routes;
      if (
        routes.length !== 1 ||
        route?.["networkEntityId"] !== way?.urn ||
        route?.["destinationType"] !== "SERVICE_CIDR_BLOCK"
      )
        yield `${about(subnet)} has other routes than to Oracle's services`;
      const group = named(enclave, "oci:Core/networkSecurityGroup", side);
      const open = some(enclave, "oci:Core/networkSecurityGroupSecurityRule")
        .filter((each) => text(each, "networkSecurityGroupId") === group.urn)
        .map((each) =>
          [
            text(each, "direction"),
            text(each, "protocol"),
            /^\d/.test(text(each, "destination")) ? text(each, "destination") : text(each, "destinationType"),
            at(each, "tcpOptions.destinationPortRange.min"),
            at(each, "tcpOptions.destinationPortRange.max"),
            at(each, "stateless"),
          ].join(" "),
        );
      if (open.join() !== "EGRESS 6 SERVICE_CIDR_BLOCK 443 443 false")
        yield `${about(group)} is open for ${open.join()}`;
      for (const stage of some(enclave, stageKind).filter((each) => isBuild(each) && sideOf(each) === side)) {
        if (at(stage, "privateAccessConfig.subnetId") !== subnet.urn)
          yield `${about(stage)} runs in Oracle's own network`;
        if (texts(stage, "privateAccessConfig.nsgIds").join() !== group.urn) yield `${about(stage)} is in no group`;
      }
    }
  },
};

function isBuild(stage: One): boolean {
  return text(stage, "buildPipelineStageType") === "BUILD";
}

function sideOf({ region }: One): string {
  return region === "us-phoenix-1" ? "inspection-standby" : "inspection";
}

/** What a stage comes after. */
function before(enclave: Enclave, stage: One): readonly (One | undefined)[] {
  return rows(stage, "buildPipelineStagePredecessorCollection.items").map(({ id }) => enclave.find(id));
}

export const imagesAreInspected: Invariant = {
  name: "images-are-inspected",
  says: "an image is built from the mirrored source alone, audited before it is delivered, and scanned in a registry where none can be replaced",
  *problems(enclave) {
    for (const pipeline of some(enclave, "oci:DevOps/buildPipeline")) {
      const stages = some(enclave, stageKind).filter((each) => text(each, "buildPipelineId") === pipeline.urn);
      const [build, ...more] = stages.filter(isBuild);
      if (build === undefined || more.length > 0) {
        yield `${about(pipeline)} builds other than once`;
        continue;
      }
      const sources = rows(build, "buildSourceCollection.items");
      const isGate = pipeline.name.endsWith("-gate");
      if (!sources.some(({ name }) => name === "inspection")) yield `${about(build)} isn't told what to inspect`;
      if (!isGate && pipeline.name.endsWith("-application") && sources.length !== 2)
        yield `${about(build)} has no source`;
      for (const { repositoryId } of sources) yield* wrongSource(enclave, build, enclave.find(repositoryId));
      if (
        before(enclave, build)
          .map((each) => each?.urn)
          .join() !== pipeline.urn
      )
        yield `${about(build)} isn't the first`;
      for (const stage of stages.filter((each) => !isBuild(each))) {
        if (
          before(enclave, stage)
            .map((each) => each?.urn)
            .join() !== build.urn
        )
          yield `${about(stage)} comes before the build`;
        const [delivered] = rows(stage, "deliverArtifactCollection.items");
        if (enclave.find(delivered?.["artifactId"]) === undefined) yield `${about(stage)} delivers nothing`;
      }
      if (stages.length !== (isGate ? 1 : 2)) yield `${about(pipeline)} has ${stages.length} stages`;
      const told = new Map(
        rows(pipeline, "buildPipelineParameters.items").map((each) => [each["name"], each["defaultValue"]]),
      );
      if (pipeline.name.endsWith("-application") && enclave.find(told.get("KNOWLEDGE_BASE_ID")) === undefined)
        yield `${about(pipeline)} audits against nothing`;
      if (pipeline.name.endsWith("-application") && !(Number(told.get("CVSS_LIMIT")) <= 3.9))
        yield `${about(pipeline)} lets weaknesses pass`;
      if (isGate && told.get("ADMITTED_SEVERITIES") !== "NONE LOW") yield `${about(pipeline)} signs what is weak`;
      const key = enclave.find(told.get("SIGNING_KEY_ID"));
      if (isGate && (key?.region !== pipeline.region || !key?.name.endsWith("-signing")))
        yield `${about(pipeline)} signs by no key`;
    }
    for (const repository of some(enclave, "oci:Artifacts/containerRepository")) {
      if (at(repository, "isImmutable") !== true) yield `images in ${about(repository)} can be replaced`;
      if (at(repository, "isPublic") !== false) yield `anybody pulls from ${about(repository)}`;
    }
    for (const side of sides) {
      const target = named(enclave, "oci:VulnerabilityScanning/containerScanTarget", side);
      const recipe = enclave.find(at(target, "containerScanRecipeId"));
      if (text(recipe?.inputs ?? {}, "scanSettings.scanLevel") !== "STANDARD") yield `${side} scans nothing`;
      if (enclave.find(at(target, "targetRegistry.compartmentId"))?.name !== "enclave-inspection")
        yield `${side} scans another registry`;
      const own = some(enclave, "oci:Artifacts/containerRepository").filter(
        ({ name }) => name.replace(/-(?:application|base|puller)$/, "") === side,
      );
      if (own.length !== 3) yield `${side} has ${own.length} repositories`;
      for (const kind of ["oci:Adm/knowledgeBase", "oci:DevOps/deployArtifact"])
        if (!some(enclave, kind).some(({ name }) => name === `${side}-application`)) yield `${side} has no ${kind}`;
    }
  },
};

function* wrongSource(enclave: Enclave, build: One, repository: One | undefined) {
  if (repository === undefined) {
    yield `${about(build)} has a source that isn't mirrored`;
    return;
  }
  const config = text(repository, "mirrorRepositoryConfig.repositoryUrl");
  const connection = enclave.find(at(repository, "mirrorRepositoryConfig.connectorId"));
  if (text(repository, "repositoryType") !== "MIRRORED" || !config.startsWith("https://"))
    yield `${about(repository)} mirrors nothing`;
  const token = enclave.find(at(connection?.inputs ?? {}, "accessToken"));
  if (token?.type !== "oci:Vault/secret:Secret") yield `${about(repository)} reads by no secret of the vault`;
}
