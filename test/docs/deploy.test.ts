import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { runtime } from "@pulumi/pulumi";
import { flowsWith } from "../../components/oci/network/flows";
import { buildEstate, type Estate, type Resource } from "../../policies/residency/estate";
import program from "../../stacks/index";
import { example, runAs } from "../stacks/configured";
import type { Networks } from "../support/routes";
import { ownCenters, previewed, sides, type Previewed, type Side } from "./deploy/estate";
import { mermaid } from "./deploy/flowchart";
import { networkChart } from "./deploy/network-chart";
import { explained, forms, type Stack } from "./deploy/settings";
import { waysOf } from "./deploy/ways";
import { centerDiagrams, diagrams, page, settings, stacks, withParts } from "./diagrams";

const text = readFileSync(page, "utf8");
const blocks = [...text.matchAll(/^( *)```sh\n([\s\S]*?)^ *```$/gm)].map(([, indent = "", block = ""]) =>
  block.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
);
const commands = blocks.join("\n");

/** As the project's own mandate has it, and with every center in dual-run. */
let today: Previewed;
let dualRun: Previewed;
let both: Readonly<Record<"primary" | "standby", Side>>;

beforeAll(async () => {
  both = await sides();
  ({ today, dualRun } = await previewed());
}, 240_000);

