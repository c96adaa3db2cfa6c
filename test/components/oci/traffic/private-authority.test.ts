import { Provider } from "@pulumi/oci/provider";
import { PrivateAuthority } from "../../../../components/oci/traffic/private-authority";
import type { PrivateAuthorityArgs } from "../../../../components/oci/traffic/private-authority";
import { refusal } from "../../recorder";

const args: PrivateAuthorityArgs = {
  dataClass: "us-user",
  owner: "data-platform",
  authorityName: "us-enclave-ashburn",
  region: "us-ashburn-1",
  keysCompartmentId: "ocid1.compartment.oc1..keys",
  keyId: "ocid1.key.oc1.iad.vault.key",
  after: [],
};

it.each<[Partial<PrivateAuthorityArgs>, string]>([
  [
    { authorityName: "us enclave" },
    "`authorityName` is `us enclave`; use 1 to 64 letters, digits, periods, hyphens and underscores",
  ],
  [
    { region: "uk-london-1" },
    "`region` is `uk-london-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [
    { keyId: "ocid1.vault.oc1.iad.aaaa" },
    "`keyId` is `ocid1.vault.oc1.iad.aaaa`; use the OCID of a key, `ocid1.key.<realm>.[region].<unique id>`",
  ],
])("refuses %j", async (change, message) => {
  const provider = new Provider("ashburn", { region: "us-ashburn-1" });
  const build = () => new PrivateAuthority("traffic", { ...args, ...change }, { provider });
  expect(await refusal(build)).toBe(`private authority \`traffic\`: ${message}`);
});
