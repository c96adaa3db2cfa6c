import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const environment = {
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  ...{ GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@example.com" },
  ...{ GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@example.com" },
};

/** A git repository of a test's own. */
export class Repository {
  constructor(readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    this.git("init", "--quiet", "--initial-branch", "main");
  }

  git(...args: readonly string[]): string {
    const options = { cwd: this.folder, env: environment, encoding: "utf8" } as const;
    return execFileSync("git", args, options).trim();
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(this.folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  /** Commits all that is there and returns the commit's id. */
  commit(): string {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message", "as it is");
    return this.git("rev-parse", "HEAD");
  }
}
