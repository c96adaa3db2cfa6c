import { writeFileSync } from "node:fs";
import { clouds } from "../../../policies/residency/geography";
import { declaredFile, printDeclared } from "./declared";
import { evidence } from "./evidence";
import { readSdk } from "./sdk";

/** `npm run declared`: takes over what the installed SDKs declare. `npm run evidence -- TYPE…`: what to judge a type by. */
const types = process.argv.slice(2);
for (const cloud of clouds()) {
  const wanted = types.filter((type) => type.startsWith(`${cloud}:`));
  if (types.length > 0 && wanted.length === 0) continue;
  const sdk = readSdk(cloud);
  if (types.length === 0) writeFileSync(declaredFile(cloud), printDeclared(sdk));
  for (const type of wanted) console.log(`${evidence(sdk, type)}\n`);
}
