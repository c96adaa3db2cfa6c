import { StateFault } from "./fault";
import { isObject, listIn, objectIn, textIn, type Json, type JsonObject } from "./json";

/** What a state says besides its resources. */
export interface Deployment {
  readonly pending: readonly PendingOperation[];
}

/** An operation that was begun, and of which nobody knows how it ended. */
export interface PendingOperation {
  readonly type: string;
  readonly resource: JsonObject;
}

/**
 * What a state may rely on, and how it reads here. Each is of the CLI v3.259.0:
 * pulumi/pulumi, pkg/resource/stack/deployment.go, supportedFeatures.
 */
const features: ReadonlySet<string> = new Set([
  "refreshBeforeUpdate",
  // Resources that a provider shows inside of another one: judged like others.
  "views",
  "hooks",
  "taint",
  "replaceWith",
  // Their resources are in the state, like a program's.
  "snippets-prototype",
  "extensionParameterization",
  "byteString",
]);

const oldest = 3;
const newest = 4;

/** @throws StateFault for a version or feature that isn't known: what it changes may be anything */
export function assertReadable(state: JsonObject) {
  const version = Object.hasOwn(state, "version") ? state["version"] : undefined;
  if (typeof version !== "number" || !Number.isInteger(version)) {
    throw new StateFault(`it has no \`version\`; versions ${oldest} and ${newest} of states can be read`);
  }
  if (version < oldest) {
    throw new StateFault(`it has version ${version}, older than ${oldest}; export it with a current Pulumi CLI`);
  }
  if (version > newest)
    throw new StateFault(`it has version ${version}, newer than ${newest}; a newer stateside may read it`);
  const unknown = listIn(state, "features").filter((one) => typeof one !== "string" || !features.has(one));
  if (unknown.length > 0) {
    const names = unknown.map((one) => `\`${typeof one === "string" ? one : "?"}\``).join(", ");
    throw new StateFault(`it relies on features that aren't known: ${names}; a newer stateside may know them`);
  }
}

/** @throws StateFault */
export function readDeployment(deployment: JsonObject): Deployment {
  const metadata = objectIn(deployment, "metadata");
  if (metadata !== undefined && objectIn(metadata, "integrity_error") !== undefined) {
    throw new StateFault(
      "its last operation left it inconsistent; mend it with `pulumi state repair` and export it again",
    );
  }
  return { pending: listIn(deployment, "pending_operations").map(readOperation) };
}

function readOperation(operation: Json): PendingOperation {
  const resource = isObject(operation) ? objectIn(operation, "resource") : undefined;
  if (!isObject(operation) || resource === undefined) throw new StateFault("a pending operation in it has no resource");
  const type = textIn(operation, "type");
  if (!/^[a-z]+$/.test(type)) throw new StateFault("a pending operation in it has no type");
  return { type, resource };
}
