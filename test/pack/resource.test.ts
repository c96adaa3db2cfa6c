import { toResource, type Given } from "../../policies/pack/resource";
import { types } from "../support/terms";

const variable = "GOOGLE_REGION";

function disk(providerProps: object): Given {
  return {
    type: "gcp:compute/disk:Disk",
    props: { name: "d" },
    urn: "urn:pulumi:dev::shop::gcp:compute/disk:Disk::d",
    name: "d",
    opts: {},
    provider: {
      type: "pulumi:providers:gcp",
      urn: "urn:pulumi:dev::shop::pulumi:providers:gcp::default_9_37_0",
      name: "default_9_37_0",
      props: providerProps,
    },
  };
}

describe("the region of a provider that states none", () => {
  const before = process.env[variable];

  beforeEach(() => {
    process.env[variable] = "us-east4";
  });
  afterEach(() => {
    if (before === undefined) Reflect.deleteProperty(process.env, variable);
    else process.env[variable] = before;
  });

  it("is the environment's, as the operation runs in it", () => {
    expect(toResource(disk({}), types).provider?.ambientRegion).toEqual({
      region: "us-east4",
      from: "environment",
      by: variable,
    });
  });

  it("is not asked for where the provider states its own", () => {
    expect(toResource(disk({ region: "europe-west3" }), types).provider?.ambientRegion).toBeUndefined();
  });
});
