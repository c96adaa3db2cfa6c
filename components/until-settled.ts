import { setTimeout } from "node:timers/promises";
import { ErrorHook, runtime } from "@pulumi/pulumi";
import type { CustomResourceOptions } from "@pulumi/pulumi";

const waitSeconds = 10;
const mostTries = 30;

/**
 * Whether to try again.
 *
 * @param answers - what a service says until it has noticed what was created a moment ago
 * @param errors - all so far, newest first
 */
export function notSettledYet(answers: readonly string[], errors: readonly string[]): boolean {
  const [newest] = errors;
  return newest !== undefined && errors.length < mostTries && answers.some((answer) => newest.includes(answer));
}

/**
 * Options that repeat a resource's creation for five minutes at most, while the service answers as it does until it has
 * noticed what was created a moment ago. A preview creates nothing, so it gets none.
 *
 * @param name - unique in the program
 * @param answers - a part of each such answer
 */
export function untilSettled(name: string, answers: readonly string[]): Pick<CustomResourceOptions, "hooks"> {
  if (runtime.isDryRun()) return {};
  const hook = new ErrorHook(name, async ({ failedOperation, errors }) => {
    if (failedOperation !== "create" || !notSettledYet(answers, errors)) return false;
    await setTimeout(waitSeconds * 1000);
    return true;
  });
  return { hooks: { onError: [hook] } };
}
