import { ocid, oracleCompartmentName, usRegion } from "../components/checks";
import { EnclaveCompartment } from "../components/oci/enclave-compartment";
import { readSettings, text } from "./config";
import { ashburn, oracle } from "./providers/oci";

/** What the enclave's other stacks stand on. */
export function landing() {
  const { tenancyId, homeRegion, enclaveName, ...declaration } = readSettings({
    tenancyId: text(ocid("tenancy")),
    homeRegion: text(usRegion("oci", ashburn)).default(ashburn),
    enclaveName: text(oracleCompartmentName).default("us-enclave"),
  });

  const enclave = new EnclaveCompartment(
    "enclave",
    { ...declaration, tenancyId, enclaveName },
    { provider: oracle("home", homeRegion) },
  );

  return {
    enclaveCompartmentId: enclave.enclaveId,
    networkCompartmentId: enclave.networkId,
    dataCompartmentId: enclave.dataId,
    keysCompartmentId: enclave.keysId,
    auditCompartmentId: enclave.auditId,
  };
}
