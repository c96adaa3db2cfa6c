import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  AnalyzeRequest,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
  type AnalyzeResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { packRules } from "../../policies/rules";
import { unknownString } from "./analyzer";
import { installPackage } from "./installed";
import { startPack, type StartedPack } from "./started";

const root = path.resolve(__dirname, "../..");

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}
const manifest = (file: string) => JSON.parse(readFileSync(path.join(root, file), "utf8")) as Manifest;

// npm and a pack's start take a second each, on a busy machine many.
jest.setTimeout(60_000);

let folder: string;
let installed: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-pack-"));
  installed = installPackage(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("the package of the pack", () => {
  it("has the project's version and its pins", () => {
    const own = manifest("policies/package.json");
    const { version, dependencies } = manifest("package.json");
    expect(own.version).toBe(version);
    expect(own.dependencies).toEqual({
      "@pulumi/policy": dependencies["@pulumi/policy"],
      "@pulumi/pulumi": dependencies["@pulumi/pulumi"],
    });
  });

  describe("installed in an empty folder", () => {
    let pack: StartedPack;
    beforeAll(async () => {
      pack = await startPack(installed);
    });
    afterAll(() => pack.stop());

    it("starts with one policy for the mandate, and exactly those of the rules, all mandatory", async () => {
      const info = await pack.info();
      const policies = info.getPoliciesList().map((policy) => [policy.getName(), policy.getEnforcementlevel()]);
      expect(info.getName()).toBe("stateside");
      const names = ["mandate-is-valid", ...packRules.map(({ name }) => name)];
      expect(policies).toEqual(names.map((name) => [name, EnforcementLevel.MANDATORY]));
    });

    it("judges by the project's mandate and the tables that ship with it", async () => {
      const answer = await pack.analyze(bucketAbroad());
      expect(found(answer)).toContainEqual(["us-data-stays-in-us", EnforcementLevel.MANDATORY]);
      // Only that mandate says where the primary is.
      expect(found(answer)).toContainEqual(["primary-is-oracle", EnforcementLevel.MANDATORY]);
    });

    it("leaves every level as the user's configuration sets it", async () => {
      await pack.configure(configuration("us-data-stays-in-us", EnforcementLevel.ADVISORY));
      expect(levels("us-data-stays-in-us", await pack.analyze(bucketAbroad()))).toEqual([EnforcementLevel.ADVISORY]);
      await pack.configure(configuration("us-data-stays-in-us", EnforcementLevel.DISABLED));
      expect(levels("us-data-stays-in-us", await pack.analyze(bucketAbroad()))).toEqual([]);
    });

    it.each([
      ["warns", "as-mandated", EnforcementLevel.ADVISORY],
      ["blocks when told so", "block", EnforcementLevel.MANDATORY],
    ])("on what isn't known yet, it %s", async (_, undecided, level) => {
      await pack.configure(configuration("places-are-known", EnforcementLevel.MANDATORY, { undecided }));
      expect(levels("places-are-known", await pack.analyzeStack(stackNotYetKnown()))).toEqual([level]);
    });
  });

  describe("configured", () => {
    let pack: StartedPack;
    beforeEach(async () => {
      pack = await startPack(installed);
    });
    afterEach(() => pack.stop());

    const everywhere = { name: "ours", classes: { "us-user": { countries: ["US", "DE"] } } };

    it("judges by the mandate in its configuration", async () => {
      await pack.configure(configuration("mandate-is-valid", EnforcementLevel.MANDATORY, { mandate: everywhere }));
      expect(found(await pack.analyze(bucketAbroad()))).toEqual([]);
    });

    it.each([
      ["advisory", EnforcementLevel.ADVISORY],
      ["mandatory", EnforcementLevel.MANDATORY],
    ])("judges nothing by one that is wrong, also where the policy is %s", async (_, level) => {
      const mandate = { ...everywhere, defaultClass: "us-usr" };
      await pack.configure(configuration("mandate-is-valid", level, { mandate }));
      const because = 'at `"defaultClass": "us-usr"`: unknown class `us-usr`';
      await expect(pack.analyze(bucketAbroad())).rejects.toThrow(because);
      await expect(pack.analyze(bucketAbroad())).rejects.toThrow(because);
    });

    it("goes without its configuration where the policy is disabled", async () => {
      await pack.configure(configuration("mandate-is-valid", EnforcementLevel.DISABLED, { mandate: everywhere }));
      const answer = await pack.analyze(bucketAbroad());
      expect(levels("us-data-stays-in-us", answer)).toEqual([EnforcementLevel.MANDATORY]);
    });
  });

  it("judges nothing by a mandate of its own that is wrong, and tells the file, line and column", async () => {
    const file = path.join(installed, "dist/mandate.yaml");
    const right = readFileSync(file, "utf8");
    writeFileSync(file, "name: ours\ndefaultClass: us-usr\n");
    const pack = await startPack(installed);
    try {
      const because = "dist/mandate.yaml:2:15: unknown class `us-usr`";
      await expect(pack.analyze(bucketAbroad())).rejects.toThrow(because);
      await pack.configure(configuration("mandate-is-valid", EnforcementLevel.DISABLED));
      await expect(pack.analyzeStack(stackNotYetKnown())).rejects.toThrow(because);
    } finally {
      writeFileSync(file, right);
      await pack.stop();
    }
  });
});

function bucketAbroad(): AnalyzeRequest {
  const request = new AnalyzeRequest();
  request.setType("gcp:storage/bucket:Bucket");
  request.setName("orders");
  request.setUrn("urn:pulumi:dev::shop::gcp:storage/bucket:Bucket::orders");
  request.setProperties(Struct.fromJavaScript({ location: "EUROPE-WEST3" }));
  request.setOptions(new AnalyzerResourceOptions());
  return request;
}

function stackNotYetKnown(): AnalyzeStackRequest {
  const resource = new AnalyzerResource();
  resource.setType("gcp:storage/bucket:Bucket");
  resource.setName("orders");
  resource.setUrn("urn:pulumi:dev::shop::gcp:storage/bucket:Bucket::later");
  resource.setProperties(Struct.fromJavaScript({ location: unknownString }));
  resource.setOptions(new AnalyzerResourceOptions());
  const request = new AnalyzeStackRequest();
  request.addResources(resource);
  return request;
}

type Level = ReturnType<PolicyConfig["getEnforcementlevel"]>;

function configuration(policy: string, level: Level, properties: Readonly<Record<string, JavaScriptValue>> = {}) {
  const config = new PolicyConfig();
  config.setEnforcementlevel(level);
  config.setProperties(Struct.fromJavaScript({ ...properties }));
  const request = new ConfigureAnalyzerRequest();
  request.getPolicyconfigMap().set(policy, config);
  return request;
}

function found(answer: AnalyzeResponse) {
  return answer.getDiagnosticsList().map((one) => [one.getPolicyname(), one.getEnforcementlevel()]);
}

function levels(policy: string, answer: AnalyzeResponse) {
  return found(answer).flatMap(([name, level]) => (name === policy ? [level] : []));
}
