import { ComponentResource, output } from "@pulumi/pulumi";
import type { Input, Resource } from "@pulumi/pulumi";
import { Backend, BackendSet, Listener, RuleSet, SslCipherSuite } from "@pulumi/oci/loadbalancer";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ocid } from "../checks";
import { entryPointName, entryPointText, withinSubnet } from "./entry-points";
import type { EntryPoint } from "./entry-points";
import { applicationPort, ciphers, cipherSuiteName, methods, tlsVersions, userPort } from "./traffic-tls";

/** Where requests are sent on to. */
export interface ServedApplicationWishes {
  /** The application subnet of the side: no request is sent on to anywhere else. */
  readonly applicationCidr: Input<string>;
  readonly entryPoints: readonly EntryPoint[];
  /** What a healthy server answers with 200, over TLS. */
  readonly healthPath: string;
}

export interface ServedApplicationArgs extends Declaration, ServedApplicationWishes {
  readonly balancerId: Input<string>;
  /** Of the Certificates service, in the balancer's region. */
  readonly certificateId: string;
  /** The certificate authority whose certificates the servers have. */
  readonly authorityId: Input<string>;
  /** The web application firewall in the balancer: nothing is taken before it inspects. */
  readonly inspectedBy: Resource;
}

/** What makes a balancer take users' requests and send them on: TLS on either way, and no listener without. */
export class ServedApplication extends ComponentResource {
  constructor(name: string, args: ServedApplicationArgs, opts: ComponentOptions) {
    check.refuseWrong("served application", name, {
      ...declarationChecks(args),
      ...refusedWishes(args),
      certificateId: check.against(args.certificateId, ocid("certificate")),
    });
    super("stateside:oci:ServedApplication", name, declared(args), opts);

    const loadBalancerId = args.balancerId;
    const part = { parent: this };
    const suite = new SslCipherSuite(name, { loadBalancerId, name: cipherSuiteName, ciphers: [...ciphers] }, part);
    const servers = new BackendSet(
      name,
      {
        loadBalancerId,
        name: "application",
        // By weight.
        policy: "ROUND_ROBIN",
        healthChecker: {
          protocol: "HTTP",
          port: applicationPort,
          urlPath: args.healthPath,
          returnCode: 200,
          // Over TLS, as the set has it.
          isForcePlainText: false,
          intervalMs: 10_000,
          timeoutInMillis: 3_000,
          retries: 3,
        },
        sslConfiguration: {
          protocols: [...tlsVersions],
          cipherSuiteName: suite.name,
          trustedCertificateAuthorityIds: [args.authorityId],
          verifyPeerCertificate: true,
          // The authority is a root, and issues no other authorities.
          verifyDepth: 1,
        },
      },
      part,
    );
    for (const { address, weight } of args.entryPoints) {
      const ipAddress = output(args.applicationCidr).apply((subnet) => withinSubnet(address, subnet));
      new Backend(
        `${name}-${address}`,
        { loadBalancerId, backendsetName: servers.name, ipAddress, port: applicationPort, weight },
        part,
      );
    }
    const rules = new RuleSet(
      name,
      {
        loadBalancerId,
        name: "https",
        items: [
          { action: "CONTROL_ACCESS_USING_HTTP_METHODS", allowedMethods: [...methods], statusCode: 405 },
          // For a year a browser doesn't even try without TLS.
          { action: "ADD_HTTP_RESPONSE_HEADER", header: "Strict-Transport-Security", value: "max-age=31536000" },
          { action: "REMOVE_HTTP_RESPONSE_HEADER", header: "Server" },
        ],
      },
      part,
    );
    new Listener(
      name,
      {
        loadBalancerId,
        name: "https",
        defaultBackendSetName: servers.name,
        port: userPort,
        // With `sslConfiguration` this is HTTPS.
        protocol: "HTTP",
        ruleSetNames: [rules.name],
        sslConfiguration: {
          protocols: [...tlsVersions],
          cipherSuiteName: suite.name,
          serverOrderPreference: "ENABLED",
          certificateIds: [args.certificateId],
          verifyPeerCertificate: false,
        },
      },
      { parent: this, dependsOn: [args.inspectedBy] },
    );

    this.registerOutputs();
  }
}

/** Without a query: what may stand in a path, and nothing that would have to be escaped. */
export const urlPath = check.pattern("a path, such as `/healthz`", "/healthz", /^\/[A-Za-z0-9/._~-]{0,254}$/);

export function refusedWishes(wishes: ServedApplicationWishes): Record<string, check.Refusal | undefined> {
  const addresses = wishes.entryPoints.map(({ address }) => address);
  const again = addresses.find((address, place) => addresses.indexOf(address) !== place);
  return {
    ...check.againstEach("entryPoints", wishes.entryPoints.map(entryPointName), entryPointText),
    ...(again !== undefined && { entryPoints: { value: again, allowed: "each address once, with one weight" } }),
    healthPath: check.against(wishes.healthPath, urlPath),
  };
}
