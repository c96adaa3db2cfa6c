import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { root, stateside } from "../cli/run";
import { runAction } from "./runner";

jest.setTimeout(60_000);

const sha = "0123456789abcdef0123456789abcdef01234567";
const marker = "<!-- stateside -->";
const noResult = "**Stateside has no result for this commit**";

interface Comment {
  readonly id: number;
  readonly user: { readonly login: string } | null;
  readonly body: string;
}

let folder: string;
let artifact: string;
let server: Server;
let comments: Comment[];
let pull: Record<string, unknown> | undefined;
let asked: string[];
let written: string[];
let result: string;

beforeAll(async () => {
  const program = path.join(root, "test/fixtures/programs/bucket-abroad");
  result = (await stateside(["check", "--quiet", "--program", program, "-o", "json"])).stdout;
});
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-comment-"));
  artifact = path.join(folder, "artifact");
  mkdirSync(artifact);
  write({ number: "7\n", "result.json": result });
  [comments, asked, written] = [[], [], []];
  pull = { state: "open", head: { sha, repo: { full_name: "stranger/shop" } } };
  server = createServer((request, response) => {
    void answer(request).then((data) => {
      response.statusCode = data === undefined ? 404 : 200;
      response.end(JSON.stringify(data ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

/** GitHub, as far as the action asks it (https://docs.github.com/en/rest/issues/comments). */
async function answer(request: IncomingMessage): Promise<unknown> {
  const { method = "", url = "", headers } = request;
  asked.push(`${method} ${url}`);
  if (headers.authorization !== "Bearer a-token") return undefined;
  let body = "";
  for await (const chunk of request) body += String(chunk);
  // SAFETY: the action sends an object with a text.
  if (method !== "GET") written.push((JSON.parse(body) as { body: string }).body);
  if (method === "GET" && url === "/repos/acme/shop/pulls/7") return pull;
  const page = Number(/^\/repos\/acme\/shop\/issues\/7\/comments\?per_page=100&page=(\d+)$/.exec(url)?.[1] ?? "0");
  if (method === "GET" && page > 0) return comments.slice((page - 1) * 100, page * 100);
  return {};
}

function write(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(artifact, name), text);
}

function comment() {
  const actionPath = path.join(folder, "comment");
  symlinkSync(path.join(root, "comment"), actionPath);
  const temp = path.join(folder, "temp");
  mkdirSync(temp);
  const tools = path.join(folder, "tools");
  mkdirSync(tools);
  writeFileSync(path.join(tools, "npm"), "#!/bin/sh\n", { mode: 0o755 });
  const github = {
    token: "a-token",
    event: { workflow_run: { head_sha: sha, head_repository: { full_name: "stranger/shop" } } },
  };
  const environment = {
    PATH: `${tools}:${process.env["PATH"] ?? ""}`,
    GITHUB_REPOSITORY: "acme/shop",
    // SAFETY: it listens on a port.
    GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  const runner = { actionPath, workspace: folder, temp, environment };
  return runAction(path.join(root, "comment/action.yml"), { folder: artifact }, github, runner);
}

describe("the comment of a pull request", () => {
  it("is written when there is none, and says what it is worth", async () => {
    expect(await comment()).toMatchObject({ code: 0, log: "wrote the comment of #7\n" });
    expect(asked.at(-1)).toBe("POST /repos/acme/shop/issues/7/comments");
    expect(written).toHaveLength(1);
    const [body = ""] = written;
    expect(body.startsWith(`${marker}\n`)).toBe(true);
    expect(body.split(marker)).toHaveLength(2);
    expect(body).toContain("us-data-stays-in-us");
    expect(body).toContain(`<sub>Of ${sha}, judged in a job that ran this pull request's program`);
    expect(body.length).toBeLessThanOrEqual(65_536);
  });

  it("is edited from then on, wherever among the others it stands", async () => {
    const other = { user: { login: "somebody" }, body: "hello" };
    comments = Array.from({ length: 150 }, (_, index) => ({ id: index, ...other }));
    comments[120] = { id: 120, user: { login: "github-actions[bot]" }, body: `${marker}\nof before` };
    expect(await comment()).toMatchObject({ code: 0, log: "edited the comment of #7\n" });
    expect(asked.at(-1)).toBe("PATCH /repos/acme/shop/issues/comments/120");
  });

  it.each([
    ["that somebody else began with the marker", { id: 1, user: { login: "stranger" }, body: `${marker}\nnot ours` }],
    ["of an account that is gone", { id: 1, user: null, body: `${marker}\nnot ours` }],
    ["of the same bot about something else", { id: 1, user: { login: "github-actions[bot]" }, body: `see ${marker}` }],
  ])("is never one %s", async (_, one) => {
    comments = [one];
    await comment();
    expect(asked.at(-1)).toBe("POST /repos/acme/shop/issues/7/comments");
  });

  it.each([
    [
      "has another newest commit",
      { state: "open", head: { sha: "f".repeat(40), repo: { full_name: "stranger/shop" } } },
    ],
    ["is of another repository", { state: "open", head: { sha, repo: { full_name: "acme/shop" } } }],
    ["is of a repository that is gone", { state: "open", head: { sha, repo: null } }],
    ["is closed", { state: "closed", head: { sha, repo: { full_name: "stranger/shop" } } }],
    ["doesn't exist", undefined],
  ])("is not written where the pull request that the artifact names %s", async (_, found) => {
    pull = found;
    const because = "no comment: #7 is closed, or its newest commit is another\n";
    expect(await comment()).toMatchObject({ code: 0, log: because });
    expect(asked).toEqual(["GET /repos/acme/shop/pulls/7"]);
  });

  it.each(["", "0", "7/../8", "7; touch pwned", "-1", "1".repeat(30)])(
    "is not written for the number %j",
    async (number) => {
      write({ number });
      expect(await comment()).toMatchObject({ code: 0, log: "no comment: the artifact names no pull request\n" });
      expect(asked).toEqual([]);
    },
  );

  it.each([
    ["is missing", undefined],
    ["is no JSON", "{"],
    ["has another form", '{"version":1}'],
  ])("tells that there is no result when it %s", async (_, text) => {
    rmSync(path.join(artifact, "result.json"));
    if (text !== undefined) write({ "result.json": text });
    expect(await comment()).toMatchObject({ code: 0 });
    expect(written.join("")).toContain(noResult);
  });

  it("follows no link out of the artifact", async () => {
    writeFileSync(path.join(folder, "secret"), result);
    rmSync(path.join(artifact, "result.json"));
    symlinkSync(path.join(folder, "secret"), path.join(artifact, "result.json"));
    await comment();
    expect(written.join("")).toContain(noResult);
  });

  it("fails when GitHub refuses, without a word of what it was given", async () => {
    server.removeAllListeners("request");
    server.on("request", (_request, response: { statusCode: number; end: (text: string) => void }) => {
      response.statusCode = 403;
      response.end("{}");
    });
    const run = await comment();
    expect(run.code).toBe(1);
    expect(run.log).toContain("GitHub answers 403 to GET pulls/7");
    expect(run.log).not.toContain("a-token");
  });
});
