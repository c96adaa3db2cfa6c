import { getOrganization, getProject, StackReference } from "@pulumi/pulumi";
import type { Output } from "@pulumi/pulumi";
import { ProgramError } from "../components/program-error";
import type { landing } from "./landing";

/** The compartments that the `landing` stack exports. */
export type LandingOutputs = ReturnType<typeof landing>;

/**
 * The outputs of the `landing` stack.
 *
 * @param name - its full name, `<organization>/<project>/<stack>`.
 *   @default - `landing` of this project, in this stack's organization, which is `organization` on a backend of one's own
 */
export function landingOutputs(name: string | undefined): (output: keyof LandingOutputs) => Output<string> {
  const stack = new StackReference(name ?? `${getOrganization()}/${getProject()}/landing`);
  return (output) =>
    stack.requireOutput(output).apply((value: unknown) => {
      if (typeof value === "string") return value;
      throw new ProgramError(
        `output \`${output}\` of the landing stack isn't text; run \`pulumi up --stack landing\` first`,
      );
    });
}
