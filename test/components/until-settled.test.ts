import { notSettledYet, untilSettled } from "../../components/until-settled";
import { mock } from "./recorder";

const answers = ["no such host", "InsufficientServicePermissions"];
const resolving = 'Post "https://x.kms.us-ashburn-1.oraclecloud.com/20180608/keys": dial tcp: lookup x: no such host';

it.each([
  ["a vault whose name can't be resolved yet", [resolving]],
  ["a policy that can't be seen yet", ["400-InsufficientServicePermissions, Permissions granted to …"]],
  ["what was answered last", [resolving, "500-InternalError"]],
  ["the twenty-ninth time", Array.from({ length: 29 }, () => resolving)],
])("tries again: %s", (_, errors) => {
  expect(notSettledYet(answers, errors)).toBe(true);
});

it.each([
  ["nothing failed", []],
  ["another error", ["400-LimitExceeded, vault-count"]],
  ["another error by now", ["409-BucketAlreadyExists", resolving]],
  ["five minutes have passed", Array.from({ length: 30 }, () => resolving)],
])("gives up: %s", (_, errors) => {
  expect(notSettledYet(answers, errors)).toBe(false);
});

it("asks nothing of a preview, which creates nothing", async () => {
  await mock({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }) });
  expect(untilSettled("key", answers)).toEqual({});
});
