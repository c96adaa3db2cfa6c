import type { Center, Phase } from "../../policies/residency/mandate";
import { joinedCenters } from "../../stacks/primary/network";
import { ownMandate, readMandate } from "./previewed";

const blocks = { virginiaBlock: "10.30.0.0/26", singaporeBlock: "10.40.0.0/26" };
const virginia = { name: "virginia", role: "receives", block: "10.30.0.0/26" };
const singapore = { name: "singapore", role: "receives", block: "10.40.0.0/26" };
const google = { name: "google", role: "gives", block: "199.36.153.4/30" };

/** The project's centers, each in a phase. */
function centersIn(phase: Phase): Center[] {
  return readMandate(ownMandate).centers.map((center) => ({ ...center, phase }));
}

it.each<[Phase, readonly unknown[]]>([
  ["dual-run", [virginia, singapore, google]],
  // Nothing works on what a frozen legacy center holds, and so nothing leaves it.
  ["backup-only", [virginia, singapore]],
  ["draining", [google]],
  ["deleted", []],
])("in %s, Ashburn is joined to the centers that receive or are emptied then, and to no other", (phase, joined) => {
  expect(joinedCenters(centersIn(phase), blocks)).toEqual(joined);
});

it("joins no center that another project's stack builds", () => {
  const [first] = centersIn("backup-only");
  expect(first).toBeDefined();
  expect(first === undefined ? undefined : joinedCenters([{ ...first, stack: "elsewhere" }], blocks)).toEqual([]);
});

it("needs the block of a center only while that receives", () => {
  expect(joinedCenters(centersIn("draining"), {})).toEqual([google]);
  expect(() => joinedCenters(centersIn("dual-run"), { virginiaBlock: "10.30.0.0/26" })).toThrow(
    "center `singapore` receives copies, and `stateside:singaporeBlock` is missing; " +
      "use a block of private IPv4 addresses from /24 to /28, by its first address, such as `10.30.0.0/26`",
  );
});