/** The first cells of a section's rows. */
function firstCells(heading: string): string[] {
  const [, section = ""] = text.split(`### ${heading}\n`);
  const [own = ""] = section.split(/^##/m);
  return [...own.matchAll(/^\| `([^`]+)`/gm)].map(([, cell = ""]) => cell);
}

describe("the guide to deploying", () => {
  it("has the charts and tables that the stacks make today: else run `npm run diagrams`", () => {
    const made = { ...diagrams(both.primary, today), ...centerDiagrams(dualRun), ...settings() };
    expect(withParts(text, made)).toBe(text);
  });

  it.each(stacks)("tells every key of stack %s that its program takes, and no other", async (stack) => {
    const accepted = await acceptedKeys(stack);
    expect(accepted.length).toBeGreaterThan(10);
    expect(firstCells(`Keys of ${stack}`).toSorted()).toEqual(accepted);
    expect(Object.keys(forms[stack].shape).toSorted()).toEqual(accepted);
  });

  it.each(stacks)("takes what each key of stack %s says from a file that explains every one", (stack) => {
    const told = explained(stack);
    const keys = Object.keys(forms[stack].shape);
    expect([...told.map(({ key }) => key), "dataClass"].toSorted()).toEqual(keys.toSorted());
    expect(told.filter(({ key, comment }) => key !== "owner" && comment === "")).toEqual([]);
  });

  it.each(stacks)("says of every type that stack %s declares what it is for, and of no other", (stack) => {
    const types = dualRun.estate.resources
      .filter((one) => one.stack === stack && (one.kind === "managed" || one.kind === "read"))
      .map(({ type }) => inPrograms(type));
    expect(firstCells(`What ${stack} declares`).toSorted()).toEqual([...new Set(types)].sort());
  });

  it("says something in every cell of its tables", () => {
    const rows = text.split("\n").filter((line) => line.startsWith("|") && !/^\|[ :|-]+\|$/.test(line));
    expect(rows.length).toBeGreaterThan(150);
    const withoutExample = /^\| `dataClass`/;
    expect(rows.filter((row) => /\| *\|/.test(row) && !withoutExample.test(row) && !/^\| +\|/.test(row))).toEqual([]);
  });

  it.each(blocks.map((block) => [block.split("\n")[0] ?? "", block] as const))(
    "has a block that a shell can read: %s",
    (_, block) => {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: block, encoding: "utf8" });
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    },
  );

  it("names stacks and outputs that there are", () => {
    const outputs = new Map<string, string[]>(
      stacks.map((stack) => {
        const roots = [dualRun, today].flatMap(({ estate }) =>
          estate.resources.filter((one) => one.kind === "stack" && one.stack === stack),
        );
        return [stack, roots.flatMap((one) => Object.keys(one.outputs ?? {}))];
      }),
    );
    const named = [...commands.matchAll(/--stack (\S+?)[)"\s]/g)].map(([, stack = ""]) => stack);
    expect(new Set(named)).toEqual(new Set(stacks));
    const read = [...commands.matchAll(/pulumi stack output (\w+) --stack ([\w-]+)/g)];
    expect(read.length).toBeGreaterThan(5);
    expect(read.filter(([, output = "", stack = ""]) => outputs.get(stack)?.includes(output) !== true)).toEqual([]);
  });

  it("sets keys to values that their stacks take", () => {
    const set = [...commands.matchAll(/^pulumi config set --stack ([\w-]+) stateside:(\w+) (\S+)$/gm)];
    const wrong = set.filter(([, stack = "", key = "", value = ""]) => {
      const [, form] = Object.entries(forms).find(([name]) => name === stack) ?? [];
      const shape: Readonly<Record<string, { safeParse: (value: unknown) => { success: boolean } }>> =
        form?.shape ?? {};
      return !value.startsWith('"$') && shape[key]?.safeParse(value).success !== true;
    });
    expect(set.length).toBeGreaterThan(5);
    expect(wrong).toEqual([]);
  });

  it("links to headings that it has", () => {
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\w -]/g, "")
        .replaceAll(" ", "-"),
    );
    const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, link = ""]) => link);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !headings.includes(link))).toEqual([]);
  });
});

describe("the chart of a side's networks", () => {
  const charted = ({ networks, nameOf }: Side) => mermaid(networkChart(networks, nameOf));

  it("is the same for Phoenix, but for the addresses and private lines", () => {
    const unjoined = { ...both.primary, networks: withoutLines(both.primary.networks) };
    expect(charted(both.standby)).toBe(charted(unjoined).replaceAll("10.20.", "10.21."));
    expect(both.primary.networks.lines.size).toBeGreaterThan(0);
  });

  it("changes with every single route", () => {
    const { networks, nameOf } = both.primary;
    const whole = charted(both.primary);
    const without = lessARule(networks);
    expect(without.length).toBeGreaterThan(15);
    expect(without.filter((less) => charted({ networks: less, nameOf }) === whole)).toEqual([]);
  });

  it("has a way for each flow there and back, through one firewall", () => {
    const ways = waysOf(flowsWith(ownCenters()), both.primary.networks, both.primary.nameOf);
    for (const [name, , , ...thereAndBack] of ways) {
      for (const way of thereAndBack) expect([name, way.match(/\*\*/g)?.length, way]).toEqual([name, 2, way]);
    }
    expect(ways.flat().filter((cell) => cell.includes("dropped"))).toEqual([]);
  });
});

describe("the charts of data", () => {
  const moving =
    /:(ReplicationPolicy|Replication|Connector|VaultVerification|VolumeBackupPolicyAssignment|SteeringPolicy)$/;

  it("change with everything that copies, collects or answers", () => {
    const drawn = (one: Previewed) => diagrams(both.primary, one);
    const movers = today.estate.resources.filter(({ type }) => moving.test(type));
    expect(movers.length).toBeGreaterThan(9);
    expect(unnoticedBy(drawn, today, movers)).toEqual([]);
  }, 60_000);

  it("change with every line to a center, and with everything that copies there or back", () => {
    const bringing =
      /:(VirtualCircuit|InterconnectAttachment|HostedPrivateVirtualInterfaceAccepter|GatewayAssociation|Firewall|Task|TransferJob|Selection|Trail|ProjectSink|ContainerInstance)$/;
    const centers = ["backup-virginia", "backup-singapore", "legacy-google"];
    const bringers = dualRun.estate.resources.filter(
      ({ type, stack }) => bringing.test(type) && !type.startsWith("stateside:") && centers.includes(stack),
    );
    expect(bringers.length).toBeGreaterThan(14);
    expect(unnoticedBy(centerDiagrams, dualRun, bringers)).toEqual([]);
  }, 60_000);
});

describe("a chart", () => {
  it("shows any name as it is, and reads none as syntax", () => {
    const hostile = '"]; click n0 "javascript:alert(1)" %% `#lt;<b>|\n```';
    const node = { id: "end", label: [hostile], within: [hostile], shape: "box" as const };
    const drawn = mermaid({
      direction: "LR",
      nodes: [node],
      edges: [{ from: "end", to: "end", label: [hostile], line: "solid" }],
    });
    const lines = drawn.split("\n").slice(3, -1);
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line.replaceAll("<br/>", "")).not.toMatch(/click n0 "|[<`;](?<!#\d+;)|%%|"\]; /);
  });

  it("refuses an arrow to what isn't in it", () => {
    const edges = [{ from: "here", to: "there", label: [], line: "solid" as const }];
    expect(() => mermaid({ direction: "LR", nodes: [], edges })).toThrow("no node `here`");
  });
});

