import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output, Resource } from "@pulumi/pulumi";
import { CertificateAuthority } from "@pulumi/oci/certificatesmanagement";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { untilSettled } from "../../until-settled";
import { ocid, oracleAuthorityName } from "../checks";
import { tags } from "../tags";

export interface PrivateAuthorityArgs extends Declaration {
  /** Unique in the tenancy, in all regions, even among authorities that wait for their deletion. */
  readonly authorityName: string;
  /** The region of the provider, in the United States. */
  readonly region: string;
  readonly keysCompartmentId: Input<string>;
  /** An RSA key in `region`, protected by a hardware security module: an authority takes no other. */
  readonly keyId: Input<string>;
  /** What has to be there first: without the use of its key an authority fails, and keeps its name for 30 days. */
  readonly after: readonly Resource[];
}

/** A new policy isn't seen at once, and what isn't allowed is answered as what isn't there. */
const notAllowed = ["NotAuthorizedOrNotFound"];

/**
 * The enclave's own certificate authority on one side: it issues the certificates of the application's servers, and the
 * balancer trusts no other. Its private key never leaves the hardware security module.
 *
 * It states no end of its own: the service gives a root the longest that there is, until 2037, while an end in whole
 * seconds has been refused with 400. What it issues ends after 90 days, and it can issue no other authorities.
 *
 * https://docs.oracle.com/en-us/iaas/Content/certificates/creating-certificate-authority.htm
 * https://registry.terraform.io/providers/oracle/oci/latest/docs/resources/certificates_management_certificate_authority
 */
export class PrivateAuthority extends ComponentResource {
  readonly authorityId: Output<string>;

  constructor(name: string, args: PrivateAuthorityArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:PrivateAuthority", name, declared(args), opts);

    const authority = new CertificateAuthority(
      name,
      {
        compartmentId: args.keysCompartmentId,
        name: args.authorityName,
        description: "Issues the certificates of the application's servers",
        kmsKeyId: args.keyId,
        certificateAuthorityConfig: {
          configType: "ROOT_CA_GENERATED_INTERNALLY",
          signingAlgorithm: "SHA256_WITH_RSA",
          subject: { commonName: args.authorityName, country: "US" },
        },
        certificateAuthorityRules: [
          {
            ruleType: "CERTIFICATE_AUTHORITY_ISSUANCE_EXPIRY_RULE",
            leafCertificateMaxValidityDuration: "P90D",
            certificateAuthorityMaxValidityDuration: "P365D",
          },
          { ruleType: "CERTIFICATE_AUTHORITY_ISSUANCE_RULE", pathLengthConstraint: 0 },
        ],
        ...tags(args),
      },
      {
        parent: this,
        protect: true,
        dependsOn: [...args.after],
        ...untilSettled(`${name}-key-usable`, notAllowed),
      },
    );

    this.authorityId = authority.id;
    this.registerOutputs({ authorityId: this.authorityId });
  }
}

function refuseWrong(name: string, args: PrivateAuthorityArgs): void {
  check.refuseWrong("private authority", name, {
    ...declarationChecks(args),
    authorityName: check.against(args.authorityName, oracleAuthorityName),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    keysCompartmentId: check.against(args.keysCompartmentId, ocid("compartment")),
    keyId: check.against(args.keyId, ocid("key")),
  });
}
