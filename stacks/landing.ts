import { usRegion } from "../components/checks";
import { ocid, oracleCompartmentName } from "../components/oci/checks";
import { EnclaveCompartment } from "../components/oci/access/enclave-compartment";
import { readSettings, text } from "./config";
import { guardedCenters, guardrails, guardrailsSettings } from "./landing/guardrails";
import { identity, identitySettings, labeling } from "./landing/identity";
import { currentMandate, dataClasses } from "./mandate";
import { ashburn, oracle } from "./providers/oci";

export const landingSettings = {
  tenancyId: text(ocid("tenancy")),
  homeRegion: text(usRegion("oci", ashburn)).default(ashburn),
  enclaveName: text(oracleCompartmentName).default("us-enclave"),
  ...identitySettings,
  ...guardrailsSettings,
};

/** What the enclave's other stacks stand on. */
export function landing() {
  const settings = readSettings(landingSettings);
  const { owner, dataClass, tenancyId, enclaveName } = settings;
  const mandate = currentMandate();
  const centers = guardedCenters(settings, mandate);
  const home = oracle("home", settings.homeRegion);

  const labels = labeling(settings, dataClasses(mandate), home);
  const enclave = new EnclaveCompartment(
    "enclave",
    { owner, dataClass, tenancyId, enclaveName },
    { provider: home, dependsOn: [labels] },
  );
  const guarded = guardrails(settings, centers, enclave, home, [labels]);
  const identified = identity(settings, enclave, home, labels);

  return {
    tenancyId,
    enclaveCompartmentId: enclave.enclaveId,
    networkCompartmentId: enclave.networkId,
    applicationCompartmentId: enclave.applicationId,
    dataCompartmentId: enclave.dataId,
    keysCompartmentId: enclave.keysId,
    auditCompartmentId: enclave.auditId,
    inspectionCompartmentId: enclave.inspectionId,
    ...identified,
    ...guarded,
  };
}
