import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readProject } from "../../../doors/program/project";
import { stateLocations } from "../../../doors/program/state-locations";
import { previewed } from "./previewed";

jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-state-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The locations of stacks `dev` and `prod`, of which `prod` has no file. */
function located(project: string, stack = "", environment: Readonly<Record<string, string>> = {}) {
  writeFileSync(path.join(folder, "Pulumi.yaml"), `name: shop\nruntime: nodejs\n${project}`);
  writeFileSync(path.join(folder, "Pulumi.dev.yaml"), stack);
  return stateLocations(readProject(folder), ["dev", "prod"], environment);
}

const virginia = { kind: "s3", bucket: "b", cloud: "aws", region: "us-east-1" };
const state = { project: "shop", keeps: "state" };

describe("where the state is", () => {
  it("is said by the project's file, for every stack", () => {
    const said = {
      ...state,
      at: virginia,
      property: "backend.url",
      source: { file: "Pulumi.yaml", line: 4, column: 8 },
    };
    expect(located("backend:\n  url: s3://b?region=us-east-1\n")).toEqual([
      { ...said, stack: "dev" },
      { ...said, stack: "prod" },
    ]);
  });

  it("is said by the environment", () => {
    const [dev] = located("", "", { PULUMI_BACKEND_URL: "s3://b?region=us-east-1" });
    expect(dev).toEqual({ ...state, stack: "dev", at: virginia, property: "PULUMI_BACKEND_URL" });
  });

  it("is said twice where both name another backend, since the engine goes by the environment's", () => {
    const [one, other] = located("backend: { url: gs://a }\n", "", { PULUMI_BACKEND_URL: "s3://b?region=us-east-1" });
    expect([one?.at.kind, other?.at.kind]).toEqual(["gs", "s3"]);
    expect(located("backend: { url: gs://a }\n", "", { PULUMI_BACKEND_URL: "gs://a" })).toHaveLength(2);
  });

  it.each([
    ["nowhere", ""],
    ["empty", "backend:\n"],
    ["without a URL", "backend: {}\n"],
    ["an empty URL", 'backend: { url: "" }\n'],
    ["no text", "backend: { url: [s3://b] }\n"],
    ["no mapping", "backend: s3://b\n"],
  ])("is not said when it stands %s", (_, project) => {
    expect(located(project, "", { PULUMI_BACKEND_URL: "" })).toEqual([]);
  });

  it("is known to the estate of a preview", async () => {
    const environment = { PULUMI_BACKEND_URL: "gs://a" };
    const { estate } = await previewed("bucket-abroad", { environment });
    expect(estate.states).toMatchObject([{ keeps: "state", at: { kind: "gs", bucket: "a" } }]);
    const [{ stack, project } = { stack: "", project: "" }] = estate.states ?? [];
    const roots = estate.resources.filter(({ kind }) => kind === "stack");
    expect(roots.map((root) => [root.stack, root.project])).toEqual([[stack, project]]);
  });
});

describe("where the key of the secrets is", () => {
  it("is said by a stack's file, with its position and without the encrypted key", () => {
    const file = "encryptedkey: QUJD\nsecretsprovider: awskms://alias/state?region=us-east-1\n";
    const locations = located("", file);
    expect(locations).toEqual([
      {
        ...{ stack: "dev", project: "shop", keeps: "secrets", property: "secretsprovider" },
        at: { kind: "awskms", cloud: "aws", region: "us-east-1" },
        source: { file: "Pulumi.dev.yaml", line: 2, column: 18 },
      },
    ]);
  });

  it("is not said where a passphrase's salt stands alone", () => {
    expect(located("", "encryptionsalt: v1:abc\n")).toEqual([]);
  });
});
