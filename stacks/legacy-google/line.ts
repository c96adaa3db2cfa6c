import type { ProviderResource, Resource } from "@pulumi/pulumi";
import type { z } from "zod";
import type { ComponentOptions, Declaration } from "../../components/declaration";
import type { FilteredLine } from "../../components/gcp/bucket-filter";
import { googleApiRange } from "../../components/gcp/google-apis";
import { LegacyNetwork } from "../../components/gcp/legacy-network";
import { PrivateLine as GoogleEnd } from "../../components/gcp/private-line";
import { GoogleNames } from "../../components/oci/legacy/google-names";
import { googleShape } from "../../components/oci/network/line-checks";
import { PrivateLine as OracleEnd } from "../../components/oci/network/private-line";
import { text } from "../config";
import type { Outputs } from "../stack-outputs";

/** What the private line between the enclave and Google Cloud is told. */
export const lineSettings = {
  lineBandwidth: text(googleShape).default("1 Gbps"),
};

type Settings = Readonly<z.output<z.ZodObject<typeof lineSettings>>>;

/** What parts of the enclave a line or the puller stands on. */
export interface Enclave {
  readonly landing: Outputs<"landing">;
  readonly inspection: Outputs<"inspection">;
  readonly primary: Outputs<"primary">;
  readonly home: ProviderResource;
  readonly ashburn: { readonly region: string } & Pick<ComponentOptions, "provider">;
}

interface Given extends Enclave {
  readonly settings: Settings & { readonly projectId: string };
  readonly declaration: Declaration;
  readonly google: { readonly region: string } & Pick<ComponentOptions, "provider">;
}

export interface JoinedLine extends FilteredLine {
  /** What has to be there before anything is asked for over the line. */
  readonly parts: readonly Resource[];
}

/**
 * The line by which the enclave asks Google's storage, both ends, and what Google's names stand for in the enclave. It stays
 * from the first phase to the last, as both clouds would have to pair it again: while nothing is fetched, it leads nowhere, as
 * no route, no rule of the firewalls and no filter of a bucket knows of it.
 */
export function joinLine({ settings, declaration, google, landing, primary, ashburn }: Given): JoinedLine {
  const { projectId, lineBandwidth } = settings;
  const here = { ...declaration, region: ashburn.region };
  const { provider } = google;

  const network = new LegacyNetwork("legacy", { ...declaration, projectId, region: google.region }, { provider });
  const { networkId } = network;
  const far = new GoogleEnd(
    "legacy",
    { ...declaration, projectId, networkId, region: google.region, advertisedRanges: [googleApiRange] },
    { provider },
  );
  const near = new OracleEnd(
    "legacy",
    {
      ...here,
      tenancyId: landing("tenancyId"),
      compartmentId: landing("networkCompartmentId"),
      drgId: primary("drgId"),
      routeTableId: primary("centersTableId"),
      bandwidth: lineBandwidth,
      peer: { kind: "google", pairingKey: far.pairingKey },
    },
    { provider: ashburn.provider },
  );
  const names = new GoogleNames(
    "legacy",
    {
      ...here,
      networkCompartmentId: landing("networkCompartmentId"),
      applicationNetworkId: primary("applicationNetworkId"),
    },
    { provider: ashburn.provider },
  );
  return { networkId, addressBlock: primary("applicationCidr"), parts: [network, near, names] };
}
