import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { agentScript } from "../../../components/gcp/agent-script";

const image = `gcr.io/cloud-ingest/tsop-agent@sha256:${"a".repeat(64)}`;
const plan = {
  projectId: "acme-backup",
  region: "asia-southeast1",
  pool: "courier",
  image,
  secretVersion: "projects/1/locations/asia-southeast1/secrets/courier/versions/2",
};
const credentials = "AWS_ACCESS_KEY_ID=example-id\nAWS_SECRET_ACCESS_KEY=example/+key=\n";

/** Tools that write down what they were asked, and answer as the services do. */
const tools: Readonly<Record<string, string>> = {
  hostname: "echo courier-a",
  curl: String.raw`echo "curl $*" >>"$SEEN"
case "$*" in
  *metadata.google.internal*) printf '{"access_token":"ya29.token","expires_in":3599,"token_type":"Bearer"}' ;;
  *) printf '{\n  "name": "projects/1",\n  "payload": {\n    "data": "%s",\n    "dataCrc32c": "1"\n  }\n}\n' "$(printf '%s' "$CREDENTIALS" | base64 -w 0)" ;;
esac`,
  docker: String.raw`echo "docker $*" >>"$SEEN"
if [ "$1" = login ]; then cat >>"$SEEN"; fi
if [ "$1" = run ]; then cat "$FOLDER/source.env" >>"$SEEN"; fi`,
};

/** What the tools were asked, line by line, and what was printed. */
function start(folder: string, given: typeof plan): { readonly seen: readonly string[]; readonly printed: string } {
  const seen = path.join(folder, "seen");
  const script = agentScript(given).replaceAll("/run/source.env", `${folder}/source.env`);
  const printed = execFileSync("/bin/bash", ["--norc", "-c", script], {
    env: { PATH: `${folder}:/usr/bin:/bin`, SEEN: seen, FOLDER: folder, CREDENTIALS: credentials },
    encoding: "utf8",
  });
  return { seen: readFileSync(seen, "utf8").split("\n"), printed };
}

describe("what a courier's machine does when it starts", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "stateside-agent-"));
    for (const [tool, text] of Object.entries(tools)) {
      writeFileSync(path.join(folder, tool), `#!/bin/bash\n${text}\n`);
      chmodSync(path.join(folder, tool), 0o755);
    }
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("is to fetch the source's key in its own region, and to run one agent with it", () => {
    const { seen, printed } = start(folder, plan);
    const [token, secret, pull, remove, run, ...rest] = seen;
    expect(token).toContain("Metadata-Flavor: Google http://metadata.google.internal/computeMetadata/v1/instance/");
    expect(secret).toMatch(
      /Authorization: Bearer ya29\.token https:\/\/secretmanager\.asia-southeast1\.rep\.googleapis\.com\/v1\/projects\/1\/locations\/asia-southeast1\/secrets\/courier\/versions\/2:access$/,
    );
    expect([pull, remove]).toEqual([`docker pull --quiet ${image}`, "docker rm --force agent"]);
    expect(run).toBe(
      `docker run --detach --name agent --restart unless-stopped --ulimit memlock=64000000 --env-file ${folder}/source.env ` +
        `${image} --project-id=acme-backup --agent-pool=courier --hostname=courier-a --agent-id-prefix=courier-a- ` +
        "--gcs-api-endpoint=storage.asia-southeast1.rep.googleapis.com --enable-s3",
    );
    // The key is in no argument, isn't printed, and doesn't stay in a file.
    expect(rest.join("\n")).toBe(credentials);
    expect(printed).not.toContain("example");
    expect(existsSync(path.join(folder, "source.env"))).toBe(false);
  });

  it("is to sign in first where the image is in a registry of one's own", () => {
    const own = `us-docker.pkg.dev/acme/agents/tsop-agent@sha256:${"a".repeat(64)}`;
    expect(start(folder, { ...plan, image: own }).seen.slice(2, 5)).toEqual([
      "docker login --username oauth2accesstoken --password-stdin https://us-docker.pkg.dev",
      "ya29.token",
      `docker pull --quiet ${own}`,
    ]);
  });
});
