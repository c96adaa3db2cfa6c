import { ocid, oracleBucketName } from "../../components/oci/checks";
import { usRegion } from "../../components/checks";
import { daysFrom, oneOf, readSettings, text } from "../../stacks/config";
import { runAs } from "./configured";

const common = { "stateside:owner": "data-platform", "stateside:dataClass": "us-user" };

/** Reads settings of a stack that was given something beside what every stack is. */
async function read(given: Record<string, string>, secret: readonly string[] = []) {
  await runAs("primary", { ...common, ...given, "oci:region": "us-ashburn-1" }, { secret });
  return readSettings({
    tenancyId: text(ocid("tenancy")),
    bucketName: text(oracleBucketName).default("user-data"),
    homeRegion: text(usRegion("oci", "us-ashburn-1")).optional(),
    vaultType: oneOf(["DEFAULT", "VIRTUAL_PRIVATE"]).default("DEFAULT"),
    rotationDays: daysFrom(60, 365).optional(),
  });
}

const tenancy = { "stateside:tenancyId": "ocid1.tenancy.oc1..aaaa" };

it("gives a plain object, with numbers where days are meant and defaults where nothing is said", async () => {
  expect(await read({ ...tenancy, "stateside:rotationDays": "090" })).toEqual({
    owner: "data-platform",
    dataClass: "us-user",
    tenancyId: "ocid1.tenancy.oc1..aaaa",
    bucketName: "user-data",
    vaultType: "DEFAULT",
    rotationDays: 90,
  });
});

it.each<[string, Record<string, string>, readonly string[]]>([
  [
    "what is missing",
    {},
    [
      "`stateside:tenancyId` is missing; use the OCID of a tenancy, `ocid1.tenancy.<realm>.[region].<unique id>`",
      "  pulumi config set --stack primary stateside:tenancyId ocid1.tenancy.oc1..aaaaexample",
    ],
  ],
  [
    "several values at once",
    {
      ...tenancy,
      "stateside:bucketName": "user data",
      "stateside:vaultType": "default",
      "stateside:homeRegion": "eu-frankfurt-1",
    },
    [
      "`stateside:bucketName` is `user data`; use 1 to 256 letters, digits, hyphens, underscores and periods",
      "  pulumi config set --stack primary stateside:bucketName user-data",
      "`stateside:homeRegion` is `eu-frankfurt-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
      "  pulumi config set --stack primary stateside:homeRegion us-ashburn-1",
      "`stateside:vaultType` is `default`; use `DEFAULT` or `VIRTUAL_PRIVATE`",
      "  pulumi config set --stack primary stateside:vaultType DEFAULT",
    ],
  ],
  ...["", "ninety", "-90", "9e1", "59", "366"].map((value): [string, Record<string, string>, string[]] => [
    `\`${value}\` days`,
    { ...tenancy, "stateside:rotationDays": value },
    [
      `\`stateside:rotationDays\` is \`${value}\`; use a whole number of days from 60 to 365`,
      "  pulumi config set --stack primary stateside:rotationDays 60",
    ],
  ]),
  [
    "a key that the stack doesn't know",
    { ...tenancy, "stateside:rotationDay": "90" },
    [
      "`stateside:rotationDay` is no setting of this stack; use `owner`, `dataClass`, `tenancyId`, `bucketName`, `homeRegion`, `vaultType`, `rotationDays`",
      "  pulumi config rm --stack primary stateside:rotationDay",
    ],
  ],
])("refuses %s", async (_, given, lines) => {
  await expect(read(given)).rejects.toThrow(new Error(["configuration of stack `primary`:", ...lines].join("\n  ")));
});

it("never shows a secret value", async () => {
  const given = { ...tenancy, "stateside:bucketName": "hush hush" };
  await expect(read(given, ["stateside:bucketName"])).rejects.toThrow(
    new Error(
      "configuration of stack `primary`:\n" +
        "  `stateside:bucketName` is [secret]; use 1 to 256 letters, digits, hyphens, underscores and periods\n" +
        "    pulumi config set --stack primary stateside:bucketName user-data",
    ),
  );
});

it("asks every stack for its owner", async () => {
  await runAs("landing", { "stateside:dataClass": "us-user" });
  expect(() => readSettings({})).toThrow(
    new Error(
      "configuration of stack `landing`:\n" +
        "  `stateside:owner` is missing; use 1 to 63 lower-case letters, digits, hyphens and underscores, a letter first\n" +
        "    pulumi config set --stack landing stateside:owner data-platform",
    ),
  );
});
