import { oneOf, parseTable, Table } from "./table";

/** What a deployer deploys: the word that decides what a finding says of it. */
export const deployments = [
  "template", // resources that a template, chart, blueprint or program declares
  "setup", // resources that a service chooses
  "objects", // what others declare in a cluster, a repository or a pipeline
  "commands", // whatever commands, or an agent, make
  "containers", // whatever a container on a machine outside the clouds makes
  "one", // one resource, of a type that an input names
] as const;
export type Deployment = (typeof deployments)[number];

/**
 * One row of `data/deployers.tsv`: a type whose resources, once they are created, have made others that no program
 * registers. What only defines a pipeline for a later run is none, and nor is what runs code in the cloud, which has a
 * place of its own; a type is none, either, if its own row already stands for what it makes.
 */
export interface DeployerRow {
  readonly type: string;
  readonly deploys: Deployment;
  /** The input that may hold the declaration itself, which nobody looks into. */
  readonly inline?: string;
  /** The input without which a resource of the type deploys nothing. */
  readonly gate?: string;
  /** The input or sentence of documentation that decided. */
  readonly because: string;
}

const columns = ["type", "deploys", "inline", "gate", "because"] as const;

/** Read when it is first asked. */
const table = new Table("deployers.tsv", parseRow);

/** What a type deploys unseen; undefined for one that deploys nothing. */
export function deployerOf(type: string): DeployerRow | undefined {
  return table.of(type)[0];
}

/** @throws Error naming the file, the line and what is wrong with it */
export function parseDeployers(text: string, file: string): DeployerRow[] {
  return parseTable(text, file, columns, parseRow);
}

function parseRow(cells: readonly string[]): DeployerRow {
  const [type = "", deploys = "", inline = "", gate = "", because = ""] = cells;
  if (because === "") throw new Error(`\`${type}\` has no reason`);
  return {
    type,
    deploys: oneOf(deployments, deploys, "deploys"),
    because,
    ...(inline !== "-" && { inline }),
    ...(gate !== "-" && { gate }),
  };
}
