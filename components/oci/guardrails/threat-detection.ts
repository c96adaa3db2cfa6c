import { ComponentResource } from "@pulumi/pulumi";
import type { Input, InvokeOutputOptions, Output, ProviderResource } from "@pulumi/pulumi";
import {
  CloudGuardConfiguration,
  getDetectorRecipesOutput,
  getResponderRecipesOutput,
  Target,
} from "@pulumi/oci/cloudguard";
import { Rule } from "@pulumi/oci/events";
import { Policy } from "@pulumi/oci/identity";
import { NotificationTopic, Subscription } from "@pulumi/oci/ons";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { ProgramError } from "../../program-error";
import { ocid, oracleCompartmentName } from "../checks";
import { tags } from "../tags";
import { detectionStatements } from "./detection-statements";

export interface ThreatDetectionArgs extends Declaration {
  readonly tenancyId: string;
  /** The name of the enclave's compartment: the topic is named after it, as names of topics are unique in a tenancy. */
  readonly enclaveName: string;
  /** The region of the component's provider, in the United States: problems of all regions are gathered there. */
  readonly region: string;
  /** A provider for the tenancy's home region, where policies are written. */
  readonly homeProvider: ProviderResource;
  /** What is watched, with all compartments in it. */
  readonly enclaveCompartmentId: Input<string>;
  /** Holds the topic. */
  readonly auditCompartmentId: Input<string>;
  /** Who is told of problems: an e-mail address, which has to confirm. */
  readonly contact: string;
  /** The class of what they are told: names of resources and what is wrong with them, and no content. Mail goes anywhere. */
  readonly noticeClass: string;
}

/**
 * Recipes that Oracle keeps, by name. The service gives them back in this order; in another, each update would change it.
 * https://github.com/oci-landing-zones/terraform-oci-modules-security/blob/main/cloud-guard/variables.tf
 */
const detectorRecipes = [
  "OCI Threat Detector Recipe",
  "OCI Configuration Detector Recipe",
  "OCI Activity Detector Recipe",
];

/** Its rule `Cloud Event` is what makes an event of a problem; what would change resources waits for somebody to agree. */
const responderRecipe = "OCI Responder Recipe";

/** https://docs.oracle.com/en-us/iaas/Content/Events/Reference/eventsproducers.htm */
const problems = ["detected", "dismissed", "remediated", "thresholdreached"].map(
  (happened) => `com.oraclecloud.cloudguard.problem${happened}`,
);

/**
 * Cloud Guard over the enclave, and mail to those who answer for its security. The reporting region can't be changed once
 * Cloud Guard is on, and only there can it be told anything; destroying this leaves it on.
 * https://docs.oracle.com/en-us/iaas/tools/terraform-provider-oci/latest/docs/r/cloud_guard_cloud_guard_configuration.html
 */
export class ThreatDetection extends ComponentResource {
  /** Cloud Guard, switched on: security zones need it. */
  readonly cloudGuard: CloudGuardConfiguration;
  readonly topicId: Output<string>;
  /** Makes an event of each problem that is found in a target with it. */
  readonly responderRecipeId: Output<string>;

  constructor(name: string, args: ThreatDetectionArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:ThreatDetection", name, declared(args), opts);

    const policy = new Policy(
      name,
      {
        compartmentId: args.tenancyId,
        name: `${args.enclaveName}-cloud-guard`,
        description: "Lets Cloud Guard read what it looks for problems in",
        statements: detectionStatements(),
        ...tags(args),
      },
      { parent: this, provider: args.homeProvider },
    );
    this.cloudGuard = new CloudGuardConfiguration(
      name,
      {
        compartmentId: args.tenancyId,
        reportingRegion: args.region,
        status: "ENABLED",
        // Oracle's recipes, kept by Oracle, are there from the start.
        selfManageResources: false,
      },
      { parent: this, dependsOn: [policy] },
    );
    this.responderRecipeId = this.watch(name, args);
    this.topicId = this.tell(name, args);
    this.registerOutputs({ topicId: this.topicId, responderRecipeId: this.responderRecipeId });
  }