describe("the parts of a page", () => {
  it("have to have marks, as marks have to have parts", () => {
    const marks = "<!-- one, written by `npm run diagrams` -->\n<!-- end of one -->\n";
    expect(() => withParts(marks, {})).toThrow("no part `one`");
    expect(() => withParts("", { one: "" })).toThrow("no marks for one");
    expect(withParts(marks, { one: "text" })).toContain("-->\n\ntext\n\n<!--");
  });
});

/** What a stack's program says that it takes when it is told something else. */
async function acceptedKeys(stack: Stack): Promise<string[]> {
  await runAs(stack, { ...example(stack), "stateside:nothing": "of the kind" });
  try {
    program();
  } catch (error) {
    const [, keys = ""] = /is no setting of this stack; use (.*)/.exec(String(error)) ?? [];
    return [...keys.matchAll(/`(\w+)`/g)].map(([, key = ""]) => key).sort();
  } finally {
    await runtime.disconnect();
  }
  return [];
}

/** `oci.core.Vcn` of `oci:Core/vcn:Vcn`. */
function inPrograms(type: string): string {
  if (type === "pulumi:pulumi:StackReference") return "pulumi.StackReference";
  const [cloud = "", path = "", name = ""] = type.split(":");
  return [cloud, (path.split("/")[0] ?? "").toLowerCase(), name].join(".");
}

/** What could be missing from an estate, and its charts would be the same. */
function unnoticedBy(
  drawn: (one: Previewed) => unknown,
  { estate, terms }: Previewed,
  resources: readonly Resource[],
): string[] {
  const whole = JSON.stringify(drawn({ estate, terms }));
  const unnoticed = resources.filter((resource) => {
    const others = estate.resources.filter((one) => one !== resource);
    const less: Estate = buildEstate(estate.scope, estate.stacks, others, estate.gaps, estate.states);
    return JSON.stringify(drawn({ estate: less, terms })) === whole;
  });
  return unnoticed.map(({ urn }) => urn);
}

/** The networks as they are while no center is joined to them. */
function withoutLines(networks: Networks): Networks {
  const far = [...networks.lines.values()].flatMap(({ blocks: some }) => some);
  const tables = [...networks.tables].map(
    ([table, rules]) => [table, rules.filter(({ destination }) => !far.includes(destination))] as const,
  );
  return { ...networks, lines: new Map(), tables: new Map(tables) };
}

/** The networks with one rule less, for each rule that there is. */
function lessARule(networks: Networks): Networks[] {
  const inSubnets = [...networks.tables].flatMap(([table, rules]) =>
    rules.map((_, index) => ({
      ...networks,
      tables: new Map([...networks.tables, [table, rules.toSpliced(index, 1)]]),
    })),
  );
  const inRouters = [...networks.routers].flatMap(([id, router]) =>
    [...router.tables].flatMap(([table, rules]) =>
      rules.map((_, index) => {
        const tables = new Map([...router.tables, [table, rules.toSpliced(index, 1)] as const]);
        return { ...networks, routers: new Map([...networks.routers, [id, { ...router, tables }] as const]) };
      }),
    ),
  );
  return [...inSubnets, ...inRouters];
}
