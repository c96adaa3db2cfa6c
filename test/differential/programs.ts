import { cpSync } from "node:fs";
import path from "node:path";
import type { More } from "./both-engines";

const aboutMandates = "it declares nothing: its mandate, which only the command reads, is what is broken";
const symbolicOnly = "it is about what the embedded engine answers and Pulumi doesn't";
const slowError = "the loader that only the real engine needs takes half a minute over its error";

/** Fixtures that both engines can't run side by side, and why. */
export const leftOut: Readonly<Record<string, string>> = {
  "broken-binary-mandate": aboutMandates,
  "broken-empty-mandate": aboutMandates,
  "broken-empty-program": "the real engine takes an empty file for a program that declares nothing",
  "broken-javascript": slowError,
  "broken-mandate-class": aboutMandates,
  "broken-mandate-region": aboutMandates,
  "broken-missing-configuration": slowError,
  "broken-never-ends": "the real engine waits as long as the program runs",
  "broken-no-project": "there is nothing to run",
  canaries: "it imports a resource, which the simulated cloud doesn't have",
  "canaries-in-errors": "each of its stacks fails in a way of its own, which the command's errors are tested with",
  "configuration-encrypted": "the real engine runs nothing without the passphrase, which nobody has",
  "environment-dumped": "exports the environment, which each engine makes its own",
  "environment-imported": "environments need Pulumi Cloud as the backend",
  "errors-swallowed": "the real engine goes on, with less than the program declares, where that swallows its errors",
  "es-module-fails": slowError,
  "fails-in-many-ways": "most of its stacks end or wait as the caller's limits say",
  "imports-of-functions":
    "tsx, which these tests give the real engine as a loader, makes objects of modules that are functions",
  "lookup-unanswered": "the real engine asks a cloud, which answers",
  "nodeargs-with-a-loader": "its loader isn't installed, which only the real engine needs",
  "providers-explicit-and-default":
    "its encrypted value has no passphrase; random programs have both kinds of provider",
  "reports-flooded": "it floods a descriptor that only the embedded engine reads",
  "resource-hooks": "the real engine runs hooks that ask for it at preview, too",
  "secret-in-an-error": slowError,
  "stack-references": "a backend in files takes full names only, as `stack-references-by-full-name` has them",
  "stack-references-in-a-circle": "stacks that wait for each other can't be deployed",
  "symbolic-outputs": symbolicOnly,
  "symbolic-outputs-refused": symbolicOnly,
  "unknowns-and-their-causes": "refers to a stack of another project, which nobody has deployed",
};

const notAsked = "the embedded engine asks no cloud";

/** What a fixture needs over and above its stack `dev`. */
export const special: Readonly<Record<string, More>> = {
  "component-of-a-package": { prepare: installPackages },
  "component-remote": { realKnowsMore: "a plugin builds the component" },
  configuration: { passphrase: "correct horse" },
  "lookups-as-outputs": {
    realKnowsMore: notAsked,
    // What it makes of an error is its own.
    lookups: { "aws:ec2/getVpc:getVpc": { cidrBlock: "10.0.0.0/16" } },
  },
  "lookups-as-outputs-answered": { realKnowsMore: notAsked },
  "method-calls": { realKnowsMore: "a plugin runs the method" },
  "stack-references-by-full-name": { stacks: ["consumer"], deployed: ["producer"] },
  "stacks-in-a-folder": { stacks: ["one", "two", "three"] },
  "two-stacks": { stacks: ["backup", "primary"] },
};

/** Programs that both engines refuse: stack → what both say. */
export const failing: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  "broken-binary-program": { dev: /binary file|Unexpected "\\x7f"/ },
  "broken-binary-project": { dev: /Pulumi\.yaml.* (binary file|control characters)/ },
  "broken-empty-project": { dev: /Pulumi\.yaml.* (is empty|was '<nil>')/ },
  "broken-es-module": { dev: /Unexpected (token )?["']=["']/ },
  "broken-import": { dev: /Expected "}" but found ";"/ },
  "broken-syntax": { dev: /Expected identifier but found ";"/ },
  "broken-throws-string": { dev: /no database/ },
  "broken-typescript": { dev: /Expected "]" but found "new"/ },
  "declared-configuration-missing": {
    dev: /missing configuration value [`'](declared-configuration-missing:)?region[`']/,
  },
  "looked-up-without-an-id": { dev: /`orders` has an empty id|Expected an ID for .*::orders/ },
  "main-is-missing": { dev: /entry point/ },
  // Its fourth stack only the embedded engine refuses.
  "registrations-hostile": {
    "custom-stack": /type [`']pulumi:pulumi:Stack[`']/,
    "its-own-parent": /parent .*::self\b/,
    "parent-unknown": /parent .*::self-not\b/,
  },
};

/** Puts the packages that a fixture brings where Node looks for them. */
function installPackages(folder: string) {
  cpSync(path.join(folder, "packages"), path.join(folder, "node_modules"), { recursive: true });
}
