import fc from "fast-check";
import { keyStatements, membersOf, replicaStatements } from "../../../../components/oci/data/key-statements";

const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
const uses = fc.record({
  keysCompartmentId: word.map((id) => `ocid1.compartment.oc1..${id}`),
  databasesId: word.map((id) => `ocid1.dynamicgroup.oc1..d${id}`),
  fileSystemsId: word.map((id) => `ocid1.dynamicgroup.oc1..f${id}`),
  vaultId: word.map((id) => `ocid1.vault.oc1.iad.${id}`),
  databaseKeyId: word.map((id) => `ocid1.key.oc1.iad.d${id}`),
  volumeKeyIds: fc.uniqueArray(
    word.map((id) => `ocid1.key.oc1.iad.v${id}`),
    { minLength: 1, maxLength: 4 },
  ),
  fileKeyIds: fc.uniqueArray(
    word.map((id) => `ocid1.key.oc1.iad.f${id}`),
    { minLength: 1, maxLength: 4 },
  ),
});

it("names one principal, one compartment and one key or vault in each statement, and no more than use of it", () => {
  fc.assert(
    fc.property(uses, (given) => {
      const { databasesId, fileSystemsId, keysCompartmentId, vaultId, databaseKeyId, volumeKeyIds, fileKeyIds } = given;
      const parts = keyStatements(given).map((statement) => {
        const form =
          /^Allow (.+) to use (keys|vaults) in compartment id (\S+) where target\.(key|vault)\.id = '([^']+)'$/;
        return form.exec(statement)?.slice(1);
      });
      const inKeys = (principal: string, kind: string, target: string) => [
        principal,
        `${kind}s`,
        keysCompartmentId,
        kind,
        target,
      ];
      expect(parts).toEqual([
        ...volumeKeyIds.map((key) => inKeys("service blockstorage", "key", key)),
        ...fileKeyIds.map((key) => inKeys(`dynamic-group id ${fileSystemsId}`, "key", key)),
        inKeys(`dynamic-group id ${databasesId}`, "vault", vaultId),
        inKeys(`dynamic-group id ${databasesId}`, "key", databaseKeyId),
      ]);
    }),
  );
});

it("lets nobody but the vault service mirror vaults, and in the keys' compartment alone", () => {
  fc.assert(
    fc.property(word, (id) => {
      expect(replicaStatements(id)).toEqual([
        `Allow service keymanagementservice to manage vaults in compartment id ${id}`,
      ]);
    }),
  );
});

it("takes into a dynamic group what is of one type and in one compartment", () => {
  expect(membersOf("filesystem", "ocid1.compartment.oc1..data")).toBe(
    "ALL {resource.type = 'filesystem', resource.compartment.id = 'ocid1.compartment.oc1..data'}",
  );
});
