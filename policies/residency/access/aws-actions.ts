import { both, byService, neither, union, type Access, type DataAccess } from "./access";
import { contentActions, listedOnly, managing, settings, verbs, withoutContent } from "./aws-action-table";
import { globMatches } from "../glob";
import { holdsToken, type Element } from "./elements";

/**
 * What a statement's actions let do with content, by service: `s3:*` concerns S3 only. What can't be told lets do both. Being
 * let to take on a role, to use a key or to change a policy is neither: what a role may do, its own policies say.
 */
export function dataAccess(actions: Element, notActions: Element): DataAccess {
  return actions.kind !== "absent"
    ? accessOf(actions)
    : notActions.kind !== "absent"
      ? accessBut(notActions)
      : byService(new Map());
}

/** What is granted on one service. */
export function accessTo({ services }: DataAccess, service: string): Access {
  if (withoutContent.has(service)) return neither;
  return services.get(service) ?? services.get("*") ?? neither;
}

interface Action {
  /** Lower case; `*` for any. */
  readonly service: string;
  /** As written: where its words begin counts. */
  readonly name: string;
}

interface Contents {
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
}

const contents: ReadonlyMap<string, Contents> = new Map(
  Object.entries(contentActions).map(([service, cell]) => {
    const [reads = "", writes = ""] = cell.toLowerCase().split(">");
    const set = (names: string) => new Set(names.split(" ").filter((name) => name !== ""));
    return [service, { reads: set(reads), writes: set(writes) }];
  }),
);

function accessOf(actions: Element): DataAccess {
  const services = new Map<string, Access>();
  const add = (service: string, access: Access) =>
    services.set(service, union(services.get(service) ?? neither, access));
  if (actions.kind === "unknown") add("*", both);
  if (actions.kind !== "absent")
    for (const text of actions.texts) {
      const action = parse(text);
      add(action.service, ofAction(action));
    }
  // A service's own entry has what is granted on every service, too.
  const everywhere = services.get("*") ?? neither;
  for (const [service, access] of services)
    services.set(service, withoutContent.has(service) ? neither : union(access, everywhere));
  return byService(services);
}

/** Everything but these actions. A service is out of reach if they cover all of it, or all that handles its content. */
function accessBut(notActions: Element): DataAccess {
  const services = new Map<string, Access>([["*", both]]);
  if (notActions.kind !== "known") return byService(services);
  // Only what is surely meant to cover everything does: a text that can't be read leaves nothing out.
  if (notActions.texts.some((text) => /^\*+(:\*+)?$/.test(text))) return byService(new Map());
  const named = new Map<string, string[]>();
  for (const { service, name } of notActions.texts.map(parse)) {
    const names = named.get(service);
    if (names === undefined) named.set(service, [name.toLowerCase()]);
    else names.push(name.toLowerCase());
  }
  for (const [service, names] of named) {
    if (service === "*") continue;
    const known = contents.get(service);
    if (names.some(isAll) || withoutContent.has(service)) services.set(service, neither);
    else if (known !== undefined) {
      const remain = (actions: ReadonlySet<string>) =>
        [...actions].some((action) => !names.some((name) => globMatches(name, action)));
      services.set(service, { reads: remain(known.reads), writes: remain(known.writes) });
    }
  }
  return byService(services);
}

/** Actions don't heed case: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
function parse(text: string): Action {
  const colon = text.indexOf(":");
  const service = text.slice(0, Math.max(colon, 0)).toLowerCase();
  if (text === "*" || colon < 0) return { service: "*", name: "*" };
  return { service: isPattern(service) || holdsToken(service) ? "*" : service, name: text.slice(colon + 1) };
}

function ofAction({ service, name }: Action): Access {
  if (withoutContent.has(service)) return neither;
  if (isAll(name)) return contents.has(service) ? ofContents(service, "*") : both;
  const listed = ofContents(service, name.toLowerCase());
  if (isPattern(name) && contents.has(service)) return listed;
  if (isPattern(name)) return service === "*" ? both : ofVerb(name.slice(0, name.search(/[*?]/)), false, true);
  if (listed.reads || listed.writes) return listed;
  return manages(service, name) ? neither : ofVerb(name, contents.has(service), false);
}

/** By a service's row of the table. */
function ofContents(service: string, name: string): Access {
  const known = contents.get(service);
  if (known === undefined) return neither;
  const some = (actions: ReadonlySet<string>) =>
    isPattern(name) ? [...actions].some((action) => globMatches(name, action)) : actions.has(name);
  return { reads: some(known.reads), writes: some(known.writes) };
}

function manages(service: string, name: string): boolean {
  return (
    listedOnly.has(service) ||
    ((Object.hasOwn(managing, service) ? managing[service] : undefined)
      ?.toLowerCase()
      .split(" ")
      .includes(name.toLowerCase()) ??
      false)
  );
}

/**
 * @param isListed whether the actions that create or change content of this service are in the table
 * @param isOpen whether the name may go on
 */
function ofVerb(name: string, isListed: boolean, isOpen: boolean): Access {
  const bare = name.replace(/^(batch|admin)(?=[A-Z])/i, "");
  if (startsWith(bare, verbs.neither)) return neither;
  if (!isOpen && settings.some((setting) => bare.toLowerCase().endsWith(setting))) return neither;
  if (startsWith(bare, verbs.reads)) return { reads: true, writes: false };
  if (startsWith(bare, verbs.writes)) return { reads: false, writes: true };
  if (startsWith(bare, verbs.shapes)) return isListed ? neither : { reads: false, writes: true };
  return both;
}

/** `GetObject` starts with `get` and `Getaway` doesn't; of a name all in lower or upper case that can't be told. */
function startsWith(name: string, words: readonly string[]): boolean {
  const lower = name.toLowerCase();
  const isPlain = name === lower || name === name.toUpperCase();
  return words.some((word) => lower.startsWith(word) && (isPlain || !/^[a-z]/.test(name.slice(word.length))));
}

function isAll(name: string): boolean {
  return name !== "" && name.replaceAll("*", "") === "";
}

function isPattern(text: string): boolean {
  return /[*?]/.test(text);
}
