import { Config } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { NetworkFirewall } from "../../../../components/oci/network/network-firewall";
import { planNetwork } from "../../../../components/oci/network/network-plan";

const subnet = new Config().require("dataSubnet");
const plan = planNetwork("10.20.0.0/16");
const firewall = new NetworkFirewall(
  "firewall",
  {
    dataClass: "us-user",
    owner: "data-platform",
    compartmentId: "ocid1.compartment.oc1..network",
    region: "us-ashburn-1",
    place: "firewall",
    subnetId: "ocid1.subnet.oc1.iad.firewall",
    plan: { ...plan, data: { ...plan.data, subnet } },
  },
  { provider: new Provider("ashburn", { region: "us-ashburn-1" }) },
);

export const { policyName, addressId } = firewall;
