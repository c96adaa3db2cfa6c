import type { Gap, SourcePosition } from "../../policies/residency/estate";
import type { Configuration } from "./configuration";

/** What of one stack can't be seen, each thing once. */
export class Gaps {
  readonly all: Gap[] = [];

  constructor(
    private readonly stack: string,
    private readonly configuration: Configuration,
  ) {
    // What an environment of Pulumi ESC adds to the configuration isn't in any file.
    const source = configuration.environment;
    if (source) this.all.push({ stack, kind: "configuration", what: "environment", cause: "not-seen", source });
  }

  note(kind: Gap["kind"], what: string, at: { readonly urn?: string; readonly source?: SourcePosition | undefined }) {
    const { urn, source } = at;
    this.add({ stack: this.stack, kind, what, ...(urn && { urn }), ...(source && { source }) });
  }

  /** The program read a value in plain text that nobody decrypted: what it then did may not be what it does at `up`. */
  encryptedConfiguration(key: string) {
    const source = this.configuration.position(key);
    this.add({ stack: this.stack, kind: "configuration", what: key, cause: "encrypted", ...(source && { source }) });
  }

  private add(gap: Gap) {
    const { kind, what, urn } = gap;
    if (!this.all.some((other) => other.kind === kind && other.what === what && other.urn === urn)) this.all.push(gap);
  }
}
