import { globalTypes } from "./aws-regions";
import { exampleAccount, exampleProject, partitionOf } from "./invokes";
import { answeredOutput, type Form } from "./symbolic-names";
import { packageOf } from "./urn";

/** What the engine knows of where a resource is. */
export interface Place {
  readonly region?: string | undefined;
  /** Of Google Cloud. */
  readonly zone?: string | undefined;
  readonly project?: string | undefined;
}

/** A text that is well-formed for its kind, so that programs which take one apart still run. */
export function formed(token: string, type: string, output: string, place: Place): string {
  switch (formOf(type, output)) {
    case "token":
      return token;
    case "arn":
      return arn(token, type, place);
    case "ocid":
      return `ocid1.${(type.split(":")[2] ?? "").toLowerCase()}.oc1..${token}`;
    case "self-link":
      return selfLink(token, type, place);
    case "email":
      return email(token, place);
    case "member":
      return `serviceAccount:${email(token, place)}`;
    case "host":
      // A domain that can't exist: https://www.rfc-editor.org/rfc/rfc2606
      return `${token}.stateside.invalid`;
    case "url":
      return `https://${token}.stateside.invalid`;
  }
}

function formOf(type: string, output: string): Form {
  if (output === "id") return packageOf(type) === "oci" ? "ocid" : "token";
  return answeredOutput(type, output)?.form ?? "token";
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function arn(token: string, type: string, { region }: Place): string {
  const service = moduleOf(type);
  // A region that nobody knows stays unknown to a program that splits the ARN.
  const shown = service === "s3" || service === "iam" || globalTypes.has(type) ? "" : (region ?? token);
  const account = service === "s3" ? "" : exampleAccount;
  return `arn:${partitionOf(region ?? "")}:${service}:${shown}:${account}:${token}`;
}

function selfLink(token: string, type: string, { region, zone, project = exampleProject }: Place): string {
  const service = moduleOf(type);
  if (service === "storage") return `https://www.googleapis.com/storage/v1/b/${token}`;
  const scope = zone !== undefined ? `zones/${zone}` : region !== undefined ? `regions/${region}` : "global";
  const collection = `${/\/([^:]*):/.exec(type)?.[1] ?? "resource"}s`;
  return `https://www.googleapis.com/${service}/v1/projects/${project}/${scope}/${collection}/${token}`;
}

function email(token: string, { project = exampleProject }: Place): string {
  return `${token}@${project}.iam.gserviceaccount.com`;
}

/** `s3` of `aws:s3/bucket:Bucket`. */
function moduleOf(type: string): string {
  return (type.split(":")[1] ?? "").split("/")[0] ?? "";
}
