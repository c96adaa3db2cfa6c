import type { Resource } from "../../../policies/residency/estate";
import { Unknown } from "../../../policies/residency/values";
import { drains, shown, virginia } from "../../support/draining";
import { output } from "../../support/flows";

import { inRegion, type Inputs } from "../../support/phases";
const part = (inputs: Inputs) => virginia("s3/bucketObjectv2:BucketObjectv2", "o", inputs);
const expiring = {
  bucket: "b",
  lifecycleRules: [{ enabled: true, expiration: { days: 57 }, abortIncompleteMultipartUploadDays: 1 }],
};
const elsewhere = inRegion("shop", "aws", "us-east-1")("s3/bucket:Bucket", "b", expiring);
const organization = virginia("workmail/organization:Organization", "b");
const compute = virginia("lambda/function:Function", "b");

describe("a part of a store in a draining center", () => {
  it("goes with a whole that is judged in the same center", () => {
    expect(shown(drains([virginia("s3/bucket:Bucket", "b", expiring), part({ bucket: "b" })]))).toEqual([]);
  });

  it.each<[string, readonly Resource[], string, string]>([
    [
      "lies in a bucket of another stack",
      [elsewhere, part({ bucket: output(elsewhere, "id") })],
      "not-seen",
      'is a part of bucket "b", which isn\'t judged with it',
    ],
    [
      "lies in what no table knows the retention of",
      [organization, part({ bucket: output(organization, "id") })],
      "not-seen",
      'is a part of organization "b", which isn\'t judged with it',
    ],
    [
      "lies in what is no store",
      [compute, part({ bucket: output(compute, "id") })],
      "not-seen",
      'is a part of function "b", which isn\'t judged with it',
    ],
    [
      "names a bucket that isn't seen",
      [part({ bucket: "x" })],
      "not-seen",
      "is a part of what isn't seen, and how long that keeps it isn't known",
    ],
    [
      "names what is no name",
      [part({ bucket: 5 })],
      "not-seen",
      "is a part of what isn't seen, and how long that keeps it isn't known",
    ],
    [
      "names what isn't known yet",
      [part({ bucket: new Unknown("not-yet-known") })],
      "not-yet-known",
      "is a part of what isn't seen, and how long that keeps it isn't known",
    ],
  ])("isn't decided where it %s", (_, resources, cause, because) => {
    const about = drains(resources).filter(({ subject }) => subject.endsWith("::o"));
    expect(about).toMatchObject([
      { verdict: "undecided", cause, evidence: { message: `bucket objectv2 "o" in center \`virginia\` ${because}` } },
    ]);
  });
});
