import { getOrganization, getProject, StackReference } from "@pulumi/pulumi";
import type { Output } from "@pulumi/pulumi";
import { ProgramError } from "../components/program-error";
import type { inspection } from "./inspection";
import type { landing } from "./landing";
import type { primary } from "./primary";

/** What the stacks export that others stand on. */
interface Exports {
  readonly landing: ReturnType<typeof landing>;
  readonly primary: ReturnType<typeof primary>;
  readonly inspection: ReturnType<typeof inspection>;
}

/** Gives an output of another stack, which has to be text. */
export type Outputs<Stack extends keyof Exports> = (output: keyof Exports[Stack] & string) => Output<string>;

/**
 * The outputs of another stack of this project.
 *
 * @param name - its full name, `<organization>/<project>/<stack>`.
 *   @default - that of this project, in this stack's organization, which is `organization` on a backend of one's own
 */
export function outputsOf<Stack extends keyof Exports>(stack: Stack, name: string | undefined): Outputs<Stack> {
  const reference = new StackReference(name ?? `${getOrganization()}/${getProject()}/${stack}`);
  return (output) =>
    reference.requireOutput(output).apply((value: unknown) => {
      if (typeof value === "string") return value;
      throw new ProgramError(
        `output \`${output}\` of the ${stack} stack isn't text; run \`pulumi up --stack ${stack}\` first`,
      );
    });
}
