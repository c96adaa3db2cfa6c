import { ComponentResource, output, secret } from "@pulumi/pulumi";
import type { Input, Output, Resource } from "@pulumi/pulumi";
import { Connection, Project, Repository } from "@pulumi/oci/devops";
import { NotificationTopic } from "@pulumi/oci/ons";
import { Secret } from "@pulumi/oci/vault";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { untilSettled } from "../../until-settled";
import { ocid } from "../checks";
import { notAuthorized } from "../not-settled";
import { tags } from "../tags";
import { accessToken, inspectedName, sourceUrl } from "./admission";

/** Where sources are, by what DevOps calls a connection to it. */
export const sourceHosts = ["GITHUB_ACCESS_TOKEN", "GITLAB_ACCESS_TOKEN"] as const;

export type SourceHost = (typeof sourceHosts)[number];

/** A repository that can be built from. */
export interface Source {
  readonly id: Output<string>;
  readonly url: Output<string>;
}

export interface SourceMirrorArgs<Name extends string> extends Declaration {
  readonly inspectionCompartmentId: Input<string>;
  /** The region of the provider, in the United States. */
  readonly region: string;
  /** What project and topic are called; each name is taken once in a tenancy. */
  readonly projectName: string;
  readonly vaultId: Input<string>;
  /** A symmetric key in that vault. */
  readonly secretsKeyId: Input<string>;
  readonly sourceHost: SourceHost;
  /** Reads the repositories, and may do nothing else there. */
  readonly sourceToken: string;
  /** The addresses of the repositories, by what each is called here. */
  readonly sources: Readonly<Record<Name, string>>;
  /** What lets sources be mirrored. */
  readonly access: Resource;
}

/**
 * A DevOps project, with a mirror of each source: what is built is what was fetched, and stays as it was when its host is
 * gone. Nobody writes to a mirror. It is fetched every 30 minutes; a build is started by whoever releases.
 * https://docs.oracle.com/en-us/iaas/Content/devops/using/mirror_repo.htm
 */
export class SourceMirror<Name extends string> extends ComponentResource {
  readonly projectId: Output<string>;
  readonly sources: Readonly<Record<Name, Source>>;

  constructor(name: string, args: SourceMirrorArgs<Name>, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:SourceMirror", name, declared(args), opts);

    const part = { parent: this };
    const compartmentId = args.inspectionCompartmentId;
    const topic = new NotificationTopic(
      name,
      {
        compartmentId,
        name: args.projectName,
        description: "What happens to sources, builds and images",
        ...tags(args),
      },
      part,
    );
    const project = new Project(
      name,
      {
        compartmentId,
        name: args.projectName,
        description: "Sources, builds and images of what may run in the enclave",
        notificationConfig: { topicId: topic.id },
        ...tags(args),
      },
      part,
    );
    const connection = new Connection(
      name,
      {
        projectId: project.id,
        displayName: `${name}-sources`,
        description: "Reads the sources where they are written",
        connectionType: args.sourceHost,
        accessToken: this.keepToken(name, args).id,
        ...tags(args),
      },
      { ...part, dependsOn: [args.access], ...untilSettled(`${name}-token-readable`, notAuthorized) },
    );
    const mirror = (source: string, repositoryUrl: string): Source => {
      const { id, httpUrl } = new Repository(
        `${name}-${source}`,
        {
          projectId: project.id,
          name: source,
          description: `What ${repositoryUrl} has`,
          repositoryType: "MIRRORED",
          mirrorRepositoryConfig: {
            connectorId: connection.id,
            repositoryUrl,
            triggerSchedule: { scheduleType: "DEFAULT" },
          },
          ...tags(args),
        },
        { ...part, dependsOn: [args.access], ...untilSettled(`${name}-${source}-readable`, notAuthorized) },
      );
      return { id, url: httpUrl };
    };
    const mirrors = Object.entries<string>(args.sources).map(([source, url]) => [source, mirror(source, url)] as const);

    this.projectId = project.id;
    // SAFETY: one entry for each source, and no others.
    this.sources = Object.fromEntries(mirrors) as Record<Name, Source>;
    this.registerOutputs({ projectId: this.projectId, sources: this.sources });
  }

  /** The token's only place beside the state, where it is encrypted too: nothing else is told more than the secret's OCID. */
  private keepToken(name: string, args: SourceMirrorArgs<Name>): Secret {
    return new Secret(
      name,
      {
        compartmentId: args.inspectionCompartmentId,
        vaultId: args.vaultId,
        keyId: args.secretsKeyId,
        secretName: `${name}-source-token`,
        description: "Reads the sources of what may run in the enclave",
        secretContent: {
          contentType: "BASE64",
          content: secret(output(args.sourceToken).apply((token) => Buffer.from(token).toString("base64"))),
        },
        ...tags(args),
      },
      { parent: this },
    );
  }
}

function refuseWrong<Name extends string>(name: string, args: SourceMirrorArgs<Name>): void {
  check.refuseWrong("source mirror", name, {
    ...declarationChecks(args),
    inspectionCompartmentId: check.against(args.inspectionCompartmentId, ocid("compartment")),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    projectName: check.against(args.projectName, inspectedName),
    vaultId: check.against(args.vaultId, ocid("vault")),
    secretsKeyId: check.against(args.secretsKeyId, ocid("key")),
    // A message never shows it.
    sourceToken: accessToken.accepts(args.sourceToken)
      ? undefined
      : { value: "[secret]", allowed: accessToken.allowed },
    ...Object.fromEntries(
      Object.entries<string>(args.sources).map(([source, url]) => [`sources.${source}`, check.against(url, sourceUrl)]),
    ),
  });
}
