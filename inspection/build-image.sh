#!/usr/bin/env bash
# Builds an image called `image` from a folder with a Dockerfile. Its bases come from the enclave's own registry, as the
# runner reaches no other.
#
# BASES: the names of the Dockerfile's arguments for them, between spaces; and each of these: the base's full address.
set -euo pipefail

folder=$1
export OCI_CLI_AUTH=resource_principal

arguments=()
for base in $BASES; do
  arguments+=(--build-arg "$base=${!base}")
  registry=${!base%%/*}
done

# https://www.ateam-oracle.com/authentication-mechanisms-for-oci-container-registry-ocir
oci raw-request --region "$REGION" --http-method GET --target-uri "https://$registry/20180419/docker/token" \
  --query data.token --raw-output |
  docker login --username BEARER_TOKEN --password-stdin "$registry"

docker build --pull "${arguments[@]}" --tag image "$folder"
