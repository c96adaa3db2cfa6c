"use strict";

const standIn = "stateside:origin:";

/**
 * An output that says where its unknown value comes from: the SDK hands its resources on to all that is computed from it,
 * so stand-ins among them reach the engine, which knows their URNs and takes them out again.
 * @param sdk the program's own copy of `Output` and `DependencyResource`
 * @param origins a promise of strings that the engine's `origins.ts` describes
 */
exports.withOrigins = function withOrigins({ Output, DependencyResource }, given, origins) {
  const resources = Promise.all([given.allResources(), origins]).then(([own, all]) => [
    ...own,
    ...all.map((origin) => new DependencyResource(standIn + origin)),
  ]);
  return new Output([], given.promise(true), given.isKnown, given.isSecret, resources);
};

/** Where the unknown answer of a lookup comes from that isn't asked: from its arguments, or, if they are known, from itself. */
exports.originsOf = async function originsOf(sdk, args, symbolic) {
  const whole = sdk.output(args);
  const isKnown = await whole.isKnown.catch(() => true);
  if (isKnown && !(symbolic && holdsPlaceholder(await whole.promise()))) return ["lookup"];
  return waits(await whole.allResources());
};

/** Where the unknown answer of a lookup comes from that would be asked: from what it waits for. */
exports.originsOfAsked = async function originsOfAsked(sdk, args, { dependsOn = [] } = {}) {
  const resources = await sdk
    .output(args)
    .allResources()
    .catch(() => []);
  const explicit = [dependsOn]
    .flat(Infinity)
    .filter((one) => typeof one === "object" && one?.__pulumiResource === true);
  return waits([...resources, ...explicit]);
};

/** As `placeholders.ts` forms them. What is no data holds none. */
function holdsPlaceholder(args) {
  try {
    return /stateside[0-9a-f]{4}/.test(JSON.stringify(args));
  } catch {
    return false;
  }
}

async function waits(resources) {
  const urns = await Promise.all([...resources].map(({ urn }) => urn.promise()));
  if (urns.length === 0) return ["lookup"];
  return urns.map((urn) => (urn.startsWith(standIn) ? urn.slice(standIn.length) : `after:${urn}`));
}
