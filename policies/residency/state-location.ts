import type { SourcePosition } from "./estate";
import type { Cloud } from "./geography";

/** Where Pulumi keeps a stack's state, or the key that encrypts its secrets, as one statement says. */
export interface StateLocation {
  readonly stack: string;
  readonly project: string;
  readonly keeps: "state" | "secrets";
  readonly at: StateAddress;
  /** Who says so: `backend.url`, `secretsprovider`, or the name of a variable. */
  readonly property: string;
  readonly source?: SourcePosition;
}

/** A backend's or secrets provider's URL, taken apart: without credentials, and without what a judgement can't use. */
export interface StateAddress {
  readonly kind: StateKind;
  /** Whose places `region` names. */
  readonly cloud?: Cloud;
  /** As the URL says it. */
  readonly region?: string;
  /** A bucket's name. */
  readonly bucket?: string;
}

/** By the URL's scheme; `default` is the backend's own secrets provider, and `unreadable` a form that isn't known. */
export type StateKind =
  | "s3"
  | "gs"
  | "azblob"
  | "file"
  | "https"
  | "awskms"
  | "gcpkms"
  | "azurekeyvault"
  | "hashivault"
  | "passphrase"
  | "default"
  | "unreadable";
