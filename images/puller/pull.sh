#!/bin/bash
# Copies Google Cloud's buckets into the enclave's, below legacy/<bucket>/, and then makes sure that all of it is there.
# Ends with 0 if it is; the container instance starts it again otherwise. What it needs is in the environment, but for the
# credential: that is read from the vault, and kept in memory alone.
set -euo pipefail

: "${SOURCE_BUCKETS:?}" "${SOURCE_ACCESS_ID:?}" "${SOURCE_SECRET_OCID:?}"
: "${HOME_NAMESPACE:?}" "${HOME_COMPARTMENT_OCID:?}" "${HOME_REGION:?}" "${HOME_BUCKET:?}"

secret=$(oci secrets secret-bundle get --secret-id "$SOURCE_SECRET_OCID" --stage CURRENT --region "$HOME_REGION" \
  --query 'data."secret-bundle-content".content' --raw-output | base64 --decode)

# Google Cloud, over the private line: in the enclave, this name has no public address, and names below it have none at all.
# rclone puts a bucket's name before it for the provider GCS, whatever `force_path_style` says, and into the path for Other; the
# rest is what Google needs otherwise. https://github.com/rclone/rclone/blob/master/backend/s3/provider/GCS.yaml
export RCLONE_CONFIG_GOOGLE_TYPE=s3
export RCLONE_CONFIG_GOOGLE_PROVIDER=Other
export RCLONE_CONFIG_GOOGLE_FORCE_PATH_STYLE=true
export RCLONE_CONFIG_GOOGLE_LIST_VERSION=2
export RCLONE_CONFIG_GOOGLE_LIST_URL_ENCODE=true
export RCLONE_CONFIG_GOOGLE_USE_ACCEPT_ENCODING_GZIP=false
export RCLONE_CONFIG_GOOGLE_SIGN_ACCEPT_ENCODING=false
export RCLONE_CONFIG_GOOGLE_USE_X_ID=false
export RCLONE_CONFIG_GOOGLE_ENDPOINT=https://storage.googleapis.com
export RCLONE_CONFIG_GOOGLE_ACCESS_KEY_ID="$SOURCE_ACCESS_ID"
export RCLONE_CONFIG_GOOGLE_SECRET_ACCESS_KEY="$secret"
export RCLONE_CONFIG_GOOGLE_NO_CHECK_BUCKET=true

# Oracle Cloud, as this container instance. https://rclone.org/oracleobjectstorage/
export RCLONE_CONFIG_HOME_TYPE=oracleobjectstorage
export RCLONE_CONFIG_HOME_PROVIDER=resource_principal_auth
export RCLONE_CONFIG_HOME_NAMESPACE="$HOME_NAMESPACE"
export RCLONE_CONFIG_HOME_COMPARTMENT="$HOME_COMPARTMENT_OCID"
export RCLONE_CONFIG_HOME_REGION="$HOME_REGION"
export RCLONE_CONFIG_HOME_NO_CHECK_BUCKET=true

export RCLONE_CONFIG=/dev/null
export RCLONE_USE_JSON_LOG=true
export RCLONE_LOG_LEVEL=NOTICE
export RCLONE_STATS=5m
export RCLONE_STATS_LOG_LEVEL=NOTICE

status=0
for bucket in $SOURCE_BUCKETS; do
  home="home:$HOME_BUCKET/legacy/$bucket"
  # What is there and no older stays as it is; nothing is ever deleted, at either end. https://rclone.org/docs/#u-update
  rclone copy "google:$bucket" "$home" --update --use-server-modtime --transfers 16 --checkers 32 || status=1
  rclone check "google:$bucket" "$home" --one-way --size-only || status=1
done
exit "$status"
