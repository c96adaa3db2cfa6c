/**
 * A Pulumi program as data. Whatever refers to something declared earlier does so by a number that is taken modulo the
 * count of what is there to refer to, so that every model is a valid program, and so is every smaller one.
 */
export type Pick = number;

/** A property value. */
export type ValueModel =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "boolean"; readonly boolean: boolean }
  | { readonly kind: "null" | "absent" | "asset" | "archive" | "config" | "secretConfig" }
  /** An output of an earlier resource: its id, or a property. */
  | { readonly kind: "output"; readonly of: Pick; readonly property: "id" | "urn" | "named" | "later" }
  /** An earlier resource itself. */
  | { readonly kind: "resource"; readonly of: Pick }
  | { readonly kind: "imported"; readonly name: ProducedName }
  | { readonly kind: "secret" | "unsecret" | "applied" | "promised"; readonly value: ValueModel }
  | { readonly kind: "interpolated" | "all" | "list"; readonly members: readonly ValueModel[] }
  | { readonly kind: "record"; readonly entries: Readonly<Record<string, ValueModel>> };

/** What the referenced stack exports; `absent` it doesn't. */
export const producedNames = ["plain", "hidden", "nested", "absent"] as const;
export type ProducedName = (typeof producedNames)[number];

export interface TransformModel {
  /** Only resources of the class at this place are changed; undefined: all that take any property. */
  readonly only: Pick | undefined;
  readonly key: string;
  readonly value: ValueModel;
  readonly ignoreChanges: boolean;
  readonly dependsOn: Pick | undefined;
  readonly provider: Pick | undefined;
}

export interface OptionsModel {
  readonly parent: Pick | undefined;
  readonly provider: Pick | undefined;
  /** For components: as a list, or by package. */
  readonly providers: { readonly form: "list" | "map"; readonly of: readonly Pick[] } | undefined;
  readonly dependsOn: readonly Pick[];
  /** That dependencies come as an output. */
  readonly dependsOnOutput: boolean;
  readonly aliases: readonly ("name" | "type" | "root" | "urn")[];
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly deletedWith: Pick | undefined;
  readonly protect: boolean | undefined;
  readonly retainOnDelete: boolean | undefined;
  readonly deleteBeforeReplace: boolean | undefined;
  readonly transforms: readonly TransformModel[];
  /** Of the older kind, which the SDK runs by itself. */
  readonly transformations: readonly TransformModel[];
}

/** What a mover is given for one of its ends: something that names a resource, and how it comes. */
export interface EndModel {
  readonly form: "id" | "named" | "later" | "literal" | "around" | "value";
  /** An earlier resource, or one of the literals. */
  readonly of: Pick;
  readonly value: ValueModel;
  readonly as: "plain" | "secret" | "applied" | "promised";
}

export type DeclarationModel =
  | { readonly kind: "component"; readonly args: Readonly<Record<string, ValueModel>>; readonly options: OptionsModel }
  | {
      readonly kind: "resource";
      readonly of: Pick;
      readonly place: Pick;
      readonly values: readonly ValueModel[];
      readonly options: OptionsModel;
    }
  /** A resource that moves data from one end to another. */
  | {
      readonly kind: "mover";
      readonly of: Pick;
      readonly place: Pick;
      readonly from: EndModel;
      readonly to: EndModel;
      readonly dataClass: string | undefined;
      readonly options: OptionsModel;
    }
  | { readonly kind: "provider"; readonly of: Pick; readonly region: ValueModel; readonly options: OptionsModel }
  | { readonly kind: "existing"; readonly of: Pick; readonly id: ValueModel; readonly options: OptionsModel };

export interface ProgramModel {
  /** Regions of default providers, by package. */
  readonly regions: Readonly<Record<"aws" | "gcp" | "oci", Pick | undefined>>;
  readonly stackTransforms: readonly TransformModel[];
  readonly declarations: readonly DeclarationModel[];
  readonly exports: readonly ValueModel[];
}
