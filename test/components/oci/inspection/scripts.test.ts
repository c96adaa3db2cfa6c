import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";

const folder = path.join(__dirname, "..", "..", "..", "..", "inspection");

let tools: string;
beforeEach(() => {
  tools = mkdtempSync(path.join(tmpdir(), "tools-"));
});
afterEach(() => {
  rmSync(tools, { recursive: true });
});

/** Puts a tool in place that writes down what it is asked, and answers as a shell script says. */
function tool(name: string, answer: string): void {
  const file = path.join(tools, name);
  writeFileSync(file, `#!/usr/bin/env bash\necho "${name} $*" >> "${tools}/calls"\n${answer}\n`);
  chmodSync(file, 0o755);
}

const calls = () => (existsSync(path.join(tools, "calls")) ? readFileSync(path.join(tools, "calls"), "utf8") : "");

function run(script: string, env: Readonly<Record<string, string>>, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync("bash", [path.join(folder, script), ...args], {
    encoding: "utf8",
    env: { PATH: `${tools}:/usr/bin:/bin`, REGION: "us-ashburn-1", COMPARTMENT_ID: "c", ...env },
  });
  return { passed: status === 0, said: stdout.trim(), refused: stderr.trim() };
}

describe("refusing what is vulnerable", () => {
  const judge = (scores: string, limit = "3.9") => {
    tool("oci", `echo '${scores}'`);
    return run("refuse-vulnerable.sh", { KNOWLEDGE_BASE_ID: "k", OCI_BUILD_RUN_ID: "run", CVSS_LIMIT: limit });
  };

  it.each([
    ["0.0 0.0", "3.9"],
    ["3.9 3.9", "3.9"],
    ["10.0 10", "10.0"],
    ["0 0", "0.0"],
  ])("lets scores %s pass a limit of %s", (scores, limit) => {
    expect(judge(scores, limit)).toMatchObject({ passed: true, said: `no dependency has a CVSS score above ${limit}` });
    expect(calls()).toContain("--knowledge-base-id k --display-name run --lifecycle-state ACTIVE");
  });

  it.each([
    ["4.0 0.0", "3.9", "a dependency has the CVSS score 4.0, above the limit of 3.9; the build is refused"],
    ["0.0 4.0", "3.9", "a dependency has the CVSS score 4.0, above the limit of 3.9; the build is refused"],
    ["10.0 0.0", "9.9", "a dependency has the CVSS score 10.0, above the limit of 9.9; the build is refused"],
    ["", "10.0", "the audit says '' and no scores; the build is refused"],
    ["0.0 null", "10.0", "the audit says '0.0 null' and no scores; the build is refused"],
    ["null null", "10.0", "the audit says 'null null' and no scores; the build is refused"],
  ])("refuses scores `%s` at a limit of %s", (scores, limit, refused) => {
    expect(judge(scores, limit)).toMatchObject({ passed: false, refused });
  });

  it("refuses when the audit can't be asked", () => {
    tool("oci", "exit 1");
    const env = { KNOWLEDGE_BASE_ID: "k", OCI_BUILD_RUN_ID: "run", CVSS_LIMIT: "10.0" };
    expect(run("refuse-vulnerable.sh", env)).toMatchObject({ passed: false });
  });
});

describe("the gate", () => {
  const tag = "0123456789ab-abc1234";
  const begun = "2022-06-17T08:00:01+00:00";
  const sign = (
    severity: string,
    change: Readonly<Record<string, string>> = {},
    image = "ocid1.containerimage.oc1.i",
    tagged = "2022-06-17T08:00:00.500000+00:00",
  ) => {
    tool(
      "oci",
      `cat "$OCI_CLI_CONFIG_FILE" > "${tools}/config"; case "$*" in ` +
        `*"scan result"*) echo '${severity}';; *"image list"*) echo '${image}';; *"image get"*) echo '${tagged}';; esac`,
    );
    tool("sleep", "");
    return run("sign-image.sh", {
      IMAGE: "application",
      IMAGE_TAG: tag,
      IMAGES: "application puller",
      PREFIX: "us-enclave",
      ADMITTED_SEVERITIES: "NONE LOW",
      SIGNING_KEY_ID: "key",
      SIGNING_KEY_VERSION_ID: "version",
      ...change,
    });
  };
  const signed = "image-signature sign-upload";

  it.each(["NONE", "LOW"])(
    "signs an image with the key when the worst that the scan has found is rated %s",
    (severity) => {
      expect(sign(`${severity} ${begun}`)).toMatchObject({
        passed: true,
        said: `us-enclave/application:${tag} is signed`,
      });
      expect(calls()).toContain(`--repository us-enclave/application --image ${tag} --is-latest-only true`);
      expect(calls()).toContain(
        "oci artifacts container image-signature sign-upload --region us-ashburn-1 --compartment-id c " +
          "--image-id ocid1.containerimage.oc1.i --kms-key-id key --kms-key-version-id version " +
          `--signing-algorithm SHA_512_RSA_PKCS_PSS --description scanned, worst finding ${severity}`,
      );
    },
  );

  it.each([
    [
      "MEDIUM",
      {},
      `the scan has found a problem rated MEDIUM in us-enclave/application:${tag}, and NONE LOW are admitted; the image isn't signed`,
    ],
    ["", {}, `no scan has looked at us-enclave/application:${tag}; the image isn't signed`],
    [
      "NONE",
      { IMAGE: "base" },
      "'base' isn't built here: give IMAGE as one of application puller; the image isn't signed",
    ],
    [
      "NONE",
      { IMAGE_TAG: "none" },
      "'none' is no build's tag: give IMAGE_TAG as the build says it; the image isn't signed",
    ],
    [
      "NONE",
      { IMAGE_TAG: `${tag} x` },
      `'${tag} x' is no build's tag: give IMAGE_TAG as the build says it; the image isn't signed`,
    ],
  ])("refuses a scan's `%s` with %j", (severity, change, refused) => {
    expect(sign(severity === "" ? "" : `${severity} ${begun}`, change)).toMatchObject({ passed: false, refused });
    expect(calls()).not.toContain(signed);
  });

  it("tells what signs the region by a file, as nothing else does", () => {
    sign(`NONE ${begun}`);
    expect(readFileSync(path.join(tools, "config"), "utf8")).toBe("[DEFAULT]\nregion=us-ashburn-1\n");
  });

  it.each(["2022-06-17T08:00:01+00:00", "2022-06-17T08:00:01.000001+00:00", "2022-06-18T00:00:00+00:00", "null", ""])(
    "refuses a tag that an image has since `%s`, when the scan had begun",
    (since) => {
      expect(sign(`NONE ${begun}`, {}, undefined, since)).toMatchObject({
        passed: false,
        refused: `the scan began at '${begun}', and us-enclave/application:${tag} is from '${since}': scan it anew; the image isn't signed`,
      });
      expect(calls()).not.toContain(signed);
    },
  );

  it("refuses when nobody says when the scan began", () => {
    expect(sign("NONE")).toMatchObject({ passed: false });
    expect(calls()).not.toContain(signed);
  });

  it("refuses an image that the registry hasn't", () => {
    expect(sign(`NONE ${begun}`, {}, "null")).toMatchObject({
      passed: false,
      refused: `the registry has no us-enclave/application:${tag}; the image isn't signed`,
    });
    expect(calls()).not.toContain(signed);
  });

  it("waits for the scan for half an hour", () => {
    sign("");
    expect(calls().match(/^sleep 30$/gm)).toHaveLength(60);
  });
});

