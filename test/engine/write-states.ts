import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Engine, root } from "./engine";

/**
 * Writes test/fixtures/states anew, with the real Pulumi CLI: what the program `every-kind` leaves in every kind of file.
 * What tells of the machine is taken out.
 */
const folder = path.join(root, "test/fixtures/states");

async function main() {
  mkdirSync(folder, { recursive: true });
  const engine = new Engine();
  try {
    const directory = engine.copy(path.join(root, "test/engine/programs/every-kind"));
    const run = async (stack: string, ...args: readonly string[]) => {
      const result = await engine.run(directory, stack, args);
      if (result.code !== 0) throw new Error(result.stdout);
      return result;
    };
    await run("base", "up", "--skip-preview");
    write("base.json", await engine.export(directory, "base"));
    write("base.secrets.json", await engine.export(directory, "base", ["--show-secrets"]));

    const preview = await run("dev", "preview", "--json");
    write("dev.preview.json", withoutDiagnostics(preview.stdout));
    write("dev.preview.ndjson", log(preview.events));
    write("dev.up.ndjson", log((await run("dev", "up", "--skip-preview")).events));
    write("dev.json", await engine.export(directory, "dev"));
    write("dev.checkpoint.json", readFileSync(`${directory}.state/.pulumi/stacks/every-kind/dev.json`, "utf8"));
    write("dev.sames.json", withoutDiagnostics((await run("dev", "preview", "--json", "--show-sames")).stdout));
    write("dev.without-sames.json", withoutDiagnostics((await run("dev", "preview", "--json")).stdout));
  } finally {
    engine.stop();
  }
}

/** The first line may be a warning, which a shell keeps apart. */
function withoutDiagnostics(output: string): string {
  const digest = JSON.parse(output.slice(output.indexOf("{\n"))) as Record<string, unknown>;
  return `${JSON.stringify({ ...digest, diagnostics: [] }, null, 4)}\n`;
}

function log(events: readonly object[]): string {
  const told = events.filter((event) => !("diagnosticEvent" in event));
  return told.map((event) => `${JSON.stringify(event)}\n`).join("");
}

/** Packages' positions lead out of the program's folder. */
function write(name: string, text: string) {
  writeFileSync(
    path.join(folder, name),
    text.replaceAll(/project:\/\/\/[^"#]*node_modules/g, "project:///node_modules"),
  );
}

void main();
