/**
 * Writes a result into the one comment that Stateside has on a pull request. The folder with the result is from a job that ran
 * a stranger's program: nothing in it is believed. Reads the environment, prints a line, and fails only when GitHub refuses.
 */
import { execFile } from "node:child_process";
import { lstat, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const marker = "<!-- stateside -->";
const stateside = path.join(path.dirname(fileURLToPath(import.meta.url)), "../dist/stateside.js");
/** GitHub takes no longer comment. */
const longestComment = 65_536;
const commentsOfPage = 100;
const mostPages = 100;

const { FOLDER, HEAD_SHA, HEAD_REPOSITORY, TOKEN, AUTHOR, GITHUB_API_URL, GITHUB_REPOSITORY } = process.env;

async function github(method, route, body) {
  const response = await fetch(`${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/${route}`, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${TOKEN}`,
      "x-github-api-version": "2022-11-28",
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (response.status === 404 && method === "GET") return undefined;
  if (!response.ok) throw new Error(`GitHub answers ${response.status} to ${method} ${route}`);
  return response.json();
}

/** The text of a file of the folder; undefined where it is none. A link would be a file of this job's. */
async function read(name, mostBytes) {
  const file = path.join(FOLDER, name);
  const found = await lstat(file).catch(() => undefined);
  return found?.isFile() === true && found.size <= mostBytes ? readFile(file, "utf8") : undefined;
}

/** The pull request that the folder names, if it is the one whose newest commit was judged. */
async function pullRequest() {
  const number = (await read("number", 20))?.trim() ?? "";
  if (!/^[1-9]\d{0,9}$/.test(number)) return { because: "the artifact names no pull request" };
  const pull = await github("GET", `pulls/${number}`);
  const isJudged =
    pull?.state === "open" && pull.head.sha === HEAD_SHA && pull.head.repo?.full_name === HEAD_REPOSITORY;
  return isJudged ? { number } : { because: `#${number} is closed, or its newest commit is another` };
}

/** The result as Markdown; undefined where there is none, or none of the form that a result has. */
async function report() {
  if ((await read("result.json", 250_000_000)) === undefined) return undefined;
  const args = [stateside, "report", path.join(FOLDER, "result.json"), "-o", "markdown"];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { maxBuffer: 1 << 24 }, (_error, stdout, stderr) => {
      process.stderr.write(stderr);
      resolve([0, 1, 4].includes(child.exitCode) ? stdout : undefined);
    });
  });
}

function bodyOf(markdown) {
  const found =
    markdown?.replace(marker, "").trim() ?? "**Stateside has no result for this commit**: its log says why.";
  const caveat =
    `<sub>Of ${HEAD_SHA}, judged in a job that ran this pull request's program, which could have changed the result: ` +
    "it tells a reviewer where to look, and approves nothing.</sub>";
  return `${marker}\n${found}\n\n${caveat}\n`;
}

/** Anybody could write a comment that begins as ours do. */
async function ownComment(number) {
  for (let page = 1; page <= mostPages; page += 1) {
    const comments = await github("GET", `issues/${number}/comments?per_page=${commentsOfPage}&page=${page}`);
    const own = comments.find(({ user, body }) => user?.login === AUTHOR && body?.startsWith(marker));
    if (own !== undefined || comments.length < commentsOfPage) return own;
  }
  return undefined;
}

const { number, because } = await pullRequest();
if (number === undefined) {
  console.log(`no comment: ${because}`);
} else {
  const whole = bodyOf(await report());
  const body = whole.length <= longestComment ? whole : bodyOf("**The report is too long for a comment.**");
  const own = await ownComment(number);
  if (own === undefined) await github("POST", `issues/${number}/comments`, { body });
  else await github("PATCH", `issues/comments/${own.id}`, { body });
  console.log(`${own === undefined ? "wrote" : "edited"} the comment of #${number}`);
}
