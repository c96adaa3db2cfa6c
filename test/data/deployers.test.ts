import { readFileSync } from "node:fs";
import path from "node:path";
import { loadCatalog, parseTypes, tables } from "../../policies/residency/catalog";
import { deployerOf, deployments, parseDeployers } from "../../policies/residency/deployers";
import { clouds } from "../../policies/residency/geography";
import { type Declared, hasPath, readDeclared } from "./declared/declared";

const data = path.join(__dirname, "../../policies/residency/data");
const text = readFileSync(path.join(data, "deployers.tsv"), "utf8");
const rows = parseDeployers(text, "deployers.tsv");
const catalog = loadCatalog();
const declared = new Map<string, Declared>(clouds().map((cloud) => [cloud, readDeclared(cloud)]));

/** What a type's documentation, its inputs' names or the reason of its row say if it may deploy others. */
const documented =
  /CloudFormation|Terraform (?!resource|to manage|will)|blueprint|landing zone|\bdeploys\b|Infrastructure Manager|Deployment Manager|Resource Manager apply|\bruns the script|\bHelm\b/i;
/** A store's own row stands for what it provisions. */
const provisioning = /\bprovisions (?!the range|a CIDR)/i;
const inputs = /^(?:templateBody|templateUrl|terraformBlueprint|helmChart|manifestJson)$/;

/** What sounds like a deployer and isn't one, and why. */
const others: Readonly<Record<string, string>> = {
  "aws:cfg/conformancePack:ConformancePack": "its template holds rules of Config and their remediations only",
  "aws:cfg/organizationConformancePack:OrganizationConformancePack": "as a conformance pack of one account",
  "aws:cloudformation/cloudFormationType:CloudFormationType": "registers an extension, and makes nothing with it",
  "aws:datazone/environmentBlueprintConfiguration:EnvironmentBlueprintConfiguration": "permits, and makes nothing",
  "aws:datazone/environmentProfile:EnvironmentProfile": "a template for environments, which are made by their own type",
  "aws:iot/provisioningTemplate:ProvisioningTemplate": "registers devices of IoT, which make themselves known",
  "aws:servicecatalog/product:Product": "offers a template for launching; what launches it is `ProvisionedProduct`",
  "aws:servicecatalog/provisioningArtifact:ProvisioningArtifact": "a version of a product, as the product",
  "gcp:apigee/environmentApiRevisionDeployment:EnvironmentApiRevisionDeployment":
    "puts a proxy to work in its environment",
  "gcp:apigee/sharedflowDeployment:SharedflowDeployment": "runs a part of proxies in their environment",
  "gcp:saasruntime/release:Release": "a version; what applies it is `UnitOperation`",
  "kubernetes:helm.sh/v3:Chart": "a component: its objects are resources of the program",
  "kubernetes:helm.sh/v4:Chart": "a component: its objects are resources of the program",
  "kubernetes:kustomize/v2:Directory": "a component: its objects are resources of the program",
  "kubernetes:kustomize:Directory": "a component: its objects are resources of the program",
  "kubernetes:yaml/v2:ConfigFile": "a component: its objects are resources of the program",
  "kubernetes:yaml/v2:ConfigGroup": "a component: its objects are resources of the program",
  "kubernetes:yaml:ConfigFile": "a component: its objects are resources of the program",
  "kubernetes:yaml:ConfigGroup": "a component: its objects are resources of the program",
  "oci:AiLanguage/endpoint:Endpoint": "runs a model",
  "oci:ContainerEngine/containerInstance:ContainerInstance": "runs containers in a place of its own",
  "oci:DevOps/deployPipeline:DeployPipeline": "a definition; what runs it is `Deployment`",
  "oci:FleetAppsManagement/catalogItem:CatalogItem": "keeps a package; what applies it is `Provision`",
  "oci:ServiceCatalog/privateApplication:PrivateApplication": "keeps a package for users to deploy",
};

const sentences = tables.flatMap((table) =>
  parseTypes(readFileSync(path.join(data, "types", `${table}.tsv`), "utf8"), `${table}.tsv`).map((row) => {
    const sdk = row.cloud && declared.get(row.cloud)?.types.get(row.type);
    const names = (sdk?.inputs ?? []).map(({ name }) => name);
    return { row, sentence: `${sdk?.sentence ?? ""} ${row.because}`, names };
  }),
);

describe("deployers.tsv", () => {
  it("is sorted, names each type once, and is plain ASCII", () => {
    const types = rows.map(({ type }) => type);
    expect(types).toEqual([...new Set(types)].sort());
    expect(text).toMatch(/^[\t\n -~]*$/);
  });

  it("is of types that the catalog has", () => {
    expect(rows.filter(({ type }) => catalog.find(type) === undefined).map(({ type }) => type)).toEqual([]);
  });

  it("uses every word for what is deployed, and gives reasons that a reader can check", () => {
    expect([...new Set(rows.map(({ deploys }) => deploys))].sort()).toEqual([...deployments].sort());
    expect(rows.filter(({ because }) => because.length < 25).map(({ type }) => type)).toEqual([]);
  });

  it("names inputs that the SDK declares", () => {
    const missing = rows.flatMap(({ type, inline, gate }) => {
      const sdk = declared.get(type.slice(0, type.indexOf(":")));
      return [inline, gate].flatMap((input) =>
        sdk === undefined || input === undefined || hasPath(sdk, type, input) ? [] : [`${type} ${input}`],
      );
    });
    expect(missing).toEqual([]);
  });

  it("has every type whose documentation says that it deploys others, or a reason why not", () => {
    const sounding = sentences.filter(
      ({ row, sentence, names }) =>
        documented.test(sentence) ||
        (row.role !== "store" && provisioning.test(sentence)) ||
        names.some((name) => inputs.test(name)),
    );
    const open = sounding.filter(({ row }) => deployerOf(row.type) === undefined && !Object.hasOwn(others, row.type));
    expect(open.map(({ row, sentence }) => `${row.type}: ${sentence}`)).toEqual([]);
    const known = new Set(sounding.map(({ row }) => row.type));
    expect(Object.keys(others).filter((type) => !known.has(type))).toEqual([]);
  });

  it("is asked by type", () => {
    expect(deployerOf("command:local:Command")?.deploys).toBe("commands");
    expect(deployerOf("aws:s3/bucket:Bucket")).toBeUndefined();
    expect(deployerOf("__proto__")).toBeUndefined();
  });

  it.each([
    ["type\tdeploys", "deployers.tsv:1: the header must be"],
    ["type\tdeploys\tinline\tgate\tbecause\na\tstacks\t-\t-\tb", "deployers.tsv:2: unknown deploys `stacks`"],
    ["type\tdeploys\tinline\tgate\tbecause\na\tone\t-\t-\t", "deployers.tsv:2: `a` has no reason"],
  ])("is refused when it is malformed", (malformed, message) => {
    expect(() => parseDeployers(malformed, "deployers.tsv")).toThrow(message);
  });
});
