import type { ProviderResource } from "@pulumi/pulumi";
import type { z } from "zod";
import type { Declaration } from "../../components/declaration";
import { officeRange, oracleDomainName } from "../../components/oci/checks";
import { EnclaveAccess } from "../../components/oci/access/enclave-access";
import type { EnclaveCompartment } from "../../components/oci/access/enclave-compartment";
import { EnclaveTags } from "../../components/oci/access/enclave-tags";
import { IdentityDomain } from "../../components/oci/access/identity-domain";
import { RequiredTags } from "../../components/oci/access/required-tags";
import { SignOn } from "../../components/oci/access/sign-on";
import { listOf, text } from "../config";
import { ashburn, phoenix } from "../providers/oci";

/** What the enclave's identity is told. */
export const identitySettings = {
  domainName: text(oracleDomainName).default("us-enclave"),
  officeRanges: listOf(officeRange, 1, 20),
};

type Settings = z.infer<z.ZodObject<typeof identitySettings>> &
  Declaration & { readonly tenancyId: string; readonly homeRegion: string };

/** The keys of the tags that everything after carries. */
export function labeling(
  { owner, dataClass, tenancyId }: Settings,
  dataClasses: readonly string[],
  home: ProviderResource,
): EnclaveTags {
  return new EnclaveTags("stateside", { owner, dataClass, tenancyId, dataClasses }, { provider: home });
}

/**
 * Who may do what in the enclave, and how they sign in; and that from then on everything in it is labeled.
 *
 * @param home - the provider of the tenancy's home region
 * @param labels - the keys of the tags
 */
export function identity(settings: Settings, enclave: EnclaveCompartment, home: ProviderResource, labels: EnclaveTags) {
  const { owner, dataClass, tenancyId, homeRegion, domainName, officeRanges } = settings;
  const declaration = { owner, dataClass };
  const place = { tenancyId, homeRegion, domainName, regions: [ashburn, phoenix] };

  const domain = new IdentityDomain(
    "enclave",
    { ...declaration, ...place, applicationCompartmentId: enclave.applicationId },
    { provider: home, dependsOn: [labels] },
  );
  const { gatekeepers, operators, auditors } = domain.groupIds;
  new SignOn(
    "enclave",
    { ...declaration, endpoint: domain.endpoint, groupIds: [gatekeepers, operators, auditors] },
    { provider: home },
  );
  const access = new EnclaveAccess(
    "enclave",
    {
      ...declaration,
      ...place,
      officeRanges,
      enclaveCompartmentId: enclave.enclaveId,
      networkCompartmentId: enclave.networkId,
      applicationCompartmentId: enclave.applicationId,
      dataCompartmentId: enclave.dataId,
      keysCompartmentId: enclave.keysId,
      auditCompartmentId: enclave.auditId,
      inspectionCompartmentId: enclave.inspectionId,
    },
    { provider: home, dependsOn: [labels, ...domain.groups] },
  );
  new RequiredTags(
    "enclave",
    {
      ...declaration,
      enclaveCompartmentId: enclave.enclaveId,
      dataClassTagId: labels.dataClassTagId,
      ownerTagId: labels.ownerTagId,
    },
    { provider: home, dependsOn: [access] },
  );
  return {
    identityDomainId: domain.domainId,
    identityDomainName: domainName,
    identityDomainEndpoint: domain.endpoint,
    networkSource: access.networkSource,
  };
}
