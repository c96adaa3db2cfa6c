import { stackName, usRegion } from "../components/checks";
import { evidenceOf, isLive } from "../components/phases";
import { readSettings, text } from "./config";
import { hold, holdSettings, planFor } from "./legacy-google/hold";
import { joinLine, lineSettings } from "./legacy-google/line";
import { pull, pullSettings } from "./legacy-google/pull";
import { centerOf } from "./mandate";
import { google } from "./providers/gcp";
import { ashburn, oracle } from "./providers/oci";
import { outputsOf } from "./stack-outputs";

export const legacyGoogleSettings = {
  homeRegion: text(usRegion("oci", ashburn)).default(ashburn),
  landingStack: text(stackName).optional(),
  inspectionStack: text(stackName).optional(),
  primaryStack: text(stackName).optional(),
  ...holdSettings,
  ...lineSettings,
  ...pullSettings,
};

/** Yesterday's data on Google Cloud, on its way into the enclave; of a deleted center only the record is left. */
export function legacyGoogle() {
  const settings = readSettings(legacyGoogleSettings);
  const { owner, dataClass } = settings;
  const center = centerOf("legacy-google", "gcp");
  if (!isLive(center)) return { evidence: evidenceOf(center) };

  const { region } = center;
  const common = {
    settings,
    declaration: { owner, dataClass },
    center,
    plan: planFor(center, settings),
    google: { region, provider: google("legacy", region, settings.projectId) },
  };
  const enclave = {
    ...common,
    landing: outputsOf("landing", settings.landingStack),
    inspection: outputsOf("inspection", settings.inspectionStack),
    primary: outputsOf("primary", settings.primaryStack),
    home: oracle("home", settings.homeRegion),
    ashburn: { region: ashburn, provider: oracle("ashburn", ashburn) },
  };
  const line = joinLine(enclave);
  const { buckets, outputs } = hold({ ...common, line: common.plan.isPulled ? line : undefined });
  const pullerId = pull({ ...enclave, buckets, line });
  return { ...outputs, ...(pullerId !== undefined && { pullerId }) };
}
