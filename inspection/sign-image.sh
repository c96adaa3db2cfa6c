#!/usr/bin/env bash
# Signs an image of the enclave's registry once it was scanned, or refuses to.
#
# IMAGE, IMAGE_TAG: which one, given with the run; IMAGES: what may be signed at all; PREFIX: what repositories are called
# first; ADMITTED_SEVERITIES: of what the scan has found, the worst; REGION, COMPARTMENT_ID; SIGNING_KEY_ID,
# SIGNING_KEY_VERSION_ID; POLL_SECONDS: between two looks at the scan, 30 without it.
# https://docs.oracle.com/en-us/iaas/Content/Registry/Tasks/registrysigningimages_topic.htm
# https://docs.oracle.com/en-us/iaas/tools/oci-cli/latest/oci_cli_docs/cmdref/vulnerability-scanning/container/scan/result/list.html
set -euo pipefail

export OCI_CLI_AUTH=resource_principal LC_ALL=C

# What signs takes the region from a file of configuration, and from nowhere else: a runner has none.
# https://github.com/oracle/oci-cli/blob/master/services/artifacts/src/oci_cli_artifacts/artifacts_cli_extended.py
OCI_CLI_CONFIG_FILE=$(mktemp)
export OCI_CLI_CONFIG_FILE
printf '[DEFAULT]\nregion=%s\n' "$REGION" >"$OCI_CLI_CONFIG_FILE"

refuse() {
  echo "$1; the image isn't signed" >&2
  exit 1
}

[[ " $IMAGES " == *" $IMAGE "* ]] || refuse "'$IMAGE' isn't built here: give IMAGE as one of $IMAGES"
[[ $IMAGE_TAG =~ ^[0-9a-f]{12}-[a-z0-9]{7}$ ]] || refuse "'$IMAGE_TAG' is no build's tag: give IMAGE_TAG as the build says it"
repository="$PREFIX/$IMAGE"

scan=""
for ((look = 0; look < 60; look++)); do
  scan=$(oci vulnerability-scanning container scan result list --region "$REGION" --compartment-id "$COMPARTMENT_ID" \
    --repository "$repository" --image "$IMAGE_TAG" --is-latest-only true \
    --query "data.items[].join(' ', [\"highest-problem-severity\", \"time-started\"]) | [0]" --raw-output)
  [[ -z $scan || $scan == null ]] || break
  sleep "${POLL_SECONDS:-30}"
done
[[ -n $scan && $scan != null ]] || refuse "no scan has looked at $repository:$IMAGE_TAG"
read -r severity began <<<"$scan"
[[ " $ADMITTED_SEVERITIES " == *" $severity "* ]] ||
  refuse "the scan has found a problem rated $severity in $repository:$IMAGE_TAG, and $ADMITTED_SEVERITIES are admitted"

image_id=$(oci artifacts container image list --region "$REGION" --compartment-id "$COMPARTMENT_ID" \
  --repository-name "$repository" --display-name "$repository:$IMAGE_TAG" --query 'data.items[0].id' --raw-output)
[[ $image_id == ocid1.containerimage.* ]] || refuse "the registry has no $repository:$IMAGE_TAG"

# A result names a tag alone. Who may push may also delete, and so give the tag to another image after the scan.
tagged=$(oci artifacts container image get --region "$REGION" --image-id "$image_id" \
  --query "data.versions[?version=='$IMAGE_TAG'].\"time-created\" | [0]" --raw-output)
[[ $tagged == 2* && $began == 2* && $tagged < $began ]] ||
  refuse "the scan began at '$began', and $repository:$IMAGE_TAG is from '$tagged': scan it anew"

oci artifacts container image-signature sign-upload --region "$REGION" --compartment-id "$COMPARTMENT_ID" \
  --image-id "$image_id" --kms-key-id "$SIGNING_KEY_ID" --kms-key-version-id "$SIGNING_KEY_VERSION_ID" \
  --signing-algorithm SHA_512_RSA_PKCS_PSS --description "scanned, worst finding $severity"
echo "$repository:$IMAGE_TAG is signed"
