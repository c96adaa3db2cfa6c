import { readFileSync } from "node:fs";
import { readme, withCounts } from "./counts";

it("the README's counts are the tables' (`npm run counts` writes them)", () => {
  const text = readFileSync(readme, "utf8");
  expect(withCounts(text)).toBe(text);
});
