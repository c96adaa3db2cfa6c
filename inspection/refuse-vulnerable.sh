#!/usr/bin/env bash
# Refuses a build if anything that it depends on has a CVSS score above the limit, or if no audit says that nothing has.
#
# REGION, COMPARTMENT_ID, KNOWLEDGE_BASE_ID: where the audit is; OCI_BUILD_RUN_ID: its name; CVSS_LIMIT: from 0.0 to 10.0.
# https://docs.oracle.com/en-us/iaas/tools/oci-cli/latest/oci_cli_docs/cmdref/adm/vulnerability-audit/list.html
set -euo pipefail

export OCI_CLI_AUTH=resource_principal

scores=$(oci adm vulnerability-audit list --region "$REGION" --compartment-id "$COMPARTMENT_ID" \
  --knowledge-base-id "$KNOWLEDGE_BASE_ID" --display-name "$OCI_BUILD_RUN_ID" --lifecycle-state ACTIVE --raw-output \
  --query "data.items[0].join(' ', [to_string(\"max-observed-cvss-v2-score\"), to_string(\"max-observed-cvss-v3-score\")])")

number='[0-9]+(\.[0-9]+)?'
if [[ ! $scores =~ ^$number\ $number$ ]]; then
  echo "the audit says '$scores' and no scores; the build is refused" >&2
  exit 1
fi
read -r second third <<<"$scores"
for score in "$second" "$third"; do
  if awk -v score="$score" -v limit="$CVSS_LIMIT" 'BEGIN { exit !(score > limit) }'; then
    echo "a dependency has the CVSS score $score, above the limit of $CVSS_LIMIT; the build is refused" >&2
    exit 1
  fi
done
echo "no dependency has a CVSS score above $CVSS_LIMIT"