it("builds an image from the registry's own bases, signed in as the pipeline", () => {
  tool("oci", "echo token");
  tool("docker", "cat > /dev/null");
  const env = {
    BASES: "RCLONE CLI",
    RCLONE: "iad.ocir.io/ns/us-enclave/base:r",
    CLI: "iad.ocir.io/ns/us-enclave/base:c",
  };
  expect(run("build-image.sh", env, "/source")).toMatchObject({ passed: true });
  expect(calls().trim().split("\n").sort()).toEqual([
    "docker build --pull --build-arg RCLONE=iad.ocir.io/ns/us-enclave/base:r " +
      "--build-arg CLI=iad.ocir.io/ns/us-enclave/base:c --tag image /source",
    "docker login --username BEARER_TOKEN --password-stdin iad.ocir.io",
    "oci raw-request --region us-ashburn-1 --http-method GET " +
      "--target-uri https://iad.ocir.io/20180419/docker/token --query data.token --raw-output",
  ]);
});

/** The parts of a build specification that are read here. */
interface Specification {
  readonly version: number;
  readonly component: string;
  readonly failImmediatelyOnError: boolean;
  readonly steps: readonly { readonly type: string; readonly command?: string }[];
  readonly env?: { readonly exportedVariables: readonly string[] };
  readonly outputArtifacts?: readonly object[];
}

// SAFETY: the project's own files; were they of another form, the tests that read them would fail.
const specification = (name: string) =>
  parse(readFileSync(path.join(folder, `${name}.build_spec.yaml`), "utf8")) as Specification;

it("has scripts for every command that a build specification runs, and stops at the first that fails", () => {
  const names = readdirSync(folder).flatMap((file) => /^(.+)\.build_spec\.yaml$/.exec(file)?.[1] ?? []);
  expect(names.sort()).toEqual(["application", "gate", "puller"]);
  for (const name of names) {
    const { version, component, failImmediatelyOnError, steps } = specification(name);
    expect([version, component, failImmediatelyOnError]).toEqual([0.1, "build", true]);
    const scripts = steps.flatMap(({ command = "" }) => [...command.matchAll(/inspection\/([\w-]+\.sh)/g)]);
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, script = ""] of scripts) expect(existsSync(path.join(folder, script))).toBe(true);
  }
});

it("audits and refuses before anything of the application's own is run", () => {
  const steps = specification("application").steps.map(({ type, command = "" }) => `${type} ${command}`);
  const place = (what: string) => steps.findIndex((step) => step.includes(what));
  expect(place("VulnerabilityAudit")).toBe(0);
  expect(place("refuse-vulnerable.sh")).toBe(1);
  expect(place("build-image.sh")).toBeGreaterThan(1);
});

it.each(["application", "puller"])("delivers what %s builds under a tag of its commit and run", (name) => {
  const { env, outputArtifacts, steps } = specification(name);
  expect(env?.exportedVariables).toEqual(["IMAGE_TAG"]);
  expect(outputArtifacts).toEqual([{ name: "image", type: "DOCKER_IMAGE", location: "image" }]);
  expect(steps.map(({ command }) => command).join()).toMatch(
    /export IMAGE_TAG="\$\(git -C .+ rev-parse --short=12 HEAD\)-\$\{OCI_BUILD_RUN_ID: -7\}"/,
  );
});
