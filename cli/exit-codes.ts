/** What an exit code says. The help text and the guide list exactly these, and no command ends with another. */
export const exitCodes = {
  clean: { code: 0, meaning: "clean, or only findings that warn" },
  refused: { code: 1, meaning: "something is refused" },
  usage: { code: 2, meaning: "wrong usage or configuration (option, Pulumi.yaml, stack, mandate)" },
  program: { code: 3, meaning: "a program failed, or a file can't be read" },
  undecided: { code: 4, meaning: "nothing is refused, but something undecided blocks" },
  internal: { code: 70, meaning: "internal error, or the result couldn't be written" },
  interrupted: { code: 130, meaning: "interrupted (Ctrl-C)" },
  terminated: { code: 143, meaning: "terminated" },
} as const;

/** How a command ends. */
export type Ending = keyof typeof exitCodes;
