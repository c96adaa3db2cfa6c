import fc from "fast-check";
import { describeEngine } from "../engine/engine";
import { compareEngines, written } from "./both-engines";
import { shown } from "./compare";
import { programOf, programs } from "./generator/arbitrary";
import type { ProgramModel } from "./generator/model";
import { printPrograms } from "./generator/print";

/**
 * DIFFERENTIAL_RUNS programs from seed DIFFERENTIAL_SEED on; a failure names the seed of its program, and
 * `DIFFERENTIAL_RUNS=1 DIFFERENTIAL_SEED=<seed>` runs that one alone.
 */
const { DIFFERENTIAL_RUNS = "20", DIFFERENTIAL_SEED = "1" } = process.env;
const runs = Number(DIFFERENTIAL_RUNS);
const firstSeed = Number(DIFFERENTIAL_SEED);
/** So many programs share one run of each engine. */
const together = 5;
/** A run takes seconds: a smaller program is looked for no longer than this. */
const shrinkingRuns = 25;
/** In milliseconds: with the search for a smaller program of each of its seeds. */
const longestBatch = 3_600_000;

describe("the generator", () => {
  it("makes the same program of the same seed", () => {
    expect(printPrograms([programOf(7)], "generated")).toEqual(printPrograms([programOf(7)], "generated"));
    expect(printPrograms([programOf(7)], "generated")).not.toEqual(printPrograms([programOf(8)], "generated"));
  });

  it.each([
    ["an explicit provider", /provider: r/],
    ["providers by package", /providers: \{ /],
    ["a list of providers", /providers: \[/],
    ["a parent", /parent: r/],
    ["a dependency", /dependsOn: \[/],
    ["dependencies as an output", /dependsOn: pulumi\.output\(\[/],
    ["a secret", /pulumi\.secret\(/],
    ["a secret of the configuration", /requireSecret/],
    ["an output of another resource", /r\d+_\d+\.(id|arn|unset)/],
    ["an interpolated text", /pulumi\.interpolate/],
    ["combined outputs", /pulumi\.all\(\[/],
    ["an alias", /aliases: \[/],
    ["a resource's own transform", /, transforms: \[|\{ transforms: \[/],
    ["a transform of the stack", /registerResourceTransform/],
    ["an old transformation", /transformations: \[/],
    ["ignored changes", /ignoreChanges: \["/],
    ["replacements on changes", /replaceOnChanges: \["/],
    ["deletion with another resource", /deletedWith: r/],
    ["an existing resource", /\.get\("e/],
    ["a stack reference", /producer\.getOutput/],
    ["an asset", /StringAsset/],
    ["a replication", /new awsBucketReplicationConfig\(/],
    ["a movement to what only `up` knows", /destination: \{ bucket: r\d+_\d+\.arn/],
    ["a movement to a literal", /(targetBucket|queueArn|endpoint|bucketName|targetArn): "/],
    ["a movement to an interpolated ARN", /: pulumi\.interpolate`arn:aws:s3:::\$\{r/],
    ["a movement to a secret", /(targetBucket|queueArn|endpoint|bucket|targetArn): pulumi\.secret\(/],
    ["a policy of a topic", /new awsTopicPolicy\(/],
    ["a resource as a value", /: r\d+_\d+[,} ]/],
  ])("prints %s among the first hundred programs", (_, text) => {
    const seeds = Array.from({ length: 100 }, (_unused, index) => index + 1);
    expect(printPrograms(seeds.map(programOf), "generated")["index.ts"]).toMatch(text);
  });
});

describeEngine("both engines agree", () => {
  let resources = 0;
  afterAll(() => {
    process.stdout.write(`${runs} random programs from seed ${firstSeed} on: ${resources} resources compared\n`);
  });

  it.concurrent.each(batches())(
    "about the random programs of the seeds %j",
    async (seeds) => {
      const compared = await runBoth(seeds.map(programOf));
      resources += compared.resources;
      if (compared.differences.length === 0) return;
      const told: string[] = [];
      for (const seed of seeds) told.push(...(await explain(seed)));
      // Where none differs alone, they do so together.
      expect(told.length > 0 ? told.join("\n\n") : compared.differences).toEqual([]);
    },
    longestBatch,
  );
});

/** Wrapped, so that a list of seeds is one argument. */
function batches(): [seeds: readonly number[]][] {
  const seeds = Array.from({ length: runs }, (_, index) => firstSeed + index);
  return Array.from({ length: Math.ceil(runs / together) }, (_, index) => [
    seeds.slice(index * together, (index + 1) * together),
  ]);
}

/** The smallest program that can be found which differs as the seed's does, with what differs. */
async function explain(seed: number): Promise<readonly string[]> {
  let left = shrinkingRuns;
  let smallest: readonly string[] = [];
  const property = fc.asyncProperty(programs, async (program) => {
    left -= 1;
    const differ = left < 0 ? [] : (await runBoth([program])).differences;
    if (differ.length === 0) return true;
    smallest = differ;
    return false;
  });
  const { failed, counterexample } = await fc.check(property, { seed, numRuns: 1, endOnFailure: false });
  const program = counterexample?.[0];
  if (!failed || program === undefined) return [];
  return [[`seed ${seed}:`, ...smallest, printPrograms([program], "generated")["index.ts"]].join("\n")];
}

async function runBoth(models: readonly ProgramModel[]) {
  try {
    const { differences, resources } = await compareEngines(written(printPrograms(models, "generated")));
    return { differences: differences.map(shown), resources };
  } catch (error) {
    // An engine that fails where a program is valid is a difference, too.
    return { differences: [String(error)], resources: 0 };
  }
}
