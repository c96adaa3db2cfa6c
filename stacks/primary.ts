import { oracleBucketName, stackName, usRegion } from "../components/checks";
import { KeyVault, vaultTypes } from "../components/oci/key-vault";
import { PrimaryStorage } from "../components/oci/primary-storage";
import { daysFrom, oneOf, readSettings, text } from "./config";
import { landingOutputs } from "./landing-outputs";
import { ashburn, oracle, phoenix } from "./providers/oci";

/** US users' data at home: Oracle Cloud in Ashburn, with a replica in Phoenix. */
export function primary() {
  const settings = readSettings({
    bucketName: text(oracleBucketName),
    replicaBucketName: text(oracleBucketName),
    homeRegion: text(usRegion("oci", ashburn)).default(ashburn),
    vaultType: oneOf(vaultTypes).default("DEFAULT"),
    keyRotationDays: daysFrom(60, 365).optional(),
    landingStack: text(stackName).optional(),
  });
  const { owner, dataClass, bucketName, replicaBucketName, vaultType, keyRotationDays } = settings;
  const declaration = { owner, dataClass };
  const inAshburn = { provider: oracle("ashburn", ashburn) };
  const inPhoenix = { provider: oracle("phoenix", phoenix) };
  const landing = landingOutputs(settings.landingStack);
  const keysCompartmentId = landing("keysCompartmentId");

  const vault = {
    ...declaration,
    compartmentId: keysCompartmentId,
    vaultType,
    ...(keyRotationDays !== undefined && { rotationDays: keyRotationDays }),
  };
  const keys = new KeyVault("user-data", { ...vault, region: ashburn }, inAshburn);
  const replicaKeys = new KeyVault("user-data-replica", { ...vault, region: phoenix }, inPhoenix);

  const storage = new PrimaryStorage(
    "user-data",
    {
      ...declaration,
      bucketName,
      replicaBucketName,
      region: ashburn,
      replicaRegion: phoenix,
      replicaProvider: inPhoenix.provider,
      homeProvider: oracle("home", settings.homeRegion),
      enclaveCompartmentId: landing("enclaveCompartmentId"),
      dataCompartmentId: landing("dataCompartmentId"),
      keysCompartmentId,
      keyId: keys.keyId,
      replicaKeyId: replicaKeys.keyId,
    },
    inAshburn,
  );

  return {
    namespace: storage.namespace,
    bucketName: storage.bucketName,
    replicaBucketName: storage.replicaBucketName,
    keyId: keys.keyId,
    replicaKeyId: replicaKeys.keyId,
  };
}
