import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { flowsWith } from "../../components/oci/network/flows";
import { centersChart, copiesChart, logsChart, requestsChart } from "./deploy/data-charts";
import { ownCenters, previewed, sides, type Previewed, type Side } from "./deploy/estate";
import { mermaid } from "./deploy/flowchart";
import { linesChart } from "./deploy/lines-chart";
import { networkChart } from "./deploy/network-chart";
import { forms, settingsRows, type Stack } from "./deploy/settings";
import { waysOf } from "./deploy/ways";

export const page = path.join(__dirname, "../../docs/deploy.md");

/** What the guide is made of beside its text: by the name between its marks. */
export type Parts = Readonly<Record<string, string>>;

/** The enclave as it is today. */
export function diagrams({ networks, nameOf }: Side, { estate, terms }: Previewed): Parts {
  return {
    networks: mermaid(networkChart(networks, nameOf)),
    ways: table(["flow", "what for", "ports", "there", "back"], waysOf(flowsWith(ownCenters()), networks, nameOf)),
    requests: mermaid(requestsChart(estate, terms)),
    copies: mermaid(copiesChart(estate, terms)),
    logs: mermaid(logsChart(estate, terms)),
  };
}

/** The centers, with everything that they ever have. */
export function centerDiagrams({ estate, terms }: Previewed): Parts {
  return {
    lines: mermaid(linesChart(estate, terms)),
    "copies of centers": mermaid(centersChart(estate, terms)),
  };
}

export const stacks = Object.keys(forms).filter((name): name is Stack => name in forms);

export function settings(): Parts {
  const header = ["key", "what it says, and where to find it", "allowed", "default", "example"];
  return Object.fromEntries(stacks.map((stack) => [`keys of ${stack}`, table(header, settingsRows(stack))]));
}

/**
 * The text with every part between its marks.
 *
 * @throws Error for a part without marks, and for marks without a part
 */
export function withParts(text: string, parts: Parts): string {
  const written = new Set<string>();
  const filled = text.replaceAll(marked, (_, begin: string, name: string, end: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`no part \`${name}\``);
    written.add(name);
    return `${begin}\n\n${part}\n\n${end}`;
  });
  const left = Object.keys(parts).filter((name) => !written.has(name));
  if (left.length > 0) throw new Error(`no marks for ${left.join(", ")}`);
  return filled;
}

const marked = /(<!-- ([\w -]+), written by `npm run diagrams` -->)\n[\s\S]*?(<!-- end of \2 -->)/g;

/** Rows as they are: lined up, those of sentences would be too wide to read. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, header.map(() => "---"), ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`);
  return ["<!-- prettier-ignore-start -->", ...lines, "<!-- prettier-ignore-end -->"]
    .join("\n\n")
    .replace(/\|\n\n\|/g, "|\n|");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

export async function parts(): Promise<Parts> {
  const { primary } = await sides();
  const { today, dualRun } = await previewed();
  return { ...diagrams(primary, today), ...centerDiagrams(dualRun), ...settings() };
}

if (require.main === module) {
  void parts().then((all) => {
    writeFileSync(page, withParts(readFileSync(page, "utf8"), all));
  });
}
