import path from "node:path";
import type { JoinedCenter } from "../../../components/oci/network/flows";
import { centersBy } from "../../docs/deploy/estate";

/** June 2022: the time at which all seven stacks have something to keep. */
export const mandateFile = path.join(__dirname, "../../fixtures/mandates/dual-run.yaml");

/** The day that the stacks are judged on: each of the mandate's exceptions holds. */
export const date = "2022-06-17";

/** The centers that are joined to the primary by then. */
export function joinedCenters(): readonly JoinedCenter[] {
  return centersBy(mandateFile);
}