  private watch(name: string, args: ThreatDetectionArgs): Output<string> {
    const enabled: InvokeOutputOptions = { parent: this, dependsOn: [this.cloudGuard] };
    const detector = (displayName: string) =>
      getDetectorRecipesOutput({ compartmentId: args.tenancyId, displayName }, enabled).apply(
        ({ detectorRecipeCollections }) => onlyId(displayName, detectorRecipeCollections),
      );
    const responder = getResponderRecipesOutput(
      { compartmentId: args.tenancyId, displayName: responderRecipe },
      enabled,
    ).apply(({ responderRecipeCollections }) => onlyId(responderRecipe, responderRecipeCollections));
    new Target(
      name,
      {
        compartmentId: args.enclaveCompartmentId,
        displayName: args.enclaveName,
        description: "The enclave, with all that is in it",
        targetResourceId: args.enclaveCompartmentId,
        targetResourceType: "COMPARTMENT",
        targetDetectorRecipes: detectorRecipes.map((recipe) => ({ detectorRecipeId: detector(recipe) })),
        targetResponderRecipes: [{ responderRecipeId: responder }],
        ...tags(args),
      },
      // A compartment has one target: another comes when this is gone.
      { parent: this, dependsOn: [this.cloudGuard], deleteBeforeReplace: true },
    );
    return responder;
  }

  private tell(name: string, args: ThreatDetectionArgs): Output<string> {
    const labeled = tags({ dataClass: args.noticeClass, owner: args.owner });
    const topic = new NotificationTopic(
      name,
      {
        compartmentId: args.auditCompartmentId,
        // What a compartment's name may have, but no document says that a topic's may.
        name: `${args.enclaveName.replaceAll(".", "-")}-security`,
        description: "Problems that Cloud Guard finds in the enclave",
        ...labeled,
      },
      { parent: this },
    );
    new Subscription(
      name,
      {
        compartmentId: args.auditCompartmentId,
        topicId: topic.id,
        protocol: "EMAIL",
        endpoint: args.contact,
        ...labeled,
      },
      { parent: this },
    );
    new Rule(
      name,
      {
        // A rule sees the events of its compartment and of those inside.
        compartmentId: args.enclaveCompartmentId,
        displayName: `${args.enclaveName}-cloud-guard-problems`,
        description: "Tells those who answer for the enclave's security of each problem",
        condition: JSON.stringify({ eventType: problems }),
        isEnabled: true,
        actions: { actions: [{ actionType: "ONS", isEnabled: true, topicId: topic.id }] },
        ...labeled,
      },
      { parent: this },
    );
    return topic.id;
  }
}

interface Collection {
  readonly items: readonly { readonly id: string }[];
}

function onlyId(displayName: string, collections: readonly Collection[]): string {
  const [recipe, ...others] = collections.flatMap(({ items }) => items);
  if (recipe !== undefined && others.length === 0) return recipe.id;
  throw new ProgramError(
    `the tenancy has ${others.length === 0 ? "no recipe" : "several recipes"} called \`${displayName}\`; ` +
      "Cloud Guard brings it along unless it was switched on with `selfManageResources`",
  );
}

function refuseWrong(name: string, args: ThreatDetectionArgs): void {
  check.refuseWrong("threat detection", name, {
    ...declarationChecks(args),
    tenancyId: check.against(args.tenancyId, ocid("tenancy")),
    enclaveName: check.against(args.enclaveName, oracleCompartmentName),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    enclaveCompartmentId: check.against(args.enclaveCompartmentId, ocid("compartment")),
    auditCompartmentId: check.against(args.auditCompartmentId, ocid("compartment")),
    contact: check.against(args.contact, check.emailAddress),
    noticeClass: check.against(args.noticeClass, check.labelText),
  });
}
