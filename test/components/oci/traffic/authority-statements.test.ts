import fc from "fast-check";
import { authorityStatements } from "../../../../components/oci/traffic/authority-statements";

const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
const keys = fc.uniqueArray(
  word.map((each) => `ocid1.key.oc1.iad.v.${each}`),
  { minLength: 1, maxLength: 4 },
);

it("lets the authorities use each of their keys, and no other key of the compartment", () => {
  fc.assert(
    fc.property(word, word, keys, (group, compartment, keyIds) => {
      const form =
        /^Allow dynamic-group id (\S+) to use keys in compartment id (\S+) where target\.key\.id = '([^']+)'$/;
      const grants = authorityStatements(group, compartment, keyIds).map((text) => form.exec(text)?.slice(1));
      expect(grants).toEqual(keyIds.map((keyId) => [group, compartment, keyId]));
    }),
  );
});
