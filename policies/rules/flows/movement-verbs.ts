import type { ImpliedKind } from "../../residency/flows/movement";
import type { MovementKind } from "../../residency/movements";

/** What each kind of movement does to data, as a sentence about the resource that declares it says. */
export const movementVerbs: Readonly<Record<MovementKind | ImpliedKind, string>> = {
  replication: "replicates",
  replica: "copies",
  "global-table": "spreads",
  "backup-copy": "backs up",
  dr: "keeps a standby of",
  transfer: "moves",
  "log-export": "logs",
  "event-route": "sends",
  "stream-delivery": "delivers",
  "analytics-export": "exports",
  "ai-output": "puts out",
  "cdn-edge": "caches",
  "dns-routing": "routes requests for",
  "key-replica": "replicates the keys of",
  "secret-replica": "replicates",
  "image-copy": "copies",
  "share-grant": "shares",
  "public-exposure": "opens",
  network: "opens a path for",
  "cross-cloud": "moves",
  serves: "answers with",
  attaches: "sends",
  reads: "may read",
  writes: "may write",
};
