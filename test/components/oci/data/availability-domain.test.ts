import { numbered } from "../../../../components/oci/data/availability-domain";
import { ProgramError } from "../../../../components/program-error";

const names = ["Uocm:PHX-AD-2", "Uocm:PHX-AD-1", "Uocm:PHX-AD-3"];

it.each([1, 2, 3])("finds number %i wherever it is in the list", (number) => {
  expect(numbered(names, number)).toBe(`Uocm:PHX-AD-${number}`);
});

it("refuses a number that the region doesn't have", () => {
  expect(() => numbered(["Uocm:US-SANJOSE-1-AD-1"], 2)).toThrow(
    new ProgramError("no availability domain has the number `2`; the region has Uocm:US-SANJOSE-1-AD-1"),
  );
});
