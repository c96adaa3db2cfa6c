/** What Oracle lets a pod say to go past a cluster's check of signatures. */
const breakGlass = "oracle.image-policy.k8s.io/break-glass";

/** Oracle's own pods, whose images are Oracle's. */
const systemNamespace = "kube-system";

const name = "inspected-images";

/** Where a pod says which images it runs; only the first has to be there. */
const containers = ["containers", "initContainers", "ephemeralContainers"];

/**
 * What every release applies first: a policy of the cluster's own that refuses pods which would go past the check of
 * signatures, and images from elsewhere than the inspected registry or named by a tag, which can change.
 * https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 * https://docs.oracle.com/en-us/iaas/Content/ContEng/Tasks/contengenforcingsignedimagesfromocir.htm
 *
 * @param namespace - what the application is in
 */
export function guardManifest(registryPath: string, namespace: string): string {
  const isInspected = `one.image.startsWith('${registryPath}/') && one.image.contains('@sha256:')`;
  const policy = {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicy",
    metadata: { name },
    spec: {
      failurePolicy: "Fail",
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: [""],
            apiVersions: ["v1"],
            operations: ["CREATE", "UPDATE"],
            resources: ["pods", "pods/ephemeralcontainers"],
          },
        ],
      },
      validations: [
        {
          expression: `!has(object.metadata.annotations) || !('${breakGlass}' in object.metadata.annotations)`,
          message: "no pod goes past the check of signatures",
        },
        ...containers.map((kind) => ({
          expression: `!has(object.spec.${kind}) || object.spec.${kind}.all(one, ${isInspected})`,
          message: "images are the inspected registry's, by their digest",
        })),
      ],
    },
  };
  const binding = {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: { name },
    spec: {
      policyName: name,
      validationActions: ["Deny"],
      matchResources: {
        namespaceSelector: {
          matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "NotIn", values: [systemNamespace] }],
        },
      },
    },
  };
  const own = { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } };
  return [policy, binding, own].map((each) => `${JSON.stringify(each, null, 2)}\n`).join("---\n");
}
