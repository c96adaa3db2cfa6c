import { deliveredImage, registryHost, registryPath } from "../../../../components/oci/inspection/registry-path";

it.each([
  ["us-ashburn-1", "iad.ocir.io"],
  ["us-phoenix-1", "phx.ocir.io"],
])("finds the registry of %s at %s", (region, host) => {
  expect(registryHost(region)).toBe(host);
  expect(registryPath(region, "axexample", "us-enclave")).toBe(`${host}/axexample/us-enclave`);
});

it("refuses a region that the table of places hasn't", () => {
  expect(() => registryHost("us-nowhere-1")).toThrow("`us-nowhere-1` has no key; use a region of Oracle Cloud");
});

it("leaves an image's tag to the run that delivers it", () => {
  expect(deliveredImage("iad.ocir.io/n/p", "application")).toBe("iad.ocir.io/n/p/application:${IMAGE_TAG}");
});
