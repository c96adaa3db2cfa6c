import { parseMandate } from "../../policies/residency/mandate";

const errorsOf = (text: string) => {
  const result = parseMandate(text, "mandate.yaml");
  return "errors" in result ? result.errors.map(({ message }) => message) : [];
};

describe("the name of a class", () => {
  const named = (name: string) =>
    errorsOf(`name: t\nclasses: { us-user: { countries: [US] }, ${JSON.stringify(name)}: { countries: [US] } }`);

  it.each(["minor", "us-minor", "a1", "a-1-b2"])("may be %s", (name) => {
    expect(named(name)).toEqual([]);
  });

  it.each(["Minor", "a b", "a!", "!a", "a--b", "-a", "a-", "1a", "a_b", ""])("may not be `%s`", (name) => {
    expect(named(name)).toHaveLength(1);
    expect(named(name)[0]).toMatch(/kebab-case|blank/);
  });
});
