import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { installPackage } from "../pack/installed";
import { describeEngine, root } from "./engine";

describeEngine("the package of the pack in `pulumi`", (engine) => {
  let folder: string;
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), "stateside-package-")));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("judges from an empty folder that it is installed in", async () => {
    const policyPack = installPackage(folder);
    const directory = engine().copy(path.join(root, "test/fixtures/programs/bucket-abroad"));
    const run = await engine().run(directory, "dev", ["preview"], { policyPack });
    expect(run.code).not.toBe(0);
    expect(run.stdout).toContain(`(local: ${policyPack})`);
    expect(run.events.flatMap(({ policyEvent }) => policyEvent?.message ?? [])).toEqual([
      expect.stringContaining('bucket "exports" holds us-user data in eu-central-1 (Frankfurt, Germany)'),
    ]);
  });
});
