import fc from "fast-check";
import { parseAllDocuments } from "yaml";
import { guardManifest } from "../../../../components/oci/application/guard-manifest";

interface Guard {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: {
    readonly validations?: readonly { readonly expression: string }[];
    readonly failurePolicy?: string;
    readonly policyName?: string;
    readonly validationActions?: readonly string[];
    readonly matchConstraints?: unknown;
    readonly matchResources?: unknown;
  };
}

// SAFETY: read below, field by field.
const documents = (path: string) =>
  parseAllDocuments(guardManifest(path, "application")).map((each) => each.toJS() as Guard);

const paths = fc
  .tuple(
    fc.constantFrom("iad", "phx"),
    fc.stringMatching(/^[a-z0-9]{4,12}$/),
    fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
  )
  .map(([region, namespace, prefix]) => `${region}.ocir.io/${namespace}/${prefix}`);

it("is a policy, its binding to every namespace but the system's, and the application's namespace", () => {
  const [policy, binding, namespace, ...others] = documents("iad.ocir.io/axexample/us-enclave");
  expect(others).toEqual([]);
  expect(namespace).toEqual({ apiVersion: "v1", kind: "Namespace", metadata: { name: "application" } });
  expect(policy?.kind).toBe("ValidatingAdmissionPolicy");
  expect(policy?.spec?.failurePolicy).toBe("Fail");
  expect(policy?.spec?.matchConstraints).toEqual({
    resourceRules: [
      {
        apiGroups: [""],
        apiVersions: ["v1"],
        operations: ["CREATE", "UPDATE"],
        resources: ["pods", "pods/ephemeralcontainers"],
      },
    ],
  });
  expect(binding).toMatchObject({
    kind: "ValidatingAdmissionPolicyBinding",
    spec: {
      policyName: policy?.metadata.name,
      validationActions: ["Deny"],
      matchResources: {
        namespaceSelector: {
          matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["kube-system"] }],
        },
      },
    },
  });
});

it("refuses what would go past the check of signatures, and any container's image from elsewhere or without a digest", () => {
  fc.assert(
    fc.property(paths, (path) => {
      const [policy] = documents(path);
      const isInspected = `one.image.startsWith('${path}/') && one.image.contains('@sha256:')`;
      expect(policy?.spec?.validations?.map(({ expression }) => expression)).toEqual([
        "!has(object.metadata.annotations) || !('oracle.image-policy.k8s.io/break-glass' in object.metadata.annotations)",
        ...["containers", "initContainers", "ephemeralContainers"].map(
          (kind) => `!has(object.spec.${kind}) || object.spec.${kind}.all(one, ${isInspected})`,
        ),
      ]);
    }),
  );
});
