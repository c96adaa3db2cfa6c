import fc from "fast-check";
import { s3Host } from "../../../../components/oci/data/s3-endpoint";
import { readUrl } from "../../../../policies/residency/names/urls";

it("names a host whose first path is a bucket of the namespace and the region", () => {
  expect(s3Host("axexample", "us-ashburn-1")).toBe("axexample.compat.objectstorage.us-ashburn-1.oraclecloud.com");
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z][a-z0-9]{3,11}$/),
      fc.constantFrom("us-ashburn-1", "us-phoenix-1", "us-sanjose-1", "us-chicago-1"),
      fc.stringMatching(/^[a-z][a-z0-9-]{1,20}[a-z0-9]$/),
      (namespace, region, bucket) => {
        const read = readUrl(`https://${s3Host(namespace, region)}/${bucket}/an/object`);
        expect(read).toMatchObject({ cloud: "oci", place: region, account: namespace });
        expect(read?.names.at(-1)).toMatchObject({ name: bucket, of: ["objectstorage/bucket:"] });
      },
    ),
  );
});
