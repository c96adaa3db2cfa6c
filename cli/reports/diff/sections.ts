import type { Diff } from "../../diff/difference";
import { changedHolderLine, changedHolderLines, holderLine } from "./holder-lines";
import { changedMovementLine, freedLines, judgeLine, movementLine, type Line } from "./words";

/** Lines that are made when they are shown: of a large estate, most are only counted. */
export type Lines = readonly (() => Line)[];

/** Changes of one kind, in the order of every report; findings are told apart from these. */
export interface LineSection {
  readonly title: string;
  readonly lines: Lines;
}

/**
 * What a reviewer has to see first: what judges otherwise, and what was let go. Where there is more than is shown, a third is
 * for what was let go: no number of other changes may hide it.
 */
export function firstLines({ judges, freed }: Diff, most: number): { readonly lines: Lines; readonly more: number } {
  const letGo = freedLines(freed);
  const ofLetGo = Math.min(letGo.length, Math.max(Math.ceil(most / 3), most - judges.length));
  const shown = judges.slice(0, most - ofLetGo);
  return {
    lines: [...shown.map((one) => () => judgeLine(one)), ...letGo.slice(0, ofLetGo)],
    more: judges.length - shown.length + letGo.length - ofLetGo,
  };
}

export function lineSections({ holders, movements }: Diff): LineSection[] {
  const sections: LineSection[] = [
    {
      title: "holders",
      lines: [
        ...holders.new.map((one) => () => holderLine("+", one)),
        ...holders.moved.map((one) => () => changedHolderLine("moved", one)),
        ...holders.replaced.map((one) => () => changedHolderLine("replaced", one)),
        ...holders.deleted.map((one) => () => holderLine("-", one)),
        ...changedHolderLines(holders.changed),
      ],
    },
    {
      title: "ways of data",
      lines: [
        ...movements.new.map((one) => () => movementLine("+", one)),
        ...movements.lost.map((one) => () => movementLine("-", one)),
        ...movements.changed.map((one) => () => changedMovementLine(one)),
      ],
    },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}
